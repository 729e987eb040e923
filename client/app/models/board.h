// Opportunities by stage.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

class App;

// One row per stage of the declaration; `cards` is a list model of its own.
class BoardModel : public QAbstractListModel, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString scope MEMBER scope_ NOTIFY scopeChanged)
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)
  Q_PROPERTY(QString forecastText MEMBER forecast_ NOTIFY changed)
  Q_PROPERTY(QString targetText READ noText NOTIFY changed)
  Q_PROPERTY(QString gapText READ noText NOTIFY changed)
  Q_PROPERTY(QVariantList shares MEMBER shares_ NOTIFY changed)
  Q_PROPERTY(QString unitText READ noText NOTIFY changed)

 public:
  using Sums = std::map<std::string, domain::Decimal>;  // by currency
  struct Stage {
    QList<Row> cards;  // the first of `total`
    int total = 0;
    Sums amount, weighted;
  };

  explicit BoardModel(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  [[nodiscard]] int count() const { return static_cast<int>(columns_.size()); }
  [[nodiscard]] QString noText() const { return {}; }

  Q_INVOKABLE void moveCard(const QString& recordId, const QString& stage);

 signals:
  void scopeChanged();
  void changed();

 private:
  struct Column {
    std::string stage;
    QString label, note, sum, weighted;
    int total = 0;
    std::unique_ptr<RowModel> cards;
  };
  void reload();
  void show(std::vector<Stage> stages);
  QString scope_ = QStringLiteral("all"), error_, forecast_;
  QVariantList shares_;
  std::vector<Column> columns_;
  bool loading_ = true, complete_ = false;
  QTimer timer_;
  quint64 asked_ = 0;
};

}  // namespace keybook::app
