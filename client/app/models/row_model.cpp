#include "models/row_model.h"

#include "models/app.h"
#include "services/error_words.h"

namespace keybook::app {
namespace {

const QList<QByteArray> base_roles = {"recordId",  "type",      "title",     "subtitle", "icon",
                                      "value",     "valueNote", "tagText",   "tagKind",  "tagIcon",
                                      "gradeRank", "gradeMark", "gradeName", "section"};

QVariant base_role(const Row& row, qsizetype role) {
  switch (role) {
    case 0:
      return row.recordId;
    case 1:
      return row.type;
    case 2:
      return row.title;
    case 3:
      return row.subtitle;
    case 4:
      return row.icon;
    case 5:
      return row.value;
    case 6:
      return row.valueNote;
    case 7:
      return row.tagText;
    case 8:
      return row.tagKind;
    case 9:
      return row.tagIcon;
    case 10:
      return row.gradeRank;
    case 11:
      return row.gradeMark;
    case 12:
      return row.gradeName;
    default:
      return row.section;
  }
}

}  // namespace

RowModel::RowModel(QObject* parent, QStringList extra_roles)
    : QAbstractListModel(parent), extra_roles_(std::move(extra_roles)) {}

int RowModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant RowModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  const Row& row = rows_[index.row()];
  const qsizetype number = role - Qt::UserRole;
  if (number < base_roles.size()) return base_role(row, number);
  const qsizetype extra = number - base_roles.size();
  return extra < extra_roles_.size() ? row.extra.value(extra_roles_[extra]) : QVariant();
}

QHash<int, QByteArray> RowModel::roleNames() const {
  QHash<int, QByteArray> names;
  int role = Qt::UserRole;
  for (const QByteArray& name : base_roles) names[role++] = name;
  for (const QString& name : extra_roles_) names[role++] = name.toUtf8();
  return names;
}

void RowModel::set_error(const QString& text) {
  if (std::exchange(error_text_, text) != text) emit errorTextChanged();
  if (std::exchange(loading_, false)) emit loadingChanged();
}

void RowModel::set_rows(QList<Row> rows) {
  const int before = count();
  QHash<QString, qsizetype> wanted;
  for (qsizetype i = 0; i < rows.size(); ++i) wanted[rows[i].recordId] = i;
  for (qsizetype i = rows_.size() - 1; i >= 0; --i) {
    if (wanted.contains(rows_[i].recordId)) continue;
    beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
    rows_.removeAt(i);
    endRemoveRows();
  }
  for (qsizetype i = 0; i < rows.size(); ++i) {
    qsizetype at = i;
    while (at < rows_.size() && rows_[at].recordId != rows[i].recordId) ++at;
    const int row = static_cast<int>(i);
    if (at == rows_.size()) {
      // A run of new rows goes in at once: the first load is one insertion.
      qsizetype end = i + 1;
      QSet<QString> held;
      for (qsizetype k = i; k < rows_.size(); ++k) held.insert(rows_[k].recordId);
      while (end < rows.size() && !held.contains(rows[end].recordId)) ++end;
      beginInsertRows({}, row, static_cast<int>(end) - 1);
      for (qsizetype k = i; k < end; ++k) rows_.insert(k, std::move(rows[k]));
      endInsertRows();
      i = end - 1;
      continue;
    }
    if (at != i) {
      beginMoveRows({}, static_cast<int>(at), static_cast<int>(at), {}, row);
      rows_.move(at, i);
      endMoveRows();
    }
    if (rows_[i] == rows[i]) continue;
    rows_[i] = std::move(rows[i]);
    emit dataChanged(index(row), index(row));
  }
  set_error({});
  if (before != count()) emit countChanged();
}

// ---- QueryModel

QueryModel::QueryModel(QObject* parent, QStringList extra_roles) : RowModel(parent, std::move(extra_roles)) {
  timer_.setSingleShot(true);
  timer_.setInterval(0);  // coalesces the properties that one event sets
  connect(&timer_, &QTimer::timeout, this, &QueryModel::run);
}

App& QueryModel::app() const { return App::instance(); }

void QueryModel::componentComplete() {
  complete_ = true;
  connect(&app(), &App::dataChanged, this, &QueryModel::reload);
  connect(&app(), &App::wordsChanged, this, &QueryModel::reload);
  reload();
}

void QueryModel::reload() {
  if (complete_) timer_.start();
}

void QueryModel::run() {
  const quint64 asked = ++asked_;
  app().worker().run(this, query(), [this, asked](base::Result<QList<Row>> rows) {
    if (asked != asked_) return;  // a later question is under way
    if (!rows) {
      set_error(error_text(rows.error()));
      return;
    }
    set_rows(std::move(*rows));
    filled();
  });
}

QString error_text(const base::Error& error) {
  const App& app = App::instance();
  return told(error, app.registry(), app.words()).text(app.words());
}

QString field_error(const base::Error& error) {
  const App& app = App::instance();
  return beside_field(error, app.registry(), app.words());
}

}  // namespace keybook::app
