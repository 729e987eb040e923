#include "merge/work.h"

#include <algorithm>

namespace keybook::server::merge {

using record::EditName;
using record::Line;
using record::RecordState;

RecordState* Work::find(const std::string& type, const std::string& id) {
  if (const auto found = records_.find(id); found != records_.end())
    return found->second != nullptr && found->second->type == type ? found->second.get() : nullptr;
  auto state = writer_.record(type, id);
  if (!state) return nullptr;  // it may be of another type: not remembered
  return (records_[id] = std::make_unique<RecordState>(std::move(*state))).get();
}

RecordState* Work::find(const std::string& id) {
  if (const auto found = records_.find(id); found != records_.end() && found->second != nullptr)
    return found->second.get();
  const auto known = writer_.known(id);
  return known ? find(known->type, id) : nullptr;
}

RecordState& Work::make(const std::string& type, const std::string& id) {
  auto& state = records_[id];
  KEYBOOK_ASSERT(state == nullptr);
  state = std::make_unique<RecordState>();
  state->type = type;
  state->id = id;
  return *state;
}

RecordState& Work::standing(RecordState& state) {
  if (state.merged_into.empty()) return state;
  RecordState* survivor = find(state.type, state.merged_into);
  KEYBOOK_ASSERT(survivor != nullptr && survivor->merged_into.empty());
  return *survivor;
}

void Work::put(Line line, const std::string& account) {
  // A refused edit is a stepping stone for bases only: it is nobody's to see, and no feed ever sends it.
  line.changed = line.state == record::LineState::Refused ? 0 : commit_;
  writer_.put(line, account);
}

void Work::take(RecordState& state, rules::Applied&& applied) {
  for (Line& line : applied.lines) put(std::move(line), state.account);
  dirty_.insert(state.id);
  if (applied.existence || state.has_deletes) existence(state);
  if (state.account == state.id) ledger_.has_deletes(state.id, state.has_deletes);
  // What hangs below a deleted account keeps it.
  else if (!state.account.empty())
    unsettled_accounts_.insert(state.account);
}

std::vector<RecordState*> Work::family_of(const RecordState& state) {
  std::vector<RecordState*> family;
  if (state.account == state.id) {
    for (const auto& [type, id] : writer_.members(state.id))
      if (RecordState* member = find(type, id);
          member != nullptr && member->merged_into.empty() && member->account == state.id)
        family.push_back(member);
    // Made or moved here by this very commit, and not in the store yet.
    for (const auto& [id, made] : records_)
      if (made != nullptr && made->account == state.id && dirty_.contains(id) && made->merged_into.empty() &&
          std::find(family.begin(), family.end(), made.get()) == family.end())
        family.push_back(made.get());
    return family;
  }
  return {find(state.type, state.id)};
}

void Work::settle(RecordState& state) {
  if (!state.has_deletes) return;
  settled_existence_ = true;
  std::vector<rules::FamilyMember> family;
  for (const RecordState* member : family_of(state)) family.push_back({member, writer_.lines(member->id)});
  if (rules::settle_existence(state, family)) dirty_.insert(state.id);
}

void Work::finish() {
  const schema::Type* root = registry_.root();
  for (const std::string& account : unsettled_accounts_) {
    if (root == nullptr) break;
    std::optional<bool> has_deletes = ledger_.has_deletes(account);
    if (!has_deletes) {
      const RecordState* state = find(root->name, account);
      has_deletes = state != nullptr && state->has_deletes;
      ledger_.has_deletes(account, *has_deletes);
    }
    if (*has_deletes) unsettled_.insert(account);
  }
  for (const std::string& id : unsettled_)
    if (RecordState* state = find(id)) settle(*state);
  for (const std::string& id : dirty_) writer_.put(*records_.at(id), commit_);
}

std::vector<std::pair<std::string, CommitNumber>> Work::touched() const {
  std::vector<std::pair<std::string, CommitNumber>> found;
  for (const std::string& id : dirty_) found.emplace_back(id, records_.at(id)->changed);
  return found;
}

EditName renamed(const EditName& name, const std::string& addressed, const std::string& record) {
  const auto slash = name.find('/');
  const std::string stamp = name.substr(0, slash);
  const std::string of = slash == name.npos ? addressed : name.substr(slash + 1);
  return of == record ? stamp : stamp + '/' + of;
}

record::Base renamed(const record::Base& base, const std::string& addressed, const std::string& record) {
  record::Base out = base;
  for (EditName& name : out.names) name = renamed(name, addressed, record);
  return out;
}

}  // namespace keybook::server::merge
