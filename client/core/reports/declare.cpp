#include "reports/declare.h"

namespace keybook::client::reports {

Parameters together(std::initializer_list<Parameters> parts) {
  Parameters out;
  for (const Parameters& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Columns together(std::initializer_list<Columns> parts) {
  Columns out;
  for (const Columns& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Parameters as_of_parameter() {
  return {{"as_of", {"截至日期，默认今天", "as of this day; default today"}, Kind::Date, "", "", ""}};
}

Parameters period_parameters() {
  return together({as_of_parameter(),
                   {{"from", {"期间第一天", "first day of the period"}, Kind::Date, "", "", ""},
                    {"until",
                     {"期间最后一天，默认截至日期；未给第一天时为之前十二个月",
                      "last day; default as of; twelve months where no first day is given"},
                     Kind::Date,
                     "",
                     "",
                     ""},
                    {"year",
                     {"代替起止日期：一个日历年", "a calendar year, in place of from and until"},
                     Kind::Integer,
                     "",
                     "1900",
                     "9999"}}});
}

Parameters account_parameters() {
  return {text("owner", {"只看这位负责人的客户", "only accounts of this owner"}),
          text("territory", {"只看此辖区及下级", "only this territory and those below it"}),
          text("grade", {"只看此等级", "only this grade"}), text("industry", {"只看此行业", "only this industry"}),
          text("type", {"只看此类客户", "only accounts of this type"})};
}

Parameters currency_parameters() {
  return {{"currency",
           {"报表币种；没有币种的金额视为此币种", "currency of the report; amounts without one are taken as this"},
           Kind::Currency,
           "CNY",
           "",
           ""},
          {"rates",
           {"其他币种的汇率，如 USD=7.10；没有汇率的金额不计入，另行列出",
            "rates of other currencies, USD=7.10; amounts without a rate are left out and listed"},
           Kind::Rates,
           "",
           "",
           ""}};
}

Parameters top_parameter() {
  return {number(
      "top", {"最多几行，0 为全部；合计始终为全部", "at most so many rows, 0: all; totals are always over all"}, "0")};
}

Parameter number(const char* name, Label title, const char* standard, const char* min, const char* max) {
  return {name, std::move(title), Kind::Integer, standard, min, max};
}
Parameter percentage(const char* name, Label title, const char* standard, const char* min, const char* max) {
  return {name, std::move(title), Kind::Percent, standard, min, max};
}
Parameter choice(const char* name, Label title, std::vector<std::string> choices) {
  std::string first = choices.front();
  return {name, std::move(title), Kind::Choice, std::move(first), "", "", std::move(choices)};
}
Parameter ruled(Parameter parameter, const char* rule) {
  parameter.rule = rule;
  return parameter;
}
Parameter text(const char* name, Label title, const char* standard) {
  return {name, std::move(title), Kind::Text, standard, "", ""};
}

Columns account_columns() {
  return {{"account", {"客户", "Account"}, Cell::Record},
          word("name", {"客户名称", "Name"}),
          word("grade", {"等级", "Grade"}),
          word("owner", {"负责人", "Owner"})};
}
Column money(const char* name, Label title) { return {name, std::move(title), Cell::Money}; }
Column percent(const char* name, Label title) { return {name, std::move(title), Cell::Percent}; }
Column count(const char* name, Label title) { return {name, std::move(title), Cell::Integer}; }
Column word(const char* name, Label title) { return {name, std::move(title), Cell::Text}; }
Column date(const char* name, Label title) { return {name, std::move(title), Cell::Date}; }
Column decimal(const char* name, Label title) { return {name, std::move(title), Cell::Decimal}; }

}  // namespace keybook::client::reports
