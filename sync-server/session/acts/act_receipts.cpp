#include "session/acts/act_receipts.h"

#include <algorithm>

#include "base/failure.h"
#include "base/sealed_box.h"
#include "session/acts/table.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using record::Value;

namespace {

constexpr const char* lost_kind = "lost-act";
constexpr const char* redone_kind = "redone-act";  // apart, so that what waits is found without them
constexpr std::size_t act_mark_bytes = 16;
constexpr std::size_t act_mark_characters = 22;

std::string mark_of(const Ground& ground, const std::string& server, std::string_view box) {
  return base::mark(ground.receipt_key, "act\n" + server + '\n' + std::string(box), act_mark_bytes);
}

Value to_json(const DoneAct& act) {
  return {{"user", act.user},   {"id", act.id},         {"asked", act.asked}, {"result", act.result},
          {"found", act.found}, {"number", act.number}, {"at", act.at_ms},    {"made", act.made}};
}

DoneAct done_act(const Value& json) {
  return {json.at("user"), json.at("id"),     json.at("asked"), json.at("result"), json.value("found", Value()),
          json.at("made"), json.at("number"), json.at("at")};
}

bool earlier(const LostAct& a, const LostAct& b) { return a.act.number < b.act.number; }

LostAct read_lost(const storage::Plan& plan) {
  const Value json = Value::parse(plan.body);
  return {plan.kind == redone_kind ? LostAct::State::Done : LostAct::State::Waiting, done_act(json.at("act")),
          json.at("why")};
}

std::vector<LostAct> waiting_acts(storage::Reader& reader) {
  std::vector<LostAct> out;
  for (const storage::Plan& plan : reader.plans(lost_kind)) out.push_back(read_lost(plan));
  std::stable_sort(out.begin(), out.end(), earlier);
  return out;
}

void put_lost(storage::Writer& writer, const LostAct& lost) {
  const bool done = lost.state == LostAct::State::Done;
  const std::string id = lost.act.user + '/' + lost.act.id;
  if (done) writer.erase_plan(lost_kind, id);
  const Value body = {{"why", lost.why}, {"act", to_json(lost.act)}};
  writer.put(storage::Plan{done ? redone_kind : lost_kind, id, 0, body.dump()});
}

// What an act did, without what another time of doing it changes.
Value gist(Value result) {
  if (!result.is_object()) return result;
  for (auto member = result.begin(); member != result.end();)
    member = member.key().ends_with("_ms") ? result.erase(member) : std::next(member);
  if (result.value("state", "") == "effective") result["state"] = "accepted";  // its date has come meanwhile
  if (const auto accounts = result.find("accounts"); accounts != result.end() && accounts->is_array())
    for (Value& account : *accounts)
      if (account.is_object()) account.erase("result");
  return result;
}

// The same act, by the same user, with the same ids: others refer to them.
void redo(const Ground& ground, storage::Writer& writer, const DoneAct& act, std::int64_t now_ms) {
  const auto user = writer.user(act.user);
  if (!user || user->disabled)
    throw Failure({ErrorCode::NoRight, "its user is disabled, or no user any more", at_record("user", act.user), {}});
  merge::Engine engine(writer.registry(), writer);
  Ids ids{act.made, 0};
  Value found = Value::object();
  Scene scene{ground, writer, user->user, now_ms, engine, &ids, &found};
  const Value result = run_act(scene, act.asked);
  if (found != act.found)
    throw Failure({ErrorCode::NotValid, "what it changed is not as it was when it was done", {}, {}});
  if (gist(result) != gist(act.result))
    throw Failure({ErrorCode::NotValid, "it would do something else now than it did then", {}, {}});
  writer.put_act(act.user, act.id, act_answer_text(result, now_ms), now_ms);
}

// Whether it is done, now or before.
bool try_one(const Ground& ground, storage::Writer& writer, LostAct& lost, std::int64_t now_ms) {
  const std::string before = lost.why;
  if (!writer.act_answer(lost.act.user, lost.act.id)) {
    writer.savepoint();
    try {
      redo(ground, writer, lost.act, now_ms);
      writer.release();
      ground.log.write(base::LogLevel::Info, "act-done-again", {{"act", lost.name()}, {"user", lost.act.user}});
    } catch (const Failure& failure) {
      writer.rollback_to_savepoint();
      if (failure.error().code == ErrorCode::Corrupt || failure.error().code == ErrorCode::DiskFull) throw;
      lost.why = failure.error().message;
      if (lost.why == before) return false;
      ground.log.write(base::LogLevel::Warning, "act-lost",
                       {{"act", lost.name()}, {"user", lost.act.user}, {"id", lost.act.id}, {"why", lost.why}});
      put_lost(writer, lost);
      return false;
    }
  }
  lost.state = LostAct::State::Done;
  lost.why.clear();
  put_lost(writer, lost);
  return true;
}

}  // namespace

std::string receipt_of(const Ground& ground, const Secrets& secrets, const std::string& server, const DoneAct& done) {
  if (ground.receipt_key.empty()) return {};
  const std::string box = base::need(base::seal(secrets.seal.open, to_json(done).dump(), ground.random));
  return mark_of(ground, server, box) + box;
}

std::optional<DoneAct> opened_receipt(const Ground& ground, const Secrets& secrets, const std::string& server,
                                      const std::string& receipt) {
  if (ground.receipt_key.empty() || receipt.size() <= act_mark_characters) return std::nullopt;
  const std::string_view box = std::string_view(receipt).substr(act_mark_characters);
  if (receipt.substr(0, act_mark_characters) != mark_of(ground, server, box)) return std::nullopt;
  const auto text = base::unseal(secrets.seal, box);
  if (!text) return std::nullopt;
  return done_act(Value::parse(*text));
}

std::vector<LostAct> lost_acts(storage::Reader& reader) {
  std::vector<LostAct> out = waiting_acts(reader);
  for (const storage::Plan& plan : reader.plans(redone_kind)) out.push_back(read_lost(plan));
  std::stable_sort(out.begin(), out.end(), earlier);
  return out;
}

void take_receipts(const Ground& ground, const Secrets& secrets, const std::string& user,
                   const std::vector<std::string>& receipts) {
  auto writer = ground.store.write();
  const std::string server = writer->meta("server");
  for (const std::string& receipt : receipts) {
    auto act = opened_receipt(ground, secrets, server, receipt);
    if (!act || act->user != user) {
      ground.log.write(base::LogLevel::Warning, "receipt-false", {{"user", user}, {"of", "an act"}});
      continue;
    }
    const std::string plan = act->user + '/' + act->id;
    if (writer->act_answer(act->user, act->id) || writer->plan(lost_kind, plan) || writer->plan(redone_kind, plan))
      continue;
    put_lost(*writer, {LostAct::State::Waiting, *std::move(act), {}});
  }
  writer->commit();
}

bool redo_acts(const Ground& ground) {
  std::vector<LostAct> waiting = waiting_acts(*ground.store.read());
  if (waiting.empty()) return false;
  const auto is_done = [](const LostAct& lost) { return lost.state == LostAct::State::Done; };
  const std::int64_t now_ms = ground.clock.wall_ms();
  auto writer = ground.store.write();
  bool any = false;
  // One makes room for another: an acceptance may have come before its proposal.
  for (bool more = true; more;) {
    more = false;
    for (LostAct& lost : waiting) more = (!is_done(lost) && try_one(ground, *writer, lost, now_ms)) || more;
    any = any || more;
  }
  writer->commit();
  return any;
}

}  // namespace keybook::server::session
