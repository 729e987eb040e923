// Lists whose rows are known by the server: they show what HandoverBook holds, and say where it stands when there is
// nothing, or nothing new.
#pragma once

#include "models/handover_book.h"

namespace keybook::app {

// `state`: loading, here, offline, alone (no server), failed. `stateText`: why, and what to do about it.
class BookModel : public RowModel, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ANONYMOUS
  Q_PROPERTY(QString state READ state NOTIFY stateChanged)
  Q_PROPERTY(QString stateText READ stateText NOTIFY stateChanged)
  Q_PROPERTY(QString asOfText READ asOfText NOTIFY stateChanged)  // "as of 10:42": only where it is not of now

 public:
  explicit BookModel(QObject* parent = nullptr, QStringList extra_roles = {});
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] QString state() const;
  [[nodiscard]] QString stateText() const;
  [[nodiscard]] QString asOfText() const;
  Q_INVOKABLE void refresh();  // a person asks, also while working offline

 signals:
  void stateChanged();

 protected:
  [[nodiscard]] virtual QList<Row> rows_of(const HandoverBook::Held& held) const = 0;
  virtual void filled() {}
  void fill();
  [[nodiscard]] App& app() const;
  [[nodiscard]] HandoverBook& book() const;

 private:
  bool complete_ = false;
};

}  // namespace keybook::app
