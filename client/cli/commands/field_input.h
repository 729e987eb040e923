// The fields that `new` and `set` take: FIELD=VALUE arguments, or a JSON object out of a file.
// Threads: main only.
#pragma once

#include <memory>

#include "command_line.h"

namespace keybook::cli {

// `--json FILE` is input; `--json` alone is the output format, as everywhere else.
class FieldInput {
 public:
  void add_to(CLI::App* command);
  // What was given, as an edit of its fields. Usage where there is nothing, or both forms.
  [[nodiscard]] client::Edit edit() const;
  [[nodiscard]] bool wants_json() const { return json_ != nullptr && json_->count() > 0 && file().empty(); }
  enum class Empty { Allowed, Refused };
  void check(Empty empty) const;

 private:
  [[nodiscard]] std::string file() const;
  [[nodiscard]] std::vector<std::string> arguments() const;
  std::vector<std::string> arguments_;
  std::string json_value_;
  CLI::Option* json_ = nullptr;
};

// Saves one edit; prints the result as JSON where asked, and says which locked fields became requests.
[[nodiscard]] client::Saved save_one(Context& context, const client::Edit& edit);
// The same of a delete or restore, which says nothing and saves nothing where the record is as it wishes already.
[[nodiscard]] client::Saved save_existence(Context& context, const client::Edit& edit);
void note_requests(Context& context, const client::Saved& saved);

}  // namespace keybook::cli
