#include "models/handover_brief.h"

#include "models/app.h"
#include "protocol/acts.h"

namespace keybook::app {

using client::Value;

namespace {

constexpr int fact_parts_max = 3;

Value list_in(const Value& object, const char* name) {
  Value found = member(object, name);
  return found.is_array() ? found : Value::array();
}

// One account of the brief in words. Threads: made for the worker.
class Reader {
 public:
  Reader(Presenter presenter, std::map<std::string, QString> users)
      : presenter_(std::move(presenter)), words_(presenter_.words()), users_(std::move(users)) {}

  QVariantMap account(const Value& brief) {
    const Value about = member(brief, "about");
    Row row;
    presenter_.grade(record("account", about), row);
    QVariantMap out = {{QStringLiteral("recordId"), text(member(brief, "account"))},
                       {QStringLiteral("name"), value("account", about, "name")},
                       {QStringLiteral("code"), value("account", about, "code")},
                       {QStringLiteral("gradeRank"), row.gradeRank},
                       {QStringLiteral("gradeMark"), row.gradeMark},
                       {QStringLiteral("gradeName"), row.gradeName},
                       {QStringLiteral("info"),
                        words_.join({row.gradeName, value("account", about, "industry"),
                                     value("account", about, "territory"), value("account", about, "status")})}};
    out[QStringLiteral("facts")] = facts(brief);
    out[QStringLiteral("sections")] = sections(brief);
    return out;
  }

 private:
  static client::Record record(const char* type, const Value& fields) {
    client::Record record;
    record.type = type;
    record.fields = fields;
    return record;
  }
  QString value(const char* type, const Value& fields, const char* name) const {
    return presenter_.field_text(record(type, fields), name);
  }
  QString user(const Value& fields, const char* name) const {
    const QString login = text(member(fields, name));
    const auto found = users_.find(s(login));
    return found == users_.end() ? login : found->second;
  }
  static QVariantMap line(const QString& title, const QString& subtitle, const QString& value,
                          const char* kind = "plain") {
    return {{QStringLiteral("title"), title},
            {QStringLiteral("subtitle"), subtitle},
            {QStringLiteral("value"), value},
            {QStringLiteral("kind"), QString::fromUtf8(kind)}};
  }

  // ---- the four things to know first
  QVariantList facts(const Value& brief) const {
    const Value about = member(brief, "about");
    QString first = value("account", about, "remark");
    if (first.isEmpty()) first = value("account", about, "notes");
    QStringList promised;
    for (const Value& one : list_in(brief, "promises"))
      if (promised.size() < fact_parts_max) promised << value("visit", one, "promises");
    for (const Value& one : list_in(brief, "open_tasks"))
      if (promised.size() < fact_parts_max) promised << value("task", one, "title");
    QVariantList out;
    const auto fact = [&out, this](const QString& label, const QString& said, const char* kind) {
      out << QVariantMap{
          {QStringLiteral("label"), label},
          {QStringLiteral("text"), said.isEmpty() ? words_.say("没有记下", "nothing written down") : said},
          {QStringLiteral("kind"), QString::fromUtf8(said.isEmpty() ? "none" : kind)}};
    };
    const QString semicolon = words_.say("；", "; ");
    fact(words_.say("先知道", "Know first"), first, "plain");
    fact(words_.say("答应过客户的", "Promised"), promised.join(semicolon), "warning");
    fact(words_.say("谁说了算", "Who decides"), deciders(brief).join(semicolon), "plain");
    fact(words_.say("要小心", "Watch out"), risks(brief).join(semicolon), "negative");
    return out;
  }

  QStringList deciders(const Value& brief) const {
    QStringList out;
    for (const bool with_role : {true, false})
      for (const Value& person : list_in(brief, "people")) {
        const QString roles = value("contact", person, "roles");
        if (roles.isEmpty() == with_role || out.size() >= fact_parts_max) continue;
        const QString name = value("contact", person, "name");
        QStringList parts = {value("contact", person, "title"), roles, value("contact", person, "attitude")};
        parts.removeAll(QString());
        out << (parts.isEmpty() ? name
                                : words_.say("%1（%2）", "%1 (%2)").arg(name, parts.join(words_.say("，", ", "))));
      }
    return out;
  }

  QStringList risks(const Value& brief) const {
    QStringList out;
    for (const Value& risk : list_in(brief, "risks")) {
      if (risk.contains("warning_signs"))
        out << value("visit", risk, "warning_signs");
      else if (risk.contains("open_complaint"))
        out << words_.say("投诉未了：%1", "open complaint: %1").arg(text(member(risk, "subject")));
      else if (risk.contains("contract_end"))
        out << words_.say("合同 %1 到期", "contract ends %1").arg(words_.date(s(text(member(risk, "contract_end")))));
    }
    out.removeDuplicates();
    return out.mid(0, fact_parts_max + 1);
  }

  // ---- the rest, list by list
  QVariantList sections(const Value& brief) const {
    QVariantList out;
    const auto section = [&out](const char* name, const QString& title, const char* icon, const QVariantList& rows) {
      if (!rows.isEmpty())
        out << QVariantMap{{QStringLiteral("name"), QString::fromUtf8(name)},
                           {QStringLiteral("title"), title},
                           {QStringLiteral("icon"), QString::fromUtf8(icon)},
                           {QStringLiteral("rows"), rows}};
    };
    section("open", words_.say("未了事项", "Open items"), "task", open_items(brief));
    section("people", words_.say("人", "People"), "users", people(brief));
    section("planned", words_.say("计划的拜访", "Planned visits"), "calendar", planned(brief));
    section("visits", words_.say("最近的拜访", "Last visits"), "visits", visits(brief));
    section("numbers", words_.say("数字与日期", "Figures and dates"), "insights", numbers(brief));
    return out;
  }

  QVariantList open_items(const Value& brief) const {
    QVariantList out;
    for (const Value& task : list_in(brief, "open_tasks"))
      out << dated(value("task", task, "title"), user(task, "assignee"), s(text(member(task, "due"))));
    for (const Value& deal : list_in(brief, "open_opportunities"))
      out << line(value("opportunity", deal, "name"),
                  words_.join({value("opportunity", deal, "stage"), value("opportunity", deal, "next_step"),
                               value("opportunity", deal, "competitor")}),
                  deal.contains("amount") ? words_.amount(s(text(member(deal, "amount")))) : QString());
    for (const Value& complaint : list_in(brief, "open_complaints"))
      out << line(value("complaint", complaint, "subject"),
                  words_.join({value("complaint", complaint, "severity"), value("complaint", complaint, "status")}),
                  value("complaint", complaint, "reported_at"), "negative");
    for (const Value& conflict : list_in(brief, "open_conflicts"))
      out << line(words_.say("冲突没有决定", "A conflict that nobody settled"),
                  presenter_.field_label(s(text(member(conflict, "type"))), s(text(member(conflict, "field")))), {},
                  "warning");
    return out;
  }

  QVariantMap dated(const QString& title, const QString& subtitle, const std::string& day) const {
    const QDate date = date_of(day);
    const bool late = date.isValid() && date < presenter_.today();
    return line(title, words_.join({subtitle, late ? presenter_.due_text(day) : QString()}),
                day.empty() ? QString() : words_.date(day), late ? "warning" : "plain");
  }

  QVariantList people(const Value& brief) const {
    QVariantList out;
    for (const Value& person : list_in(brief, "people")) {
      QString number = value("contact", person, "mobile");
      if (number.isEmpty()) number = value("contact", person, "phone");
      out << line(value("contact", person, "name"),
                  words_.join({value("contact", person, "title"), value("contact", person, "department"),
                               value("contact", person, "roles"), value("contact", person, "attitude")}),
                  number);
    }
    return out;
  }

  QVariantList planned(const Value& brief) const {
    QVariantList out;
    for (const Value& visit : list_in(brief, "planned_visits")) {
      const QString subject = value("visit", visit, "subject"), kind = value("visit", visit, "kind");
      out << dated(subject.isEmpty() ? kind : subject,
                   words_.join({subject.isEmpty() ? QString() : kind, user(visit, "owner")}),
                   s(text(member(visit, "planned_for"))));
    }
    return out;
  }

  QVariantList visits(const Value& brief) const {
    QVariantList out;
    for (const Value& visit : list_in(brief, "last_visits")) {
      const QString subject = value("visit", visit, "subject"), kind = value("visit", visit, "kind");
      QString told = value("visit", visit, "report");
      if (const QString next = value("visit", visit, "next_step"); !next.isEmpty())
        told += (told.isEmpty() ? QString() : QStringLiteral("\n")) + words_.say("下一步：%1", "Next: %1").arg(next);
      out << line(
          words_.join({subject.isEmpty() ? kind : subject, value("visit", visit, "outcome"), user(visit, "owner")}),
          told, words_.date(s(text(member(visit, "visited_at")))));
    }
    return out;
  }

  QVariantList numbers(const Value& brief) const {
    QVariantList out;
    for (const char* part : {"numbers", "dates"}) {
      const Value found = member(brief, part);
      for (const auto& [name, held] : found.items())
        if (name != "id" && !held.is_null())
          out << line(presenter_.field_label("account", name), {}, value("account", found, name.c_str()));
    }
    return out;
  }

  Presenter presenter_;
  Words words_;
  std::map<std::string, QString> users_;
};

struct Read {
  QVariantList accounts;
  int missing = 0;
};

}  // namespace

HandoverBrief::HandoverBrief(QObject* parent) : QObject(parent) {
  connect(this, &HandoverBrief::subjectChanged, this, &HandoverBrief::reload);
}

void HandoverBrief::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::dataChanged, this, &HandoverBrief::reload);
  connect(&App::instance(), &App::wordsChanged, this, &HandoverBrief::reload);
  reload();
}

void HandoverBrief::reload() {
  if (!complete_) return;
  const quint64 asked = ++asked_;
  App& app = App::instance();
  protocol::HandoverPlan plan;
  for (const QString& id : ids_) plan.accounts.push_back({s(id), {}, {}});
  app.worker().run(
      this,
      [plan, reader = Reader(Presenter(app.registry(), app.words(), app.today_date(), app.now_ms()),
                             app.user_labels())](client::Client& client) mutable -> base::Result<Read> {
        auto brief = client.handover_brief(plan);
        if (!brief) return tl::unexpected(brief.error());
        Read read;
        for (const Value& account : list_in(*brief, "accounts")) read.accounts << reader.account(account);
        read.missing = static_cast<int>(list_in(*brief, "not_here").size());
        return read;
      },
      [this, asked](base::Result<Read> read) {
        if (asked != asked_) return;
        loading_ = false;
        error_ = read ? QString() : error_text(read.error());
        if (read) {
          accounts_ = std::move(read->accounts);
          missing_ = read->missing;
        }
        emit changed();
      });
}

}  // namespace keybook::app
