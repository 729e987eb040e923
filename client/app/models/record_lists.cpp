#include "models/app.h"
#include "models/lists.h"

namespace keybook::app {
namespace {

constexpr int list_rows_max = 2000;  // a plain list that long is searched, not scrolled
constexpr int search_rows_per_type = 8;

const QStringList account_role = {QStringLiteral("accountId")};

Presenter presenter_of(App& app) { return Presenter(app.registry(), app.words(), app.today_date(), app.now_ms()); }

// Rows of records that belong to several accounts.
QList<Row> rows_of(client::Client& client, Presenter& presenter, const std::vector<client::Record>& records,
                   bool with_account) {
  if (with_account) presenter.read_accounts(client, records);
  QList<Row> rows;
  for (const auto& record : records) rows << presenter.row(record, with_account);
  return rows;
}

}  // namespace

// ---- RecordListModel

RecordListModel::RecordListModel(QObject* parent) : QueryModel(parent, account_role) {
  connect(this, &RecordListModel::parametersChanged, this, &RecordListModel::reload);
}

QString RecordListModel::summary() const { return app().words().say("共 %1 条", "%1 in all").arg(count()); }

QVariantList RecordListModel::presets() const {
  const Words words = app().words();
  const schema::Type* type = app().registry().type(s(type_));
  QVariantList out;
  const auto preset = [&out](const QString& name, const QString& label) {
    out << QVariantMap{{QStringLiteral("name"), name}, {QStringLiteral("label"), label}, {QStringLiteral("count"), -1}};
  };
  preset({}, words.say("全部", "All"));
  if (type == nullptr) return out;
  if (type->field("done") != nullptr) preset(QStringLiteral("open"), words.say("未完成", "Open"));
  if (type->field("planned_for") != nullptr) {
    preset(QStringLiteral("planned"), words.say("计划中", "Planned"));
    preset(QStringLiteral("done"), words.say("已完成", "Done"));
  }
  if (type->field("solved_at") != nullptr) {
    preset(QStringLiteral("unsolved"), words.say("未解决", "Not solved"));
    preset(QStringLiteral("follow-up"), words.say("待回访", "To follow up"));
  }
  return out;
}

QueryModel::Job RecordListModel::query() {
  client::Query query;
  query.type = s(type_);
  query.account = s(account_);
  query.search = s(search_);
  query.limit = list_rows_max;
  const schema::Type* type = app().registry().type(query.type);
  if (type == nullptr) return [](client::Client&) { return base::Result<QList<Row>>(QList<Row>()); };
  if (scope_ == QLatin1String("mine") && type->field("owner") != nullptr)
    query.filters.push_back({"owner", client::Filter::Op::Equal, {app().status().user}});
  if (filter_ == QLatin1String("open")) query.filters.push_back({"done", client::Filter::Op::NotEqual, {true}});
  if (filter_ == QLatin1String("planned"))
    query.filters.insert(query.filters.end(), {{"planned_for", client::Filter::Op::NotEmpty, {}},
                                               {"visited_at", client::Filter::Op::Empty, {}}});
  if (filter_ == QLatin1String("done")) query.filters.push_back({"visited_at", client::Filter::Op::NotEmpty, {}});
  if (filter_ == QLatin1String("unsolved")) query.filters.push_back({"solved_at", client::Filter::Op::Empty, {}});
  if (filter_ == QLatin1String("follow-up"))
    query.filters.insert(query.filters.end(), {{"solved_at", client::Filter::Op::NotEmpty, {}},
                                               {"followed_up_at", client::Filter::Op::Empty, {}}});
  if (!type->date.empty() && query.search.empty()) query.order.push_back({type->date, true});
  return [query, presenter = presenter_of(app()), with_account = account_.isEmpty(),
          section = s(section_by_)](client::Client& client) mutable -> base::Result<QList<Row>> {
    auto records = client.list(query);
    if (!records) return tl::unexpected(records.error());
    QList<Row> rows = rows_of(client, presenter, *records, with_account);
    if (!section.empty())
      for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i].section = presenter.field_text((*records)[static_cast<std::size_t>(i)], section);
    return rows;
  };
}

// ---- ReferenceSearch

ReferenceSearch::ReferenceSearch(QObject* parent) : QueryModel(parent, account_role) {
  connect(this, &ReferenceSearch::parametersChanged, this, &ReferenceSearch::reload);
}

QueryModel::Job ReferenceSearch::query() {
  client::Query query;
  query.type = s(type_);
  query.account = s(account_);
  query.search = s(text_.trimmed());
  query.limit = 50;
  if (const schema::Type* type = app().registry().type(query.type);
      type != nullptr && type->scope != schema::Scope::Child)
    query.account.clear();
  if (app().registry().type(query.type) == nullptr)
    return [](client::Client&) { return base::Result<QList<Row>>(QList<Row>()); };
  if (query.search.empty()) query.order.push_back({"title", false});
  return [query, presenter = presenter_of(app())](client::Client& client) mutable -> base::Result<QList<Row>> {
    auto records = client.list(query);
    if (!records) return tl::unexpected(records.error());
    return rows_of(client, presenter, *records, query.account.empty());
  };
}

// ---- GlobalSearch

GlobalSearch::GlobalSearch(QObject* parent) : QueryModel(parent, account_role) {
  connect(this, &GlobalSearch::parametersChanged, this, &GlobalSearch::reload);
}

QueryModel::Job GlobalSearch::query() {
  return [text = s(text_.trimmed()), presenter = presenter_of(app()),
          registry = &app().registry()](client::Client& client) mutable -> base::Result<QList<Row>> {
    if (text.empty()) return QList<Row>();
    auto hits = client.search(text, {}, {}, search_rows_per_type);
    if (!hits) return tl::unexpected(hits.error());
    std::vector<client::Record> belongs;
    for (const auto& hit : *hits) {
      client::Record record;
      record.account = hit.account;
      belongs.push_back(std::move(record));
    }
    presenter.read_accounts(client, belongs);
    QList<Row> rows;
    for (const auto& hit : *hits) {
      const schema::Type* type = registry->type(hit.type);
      Row row;
      row.recordId = q(hit.id);
      row.type = q(hit.type);
      row.title = q(hit.title);
      row.icon = type != nullptr ? q(type->icon) : QString();
      row.section = type != nullptr ? presenter.words().say(type->plural) : q(hit.type);
      row.subtitle = presenter.words().join(
          {hit.id == hit.account ? QString() : presenter.account_name(hit.account), q(hit.excerpt)});
      row.extra[QStringLiteral("accountId")] = q(hit.account);
      rows << row;
    }
    return rows;
  };
}

}  // namespace keybook::app
