#include "models/account_file.h"

#include "models/app.h"

namespace keybook::app {

using client::Filter;

struct AccountFile::Read {
  client::Record account;
  std::vector<client::Record> tasks, planned, complaints, opportunities, contacts;
  std::string last_visit, last_promise;
  qint64 visits = 0;
  std::string pipeline;
  int conflicts = 0;
};

namespace {

const QStringList row_roles = {QStringLiteral("accountId"), QStringLiteral("dateText"), QStringLiteral("timeText"),
                               QStringLiteral("done")};

base::Result<std::vector<client::Record>> open_records(client::Client& client, const std::string& type,
                                                       const std::string& account, std::vector<Filter> filters,
                                                       const std::string& order) {
  client::Query query{type, std::move(filters), account};
  query.order = {{order, false}};
  query.limit = 50;
  return client.list(query);
}

QVariantMap figure(const QString& label, const QString& value, const QString& unit = {}) {
  return {{QStringLiteral("label"), label},
          {QStringLiteral("value"), value},
          {QStringLiteral("unit"), unit},
          {QStringLiteral("kind"), QString()}};
}

}  // namespace

AccountFile::AccountFile(QObject* parent) : QObject(parent), open_items_(this, row_roles), people_(this, row_roles) {
  connect(this, &AccountFile::accountIdChanged, this, &AccountFile::reload);
}

void AccountFile::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::dataChanged, this, &AccountFile::reload);
  connect(&App::instance(), &App::wordsChanged, this, &AccountFile::reload);
  reload();
}

void AccountFile::reload() {
  if (!complete_ || account_.isEmpty()) return;
  const quint64 asked = ++asked_;
  App::instance().worker().run(
      this,
      [id = s(account_)](client::Client& client) -> base::Result<Read> {
        Read read;
        auto account = client.get("account", id);
        if (!account) return tl::unexpected(account.error());
        read.account = std::move(*account);
        const Filter not_done{"done", Filter::Op::NotEqual, {true}};
        read.tasks = open_records(client, "task", id, {not_done}, "due").value_or(std::vector<client::Record>());
        read.complaints = open_records(client, "complaint", id, {{"solved_at", Filter::Op::Empty, {}}}, "reported_at")
                              .value_or(std::vector<client::Record>());
        const std::vector<Filter> undecided{{"outcome", Filter::Op::Empty, {}},
                                            {"stage", Filter::Op::NotEqual, {"Won"}},
                                            {"stage", Filter::Op::NotEqual, {"Lost"}}};
        read.opportunities =
            open_records(client, "opportunity", id, undecided, "close_date").value_or(std::vector<client::Record>());
        read.planned = open_records(client, "visit", id, {{"visited_at", Filter::Op::Empty, {}}}, "planned_for")
                           .value_or(std::vector<client::Record>());
        client::Query visits{"visit", {{"visited_at", Filter::Op::NotEmpty, {}}}, id};
        read.visits = client.count(visits).value_or(0);
        visits.order = {{"visited_at", true}};
        visits.limit = 1;
        if (auto last = client.list(visits); last && !last->empty()) {
          read.last_visit = s(text(member(last->front().fields, "visited_at")));
          read.last_promise = s(text(member(last->front().fields, "next_step")));
        }
        client::Query people{"contact", {}, id};
        people.order = {{"title", false}};
        people.limit = 200;
        read.contacts = client.list(people).value_or(std::vector<client::Record>());
        read.pipeline = client.sum({"opportunity", undecided, id}, "amount").value_or("");
        if (auto conflicts = client.conflicts(id)) read.conflicts = static_cast<int>(conflicts->size());
        return read;
      },
      [this, asked](base::Result<Read> read) {
        if (asked != asked_) return;
        loading_ = false;
        found_ = read.has_value() && !read->account.deleted;
        error_ = read ? QString() : error_text(read.error());
        if (read) show(*read);
        emit changed();
      });
}

void AccountFile::show(const Read& read) {
  App& app = App::instance();
  Presenter presenter(app.registry(), app.words(), app.today_date(), app.now_ms());
  const Words& words = presenter.words();
  const auto field = [&](const char* name) { return presenter.field_text(read.account, name); };
  header_ = {};
  presenter.grade(read.account, header_);
  name_ = field("name");
  code_ = field("code");
  owner_ = app.user_label(s(field("owner")));
  phone_ = field("phone");
  address_ = field("address");
  relation_text_ = field("relation_level");
  relation_level_ = 0;
  if (const schema::Field* relation = app.registry().type("account")->field("relation_level"))
    for (std::size_t i = 0; i < relation->choices.size(); ++i)
      if (relation->choices[i].value == s(text(member(read.account.fields, "relation_level"))))
        relation_level_ = static_cast<int>(i) + 1;
  tags_.clear();
  if (const auto tags = member(read.account.fields, "tags"); tags.is_array())
    for (const auto& tag : tags)
      tags_ << QVariantMap{{QStringLiteral("text"), text(tag)}, {QStringLiteral("kind"), QStringLiteral("plain")}};
  team_.clear();
  if (const auto team = member(read.account.fields, "team"); team.is_array())
    for (const auto& one : team) {
      const QString name = app.user_label(s(text(one)));
      team_ << QVariantMap{{QStringLiteral("initial"), name.left(1)}, {QStringLiteral("name"), name}};
    }
  const std::string contact = std::max(read.last_visit, s(text(member(read.account.fields, "last_contact_at"))));
  const QDate last = date_of(contact);
  last_contact_ = last.isValid() ? words.days_ago(static_cast<int>(last.daysTo(presenter.today())))
                                 : words.say("还没有", "none yet");
  next_contact_ = read.planned.empty()
                      ? words.say("没有计划", "not planned")
                      : presenter.due_text(s(text(member(read.planned.front().fields, "planned_for"))));
  next_step_task_.clear();
  next_step_meta_.clear();
  next_step_ = q(read.last_promise);
  if (!read.tasks.empty()) {
    const auto& task = read.tasks.front();
    next_step_ = presenter.title(task);
    next_step_task_ = q(task.id);
    next_step_meta_ = words.join({presenter.due_text(s(text(member(task.fields, "due")))),
                                  app.user_label(s(presenter.field_text(task, "assignee")))});
  }
  const std::string annual = s(text(member(read.account.fields, "annual_purchase")));
  figures_ = {
      figure(words.say("年采购额", "Annual purchase"), annual.empty() ? QStringLiteral("—") : words.amount(annual)),
      figure(words.say("进行中商机", "Open opportunities"), QString::number(read.opportunities.size()),
             words.say("个", "")),
      figure(words.say("商机金额", "Pipeline"), words.amount(read.pipeline.empty() ? "0" : read.pipeline)),
      figure(words.say("拜访", "Visits"), QString::number(read.visits), words.say("次", ""))};
  QList<Row> items;
  const auto add = [&](const std::vector<client::Record>& records, const char* date) {
    for (const auto& record : records) {
      Row row = presenter.row(record, false);
      const std::string when = s(text(member(record.fields, date)));
      row.extra[QStringLiteral("dateText")] = presenter.due_text(when);
      if (const QDate day = date_of(when); day.isValid() && day < presenter.today() && record.type == "task")
        row.tagKind = QStringLiteral("negative");
      row.valueNote = presenter.due_text(when);
      items << row;
    }
  };
  add(read.complaints, "due");
  add(read.tasks, "due");
  add(read.planned, "planned_for");
  add(read.opportunities, "close_date");
  open_items_.set_rows(std::move(items));
  QList<Row> people;
  for (const auto& record : read.contacts) people << presenter.row(record, false);
  people_.set_rows(std::move(people));
  conflicts_ = read.conflicts;
}

void AccountFile::finishNextStep() {
  if (!next_step_task_.isEmpty()) App::instance().setDone(QStringLiteral("task"), next_step_task_, true);
}

}  // namespace keybook::app
