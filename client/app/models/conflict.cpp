#include "models/conflict.h"

#include "models/app.h"
#include "models/row_model.h"
#include "schema/validate.h"

namespace keybook::app {
namespace {

const QList<QByteArray> roles = {"conflictId", "fieldLabel", "unit",      "kind",      "choices",
                                 "sides",      "chosen",     "freeValue", "freeError", "freeText"};
const QString free_choice = QStringLiteral("free");

}  // namespace

ConflictModel::ConflictModel(QObject* parent) : QAbstractListModel(parent) {
  connect(this, &ConflictModel::subjectChanged, this, &ConflictModel::reload);
}

void ConflictModel::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::wordsChanged, this, &ConflictModel::reload);
  reload();
}

int ConflictModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> ConflictModel::roleNames() const {
  QHash<int, QByteArray> names;
  for (qsizetype i = 0; i < roles.size(); ++i) names[Qt::UserRole + static_cast<int>(i)] = roles[i];
  return names;
}

const schema::Field* ConflictModel::field_of(const Item& item) const {
  const schema::Type* type = App::instance().registry().type(item.conflict.type);
  return type != nullptr ? type->field(item.conflict.field) : nullptr;
}

// A group's value is an object: its members, named.
QString ConflictModel::shown(const Item& item, const client::Value& value) const {
  const Words words = App::instance().words();
  const schema::Type* type = App::instance().registry().type(item.conflict.type);
  if (value.is_object() && type != nullptr) {
    QStringList parts;
    for (const auto& [name, one] : value.items())
      if (const schema::Field* field = type->field(name); field != nullptr && !one.is_null())
        parts << words.value(*field, one);
    return parts.join(' ');
  }
  if (item.conflict.field.empty())
    return value == client::Value("deleted") ? words.say("删除", "Delete it") : words.say("保留", "Keep it");
  const schema::Field* field = field_of(item);
  const QString shown = field != nullptr ? words.value(*field, value) : text(value);
  return shown.isEmpty() ? words.say("（空）", "(empty)") : shown;
}

QVariantList ConflictModel::sides_of(const Item& item) const {
  const App& app = App::instance();
  const Words words = app.words();
  QVariantList out;
  const auto side = [&](const QString& edit, const QString& role, const QString& label, const client::Value& value,
                        const QString& meta, bool current) {
    out << QVariantMap{{QStringLiteral("edit"), edit},
                       {QStringLiteral("role"), role},
                       {QStringLiteral("roleLabel"), label},
                       {QStringLiteral("value"), text(value)},
                       {QStringLiteral("display"), shown(item, value)},
                       {QStringLiteral("meta"), meta},
                       {QStringLiteral("current"), current}};
  };
  for (const auto& one : item.conflict.sides) {
    const bool mine = one.user == app.status().user;
    side(q(one.edit), mine ? QStringLiteral("mine") : QStringLiteral("theirs"),
         mine ? words.say("我的", "Mine") : app.user_label(one.user), one.value,
         words.join({app.user_label(one.user), words.moment(one.made_ms, app.now_ms())}), one.current);
  }
  if (!item.conflict.field.empty())
    side({}, QStringLiteral("before"), words.say("之前", "Before"), item.conflict.before, {}, false);
  return out;
}

QVariant ConflictModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  const Item& item = rows_[static_cast<std::size_t>(index.row())];
  const Words words = App::instance().words();
  const schema::Field* field = field_of(item);
  switch (role - Qt::UserRole) {
    case 0:
      return q(item.conflict.id);
    case 1:
      return item.conflict.field.empty() ? words.say("这条记录", "This record")
             : field != nullptr          ? words.say(field->label)
                                         : q(item.conflict.field);
    case 2:
      return QString();
    case 3:
      return field != nullptr ? kind_name(*field) : QStringLiteral("none");
    case 4: {
      QVariantList out;
      if (field != nullptr)
        for (const schema::Choice& choice : field->choices)
          out << QVariantMap{{QStringLiteral("value"), q(choice.value)},
                             {QStringLiteral("label"), words.say(choice.label)}};
      return out;
    }
    case 5:
      return sides_of(item);
    case 6:
      return item.chosen;
    case 7:
      return item.free_text;
    case 8:
      return item.free_error;
    case 9:
      return item.free_text;
    default:
      return {};
  }
}

int ConflictModel::chosenCount() const {
  return static_cast<int>(std::count_if(rows_.begin(), rows_.end(), [](const Item& item) {
    return !item.chosen.isEmpty() && item.free_error.isEmpty();
  }));
}

QString ConflictModel::detail() const {
  return App::instance().words().say(
      "没有什么会丢失：没选中的值留在历史里，随时可以放回。",
      "Nothing is lost: what you do not choose stays in the history and can be put back.");
}

void ConflictModel::reload() {
  if (!complete_ || record_.isEmpty()) return;
  struct Read {
    std::vector<client::Conflict> conflicts;
    std::string title;
  };
  App::instance().worker().run(
      this,
      [type = s(type_), record = s(record_)](client::Client& client) -> base::Result<Read> {
        Read read;
        auto owner = client.get(type, record);
        if (!owner) return tl::unexpected(owner.error());
        auto all = client.conflicts(owner->account);
        if (!all) return tl::unexpected(all.error());
        for (auto& conflict : *all)
          if (conflict.record == record) read.conflicts.push_back(std::move(conflict));
        read.title = client.title(type, record).value_or(record);
        return read;
      },
      [this](base::Result<Read> read) {
        loading_ = false;
        error_ = read ? QString() : error_text(read.error());
        beginResetModel();
        rows_.clear();
        if (read)
          for (auto& conflict : read->conflicts) rows_.push_back({std::move(conflict), {}, {}, {}, nullptr});
        endResetModel();
        if (read)
          title_ = App::instance()
                       .words()
                       .say("%1：%2 个字段，两边都改过", "%1: %2 fields, edited by both sides")
                       .arg(q(read->title))
                       .arg(count());
        emit changed();
      });
}

void ConflictModel::choose(int row, const QString& edit) {
  if (row < 0 || row >= count()) return;
  rows_[static_cast<std::size_t>(row)].chosen = edit;
  emit dataChanged(index(row), index(row));
  emit changed();
}

void ConflictModel::setFree(int row, const QVariant& value) {
  if (row < 0 || row >= count()) return;
  Item& item = rows_[static_cast<std::size_t>(row)];
  item.free_text = value.toString();
  item.chosen = free_choice;
  item.free_error.clear();
  item.free_value = nullptr;
  // The page offers what was there before as a value of its own.
  if (item.free_text == text(item.conflict.before)) item.free_value = item.conflict.before;
  const schema::Type* type = App::instance().registry().type(item.conflict.type);
  if (const schema::Field* field = field_of(item); field != nullptr && type != nullptr)
    if (auto checked = schema::from_text(*type, *field, s(item.free_text)); !checked)
      item.free_error = field_error(checked.error());
  emit dataChanged(index(row), index(row));
  emit changed();
}

void ConflictModel::apply() {
  std::vector<std::pair<std::string, client::Resolution>> chosen;
  for (const Item& item : rows_) {
    if (item.chosen.isEmpty() || !item.free_error.isEmpty()) continue;
    client::Resolution resolution;
    if (item.chosen == free_choice) {
      resolution.keep = client::Resolution::Keep::Own;
      resolution.as_text = item.free_value.is_null();
      resolution.value = resolution.as_text ? client::Value(s(item.free_text)) : item.free_value;
    } else {
      resolution.keep = client::Resolution::Keep::Edit;
      resolution.edit = s(item.chosen);
    }
    chosen.emplace_back(item.conflict.id, std::move(resolution));
  }
  App::instance().worker().run(
      this,
      [chosen](client::Client& client) -> base::Result<client::Saved> {
        client::Saved last;
        for (const auto& [conflict, resolution] : chosen) {
          auto saved = client.resolve(conflict, resolution);
          if (!saved) return saved;
          last = std::move(*saved);
        }
        return last;
      },
      [this, settled = static_cast<int>(chosen.size())](base::Result<client::Saved> saved) {
        App& app = App::instance();
        if (!saved) {
          error_ = error_text(saved.error());
          emit changed();
          return;
        }
        app.commit_done(app.words().say("已处理 %1 个冲突", "%1 conflicts settled").arg(settled), *saved,
                        QStringLiteral("check"));
        emit applied(settled);
      });
}

}  // namespace keybook::app
