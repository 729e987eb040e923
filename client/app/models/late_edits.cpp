#include "models/late_edits.h"

#include <algorithm>

#include "models/app.h"

namespace keybook::app {

using client::Parked;

namespace {

const QString take_it = QStringLiteral("take");

QString state_text(const std::string& state, const Words& words) {
  if (state == "taken") return words.say("已采用", "taken");
  if (state == "declined") return words.say("没有采用", "declined");
  if (state == "mixed") return words.say("部分采用", "taken in part");
  return words.say("等待决定", "waits");
}

const char* state_kind(const std::string& state) {
  return state == "taken" ? "positive" : state == "declined" ? "plain" : state == "mixed" ? "info" : "warning";
}

// Reads late edits and requests for their rows, on the worker.
class Reader {
 public:
  explicit Reader(const App& app)
      : presenter_(app.registry(), app.words(), app.today_date(), app.now_ms()),
        words_(app.words()),
        registry_(app.registry()),
        users_(app.user_labels()) {}

  Row late(client::Client& client, const Parked& one, bool waits) const {
    Row row;
    row.recordId = q(one.id);
    row.type = q(one.type);
    const schema::Type* type = registry_.type(one.type);
    row.icon = type != nullptr ? q(type->icon) : QString();
    row.title = title(client, one);
    const QString account = one.type == "account" ? QString() : account_name(client, one.account);
    row.subtitle = words_.join({type != nullptr ? words_.say(type->label) : QString(), account});
    row.tagText = state_text(one.state, words_);
    row.tagKind = QString::fromUtf8(state_kind(one.state));
    row.section = waits ? words_.say("等你决定", "For you to decide")
                        : words_.say("你自己的，由别人决定", "Yours, others decide");
    QVariantList fields;
    for (const auto& [name, field] : one.fields) fields << field_of(client, type, name, field);
    row.extra = {
        {QStringLiteral("accountId"), q(one.account)},
        {QStringLiteral("user"), words_.join({user(one.user), words_.moment(one.made_ms, presenter_.now_ms())})},
        {QStringLiteral("mine"), !waits},
        {QStringLiteral("whole"), one.op != record::Op::Set},
        {QStringLiteral("wholeText"), whole_text(one)},
        {QStringLiteral("fields"), fields}};
    return row;
  }

  Row request(client::Client& client, const client::Request& one, const std::string& me) const {
    Row row;
    row.recordId = q(one.id);
    row.type = q(one.type);
    row.icon = QStringLiteral("lock");
    row.title = q(client.title(one.type, one.record).value_or(one.record));
    const schema::Type* type = registry_.type(one.type);
    row.extra = {{QStringLiteral("accountId"), q(one.record)},
                 {QStringLiteral("mine"), one.user == me},
                 {QStringLiteral("grantable"), one.grantable},
                 {QStringLiteral("fieldLabel"), presenter_.field_label(one.type, one.field)},
                 {QStringLiteral("valueText"), shown(client, type, one.field, one.value)},
                 {QStringLiteral("currentText"), shown(client, type, one.field, one.current)},
                 {QStringLiteral("userText"), user(one.user)},
                 {QStringLiteral("dateText"), words_.moment(one.made_ms, presenter_.now_ms())}};
    row.subtitle = words_.say("%1：%2 → %3", "%1: %2 → %3")
                       .arg(row.extra[QStringLiteral("fieldLabel")].toString(),
                            row.extra[QStringLiteral("currentText")].toString(),
                            row.extra[QStringLiteral("valueText")].toString());
    row.tagText = words_.say("等待批准", "waits for approval");
    row.tagKind = QStringLiteral("warning");
    row.tagIcon = QStringLiteral("clock");
    return row;
  }

 private:
  QString user(const std::string& name) const {
    const auto found = users_.find(name);
    return found == users_.end() ? q(name) : found->second;
  }
  QString account_name(client::Client& client, const std::string& id) const {
    return q(client.title("account", id).value_or(std::string()));
  }
  // A record that was made too late is not here yet: its own values name it.
  QString title(client::Client& client, const Parked& one) const {
    client::Record record;
    record.type = one.type;
    record.id = one.record;
    for (const auto& [name, field] : one.fields) record.fields[name] = field.value;
    if (one.op != record::Op::Create) {
      const auto known = client.title(one.type, one.record);
      if (known && *known != one.record) return q(*known);
      const QString account = account_name(client, one.account);
      if (!account.isEmpty()) return account;
      return words_.say("不再归你看的客户", "An account that you see no more");
    }
    const QString named = presenter_.title(record);
    const schema::Type* type = registry_.type(one.type);
    return named == q(one.record) && type != nullptr ? words_.say(type->label) : named;
  }
  QString whole_text(const Parked& one) const {
    switch (one.op) {
      case record::Op::Create:
        return words_.say("新记录，整条采用或不采用", "A new record: taken or declined as a whole");
      case record::Op::Delete:
        return words_.say("他要删除这条记录", "Deletes this record");
      case record::Op::Restore:
        return words_.say("他要恢复这条记录", "Restores this record");
      default:
        return {};
    }
  }
  QString shown(client::Client& client, const schema::Type* type, const std::string& name,
                const client::Value& value) const {
    const schema::Field* field = type != nullptr ? type->field(name) : nullptr;
    if (field != nullptr && field->kind == schema::Kind::Reference && value.is_string()) {
      const auto id = value.get<std::string>();
      return q(client.title(field->target, id).value_or(id));  // one that is not here has no name
    }
    const QString said = field != nullptr ? words_.value(*field, value) : text(value);
    return said.isEmpty() ? words_.say("没有填", "empty") : said;
  }
  QVariantMap field_of(client::Client& client, const schema::Type* type, const std::string& name,
                       const Parked::Field& field) const {
    const schema::Field* known = type != nullptr ? type->field(name) : nullptr;
    return {{QStringLiteral("name"), q(name)},
            {QStringLiteral("label"), known != nullptr ? words_.say(known->label) : q(name)},
            {QStringLiteral("group"), known != nullptr ? q(known->group) : QString()},
            {QStringLiteral("value"), shown(client, type, name, field.value)},
            {QStringLiteral("current"), shown(client, type, name, field.current)},
            {QStringLiteral("base"), shown(client, type, name, field.base)},
            {QStringLiteral("same"), field.value == field.current},
            {QStringLiteral("stateText"), state_text(field.state, words_)},
            {QStringLiteral("stateKind"), QString::fromUtf8(state_kind(field.state))}};
  }

  Presenter presenter_;
  Words words_;
  const schema::Registry& registry_;
  std::map<std::string, QString> users_;
};

const QStringList late_roles = {QStringLiteral("accountId"), QStringLiteral("user"),       QStringLiteral("mine"),
                                QStringLiteral("whole"),     QStringLiteral("wholeText"),  QStringLiteral("fields"),
                                QStringLiteral("chosen"),    QStringLiteral("chosenCount")};

}  // namespace

// ---- DecisionModel

DecisionModel::DecisionModel(QObject* parent, QStringList roles)
    : QueryModel(parent, std::move(roles) << QStringLiteral("busy")), busy_role_(roleNames().key("busy")) {}

void DecisionModel::componentComplete() {
  QueryModel::componentComplete();
  connect(&app().book(), &HandoverBook::changed, this, [this] {
    if (count() > 0) emit dataChanged(index(0), index(count() - 1), {busy_role_});
  });
}

QVariant DecisionModel::data(const QModelIndex& index, int role) const {
  if (index.isValid() && index.row() < count() && role == busy_role_)
    return app().book().busy(rows()[index.row()].recordId);
  return QueryModel::data(index, role);
}

// ---- LateEditModel

LateEditModel::LateEditModel(QObject* parent) : DecisionModel(parent, late_roles) {
  const QHash<int, QByteArray> names = roleNames();
  chosen_role_ = names.key("chosen");
  count_role_ = names.key("chosenCount");
  connect(this, &LateEditModel::subjectChanged, this, [this] { reload(); });
}

QVariant LateEditModel::data(const QModelIndex& index, int role) const {
  if (index.isValid() && index.row() < count()) {
    const QString& id = rows()[index.row()].recordId;
    if (role == chosen_role_) return chosen_of(id);
    if (role == count_role_) return static_cast<int>(chosen_of(id).size());
  }
  return DecisionModel::data(index, role);
}

QueryModel::Job LateEditModel::query() {
  return [reader = Reader(app()), only = s(account_)](client::Client& client) -> base::Result<QList<Row>> {
    auto all = client.parked();
    if (!all) return tl::unexpected(all.error());
    QList<Row> waiting, own;
    for (const Parked& one : *all) {
      if (!only.empty() && one.account != only) continue;
      // An own one waits for this user only where the account came back to him.
      const bool waits = one.state == "parked" && (!one.own || client.get("account", one.account));
      (waits ? waiting : own) << reader.late(client, one, waits);
    }
    return waiting + own;
  };
}

// What was decided meanwhile is not chosen any more.
void LateEditModel::filled() {
  QHash<QString, QVariantMap> still;
  for (const Row& row : rows())
    for (const QVariant& field : row.extra[QStringLiteral("fields")].toList()) {
      const QString name = field.toMap()[QStringLiteral("name")].toString();
      const QVariantMap chosen = chosen_of(row.recordId);
      if (chosen.contains(name)) still[row.recordId][name] = chosen[name];
    }
  chosen_ = std::move(still);
  emit filledChanged();
}

int LateEditModel::waitingCount() const {
  return static_cast<int>(std::count_if(rows().begin(), rows().end(),
                                        [](const Row& row) { return !row.extra[QStringLiteral("mine")].toBool(); }));
}

void LateEditModel::show_choice(int row) { emit dataChanged(index(row), index(row), {chosen_role_, count_role_}); }

// The members of a group are one value: they go together.
void LateEditModel::choose(int row, const QString& field, const QString& what) {
  if (row < 0 || row >= count()) return;
  const QVariantList fields = rows()[row].extra[QStringLiteral("fields")].toList();
  QVariantMap& chosen = chosen_[rows()[row].recordId];
  QString group;
  for (const QVariant& one : fields)
    if (one.toMap()[QStringLiteral("name")].toString() == field)
      group = one.toMap()[QStringLiteral("group")].toString();
  for (const QVariant& one : fields) {
    const QString name = one.toMap()[QStringLiteral("name")].toString();
    if (name == field || (!group.isEmpty() && one.toMap()[QStringLiteral("group")].toString() == group))
      chosen[name] = what;
  }
  show_choice(row);
}

void LateEditModel::apply(int row) {
  if (row < 0 || row >= count()) return;
  const QVariantMap chosen = chosen_of(rows()[row].recordId);
  std::vector<std::string> taken, kept;
  for (auto it = chosen.begin(); it != chosen.end(); ++it)
    (it.value().toString() == take_it ? taken : kept).push_back(s(it.key()));
  std::vector<std::pair<bool, std::vector<std::string>>> decisions;
  if (!taken.empty()) decisions.emplace_back(true, taken);
  if (!kept.empty()) decisions.emplace_back(false, kept);
  if (!decisions.empty()) send(rows()[row].recordId, decisions);
}

void LateEditModel::decide(int row, bool take) {
  if (row >= 0 && row < count()) send(rows()[row].recordId, {{take, {}}});
}

void LateEditModel::send(const QString& id, const std::vector<std::pair<bool, std::vector<std::string>>>& decisions) {
  const Words words = app().words();
  HandoverBook::Act<bool> act;
  act.key = id;
  act.failed = words.say("迟到的修改没有决定", "The late edit was not decided");
  act.icon = QStringLiteral("check");
  act.job = [id = s(id), decisions](client::Client& client) -> base::Result<bool> {
    for (const auto& [take, fields] : decisions)
      if (auto decided = client.decide_parked(id, take, fields); !decided) return tl::unexpected(decided.error());
    return true;
  };
  const bool any = decisions.front().first, both = decisions.size() > 1;
  act.done = [text = both  ? words.say("已决定", "Decided")
                     : any ? words.say("已采用迟到的修改", "Late edit taken")
                           : words.say("没有采用，现用值不变", "Declined; the value stays")](bool) { return text; };
  app().book().act(std::move(act));
}

// ---- RequestListModel

RequestListModel::RequestListModel(QObject* parent)
    : DecisionModel(parent, {QStringLiteral("accountId"), QStringLiteral("mine"), QStringLiteral("grantable"),
                             QStringLiteral("fieldLabel"), QStringLiteral("valueText"), QStringLiteral("currentText"),
                             QStringLiteral("userText"), QStringLiteral("dateText")}) {}

QueryModel::Job RequestListModel::query() {
  return [reader = Reader(app()), me = app().status().user,
          alone = app().sampleData()](client::Client& client) -> base::Result<QList<Row>> {
    QList<Row> rows;
    if (alone) return rows;
    auto found = client.requests();
    if (!found) return tl::unexpected(found.error());
    for (const client::Request& one : *found) rows << reader.request(client, one, me);
    return rows;
  };
}

}  // namespace keybook::app
