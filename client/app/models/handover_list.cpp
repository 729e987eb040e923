#include "models/handover_list.h"

#include <QDateTime>
#include <algorithm>

#include "models/app.h"

namespace keybook::app {

using protocol::HandoverPlan;

namespace {

struct StateWords {
  const char* state;
  schema::Label label;
  const char *kind, *icon;
};
const std::array states = {
    StateWords{"proposed", {"等待接受", "waits for an answer"}, "warning", "clock"},
    StateWords{"accepted", {"已接受，待生效", "accepted, to come"}, "info", "calendar"},
    StateWords{"effective", {"已生效", "done"}, "positive", "check"},
    StateWords{"declined", {"已拒绝", "declined"}, "plain", "close"},
    StateWords{"withdrawn", {"已撤回", "withdrawn"}, "plain", "undo"},
    StateWords{"lapsed", {"已失效", "lapsed"}, "negative", "alert"},
};

const StateWords& words_of(const std::string& state) {
  for (const StateWords& one : states)
    if (state == one.state) return one;
  return states.back();
}

bool is_from(const HandoverPlan& plan, const std::string& user) {
  return std::any_of(plan.accounts.begin(), plan.accounts.end(), [&](const auto& one) { return one.from == user; });
}

// Reads a plan for its row, as one user sees it.
class Telling {
 public:
  Telling(const App& app, const HandoverBook::Held& held) : app_(app), words_(app.words()), held_(held) {}

  Row row(const HandoverPlan& plan, bool busy) const {
    const StateWords& state = words_of(plan.state);
    Row row;
    row.recordId = q(plan.id);
    row.type = QStringLiteral("desk-handover");
    row.icon = QStringLiteral("handover");
    row.title = accounts_text(plan, held_, words_);
    row.subtitle =
        words_.join({words_.say("%1 → %2", "%1 → %2").arg(from(plan), app_.user_label(plan.to)), date(plan)});
    row.tagText = words_.say(state.label);
    row.tagKind = QString::fromUtf8(state.kind);
    row.tagIcon = QString::fromUtf8(state.icon);
    row.section = plan.open() ? words_.say("进行中", "Under way") : words_.say("已了结", "Over");
    row.extra = {{QStringLiteral("state"), q(plan.state)},
                 {QStringLiteral("open"), plan.open()},
                 {QStringLiteral("busy"), busy},
                 {QStringLiteral("fromText"), from(plan)},
                 {QStringLiteral("toText"), app_.user_label(plan.to)},
                 {QStringLiteral("note"), q(plan.note)},
                 {QStringLiteral("dateText"), date(plan)},
                 {QStringLiteral("proposedText"), who_when(plan.by, plan.proposed_ms)},
                 {QStringLiteral("decidedText"), who_when(plan.decided_by, plan.decided_ms)},
                 {QStringLiteral("keepText"), keep(plan)},
                 {QStringLiteral("choicesText"), choices(plan)}};
    add_accounts(plan, row.extra);
    add_rights(plan, row.extra);
    return row;
  }

 private:
  QString from(const HandoverPlan& plan) const {
    const std::string one = plan.from();
    if (!one.empty()) return app_.user_label(one);
    return is_from(plan, {}) ? words_.say("公共池", "the pool") : words_.say("几位同事", "several colleagues");
  }
  QString who_when(const std::string& user, std::int64_t ms) const {
    return ms <= 0 ? QString() : words_.join({app_.user_label(user), words_.moment(ms, app_.now_ms())});
  }
  QString day(std::int64_t ms) const {
    return words_.date(s(QDateTime::fromMSecsSinceEpoch(ms).date().toString(Qt::ISODate)));
  }
  QString date(const HandoverPlan& plan) const {
    if (plan.done_ms > 0)
      return words_.say("%1 生效", "took effect %1").arg(words_.moment(plan.done_ms, app_.now_ms()));
    if (!plan.open()) return words_.moment(plan.decided_ms, app_.now_ms());
    if (plan.effective_ms <= 0) return words_.say("接受后立即生效", "takes effect when accepted");
    return words_.say("%1 起生效", "takes effect on %1").arg(day(plan.effective_ms));
  }
  QString keep(const HandoverPlan& plan) const {
    return plan.keep ? words_.say("留在团队里", "stays in the team") : words_.say("不再看到", "sees them no more");
  }
  QString choices(const HandoverPlan& plan) const {
    QStringList parts;
    for (const auto& [name, choice] : plan.choices) {
      const schema::Type* type = app_.registry().type(name);
      if (type == nullptr) continue;
      const QString label = words_.say(type->plural);
      parts << (choice == "all"    ? words_.say("%1 全部", "%1: all").arg(label)
                : choice == "none" ? words_.say("%1 不动", "%1: none").arg(label)
                                   : words_.say("%1 未了的", "%1: open ones").arg(label));
    }
    return parts.join(words_.say("，", "; "));
  }
  QString result(const std::string& result) const {
    if (result == "moved") return words_.say("已移交", "handed over");
    if (result == "deleted") return words_.say("已删除，没有移交", "deleted meanwhile, stays");
    if (result == "owner-changed") return words_.say("中途换了人，没有移交", "changed hands meanwhile, stays");
    if (result == "successor-disabled")
      return words_.say("接手人已停用，没有移交", "the successor was disabled meanwhile, stays");
    return {};
  }
  void add_accounts(const HandoverPlan& plan, QVariantMap& out) const {
    QVariantList accounts;
    QStringList here;
    for (const auto& account : plan.accounts) {
      const auto found = held_.accounts.find(account.id);
      const bool known = found != held_.accounts.end();
      const Row row = known ? found->second : Row();
      if (known) here << q(account.id);
      accounts << QVariantMap{{QStringLiteral("recordId"), q(account.id)},
                              {QStringLiteral("title"), known ? row.title : QString()},
                              {QStringLiteral("here"), known},
                              {QStringLiteral("subtitle"), known ? row.subtitle : QString()},
                              {QStringLiteral("gradeRank"), row.gradeRank},
                              {QStringLiteral("gradeMark"), row.gradeMark},
                              {QStringLiteral("gradeName"), row.gradeName},
                              {QStringLiteral("fromText"), app_.user_label(account.from)},
                              {QStringLiteral("resultText"), result(account.result)},
                              {QStringLiteral("moved"), account.result == "moved"}};
    }
    out[QStringLiteral("accounts")] = accounts;
    out[QStringLiteral("hereIds")] = here;
    out[QStringLiteral("countText")] =
        words_.say("%1 个客户", plan.accounts.size() == 1 ? "%1 account" : "%1 accounts").arg(plan.accounts.size());
  }
  // What the server would allow; it has the last word.
  void add_rights(const HandoverPlan& plan, QVariantMap& out) const {
    const client::Status& me = app_.status();
    const bool manages = me.role != "rep", proposed = plan.state == "proposed";
    out[QStringLiteral("canAccept")] = proposed && plan.to == me.user;
    out[QStringLiteral("canDecline")] = proposed && plan.to == me.user;
    out[QStringLiteral("canForce")] = proposed && plan.to != me.user && manages;
    out[QStringLiteral("canWithdraw")] = plan.open() && (plan.by == me.user || manages);
  }

  const App& app_;
  Words words_;
  const HandoverBook::Held& held_;
};

const QStringList roles = {QStringLiteral("state"),      QStringLiteral("open"),        QStringLiteral("busy"),
                           QStringLiteral("fromText"),   QStringLiteral("toText"),      QStringLiteral("note"),
                           QStringLiteral("dateText"),   QStringLiteral("decidedText"), QStringLiteral("proposedText"),
                           QStringLiteral("keepText"),   QStringLiteral("choicesText"), QStringLiteral("accounts"),
                           QStringLiteral("hereIds"),    QStringLiteral("countText"),   QStringLiteral("canAccept"),
                           QStringLiteral("canDecline"), QStringLiteral("canForce"),    QStringLiteral("canWithdraw")};

}  // namespace

QString accounts_text(const HandoverPlan& plan, const HandoverBook::Held& held, const Words& words) {
  const auto count = static_cast<int>(plan.accounts.size());
  for (const auto& account : plan.accounts) {
    const auto found = held.accounts.find(account.id);
    if (found == held.accounts.end()) continue;
    if (count == 1) return found->second.title;
    return words.chinese() ? QStringLiteral("%1等 %2 个客户").arg(found->second.title).arg(count)
                           : QStringLiteral("%1 and %2 more").arg(found->second.title).arg(count - 1);
  }
  if (words.chinese()) return QStringLiteral("%1 个客户").arg(count);
  return count == 1 ? QStringLiteral("1 account") : QStringLiteral("%1 accounts").arg(count);
}

HandoverListModel::HandoverListModel(QObject* parent) : BookModel(parent, roles) {
  connect(this, &HandoverListModel::directionChanged, this, [this] { fill(); });
  connect(this, &HandoverListModel::currentChanged, this, &HandoverListModel::filledChanged);
}

QList<Row> HandoverListModel::rows_of(const HandoverBook::Held& held) const {
  const std::string me = app().status().user;
  const Telling telling(app(), held);
  QList<Row> open, over;
  for (const HandoverPlan& plan : held.plans) {
    const bool incoming = plan.to == me, outgoing = !incoming && (plan.by == me || is_from(plan, me));
    const QString way = incoming   ? QStringLiteral("incoming")
                        : outgoing ? QStringLiteral("outgoing")
                                   : QStringLiteral("others");
    if (way == direction_) (plan.open() ? open : over) << telling.row(plan, book().busy(q(plan.id)));
  }
  return open + over;
}

int HandoverListModel::openCount() const {
  return static_cast<int>(std::count_if(rows().begin(), rows().end(),
                                        [](const Row& row) { return row.extra[QStringLiteral("open")].toBool(); }));
}

// Without one it has all the roles too, empty, so that a page that is being left finds them.
QVariantMap HandoverListModel::plan() const {
  Row shown = Telling(app(), book().held()).row(HandoverPlan(), false);
  for (const Row& row : rows())
    if (row.recordId == current_ || current_.isEmpty()) {
      shown = row;
      break;
    }
  QVariantMap out = shown.extra;
  out[QStringLiteral("recordId")] = shown.recordId;
  out[QStringLiteral("title")] = shown.title;
  out[QStringLiteral("tagText")] = shown.tagText;
  out[QStringLiteral("tagKind")] = shown.tagKind;
  out[QStringLiteral("tagIcon")] = shown.tagIcon;
  return out;
}

// ---- DeskInbox

DeskInbox::DeskInbox(QObject* parent)
    : QueryModel(parent, {QStringLiteral("accountId"), QStringLiteral("timeText"), QStringLiteral("dateText"),
                          QStringLiteral("done")}) {}

void DeskInbox::componentComplete() {
  QueryModel::componentComplete();
  connect(&app().book(), &HandoverBook::changed, this, &DeskInbox::reload);
}

int DeskInbox::handovers() const {
  return static_cast<int>(std::count_if(rows().begin(), rows().end(),
                                        [](const Row& row) { return row.type == QLatin1String("desk-handover"); }));
}

QueryModel::Job DeskInbox::query() {
  QList<Row> handovers;
  const HandoverBook::Held& held = app().book().held();
  const Words words = app().words();
  for (const HandoverPlan& plan : held.plans) {
    if (plan.state != "proposed" || plan.to != app().status().user) continue;
    Row row = Telling(app(), held).row(plan, false);
    row.title =
        words.say("%1 交来：%2", "%1 hands over: %2").arg(row.extra[QStringLiteral("fromText")].toString(), row.title);
    row.subtitle = words.join({row.extra[QStringLiteral("dateText")].toString(), q(plan.note)});
    row.tagText.clear();
    row.extra.clear();
    handovers << row;
  }
  return [handovers, words, labels = app().user_labels()](client::Client& client) -> base::Result<QList<Row>> {
    QList<Row> rows = handovers;
    const auto late = client.parked();
    if (!late) return tl::unexpected(late.error());
    const auto user = client.status();
    if (!user) return tl::unexpected(user.error());
    for (const client::Parked& one : *late) {
      if (one.state != "parked" || (one.own && !client.get("account", one.account))) continue;
      Row row;
      row.recordId = q(one.id);
      row.type = QStringLiteral("desk-late");
      row.icon = QStringLiteral("parked");
      row.title =
          q(client.title(one.type, one.record).value_or(client.title("account", one.account).value_or(one.record)));
      const auto author = labels.find(one.user);
      row.subtitle = words.say("%1 的修改迟到了，等你决定", "%1's edit came late and waits for you")
                         .arg(author == labels.end() ? q(one.user) : author->second);
      row.extra = {{QStringLiteral("accountId"), q(one.account)}};
      rows << row;
    }
    return rows;
  };
}

}  // namespace keybook::app
