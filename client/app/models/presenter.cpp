#include "models/presenter.h"

#include <QDate>
#include <set>

namespace keybook::app {

using schema::Kind;

namespace {

constexpr int subtitle_parts_max = 4;

bool figure(Kind kind) { return kind == Kind::Money || kind == Kind::Decimal || kind == Kind::Integer; }

}  // namespace

QString kind_name(const schema::Field& field) {
  return field.kind == Kind::LongText ? QStringLiteral("longText") : q(std::string(schema::name_of(field.kind)));
}

void Presenter::read_accounts(client::Client& client, const std::vector<client::Record>& records) {
  std::set<std::string> wanted;
  for (const auto& record : records)
    if (!record.account.empty() && !accounts_.contains(record.account)) wanted.insert(record.account);
  if (wanted.empty()) return;
  const auto found = client.records("account", {wanted.begin(), wanted.end()}, {"name", "short_name", "grade"});
  if (!found) return;  // rows without the account's name are still rows
  for (const auto& account : *found) accounts_[account.id] = account;
}

QString Presenter::account_name(const std::string& id) const {
  const auto found = accounts_.find(id);
  if (found == accounts_.end()) return {};
  const QString brief = text(member(found->second.fields, "short_name"));
  return brief.isEmpty() ? text(member(found->second.fields, "name")) : brief;
}

QString Presenter::title(const client::Record& record) const {
  const schema::Type* type = registry_.type(record.type);
  QStringList parts;
  if (type != nullptr)
    for (const std::string& name : type->title) parts << field_text(record, name);
  const QString joined = words_.join(parts);
  return joined.isEmpty() ? q(record.id) : joined;
}

QString Presenter::field_text(const client::Record& record, const std::string& name) const {
  const schema::Type* type = registry_.type(record.type);
  const schema::Field* field = type != nullptr ? type->field(name) : nullptr;
  const auto value = member(record.fields, name);
  return field != nullptr ? words_.value(*field, value) : text(value);
}

QString Presenter::field_label(const std::string& type_name, const std::string& name) const {
  const schema::Type* type = registry_.type(type_name);
  const schema::Field* field = type != nullptr ? type->field(name) : nullptr;
  return field != nullptr ? words_.say(field->label) : q(name);
}

void Presenter::grade(const client::Record& record, Row& row) const {
  const schema::Type* type = registry_.type(record.type);
  const schema::Field* field = type != nullptr ? type->field("grade") : nullptr;
  const auto value = member(record.fields, "grade");
  if (field == nullptr || value.is_null()) return;
  row.gradeName = words_.value(*field, value);
  row.gradeMark = row.gradeName.left(1);
  row.gradeRank = static_cast<int>(field->choices.size()) + 1;
  for (std::size_t i = 0; i < field->choices.size(); ++i)
    if (field->choices[i].value == s(text(value))) row.gradeRank = static_cast<int>(i) + 1;
}

QString Presenter::due_text(const std::string& iso) const {
  const QDate day = date_of(iso);
  if (!day.isValid()) return {};
  const auto days = static_cast<int>(today_.daysTo(day));
  if (days < 0)
    return words_.chinese() ? QStringLiteral("已逾期 %1 天").arg(-days) : QStringLiteral("%1 days overdue").arg(-days);
  return words_.days_ago(-days);
}

Row Presenter::row(const client::Record& record, bool with_account) const {
  Row row;
  row.recordId = q(record.id);
  row.type = q(record.type);
  row.title = title(record);
  row.tagKind = QStringLiteral("plain");
  row.extra[QStringLiteral("accountId")] = q(record.account);
  const schema::Type* type = registry_.type(record.type);
  QStringList parts;
  if (with_account && record.id != record.account) parts << account_name(record.account);
  if (type != nullptr) {
    row.icon = q(type->icon);
    const std::set<std::string> titles(type->title.begin(), type->title.end());
    for (const schema::Field& field : type->fields) {
      const auto value = member(record.fields, field.name);
      if (!field.list || value.is_null() || titles.contains(field.name) || field.name == type->parent ||
          field.name == "grade")
        continue;
      const QString shown = words_.value(field, value);
      if (figure(field.kind) && row.value.isEmpty())
        row.value = field.kind == Kind::Money ? words_.amount(s(text(value))) : shown;
      else if (field.kind == Kind::Choice && row.tagText.isEmpty())
        row.tagText = shown;
      else if (field.name == type->date && row.valueNote.isEmpty())
        row.valueNote = shown;
      else if (field.kind != Kind::Reference && parts.size() < subtitle_parts_max)
        parts << shown;
    }
  }
  row.subtitle = words_.join(parts);
  grade(record, row);
  if (record.type != "account") {
    const auto account = accounts_.find(record.account);
    if (with_account && account != accounts_.end()) grade(account->second, row);
  }
  if (!record.conflicts.empty()) {
    row.tagText = words_.say("有冲突", "Conflict");
    row.tagKind = QStringLiteral("warning");
    row.tagIcon = QStringLiteral("sync-fork");
  } else if (record.pending) {
    row.tagIcon = QStringLiteral("sync-wait");
  }
  return row;
}

}  // namespace keybook::app
