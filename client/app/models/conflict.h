// The conflict dialog: fields in conflict of one record, each with its sides and what was there before.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

class App;

class ConflictModel : public QAbstractListModel, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString type MEMBER type_ NOTIFY subjectChanged)
  Q_PROPERTY(QString recordId MEMBER record_ NOTIFY subjectChanged)
  Q_PROPERTY(QString title MEMBER title_ NOTIFY changed)
  Q_PROPERTY(QString detail READ detail NOTIFY changed)
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)
  Q_PROPERTY(int chosenCount READ chosenCount NOTIFY changed)
  Q_PROPERTY(QVariantList merged MEMBER merged_ NOTIFY changed)

 public:
  explicit ConflictModel(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
  [[nodiscard]] int chosenCount() const;
  [[nodiscard]] QString detail() const;

  Q_INVOKABLE void choose(int row, const QString& edit);
  Q_INVOKABLE void setFree(int row, const QVariant& value);
  Q_INVOKABLE void apply();

 signals:
  void subjectChanged();
  void changed();
  void applied(int count);

 private:
  struct Item {
    client::Conflict conflict;
    QString chosen;  // an edit, "free", or empty
    QString free_text, free_error;
    client::Value free_value;  // of "before", which may be a group's object; null: the text counts
  };
  void reload();
  [[nodiscard]] QVariantList sides_of(const Item& item) const;
  [[nodiscard]] QString shown(const Item& item, const client::Value& value) const;
  [[nodiscard]] const schema::Field* field_of(const Item& item) const;

  QString type_, record_, title_, error_;
  QVariantList merged_;
  std::vector<Item> rows_;
  bool loading_ = true, complete_ = false;
};

}  // namespace keybook::app
