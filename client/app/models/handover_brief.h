// What a successor should know of the accounts that change hands, ready to read. Made on the device, without the
// server.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

// `accounts` (read-only, list): {recordId, name, code, grade…, info, facts, sections}. `facts`: {label, text, kind},
// what to know first. `sections`: {name, title, icon, rows: {title, subtitle, value, kind}}.
class HandoverBrief : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QStringList accountIds MEMBER ids_ NOTIFY subjectChanged)
  Q_PROPERTY(QVariantList accounts MEMBER accounts_ NOTIFY changed)
  Q_PROPERTY(int missing MEMBER missing_ NOTIFY changed)  // accounts that are not on this device
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)

 public:
  explicit HandoverBrief(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

 signals:
  void subjectChanged();
  void changed();

 private:
  void reload();
  QStringList ids_;
  QVariantList accounts_;
  QString error_;
  int missing_ = 0;
  bool loading_ = true, complete_ = false;
  quint64 asked_ = 0;
};

}  // namespace keybook::app
