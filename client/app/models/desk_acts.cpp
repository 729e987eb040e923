#include "models/desk_acts.h"

#include "models/app.h"

namespace keybook::app {

using client::Client;
using protocol::HandoverPlan;

DeskActs::DeskActs(QObject* parent) : QObject(parent) {
  connect(&App::instance(), &App::identityChanged, this, &DeskActs::colleaguesChanged);
}

QVariantList DeskActs::colleagues() const { return App::instance().colleagues(); }
bool DeskActs::manages() const { return App::instance().status().role != "rep"; }

void DeskActs::decide(const QString& handover, Client::HandoverAct what, const QString& done, const QString& failed) {
  HandoverBook::Act<HandoverPlan> act;
  act.key = handover;
  act.failed = failed;
  act.icon = QStringLiteral("handover");
  act.job = [id = s(handover), what](Client& client) -> base::Result<HandoverPlan> {
    auto plan = client.decide_handover(id, what);
    // Nothing was left to hand over: that is no success, whatever the state says.
    if (plan && plan->state == "lapsed")
      return tl::unexpected(base::Error{base::ErrorCode::NotValid,
                                        "nothing was handed over: the accounts changed hands or were deleted",
                                        {},
                                        "Propose a new handover"});
    return plan;
  };
  act.done = [done](const HandoverPlan& plan) {
    if (plan.state != "accepted") return done;
    return App::instance().words().say("已接受，到日子生效", "Accepted; it takes effect on its day");
  };
  App::instance().book().act(std::move(act));
}

void DeskActs::accept(const QString& handover) {
  const Words words = App::instance().words();
  decide(handover, Client::HandoverAct::Accept, words.say("已接手", "Handed over"),
         words.say("没有接手", "Not handed over"));
}

void DeskActs::decline(const QString& handover) {
  const Words words = App::instance().words();
  decide(handover, Client::HandoverAct::Decline, words.say("已拒绝交接", "Handover declined"),
         words.say("没有拒绝成功", "Not declined"));
}

void DeskActs::withdraw(const QString& handover) {
  const Words words = App::instance().words();
  decide(handover, Client::HandoverAct::Withdraw, words.say("已撤回交接", "Handover withdrawn"),
         words.say("没有撤回", "Not withdrawn"));
}

void DeskActs::decide_request(const QString& request, Client::RequestAct what, const QString& done,
                              const QString& failed) {
  HandoverBook::Act<bool> act;
  act.key = request;
  act.failed = failed;
  act.icon = QStringLiteral("lock");
  act.job = [what, id = s(request)](Client& client) -> base::Result<bool> {
    if (auto decided = client.decide_request(id, what); !decided) return tl::unexpected(decided.error());
    return true;
  };
  act.done = [done](bool) { return done; };
  App::instance().book().act(std::move(act));
}

void DeskActs::grantRequest(const QString& request) {
  const Words words = App::instance().words();
  decide_request(request, Client::RequestAct::Grant, words.say("已批准", "Granted"),
                 words.say("没有批准成功", "Not granted"));
}

void DeskActs::declineRequest(const QString& request) {
  const Words words = App::instance().words();
  decide_request(request, Client::RequestAct::Decline, words.say("没有批准，现用值不变", "Declined; the value stays"),
                 words.say("没有拒绝成功", "Not declined"));
}

void DeskActs::withdrawRequest(const QString& request) {
  const Words words = App::instance().words();
  decide_request(request, Client::RequestAct::Withdraw, words.say("已撤回申请", "Request withdrawn"),
                 words.say("没有撤回", "Not withdrawn"));
}

void DeskActs::endCover(const QString& cover) {
  const Words words = App::instance().words();
  HandoverBook::Act<protocol::CoverPlan> act;
  act.key = cover;
  act.failed = words.say("代管没有结束", "The cover was not ended");
  act.icon = QStringLiteral("check");
  act.job = [id = s(cover)](Client& client) { return client.end_cover(id); };
  act.done = [text = words.say("代管已结束", "Cover ended")](const protocol::CoverPlan&) { return text; };
  App::instance().book().act(std::move(act));
}

void DeskActs::use_pool(Client::PoolAct what, const QString& account, const QString& user, const QString& done,
                        const QString& failed) {
  HandoverBook::Act<bool> act;
  act.key = QStringLiteral("pool/") + account;
  act.failed = failed;
  act.icon = QStringLiteral("accounts");
  act.job = [what, account = s(account), user = s(user)](Client& client) -> base::Result<bool> {
    if (auto used = client.use_pool(what, account, user); !used) return tl::unexpected(used.error());
    return true;
  };
  act.done = [done, account, what, self = QPointer<DeskActs>(this)](bool) {
    if (what == Client::PoolAct::Return && !self.isNull()) emit self->returned(account);
    return done;
  };
  App::instance().book().act(std::move(act));
}

void DeskActs::claim(const QString& account) {
  const Words words = App::instance().words();
  use_pool(Client::PoolAct::Claim, account, {},
           words.say("已领取，档案已在本机", "Claimed; its file is on this device"),
           words.say("没有领取", "Not claimed"));
}

void DeskActs::giveBack(const QString& account) {
  const Words words = App::instance().words();
  use_pool(Client::PoolAct::Return, account, {}, words.say("已退回公共池", "Returned to the pool"),
           words.say("没有退回", "Not returned"));
}

void DeskActs::assign(const QString& account, const QString& user) {
  const Words words = App::instance().words();
  use_pool(Client::PoolAct::Assign, account, user,
           words.say("已分给 %1", "Assigned to %1").arg(App::instance().user_label(s(user))),
           words.say("没有分配", "Not assigned"));
}

}  // namespace keybook::app
