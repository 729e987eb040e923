#include "models/account_list.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>
#include <fstream>

#include "models/app.h"

namespace keybook::app {
namespace {

constexpr int items_kept = 2000;  // rows around the view
constexpr int fetch_margin = 40;  // rows read beyond what is asked for
constexpr int chip_values_max = 30;

// Filter chips: fields whose values narrow the list.
const std::vector<std::string> chip_fields = {"grade", "industry", "territory", "owner", "status", "type", "tags"};

}  // namespace

AccountListModel::AccountListModel(QObject* parent) : QAbstractListModel(parent), items_(items_kept) {
  reload_timer_.setSingleShot(true);
  reload_timer_.setInterval(0);
  fetch_timer_.setSingleShot(true);
  fetch_timer_.setInterval(0);
  connect(&reload_timer_, &QTimer::timeout, this, &AccountListModel::run);
  connect(&fetch_timer_, &QTimer::timeout, this, &AccountListModel::read_rows);
  connect(this, &AccountListModel::parametersChanged, this, &AccountListModel::reload);
}

// Reads the rows that were asked for while painting, with a margin, in one query.
void AccountListModel::read_rows() {
  if (wanted_.isEmpty()) return;
  const auto [low, high] = std::minmax_element(wanted_.begin(), wanted_.end());
  const int from = std::max(0, *low - fetch_margin), to = std::min(count(), *high + fetch_margin + 1);
  wanted_.clear();
  std::vector<std::string> ids;
  for (int i = from; i < to; ++i)
    if (!items_.contains(ids_[i])) ids.push_back(s(ids_[i]));
  App& app = App::instance();
  app.worker().run(
      this,
      [ids, rows = AccountRows(Presenter(app.registry(), app.words(), app.today_date(), app.now_ms()), app.registry(),
                               app.user_labels(), search_.trimmed())](client::Client& client) {
        return rows.read(client, ids);
      },
      [this, from, to, asked = asked_](base::Result<std::vector<AccountItem>> read) {
        if (!read || asked != asked_) return;
        for (const AccountItem& item : *read) items_.insert(item.id, new AccountItem(item));
        if (from < count()) emit dataChanged(index(from), index(std::min(to, count()) - 1));
        emit selectionChanged();
      });
}

void AccountListModel::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::dataChanged, this, [this] {
    chips_wanted_ = true;
    reload();
  });
  connect(&App::instance(), &App::wordsChanged, this, [this] {
    chips_wanted_ = true;
    emit wordsChanged();
    reload();
  });
  reload();
}

int AccountListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> AccountListModel::roleNames() const {
  QHash<int, QByteArray> names;
  for (qsizetype i = 0; i < account_roles().size(); ++i) names[Qt::UserRole + static_cast<int>(i)] = account_roles()[i];
  return names;
}

QVariant AccountListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  static const int selected = account_role("selected"), tags = account_role("tags");
  const QString& id = ids_[index.row()];
  if (role == selected) return selected_.contains(id);
  if (role == Qt::UserRole) return id;
  const AccountItem* item = items_.object(id);
  if (item == nullptr) {
    fetch(index.row());
    return role == tags ? QVariant(QStringList()) : QVariant();
  }
  return item->roles.value(role - Qt::UserRole);
}

void AccountListModel::fetch(int row) const {
  wanted_.insert(row);
  if (!fetch_timer_.isActive()) fetch_timer_.start();
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
  if (scope_ == QLatin1String("mine"))
    query.filters.push_back({"owner", client::Filter::Op::Equal, {app.status().user}});
  if (scope_ == QLatin1String("territory"))
    query.filters.push_back({"territory", client::Filter::Op::Equal, {app.status().territory}});
  if (overdue_only_) {
    // The visiting standards decide this once they are declared; until then a quarter without contact is overdue.
    constexpr int quarter_days = 90;
    query.filters.push_back({"last_contact_at",
                             client::Filter::Op::Less,
                             {s(app.today_date().addDays(-quarter_days).toString(Qt::ISODate))}});
  }
  static const QMap<QString, std::string> sortable = {{QStringLiteral("name"), "title"},
                                                      {QStringLiteral("grade"), "grade"},
                                                      {QStringLiteral("owner"), "owner"},
                                                      {QStringLiteral("industry"), "industry"},
                                                      {QStringLiteral("revenue"), "annual_purchase"},
                                                      {QStringLiteral("code"), "code"},
                                                      {QStringLiteral("standard"), "status"},
                                                      {QStringLiteral("relation"), "relation_level"},
                                                      {QStringLiteral("lastContact"), "last_contact_at"},
                                                      {QStringLiteral("territory"), "territory"}};
  if (sortable.contains(sort_column_))
    query.order.push_back({sortable[sort_column_], sort_descending_});
  else if (query.search.empty())
    query.order.push_back({"title", false});
  return query;
}

void AccountListModel::reload() {
  if (complete_) reload_timer_.start();
}

void AccountListModel::run() {
  const quint64 asked = ++asked_;
  latest_->store(asked);
  client::Query wanted = query();
  client::Query without;  // what dropping the last filter would show
  if (!filter_order_.isEmpty()) {
    without = wanted;
    std::erase_if(without.filters,
                  [last = s(filter_order_.last())](const client::Filter& filter) { return filter.field == last; });
  }
  App::instance().worker().run(
      this,
      [wanted, without, asked, latest = latest_](client::Client& client) -> base::Result<Answer> {
        Answer answer;
        if (latest->load() != asked) return answer;
        auto ids = client.ids(wanted);
        if (!ids) return tl::unexpected(ids.error());
        answer.ids.reserve(static_cast<qsizetype>(ids->size()));
        for (const std::string& id : *ids) answer.ids << q(id);
        client::Query all;
        all.type = "account";
        answer.total = client.count(all).value_or(0);
        if (!without.type.empty() && answer.ids.empty()) answer.without_last = client.count(without).value_or(-1);
        return answer;
      },
      [this, asked](base::Result<Answer> answer) {
        if (asked != asked_) return;
        loading_ = false;
        error_ = answer ? QString() : error_text(answer.error());
        if (answer) {
          total_ = static_cast<int>(answer->total);
          drop_hint_.clear();
          if (answer->without_last > 0)
            drop_hint_ = App::instance()
                             .words()
                             .say("去掉最后一个条件以后有 %1 个。", "Without the last filter there are %1.")
                             .arg(answer->without_last);
          items_.clear();
          show(answer->ids);
          if (count() > 0) emit dataChanged(index(0), index(count() - 1));
        }
        emit countChanged();
        if (std::exchange(chips_wanted_, false)) read_chips();
      });
}

// The chips count over all accounts, so typing leaves them alone; they are read after the rows.
void AccountListModel::read_chips() {
  App& app = App::instance();
  app.worker().run(
      this,
      [registry = &app.registry(), words = app.words(),
       labels = app.user_labels()](client::Client& client) -> base::Result<QVariantList> {
        QVariantList chips;
        client::Query all;
        all.type = "account";
        const schema::Type* type = registry->type("account");
        for (const std::string& name : chip_fields) {
          const schema::Field* field = type != nullptr ? type->field(name) : nullptr;
          auto facets = field != nullptr ? client.facets(all, name) : base::Result<std::vector<client::Facet>>{};
          if (!facets || facets->empty()) continue;
          QVariantList values;
          for (const auto& facet : *facets) {
            if (facet.value.is_null() || values.size() >= chip_values_max) continue;
            const std::string value = s(text(facet.value));
            const QString label =
                name == "owner" && labels.contains(value) ? labels.at(value) : words.choice(*field, value);
            values << QVariantMap{{QStringLiteral("value"), q(value)},
                                  {QStringLiteral("label"), QStringLiteral("%1 %2").arg(label).arg(facet.count)}};
          }
          if (!values.isEmpty())
            chips << QVariantMap{{QStringLiteral("name"), q(name)},
                                 {QStringLiteral("label"), words.say(field->label)},
                                 {QStringLiteral("values"), values}};
        }
        return chips;
      },
      [this](base::Result<QVariantList> chips) {
        if (chips && std::exchange(chips_, *chips) != *chips) emit chipsChanged();
      });
}

// Replaces what lies between the common beginning and end: typing one more letter removes rows, it does not reset them.
void AccountListModel::show(const QStringList& ids) {
  qsizetype start = 0, end = 0;
  while (start < ids.size() && start < ids_.size() && ids[start] == ids_[start]) ++start;
  while (end + start < ids.size() && end + start < ids_.size() &&
         ids[ids.size() - 1 - end] == ids_[ids_.size() - 1 - end])
    ++end;
  if (ids_.size() > start + end) {
    beginRemoveRows({}, static_cast<int>(start), static_cast<int>(ids_.size() - end) - 1);
    ids_.remove(start, ids_.size() - end - start);
    endRemoveRows();
  }
  if (ids.size() > start + end) {
    beginInsertRows({}, static_cast<int>(start), static_cast<int>(ids.size() - end) - 1);
    ids_ = ids;
    endInsertRows();
  }
}

QString AccountListModel::hint() const {
  return App::instance().words().say("名称、拼音首字母（重庆输 cq）、电话、编号都能搜",
                                     "Search by name, pinyin initials, phone or code");
}

// Widths are shares of the table's.
QVariantList AccountListModel::all_columns() const {
  const Words words = App::instance().words();
  const auto column = [this](const char* name, const QString& label, bool numeric, double width) {
    const QString key = QString::fromUtf8(name);
    const bool fixed = key == QLatin1String("name");
    return QVariantMap{
        {QStringLiteral("name"), key},        {QStringLiteral("label"), label},
        {QStringLiteral("numeric"), numeric}, {QStringLiteral("width"), width},
        {QStringLiteral("fixed"), fixed},     {QStringLiteral("shown"), fixed || !hidden_columns_.contains(key)}};
  };
  return {column("name", words.say("客户", "Account"), false, 3),
          column("code", words.say("编号", "Code"), false, 0.9),
          column("industry", words.say("行业", "Industry"), false, 1.1),
          column("owner", words.say("负责人", "Owner"), false, 1.2),
          column("territory", words.say("区域", "Territory"), false, 1),
          column("relation", words.say("关系", "Relation"), false, 1.4),
          column("revenue", words.say("年采购额", "Annual purchase"), true, 1.2),
          column("lastContact", words.say("最近联系，天", "Last contact, days"), true, 1.1),
          column("standard", words.say("状态", "Status"), false, 1.1),
          column("nextStep", words.say("下一步", "Next step"), false, 1.8)};
}

QVariantList AccountListModel::columns() const {
  QVariantList shown = all_columns();
  shown.removeIf([](const QVariant& column) { return !column.toMap()[QStringLiteral("shown")].toBool(); });
  return shown;
}

void AccountListModel::hide_columns(const QStringList& names) {
  hidden_columns_ = names;
  emit wordsChanged();
}

QVariantMap AccountListModel::view() const {
  QVariantMap active;  // an emptied filter is none
  for (const QString& name : active_filters()) active[name] = filters_[name];
  return {{QStringLiteral("search"), search_.trimmed()},
          {QStringLiteral("filters"), active},
          {QStringLiteral("scope"), scope_},
          {QStringLiteral("overdue"), overdue_only_},
          {QStringLiteral("sort"), sort_column_},
          {QStringLiteral("descending"), sort_descending_}};
}

void AccountListModel::set_view(const QVariantMap& view) {
  search_ = view[QStringLiteral("search")].toString();
  filters_ = view[QStringLiteral("filters")].toMap();
  filter_order_ = filters_.keys();
  scope_ = view[QStringLiteral("scope")].toString();
  overdue_only_ = view[QStringLiteral("overdue")].toBool();
  sort_column_ = view[QStringLiteral("sort")].toString();
  sort_descending_ = view[QStringLiteral("descending")].toBool();
  emit parametersChanged();
}

QString AccountListModel::selectionText() const {
  domain::Decimal sum;
  for (const QString& id : selected_)
    if (const AccountItem* item = items_.object(id)) sum += item->purchase;
  const Words& words = App::instance().words();
  return sum.positive() ? words.say("年采购额 ", "annual purchase ") + words.amount(sum) : QString();
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
  if (filter_order_.isEmpty())
    clearFilters();
  else
    setFilter(filter_order_.last(), {});
}

void AccountListModel::toggleSelected(int row) {
  if (row < 0 || row >= count()) return;
  const QString id = ids_[row];
  if (!selected_.remove(id)) selected_.insert(id);
  emit dataChanged(index(row), index(row), {account_role("selected")});
  emit selectionChanged();
}

void AccountListModel::clearSelection() {
  selected_.clear();
  if (count() > 0) emit dataChanged(index(0), index(count() - 1), {account_role("selected")});
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
        if (!saved)
          emit app.failed(app.words().say("没有保存", "Not saved"), error_text(saved.error()));
        else
          app.commit_done(app.words().say("已加标签“%1”", "Tagged “%1”").arg(tag), *saved, QStringLiteral("tag"));
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
        if (!out)
          return base::fail(base::ErrorCode::ReadOnly, "the file cannot be written", {{}, {}, {}, s(path), 0},
                            "Choose another folder");
        return client.export_to(wanted, client::Client::Format::Csv, out);
      },
      [path](base::Result<std::int64_t> written) {
        App& app_ = App::instance();
        if (!written)
          emit app_.failed(app_.words().say("没有导出", "Not exported"), error_text(written.error()));
        else
          emit app_.committed(
              app_.words().say("%1 个客户已导出到 %2", "%1 accounts exported to %2").arg(*written).arg(path), {},
              QStringLiteral("download"));
      });
}

}  // namespace keybook::app
