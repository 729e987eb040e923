// Accounts that are one, and accounts that nobody has (REPLICATION §4, §7).
#include <algorithm>

#include "base/failure.h"
#include "merge/check.h"
#include "merge/server_fields.h"
#include "session/acts/given.h"
#include "session/acts/handover.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;

namespace {

// Who may decide about the account as a whole.
void need_say(Scene& scene, const RightsNow& rights, const std::string& account) {
  const auto has = rights.of(account);
  if (has && (has->owner == scene.user.name || rights.manages(scene.user, account))) return;
  throw Failure({ErrorCode::NoRight,
                 "only its owner, a manager of its territory or head office decides this about an account",
                 at_record("account", account), "Ask one of them"});
}

const schema::Type& root(const Scene& scene) { return *scene.writer.registry().root(); }

record::RecordState need_living(Scene& scene, const std::string& account) {
  auto state = scene.writer.record(root(scene).name, account);
  if (!state || state->deleted)
    throw Failure({ErrorCode::NotValid, "the account was deleted", at_record("account", account), "Restore it first"});
  return *std::move(state);
}

// Who has the survivor stays as it is: the fields that tell of it must say so too.
void keep_rights(Scene& scene, const access::FileRights& has, const record::RecordState& from,
                 merge::MergeAccounts& event) {
  const auto text = [](const std::string& value) {
    return value.empty() ? record::Value(nullptr) : record::Value(value);
  };
  for (const auto& [unit, value] : {std::pair{"owner", text(has.owner)}, std::pair{"territory", text(has.territory)}}) {
    const record::FieldState* other = from.field(unit);
    if (other != nullptr && other->value != value) event.fields[unit].change.value = value;
  }
  const record::FieldState* team = from.field("team");
  if (team == nullptr || !team->value.is_array() || root(scene).unit("team") == nullptr) return;
  record::Change change;
  change.kind = record::Change::Kind::Set;
  for (const record::Value& value : team->value)
    if (auto member = value.get<std::string>(); std::find(has.team.begin(), has.team.end(), member) == has.team.end())
      change.remove.push_back(std::move(member));
  if (!change.remove.empty()) event.fields["team"].change = change;
}

// What a merge is told to make of the account is an edit of whoever asks, with the same rights.
void check_chosen(Scene& scene, const std::string& account, const std::map<std::string, record::FieldEdit>& fields) {
  for (const auto& [name, field] : fields) {
    const schema::Unit& unit = *root(scene).unit(name);
    if (unit.merge == schema::Merge::Locked && !merge::granted(root(scene), unit, scene.user.role))
      throw Failure({ErrorCode::NoRight, "the field is locked, and your role may not change it",
                     at_record("account", account, name), "Merge without it, then ask for the change"});
  }
  record::RecordEdit edit;
  edit.type = root(scene).name;
  edit.id = account;
  edit.fields = fields;
  const merge::Checked checked =
      merge::check(edit, &root(scene), scene.user.role, merge::Creates::No, merge::Declarations::Same);
  if (checked.error) throw Failure(*checked.error);
}

protocol::HandoverPlan pool_plan(Scene& scene, const std::string& to, const std::string& note) {
  protocol::HandoverPlan plan;
  plan.id = scene.new_id();
  plan.to = to;
  plan.by = plan.decided_by = scene.user.name;
  plan.note = note;
  return plan;
}

record::Value pool_entry(Scene& scene, const std::string& account, const access::FileRights& has) {
  const auto state = scene.writer.record(root(scene).name, account);
  record::Value name;
  if (state)
    if (const record::FieldState* field = state->field("name")) name = field->value;
  return {{"id", account}, {"name", name}, {"territory", has.territory}};
}

// Reps take from the pool of their own territory, and of those below it.
bool may_claim(const Scene& scene, const RightsNow& rights, const std::string& account, const access::FileRights& has) {
  return rights.manages(scene.user, account) ||
         (!has.territory.empty() && rights.within(has.territory, scene.user.territory));
}

}  // namespace

record::Value merge_accounts(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  const RightsNow rights(scene.writer);
  merge::MergeAccounts event;
  const std::string from_id = given.needed("from");
  event.from = need_account(rights, scene.user, from_id);
  if (event.from != from_id)
    throw Failure({ErrorCode::NotValid, "the account was merged into another already", at_record("account", from_id),
                   "Name the account that stands for it, " + event.from});
  event.into = need_account(rights, scene.user, given.needed("into"));
  event.by = scene.user.name;
  if (event.from == event.into)
    throw Failure({ErrorCode::NotValid, "an account cannot be merged with itself", at_record("account", event.from),
                   "Name two accounts"});
  need_say(scene, rights, event.from);
  need_say(scene, rights, event.into);
  const record::RecordState from = need_living(scene, event.from);
  const record::RecordState into = need_living(scene, event.into);
  std::map<std::string, record::Value> chosen;
  const record::Value wanted = given.object("fields");
  for (const auto& [name, value] : wanted.items()) chosen.emplace(name, value);
  for (const char* name : {"owner", "territory", "team", "parent"})
    if (chosen.contains(name))
      throw Failure({ErrorCode::NotValid, "a merge does not decide who has the account",
                     at_record("account", event.into, name), "Merge first, then hand it over"});
  event.fields = merge::units_of(root(scene), chosen);
  check_chosen(scene, event.into, event.fields);
  for (const auto& [unit, field] : event.fields) {
    const record::FieldState* held = into.field(unit);
    scene.note_found(unit.c_str(), held == nullptr ? record::Value() : held->value);
  }
  scene.note_found("owners", {rights.of(event.from)->owner, rights.of(event.into)->owner});
  keep_rights(scene, *rights.of(event.into), from, event);
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
  settle_covers(scene);
  return {{"from", event.from}, {"into", event.into}};
}

record::Value unmerge_accounts(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  const RightsNow rights(scene.writer);
  const std::string from = given.needed("from");
  const std::string into = need_account(rights, scene.user, from);
  if (into == from)
    throw Failure(
        {ErrorCode::NotValid, "the account was not merged into another", at_record("account", from), "Check the id"});
  need_say(scene, rights, into);
  scene.engine.commit(merge::UnmergeAccounts{from, scene.user.name}, scene.stamp(), scene.now_ms);
  end_covers_of_parted(scene);
  settle_covers(scene);
  return {{"from", from}, {"into", into}};
}

record::Value use_pool(Scene& scene, const std::string& what, const record::Value& asked) {
  const Given given(asked);
  const RightsNow rights(scene.writer);
  const std::string id = given.needed("account"), account = rights.standing(id);
  const auto has = rights.of(account);
  const bool known =
      has && (rights.sees(scene.user, account) || (has->owner.empty() && may_claim(scene, rights, account, *has)));
  if (!known)
    throw Failure({ErrorCode::UnknownRecord, "there is no such account, or you do not see it", at_record("account", id),
                   "`keybook pool list` shows the pool of your territory"});
  static_cast<void>(need_living(scene, account));
  const bool in_pool = has->owner.empty();
  if (what == "return") {
    need_say(scene, rights, account);
    if (in_pool)
      throw Failure({ErrorCode::NotValid, "the account lies in the pool already", at_record("account", account),
                     "Nothing is left to do"});
  } else if (!in_pool) {
    throw Failure({ErrorCode::NotValid, "the account has an owner", at_record("account", account, "owner"),
                   "Propose a handover: keybook handover propose"});
  }
  std::string to;
  if (what == "assign") {
    if (!rights.manages(scene.user, account))
      throw Failure({ErrorCode::NoRight, "only a manager of its territory or head office assigns an account",
                     at_record("account", account), "Claim it, or ask one of them"});
    to = need_user(scene.writer, given.needed("to")).name;
  } else if (what == "claim") {
    to = scene.user.name;
  }
  scene.note_found("owner", has->owner);
  const protocol::HandoverPlan plan = pool_plan(scene, to, given.text("note"));
  hand_over(scene, plan, {account, has->owner, ""}, scene.stamp());
  settle_covers(scene);
  return {{"account", account}, {"owner", to.empty() ? record::Value(nullptr) : record::Value(to)}};
}

record::Value list_pool(Scene& scene) {
  const RightsNow rights(scene.writer);
  record::Value out = record::Value::array();
  for (const std::string& account : scene.writer.unowned_files()) {
    const auto has = rights.of(account);
    if (!has || rights.standing(account) != account || !may_claim(scene, rights, account, *has)) continue;
    const auto state = scene.writer.record(root(scene).name, account);
    if (state && !state->deleted) out.push_back(pool_entry(scene, account, *has));
  }
  return out;
}

}  // namespace keybook::server::session
