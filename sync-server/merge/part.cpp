#include "merge/part.h"

#include <algorithm>

#include "merge/joined.h"
#include "merge/moved.h"
#include "schema/validate.h"

namespace keybook::server::merge {

using access::Verdict;
using base::Error;
using base::ErrorCode;
using record::Base;
using record::FieldEdit;
using record::Line;
using record::LineState;
using record::Op;
using record::RecordEdit;
using record::RecordState;
using schema::Merge;
using schema::Scope;

namespace {

// A record whose creation is parked: a row without fields, so that later edits of it find their file.
bool is_placeholder(const RecordState& state) { return state.created == nullptr && state.fields.empty(); }

bool is_root(const schema::Type* type) { return type != nullptr && type->scope == Scope::Root; }

Error not_valid(const RecordEdit& edit, std::string message, const std::string& field, std::string remedy) {
  return {ErrorCode::NotValid,
          std::move(message),
          {.type = edit.type, .record = edit.id, .field = field},
          std::move(remedy)};
}

// The file that a record belongs to by itself, whatever it was merged into.
const std::string& home_of(const RecordState& state) { return state.home.empty() ? state.account : state.home; }

// Of an edit whose file cannot be told.
bool is_unknown(const std::optional<Error>& error) { return error && error->code == ErrorCode::UnknownRecord; }

bool has_names(const Base& base) { return !base.names.empty(); }

}  // namespace

bool decides_rights(const std::string& unit) {
  return unit == owner_unit || unit == team_unit || unit == territory_unit;
}

access::FileRights rights_by_fields(const RecordState& account, const std::vector<std::string>& units,
                                    access::FileRights before) {
  const auto text = [&account](const std::string& unit) {
    const record::FieldState* field = account.field(unit);
    return field != nullptr && field->value.is_string() ? field->value.get<std::string>() : std::string{};
  };
  for (const std::string& unit : units) {
    if (unit == owner_unit) before.owner = text(unit);
    if (unit == territory_unit) before.territory = text(unit);
    if (unit == team_unit) {
      before.team.clear();
      if (const record::FieldState* field = account.field(unit); field != nullptr && field->value.is_array())
        for (const record::Value& member : field->value)
          if (member.is_string()) before.team.push_back(member.get<std::string>());
    }
  }
  return before;
}

Parts::Parts(Work& work, const Author& author, const Mutation& mutation, const Stamp& rank,
             const std::optional<DecidedBefore>& before)
    : work_(work), author_(author), mutation_(mutation), rank_(rank), before_(before) {}

std::vector<Part> Parts::commit() {
  take_apart();
  hide_never_seen();
  std::vector<Part> parts;
  for (File& one : files_) parts.push_back(commit(one));
  work_.ledger().refused_creations().add(author_.user.name, refused_creations_);
  return parts;
}

// ---- taking apart

void Parts::take_apart() {
  std::set<std::string> named;
  for (const RecordEdit& edit : mutation_.edits)  // the id of a record of another type founds no account
    if (edit.op == Op::Create && is_root(work_.type(edit.type)) && !work_.writer().known(edit.id))
      founded_.insert(edit.id);
  for (std::size_t at = 0; at < mutation_.edits.size(); ++at) {
    const RecordEdit& edit = mutation_.edits[at];
    Item item{at, edit, work_.find(edit.type, edit.id), work_.type(edit.type), {}};
    std::optional<Error> error;
    const auto account = file_of(item);
    if (!account)
      error = account.error();
    else if (!named.insert(edit.id).second)
      error = not_valid(edit, "the record is named twice in one change", "", "Put both into one edit");
    // What is wrong with a new account is wrong with all that the mutation puts into it.
    const std::string& otherwise = founded_.contains(edit.id) ? edit.id : edit.account;
    file(account ? *account : otherwise, error).items.push_back(std::move(item));
  }
}

// An edit whose file cannot be told is a part of its own, so that it takes no other with it.
Parts::File& Parts::file(const std::string& account, const std::optional<Error>& error) {
  if (!is_unknown(error))
    for (File& one : files_) {
      if (one.account != account || is_unknown(one.error)) continue;
      if (error && !one.error) one.error = error;
      return one;
    }
  return files_.emplace_back(File{account, {}, error});
}

// What was never the author's gets the answer of ids that nobody knows, each edit by itself as there: neither its file
// is told, nor what else lies in that, nor whatever else is wrong.
void Parts::hide_never_seen() {
  std::vector<File> told;
  for (File& file : files_) {
    if (is_unknown(file.error) || (file.may = verdict(file)) != Verdict::Never) {
      told.push_back(std::move(file));
      continue;
    }
    for (Item& item : file.items) {
      File alone{item.edit.account, {}, unknown_record(item.edit)};
      alone.items.push_back(std::move(item));
      told.push_back(std::move(alone));
    }
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const File& a, const File& b) { return a.items.front().at < b.items.front().at; });
  files_ = std::move(told);
}

base::Result<std::string> Parts::file_of(Item& item) {
  if (item.state != nullptr) return home_of(*item.state);
  if (work_.writer().known(item.edit.id) || item.edit.op != Op::Create)
    return tl::unexpected(unknown_record(item.edit));  // or of another type
  return file_of_new(item);
}

base::Result<std::string> Parts::file_of_new(Item& item) {
  const RecordEdit& edit = item.edit;
  if (item.type == nullptr) {
    if (edit.account.empty() || edit.account == edit.id || founded_.contains(edit.account)) return edit.account;
    const RecordState* account = work_.find(edit.account);
    if (account == nullptr || home_of(*account) != account->id) return tl::unexpected(unknown_record(edit));
    return edit.account;
  }
  switch (item.type->scope) {
    case Scope::Shared:
      if (!edit.account.empty())
        return tl::unexpected(
            not_valid(edit, "records of this type belong to no account", "", "Leave the account out"));
      return std::string{};
    case Scope::Root:
      if (!edit.account.empty() && edit.account != edit.id)
        return tl::unexpected(not_valid(edit, "an account belongs to itself", "", "Leave the account out"));
      return edit.id;
    case Scope::Child:
      break;
  }
  const schema::Field* parent = item.type->parent_field();
  KEYBOOK_ASSERT(parent != nullptr);
  return file_of_child(item, *parent);
}

// By its account, and by the record that it hangs below: both must name the same file.
base::Result<std::string> Parts::file_of_child(Item& item, const schema::Field& parent) {
  RecordEdit& edit = item.edit;
  std::string account = edit.account;
  const auto given = edit.fields.find(parent.name);
  if (given != edit.fields.end() && given->second.change.value.is_string()) {
    const auto above_id = given->second.change.value.get<std::string>();
    std::string above;
    if (founded_.contains(above_id))
      above = above_id;
    else if (const RecordState* state = work_.find(parent.target, above_id))
      above = home_of(*state);
    else
      for (const File& one : files_)  // made by the same mutation
        for (const Item& other : one.items)
          if (other.edit.id == above_id && !is_unknown(one.error)) above = one.account;
    if (above.empty()) return tl::unexpected(unknown_record(edit));
    if (account != above && never_had(above)) return tl::unexpected(unknown_record(edit));
    if (!account.empty() && account != above)
      return tl::unexpected(not_valid(edit, "the record hangs below one of another account", parent.name,
                                      "Name a record of the same account"));
    account = above;
  }
  if (account.empty())
    return tl::unexpected(not_valid(edit, "the record belongs to no account", parent.name, "Name its account"));
  if (!founded_.contains(account)) {
    const RecordState* state = work_.find(account);
    if (state == nullptr || state->id != home_of(*state)) return tl::unexpected(unknown_record(edit));
  }
  const schema::Type* root = work_.registry().root();
  if (given == edit.fields.end() && root != nullptr && parent.target == root->name) {
    edit.fields[parent.name].change.value = account;
    plain_ = false;
  }
  return account;
}

// ---- judging

Part Parts::commit(File& file) {
  Part part;
  part.account = file.account;
  for (const Item& item : file.items) part.records.push_back(item.edit.id);
  if (!file.was_in.empty()) {
    part.account = file.was_in;  // where they went is not for everybody to know
    plain_ = false;
  }
  if (!file.error) file.error = checked(file);
  if (!file.error && !before_) file.error = refers_to_refused(file);
  if (file.error) {
    part.state = PartState::Refused;
    part.reason = *file.error;
    refuse(file);
  } else if (file.may == Verdict::Once) {
    part.state = PartState::Parked;
    for (Item& item : file.items) park(item, part);
  } else {
    for (Item& item : file.items) apply(item, part);
    follow_handovers(file);
  }
  plain_ &= part.state == PartState::Applied && part.requests.empty();
  return part;
}

// What was made before a handover, but arrives after it, goes along as if it had been there.
void Parts::follow_handovers(const File& file) {
  if (file.account.empty() || founded_.contains(file.account)) return;
  const std::string account = work_.ledger().survivor(file.account);
  if (!(rank_ < work_.ledger().rights(account).rank)) return;
  for (const HandedOver& handed : handovers_of(work_, account, rank_))
    for (const Item& item : file.items)
      if (item.state->id != account && move_along(work_, *item.state, handed)) plain_ = false;
}

Verdict Parts::verdict(File& file) {
  Verdict by_rights = verdict_by_rights(file);
  const bool waits = std::any_of(file.items.begin(), file.items.end(), [this](const Item& item) {
    return item.state != nullptr && made_too_late(*item.state);
  });
  if (waits) by_rights = std::min(by_rights, Verdict::Once);
  if (!before_) return by_rights;
  return before_->parked.contains(file.account) || before_->parked.contains(file.was_in) ? Verdict::Once : Verdict::Now;
}

// A parked creation parks the later edits of its record with it (REPLICATION §7), whoever makes them: there is nothing
// to edit until somebody takes it. One that was made before the taking, and comes after it, waits all the same, so that
// the order of arrival decides nothing.
bool Parts::made_too_late(const RecordState& state) {
  if (state.created != nullptr && state.created->rank < rank_) return false;
  const auto lines = work_.writer().lines(state.id, "");
  return std::any_of(lines.begin(), lines.end(), [this](const Line& line) {
    const bool late =
        line.state == LineState::Parked || line.state == LineState::Taken || line.state == LineState::Declined;
    return late && line.op == Op::Create && line.origin->rank < rank_;
  });
}

Verdict Parts::verdict_by_rights(File& file) {
  if (file.account.empty() || founded_.contains(file.account)) return Verdict::Now;
  const Verdict now = work_.ledger().verdict(author_.user, file.account, rank_);
  return now == Verdict::Now ? now : std::max(now, verdict_before_moves(file));
}

bool Parts::never_had(const std::string& account) {
  return !founded_.contains(account) && work_.ledger().verdict(author_.user, account, rank_) == Verdict::Never;
}

// A child that was moved to another account: whoever had the file where it lay at the edit's rank had the right then.
Verdict Parts::verdict_before_moves(File& file) {
  Verdict all = Verdict::Now;
  for (const Item& item : file.items) {
    if (item.state == nullptr || item.state->rebuilt == 0 || item.type == nullptr || item.type->scope != Scope::Child)
      return Verdict::Never;
    const std::string& parent = item.type->parent;
    std::vector<rules::Edit> moves =
        rules::edits_of(*item.state, parent, Merge::Locked, work_.writer().lines(item.state->id, parent));
    std::erase_if(moves, [](const rules::Edit& move) { return !move.accepted || !move.change.value.is_string(); });
    std::sort(moves.begin(), moves.end(),
              [](const rules::Edit& a, const rules::Edit& b) { return a.origin->rank < b.origin->rank; });
    Verdict one = Verdict::Never;
    for (const rules::Edit& move : moves) {
      const RecordState* above = work_.find(item.type->parent_field()->target, move.change.value.get<std::string>());
      if (above == nullptr || home_of(*above) == file.account) continue;
      const bool then = !(rank_ < move.origin->rank) && (&move == &moves.back() || rank_ < (&move + 1)->origin->rank);
      const Verdict there = work_.ledger().verdict(author_.user, home_of(*above), rank_);
      if (there != Verdict::Never) file.was_in = home_of(*above);
      one = std::max(one, then ? there : std::min(there, Verdict::Once));
    }
    all = std::min(all, one);
  }
  return all;
}

std::optional<Error> Parts::checked(File& file) {
  const bool same = mutation_.declarations.empty() || mutation_.declarations == work_.registry().digest();
  for (Item& item : file.items) {
    const bool creates = item.edit.op == Op::Create && item.state == nullptr;
    Checked done = check(item.edit, item.type, author_.user.role, creates ? Creates::Yes : Creates::No,
                         same ? Declarations::Same : Declarations::Other);
    if (done.error) return done.error;
    plain_ &= !done.changed;
  }
  return std::nullopt;
}

// What refers to a record that its author's queue meant to make, and which was refused, waits with that.
std::optional<Error> Parts::refers_to_refused(const File& file) {
  for (const Item& item : file.items)
    for (const auto& [unit, field] : item.edit.fields)
      for (const std::string& record : work_.ledger().refused_creations().named_by(author_.user.name, field.change))
        if (is_missing(record))
          return Error{ErrorCode::UnknownRecord,
                       "it refers to " + record + ", the creation of which was refused",
                       {.type = item.edit.type, .record = item.edit.id, .field = unit},
                       "Mend that one and send it again, this one goes with it"};
  return std::nullopt;
}

// Or somebody else's, who used the id. What this mutation makes itself is not.
bool Parts::is_missing(const std::string& record) {
  for (const RecordEdit& edit : mutation_.edits)
    if (edit.op == Op::Create && edit.id == record) return false;
  const RecordState* state = work_.find(record);
  if (state == nullptr) return true;
  return !home_of(*state).empty() && never_had(home_of(*state));
}

// A refused edit stands for its own base, should a later one of its author be based on it: only then something of it is
// kept, without its values.
void Parts::refuse(const File& file) {
  for (const Item& item : file.items) {
    if (item.edit.op == Op::Create) refused_creations_.push_back(item.edit.id);
    if (item.state == nullptr) continue;
    RecordEdit edit = item.edit;
    RecordState& target = work_.standing(*item.state);
    address(edit, target);
    const auto made = origin(edit, target);
    for (const auto& [unit, field] : edit.fields)
      if (has_names(field.base))
        work_.put(rules::field_line(target, unit, LineState::Refused, {}, field.base, made), target.account);
    if (has_names(edit.base))
      work_.put({target.id, "", edit.op, LineState::Refused, made, {}, edit.base, 0, ""}, target.account);
  }
}

// ---- what is common to applying and parking

void Parts::clamp(Base& base) const {
  base.commit = std::min(base.commit, work_.commit() - 1);
  if (base.device != mutation_.stamp.device)
    base.counter = 0;
  else
    base.counter = std::min(base.counter, mutation_.counter - 1);
}

void Parts::address(RecordEdit& edit, RecordState& target) {
  for (auto& [unit, field] : edit.fields) {
    clamp(field.base);
    field.base = renamed(field.base, edit.id, target.id);
  }
  clamp(edit.base);
  edit.base = renamed(edit.base, edit.id, target.id);
  if (!work_.ledger().survivors().empty()) widen(work_, edit, target);
}

record::OriginPtr Parts::origin(const RecordEdit& edit, const RecordState& target) {
  const bool elsewhere = edit.id != target.id;
  if (origin_ != nullptr && !elsewhere) return origin_;
  record::Origin made;
  made.name = mutation_.stamp;
  made.rank = rank_;
  made.commit = work_.commit();
  made.counter = mutation_.counter;
  made.user = author_.user.name;
  made.committed_ms = work_.now_ms();
  if (elsewhere) made.addressed = edit.id;
  auto shared = std::make_shared<const record::Origin>(std::move(made));
  if (!elsewhere) origin_ = shared;
  return shared;
}

RecordState& Parts::target_of(Item& item) {
  if (item.state != nullptr) {
    if (!item.state->merged_into.empty()) plain_ = false;
    return work_.standing(*item.state);
  }
  RecordState& made = work_.make(item.edit.type, item.edit.id);
  item.state = &made;
  made.account = item.edit.account;
  if (item.type != nullptr && item.type->scope == Scope::Root) made.account = made.id;
  if (item.type != nullptr && item.type->scope == Scope::Child)
    for (const File& one : files_)
      for (const Item& other : one.items)
        if (&other == &item) made.account = one.account;
  // Below an account that was merged away it hangs below the survivor, until they are parted.
  const std::string standing = work_.ledger().survivor(made.account);
  if (standing != made.account) {
    made.home = made.account;
    made.account = standing;
    plain_ = false;
  }
  return made;
}

// Which record a new child belongs to, and who has a new account, its creation says itself.
bool Parts::own_at_creation(const Item& item, const std::string& unit) const {
  if (item.type->scope == Scope::Child) return unit == item.type->parent;
  if (item.type->scope != Scope::Root || unit != owner_unit) return false;
  return item.edit.fields.at(unit).change.value == record::Value(author_.user.name);
}

void Parts::split_locked(Item& item, RecordState& target, bool creates, Part& part, bool may_grant) {
  at_once_.clear();
  if (item.type == nullptr) return;
  for (auto field = item.edit.fields.begin(); field != item.edit.fields.end();) {
    const schema::Unit* unit = item.type->unit(field->first);
    const bool locked = unit != nullptr && unit->merge == Merge::Locked;
    const bool may = may_grant && locked && granted(*item.type, *unit, author_.user.role);
    // Nothing is older than a creation: what its author may grant is simply part of it.
    if (!locked || (creates && (may || own_at_creation(item, field->first)))) {
      ++field;
      continue;
    }
    if (may) {
      at_once_.insert(*field);
    } else {
      work_.put(rules::field_line(target, field->first, LineState::Request, field->second.change, field->second.base,
                                  origin(item.edit, target)),
                target.account);
      part.requests.push_back(item.edit.id + '.' + field->first);
    }
    field = item.edit.fields.erase(field);
    plain_ = false;
  }
}

// ---- applying

// Whoever creates an account has it, in his own territory.
void Parts::found_account(Item& item) {
  const auto add = [&](const char* unit, const std::string& value) {
    if (value.empty() || item.type->unit(unit) == nullptr || item.edit.fields.contains(unit)) return;
    item.edit.fields[unit].change.value = value;
    plain_ = false;
  };
  add(owner_unit, author_.user.name);
  add(territory_unit, author_.user.territory);
}

void Parts::apply(Item& item, Part& part) {
  const bool creates = item.state == nullptr && item.edit.op == Op::Create;
  const bool founds = creates && is_root(item.type);
  RecordState& target = target_of(item);
  RecordEdit& edit = item.edit;
  address(edit, target);
  split_locked(item, target, creates, part, true);
  const auto made = origin(edit, target);
  if (edit.op == Op::Delete && edit.id != target.id) {  // a delete never travels to the survivor of a merge
    work_.put({target.id, "", Op::Delete, LineState::Voided, made, {}, edit.base, 0, ""}, target.account);
    work_.touch(target);
    return;
  }
  if (founds) found_account(item);
  if (edit.op != Op::Set || !edit.fields.empty()) {
    if (is_placeholder(target)) target.deleted = false;
    rules::Applied applied = rules::apply_edit(target, edit, item.type, made, work_.writer());
    plain_ &= applied.plain;
    work_.take(target, std::move(applied));
  }
  if (founds) {
    std::vector<std::string> units;
    for (const auto& [unit, field] : edit.fields) units.push_back(unit);
    access::FileRights version{rank_, author_.user.name, {}, author_.user.territory, 0};
    version = rights_by_fields(target, units, std::move(version));
    work_.ledger().put_rights(target.id, std::move(version), work_.commit());
  }
  if (!at_once_.empty()) grant_at_once(item, target);
}

// Only the server's own transactions change a locked field: this is one, in the author's name and later than all
// before.
void Parts::grant_at_once(const Item& item, RecordState& target) {
  record::Origin made = *origin(item.edit, target);
  made.rank = work_.ledger().next_stamp(work_.now_ms());
  const auto shared = std::make_shared<const record::Origin>(made);
  rules::Applied applied;
  std::vector<std::string> rights;
  for (const auto& [unit, field] : at_once_) {
    const bool review = rules::review_of(item.type, unit);
    rules::apply_field(target, unit, rules::rule_of(item.type, unit, field.change), review, field.change, field.base,
                       shared, work_.writer(), applied);
    if (decides_rights(unit) && is_root(item.type)) rights.push_back(unit);
  }
  work_.take(target, std::move(applied));
  if (rights.empty()) return;
  access::FileRights version = rights_by_fields(target, rights, work_.ledger().rights(target.id));
  version.rank = made.rank;
  work_.ledger().put_rights(target.id, std::move(version), work_.commit());
}

// ---- parking

void Parts::park(Item& item, Part& part) {
  const bool creates = item.state == nullptr;
  RecordState& target = target_of(item);
  if (creates) {
    target.deleted = true;
    work_.touch(target);
  }
  RecordEdit& edit = item.edit;
  address(edit, target);
  split_locked(item, target, creates, part, false);
  const auto made = origin(edit, target);
  for (const auto& [unit, field] : edit.fields)
    work_.put(rules::field_line(target, unit, LineState::Parked, field.change, field.base, made), target.account);
  if (edit.op != Op::Set)
    work_.put({target.id, "", edit.op, LineState::Parked, made, {}, edit.base, 0, ""}, target.account);
}

}  // namespace keybook::server::merge
