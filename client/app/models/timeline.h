// What happened with an account, and who changed what.
#pragma once

#include "models/presenter.h"
#include "models/row_model.h"

namespace keybook::app {

// Everything dated of one account file, newest first.
class TimelineModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString accountId MEMBER account_ NOTIFY parametersChanged)
  Q_PROPERTY(QStringList kinds MEMBER kinds_ NOTIFY parametersChanged)
  Q_PROPERTY(bool promisesOnly MEMBER promises_only_ NOTIFY parametersChanged)
  Q_PROPERTY(bool filtered READ filtered NOTIFY parametersChanged)
  Q_PROPERTY(QVariantList kindChips READ kindChips NOTIFY parametersChanged)

 public:
  explicit TimelineModel(QObject* parent = nullptr);
  [[nodiscard]] bool filtered() const { return !kinds_.isEmpty() || promises_only_; }
  [[nodiscard]] QVariantList kindChips() const;

 signals:
  void parametersChanged();

 protected:
  [[nodiscard]] Job query() override;

 private:
  QString account_;
  QStringList kinds_;
  bool promises_only_ = false;
};

// Value by value: of one record, or of a whole file.
class HistoryModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString type MEMBER type_ NOTIFY parametersChanged)
  Q_PROPERTY(QString recordId MEMBER record_ NOTIFY parametersChanged)
  Q_PROPERTY(QString accountId MEMBER account_ NOTIFY parametersChanged)
  Q_PROPERTY(bool openOnly MEMBER open_only_ NOTIFY parametersChanged)

 public:
  explicit HistoryModel(QObject* parent = nullptr);
  Q_INVOKABLE void putBack(const QString& entryId);

 signals:
  void parametersChanged();

 protected:
  [[nodiscard]] Job query() override;

 private:
  QString type_, record_, account_;
  bool open_only_ = false;
};

}  // namespace keybook::app
