#include "merge/existence.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "merge/apply.h"

namespace keybook::merge {

using record::Base;
using record::EditName;
using record::Line;
using record::LineState;
using record::Op;
using record::OriginPtr;
using record::RecordState;

namespace {

// One edit of a field, or of the existence of one record of the family.
struct Item {
  std::size_t name = 0;
  OriginPtr origin;
  Base base;
  const std::string* home = nullptr;  // account that its record belongs to by itself
  bool accepted = true;
};

// The edits of a record's family, and what each has seen. One mutation may touch several records and fields of it: that
// is one name, which has seen what any of them has. Names are numbers here: there may be many edges.
class Family {
 public:
  explicit Family(std::string record) : record_(std::move(record)) {}

  void add(const FamilyMember& member) {
    const RecordState& state = *member.state;
    const std::string& home = state.home.empty() ? state.account : state.home;
    if (state.id == record_) is_account_ = home == record_;
    std::unordered_map<std::string, std::vector<Line>> by_unit;
    for (const auto& [unit, field] : state.fields) by_unit[unit];
    for (const Line& line : member.lines)
      if (!line.unit.empty()) by_unit[line.unit].push_back(line);
    for (const auto& [unit, lines] : by_unit) add_unit(edits_of(state, unit, schema::Merge::Latest, lines), home);
    if (state.created != nullptr) keep({number(record::edit_name(*state.created)), state.created, {}, &home, true});
    for (const Line& line : member.lines)
      if (line.unit.empty()) add_line(line, state.id == record_, home);
  }

  [[nodiscard]] Existence judged() const {
    std::vector<bool> covered(edges_.size(), false);
    const auto cover = [&covered](const std::vector<bool>& past) {
      std::transform(past.begin(), past.end(), covered.begin(), covered.begin(), std::logical_or<>());
    };
    for (const Item& item : deletes_) {
      auto past = past_of(item);
      past[item.name] = false;
      cover(past);
    }
    Existence result;
    result.alive = std::any_of(keepers_.begin(), keepers_.end(), [&](std::size_t name) { return !covered[name]; });
    if (!result.alive) return result;
    for (const Item& item : restores_) cover(past_of(item));
    result.conflict =
        std::any_of(deletes_.begin(), deletes_.end(), [&](const Item& item) { return !covered[item.name]; });
    return result;
  }

 private:
  std::size_t number(const EditName& name) {
    const auto [found, added] = numbers_.emplace(name, edges_.size());
    if (added) edges_.emplace_back();
    return found->second;
  }

  void add_names(std::size_t name, const Base& base) {
    for (const EditName& seen : base.names) {
      const std::size_t to = number(seen);  // may add a row to edges_
      edges_[name].push_back(to);
    }
  }

  void keep(const Item& item) {
    items_.push_back(item);
    if (item.accepted && item.origin->by_person) keepers_.push_back(item.name);
  }

  // A position stands for the edits of the same unit within it.
  void add_unit(std::vector<Edit> edits, const std::string& home) {
    std::vector<Item> unit;
    for (Edit& edit : edits)
      unit.push_back({number(edit.name), std::move(edit.origin), std::move(edit.base), &home, edit.accepted});
    for (const Item& item : unit) {
      add_names(item.name, item.base);
      if (item.base.position)
        for (const Item& other : unit)
          if (other.name != item.name && within(item.base, *other.origin, item.origin->addressed))
            edges_[item.name].push_back(other.name);
      keep(item);
    }
  }

  void add_line(const Line& line, bool of_record, const std::string& home) {
    const Item item{number(record::edit_name(*line.origin)), line.origin, line.base, &home,
                    line.state == LineState::Accepted};
    add_names(item.name, item.base);
    if (item.accepted && line.op != Op::Delete)
      keep(item);
    else
      items_.push_back(item);
    if (item.accepted && of_record && line.op == Op::Delete) deletes_.push_back(item);
    if (item.accepted && of_record && line.op == Op::Restore) restores_.push_back(item);
  }

  // What a delete or restore of the record has seen of its family.
  [[nodiscard]] std::vector<bool> past_of(const Item& of) const {
    std::vector<bool> found(edges_.size(), false);
    std::vector<std::size_t> todo;
    const auto see = [&](std::size_t name) {
      if (!found[name]) todo.push_back(name);
      found[name] = true;
    };
    for (const EditName& name : of.base.names) see(numbers_.at(name));
    if (of.base.position)
      for (const Item& item : items_)
        if (item.name != of.name && same_addressee(of, item) && within(of.base, *item.origin, item.origin->addressed))
          see(item.name);
    while (!todo.empty()) {
      const std::size_t name = todo.back();
      todo.pop_back();
      for (const std::size_t next : edges_[name]) see(next);
    }
    return found;
  }

  // Where accounts were merged, a position covers what was addressed to the same account, or hung below it.
  [[nodiscard]] bool same_addressee(const Item& of, const Item& item) const {
    if (!is_account_) return true;
    const std::string& account = of.origin->addressed.empty() ? record_ : of.origin->addressed;
    return account == (item.origin->addressed.empty() ? *item.home : item.origin->addressed);
  }

  std::string record_;
  bool is_account_ = false;
  std::unordered_map<EditName, std::size_t> numbers_;
  std::vector<std::vector<std::size_t>> edges_;
  std::vector<Item> items_;               // every edit
  std::vector<std::size_t> keepers_;      // accepted, by a person, no delete
  std::vector<Item> deletes_, restores_;  // accepted, of the record itself
};

}  // namespace

Existence existence(const std::string& record, const std::vector<FamilyMember>& members) {
  Family family(record);
  for (const FamilyMember& member : members) family.add(member);
  return family.judged();
}

bool settle_existence(RecordState& state, const std::vector<FamilyMember>& family) {
  const Existence now = state.has_deletes ? existence(state.id, family) : Existence{};
  if (state.deleted == !now.alive && state.kept == now.conflict) return false;
  state.deleted = !now.alive;
  state.kept = now.conflict;
  return true;
}

}  // namespace keybook::merge
