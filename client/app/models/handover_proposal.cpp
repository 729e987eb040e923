#include "models/handover_proposal.h"

#include <QDateTime>

#include "models/app.h"

namespace keybook::app {

using client::Value;

namespace {

constexpr int preview_delay_ms = 250;  // a few choices in a row ask once
const QString proposing = QStringLiteral("handover/new");

std::int64_t number_of(const Value& object, const char* name) {
  const Value value = member(object, name);
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

}  // namespace

HandoverProposal::HandoverProposal(QObject* parent) : QObject(parent) {
  timer_.setSingleShot(true);
  timer_.setInterval(preview_delay_ms);
  connect(&timer_, &QTimer::timeout, this, &HandoverProposal::ask);
  connect(this, &HandoverProposal::noteChanged, this, &HandoverProposal::changed);
  connect(this, &HandoverProposal::wishChanged, this, [this] {
    look();
    emit changed();
  });
  for (const schema::Type& type : App::instance().registry().types())
    if (!type.handover.person.empty()) choices_[type.name] = "open";
}

void HandoverProposal::componentComplete() {
  complete_ = true;
  App& app = App::instance();
  if (from_.isEmpty() && accounts_.isEmpty()) from_ = app.userId();
  connect(&app, &App::wordsChanged, this, &HandoverProposal::changed);
  connect(&app, &App::identityChanged, this, &HandoverProposal::changed);
  connect(&app.book(), &HandoverBook::changed, this, &HandoverProposal::changed);
  if (!accounts_.isEmpty())
    app.worker().run(
        this, [id = s(accounts_.front())](client::Client& client) { return client.title("account", id); },
        [this](base::Result<std::string> title) {
          if (title) first_name_ = q(*title);
          emit changed();
        });
  look();
  emit changed();
}

bool HandoverProposal::canForce() const { return App::instance().status().role != "rep"; }

// The successor is somebody else than whoever hands over; managers may take accounts themselves.
QVariantList HandoverProposal::colleagues() const { return App::instance().colleagues(); }

QString HandoverProposal::title() const {
  const App& app = App::instance();
  const Words words = app.words();
  if (accounts_.isEmpty())
    return from_ == app.userId()
               ? words.say("交出我的全部客户", "Hand over all my accounts")
               : words.say("交出 %1 的全部客户", "Hand over all accounts of %1").arg(app.user_label(s(from_)));
  const auto count = accounts_.size();
  if (count == 1) return words.say("交接：%1", "Hand over: %1").arg(first_name_);
  return words.say("交接 %1 个客户", "Hand over %1 accounts").arg(count);
}

client::HandoverWish HandoverProposal::wish() const {
  client::HandoverWish wish;
  for (const QString& id : accounts_) wish.accounts.push_back(s(id));
  wish.all = accounts_.isEmpty();
  if (wish.all) wish.from = s(from_);
  wish.to = s(to_);
  wish.note = s(note_.trimmed());
  wish.keep = keep_;
  wish.force = force_ && canForce();
  wish.choices = choices_;
  if (const QDate day = QDate::fromString(date_, Qt::ISODate); day.isValid())
    wish.effective_ms = QDateTime(day, QTime(0, 0)).toMSecsSinceEpoch();
  return wish;
}

void HandoverProposal::choose(const QString& type, const QString& what) {
  choices_[s(type)] = s(what);
  emit wishChanged();
}

void HandoverProposal::look() {
  if (complete_ && !to_.isEmpty()) timer_.start();
}

void HandoverProposal::ask() {
  const quint64 asked = ++asked_;
  App& app = App::instance();
  if (app.sampleData()) {
    preview_error_ = app.words().say("交接要在服务器上进行。现在是示例数据，只在本机。",
                                     "A handover is made with the server. These are sample data, on this device only.");
    emit changed();
    return;
  }
  previewing_ = true;
  preview_error_.clear();
  emit changed();
  app.network().run(
      this, [wish = wish()](client::Client& client) { return client.preview_handover(wish); },
      [this, asked](base::Result<Value> preview) {
        if (asked != asked_) return;
        previewing_ = false;
        if (preview)
          preview_ = std::move(*preview);
        else
          preview_error_ = error_text(preview.error());
        emit changed();
      });
}

QVariantList HandoverProposal::kinds() const {
  const App& app = App::instance();
  const Words words = app.words();
  QVariantList out;
  for (const auto& [name, choice] : choices_) {
    const schema::Type* type = app.registry().type(name);
    if (type == nullptr) continue;
    QString counted;
    if (!preview_.is_null())
      counted = words.say("%1 条随同，%2 条留下", "%1 go along, %2 stay")
                    .arg(number_of(member(preview_, "moves"), name.c_str()))
                    .arg(number_of(member(preview_, "stays"), name.c_str()));
    out << QVariantMap{{QStringLiteral("type"), q(name)},
                       {QStringLiteral("label"), words.say(type->plural)},
                       {QStringLiteral("icon"), q(type->icon)},
                       {QStringLiteral("choice"), q(choice)},
                       {QStringLiteral("text"), counted}};
  }
  return out;
}

QVariantList HandoverProposal::moving() const {
  const App& app = App::instance();
  const Words words = app.words();
  QVariantList out;
  const Value accounts = member(preview_, "accounts");
  for (const Value& one : accounts.is_array() ? accounts : Value::array()) {
    const QString from = app.user_label(s(text(member(one, "from"))));
    out << QVariantMap{{QStringLiteral("recordId"), text(member(one, "id"))},
                       {QStringLiteral("title"), text(member(one, "name"))},
                       {QStringLiteral("subtitle"),
                        words.join({from, words.say("%1 条记录", "%1 records").arg(number_of(one, "records"))})}};
  }
  return out;
}

QString HandoverProposal::account_name(const Value& line) const {
  const QString id = text(member(line, "account"));
  for (const QVariant& one : moving())
    if (one.toMap()[QStringLiteral("recordId")].toString() == id)
      return one.toMap()[QStringLiteral("title")].toString();
  return {};
}

QVariantList HandoverProposal::lines(const char* part) const {
  const App& app = App::instance();
  const Words words = app.words();
  QVariantList out;
  const Value found = member(preview_, part);
  for (const Value& one : found.is_array() ? found : Value::array()) {
    const std::string due = s(text(member(one, "due")));
    const QDate day = date_of(due);
    const schema::Type* type = app.registry().type(s(text(member(one, "type"))));
    QString title = text(member(one, "text"));
    if (title.isEmpty() && type != nullptr) title = words.say(type->label);
    out << QVariantMap{{QStringLiteral("title"), title},
                       {QStringLiteral("subtitle"), account_name(one)},
                       {QStringLiteral("dateText"), due.empty() ? QString() : words.date(due)},
                       {QStringLiteral("kind"),
                        day.isValid() && day < app.today_date() ? QStringLiteral("warning") : QStringLiteral("plain")}};
  }
  return out;
}

QVariantList HandoverProposal::warnings() const {
  const App& app = App::instance();
  const Words words = app.words();
  QVariantList out;
  const auto add = [&out](const QString& text, const char* kind) {
    out << QVariantMap{{QStringLiteral("text"), text}, {QStringLiteral("kind"), QString::fromUtf8(kind)}};
  };
  const Value found = member(preview_, "warnings");
  for (const Value& one : found.is_array() ? found : Value::array()) {
    const QString code = text(member(one, "code")), user = app.user_label(s(text(member(one, "user"))));
    const auto count = number_of(one, "count");
    if (code == QLatin1String("unsent-work"))
      add(words
              .say("%1 的一台设备上还有 %2 项修改没有发出。它们不会丢：到达后由接手的人逐项决定。",
                   "A device of %1 holds %2 changes that were not sent. They are not lost: whoever takes over decides "
                   "about each.")
              .arg(user)
              .arg(count),
          "warning");
    else if (code == QLatin1String("long-unseen"))
      add(words
              .say("%1 的一台设备一周多没有联系过服务器，上面可能有没发出的修改。",
                   "A device of %1 was silent for more than a week; it may hold changes that were not sent.")
              .arg(user),
          "warning");
    else if (code == QLatin1String("already-there"))
      add(words.say("%1 已经由接手的人负责，不在移交之列。", "%1 is the successor's already and is left out.")
              .arg(account_name(one)),
          "info");
    else if (code == QLatin1String("open-conflicts"))
      add(words.say("%1 有 %2 处冲突没有决定。", "%1 has %2 conflicts that nobody settled.")
              .arg(account_name(one))
              .arg(count),
          "info");
    else if (code == QLatin1String("parked-edits"))
      add(words.say("%1 有 %2 处迟到的修改没有决定。", "%1 has %2 late edits that nobody decided.")
              .arg(account_name(one))
              .arg(count),
          "info");
  }
  return out;
}

QVariantList HandoverProposal::devices() const {
  const App& app = App::instance();
  const Words words = app.words();
  QVariantList out;
  const Value found = member(preview_, "devices");
  for (const Value& one : found.is_array() ? found : Value::array()) {
    const auto waiting = number_of(one, "waiting");
    const QString name = text(member(one, "name")), user = app.user_label(s(text(member(one, "user"))));
    out << QVariantMap{
        {QStringLiteral("title"), words.join({user, name})},
        {QStringLiteral("subtitle"),
         words.say("最近联系：%1", "last seen: %1").arg(words.moment(number_of(one, "last_seen_ms"), app.now_ms()))},
        {QStringLiteral("tagText"), waiting > 0 ? words.say("%1 项没有发出", "%1 not sent").arg(waiting)
                                                : words.say("全部已发出", "everything sent")},
        {QStringLiteral("kind"), waiting > 0 ? QStringLiteral("warning") : QStringLiteral("positive")}};
  }
  return out;
}

QString HandoverProposal::problem() const {
  const App& app = App::instance();
  const Words words = app.words();
  if (to_.isEmpty()) return words.say("请选交给谁。", "Choose who takes over.");
  if (accounts_.isEmpty() && from_ == to_) return words.say("交给自己没有意义。", "That would change nothing.");
  if (note_.toUtf8().size() > 500) return words.say("说明太长，请缩短。", "The note is too long; shorten it.");
  if (const QDate day = QDate::fromString(date_, Qt::ISODate); day.isValid() && day < app.today_date())
    return words.say("生效的日子已经过去。", "The day is over already.");
  return {};
}

bool HandoverProposal::valid() const { return problem().isEmpty(); }
bool HandoverProposal::busy() const { return App::instance().book().busy(proposing); }

QString HandoverProposal::hint() const {
  if (const QString wrong = problem(); !wrong.isEmpty()) return wrong;
  const App& app = App::instance();
  const Words words = app.words();
  const QString to = app.user_label(s(to_));
  const bool at_once = (force_ && canForce()) || (to_ == app.userId() && canForce());
  if (at_once && date_.isEmpty()) return words.say("不经接受，立即生效。", "Takes effect at once, without acceptance.");
  if (at_once) return words.say("不经接受，到日子生效。", "Takes effect on its day, without acceptance.");
  return words
      .say("%1 接受以后才生效，在那之前可以撤回。", "Nothing moves before %1 accepts; until then it can be withdrawn.")
      .arg(to);
}

void HandoverProposal::propose() {
  if (!valid() || busy()) return;
  const Words words = App::instance().words();
  HandoverBook::Act<protocol::HandoverPlan> act;
  act.key = proposing;
  act.context = this;
  act.failed = words.say("交接没有提出", "The handover was not proposed");
  act.icon = QStringLiteral("handover");
  act.job = [wish = wish()](client::Client& client) { return client.propose_handover(wish); };
  act.done = [self = QPointer<HandoverProposal>(this), words,
              to = App::instance().user_label(s(to_))](const protocol::HandoverPlan& plan) {
    const bool done = plan.state == "effective";
    if (!self.isNull()) emit self->proposed(done);
    if (done) return words.say("已交给 %1", "Handed over to %1").arg(to);
    if (plan.state == "accepted") return words.say("已定下，到日子生效", "Settled; it takes effect on its day");
    return words.say("已提出，等 %1 接受", "Proposed; %1 decides").arg(to);
  };
  act.told = [this](const QString& why) {
    error_ = why;
    emit changed();
  };
  error_.clear();
  App::instance().book().act(std::move(act));
}

}  // namespace keybook::app
