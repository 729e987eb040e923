#include "models/today.h"

#include <QDateTime>
#include <algorithm>
#include <set>

#include "models/app.h"
#include "reports/report.h"

namespace keybook::app {

using client::Filter;

namespace {

constexpr int rows_max = 30;
constexpr int quarter_days = 90;  // without visit standards a quarter without contact is due
constexpr int deadline_days = 60;

const QStringList roles = {QStringLiteral("accountId"), QStringLiteral("timeText"), QStringLiteral("dateText"),
                           QStringLiteral("done")};

struct Lists {
  QList<Row> rows[7];
  QVariantMap next;
  bool due_by_standards = false;
};

enum Part { Visits, Due, Tasks, Decisions, Deadlines, Warnings, Dates };

std::string iso(const QDate& day) { return s(day.toString(Qt::ISODate)); }

// Reads the parts of the day one query each; everything is bounded by rows_max.
class Reader {
 public:
  // `all`: also what concerns others; without a server there are none.
  Reader(client::Client& client, Presenter& presenter, std::string user, bool all)
      : client_(client), presenter_(presenter), user_(std::move(user)), all_(all) {}

  Lists read() {
    visits();
    due();
    tasks();
    decisions();
    deadlines();
    reminders();
    return std::move(lists_);
  }

 private:
  std::vector<client::Record> list(client::Query query) {
    query.limit = rows_max;
    auto records = client_.list(query);
    if (!records) return {};
    presenter_.read_accounts(client_, *records);
    return std::move(*records);
  }

  Row& add(Part part, const client::Record& record, const std::string& date) {
    Row row = presenter_.row(record, true);
    row.extra[QStringLiteral("dateText")] = presenter_.due_text(date);
    if (date.size() > 10)
      row.extra[QStringLiteral("timeText")] =
          QDateTime::fromString(q(date), Qt::ISODateWithMs).toLocalTime().toString(QStringLiteral("HH:mm"));
    lists_.rows[part] << row;
    return lists_.rows[part].last();
  }

  void visits() {
    client::Query query{"visit",
                        {{"visited_at", Filter::Op::Empty, {}},
                         {"planned_for", Filter::Op::NotEmpty, {}},
                         {"planned_for", Filter::Op::Less, {iso(presenter_.today().addDays(2))}}}};
    query.order = {{"planned_for", false}};
    for (const auto& visit : list(query)) {
      const std::string when = s(text(member(visit.fields, "planned_for")));
      Row& row = add(Visits, visit, when);
      const QString account = presenter_.account_name(visit.account);
      row.subtitle = presenter_.words().join(
          {row.title == q(visit.id) ? QString() : row.title, presenter_.field_text(visit, "purpose")});
      row.title = account;
      if (lists_.next.isEmpty())
        lists_.next = {{QStringLiteral("recordId"), row.recordId},
                       {QStringLiteral("accountId"), q(visit.account)},
                       {QStringLiteral("timeText"), row.extra[QStringLiteral("timeText")]},
                       {QStringLiteral("inText"), presenter_.due_text(when)},
                       {QStringLiteral("title"), account},
                       {QStringLiteral("gradeRank"), row.gradeRank},
                       {QStringLiteral("gradeMark"), row.gradeMark},
                       {QStringLiteral("purpose"), row.subtitle},
                       {QStringLiteral("promise"), last_promise(visit.account)},
                       {QStringLiteral("people"), QString()}};
    }
  }

  QString last_promise(const std::string& account) {
    client::Query query{
        "visit", {{"visited_at", Filter::Op::NotEmpty, {}}, {"next_step", Filter::Op::NotEmpty, {}}}, account};
    query.order = {{"visited_at", true}};
    query.limit = 1;
    const auto last = client_.list(query);
    return last && !last->empty() ? text(member(last->front().fields, "next_step")) : QString();
  }

  // What the visit standards still ask for, soonest first. Where head office set none: accounts without contact for a
  // quarter, by what they buy: value at risk.
  void due() {
    client::Query standards{"visit_standard", {}};
    standards.limit = 1;
    const auto any = client_.list(standards);
    lists_.due_by_standards = any && !any->empty();
    if (lists_.due_by_standards) return due_by_standards();
    const Filter late{"last_contact_at", Filter::Op::Less, {iso(presenter_.today().addDays(-quarter_days))}},
        never{"last_contact_at", Filter::Op::Empty, {}};
    for (const Filter& filter : {late, never}) {
      client::Query query{"account", {filter}};
      if (!user_.empty()) query.filters.push_back({"owner", Filter::Op::Equal, {user_}});
      query.order = {{"annual_purchase", true}};
      add_due(list(query));
    }
  }

  void due_by_standards() {
    std::map<std::string, std::string> given = {{"top", std::to_string(rows_max)}};
    if (!user_.empty()) given["owner"] = user_;
    const auto report = client_.report("visits-due", given);
    if (!report) return;
    std::set<std::string> wanted;
    for (const client::Value& one : report->rows) wanted.insert(s(text(one["account"])));
    const auto records = client_.records("account", {wanted.begin(), wanted.end()});
    if (!records) return;
    presenter_.read_accounts(client_, *records);
    std::map<std::string, const client::Record*> accounts;
    for (const auto& record : *records) accounts[record.id] = &record;
    for (const client::Value& one : report->rows) {
      const auto account = accounts.find(s(text(one["account"])));
      if (account != accounts.end()) add_due(*account->second, one);
    }
  }

  void add_due(const client::Record& account, const client::Value& due) {
    const QString what = asked_for(due);
    QList<Row>& rows = lists_.rows[Due];
    const auto there =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.recordId == q(account.id); });
    if (there != rows.end()) {  // another kind of contact, due later
      there->subtitle = presenter_.words().join({there->subtitle, what});
      return;
    }
    const std::string by = s(text(due["by"]));
    Row& row = add(Due, account, by);
    row.subtitle = presenter_.words().join({row.gradeName, what});
    row.tagText.clear();
    row.value = presenter_.due_text(by);
    if (due["overdue_days"] != client::Value(0)) row.tagKind = QStringLiteral("negative");
  }

  // "On site 1/2, quarter".
  [[nodiscard]] QString asked_for(const client::Value& due) const {
    const Words& words = presenter_.words();
    const auto label = [&](const char* field_name, const char* cell) {
      const schema::Type* type = client_.registry().type("visit_standard");
      const schema::Field* field = type == nullptr ? nullptr : type->field(field_name);
      const QString value = text(due[cell]);
      return field == nullptr ? value : words.choice(*field, s(value));
    };
    return words.say("%1 %2/%3，%4", "%1 %2/%3, %4")
        .arg(label("contact_kind", "kind"))
        .arg(due["done"].get<int>())
        .arg(due["wanted"].get<int>())
        .arg(label("period", "per"));
  }

  void add_due(const std::vector<client::Record>& accounts) {
    const Words& words = presenter_.words();
    for (const auto& account : accounts) {
      if (lists_.rows[Due].size() >= rows_max) return;
      const std::string last = s(text(member(account.fields, "last_contact_at")));
      Row& row = add(Due, account, last);
      const QDate day = date_of(last);
      const QString since =
          day.isValid() ? words.say("已 %1 天未联系", "%1 days without contact").arg(day.daysTo(presenter_.today()))
                        : words.say("还没有联系过", "not contacted yet");
      row.subtitle = words.join({row.gradeName, words.say("每季至少联系一次", "at least once a quarter"), since});
      row.tagText.clear();
      const std::string purchase = s(text(member(account.fields, "annual_purchase")));
      row.value = purchase.empty() ? QString() : words.amount(purchase);
    }
  }

  void tasks() {
    client::Query query{"task", {{"done", Filter::Op::NotEqual, {true}}}};
    query.order = {{"due", false}};
    for (const auto& task : list(query)) {
      const std::string when = s(text(member(task.fields, "due")));
      Row& row = add(Tasks, task, when);
      row.valueNote = presenter_.due_text(when);
      row.extra[QStringLiteral("done")] = false;
      if (const QDate day = date_of(when); day.isValid() && day < presenter_.today())
        row.tagKind = QStringLiteral("negative");
    }
  }

  void decisions() {
    const auto conflicts = client_.conflicts();
    if (!conflicts) return;
    std::set<std::string> seen;
    for (const auto& conflict : *conflicts) {
      if (!seen.insert(conflict.record).second || lists_.rows[Decisions].size() >= rows_max) continue;
      Row row;
      row.recordId = q(conflict.record);
      row.type = QStringLiteral("conflict");
      row.icon = QStringLiteral("sync-fork");
      row.title = q(client_.title(conflict.type, conflict.record).value_or(conflict.record));
      row.subtitle = presenter_.words()
                         .say("两边都改过：%1", "edited by both sides: %1")
                         .arg(conflict.field.empty() ? presenter_.words().say("删除与修改", "deleted and edited")
                                                     : presenter_.field_label(conflict.type, conflict.field));
      row.extra = {{QStringLiteral("accountId"), q(conflict.account)},
                   {QStringLiteral("recordType"), q(conflict.type)}};
      lists_.rows[Decisions] << row;
    }
  }

  void deadlines() {
    client::Query complaints{"complaint", {{"solved_at", Filter::Op::Empty, {}}}};
    complaints.order = {{"due", false}};
    for (const auto& complaint : list(complaints)) add(Deadlines, complaint, s(text(member(complaint.fields, "due"))));
    client::Query contracts{"account",
                            {{"contract_end", Filter::Op::GreaterEqual, {iso(presenter_.today())}},
                             {"contract_end", Filter::Op::Less, {iso(presenter_.today().addDays(deadline_days))}}}};
    contracts.order = {{"contract_end", false}};
    for (const auto& account : list(contracts)) {
      const std::string end = s(text(member(account.fields, "contract_end")));
      Row& row = add(Deadlines, account, end);
      row.icon = QStringLiteral("contract");
      row.subtitle = presenter_.words().say("合同到期", "contract ends");
      row.valueNote = presenter_.due_text(end);
    }
  }

  // Birthdays, care dates and holidays by sun and moon; everything else that has a date and reminds.
  void reminders() {
    client::ReminderWish wish;
    wish.day = iso(presenter_.today());
    wish.all = all_;
    const auto found = client_.reminders(wish);
    if (!found) return;
    for (const client::DueReminder& one : *found) {
      const Part part = part_of(one);
      const auto same = [&](const Row& row) { return row.recordId == q(one.record); };
      const QList<Row>& rows = lists_.rows[part];
      if (listed_elsewhere(one) || rows.size() >= rows_max || std::any_of(rows.begin(), rows.end(), same)) continue;
      lists_.rows[part] << reminder_row(one);
    }
  }

  static Part part_of(const client::DueReminder& one) {
    const bool of_year = one.reason == "birthday" || one.type == "care_date" || one.type == "holiday";
    return of_year || one.type == "care_event" ? Dates : Deadlines;
  }

  // The day has lists of their own for these.
  static bool listed_elsewhere(const client::DueReminder& one) {
    return (one.type == "task" && one.reason == "due") || one.type == "visit" ||
           (one.type == "complaint" && one.reason == "due") || (one.type == "account" && one.reason == "contract_end");
  }

  [[nodiscard]] Row reminder_row(const client::DueReminder& one) const {
    const Words& words = presenter_.words();
    Row row;
    row.recordId = q(one.record);
    row.type = q(one.type);
    row.icon = part_of(one) == Dates ? QStringLiteral("gift") : QStringLiteral("bell");
    row.title = q(one.title);
    row.subtitle = words.join({words.say(one.why), one.account == one.record ? QString() : q(one.account_name)});
    row.valueNote = presenter_.due_text(one.day);
    if (one.days_left < 0) row.tagKind = QStringLiteral("negative");
    row.extra = {{QStringLiteral("accountId"), q(one.account)},
                 {QStringLiteral("dateText"), presenter_.due_text(one.day)}};
    return row;
  }

  client::Client& client_;
  Presenter& presenter_;
  std::string user_;
  bool all_;
  Lists lists_;
};

}  // namespace

TodayModel::TodayModel(QObject* parent)
    : QObject(parent), lists_{RowModel(this, roles), RowModel(this, roles),
                              RowModel(this, roles), RowModel(this, roles + QStringList{QStringLiteral("recordType")}),
                              RowModel(this, roles), RowModel(this, roles),
                              RowModel(this, roles)} {
  timer_.setSingleShot(true);
  timer_.setInterval(0);
  connect(&timer_, &QTimer::timeout, this, &TodayModel::reload);
}

void TodayModel::componentComplete() {
  complete_ = true;
  App& app = App::instance();
  connect(&app, &App::dataChanged, &timer_, qOverload<>(&QTimer::start));
  connect(&app, &App::wordsChanged, &timer_, qOverload<>(&QTimer::start));
  connect(&app, &App::identityChanged, &timer_, qOverload<>(&QTimer::start));
  timer_.start();
}

QString TodayModel::dueUnit() const {
  const Words words = App::instance().words();
  return due_by_standards_ ? words.say("按最迟日期排序", "by the day they are due")
                           : words.say("按年采购额排序", "by annual purchase");
}

void TodayModel::reload() {
  const quint64 asked = ++asked_;
  App& app = App::instance();
  app.worker().run(
      this,
      [presenter = Presenter(app.registry(), app.words(), app.today_date(), app.now_ms()),
       user = app.status().role == "rep" ? app.status().user : std::string(),
       all = app.status().server.empty()](client::Client& client) mutable -> base::Result<Lists> {
        return Reader(client, presenter, user, all).read();
      },
      [this, asked](base::Result<Lists> lists) {
        if (asked != asked_ || !lists) return;
        loading_ = false;
        for (std::size_t i = 0; i < lists_.size(); ++i) lists_[i].set_rows(std::move(lists->rows[i]));
        next_ = lists->next;
        due_by_standards_ = lists->due_by_standards;
        const App& now = App::instance();
        const QDate today = now.today_date();
        const QDate quarter_end = QDate(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).addMonths(3).addDays(-1);
        summary_ = now.words().say("本季还剩 %1 天", "%1 days left in the quarter").arg(today.daysTo(quarter_end));
        emit changed();
      });
}

void TodayModel::planVisit(const QString& accountId) {
  App& app = App::instance();
  QDate day = app.today_date().addDays(1);
  while (day.dayOfWeek() > 5) day = day.addDays(1);
  const std::string when = s(QDateTime(day, QTime(9, 0)).toUTC().toString(Qt::ISODate));
  app.worker().run(
      this,
      [account = s(accountId), when, user = app.status().user](client::Client& client) {
        client::Value fields{{"account", account}, {"planned_for", when}};
        if (!user.empty()) fields["owner"] = user;
        return client.create("visit", fields);
      },
      [this, day](base::Result<client::Saved> saved) {
        App& app_ = App::instance();
        if (!saved)
          emit app_.failed(app_.words().say("没有保存", "Not saved"), error_text(saved.error()));
        else
          app_.commit_done(app_.words().say("已计划拜访，%1", "Visit planned, %1").arg(app_.words().long_date(day)),
                           *saved, QStringLiteral("calendar"));
      });
}

}  // namespace keybook::app
