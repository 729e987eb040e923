#include "printing/brief.h"

#include <algorithm>

#include "schema/calendar.h"
#include "schema/validate.h"

namespace keybook::client {

namespace {

using documents::Align;
using documents::Column;
using documents::Facts;
using documents::Language;
using documents::Pages;
using documents::Rows;

constexpr std::size_t day_length = 10, minute_length = 16;  // of 2026-03-01T09:30:00Z

std::string text_of(const Value& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Several parts as one, those that are there.
std::string joined(std::initializer_list<std::string> parts, const char* between = " · ") {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : between) + part;
  return out;
}

class Printing {
 public:
  Printing(const schema::Registry& registry, const Value& brief, const BriefPrint& how)
      : registry_(registry), brief_(brief), how_(how), pages_(settings()) {}

  base::Result<std::string> run() && {
    bool first = true;
    for (const Value& account : brief_["accounts"]) {
      if (!first) pages_.page_break();
      first = false;
      print(account);
    }
    return std::move(pages_).pdf();
  }

 private:
  [[nodiscard]] std::string words(const char* chinese, const char* english) const {
    return how_.language == Language::Chinese ? chinese : english;
  }
  [[nodiscard]] std::string words(const schema::Label& label) const {
    const std::string& first = how_.language == Language::Chinese ? label.zh : label.en;
    return first.empty() ? (how_.language == Language::Chinese ? label.en : label.zh) : first;
  }

  // "2026-03-01 09:30" by the reader's clock; a date stays.
  [[nodiscard]] std::string when(const std::string& time) const {
    if (time.size() <= day_length) return time;
    const std::int64_t ms = schema::ms_of_time(time);
    std::string local = schema::time_of_ms(ms + (how_.offset_ms ? how_.offset_ms(ms) : 0)).substr(0, minute_length);
    local[day_length] = ' ';
    return local;
  }
  [[nodiscard]] std::string day(const std::string& time) const { return when(time).substr(0, day_length); }

  [[nodiscard]] documents::Settings settings() const {
    const Value& accounts = brief_["accounts"];
    std::string name = accounts.empty() ? std::string() : text_of(accounts[0]["about"], "name");
    if (accounts.size() > 1)
      name = how_.language == Language::Chinese ? name + " 等 " + std::to_string(accounts.size()) + " 个客户"
                                                : name + " and " + std::to_string(accounts.size() - 1) + " more";
    documents::Settings out;
    out.title = words("交接简报", "Handover brief") + " · " + name;
    out.header_left = name;
    out.header_right = from_to() + " · " + day(text_of(brief_, "made_at"));
    out.footer = words("客簿 交接简报 · 内部资料", "Keybook handover brief · internal");
    out.made_at = text_of(brief_, "made_at");
    out.language = how_.language;
    return out;
  }
  [[nodiscard]] std::string from_to() const {
    const auto named = [this](const char* member) {
      const std::string name = text_of(brief_, member);
      return name.empty() ? words("公海", "pool") : name;
    };
    return named("from") + " → " + named("to");
  }

  // One value as people read it.
  [[nodiscard]] std::string one(const schema::Field& field, schema::Kind kind, const std::string& value) const {
    if (kind == schema::Kind::Choice)
      for (const schema::Choice& choice : field.choices)
        if (choice.value == value) return words(choice.label);
    if (kind == schema::Kind::Reference && how_.title_of) return how_.title_of(field.target, value);
    if (kind == schema::Kind::Time) return when(value);
    return value;
  }
  [[nodiscard]] std::string value(const char* type, const Value& record, const char* name) const {
    const auto found = record.find(name);
    if (found == record.end() || found->is_null()) return {};
    const schema::Type* known = registry_.type(type);
    const schema::Field* field = known == nullptr ? nullptr : known->field(name);
    if (field == nullptr) return found->is_string() ? found->get<std::string>() : found->dump();
    if (field->kind == schema::Kind::Bool) return *found == true ? words("是", "yes") : words("否", "no");
    const std::string unit = words(field->unit);
    if (found->is_string()) return joined({one(*field, field->kind, found->get<std::string>()), unit}, " ");
    if (!found->is_array()) return joined({schema::to_text(*field, *found), unit}, " ");
    std::string out;
    for (const Value& member : *found)
      if (member.is_string())
        out += (out.empty() ? "" : words("、", ", ")) + one(*field, field->element, member.get<std::string>());
    return out;
  }
  [[nodiscard]] std::string label(const char* type, const std::string& name) const {
    const schema::Type* known = registry_.type(type);
    const schema::Field* field = known == nullptr ? nullptr : known->field(name);
    return field == nullptr ? name : words(field->label);
  }

  void facts(const Value& fields) {
    Facts out;
    // As the declaration orders them, not by the names of the members.
    if (const schema::Type* type = registry_.type("account"))
      for (const schema::Field& field : type->fields)
        if (field.name != "name" && fields.contains(field.name))
          out.emplace_back(words(field.label), value("account", fields, field.name.c_str()));
    if (out.empty())
      nothing();
    else
      pages_.facts(out);
  }
  void nothing() { pages_.remark(words("无", "None")); }
  void heading(const char* chinese, const char* english) { pages_.heading(words(chinese, english)); }

  // A table of `records`, one row each; says that there is none where it is empty.
  template <class RowOf>
  void table(const std::vector<Column>& columns, const Value& records, RowOf&& row_of) {
    Rows rows;
    for (const Value& record : records) rows.push_back(row_of(record));
    if (rows.empty())
      nothing();
    else
      pages_.table(columns, rows);
  }
  [[nodiscard]] std::string due(const std::string& date) const {
    const bool over = !date.empty() && day(date) < day(text_of(brief_, "made_at"));
    return over ? when(date) + words(" 逾期", " overdue") : when(date);
  }

  void print(const Value& account) {
    pages_.title(text_of(account["about"], "name"),
                 joined({words("交接简报", "Handover brief"), from_to(), when(text_of(brief_, "made_at"))}));
    if (const std::string note = text_of(brief_, "note"); !note.empty())
      pages_.paragraph(words("移交说明：", "From the predecessor: ") + note);
    print_risks(account);
    print_people(account);
    print_promises(account);
    print_open(account);
    print_visits(account);
    heading("日期", "Dates");
    facts(account["dates"]);
    heading("数字", "Numbers");
    facts(account["numbers"]);
    heading("客户概况", "About the account");
    facts(account["about"]);
  }

  void print_risks(const Value& account) {
    std::vector<std::string> texts;
    for (const Value& risk : account["risks"]) {
      if (risk.contains("warning_signs"))
        texts.push_back(words("丢单前兆：", "Warning signs: ") + value("visit", risk, "warning_signs"));
      else if (risk.contains("open_complaint"))
        texts.push_back(words("未解决的投诉：", "Open complaint: ") + value("complaint", risk, "subject"));
      else if (risk.contains("contract_end"))
        texts.push_back(words("合同到期：", "Contract ends: ") + due(text_of(risk, "contract_end")));
    }
    std::size_t overdue = 0;
    for (const Value& task : account["open_tasks"]) overdue += due(text_of(task, "due")) != when(text_of(task, "due"));
    if (overdue > 0) texts.push_back(words("逾期任务：", "Overdue tasks: ") + std::to_string(overdue));
    for (const Value& conflict : account["open_conflicts"]) {
      const std::string type = text_of(conflict, "type");
      texts.push_back(words("待解决的冲突：", "Open conflict: ") +
                      joined({how_.title_of ? how_.title_of(type, text_of(conflict, "record")) : "",
                              label(type.c_str(), text_of(conflict, "field"))}));
    }
    heading("风险", "Risks");
    if (texts.empty())
      nothing();
    else
      pages_.bullets(texts);
  }

  void print_people(const Value& account) {
    heading("谁说了算", "Who decides");
    table({{words("姓名", "Name"), 1.1},
           {words("职务", "Position"), 1.6},
           {words("角色", "Roles"), 1.6},
           {words("影响力", "Influence"), 0.8},
           {words("态度", "Attitude"), 0.9},
           {words("联系方式", "Contact"), 1.9}},
          account["people"], [this](const Value& person) -> std::vector<std::string> {
            const auto text = [&](const char* field) { return value("contact", person, field); };
            std::string position = joined({text("title"), text("department")});
            if (const std::string above = text("reports_to"); !above.empty())
              position += (position.empty() ? "" : "\n") + words("上级：", "reports to ") + above;
            return {text("name"),      position,         text("roles"),
                    text("influence"), text("attitude"), joined({text("mobile"), text("phone"), text("email")}, "\n")};
          });
  }

  void print_promises(const Value& account) {
    heading("我方承诺", "What was promised");
    table({{words("何时", "When"), 1}, {words("承诺", "Promise"), 4}, {words("下一步日期", "Next date"), 1.2}},
          account["promises"], [this](const Value& visit) -> std::vector<std::string> {
            return {day(text_of(visit, "visited_at")), text_of(visit, "promises"), due(text_of(visit, "next_date"))};
          });
  }

  void print_open(const Value& account) {
    heading("未完成的事", "What is open");
    const auto part = [&](const char* chinese, const char* english, const char* member, auto&& print) {
      if (account[member].empty()) return;
      pages_.subheading(words(chinese, english));
      print(account[member]);
    };
    part("任务", "Tasks", "open_tasks", [this](const Value& tasks) {
      table({{words("截止", "Due"), 1.2}, {words("做什么", "What"), 4}, {words("谁来做", "Who"), 1}}, tasks,
            [this](const Value& task) -> std::vector<std::string> {
              return {due(text_of(task, "due")), text_of(task, "title"), text_of(task, "assignee")};
            });
    });
    part("待拜访", "Visits to come", "planned_visits", [this](const Value& visits) {
      table({{words("计划", "Planned"), 1.6},
             {words("主题", "Subject"), 3.2},
             {words("方式", "Kind"), 1},
             {words("拜访人", "By"), 1}},
            visits, [this](const Value& visit) -> std::vector<std::string> {
              return {due(text_of(visit, "planned_for")), text_of(visit, "subject"), value("visit", visit, "kind"),
                      text_of(visit, "owner")};
            });
    });
    part("商机", "Opportunities", "open_opportunities", [this](const Value& all) {
      table({{words("商机", "Opportunity"), 2},
             {words("阶段", "Stage"), 1.1},
             {words("金额", "Amount"), 1.5, Align::Right},
             {words("成功率", "Chance"), 0.8, Align::Right},
             {words("预计成交", "Close"), 1.2},
             {words("对手", "Competitor"), 1.2},
             {words("下一步", "Next step"), 1.8}},
            all, [this](const Value& one_of) -> std::vector<std::string> {
              const auto text = [&](const char* field) { return value("opportunity", one_of, field); };
              return {text("name"),
                      text("stage"),
                      joined({text("amount"), text("currency")}, " "),
                      text("probability"),
                      due(text_of(one_of, "close_date")),
                      text("competitor"),
                      joined({text("next_step"), text("next_date")})};
            });
    });
    part("投诉", "Complaints", "open_complaints", [this](const Value& all) {
      table({{words("投诉", "Complaint"), 3},
             {words("状态", "Status"), 1},
             {words("严重程度", "Severity"), 1},
             {words("日期", "Reported"), 1.2}},
            all, [this](const Value& complaint) -> std::vector<std::string> {
              return {text_of(complaint, "subject"), value("complaint", complaint, "status"),
                      value("complaint", complaint, "severity"), day(text_of(complaint, "reported_at"))};
            });
    });
    if (account["open_tasks"].empty() && account["planned_visits"].empty() && account["open_opportunities"].empty() &&
        account["open_complaints"].empty())
      nothing();
  }

  void print_visits(const Value& account) {
    heading("最近拜访", "Last visits");
    table({{words("时间", "When"), 1.1},
           {words("主题", "Subject"), 1.6},
           {words("记录与结果", "Report and outcome"), 3.6},
           {words("下一步", "Next step"), 1.6}},
          account["last_visits"], [this](const Value& visit) -> std::vector<std::string> {
            const auto text = [&](const char* field) { return value("visit", visit, field); };
            return {joined({day(text_of(visit, "visited_at")), text("owner")}, "\n"),
                    joined({text("subject"), text("kind")}, "\n"), joined({text("outcome"), text("report")}, "\n"),
                    joined({text("next_step"), text("next_date")}, "\n")};
          });
  }

  const schema::Registry& registry_;
  const Value& brief_;
  const BriefPrint& how_;
  Pages pages_;
};

}  // namespace

base::Result<std::string> print_brief(const schema::Registry& registry, const Value& brief, const BriefPrint& how) {
  return Printing(registry, brief, how).run();
}

}  // namespace keybook::client
