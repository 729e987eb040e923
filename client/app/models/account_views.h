// Saved views of the account list: search, filters, scope and order under a name; and which columns the table shows.
// Kept in the settings of this device.
#pragma once

#include "models/account_list.h"

namespace keybook::app {

class AccountViews : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(keybook::app::AccountListModel* accounts MEMBER accounts_ REQUIRED)
  Q_PROPERTY(QStringList names READ names NOTIFY changed)
  Q_PROPERTY(QString current READ current NOTIFY changed)  // the view that is shown as it was saved; empty: none
  // Every column that there is: list of {name, label, shown, fixed}; a fixed one cannot be hidden.
  Q_PROPERTY(QVariantList columns READ columns NOTIFY changed)

 public:
  explicit AccountViews(QObject* parent = nullptr) : QObject(parent) {}
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] QStringList names() const { return views_.keys(); }
  [[nodiscard]] QString current() const;
  [[nodiscard]] QVariantList columns() const;

  Q_INVOKABLE void save(const QString& name);  // replaces the one of that name
  Q_INVOKABLE void apply(const QString& name);
  Q_INVOKABLE void remove(const QString& name);
  Q_INVOKABLE void showColumn(const QString& name, bool shown);

 signals:
  void changed();

 private:
  void keep();
  AccountListModel* accounts_ = nullptr;
  QVariantMap views_;  // name -> what AccountListModel::view() gave
};

}  // namespace keybook::app
