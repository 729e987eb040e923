// What waits for somebody's decision: edits that came when their author had no right to the account any more, field by
// field, and locked fields that somebody asked to change.
#pragma once

#include "models/handover_book.h"

namespace keybook::app {

// Rows that are decided by asking the server; the role `busy` is true while it is asked about one.
class DecisionModel : public QueryModel {
  Q_OBJECT
  QML_ANONYMOUS

 public:
  DecisionModel(QObject* parent, QStringList roles);
  void componentComplete() override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  int busy_role_;
};

// Rows: one late edit of one record each; those to be decided first, then own ones with what became of them. Roles
// beside those of a row: accountId, user, mine (others decide), busy, whole (made or removed a record: taken or
// declined as it is), fields (list of {name, label, unit, value, current, base, stateText}), chosen (field -> take or
// keep), chosenCount.
class LateEditModel : public DecisionModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString accountId MEMBER account_ NOTIFY subjectChanged)  // empty: of all accounts
  Q_PROPERTY(int waitingCount READ waitingCount NOTIFY filledChanged)

 public:
  explicit LateEditModel(QObject* parent = nullptr);
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] int waitingCount() const;

  Q_INVOKABLE void choose(int row, const QString& field, const QString& what);  // take, keep
  Q_INVOKABLE void apply(int row);                                              // what was chosen
  Q_INVOKABLE void decide(int row, bool take);                                  // all of it

 signals:
  void subjectChanged();
  void filledChanged();

 protected:
  [[nodiscard]] Job query() override;
  void filled() override;

 private:
  [[nodiscard]] QVariantMap chosen_of(const QString& id) const { return chosen_.value(id); }
  void show_choice(int row);
  void send(const QString& id, const std::vector<std::pair<bool, std::vector<std::string>>>& decisions);

  QString account_;
  QHash<QString, QVariantMap> chosen_;
  int chosen_role_ = 0, count_role_ = 0;
};

// Locked fields that somebody asked to change, and that wait for whoever may grant it. Roles beside those of a row:
// accountId, mine, busy, valueText, currentText, fieldLabel, userText, dateText.
class RequestListModel : public DecisionModel {
  Q_OBJECT
  QML_ELEMENT

 public:
  explicit RequestListModel(QObject* parent = nullptr);

 protected:
  [[nodiscard]] Job query() override;
};

}  // namespace keybook::app
