#include "simulation/workload/office.h"

#include "base/failure.h"
#include "merge/engine.h"
#include "session/server_stamp.h"

namespace keybook::simulation {

namespace merge = server::merge;

template <class Event>
void Office::commit(const Event& event) {
  const auto ground = server_.ground();
  auto writer = ground.store.write();
  const std::int64_t now_ms = ground.clock.wall_ms();
  merge::Engine engine(writer->registry(), *writer);
  engine.commit(event, server::session::next_server_stamp(*writer, now_ms), now_ms);
  writer->commit();
}

void Office::move_to_territory(const std::string& account, const std::string& territory) {
  merge::ServerSet event;
  event.type = "account";
  event.record = account;
  event.by = "office";
  record::FieldEdit edit;
  edit.change.value = territory;
  edit.base.position = true;
  edit.base.commit = server_.store().read()->last_commit();
  event.fields.emplace("territory", std::move(edit));
  commit(event);
}

std::string Office::change_rights() {
  std::vector<std::string> accounts;
  {
    auto reader = server_.store().read();
    for (const std::string& account : reader->changed_files(0))
      if (!account.empty()) accounts.push_back(account);
  }
  if (accounts.empty() || reps_.empty()) return {};
  const std::string account = random_.pick(accounts), rep = random_.pick(reps_);
  switch (random_.below(5)) {
    case 0:
      commit(merge::Grant{account, rep});
      return rep + " joins the team of " + account;
    case 1:
      commit(merge::Revoke{account, rep});
      return rep + " leaves the team of " + account;
    case 2: {
      const std::string territory = random_.chance(50) ? "east" : random_.chance(50) ? "east-1" : "west";
      move_to_territory(account, territory);
      return account + " moves to " + territory;
    }
    default:
      commit(merge::Handover{account, rep, random_.chance(30), "office"});
      return account + " goes to " + rep;
  }
}

std::string Office::disable_one() {
  if (disabled_ || reps_.size() < 2) return {};
  disabled_ = true;
  const std::string rep = reps_.back();
  reps_.pop_back();
  base::need(server::admin::disable_user(server_.ground(), rep));
  return rep;
}

}  // namespace keybook::simulation
