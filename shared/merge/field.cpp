#include "merge/field.h"

#include <algorithm>
#include <array>
#include <map>

#include "merge/bits.h"
#include "merge/values.h"
#include "schema/decimal.h"
#include "text/merge3.h"

namespace keybook::merge {

using record::Base;
using record::Change;
using record::EditName;
using schema::Merge;

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 7> names = {"applied", "merged",   "overwritten", "lost",
                                                     "parked",  "declined", "reverted"};
  return names[static_cast<std::size_t>(outcome)];
}

namespace {

// The order in which edits came: those that are not committed yet are the last.
bool came_before(const Edit& a, const Edit& b) {
  const auto commit = [](const Edit& edit) { return edit.origin->commit == 0 ? INT64_MAX : edit.origin->commit; };
  return std::tuple(commit(a), a.origin->counter, &a.origin->name) <
         std::tuple(commit(b), b.origin->counter, &b.origin->name);
}

std::string text_of(const Value& value) { return value.is_string() ? value.get<std::string>() : std::string{}; }

}  // namespace

bool within(const Base& base, const record::Origin& origin, std::string_view addressed) {
  if (!base.position || origin.addressed != addressed) return false;
  if (origin.commit > 0 && origin.commit <= base.commit) return true;
  return origin.counter > 0 && origin.counter <= base.counter && origin.name.device == base.device;
}

bool covers(const Base& base, const record::Origin& origin, std::string_view addressed) {
  if (within(base, origin, addressed)) return true;
  if (base.names.empty()) return false;
  const EditName name = record::edit_name(origin);
  return std::find(base.names.begin(), base.names.end(), name) != base.names.end();
}

Base implied_base(const record::Origin& origin) {
  if (origin.commit > 0) return {true, origin.commit - 1, 0, "", {}};
  return {true, INT64_MAX, origin.counter - 1, origin.name.device, {}};
}

// Numbers: accepted edits by rank first, then the others.
struct Field::Impl {
  Merge rule;
  bool review;
  std::vector<Edit> edits;   // accepted, by rank
  std::vector<Edit> ghosts;  // stand for their own base only
  std::unordered_map<EditName, std::size_t> number;
  std::vector<Bits> pasts;  // by number, without itself
  Bits accepted;
  mutable std::map<Bits, std::pair<Value, bool>> texts;

  using Numbers = std::vector<std::size_t>;

  Impl(Merge the_rule, bool the_review, std::vector<Edit> all, const std::string& record)
      : rule(the_rule), review(the_review) {
    for (Edit& edit : all) (edit.accepted ? edits : ghosts).push_back(std::move(edit));
    // Two accounts that are one may have edits of one mutation each: the record that they were addressed to decides
    // then.
    const auto rank = [&record](const Edit& edit) {
      return std::tie(edit.origin->rank, edit.origin->addressed.empty() ? record : edit.origin->addressed);
    };
    std::sort(edits.begin(), edits.end(), [&rank](const Edit& a, const Edit& b) { return rank(a) < rank(b); });
    for (std::size_t i = 0; i < edits.size() + ghosts.size(); ++i) number.emplace(at(i).name, i);
    accepted = Bits(size());
    for (std::size_t i = 0; i < edits.size(); ++i) accepted.add(i);
    find_pasts();
  }

  [[nodiscard]] std::size_t size() const { return edits.size() + ghosts.size(); }
  [[nodiscard]] const Edit& at(std::size_t i) const { return i < edits.size() ? edits[i] : ghosts[i - edits.size()]; }

  // Adds what edit i has seen; whether that was more than was known of it.
  bool look_back(std::size_t i, const Numbers& arrival) {
    const Edit& edit = at(i);
    bool grew = false;
    const auto see = [&](std::size_t seen) {
      if (!pasts[i].has(seen)) {
        pasts[i].add(seen);
        grew = true;
      }
      grew |= pasts[i].add_all(pasts[seen]);
    };
    for (const EditName& name : edit.base.names)
      if (const auto found = number.find(name); found != number.end()) see(found->second);
    if (!edit.base.position) return grew;
    // Newest first: what is in the past of a newer one needs no second look.
    for (auto it = arrival.rbegin(); it != arrival.rend(); ++it)
      if (!pasts[i].has(*it) && within(edit.base, *at(*it).origin, edit.origin->addressed)) see(*it);
    return grew;
  }

  void find_pasts() {
    pasts.assign(size(), Bits(size()));
    Numbers arrival(size());
    for (std::size_t i = 0; i < size(); ++i) arrival[i] = i;
    std::sort(arrival.begin(), arrival.end(),
              [this](std::size_t a, std::size_t b) { return came_before(at(a), at(b)); });
    // One pass is enough where bases point backwards in order of arrival, as they do but for what a restore lost.
    for (bool grew = true; grew;) {
      grew = false;
      for (const std::size_t i : arrival) grew |= look_back(i, arrival);
    }
    for (std::size_t i = 0; i < size(); ++i) pasts[i].remove(i);  // bases in a circle
  }

  // The numbers in `names` that are in no other's past, by rank.
  [[nodiscard]] Numbers heads(const Bits& names) const {
    Bits covered(size());
    for (std::size_t i = 0; i < edits.size(); ++i)
      if (names.has(i)) covered.add_all(pasts[i]);
    Numbers found;
    for (std::size_t i = 0; i < edits.size(); ++i)
      if (names.has(i) && !covered.has(i)) found.push_back(i);
    return found;
  }

  [[nodiscard]] bool concurrent(std::size_t a, std::size_t b) const {
    return a != b && !pasts[b].has(a) && !pasts[a].has(b);
  }
  [[nodiscard]] const Value& put(std::size_t i) const { return edits[i].change.value; }

  // The edit whose value a register shows: the latest; for max and min the largest or smallest of the heads.
  [[nodiscard]] std::optional<std::size_t> winner(const Bits& names) const {
    const Numbers all = heads(names);
    std::optional<std::size_t> best;
    const bool extreme = rule == Merge::Max || rule == Merge::Min;
    for (const std::size_t i : all) {
      if (!best || !extreme || put(*best).is_null())
        best = i;
      else if (!put(i).is_null())
        if (const int order = compare_values(put(i), put(*best)); order == 0 || (rule == Merge::Max) == (order > 0))
          best = i;
    }
    return best;
  }

  // (text, overlapped) of a set of edits that holds the past of each: its heads, merged in rank order, each with the
  // base that it shares with what is merged already. One head is simply that author's text.
  const std::pair<Value, bool>& text(const Bits& names) const {
    if (const auto found = texts.find(names); found != texts.end()) return found->second;
    std::pair<Value, bool> result{nullptr, false};
    Bits seen(size());
    bool first = true;
    for (const std::size_t head : heads(names)) {
      if (first) {
        result.first = put(head);
      } else {
        Bits common = seen;
        common.keep_only(pasts[head]);
        auto merged = text::merge3(text_of(text(common).first), text_of(result.first), text_of(put(head)));
        result.first = std::move(merged.text);
        result.second |= merged.overlapped;
      }
      seen.add_all(pasts[head]);  // the head itself is in the past of no other
      first = false;
    }
    return texts.emplace(names, std::move(result)).first->second;
  }

  // Add wins: only a remove that had seen this very add takes it away.
  [[nodiscard]] std::set<std::string> elements() const {
    std::set<std::string> found;
    for (std::size_t i = 0; i < edits.size(); ++i)
      for (const std::string& element : edits[i].change.add)
        if (!removed(element, i)) found.insert(element);
    return found;
  }
  [[nodiscard]] bool removed(const std::string& element, std::size_t added) const {
    for (std::size_t i = 0; i < edits.size(); ++i) {
      const auto& remove = edits[i].change.remove;
      if (pasts[i].has(added) && std::find(remove.begin(), remove.end(), element) != remove.end()) return true;
    }
    return false;
  }

  [[nodiscard]] Value value() const {
    if (rule == Merge::Counter) {
      std::string sum = "0";
      for (const Edit& edit : edits)
        if (edit.change.kind == Change::Kind::Delta) sum = schema::add_decimals(sum, edit.change.delta);
      return counter_value(sum);
    }
    if (rule == Merge::Set) return set_value(elements());
    if (rule == Merge::Text) return text(accepted).first;
    const auto standing = winner(accepted);
    return standing ? put(*standing) : Value(nullptr);
  }

  [[nodiscard]] std::vector<Value> sides() const {
    std::vector<Value> found;
    if (rule == Merge::Text ? !text(accepted).second : !review || (rule != Merge::Latest && rule != Merge::Locked))
      return found;
    for (const std::size_t i : heads(accepted))
      if (rule == Merge::Text || std::find(found.begin(), found.end(), put(i)) == found.end()) found.push_back(put(i));
    if (rule != Merge::Text && found.size() < 2) found.clear();
    return found;
  }

  [[nodiscard]] Outcome outcome(std::size_t i) const {
    bool with_another = false, seen_by_another = false;
    for (std::size_t other = 0; other < edits.size(); ++other) {
      with_another |= concurrent(i, other);
      seen_by_another |= other != i && pasts[other].has(i);
    }
    if (rule == Merge::Set || rule == Merge::Counter || rule == Merge::Text) {
      if (rule != Merge::Counter && seen_by_another) return Outcome::Overwritten;
      return with_another ? Outcome::Merged : Outcome::Applied;
    }
    if (winner(accepted) == i) return Outcome::Applied;
    for (std::size_t other = 0; other < edits.size(); ++other)  // somebody saw this value standing and replaced it
      if (other != i && pasts[other].has(i) && winner(pasts[other]) == i) return Outcome::Overwritten;
    for (std::size_t other = i + 1; other < edits.size();
         ++other)  // the same value came from a later hand: nothing was lost
      if (concurrent(i, other) && put(other) == put(i)) return Outcome::Merged;
    return Outcome::Lost;
  }
};

Field::Field(Merge rule, bool review, std::vector<Edit> edits, const std::string& record)
    : impl_(std::make_shared<const Impl>(rule, review, std::move(edits), record)) {}

const std::vector<Edit>& Field::edits() const { return impl_->edits; }

std::vector<const Edit*> Field::heads() const {
  std::vector<const Edit*> found;
  for (const std::size_t i : impl_->heads(impl_->accepted)) found.push_back(&impl_->edits[i]);
  return found;
}

Value Field::value() const { return impl_->value(); }
std::vector<Value> Field::sides() const { return impl_->sides(); }
bool Field::conflict() const { return !impl_->sides().empty(); }

Outcome Field::outcome(const EditName& name) const {
  const auto found = impl_->number.find(name);
  KEYBOOK_ASSERT(found != impl_->number.end());
  return found->second < impl_->edits.size() ? impl_->outcome(found->second) : Outcome::Parked;
}

std::set<EditName> Field::past(const EditName& name) const {
  std::set<EditName> names;
  const auto found = impl_->number.find(name);
  if (found == impl_->number.end()) return names;
  for (std::size_t i = 0; i < impl_->edits.size(); ++i)
    if (impl_->pasts[found->second].has(i)) names.insert(impl_->edits[i].name);
  return names;
}

record::FieldState Field::state() const {
  record::FieldState state;
  const auto heads = impl_->heads(impl_->accepted);
  state.lined = (impl_->rule == Merge::Set || impl_->rule == Merge::Counter) && impl_->edits.size() > 1;
  for (const std::size_t i : heads) {
    const Edit& edit = impl_->edits[i];
    record::Head head{edit.origin, nullptr, edit.base};
    if (heads.size() > 1 && !state.lined) head.value = edit.change.value;
    bool implied = edit.base == implied_base(*edit.origin);
    if (heads.size() == 1 && edit.origin->commit > 0 && impl_->ghosts.empty()) {
      implied = true;  // it has seen all others; they must also have come before it
      for (const Edit& other : impl_->edits)
        implied &= &other == &edit || (other.origin->commit > 0 && other.origin->commit < edit.origin->commit &&
                                       other.origin->addressed == edit.origin->addressed);
    }
    if (implied) head.base.reset();
    state.heads.push_back(std::move(head));
  }
  state.value = impl_->value();
  state.conflict = conflict();
  return state;
}

}  // namespace keybook::merge
