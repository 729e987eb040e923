// What a handover would move, and what to know before it: nothing is written.
#include "base/failure.h"
#include "merge/values.h"
#include "schema/calendar.h"
#include "session/acts/given.h"
#include "session/acts/handover.h"

namespace keybook::server::session {

using protocol::HandoverPlan;
using record::RecordState;

namespace {

constexpr std::int64_t long_unseen_ms = 7LL * 24 * 3600 * 1000;  // a device that was silent for a week may hold work

// Promises that stand open, and visits whose day has come.
void look_at(Value& out, const RecordState& state, const std::string& now) {
  const auto one = [&state](const char* text, const char* due) {
    return Value{{"account", state.account},
                 {"type", state.type},
                 {"record", state.id},
                 {"text", text_of(state, text)},
                 {"due", text_of(state, due)}};
  };
  if (state.type == "task") {
    const record::FieldState* done = state.field("done");
    if (done != nullptr && done->value == Value(true)) return;
    out["open_promises"].push_back(one("title", "due"));
  } else if (state.type == "visit") {
    const bool past = !text_of(state, "visited_at").empty();
    if (past && !text_of(state, "promises").empty()) out["open_promises"].push_back(one("promises", "next_date"));
    if (!past && !text_of(state, "planned_for").empty()) {
      Value visit = one("subject", "planned_for");
      visit["overdue"] = text_of(state, "planned_for") < now;
      out["due_visits"].push_back(std::move(visit));
    }
  }
}

void add_devices(Scene& scene, Value& out, const std::set<std::string>& predecessors) {
  for (const storage::Enrolment& device : scene.writer.enrolments()) {
    if (!predecessors.contains(device.user) || device.revoked) continue;
    const std::int64_t held = std::max(device.waiting, device.made - device.counter);
    out["devices"].push_back({{"user", device.user},
                              {"device", device.id},
                              {"name", device.device_name},
                              {"last_seen_ms", device.last_seen_ms},
                              {"waiting", held}});
    if (held > 0)
      out["warnings"].push_back(
          {{"code", "unsent-work"}, {"user", device.user}, {"device", device.id}, {"count", held}});
    else if (scene.now_ms - device.last_seen_ms > long_unseen_ms)
      out["warnings"].push_back({{"code", "long-unseen"}, {"user", device.user}, {"device", device.id}});
  }
}

}  // namespace

Value preview_handover(Scene& scene, const Value& asked) {
  std::vector<std::string> already;
  const HandoverPlan plan = asked_handover(scene, asked, &already);
  Value out = {{"to", plan.to},
               {"accounts", Value::array()},
               {"moves", Value::object()},
               {"stays", Value::object()},
               {"open_promises", Value::array()},
               {"due_visits", Value::array()},
               {"warnings", Value::array()},
               {"devices", Value::array()}};
  for (const std::string& account : already)
    out["warnings"].push_back({{"code", "already-there"}, {"account", account}});
  const std::string now = schema::time_of_ms(scene.now_ms);
  std::set<std::string> predecessors;
  std::map<std::string, merge::Engine::Going> all;
  for (const HandoverPlan::Account& account : plan.accounts) {
    predecessors.insert(account.from);
    std::int64_t records = 0, conflicts = 0, parked = 0, requests = 0;
    std::string name;
    for (const auto& [type, id] : scene.writer.members(account.id)) {
      const auto state = scene.writer.record(type, id);
      if (!state || state->deleted) continue;
      ++records;
      if (id == account.id) name = text_of(*state, "name");
      for (const auto& [unit, field] : state->fields) conflicts += field.conflict ? 1 : 0;
      look_at(out, *state, now);
    }
    scene.writer.changed_lines(account.id, 0, [&](record::Line&& line) {
      parked += line.state == record::LineState::Parked ? 1 : 0;
      requests += line.state == record::LineState::Request ? 1 : 0;
      return true;
    });
    for (const auto& [code, count] :
         {std::pair{"open-conflicts", conflicts}, {"parked-edits", parked}, {"open-requests", requests}})
      if (count > 0) out["warnings"].push_back({{"code", code}, {"account", account.id}, {"count", count}});
    out["accounts"].push_back({{"id", account.id}, {"name", name}, {"from", account.from}, {"records", records}});
    for (const auto& [type, going] : scene.engine.preview(handover_event(plan, account))) {
      all[type].moves += going.moves;
      all[type].stays += going.stays;
    }
  }
  for (const auto& [type, going] : all) {
    out["moves"][type] = going.moves;
    out["stays"][type] = going.stays;
  }
  add_devices(scene, out, predecessors);
  return out;
}

}  // namespace keybook::server::session
