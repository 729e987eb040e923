// A handover that is being put together: to whom, when, what goes along; with the server's preview of it.
#pragma once

#include "models/handover_book.h"

namespace keybook::app {

// Threads: UI thread. `accounts` empty: all accounts of `from`.
class HandoverProposal : public QObject, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QStringList accounts MEMBER accounts_ NOTIFY wishChanged)
  Q_PROPERTY(QString from MEMBER from_ NOTIFY wishChanged)
  Q_PROPERTY(QString to MEMBER to_ NOTIFY wishChanged)
  Q_PROPERTY(QString note MEMBER note_ NOTIFY noteChanged)
  Q_PROPERTY(QString date MEMBER date_ NOTIFY noteChanged)  // ISO; empty: at once
  Q_PROPERTY(bool keep MEMBER keep_ NOTIFY wishChanged)
  Q_PROPERTY(bool force MEMBER force_ NOTIFY noteChanged)
  Q_PROPERTY(bool canForce READ canForce CONSTANT)
  Q_PROPERTY(bool canChooseFrom READ canForce CONSTANT)
  Q_PROPERTY(QVariantList colleagues READ colleagues NOTIFY changed)
  Q_PROPERTY(QString title READ title NOTIFY changed)
  // ---- the preview
  Q_PROPERTY(bool previewing READ previewing NOTIFY changed)
  Q_PROPERTY(QString previewError MEMBER preview_error_ NOTIFY changed)
  Q_PROPERTY(QVariantList kinds READ kinds NOTIFY changed)        // {type, label, icon, choice, text}
  Q_PROPERTY(QVariantList moving READ moving NOTIFY changed)      // {recordId, title, subtitle}
  Q_PROPERTY(QVariantList promises READ promises NOTIFY changed)  // {title, subtitle, dateText, kind}
  Q_PROPERTY(QVariantList visits READ visits NOTIFY changed)      // {title, subtitle, dateText, kind}
  Q_PROPERTY(QVariantList warnings READ warnings NOTIFY changed)  // {text, kind}
  Q_PROPERTY(QVariantList devices READ devices NOTIFY changed)    // {title, subtitle, tagText, kind}
  // ---- the act
  Q_PROPERTY(bool valid READ valid NOTIFY changed)
  Q_PROPERTY(QString hint READ hint NOTIFY changed)  // what is missing, or what will happen
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY changed)

 public:
  explicit HandoverProposal(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] bool canForce() const;
  [[nodiscard]] QVariantList colleagues() const;
  [[nodiscard]] QString title() const;
  [[nodiscard]] bool previewing() const { return previewing_; }
  [[nodiscard]] QVariantList kinds() const;
  [[nodiscard]] QVariantList moving() const;
  [[nodiscard]] QVariantList promises() const { return lines("open_promises"); }
  [[nodiscard]] QVariantList visits() const { return lines("due_visits"); }
  [[nodiscard]] QVariantList warnings() const;
  [[nodiscard]] QVariantList devices() const;
  [[nodiscard]] bool valid() const;
  [[nodiscard]] QString hint() const;
  [[nodiscard]] bool busy() const;

  Q_INVOKABLE void choose(const QString& type, const QString& what);  // all, open, none
  Q_INVOKABLE void look();                                            // asks for the preview again
  Q_INVOKABLE void propose();

 signals:
  void wishChanged();
  void noteChanged();
  void changed();
  void proposed(bool done);  // done: it took effect at once

 private:
  [[nodiscard]] client::HandoverWish wish() const;
  [[nodiscard]] QString problem() const;
  [[nodiscard]] QVariantList lines(const char* part) const;
  [[nodiscard]] QString account_name(const client::Value& line) const;
  void ask();

  QStringList accounts_;
  QString from_, to_, note_, date_, error_, preview_error_;
  bool keep_ = false, force_ = false, previewing_ = false, complete_ = false;
  std::map<std::string, std::string> choices_;
  client::Value preview_;  // of the server; null: none yet
  QString first_name_;     // of the first account, read here
  quint64 asked_ = 0;
  QTimer timer_;
};

}  // namespace keybook::app
