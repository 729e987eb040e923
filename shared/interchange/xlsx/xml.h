// XML read piece by piece: elements as they begin and end, and the text between. Internal to this folder.
// Threads: one object belongs to one thread. Errors: those of the source; BadFile where it is no XML.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/source.h"

struct XML_ParserStruct;

namespace keybook::interchange {

class Xml {
 public:
  using Attributes = std::map<std::string, std::string, std::less<>>;
  struct Handler {
    std::function<void(std::string_view element, const Attributes&)> begin = [](auto, const auto&) {};
    std::function<void(std::string_view element)> end = [](auto) {};
    std::function<void(std::string_view text)> text = [](auto) {};
  };
  // Names come without the prefix of their name space. The source must outlive it.
  Xml(ByteSource& source, Handler handler);
  ~Xml();
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  // Reads on for a while, calling the handler; false once all is read.
  [[nodiscard]] base::Result<bool> more();
  [[nodiscard]] base::Status all();

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const;
  };
  ByteSource& source_;
  Handler handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::vector<char> buffer_ = std::vector<char>(read_bytes);
};

}  // namespace keybook::interchange
