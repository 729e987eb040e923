// Header and overview of one account file.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

class App;

class AccountFile : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString accountId MEMBER account_ NOTIFY accountIdChanged)
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY changed)
  Q_PROPERTY(bool found MEMBER found_ NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)
  Q_PROPERTY(QString name MEMBER name_ NOTIFY changed)
  Q_PROPERTY(QString code MEMBER code_ NOTIFY changed)
  Q_PROPERTY(int gradeRank READ gradeRank NOTIFY changed)
  Q_PROPERTY(QString gradeMark READ gradeMark NOTIFY changed)
  Q_PROPERTY(QString gradeName READ gradeName NOTIFY changed)
  Q_PROPERTY(QVariantList tags MEMBER tags_ NOTIFY changed)
  Q_PROPERTY(QString owner MEMBER owner_ NOTIFY changed)
  Q_PROPERTY(QString ownerInitial READ ownerInitial NOTIFY changed)
  Q_PROPERTY(QVariantList team MEMBER team_ NOTIFY changed)
  Q_PROPERTY(int relationLevel MEMBER relation_level_ NOTIFY changed)
  Q_PROPERTY(QString relationText MEMBER relation_text_ NOTIFY changed)
  Q_PROPERTY(int health READ health NOTIFY changed)
  Q_PROPERTY(QString healthTrend READ healthTrend NOTIFY changed)
  Q_PROPERTY(QString healthText READ healthText NOTIFY changed)
  Q_PROPERTY(QString lastContactText MEMBER last_contact_ NOTIFY changed)
  Q_PROPERTY(QString nextContactText MEMBER next_contact_ NOTIFY changed)
  Q_PROPERTY(QString phone MEMBER phone_ NOTIFY changed)
  Q_PROPERTY(QString address MEMBER address_ NOTIFY changed)
  Q_PROPERTY(QString nextStep MEMBER next_step_ NOTIFY changed)
  Q_PROPERTY(QString nextStepMeta MEMBER next_step_meta_ NOTIFY changed)
  Q_PROPERTY(QString nextStepTaskId MEMBER next_step_task_ NOTIFY changed)
  Q_PROPERTY(QVariantList figures MEMBER figures_ NOTIFY changed)
  Q_PROPERTY(QVariantList months READ none NOTIFY changed)
  Q_PROPERTY(QString monthsUnit READ noText NOTIFY changed)
  Q_PROPERTY(QVariantList score READ none NOTIFY changed)
  Q_PROPERTY(QString scoreText READ noText NOTIFY changed)
  Q_PROPERTY(keybook::app::RowModel* openItems READ openItems CONSTANT)
  Q_PROPERTY(keybook::app::RowModel* people READ people CONSTANT)
  Q_PROPERTY(int conflictCount MEMBER conflicts_ NOTIFY changed)

 public:
  explicit AccountFile(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] int gradeRank() const { return header_.gradeRank; }
  [[nodiscard]] QString gradeMark() const { return header_.gradeMark; }
  [[nodiscard]] QString gradeName() const { return header_.gradeName; }
  [[nodiscard]] QString ownerInitial() const { return owner_.left(1); }
  // Scores, health and monthly figures come with the key-account rules (domain/); until then pages hide these parts.
  [[nodiscard]] int health() const { return -1; }
  [[nodiscard]] QString healthTrend() const { return QStringLiteral("flat"); }
  [[nodiscard]] QString healthText() const { return {}; }
  [[nodiscard]] QVariantList none() const { return {}; }
  [[nodiscard]] QString noText() const { return {}; }
  [[nodiscard]] RowModel* openItems() { return &open_items_; }
  [[nodiscard]] RowModel* people() { return &people_; }

  Q_INVOKABLE void finishNextStep();

 signals:
  void accountIdChanged();
  void changed();

 private:
  struct Read;
  void reload();
  void show(const Read& read);

  QString account_, error_, name_, code_, owner_, relation_text_, last_contact_, next_contact_, phone_, address_,
      next_step_, next_step_meta_, next_step_task_;
  QVariantList tags_, team_, figures_;
  Row header_;
  RowModel open_items_, people_;
  bool loading_ = true, found_ = false, complete_ = false;
  int relation_level_ = 0, conflicts_ = 0;
  quint64 asked_ = 0;
};

}  // namespace keybook::app
