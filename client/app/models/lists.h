// The plain lists: records of a type, search, and the lists of the sync page.
#pragma once

#include "models/presenter.h"
#include "models/row_model.h"

namespace keybook::app {

// Records of one type, of one account file or of all; presets narrow them.
class RecordListModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString type MEMBER type_ NOTIFY parametersChanged)
  Q_PROPERTY(QString accountId MEMBER account_ NOTIFY parametersChanged)
  Q_PROPERTY(QString searchText MEMBER search_ NOTIFY parametersChanged)
  Q_PROPERTY(QString scope MEMBER scope_ NOTIFY parametersChanged)
  Q_PROPERTY(QString filter MEMBER filter_ NOTIFY parametersChanged)
  Q_PROPERTY(QString sectionBy MEMBER section_by_ NOTIFY parametersChanged)
  Q_PROPERTY(bool filtered READ filtered NOTIFY parametersChanged)
  Q_PROPERTY(QString summary READ summary NOTIFY filledChanged)
  Q_PROPERTY(QVariantList presets READ presets NOTIFY filledChanged)

 public:
  explicit RecordListModel(QObject* parent = nullptr);
  [[nodiscard]] bool filtered() const { return !search_.isEmpty() || !filter_.isEmpty(); }
  [[nodiscard]] QString summary() const;
  [[nodiscard]] QVariantList presets() const;

 signals:
  void parametersChanged();
  void filledChanged();

 protected:
  [[nodiscard]] Job query() override;
  void filled() override { emit filledChanged(); }

 private:
  QString type_, account_, search_, scope_, filter_, section_by_;
};

// Finds records of one type for a reference field.
class ReferenceSearch : public QueryModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString type MEMBER type_ NOTIFY parametersChanged)
  Q_PROPERTY(QString text MEMBER text_ NOTIFY parametersChanged)
  Q_PROPERTY(QString accountId MEMBER account_ NOTIFY parametersChanged)

 public:
  explicit ReferenceSearch(QObject* parent = nullptr);

 signals:
  void parametersChanged();

 protected:
  [[nodiscard]] Job query() override;

 private:
  QString type_, text_, account_;
};

// Everything, from the search field in the top bar.
class GlobalSearch : public QueryModel {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QString text MEMBER text_ NOTIFY parametersChanged)

 public:
  explicit GlobalSearch(QObject* parent = nullptr);

 signals:
  void parametersChanged();

 protected:
  [[nodiscard]] Job query() override;

 private:
  QString text_;
};

// Mutations that wait to be sent.
class WaitingModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT

 public:
  explicit WaitingModel(QObject* parent = nullptr) : QueryModel(parent, {QStringLiteral("accountId")}) {}

 protected:
  [[nodiscard]] Job query() override;
};

// Mutations that the server refused: mend, send again, drop.
class RefusedModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT

 public:
  explicit RefusedModel(QObject* parent = nullptr);
  Q_INVOKABLE void mend(const QString& entry);
  Q_INVOKABLE void resend(const QString& entry);
  Q_INVOKABLE void drop(const QString& entry);
  Q_INVOKABLE [[nodiscard]] QString dropText(const QString& entry) const;

 signals:
  void openForm(const QString& type, const QString& recordId, const QString& entry);  // to mend() it in

 protected:
  [[nodiscard]] Job query() override;
};

// The last exchanges with the server.
class ExchangeModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT

 public:
  explicit ExchangeModel(QObject* parent = nullptr);

 protected:
  [[nodiscard]] Job query() override;
};

// Records with an open conflict.
class ConflictListModel : public QueryModel {
  Q_OBJECT
  QML_ELEMENT

 public:
  explicit ConflictListModel(QObject* parent = nullptr) : QueryModel(parent, {QStringLiteral("accountId")}) {}

 protected:
  [[nodiscard]] Job query() override;
};

}  // namespace keybook::app
