#include "reports/arguments.h"

#include <algorithm>

#include "base/failure.h"
#include "schema/currency.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;

namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

// What a value of this kind must look like.
std::string form_of(const Parameter& parameter) {
  std::string form;
  switch (parameter.kind) {
    case Kind::Date:
      return "a date such as 2026-03-31";
    case Kind::Integer:
      form = "a whole number";
      break;
    case Kind::Decimal:
    case Kind::Percent:
      form = "a number";
      break;
    case Kind::Choice:
      return "one of: " + joined(parameter.choices);
    case Kind::Flag:
      return "yes or no";
    case Kind::Rates:
      return "rates of currencies of ISO 4217 such as USD=7.10,EUR=7.80";
    case Kind::Currency:
      return "a currency of ISO 4217 such as CNY, USD or EUR";
    case Kind::Cycle:
      return "one of: week, month, quarter, half-year, year";
    default:
      return "text";
  }
  if (!parameter.min.empty()) form += ", at least " + parameter.min;
  if (!parameter.max.empty()) form += ", at most " + parameter.max;
  return form;
}

bool within(const Parameter& parameter, const Decimal& number) {
  return (parameter.min.empty() || number >= Decimal::of(parameter.min)) &&
         (parameter.max.empty() || number <= Decimal::of(parameter.max));
}

std::optional<std::map<std::string, Decimal>> parsed_rates(const std::string& text) {
  std::map<std::string, Decimal> rates;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string one = text.substr(at, end - at);
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos || equals == 0) return std::nullopt;
    if (!schema::is_currency(one.substr(0, equals))) return std::nullopt;
    const auto rate = Decimal::parse(one.substr(equals + 1));
    if (!rate || !rate->positive() || !rates.emplace(one.substr(0, equals), *rate).second) return std::nullopt;
    at = end + 1;
  }
  return rates;
}

bool fits(const Parameter& parameter, const std::string& text) {
  const auto number = Decimal::parse(text);
  switch (parameter.kind) {
    case Kind::Date:
      return text.size() == 10 && Day::of(text).has_value();
    case Kind::Integer:
      return number && text.find_first_of(".eE") == std::string::npos && number->to_cents() &&
             within(parameter, *number);
    case Kind::Decimal:
    case Kind::Percent:
      return number && within(parameter, *number);
    case Kind::Choice:
      return std::find(parameter.choices.begin(), parameter.choices.end(), text) != parameter.choices.end();
    case Kind::Flag:
      return text == "yes" || text == "no";
    case Kind::Rates:
      return parsed_rates(text).has_value();
    case Kind::Currency:
      return schema::is_currency(text);
    case Kind::Cycle:
      return domain::cycle_named(text).has_value();
    default:
      return true;
  }
}

}  // namespace

void bad_parameter(const std::string& report, const std::string& parameter, const std::string& what,
                   const std::string& remedy) {
  throw base::Failure(
      {base::ErrorCode::Usage, "report " + report + ", parameter '" + parameter + "': " + what, {}, remedy});
}

std::string Arguments::checked(const Parameter& parameter, const std::string& text) const {
  if (!text.empty() && !fits(parameter, text))
    bad_parameter(report_, parameter.name, "'" + text + "' does not fit", "It must be " + form_of(parameter));
  return text;
}

Arguments::Arguments(const Definition& definition, const std::map<std::string, std::string>& given, Day today,
                     const StandardOf& standard_of)
    : report_(definition.name), as_of_(today) {
  for (const auto& [name, text] : given)
    if (definition.parameter(name) == nullptr) {
      std::vector<std::string> names;
      for (const Parameter& one : definition.parameters) names.push_back(one.name);
      bad_parameter(report_, name, "there is no such parameter", "It has: " + joined(names));
    }
  for (const Parameter& parameter : definition.parameters) {
    const auto found = given.find(parameter.name);
    texts_[parameter.name] = checked(parameter, found == given.end() ? parameter.standard : found->second);
  }
  settle_period(definition);
  if (standard_of) take_standards(definition, given, standard_of);
}

void Arguments::take_standards(const Definition& definition, const std::map<std::string, std::string>& given,
                               const StandardOf& standard_of) {
  for (const Parameter& parameter : definition.parameters) {
    if (parameter.rule.empty() || given.contains(parameter.name)) continue;
    const auto found = standard_of(parameter.rule, std::min(period_.until, as_of_));
    // A text beside a number says why there is none yet.
    if (!found || found->number == (parameter.kind == Kind::Text)) continue;
    if (!fits(parameter, found->value))
      throw base::Failure(
          {base::ErrorCode::NotValid,
           "standard " + parameter.rule + " is '" + found->value + "', which report " + report_ + " cannot take as '" +
               parameter.name + "'",
           {.type = "standard", .record = found->record},
           "It must be " + form_of(parameter) + ": change the record, or give --param " + parameter.name + "=VALUE"});
    texts_[parameter.name] = found->value;
    standards_.emplace_back(parameter.name, *found);
  }
}

void Arguments::settle_period(const Definition& definition) {
  if (has("as_of")) as_of_ = *Day::of(text("as_of"));
  texts_["as_of"] = as_of_.iso();
  period_ = {as_of_.plus_months(-12) + 1, as_of_};
  if (definition.parameter("from") == nullptr) return;
  chose_period_ = has("year") || has("from") || has("until");
  if (has("year")) {
    if (has("from") || has("until"))
      bad_parameter(report_, "year", "it stands beside from or until", "Give either the year, or from and until");
    const int year = static_cast<int>(integer("year"));
    period_ = {Day::of(year, 1, 1), Day::of(year, 12, 31)};
  }
  if (has("until")) period_ = {Day::of(text("until"))->plus_months(-12) + 1, *Day::of(text("until"))};
  if (has("from")) period_.from = *Day::of(text("from"));
  if (period_.from > period_.until)
    bad_parameter(report_, "from",
                  "the period ends (" + period_.until.iso() + ") before it begins (" + period_.from.iso() + ")",
                  "Give a first day that is not after the last");
  texts_["from"] = period_.from.iso();
  texts_["until"] = period_.until.iso();
}

const std::string& Arguments::text(const std::string& name) const {
  static const std::string none;
  const auto found = texts_.find(name);
  return found == texts_.end() ? none : found->second;
}

std::int64_t Arguments::integer(const std::string& name) const {
  return has(name) ? decimal(name).to_cents().value_or(0) / 100 : 0;
}

Decimal Arguments::decimal(const std::string& name) const { return has(name) ? Decimal::of(text(name)) : Decimal(); }

domain::Cycle Arguments::cycle(const std::string& name) const { return *domain::cycle_named(text(name)); }

std::map<std::string, Decimal> Arguments::rates(const std::string& name) const { return *parsed_rates(text(name)); }

Value Arguments::json() const {
  Value out = Value::object();
  for (const auto& [name, text] : texts_) out[name] = text.empty() ? Value() : Value(text);
  return out;
}

}  // namespace keybook::client::reports
