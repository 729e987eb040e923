// What this user asks of the server itself: handovers, covers, late edits, merges, the pool.
#include "protocol/acts.h"

#include "protocol/messages.h"
#include "schema/validate.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using protocol::CoverPlan;
using protocol::HandoverPlan;

namespace {

constexpr int act_attempts_max = 3;
constexpr std::int64_t act_pause_ms = 300;

Value asked_of(const HandoverWish& wish) {
  return {{"accounts", wish.accounts},
          {"all", wish.all},
          {"from", wish.from},
          {"to", wish.to},
          {"note", wish.note},
          {"keep", wish.keep},
          {"force", wish.force},
          {"choices", wish.choices},
          {"effective_ms", wish.effective_ms}};
}

const char* name_of(Client::HandoverAct act) {
  switch (act) {
    case Client::HandoverAct::Accept:
      return "handover.accept";
    case Client::HandoverAct::Decline:
      return "handover.decline";
    case Client::HandoverAct::Withdraw:
      break;
  }
  return "handover.withdraw";
}

const char* name_of(Client::RequestAct act) {
  switch (act) {
    case Client::RequestAct::Grant:
      return "request.grant";
    case Client::RequestAct::Decline:
      return "request.decline";
    case Client::RequestAct::Withdraw:
      break;
  }
  return "request.withdraw";
}

const char* name_of(Client::PoolAct act) {
  switch (act) {
    case Client::PoolAct::Claim:
      return "pool.claim";
    case Client::PoolAct::Return:
      return "pool.return";
    case Client::PoolAct::Assign:
      break;
  }
  return "pool.assign";
}

// What proves to a restored server that it had done this (decisions/0014). It is not for this device to read. Where it
// cannot be kept the act is done all the same.
void keep_receipt(Client::Impl& impl, const std::string& id, const Value& answer) {
  if (!answer.is_object() || !answer.contains("K") || !answer["K"].is_string()) return;
  const auto kept = impl.write([&] {
    store::run(impl.store->database(),
               "INSERT OR REPLACE INTO act_receipt(id, number, done_ms, again, receipt) VALUES(?, ?, ?, 0, ?)", id,
               answer.value("n", std::int64_t{0}), answer.value("t", std::int64_t{0}), answer["K"].get<std::string>());
  });
  if (!kept) impl.environment.log.write(base::LogLevel::Warning, "receipt-not-kept", {{"why", kept.error().message}});
}

}  // namespace

// One message, the same id each time: an answer that was lost is given again.

Value Client::Impl::act(Client& face, const std::string& name, Value asked, Changes changes) {
  const store::Device known = device();
  if (known.server_url.empty())
    fail_at(ErrorCode::NotEnrolled, "this profile works without a server", {},
            "Make a profile with: keybook enroll --server URL --user NAME");
  if (changes == Changes::Yes && base::need(face.status()).pending > 0) static_cast<void>(base::need(face.sync()));
  asked["act"] = name;
  asked["id"] = base::uuid_v7(environment.clock, environment.random);
  transport::Call call;
  call.path = "/v1/act";
  call.headers = {{"Authorization", "Bearer " + known.credential}};
  call.body = asked.dump();
  std::optional<Value> answer;
  for (int attempt = 1; !answer; ++attempt) {
    auto reply = connection(known.server_url).send(call);
    if (reply && reply->status == 200) {
      answer = base::need(protocol::parse(reply->body));
    } else {
      base::Error error = reply ? session::error_of(*reply) : reply.error();
      if (attempt >= act_attempts_max || !base::retryable(error.code)) throw base::Failure(std::move(error));
      environment.pause(std::max(act_pause_ms, error.retry_after_ms), {});
    }
  }
  keep_receipt(*this, asked["id"], *answer);
  if (changes == Changes::Yes) {
    // It is done: what it changed comes with the next sync, should this one not get through.
    const auto synced = face.sync();
    if (!synced)
      environment.log.write(base::LogLevel::Warning, "sync-after-act-failed", {{"why", synced.error().message}});
  }
  if (!answer->is_object() || !answer->contains("result"))
    fail_at(ErrorCode::BadRequest, "the server's answer has no result", {}, "Check any proxy in between");
  return (*answer)["result"];
}

base::Result<HandoverPlan> Client::propose_handover(const HandoverWish& wish) {
  return base::caught([&] {
    return protocol::handover_plan(impl_->act(*this, "handover.propose", asked_of(wish), Impl::Changes::Yes));
  });
}

base::Result<HandoverPlan> Client::decide_handover(const std::string& id, HandoverAct act) {
  return base::caught([&] {
    return protocol::handover_plan(impl_->act(*this, name_of(act), {{"handover", id}}, Impl::Changes::Yes));
  });
}

base::Result<std::vector<HandoverPlan>> Client::handovers() {
  return base::caught([&] {
    std::vector<HandoverPlan> out;
    for (const Value& plan : impl_->act(*this, "handover.list", Value::object(), Impl::Changes::No))
      out.push_back(protocol::handover_plan(plan));
    return out;
  });
}

base::Result<Value> Client::preview_handover(const HandoverWish& wish) {
  return base::caught([&] {
    if (base::need(status()).pending > 0) static_cast<void>(base::need(sync()));
    return impl_->act(*this, "handover.preview", asked_of(wish), Impl::Changes::No);
  });
}

base::Result<CoverPlan> Client::add_cover(const std::string& absent, const std::string& substitute,
                                          std::int64_t from_ms, std::int64_t until_ms) {
  return base::caught([&] {
    const Value asked = {{"for", absent}, {"by", substitute}, {"from_ms", from_ms}, {"until_ms", until_ms}};
    return protocol::cover_plan(impl_->act(*this, "cover.add", asked, Impl::Changes::Yes));
  });
}

base::Result<CoverPlan> Client::end_cover(const std::string& id) {
  return base::caught([&] {
    return protocol::cover_plan(impl_->act(*this, "cover.end", {{"cover", id}}, Impl::Changes::Yes));
  });
}

base::Result<std::vector<CoverPlan>> Client::covers() {
  return base::caught([&] {
    std::vector<CoverPlan> out;
    for (const Value& plan : impl_->act(*this, "cover.list", Value::object(), Impl::Changes::No))
      out.push_back(protocol::cover_plan(plan));
    return out;
  });
}

base::Status Client::decide_parked(const std::string& id, bool take, const std::vector<std::string>& fields) {
  return base::caught([&] {
    const std::size_t slash = id.find('/');
    if (slash == std::string::npos)
      fail_at(ErrorCode::Usage, "'" + id + "' names no late edit", {}, "`keybook parked` lists them");
    const Value asked = {{"parked", id.substr(0, slash)},
                         {"record", id.substr(slash + 1)},
                         {"take", take},
                         {"fields", fields},
                         {"seen", impl_->device().cursor}};
    static_cast<void>(impl_->act(*this, "parked.decide", asked, Impl::Changes::Yes));
  });
}

base::Status Client::decide_request(const std::string& id, RequestAct act, const std::string& note) {
  return base::caught([&] {
    const std::size_t first = id.find('/'), last = id.rfind('/');
    if (first == std::string::npos || first == last)
      fail_at(ErrorCode::Usage, "'" + id + "' names no request", {}, "`keybook requests` lists them");
    const Value asked = {{"request", id.substr(0, first)},
                         {"record", id.substr(first + 1, last - first - 1)},
                         {"unit", id.substr(last + 1)},
                         {"note", note}};
    static_cast<void>(impl_->act(*this, name_of(act), asked, Impl::Changes::Yes));
  });
}

base::Result<bool> Client::move(const std::string& type, const std::string& id, const std::string& account) {
  return base::caught([&] {
    const std::string record = impl_->resolve_id(impl_->type(type).name, id);
    const Value done = impl_->act(*this, "record.move", {{"record", record}, {"to", account}}, Impl::Changes::Yes);
    return done.value("state", "") == "moved";
  });
}

base::Status Client::merge_accounts(const std::string& from, const std::string& into,
                                    const std::map<std::string, std::string>& fields) {
  return base::caught([&] {
    const schema::Type& root = impl_->type(impl_->store->registry().root()->name);
    Value chosen = Value::object();
    for (const auto& [name, text] : fields) {
      const schema::Field* field = root.field(name);
      if (field == nullptr || !field->stored())
        fail_at(ErrorCode::UnknownField, root.name + " has no field '" + name + "'", {root.name, into, name, {}, 0},
                "`keybook schema " + root.name + "` lists the fields");
      chosen[name] = base::need(schema::from_text(root, *field, text));
    }
    static_cast<void>(
        impl_->act(*this, "account.merge", {{"from", from}, {"into", into}, {"fields", chosen}}, Impl::Changes::Yes));
  });
}

base::Status Client::unmerge_accounts(const std::string& from) {
  return base::caught([&] {
    static_cast<void>(impl_->act(*this, "account.unmerge", {{"from", from}}, Impl::Changes::Yes));
  });
}

base::Result<Value> Client::pool() {
  return base::caught([&] { return impl_->act(*this, "pool.list", Value::object(), Impl::Changes::No); });
}

base::Status Client::use_pool(PoolAct act, const std::string& account, const std::string& to) {
  return base::caught([&] {
    static_cast<void>(impl_->act(*this, name_of(act), {{"account", account}, {"to", to}}, Impl::Changes::Yes));
  });
}

base::Status Client::set_pool_rule(const PoolRule& rule) {
  return base::caught([&] {
    const Value asked = {{"territory", rule.territory},
                         {"days", rule.days},
                         {"warn_days", rule.warn_days},
                         {"without", rule.without},
                         {"language", rule.language}};
    static_cast<void>(impl_->act(*this, "pool.rule", asked, Impl::Changes::Yes));
  });
}

base::Result<Value> Client::pool_rules() {
  return base::caught([&] { return impl_->act(*this, "pool.rules", Value::object(), Impl::Changes::No); });
}

base::Result<Value> Client::pool_warnings() {
  return base::caught([&] { return impl_->act(*this, "pool.warnings", Value::object(), Impl::Changes::No); });
}

}  // namespace keybook::client
