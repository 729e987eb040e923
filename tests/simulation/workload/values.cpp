#include "simulation/workload/values.h"

namespace keybook::simulation {

using schema::Field;
using schema::Kind;
using schema::Value;

namespace {

std::string two(std::uint64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

Value Values::make(const Field& field, const Value& shown) {
  const std::string unique = std::to_string(++made_);
  const std::string date =
      "20" + two(20 + random_.below(9)) + "-" + two(1 + random_.below(12)) + "-" + two(1 + random_.below(28));
  switch (field.kind) {
    case Kind::Text:
    case Kind::Address:
      return random_.chance(5) ? Value(nullptr) : Value("v" + unique + "值");
    case Kind::LongText: {
      // One line more or one line other: concurrent texts merge or overlap.
      std::string text = shown.is_string() ? shown.get<std::string>() : std::string("一、背景\n二、结论\n三、下一步\n");
      const std::string line = "〔记" + unique + "〕\n";
      const auto at = text.find('\n', static_cast<std::size_t>(random_.below(text.size() + 1)));
      if (at == std::string::npos || text.size() > 1500) return line + text.substr(0, text.find('\n') + 1);
      return text.insert(at + 1, line);
    }
    case Kind::Integer: {
      const std::int64_t low = field.min ? std::stoll(*field.min) : 0;
      const std::int64_t high = field.max ? std::stoll(*field.max) : 1'000'000;
      return low + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low) + 1));
    }
    case Kind::Decimal:
    case Kind::Money:
      return unique + ".25";
    case Kind::Date:
      return date;
    case Kind::Time:
      return date + "T" + two(random_.below(24)) + ":" + two(random_.below(60)) + ":00Z";
    case Kind::Bool:
      return random_.chance(50);
    case Kind::Choice:
      if (field.choices.empty()) return nullptr;
      return field.choices[static_cast<std::size_t>(random_.below(field.choices.size()))].value;
    case Kind::Phone:
      return "021-" + std::to_string(5'000'000 + made_);
    case Kind::Email:
      return "p" + unique + "@example.cn";
    case Kind::Url:
      return "https://k" + unique + ".example.cn";
    default:
      return nullptr;
  }
}

}  // namespace keybook::simulation
