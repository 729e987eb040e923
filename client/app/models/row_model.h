// The list model that most pages use: rows with the roles that a ledger row shows, kept current by differences.
#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>
#include <QQmlParserStatus>
#include <QTimer>

#include "services/text.h"
#include "usecases/client.h"

namespace keybook::app {

class App;

// One row; members are the roles, in their order. `extra` holds roles that only one page knows.
struct Row {
  QString recordId, type, title, subtitle, icon, value, valueNote, tagText, tagKind, tagIcon;
  int gradeRank = 0;
  QString gradeMark, gradeName, section;
  QVariantMap extra;

  bool operator==(const Row&) const = default;
};

// Threads: UI thread. Rows are found again by `recordId` (unique within a model): a change inserts, removes, moves and
// updates what differs and never resets.
class RowModel : public QAbstractListModel {
  Q_OBJECT
  QML_ANONYMOUS
  Q_PROPERTY(int count READ count NOTIFY countChanged)
  Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
  Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)

 public:
  explicit RowModel(QObject* parent = nullptr, QStringList extra_roles = {});

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
  [[nodiscard]] bool loading() const { return loading_; }
  [[nodiscard]] QString errorText() const { return error_text_; }
  [[nodiscard]] const QList<Row>& rows() const { return rows_; }

  void set_rows(QList<Row> rows);
  void set_error(const QString& text);

 signals:
  void countChanged();
  void loadingChanged();
  void errorTextChanged();

 private:
  QStringList extra_roles_;
  QList<Row> rows_;
  bool loading_ = true;
  QString error_text_;
};

// A RowModel that fills itself from the client library: query() runs after componentComplete(), after each change of a
// property (reload(), coalesced) and after each change of the data or the language.
class QueryModel : public RowModel, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ANONYMOUS

 public:
  explicit QueryModel(QObject* parent = nullptr, QStringList extra_roles = {});
  void classBegin() override {}
  void componentComplete() override;

 protected:
  // What runs on the worker; set up on the UI thread so that it holds copies of the properties only.
  using Job = std::function<base::Result<QList<Row>>(client::Client&)>;
  [[nodiscard]] virtual Job query() = 0;
  virtual void filled() {}  // after new rows are in
  void reload();

  [[nodiscard]] App& app() const;

 private:
  void run();
  QTimer timer_;
  bool complete_ = false;
  quint64 asked_ = 0;
};

// "field: what. remedy" in the user's words (services/error_words.h). On the UI thread.
[[nodiscard]] QString error_text(const base::Error& error);
[[nodiscard]] QString field_error(const base::Error& error);  // beside the field that it is about

}  // namespace keybook::app
