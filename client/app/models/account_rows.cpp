#include "models/account_rows.h"

namespace keybook::app {
namespace {

const std::vector<std::string> fields_read = {
    "name",     "short_name", "code",           "grade",           "owner",           "territory",
    "industry", "tags",       "relation_level", "annual_purchase", "last_contact_at", "status"};

// The name as StyledText with what was searched for in <u>.
QString marked(const QString& name, const QString& search) {
  const QString escaped = name.toHtmlEscaped(), wanted = search.toHtmlEscaped();
  const qsizetype at = search.isEmpty() ? -1 : escaped.indexOf(wanted, 0, Qt::CaseInsensitive);
  if (at < 0) return escaped;
  return escaped.left(at) + "<u>" + escaped.mid(at, wanted.size()) + "</u>" + escaped.mid(at + wanted.size());
}

}  // namespace

const QList<QByteArray>& account_roles() {
  static const QList<QByteArray> roles = {"recordId",      "name",         "nameMarked",      "shortName",
                                          "code",          "gradeRank",    "gradeMark",       "gradeName",
                                          "owner",         "territory",    "industry",        "tags",
                                          "relationLevel", "relationText", "revenue",         "revenueUnit",
                                          "growth",        "growthKind",   "lastContactText", "lastContactDays",
                                          "nextStep",      "reason",       "standardText",    "standardKind",
                                          "standardIcon",  "matchText",    "selected"};
  return roles;
}

int account_role(const QByteArray& name) { return Qt::UserRole + static_cast<int>(account_roles().indexOf(name)); }

base::Result<std::vector<AccountItem>> AccountRows::read(client::Client& client,
                                                         const std::vector<std::string>& ids) const {
  auto records = client.records("account", ids, fields_read);
  if (!records) return tl::unexpected(records.error());
  client::Query tasks{
      "task",
      {{"account", client::Filter::Op::In, {ids.begin(), ids.end()}}, {"done", client::Filter::Op::NotEqual, {true}}}};
  tasks.order = {{"due", true}};  // the earliest is read last and stays
  tasks.fields = {"title", "account"};
  std::map<std::string, QString> next_steps;
  if (auto open = client.list(tasks))
    for (const auto& task : *open) next_steps[task.account] = text(member(task.fields, "title"));
  std::vector<AccountItem> items;
  items.reserve(records->size());
  for (const auto& record : *records) {
    const auto next = next_steps.find(record.id);
    items.push_back(item(record, next == next_steps.end() ? QString() : next->second));
  }
  return items;
}

AccountItem AccountRows::item(const client::Record& record, const QString& next_step) const {
  const Words& words = presenter_.words();
  const auto field = [&](const char* name) { return presenter_.field_text(record, name); };
  Row row;
  presenter_.grade(record, row);
  const QDate contact = date_of(s(text(member(record.fields, "last_contact_at"))));
  const int days = contact.isValid() ? static_cast<int>(contact.daysTo(presenter_.today())) : -1;
  int level = 0;
  if (const schema::Field* relation = registry_.type("account")->field("relation_level"))
    for (std::size_t i = 0; i < relation->choices.size(); ++i)
      if (relation->choices[i].value == s(text(member(record.fields, "relation_level"))))
        level = static_cast<int>(i) + 1;
  QStringList tags;
  if (const auto list = member(record.fields, "tags"); list.is_array())
    for (const auto& one : list) tags << text(one);
  const std::string purchase = s(text(member(record.fields, "annual_purchase")));
  const std::string owner = s(field("owner"));
  const auto label = users_.find(owner);
  const QString last = contact.isValid() ? words.days_ago(days) : words.say("还没有联系过", "not contacted yet");
  const QString reason =
      words.join({row.gradeName, contact.isValid() ? words.say("最近联系 %1", "last contact %1").arg(last) : last});
  const QString name = field("name");
  const bool found_in_name = search_.isEmpty() || name.contains(search_, Qt::CaseInsensitive);
  return {q(record.id),
          {q(record.id),
           name,
           marked(name, search_),
           field("short_name"),
           field("code"),
           row.gradeRank,
           row.gradeMark,
           row.gradeName,
           label == users_.end() ? q(owner) : label->second,
           field("territory"),
           field("industry"),
           tags,
           level,
           field("relation_level"),
           purchase.empty() ? QString() : words.amount(purchase),
           QString(),
           QString(),
           QString(),
           last,
           days,
           next_step,
           reason,
           field("status"),
           QStringLiteral("plain"),
           QString(),
           found_in_name ? QString() : words.join({field("short_name"), field("code")})},
          domain::Decimal::parse(purchase).value_or(0)};
}

}  // namespace keybook::app
