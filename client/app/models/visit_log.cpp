#include "models/visit_log.h"

#include <QDateTime>

#include "models/app.h"

namespace keybook::app {

using client::Filter;

namespace {

constexpr int draft_delay_ms = 250;
constexpr int contacts_max = 30;

// Shapes beside the words of common choices; others get a neutral one.
const std::map<std::string, const char*> choice_icons = {
    {"有进展", "arrow-up"}, {"达成意向", "check"}, {"已下单", "contract"}, {"无进展", "minus"},
    {"有异议", "alert"},    {"有投诉", "service"}, {"未见到", "user"},     {"已取消", "close"},
    {"上门", "pin"},        {"电话", "phone"},     {"视频", "camera"},     {"来访", "users"},
    {"展会", "flag"},       {"微信", "mail"},      {"高层互访", "brief"},  {"培训", "org"}};

std::string utc(const QDateTime& local) { return s(local.toUTC().toString(Qt::ISODate)); }

}  // namespace

VisitLog::VisitLog(QObject* parent) : QObject(parent) {
  draft_timer_.setSingleShot(true);
  draft_timer_.setInterval(draft_delay_ms);
  connect(&draft_timer_, &QTimer::timeout, this, &VisitLog::keep_draft);
}

void VisitLog::componentComplete() {
  complete_ = true;
  connect(&App::instance(), &App::wordsChanged, this, &VisitLog::changed);
  if (account_.isEmpty() && visit_.isEmpty())
    suggestAccount();
  else
    load();
}

void VisitLog::setAccountId(const QString& id) {
  if (std::exchange(account_, id) != id) load();
}
void VisitLog::setVisitId(const QString& id) {
  if (std::exchange(visit_, id) != id) load();
}

QStringList VisitLog::participants() const {
  QStringList ids;
  if (const auto list = member(fields_, "participants"); list.is_array())
    for (const auto& one : list) ids << text(one);
  return ids;
}

QVariantList VisitLog::choices(const char* field_name) const {
  const schema::Type* visit = App::instance().registry().type("visit");
  const schema::Field* field = visit != nullptr ? visit->field(field_name) : nullptr;
  QVariantList out;
  if (field == nullptr) return out;
  for (const schema::Choice& choice : field->choices) {
    const auto icon = choice_icons.find(choice.value);
    out << QVariantMap{{QStringLiteral("value"), q(choice.value)},
                       {QStringLiteral("label"), App::instance().words().say(choice.label)},
                       {QStringLiteral("icon"),
                        icon == choice_icons.end() ? QStringLiteral("info") : QString::fromUtf8(icon->second)}};
  }
  return out;
}

QVariantMap VisitLog::date_choice(const QString& label, int days) const {
  return {{QStringLiteral("label"), label},
          {QStringLiteral("date"), App::instance().today_date().addDays(days).toString(Qt::ISODate)}};
}

QVariantList VisitLog::nextStepDates() const {
  const Words words = App::instance().words();
  return {date_choice(words.say("明天", "Tomorrow"), 1), date_choice(words.say("三天后", "In 3 days"), 3),
          date_choice(words.say("一周后", "In a week"), 7)};
}

QVariantList VisitLog::nextVisitDates() const {
  const Words words = App::instance().words();
  return {date_choice(words.say("两周后", "In 2 weeks"), 14), date_choice(words.say("一个月后", "In a month"), 30),
          date_choice(words.say("一季后", "In a quarter"), 90)};
}

// The next planned visit, else the account that was contacted last.
void VisitLog::suggestAccount() {
  App::instance().worker().run(
      this,
      [](client::Client& client) -> base::Result<std::pair<std::string, std::string>> {
        client::Query planned{"visit",
                              {{"visited_at", Filter::Op::Empty, {}}, {"planned_for", Filter::Op::NotEmpty, {}}}};
        planned.order = {{"planned_for", false}};
        planned.limit = 1;
        auto visits = client.list(planned);
        if (!visits) return tl::unexpected(visits.error());
        if (!visits->empty()) return std::pair(visits->front().account, visits->front().id);
        client::Query accounts{"account", {}};
        accounts.order = {{"last_contact_at", true}};
        accounts.limit = 1;
        auto found = client.ids(accounts);
        if (!found) return tl::unexpected(found.error());
        return std::pair(found->empty() ? std::string() : found->front(), std::string());
      },
      [this](base::Result<std::pair<std::string, std::string>> suggested) {
        if (!suggested || !account_.isEmpty() || suggested->first.empty()) return;
        account_ = q(suggested->first);
        visit_ = q(suggested->second);
        load();
      });
}

void VisitLog::load() {
  emit changed();
  if (!complete_ || (account_.isEmpty() && visit_.isEmpty())) return;
  struct Read {
    std::string account;
    Row header;
    QVariantList contacts;
    client::Value fields = client::Value::object();
    std::int64_t draft_ms = 0;
  };
  App& app = App::instance();
  app.worker().run(
      this,
      [account = s(account_), visit = s(visit_), key = draft_key(),
       presenter = Presenter(app.registry(), app.words(), app.today_date(), app.now_ms())](
          client::Client& client) -> base::Result<Read> {
        Read read;
        read.account = account;
        if (!visit.empty()) {
          auto planned = client.get("visit", visit);
          if (!planned) return tl::unexpected(planned.error());
          read.account = planned->account;
          for (const char* name : {"kind", "participants", "next_step", "report"})
            if (const auto value = member(planned->fields, name); !value.is_null()) read.fields[name] = value;
        }
        auto record = client.get("account", read.account);
        if (!record) return tl::unexpected(record.error());
        read.header = presenter.row(*record, false);
        client::Query people{"contact", {}, read.account};
        people.order = {{"title", false}};
        people.limit = contacts_max;
        if (auto contacts = client.list(people))
          for (const auto& contact : *contacts)
            read.contacts << QVariantMap{{QStringLiteral("recordId"), q(contact.id)},
                                         {QStringLiteral("name"), text(member(contact.fields, "name"))}};
        if (auto draft = client.draft(key); draft && *draft) {
          read.fields.update((*draft)->fields);
          read.draft_ms = (*draft)->saved_ms;
        }
        return read;
      },
      [this](base::Result<Read> read) {
        error_ = read ? QString() : error_text(read.error());
        if (read) {
          const App& now = App::instance();
          account_ = q(read->account);
          header_ = read->header;
          contacts_ = read->contacts;
          fields_ = read->fields;
          draft_text_ =
              read->draft_ms > 0
                  ? now.words().say("草稿，%1", "Draft, %1").arg(now.words().moment(read->draft_ms, now.now_ms()))
                  : QString();
        }
        emit changed();
      });
}

void VisitLog::type(const char* field, const QString& value) {
  if (typed(field) == value) return;
  fields_[field] = value.isEmpty() ? client::Value(nullptr) : client::Value(s(value));
  draft_timer_.start();
  emit changed();
}

void VisitLog::toggleParticipant(const QString& id) {
  QStringList ids = participants();
  if (!ids.removeOne(id)) ids << id;
  client::Value list = client::Value::array();
  for (const QString& one : ids) list.push_back(s(one));
  fields_["participants"] = std::move(list);
  draft_timer_.start();
  emit changed();
}

void VisitLog::keep_draft() {
  client::Draft draft;
  draft.key = draft_key();
  draft.type = "visit";
  draft.id = s(visit_);
  draft.fields = fields_;
  App::instance().worker().run(
      this, [draft](client::Client& client) { return client.save_draft(draft); },
      [this](base::Status kept) {
        const App& app = App::instance();
        draft_text_ = kept ? app.words().say("草稿已存 ", "Draft kept ") +
                                 QDateTime::fromMSecsSinceEpoch(app.now_ms()).toString(QStringLiteral("HH:mm"))
                           : error_text(kept.error());
        emit changed();
      });
}

// The visit, the task of its next step, the next planned visit and the account's last contact: one atomic mutation.
std::vector<client::Edit> VisitLog::edits() const {
  const std::string now = utc(QDateTime::fromMSecsSinceEpoch(App::instance().now_ms()));
  const std::string account = s(account_);
  std::vector<client::Edit> edits;
  client::Edit visit;
  visit.op = visit_.isEmpty() ? record::Op::Create : record::Op::Set;
  visit.type = "visit";
  visit.id = s(visit_);
  for (const auto& [name, value] : fields_.items())
    if (name != next_visit_key && !value.is_null()) visit.fields[name] = value;
  if (visit_.isEmpty()) visit.fields["account"] = account;
  visit.fields["visited_at"] = now;
  if (!App::instance().status().user.empty()) visit.fields["owner"] = App::instance().status().user;
  edits.push_back(std::move(visit));
  if (!nextStep().isEmpty() && !nextStepDate().isEmpty()) {
    client::Edit task;
    task.op = record::Op::Create;
    task.type = "task";
    task.fields = {{"account", account}, {"title", s(nextStep())}, {"due", s(nextStepDate())}};
    if (!App::instance().status().user.empty()) task.fields["assignee"] = App::instance().status().user;
    edits.push_back(std::move(task));
  }
  if (!nextVisitDate().isEmpty()) {
    client::Edit next;
    next.op = record::Op::Create;
    next.type = "visit";
    next.fields = {{"account", account},
                   {"planned_for", utc(QDateTime(QDate::fromString(nextVisitDate(), Qt::ISODate), QTime(9, 0)))}};
    if (!App::instance().status().user.empty()) next.fields["owner"] = App::instance().status().user;
    edits.push_back(std::move(next));
  }
  client::Edit contact;
  contact.type = "account";
  contact.id = account;
  contact.fields = {{"last_contact_at", now}};
  edits.push_back(std::move(contact));
  return edits;
}

void VisitLog::commit() {
  if (saving_ || !valid()) return;
  saving_ = true;
  draft_timer_.stop();
  emit changed();
  App::instance().worker().run(
      this,
      [edits = edits(), key = draft_key()](client::Client& client) -> base::Result<client::Saved> {
        auto saved = client.save(edits);
        if (!saved) return saved;
        KEYBOOK_TRY(client.discard_draft(key));
        return saved;
      },
      [this](base::Result<client::Saved> saved) {
        saving_ = false;
        App& app = App::instance();
        error_ = saved ? QString() : error_text(saved.error());
        emit changed();
        if (!saved) return;
        app.commit_done(app.words().say("已记录拜访，%1", "Visit logged, %1").arg(header_.title), *saved,
                        QStringLiteral("check"));
        emit committed(saved->ids.empty() ? QString() : q(saved->ids.front()));
      });
}

void VisitLog::discard() {
  draft_timer_.stop();
  fields_ = client::Value::object();
  App::instance().worker().run(
      this, [key = draft_key()](client::Client& client) { return client.discard_draft(key); },
      [this](base::Status) { load(); });
}

}  // namespace keybook::app
