// What is due today and why.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

class TodayModel : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString summary MEMBER summary_ NOTIFY changed)
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY changed)
  Q_PROPERTY(keybook::app::RowModel* visits READ visits CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* due READ due CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* tasks READ tasks CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* decisions READ decisions CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* deadlines READ deadlines CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* warnings READ warnings CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* dates READ dates CONSTANT)
  Q_PROPERTY(int visitCount READ visitCount NOTIFY changed)
  Q_PROPERTY(int dueCount READ dueCount NOTIFY changed)
  Q_PROPERTY(int taskCount READ taskCount NOTIFY changed)
  Q_PROPERTY(int decisionCount READ decisionCount NOTIFY changed)
  Q_PROPERTY(int deadlineCount READ deadlineCount NOTIFY changed)
  Q_PROPERTY(int warningCount READ warningCount NOTIFY changed)
  Q_PROPERTY(int dateCount READ dateCount NOTIFY changed)
  Q_PROPERTY(QVariantMap next MEMBER next_ NOTIFY changed)
  Q_PROPERTY(QString dueUnit READ dueUnit NOTIFY changed)

 public:
  explicit TodayModel(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] RowModel* visits() { return &lists_[0]; }
  [[nodiscard]] RowModel* due() { return &lists_[1]; }
  [[nodiscard]] RowModel* tasks() { return &lists_[2]; }
  [[nodiscard]] RowModel* decisions() { return &lists_[3]; }
  [[nodiscard]] RowModel* deadlines() { return &lists_[4]; }
  [[nodiscard]] RowModel* warnings() { return &lists_[5]; }
  [[nodiscard]] RowModel* dates() { return &lists_[6]; }
  [[nodiscard]] int visitCount() const { return lists_[0].count(); }
  [[nodiscard]] int dueCount() const { return lists_[1].count(); }
  [[nodiscard]] int taskCount() const { return lists_[2].count(); }
  [[nodiscard]] int decisionCount() const { return lists_[3].count(); }
  [[nodiscard]] int deadlineCount() const { return lists_[4].count(); }
  [[nodiscard]] int warningCount() const { return lists_[5].count(); }
  [[nodiscard]] int dateCount() const { return lists_[6].count(); }
  [[nodiscard]] QString dueUnit() const;

  Q_INVOKABLE void planVisit(const QString& accountId);

 signals:
  void changed();

 private:
  void reload();
  std::array<RowModel, 7> lists_;
  QString summary_;
  QVariantMap next_;
  bool loading_ = true, complete_ = false, due_by_standards_ = false;
  quint64 asked_ = 0;
  QTimer timer_;
};

}  // namespace keybook::app
