// Which records: the options that `list` and `export` share.
// Threads: main only.
#pragma once

#include "command_line.h"

namespace keybook::cli {

class QueryOptions {
 public:
  void add_to(CLI::App* command);
  [[nodiscard]] client::Query query(Context& context) const;

 private:
  std::string type_, account_, search_;
  std::vector<std::string> where_;
  std::int64_t limit_ = -1;
  bool deleted_ = false;
};

}  // namespace keybook::cli
