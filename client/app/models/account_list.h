// All accounts that the user may see: search, filters, sort; 20,000 rows scroll because rows are read as they come into
// view.
#pragma once

#include <QCache>
#include <atomic>

#include "models/account_rows.h"

namespace keybook::app {

class App;

class AccountListModel : public QAbstractListModel, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString searchText MEMBER search_ NOTIFY parametersChanged)
  Q_PROPERTY(QVariantMap filters MEMBER filters_ NOTIFY parametersChanged)
  Q_PROPERTY(QString scope MEMBER scope_ NOTIFY parametersChanged)
  Q_PROPERTY(bool overdueOnly MEMBER overdue_only_ NOTIFY parametersChanged)
  Q_PROPERTY(QString sortColumn MEMBER sort_column_ NOTIFY parametersChanged)
  Q_PROPERTY(bool sortDescending MEMBER sort_descending_ NOTIFY parametersChanged)
  Q_PROPERTY(int count READ count NOTIFY countChanged)
  Q_PROPERTY(int total READ total NOTIFY countChanged)
  Q_PROPERTY(bool loading READ loading NOTIFY countChanged)
  Q_PROPERTY(QString errorText READ errorText NOTIFY countChanged)
  Q_PROPERTY(bool filtered READ filtered NOTIFY parametersChanged)
  Q_PROPERTY(QString hint READ hint NOTIFY wordsChanged)
  Q_PROPERTY(QString dropHint READ dropHint NOTIFY countChanged)
  Q_PROPERTY(QVariantList filterChips READ filterChips NOTIFY chipsChanged)
  Q_PROPERTY(QVariantList columns READ columns NOTIFY wordsChanged)
  Q_PROPERTY(int selectedCount READ selectedCount NOTIFY selectionChanged)
  Q_PROPERTY(QString selectionText READ selectionText NOTIFY selectionChanged)

 public:
  explicit AccountListModel(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  [[nodiscard]] int count() const { return static_cast<int>(ids_.size()); }
  [[nodiscard]] int total() const { return total_; }
  [[nodiscard]] bool loading() const { return loading_; }
  [[nodiscard]] QString errorText() const { return error_; }
  [[nodiscard]] bool filtered() const {
    return !search_.trimmed().isEmpty() || overdue_only_ || !active_filters().isEmpty();
  }
  [[nodiscard]] QString hint() const;
  [[nodiscard]] QString dropHint() const { return drop_hint_; }
  [[nodiscard]] QVariantList filterChips() const { return chips_; }
  [[nodiscard]] QVariantList columns() const;
  [[nodiscard]] int selectedCount() const { return static_cast<int>(selected_.size()); }
  [[nodiscard]] QString selectionText() const;

  // ---- for AccountViews
  [[nodiscard]] QVariantMap view() const;  // search, filters, scope, order
  void set_view(const QVariantMap& view);
  [[nodiscard]] QVariantList all_columns() const;
  [[nodiscard]] QStringList hidden_columns() const { return hidden_columns_; }
  void hide_columns(const QStringList& names);

  Q_INVOKABLE void setFilter(const QString& name, const QVariantList& values);
  Q_INVOKABLE void clearFilters();
  Q_INVOKABLE void dropLastFilter();
  Q_INVOKABLE void toggleSelected(int row);
  Q_INVOKABLE void clearSelection();
  Q_INVOKABLE [[nodiscard]] QStringList selectedIds() const { return {selected_.begin(), selected_.end()}; }
  Q_INVOKABLE void tagSelected(const QString& tag);
  Q_INVOKABLE void exportSelected();

 signals:
  void parametersChanged();
  void countChanged();
  void wordsChanged();
  void chipsChanged();
  void selectionChanged();

 private:
  struct Answer {
    QStringList ids;
    qint64 total = 0, without_last = -1;
  };
  [[nodiscard]] QStringList active_filters() const;
  [[nodiscard]] client::Query query() const;
  void reload();
  void run();
  void read_chips();
  void show(const QStringList& ids);
  void fetch(int row) const;
  void read_rows();

  QString search_, scope_ = QStringLiteral("all"), sort_column_, error_, drop_hint_;
  QVariantMap filters_;
  QStringList filter_order_;  // as they were set: the last one is offered to be dropped
  bool overdue_only_ = false, sort_descending_ = false, loading_ = true, complete_ = false;
  int total_ = 0;
  QStringList ids_;
  QStringList hidden_columns_ = {QStringLiteral("territory")};
  QVariantList chips_;
  mutable QCache<QString, AccountItem> items_;
  mutable QSet<int> wanted_;
  mutable QTimer fetch_timer_;
  QTimer reload_timer_;
  QSet<QString> selected_;
  quint64 asked_ = 0;
  // The number of the latest question: the worker leaves out those that a later one has overtaken, so that fast typing
  // never queues up.
  std::shared_ptr<std::atomic<quint64>> latest_ = std::make_shared<std::atomic<quint64>>(0);
  bool chips_wanted_ = true;  // filter chips follow the data, not the search
};

}  // namespace keybook::app
