#include "models/account_list.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>
#include <fstream>

#include "models/app.h"

namespace keybook::app {
namespace {

constexpr int items_kept = 2000;     // rows around the view
constexpr int fetch_margin = 40;     // rows read beyond what is asked for
constexpr int chip_values_max = 30;

const QList<QByteArray> roles = {"recordId", "name", "nameMarked", "shortName", "code", "gradeRank", "gradeMark", "gradeName", "owner", "territory", "industry",
                                 "tags", "relationLevel", "relationText", "revenue", "revenueUnit", "growth", "growthKind", "lastContactText", "lastContactDays",
                                 "nextStep", "reason", "standardText", "standardKind", "standardIcon", "matchText", "selected"};
constexpr int selected_role = Qt::UserRole + 26;

// Fields that the list reads of each account.
const std::vector<std::string> fields_read = {"name", "short_name", "code", "grade", "owner", "territory", "industry", "tags", "relation_level",
                                              "annual_purchase", "last_contact_at", "status"};
// Filter chips: fields whose values narrow the list.
const std::vector<std::string> chip_fields = {"grade", "industry", "territory", "owner", "status", "type", "tags"};

QString marked(const QString& name, const QString& search) {
  const QString escaped = name.toHtmlEscaped();
  const qsizetype at = search.isEmpty() ? -1 : escaped.indexOf(search.toHtmlEscaped(), 0, Qt::CaseInsensitive);
  if (at < 0) return escaped;
  const qsizetype length = search.toHtmlEscaped().size();
  return escaped.left(at) + "<u>" + escaped.mid(at, length) + "</u>" + escaped.mid(at + length);
}

}  // namespace

AccountListModel::AccountListModel(QObject* parent) : QAbstractListModel(parent), items_(items_kept) {
  reload_timer_.setSingleShot(true);
  reload_timer_.setInterval(0);
  fetch_timer_.setSingleShot(true);
  fetch_timer_.setInterval(0);
  connect(&reload_timer_, &QTimer::timeout, this, &AccountListModel::run);
  connect(&fetch_timer_, &QTimer::timeout, this, [this] {
    if (wanted_.isEmpty()) return;
    const auto [low, high] = std::minmax_element(wanted_.begin(), wanted_.end());
    const int from = std::max(0, *low - fetch_margin), to = std::min(count(), *high + fetch_margin + 1);
    wanted_.clear();
    std::vector<std::string> ids;
    for (int i = from; i < to; ++i)
      if (!items_.contains(q(ids_[static_cast<std::size_t>(i)]))) ids.push_back(ids_[static_cast<std::size_t>(i)]);
    struct Read {
      std::vector<client::Record> records;
      std::map<std::string, QString> next_steps;
    };
    App::instance().worker().run(
        this,
        [ids](client::Client& client) -> base::Result<Read> {
          Read read;
          auto records = client.records("account", ids, fields_read);
          if (!records) return tl::unexpected(records.error());
          read.records = std::move(*records);
          client::Query tasks{"task", {{"account", client::Filter::Op::In, {ids.begin(), ids.end()}}, {"done", client::Filter::Op::NotEqual, {true}}}};
          tasks.order = {{"due", true}};  // the earliest is read last and stays
          tasks.fields = {"title", "account"};
          if (auto open = client.list(tasks))
            for (const auto& task : *open) read.next_steps[task.account] = text(member(task.fields, "title"));
          return read;
        },
        [this](base::Result<Read> read) {
          if (read) fetched(read->records, read->next_steps);
        });
  });
  connect(this, &AccountListModel::parametersChanged, this, &AccountListModel::reload);
}

void AccountListModel::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::dataChanged, this, &AccountListModel::reload);
  connect(&App::instance(), &App::wordsChanged, this, [this] {
    emit wordsChanged();
    reload();
  });
  reload();
}

int AccountListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> AccountListModel::roleNames() const {
  QHash<int, QByteArray> names;
  for (qsizetype i = 0; i < roles.size(); ++i) names[Qt::UserRole + static_cast<int>(i)] = roles[i];
  return names;
}

QVariant AccountListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  const QString id = q(ids_[static_cast<std::size_t>(index.row())]);
  if (role == selected_role) return selected_.contains(id);
  if (role == Qt::UserRole) return id;
  const Item* item = items_.object(id);
  if (item == nullptr) {
    fetch(index.row());
    return roles.value(role - Qt::UserRole) == "tags" ? QVariant(QStringList()) : QVariant();
  }
  return item->roles.value(role - Qt::UserRole);
}

void AccountListModel::fetch(int row) const {
  wanted_.insert(row);
  if (!fetch_timer_.isActive()) fetch_timer_.start();
}

void AccountListModel::fetched(const std::vector<client::Record>& records, const std::map<std::string, QString>& next_steps) {
  App& app = App::instance();
  const Presenter presenter(app.registry(), app.words(), app.today_date(), app.now_ms());
  const Words& words = presenter.words();
  const schema::Type* type = app.registry().type("account");
  for (const auto& record : records) {
    Row row;
    presenter.grade(record, row);
    const auto field = [&](const char* name) { return presenter.field_text(record, name); };
    const QDate contact = date_of(s(text(member(record.fields, "last_contact_at"))));
    const int days = contact.isValid() ? static_cast<int>(contact.daysTo(presenter.today())) : -1;
    int level = 0;
    if (const schema::Field* relation = type->field("relation_level"))
      for (std::size_t i = 0; i < relation->choices.size(); ++i)
        if (relation->choices[i].value == s(text(member(record.fields, "relation_level")))) level = static_cast<int>(i) + 1;
    QStringList tags;
    if (const auto list = member(record.fields, "tags"); list.is_array())
      for (const auto& one : list) tags << text(one);
    const std::string purchase = s(text(member(record.fields, "annual_purchase")));
    const QString next = next_steps.contains(record.id) ? next_steps.at(record.id) : QString();
    const QString last = contact.isValid() ? words.days_ago(days) : words.say("还没有联系过", "not contacted yet");
    const QString reason = words.join({row.gradeName, contact.isValid() ? words.say("最近联系 %1", "last contact %1").arg(last) : last});
    const QString search = search_.trimmed(), name = field("name");
    const bool visible = search.isEmpty() || name.contains(search, Qt::CaseInsensitive);
    const QString match = visible ? QString() : words.join({field("short_name"), field("code")});
    items_.insert(q(record.id), new Item{{q(record.id), name, marked(name, search), field("short_name"), field("code"), row.gradeRank, row.gradeMark, row.gradeName,
                                          app.user_label(s(field("owner"))), field("territory"), field("industry"), tags, level, field("relation_level"),
                                          purchase.empty() ? QString() : words.amount(purchase), QString(), QString(), QString(), last, days, next, reason,
                                          field("status"), QStringLiteral("plain"), QString(), match},
                                         purchase});
  }
  if (count() > 0) emit dataChanged(index(0), index(count() - 1));
  emit selectionChanged();
}

QStringList AccountListModel::active_filters() const {
  QStringList active;
  for (auto it = filters_.begin(); it != filters_.end(); ++it)
    if (!it.value().toList().isEmpty()) active << it.key();
  return active;
}

client::Query AccountListModel::query() const {
  App& app = App::instance();
  client::Query query;
  query.type = "account";
  query.search = s(search_.trimmed());
  for (const QString& name : active_filters()) {
    client::Filter filter{s(name), client::Filter::Op::In, {}};
    for (const QVariant& value : filters_[name].toList()) filter.values.push_back(s(value.toString()));
    query.filters.push_back(std::move(filter));
  }
  if (scope_ == QLatin1String("mine")) query.filters.push_back({"owner", client::Filter::Op::Equal, {app.status().user}});
  if (scope_ == QLatin1String("territory")) query.filters.push_back({"territory", client::Filter::Op::Equal, {app.status().territory}});
  if (overdue_only_) {
    // The visiting standards decide this once they are declared; until then a quarter without contact is overdue.
    constexpr int quarter_days = 90;
    query.filters.push_back({"last_contact_at", client::Filter::Op::Less, {s(app.today_date().addDays(-quarter_days).toString(Qt::ISODate))}});
  }
  static const QMap<QString, std::string> sortable = {{QStringLiteral("name"), "title"},       {QStringLiteral("grade"), "grade"},
                                                      {QStringLiteral("owner"), "owner"},       {QStringLiteral("industry"), "industry"},
                                                      {QStringLiteral("revenue"), "annual_purchase"}, {QStringLiteral("lastContact"), "last_contact_at"},
                                                      {QStringLiteral("territory"), "territory"}};
  if (sortable.contains(sort_column_)) query.order.push_back({sortable[sort_column_], sort_descending_});
  else if (query.search.empty()) query.order.push_back({"title", false});
  return query;
}

void AccountListModel::reload() {
  if (complete_) reload_timer_.start();
}

void AccountListModel::run() {
  const quint64 asked = ++asked_;
  client::Query wanted = query();
  client::Query without;  // what dropping the last filter would show
  const QString last = filter_order_.isEmpty() ? QString() : filter_order_.last();
  if (!last.isEmpty()) {
    without = wanted;
    std::erase_if(without.filters, [&](const client::Filter& filter) { return filter.field == s(last); });
  }
  App& app = App::instance();
  app.worker().run(
      this,
      [wanted, without, registry = &app.registry(), words = app.words(), labels = app.user_labels()](client::Client& client) -> base::Result<Answer> {
        Answer answer;
        auto ids = client.ids(wanted);
        if (!ids) return tl::unexpected(ids.error());
        answer.ids = std::move(*ids);
        client::Query all;
        all.type = "account";
        answer.total = client.count(all).value_or(0);
        if (!without.type.empty() && answer.ids.empty()) answer.without_last = client.count(without).value_or(-1);
        const schema::Type* type = registry->type("account");
        for (const std::string& name : chip_fields) {
          const schema::Field* field = type != nullptr ? type->field(name) : nullptr;
          auto facets = field != nullptr ? client.facets(all, name) : base::Result<std::vector<client::Facet>>{};
          if (!facets || facets->empty()) continue;
          QVariantList values;
          for (const auto& facet : *facets) {
            if (facet.value.is_null() || values.size() >= chip_values_max) continue;
            const std::string value = s(text(facet.value));
            const QString label = name == "owner" && labels.contains(value) ? labels.at(value) : words.choice(*field, value);
            values << QVariantMap{{QStringLiteral("value"), q(value)}, {QStringLiteral("label"), QStringLiteral("%1 %2").arg(label).arg(facet.count)}};
          }
          if (!values.isEmpty())
            answer.chips << QVariantMap{{QStringLiteral("name"), q(name)}, {QStringLiteral("label"), words.say(field->label)}, {QStringLiteral("values"), values}};
        }
        return answer;
      },
      [this, asked, last](base::Result<Answer> answer) {
        if (asked != asked_) return;
        loading_ = false;
        error_ = answer ? QString() : error_text(answer.error());
        if (answer) {
          total_ = static_cast<int>(answer->total);
          drop_hint_.clear();
          if (answer->without_last > 0) drop_hint_ = App::instance().words().say("去掉最后一个条件以后有 %1 个。", "Without the last filter there are %1.").arg(answer->without_last);
          items_.clear();
          show(std::move(answer->ids));
          if (std::exchange(chips_, answer->chips) != answer->chips) emit chipsChanged();
          if (count() > 0) emit dataChanged(index(0), index(count() - 1));
        }
        emit countChanged();
      });
}

// Replaces what lies between the common beginning and end: typing one more letter removes rows, it does not reset them.
void AccountListModel::show(std::vector<std::string> ids) {
  std::size_t start = 0, end = 0;
  while (start < ids.size() && start < ids_.size() && ids[start] == ids_[start]) ++start;
  while (end + start < ids.size() && end + start < ids_.size() && ids[ids.size() - 1 - end] == ids_[ids_.size() - 1 - end]) ++end;
  if (ids_.size() > start + end) {
    beginRemoveRows({}, static_cast<int>(start), static_cast<int>(ids_.size() - end) - 1);
    ids_.erase(ids_.begin() + static_cast<std::ptrdiff_t>(start), ids_.end() - static_cast<std::ptrdiff_t>(end));
    endRemoveRows();
  }
  if (ids.size() > start + end) {
    beginInsertRows({}, static_cast<int>(start), static_cast<int>(ids.size() - end) - 1);
    ids_.insert(ids_.begin() + static_cast<std::ptrdiff_t>(start), ids.begin() + static_cast<std::ptrdiff_t>(start), ids.end() - static_cast<std::ptrdiff_t>(end));
    endInsertRows();
  }
}

QString AccountListModel::hint() const {
  return App::instance().words().say("名称、拼音首字母（重庆输 cq）、电话、编号都能搜", "Search by name, pinyin initials, phone or code");
}

QVariantList AccountListModel::columns() const {
  const Words words = App::instance().words();
  const auto column = [](const char* name, const QString& label, bool numeric, int width) {
    return QVariantMap{{QStringLiteral("name"), QString::fromUtf8(name)}, {QStringLiteral("label"), label}, {QStringLiteral("numeric"), numeric}, {QStringLiteral("width"), width}};
  };
  return {column("name", words.say("客户", "Account"), false, 280), column("owner", words.say("负责人", "Owner"), false, 110),
          column("industry", words.say("行业", "Industry"), false, 110), column("revenue", words.say("年采购额", "Annual purchase"), true, 120),
          column("lastContact", words.say("最近联系", "Last contact"), false, 120), column("nextStep", words.say("下一步", "Next step"), false, 220)};
}

QString AccountListModel::selectionText() const {
  double sum = 0;
  for (const QString& id : selected_)
    if (const Item* item = items_.object(id)) sum += q(item->purchase).toDouble();
  return sum > 0 ? App::instance().words().say("年采购额 ", "annual purchase ") + App::instance().words().amount(std::to_string(sum)) : QString();
}

void AccountListModel::setFilter(const QString& name, const QVariantList& values) {
  filter_order_.removeAll(name);
  if (!values.isEmpty()) filter_order_ << name;
  filters_[name] = values;
  emit parametersChanged();
}

void AccountListModel::clearFilters() {
  filters_.clear();
  filter_order_.clear();
  overdue_only_ = false;
  search_.clear();
  emit parametersChanged();
}

void AccountListModel::dropLastFilter() {
  if (filter_order_.isEmpty()) clearFilters();
  else setFilter(filter_order_.last(), {});
}

void AccountListModel::toggleSelected(int row) {
  if (row < 0 || row >= count()) return;
  const QString id = q(ids_[static_cast<std::size_t>(row)]);
  if (!selected_.remove(id)) selected_.insert(id);
  emit dataChanged(index(row), index(row), {selected_role});
  emit selectionChanged();
}

void AccountListModel::clearSelection() {
  selected_.clear();
  if (count() > 0) emit dataChanged(index(0), index(count() - 1), {selected_role});
  emit selectionChanged();
}

void AccountListModel::tagSelected(const QString& tag) {
  std::vector<client::Edit> edits;
  for (const QString& id : selected_) {
    client::Edit edit;
    edit.type = "account";
    edit.id = s(id);
    edit.fields = {{"tags", {{"+", {s(tag)}}}}};
    edits.push_back(std::move(edit));
  }
  if (edits.empty() || tag.trimmed().isEmpty()) return;
  App::instance().worker().run(
      this, [edits](client::Client& client) { return client.save(edits); },
      [this, tag](base::Result<client::Saved> saved) {
        App& app = App::instance();
        if (!saved) emit app.failed(app.words().say("没有保存", "Not saved"), error_text(saved.error()));
        else app.commit_done(app.words().say("已加标签“%1”", "Tagged “%1”").arg(tag), *saved, QStringLiteral("tag"));
      });
}

void AccountListModel::exportSelected() {
  client::Query wanted;
  wanted.type = "account";
  client::Filter filter{"id", client::Filter::Op::In, {}};
  for (const QString& id : selected_) filter.values.push_back(s(id));
  wanted.filters.push_back(std::move(filter));
  App& app = App::instance();
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  const QString path = QDir(folder).filePath(QStringLiteral("keybook-accounts-%1.csv").arg(app.today()));
  app.worker().run(
      this,
      [wanted, path](client::Client& client) -> base::Result<std::int64_t> {
        QDir().mkpath(QFileInfo(path).absolutePath());
        std::ofstream out(s(path), std::ios::binary);
        if (!out) return base::fail(base::ErrorCode::ReadOnly, "the file cannot be written", {{}, {}, {}, s(path), 0}, "Choose another folder");
        return client.export_to(wanted, client::Client::Format::Csv, out);
      },
      [path](base::Result<std::int64_t> written) {
        App& app_ = App::instance();
        if (!written) emit app_.failed(app_.words().say("没有导出", "Not exported"), error_text(written.error()));
        else emit app_.committed(app_.words().say("%1 个客户已导出到 %2", "%1 accounts exported to %2").arg(*written).arg(path), {}, QStringLiteral("download"));
      });
}

}  // namespace keybook::app
