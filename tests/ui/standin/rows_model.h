// A list model over an array of maps: roles are the members of the first row. Test only.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

namespace keybook::standin {

class RowsModel : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(QVariantList rows READ rows WRITE setRows NOTIFY rowsChanged)
  Q_PROPERTY(int count READ count NOTIFY rowsChanged)
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY stateChanged)
  Q_PROPERTY(bool filtered MEMBER filtered_ NOTIFY stateChanged)
  Q_PROPERTY(QString errorText MEMBER errorText_ NOTIFY stateChanged)
  QML_ELEMENT

 public:
  using QAbstractListModel::QAbstractListModel;
  QVariantList rows() const { return rows_; }
  int count() const { return static_cast<int>(rows_.size()); }
  void setRows(const QVariantList& rows);
  int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : count(); }
  QVariant data(const QModelIndex& index, int role) const override;
  QHash<int, QByteArray> roleNames() const override { return roles_; }
  Q_INVOKABLE QVariant row(int index) const { return rows_.value(index); }
  Q_INVOKABLE void setRole(int row, const QString& role, const QVariant& value);

 signals:
  void rowsChanged();
  void stateChanged();

 private:
  QVariantList rows_;
  QHash<int, QByteArray> roles_;
  bool loading_ = false;
  bool filtered_ = false;
  QString errorText_;
};

}  // namespace keybook::standin
