#include "models/record_form.h"

#include <QDateTime>

#include "models/app.h"
#include "schema/validate.h"

namespace keybook::app {

using schema::Field;
using schema::Kind;

struct RecordForm::Read {
  std::optional<client::Opened> opened;
  std::optional<client::Draft> draft;
  client::Value refused = client::Value::object();  // what a refused change had put
  std::map<std::string, QString> titles;            // of referred records: "type/id"
  std::string account_title;
  std::map<std::string, std::vector<client::Offer>> offers;
};

namespace {

constexpr int draft_delay_ms = 250;

const QList<QByteArray> roles = {"name",       "section",     "kind",          "label", "help",      "placeholder",
                                 "value",      "displayText", "items",         "error", "required",  "enabled",
                                 "lockedText", "choices",     "referenceType", "unit",  "lengthMax", "decimals",
                                 "wide",       "group",       "openChoices"};

client::Value typed_value(const QVariant& value) {
  if (!value.isValid() || value.isNull()) return nullptr;
  if (value.typeId() == QMetaType::Bool) return value.toBool();
  if (value.canConvert<QStringList>() && value.typeId() != QMetaType::QString) {
    client::Value list = client::Value::array();
    for (const QString& one : value.toStringList()) list.push_back(s(one));
    return list;
  }
  const QString text = value.toString();
  return text.isEmpty() ? client::Value(nullptr) : client::Value(s(text));
}

base::Result<client::Value> refused_values(client::Client& client, client::Counter counter, const std::string& record) {
  auto entries = client.refused();
  if (!entries) return tl::unexpected(entries.error());
  for (const auto& entry : *entries)
    if (const auto values = entry.values.find(record); entry.counter == counter && values != entry.values.end())
      return values->second;
  return base::fail(base::ErrorCode::UnknownRecord, "this change is not refused any more");
}

}  // namespace

RecordForm::RecordForm(QObject* parent) : QAbstractListModel(parent) {
  draft_timer_.setSingleShot(true);
  draft_timer_.setInterval(draft_delay_ms);
  connect(&draft_timer_, &QTimer::timeout, this, &RecordForm::keep_draft);
  connect(this, &RecordForm::subjectChanged, this, &RecordForm::reload);
}

void RecordForm::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::wordsChanged, this, [this] {
    if (count() > 0) emit dataChanged(index(0), index(count() - 1));
    emit stateChanged();
  });
  reload();
}

std::string RecordForm::draft_key() const {
  if (!refused_.isEmpty()) return "refused/" + s(refused_);
  std::string key = s(type_name_) + "/" + (record_.isEmpty() ? "new" : s(record_));
  if (record_.isEmpty() && presets_.contains(QStringLiteral("account")))
    key += "/" + s(presets_[QStringLiteral("account")].toString());
  return key;
}

void RecordForm::reload() {
  if (!complete_ || type_name_.isEmpty()) return;
  type_ = App::instance().registry().type(s(type_name_));
  if (type_ == nullptr) {
    error_ = App::instance().words().say("没有这种记录", "There is no such type");
    loading_ = false;
    emit stateChanged();
    return;
  }
  std::string account = s(presets_.value(QStringLiteral("account")).toString());
  App::instance().worker().run(
      this,
      [type = type_, id = s(record_), key = draft_key(), account,
       refused = refused_.toLongLong()](client::Client& client) -> base::Result<Read> {
        Read read;
        client::Value fields = client::Value::object();
        if (!id.empty()) {
          auto opened = client.open_record(type->name, id);
          if (!opened && refused == 0)
            return tl::unexpected(opened.error());  // a refused creation is nowhere but in its mutation
          if (opened) {
            fields = opened->record.fields;
            read.opened = std::move(*opened);
          }
        }
        if (refused != 0) {
          auto values = refused_values(client, refused, id);
          if (!values) return tl::unexpected(values.error());
          read.refused = std::move(*values);
          fields.update(read.refused);
        }
        auto draft = client.draft(key);
        if (draft && *draft) {
          read.draft = **draft;
          fields.update(read.draft->fields);
        }
        if (!account.empty()) fields["account"] = account;
        read.offers = client.offers(type->name).value_or(std::map<std::string, std::vector<client::Offer>>());
        for (const Field& field : type->fields) {
          const auto value = member(fields, field.name);
          const auto remember = [&](const client::Value& one) {
            if (one.is_string())
              read.titles[field.target + "/" + one.get<std::string>()] =
                  q(client.title(field.target, one.get<std::string>()).value_or(one.get<std::string>()));
          };
          if (field.kind == Kind::Reference) remember(value);
          if (field.kind == Kind::Set && field.element == Kind::Reference && value.is_array())
            for (const auto& one : value) remember(one);
        }
        return read;
      },
      [this](base::Result<Read> read) {
        loading_ = false;
        if (!read)
          error_ = error_text(read.error());
        else
          show(*read);
        emit stateChanged();
      });
}

void RecordForm::show(const Read& read) {
  beginResetModel();
  rows_.clear();
  changed_.clear();
  error_.clear();
  draft_text_.clear();
  seen_ = read.opened ? std::optional(read.opened->seen) : std::nullopt;
  offers_ = read.offers;
  const client::Value none = client::Value::object();
  const client::Value& fields = read.opened ? read.opened->record.fields : none;
  for (const Field& field : type_->fields) {
    if (field.retired) continue;
    FieldRow row;
    row.field = &field;
    row.value = member(fields, field.name);
    if (!read.opened && row.value.is_null()) row.value = field.default_value;
    if (!read.opened && presets_.contains(q(field.name))) {
      row.value = typed_value(presets_[q(field.name)]);
      changed_.insert(field.name);
    }
    if (read.refused.contains(field.name)) {
      row.value = read.refused[field.name];
      row.touched = true;
      changed_.insert(field.name);
    }
    if (read.draft && read.draft->fields.contains(field.name)) {
      row.value = read.draft->fields[field.name];
      row.touched = true;
      changed_.insert(field.name);
    }
    const auto found =
        row.value.is_string() ? read.titles.find(field.target + "/" + row.value.get<std::string>()) : read.titles.end();
    if (found != read.titles.end()) row.display = found->second;
    validate(row);
    rows_.push_back(std::move(row));
  }
  if (read.draft) {
    if (read.draft->seen) seen_ = read.draft->seen;  // the base is what the person saw when typing began
    draft_text_ = App::instance()
                      .words()
                      .say("草稿，%1", "Draft, %1")
                      .arg(App::instance().words().moment(read.draft->saved_ms, App::instance().now_ms()));
  }
  endResetModel();
}

int RecordForm::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> RecordForm::roleNames() const {
  QHash<int, QByteArray> names;
  for (qsizetype i = 0; i < roles.size(); ++i) names[Qt::UserRole + static_cast<int>(i)] = roles[i];
  return names;
}

QVariant RecordForm::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  const FieldRow& row = rows_[static_cast<std::size_t>(index.row())];
  const Field& field = *row.field;
  const Words words = App::instance().words();
  const bool parent = field.name == type_->parent;
  switch (role - Qt::UserRole) {
    case 0:
      return q(field.name);
    case 1:
      return section_label(field);
    case 2:
      // Text that has options is chosen, or written as before.
      return field.kind == Kind::Text && !offers_of(field).empty() ? QStringLiteral("choice") : kind_name(field);
    case 3:
      return words.say(field.label);
    case 4:
      return help_of(row);
    case 5:
      return field.required ? words.say("必填", "Required") : QString();
    case 6:
      return value_of(row);
    case 7:
      return row.display.isEmpty() ? words.value(field, row.value) : row.display;
    case 8: {
      QVariantList items;
      if (row.value.is_array())
        for (const auto& one : row.value)
          items << QVariantMap{{QStringLiteral("value"), text(one)},
                               {QStringLiteral("label"), words.choice(field, s(text(one)))}};
      return items;
    }
    case 9:
      return row.touched || all_errors_ ? row.error : QString();
    case 10:
      return field.required;
    case 11:
      return field.kind != Kind::Computed && !(parent && !record_.isEmpty());
    case 12:
      return parent ? QString() : locked_text(field);
    case 13:
      return choices_of(field);
    case 14:
      return q(field.target);
    case 15:
      return field.kind == Kind::Percent ? QStringLiteral("%") : QString();
    case 16:
      return field.length_max;
    case 17:
      return field.decimals;
    case 18:
      return field.kind == Kind::LongText || field.kind == Kind::Address || field.kind == Kind::Set;
    case 19:
      return q(field.group);
    case 20:
      return field.open_choices || (field.choices.empty() && !offers_of(field).empty());
    default:
      return {};
  }
}

QVariant RecordForm::value_of(const FieldRow& row) const {
  if (!row.typed.isEmpty()) return row.typed;
  if (row.field->kind == Kind::Bool) return row.value == client::Value(true);
  if (row.field->kind == Kind::Set) {
    QStringList items;
    if (row.value.is_array())
      for (const auto& one : row.value) items << text(one);
    return items;
  }
  if (row.field->kind == Kind::Time && row.value.is_string()) {
    const QDateTime time = QDateTime::fromString(text(row.value), Qt::ISODateWithMs).toLocalTime();
    return time.isValid() ? time.toString(QStringLiteral("yyyy-MM-ddTHH:mm")) : text(row.value);
  }
  return text(row.value);
}

const std::vector<client::Offer>& RecordForm::offers_of(const Field& field) const {
  static const std::vector<client::Offer> none;
  const auto found = offers_.find(field.name);
  return found == offers_.end() ? none : found->second;
}

QVariantList RecordForm::choices_of(const Field& field) const {
  QVariantList out;
  for (const client::Offer& offer : offers_of(field))
    out << QVariantMap{{QStringLiteral("value"), q(offer.value)},
                       {QStringLiteral("label"), App::instance().words().say(offer.label)}};
  return out;
}

// What head office says to the value that is chosen, else to the field.
QString RecordForm::help_of(const FieldRow& row) const {
  for (const client::Offer& offer : offers_of(*row.field))
    if (!offer.hint.empty() && row.value == client::Value(offer.value)) return q(offer.hint);
  return App::instance().words().say(row.field->help);
}

QString RecordForm::locked_text(const Field& field) const {
  if (field.merge != schema::Merge::Locked) return {};
  const std::string& role = App::instance().status().role;
  if (role.empty() || std::find(field.grant.begin(), field.grant.end(), role) != field.grant.end()) return {};
  return App::instance().words().say("改动会成为申请，由经理批准", "A change becomes a request that a manager decides");
}

QString RecordForm::section_label(const Field& field) const {
  if (field.section.empty()) return App::instance().words().say("基本信息", "Basics");
  const auto& document = App::instance().registry().document(type_->name);
  if (const auto sections = member(document, "sections"); sections.is_array())
    for (const auto& section : sections)
      if (member(section, "name") == client::Value(field.section)) {
        const auto label = member(section, "label");
        return App::instance().words().say(schema::Label{s(text(member(label, "zh"))), s(text(member(label, "en")))});
      }
  return q(field.section);
}

QString RecordForm::title() const {
  if (type_ == nullptr) return {};
  const QString label = App::instance().words().say(type_->label);
  return record_.isEmpty() ? App::instance().words().say("新建%1", "New: %1").arg(label)
                           : App::instance().words().say("编辑%1", "Edit: %1").arg(label);
}

int RecordForm::row_of(const std::string& name) const {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].field->name == name) return static_cast<int>(i);
  return -1;
}

int RecordForm::errorCount() const {
  return static_cast<int>(
      std::count_if(rows_.begin(), rows_.end(), [](const FieldRow& row) { return !row.error.isEmpty(); }));
}

int RecordForm::firstErrorRow() const {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (!rows_[i].error.isEmpty()) return static_cast<int>(i);
  return -1;
}

void RecordForm::validate(FieldRow& row) const {
  const Words words = App::instance().words();
  row.error.clear();
  auto canonical = schema::canonical(*type_, *row.field, row.value);
  if (canonical) {
    row.value = std::move(*canonical);
    row.typed.clear();
  } else {
    row.typed = row.value.is_string() ? text(row.value) : QString();
    row.error = field_error(canonical.error());
  }
  if (row.error.isEmpty() && row.field->required && row.value.is_null())
    row.error = words.say("需要填写", "Needs a value");
}

void RecordForm::changed(int row) {
  emit dataChanged(index(row), index(row));
  emit stateChanged();
}

void RecordForm::setValue(const QString& name, const QVariant& value) {
  const int at = row_of(s(name));
  if (at < 0) return;
  FieldRow& row = rows_[static_cast<std::size_t>(at)];
  client::Value typed = typed_value(value);
  if (row.field->kind == Kind::Time && typed.is_string()) {
    const QDateTime local = QDateTime::fromString(value.toString(), Qt::ISODate);
    if (local.isValid()) typed = s(local.toUTC().toString(Qt::ISODate));
  }
  if (typed == row.value) return;
  row.value = std::move(typed);
  row.touched = true;
  row.display.clear();
  validate(row);
  changed_.insert(row.field->name);
  draft_timer_.start();
  if (row.field->kind == Kind::Reference && row.value.is_string()) {
    App::instance().worker().run(
        this,
        [target = row.field->target, id = row.value.get<std::string>()](client::Client& client) {
          return client.title(target, id);
        },
        [this, at](base::Result<std::string> title) {
          if (!title || at >= count()) return;
          rows_[static_cast<std::size_t>(at)].display = q(*title);
          changed(at);
        });
  }
  changed(at);
}

void RecordForm::touch(const QString& name) {
  const int at = row_of(s(name));
  if (at < 0) return;
  rows_[static_cast<std::size_t>(at)].touched = true;
  changed(at);
}

void RecordForm::keep_draft() {
  client::Draft draft;
  draft.key = draft_key();
  draft.type = s(type_name_);
  draft.id = s(record_);
  draft.seen = seen_;
  for (const FieldRow& row : rows_)
    if (changed_.contains(row.field->name)) draft.fields[row.field->name] = row.value;
  App::instance().worker().run(
      this, [draft](client::Client& client) { return client.save_draft(draft); },
      [this](base::Status kept) {
        const App& app = App::instance();
        draft_text_ = kept ? app.words().say("草稿已存 ", "Draft kept ") +
                                 QDateTime::fromMSecsSinceEpoch(app.now_ms()).toString(QStringLiteral("HH:mm"))
                           : app.words().say("草稿没有存下：", "The draft was not kept: ") + error_text(kept.error());
        emit stateChanged();
      });
}

void RecordForm::commit() {
  if (saving_ || type_ == nullptr) return;
  all_errors_ = true;
  for (FieldRow& row : rows_) validate(row);
  if (count() > 0) emit dataChanged(index(0), index(count() - 1));
  if (!valid()) {
    error_ = App::instance().words().say("还有 %1 处要改", "%1 fields need attention").arg(errorCount());
    emit stateChanged();
    return;
  }
  saving_ = true;
  draft_timer_.stop();
  emit stateChanged();
  App::instance().worker().run(
      this,
      [edit = edit(), key = draft_key(),
       refused = refused_.toLongLong()](client::Client& client) -> base::Result<client::Saved> {
        if (edit.op == record::Op::Set && edit.fields.empty() && refused == 0) return client::Saved{0, {edit.id}, {}};
        auto saved = refused != 0 ? client.retry_refused(refused, {{edit.id, edit.fields}}) : client.save({edit});
        if (!saved) return saved;
        KEYBOOK_TRY(client.discard_draft(key));
        return saved;
      },
      [this](base::Result<client::Saved> done) { saved(done); });
}

client::Edit RecordForm::edit() const {
  client::Edit edit;
  edit.op = record_.isEmpty() ? record::Op::Create : record::Op::Set;
  edit.type = s(type_name_);
  edit.id = s(record_);
  edit.seen = seen_;
  for (const FieldRow& row : rows_) {
    const bool given = record_.isEmpty() ? !row.value.is_null() : changed_.contains(row.field->name);
    if (given && row.field->kind != Kind::Computed) edit.fields[row.field->name] = row.value;
  }
  return edit;
}

void RecordForm::saved(const base::Result<client::Saved>& saved) {
  saving_ = false;
  App& app = App::instance();
  if (!saved) {
    error_ = error_text(saved.error());
    if (const int at = row_of(saved.error().where.field); at >= 0) {
      rows_[static_cast<std::size_t>(at)].error = field_error(saved.error());
      rows_[static_cast<std::size_t>(at)].touched = true;
      changed(at);
    }
    emit stateChanged();
    return;
  }
  changed_.clear();
  draft_text_.clear();
  error_.clear();
  const QString id = saved->ids.empty() ? record_ : q(saved->ids.front());
  app.commit_done(app.words().say("已保存%1", "%1 saved").arg(app.words().say(type_->label)), *saved,
                  QStringLiteral("check"));
  emit stateChanged();
  emit committed(id);
}

void RecordForm::discard() {
  draft_timer_.stop();
  changed_.clear();
  App::instance().worker().run(
      this, [key = draft_key()](client::Client& client) { return client.discard_draft(key); },
      [this](base::Status) { reload(); });
}

void RecordForm::remove() {
  if (record_.isEmpty()) return;
  App::instance().worker().run(
      this, [type = s(type_name_), id = s(record_)](client::Client& client) { return client.remove(type, id); },
      [this](base::Result<client::Saved> saved) {
        App& app = App::instance();
        if (!saved) {
          error_ = error_text(saved.error());
          emit stateChanged();
          return;
        }
        app.commit_done(app.words().say("已删除%1", "%1 deleted").arg(app.words().say(type_->label)), *saved,
                        QStringLiteral("trash"));
        emit removed();
      });
}

}  // namespace keybook::app
