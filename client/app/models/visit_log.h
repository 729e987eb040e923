// Logging a visit in under 30 seconds: a draft from the first tap on, one mutation at the end.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

class App;

class VisitLog : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString accountId MEMBER account_ WRITE setAccountId NOTIFY changed)
  Q_PROPERTY(QString visitId MEMBER visit_ WRITE setVisitId NOTIFY changed)
  Q_PROPERTY(QString accountName READ accountName NOTIFY changed)
  Q_PROPERTY(QString accountInfo READ accountInfo NOTIFY changed)
  Q_PROPERTY(int gradeRank READ gradeRank NOTIFY changed)
  Q_PROPERTY(QString gradeMark READ gradeMark NOTIFY changed)
  Q_PROPERTY(QVariantList outcomes READ outcomes NOTIFY changed)
  Q_PROPERTY(QString outcome READ outcome WRITE setOutcome NOTIFY changed)
  Q_PROPERTY(QVariantList kinds READ kinds NOTIFY changed)
  Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY changed)
  Q_PROPERTY(QVariantList contacts MEMBER contacts_ NOTIFY changed)
  Q_PROPERTY(QStringList participants READ participants NOTIFY changed)
  Q_PROPERTY(QString report READ report WRITE setReport NOTIFY changed)
  Q_PROPERTY(QString nextStep READ nextStep WRITE setNextStep NOTIFY changed)
  Q_PROPERTY(QString nextStepDate READ nextStepDate WRITE setNextStepDate NOTIFY changed)
  Q_PROPERTY(QString nextVisitDate READ nextVisitDate WRITE setNextVisitDate NOTIFY changed)
  Q_PROPERTY(QVariantList nextStepDates READ nextStepDates NOTIFY changed)
  Q_PROPERTY(QVariantList nextVisitDates READ nextVisitDates NOTIFY changed)
  Q_PROPERTY(QString draftText MEMBER draft_text_ NOTIFY changed)
  Q_PROPERTY(bool valid READ valid NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)
  Q_PROPERTY(bool saving MEMBER saving_ NOTIFY changed)

 public:
  explicit VisitLog(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

  void setAccountId(const QString& id);
  void setVisitId(const QString& id);
  [[nodiscard]] QString accountName() const { return header_.title; }
  [[nodiscard]] QString accountInfo() const { return header_.subtitle; }
  [[nodiscard]] int gradeRank() const { return header_.gradeRank; }
  [[nodiscard]] QString gradeMark() const { return header_.gradeMark; }
  [[nodiscard]] QVariantList outcomes() const { return choices("outcome"); }
  [[nodiscard]] QVariantList kinds() const { return choices("kind"); }
  [[nodiscard]] QString outcome() const { return typed("outcome"); }
  [[nodiscard]] QString kind() const { return typed("kind"); }
  [[nodiscard]] QStringList participants() const;
  [[nodiscard]] QString report() const { return typed("report"); }
  [[nodiscard]] QString nextStep() const { return typed("next_step"); }
  [[nodiscard]] QString nextStepDate() const { return typed("next_date"); }
  [[nodiscard]] QString nextVisitDate() const { return typed(next_visit_key); }
  [[nodiscard]] QVariantList nextStepDates() const;
  [[nodiscard]] QVariantList nextVisitDates() const;
  [[nodiscard]] bool valid() const { return !account_.isEmpty(); }
  void setOutcome(const QString& value) { type("outcome", value); }
  void setKind(const QString& value) { type("kind", value); }
  void setReport(const QString& value) { type("report", value); }
  void setNextStep(const QString& value) { type("next_step", value); }
  void setNextStepDate(const QString& value) { type("next_date", value); }
  void setNextVisitDate(const QString& value) { type(next_visit_key, value); }

  Q_INVOKABLE void suggestAccount();
  Q_INVOKABLE void toggleParticipant(const QString& id);
  Q_INVOKABLE void commit();
  Q_INVOKABLE void discard();

 signals:
  void changed();
  void committed(const QString& visitId);

 private:
  // Not a field of the visit: it becomes a planned visit of its own.
  static constexpr const char* next_visit_key = "@next_visit";

  [[nodiscard]] QString typed(const char* field) const { return text(member(fields_, field)); }
  [[nodiscard]] QVariantList choices(const char* field) const;
  [[nodiscard]] QVariantMap date_choice(const QString& label, int days) const;
  [[nodiscard]] std::string draft_key() const { return "visit-log/" + (visit_.isEmpty() ? s(account_) : s(visit_)); }
  [[nodiscard]] std::vector<client::Edit> edits() const;
  void type(const char* field, const QString& value);
  void load();
  void keep_draft();

  QString account_, visit_, draft_text_, error_;
  client::Value fields_ = client::Value::object();
  QVariantList contacts_;
  Row header_;
  bool saving_ = false, complete_ = false;
  QTimer draft_timer_;
};

}  // namespace keybook::app
