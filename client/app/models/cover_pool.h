// Covers (who stands in for whom, from when to when) and the accounts that nobody owns.
#pragma once

#include "models/book_model.h"

namespace keybook::app {

// Roles beside those of a row: busy, canEnd, mine (this user stands in).
class CoverListModel : public BookModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(int activeCount READ activeCount NOTIFY filledChanged)

 public:
  explicit CoverListModel(QObject* parent = nullptr);
  [[nodiscard]] int activeCount() const;

 signals:
  void filledChanged();

 protected:
  [[nodiscard]] QList<Row> rows_of(const HandoverBook::Held& held) const override;
  void filled() override { emit filledChanged(); }
};

// Roles beside those of a row: busy.
class PoolModel : public BookModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString searchText MEMBER search_ NOTIFY searchChanged)
  Q_PROPERTY(bool filtered READ filtered NOTIFY searchChanged)
  Q_PROPERTY(int total READ total NOTIFY filledChanged)

 public:
  explicit PoolModel(QObject* parent = nullptr);
  [[nodiscard]] bool filtered() const { return !search_.trimmed().isEmpty(); }
  [[nodiscard]] int total() const;

 signals:
  void searchChanged();
  void filledChanged();

 protected:
  [[nodiscard]] QList<Row> rows_of(const HandoverBook::Held& held) const override;
  void filled() override { emit filledChanged(); }

 private:
  QString search_;
};

// A cover to be arranged. Dates are whole days, both included.
class CoverForm : public QObject {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString absent MEMBER absent_ NOTIFY changed)
  Q_PROPERTY(QString substitute MEMBER substitute_ NOTIFY changed)
  Q_PROPERTY(QString from MEMBER from_ NOTIFY changed)
  Q_PROPERTY(QString until MEMBER until_ NOTIFY changed)
  Q_PROPERTY(QVariantList colleagues READ colleagues NOTIFY changed)
  Q_PROPERTY(bool canChooseAbsent READ canChooseAbsent CONSTANT)
  Q_PROPERTY(bool valid READ valid NOTIFY changed)
  Q_PROPERTY(QString hint READ hint NOTIFY changed)  // what is missing, or what will happen
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)

 public:
  explicit CoverForm(QObject* parent = nullptr);
  [[nodiscard]] QVariantList colleagues() const;
  [[nodiscard]] bool canChooseAbsent() const;
  [[nodiscard]] bool valid() const { return problem().isEmpty(); }
  [[nodiscard]] QString hint() const;
  [[nodiscard]] bool busy() const;
  Q_INVOKABLE void save();

 signals:
  void changed();
  void saved();

 private:
  [[nodiscard]] QString problem() const;
  QString absent_, substitute_, from_, until_, error_;
};

}  // namespace keybook::app
