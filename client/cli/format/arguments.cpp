#include "format/arguments.h"

#include <algorithm>

namespace keybook::cli {
namespace {

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Length of the field name at the front; 0: there is none.
std::size_t name_length(std::string_view argument) {
  return static_cast<std::size_t>(std::find_if_not(argument.begin(), argument.end(), is_name_char) - argument.begin());
}

tl::unexpected<base::Error> not_understood(std::string_view argument, const char* form) {
  return base::fail(base::ErrorCode::Usage, "'" + std::string(argument) + "' is not " + form, {},
                    "Write it as one argument, in quotes where the value has blanks");
}

struct Sign {
  std::string_view text;
  client::Filter::Op op;
};

// Longer signs before those that they begin with.
constexpr Sign signs[] = {{"!=", client::Filter::Op::NotEqual},     {"<=", client::Filter::Op::LessEqual},
                          {">=", client::Filter::Op::GreaterEqual}, {"=", client::Filter::Op::Equal},
                          {"<", client::Filter::Op::Less},          {">", client::Filter::Op::Greater},
                          {"~", client::Filter::Op::Contains}};

}  // namespace

bool is_assignment(std::string_view argument) {
  const std::size_t length = name_length(argument);
  return length > 0 && argument.substr(length).starts_with('=');
}

base::Result<client::Value> assignments(const std::vector<std::string>& arguments) {
  client::Value fields = client::Value::object();
  for (const std::string& argument : arguments) {
    if (!is_assignment(argument)) return not_understood(argument, "FIELD=VALUE");
    const std::size_t length = name_length(argument);
    const std::string name = argument.substr(0, length);
    if (fields.contains(name))
      return base::fail(base::ErrorCode::Usage, "the field '" + name + "' is given twice", {},
                        "Give it once; members of a set are separated by ';'");
    fields[name] = argument.substr(length + 1);
  }
  return fields;
}

base::Result<client::Filter> filter(std::string_view argument) {
  const std::size_t length = name_length(argument);
  const std::string_view rest = argument.substr(length);
  const auto sign =
      std::find_if(std::begin(signs), std::end(signs), [&](const Sign& one) { return rest.starts_with(one.text); });
  if (length == 0 || sign == std::end(signs)) return not_understood(argument, "FIELD=VALUE");
  client::Filter out;
  out.field = std::string(argument.substr(0, length));
  out.op = sign->op;
  const std::string value(rest.substr(sign->text.size()));
  if (value.empty() && out.op == client::Filter::Op::Equal)
    out.op = client::Filter::Op::Empty;
  else if (value.empty() && out.op == client::Filter::Op::NotEqual)
    out.op = client::Filter::Op::NotEmpty;
  else
    out.values.emplace_back(value);
  return out;
}

}  // namespace keybook::cli
