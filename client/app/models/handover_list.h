// Handovers that concern this user, and what waits for a decision about accounts that change hands.
#pragma once

#include "models/book_model.h"

namespace keybook::app {

// `direction`: incoming (to this user), outgoing (by or from this user), others (of colleagues, for managers).
// Roles beside those of a row: state, open, busy, fromText, toText, note, dateText, proposedText, decidedText,
// keepText, choicesText, countText, accounts (list of {recordId, title, here, grade…, resultText}), hereIds, canAccept,
// canDecline, canWithdraw, canForce.
class HandoverListModel : public BookModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString direction MEMBER direction_ NOTIFY directionChanged)
  Q_PROPERTY(int openCount READ openCount NOTIFY filledChanged)
  Q_PROPERTY(QString current MEMBER current_ NOTIFY currentChanged)  // a handover's id; empty: the first
  Q_PROPERTY(QVariantMap plan READ plan NOTIFY filledChanged)        // the roles of the current one; none: empty ones

 public:
  explicit HandoverListModel(QObject* parent = nullptr);
  [[nodiscard]] int openCount() const;
  [[nodiscard]] QVariantMap plan() const;

 signals:
  void directionChanged();
  void currentChanged();
  void filledChanged();

 protected:
  [[nodiscard]] QList<Row> rows_of(const HandoverBook::Held& held) const override;
  void filled() override { emit filledChanged(); }

 private:
  QString direction_ = QStringLiteral("incoming"), current_;
};

// What waits for this user: handovers to accept, late edits to decide. Rows as those of TodayModel's decisions; `type`
// is desk-handover or desk-late.
class DeskInbox : public QueryModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int handovers READ handovers NOTIFY filledChanged)  // of the rows; the others are late edits

 public:
  explicit DeskInbox(QObject* parent = nullptr);
  void componentComplete() override;
  [[nodiscard]] int handovers() const;

 signals:
  void filledChanged();

 protected:
  [[nodiscard]] Job query() override;
  void filled() override { emit filledChanged(); }
};

// What a plan is about, in a few words: "恒源纸业等 3 个客户".
[[nodiscard]] QString accounts_text(const protocol::HandoverPlan& plan, const HandoverBook::Held& held,
                                    const Words& words);

}  // namespace keybook::app
