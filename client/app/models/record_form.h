// A form for any type, made from its declaration: rows are its fields. What is typed is kept as a draft at once and
// becomes one mutation with commit().
#pragma once

#include <set>

#include "models/presenter.h"

namespace keybook::app {

class App;

class RecordForm : public QAbstractListModel, public QQmlParserStatus {
  Q_OBJECT
  Q_INTERFACES(QQmlParserStatus)
  QML_ELEMENT
  Q_PROPERTY(QString type MEMBER type_name_ NOTIFY subjectChanged)
  Q_PROPERTY(QString recordId MEMBER record_ NOTIFY subjectChanged)
  // A refused change of this record to be mended (its number in RefusedModel): the form starts with the values that
  // were refused, and commit() sends them again as they are then. Empty: none.
  Q_PROPERTY(QString refused MEMBER refused_ NOTIFY subjectChanged)
  Q_PROPERTY(QVariantMap presets MEMBER presets_ NOTIFY subjectChanged)
  Q_PROPERTY(QString title READ title NOTIFY stateChanged)
  Q_PROPERTY(QString subtitle READ subtitle NOTIFY stateChanged)
  Q_PROPERTY(bool loading MEMBER loading_ NOTIFY stateChanged)
  Q_PROPERTY(bool saving MEMBER saving_ NOTIFY stateChanged)
  Q_PROPERTY(bool dirty READ dirty NOTIFY stateChanged)
  Q_PROPERTY(bool valid READ valid NOTIFY stateChanged)
  Q_PROPERTY(int errorCount READ errorCount NOTIFY stateChanged)
  Q_PROPERTY(QString draftText MEMBER draft_text_ NOTIFY stateChanged)
  Q_PROPERTY(QString errorText MEMBER error_ NOTIFY stateChanged)
  Q_PROPERTY(bool canRemove READ canRemove NOTIFY stateChanged)
  Q_PROPERTY(int count READ count NOTIFY stateChanged)

 public:
  explicit RecordForm(QObject* parent = nullptr);
  void classBegin() override {}
  void componentComplete() override;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  [[nodiscard]] QString title() const;
  [[nodiscard]] QString subtitle() const { return subtitle_; }
  [[nodiscard]] bool dirty() const { return !changed_.empty(); }
  [[nodiscard]] bool valid() const { return errorCount() == 0; }
  [[nodiscard]] int errorCount() const;
  [[nodiscard]] bool canRemove() const { return !record_.isEmpty() && refused_.isEmpty(); }
  [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

  Q_INVOKABLE void setValue(const QString& name, const QVariant& value);
  Q_INVOKABLE void touch(const QString& name);
  Q_INVOKABLE void commit();
  Q_INVOKABLE void discard();
  Q_INVOKABLE void remove();
  Q_INVOKABLE [[nodiscard]] int firstErrorRow() const;

 signals:
  void subjectChanged();
  void stateChanged();
  void committed(const QString& recordId);
  void removed();

 private:
  struct FieldRow {
    const schema::Field* field = nullptr;
    client::Value value;  // canonical where it is valid
    QString typed;        // as it was typed, where it is not
    QString error;
    QString display;  // of references
    bool touched = false;
  };
  struct Read;
  void reload();
  void show(const Read& read);
  void keep_draft();
  void validate(FieldRow& row) const;
  void changed(int row);
  [[nodiscard]] int row_of(const std::string& name) const;
  [[nodiscard]] std::string draft_key() const;
  [[nodiscard]] QVariant value_of(const FieldRow& row) const;
  [[nodiscard]] QVariantList choices_of(const schema::Field& field) const;
  [[nodiscard]] const std::vector<client::Offer>& offers_of(const schema::Field& field) const;
  [[nodiscard]] QString help_of(const FieldRow& row) const;
  [[nodiscard]] QString locked_text(const schema::Field& field) const;
  [[nodiscard]] QString section_label(const schema::Field& field) const;

  [[nodiscard]] client::Edit edit() const;
  void saved(const base::Result<client::Saved>& saved);

  QString type_name_, record_, refused_, subtitle_, draft_text_, error_;
  QVariantMap presets_;
  const schema::Type* type_ = nullptr;
  std::vector<FieldRow> rows_;
  std::map<std::string, std::vector<client::Offer>> offers_;  // by field
  std::set<std::string> changed_;                             // fields that differ from what was read
  std::optional<client::Seen> seen_;
  bool loading_ = true, saving_ = false, complete_ = false, all_errors_ = false;
  QTimer draft_timer_;
};

}  // namespace keybook::app
