#include "session/acts/table.h"

#include <functional>

#include "base/failure.h"
#include "session/acts/given.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;

namespace {

struct Act {
  const char* name;
  bool changes;  // the others only look
  std::function<Value(Scene&, const Value&)> run;
};

const std::vector<Act>& all_acts() {
  static const std::vector<Act> acts = [] {
    std::vector<Act> list = {
        {"handover.propose", true, propose_handover},
        {"handover.list", false, [](Scene& scene, const Value&) { return list_handovers(scene); }},
        {"handover.preview", false, preview_handover},
        {"cover.add", true, add_cover},
        {"cover.end", true, end_cover},
        {"cover.list", false, [](Scene& scene, const Value&) { return list_covers(scene); }},
        {"parked.decide", true, decide_parked},
        {"account.merge", true, merge_accounts},
        {"account.unmerge", true, unmerge_accounts},
        {"schema.add", true, add_declaration},
        {"record.move", true, move_record},
        {"pool.list", false, [](Scene& scene, const Value&) { return list_pool(scene); }},
        {"pool.rule", true, set_pool_rule},
        {"pool.rules", false, [](Scene& scene, const Value&) { return list_pool_rules(scene); }},
        {"pool.warnings", false, [](Scene& scene, const Value&) { return list_pool_warnings(scene); }}};
    for (const char* what : {"grant", "decline", "withdraw"})
      list.push_back({what == std::string("grant")     ? "request.grant"
                      : what == std::string("decline") ? "request.decline"
                                                       : "request.withdraw",
                      true, [what](Scene& scene, const Value& asked) { return decide_request(scene, what, asked); }});
    for (const char* what : {"accept", "decline", "withdraw"})
      list.push_back({what == std::string("accept")    ? "handover.accept"
                      : what == std::string("decline") ? "handover.decline"
                                                       : "handover.withdraw",
                      true, [what](Scene& scene, const Value& asked) { return decide_handover(scene, what, asked); }});
    for (const char* what : {"claim", "return", "assign"})
      list.push_back({what == std::string("claim")    ? "pool.claim"
                      : what == std::string("return") ? "pool.return"
                                                      : "pool.assign",
                      true, [what](Scene& scene, const Value& asked) { return use_pool(scene, what, asked); }});
    return list;
  }();
  return acts;
}

const Act& need_act(const std::string& name) {
  for (const Act& act : all_acts())
    if (act.name == name) return act;
  throw Failure({ErrorCode::BadRequest, "there is no act '" + name + "'", at_field("act"), "See docs/protocol.md"});
}

}  // namespace

bool act_changes(const std::string& name) { return need_act(name).changes; }

Value run_act(Scene& scene, const Value& asked) { return need_act(Given(asked).needed("act")).run(scene, asked); }

std::string act_answer_text(const Value& result, std::int64_t now_ms, const Value& more) {
  Value answer = {{"t", now_ms}, {"result", result}};
  answer.update(more);
  return answer.dump(-1, ' ', false, Value::error_handler_t::replace);
}

}  // namespace keybook::server::session
