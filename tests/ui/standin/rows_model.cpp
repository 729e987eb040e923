#include "rows_model.h"

namespace keybook::standin {

void RowsModel::setRows(const QVariantList& rows) {
  beginResetModel();
  rows_ = rows;
  if (!rows_.isEmpty() && roles_.isEmpty()) {
    int role = Qt::UserRole;
    const QVariantMap first = rows_.constFirst().toMap();
    for (auto it = first.begin(); it != first.end(); ++it) roles_.insert(++role, it.key().toUtf8());
  }
  endResetModel();
  emit rowsChanged();
}

QVariant RowsModel::data(const QModelIndex& index, int role) const {
  return rows_.value(index.row()).toMap().value(QString::fromUtf8(roles_.value(role)));
}

void RowsModel::setRole(int row, const QString& role, const QVariant& value) {
  QVariantMap map = rows_.value(row).toMap();
  map.insert(role, value);
  rows_[row] = map;
  emit dataChanged(index(row), index(row), {roles_.key(role.toUtf8())});
}

}  // namespace keybook::standin
