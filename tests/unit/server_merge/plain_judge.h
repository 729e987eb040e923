// The merge rules of one field said once more, from the definitions alone and for few edits: sets of numbers, and
// nothing of the product's merge code. What it says about texts is what must hold of any good merge: no line gets lost
// or doubled.
//
// Threads: pure functions.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/registry.h"

namespace keybook::server::merge::plain {

// One edit: what it does, what it had seen (all of that, closed), and its place among the ranks.
struct Edit {
  schema::Value value;                   // latest, max, min, text
  std::vector<std::string> add, remove;  // set
  std::int64_t delta = 0;                // counter
  std::set<int> seen;                    // numbers of edits of this field
  std::string rank;                      // compares as the ranks do
};
using Edits = std::map<int, Edit>;

using Numbers = std::set<int>;

inline Numbers all_of(const Edits& edits) {
  Numbers numbers;
  for (const auto& [number, edit] : edits) numbers.insert(number);
  return numbers;
}

// Those of `among` that no other of them had seen.
inline Numbers heads(const Edits& edits, const Numbers& among) {
  Numbers found;
  for (const int number : among)
    if (std::none_of(among.begin(), among.end(), [&](int other) { return edits.at(other).seen.contains(number); }))
      found.insert(number);
  return found;
}

// Whose value stands among these: the latest; for max and min the head with the largest or smallest, of equal ones the
// later, of those without a value none unless nobody has one.
inline int winner(const Edits& edits, const Numbers& among, schema::Merge rule) {
  int best = -1;
  for (const int number : rule == schema::Merge::Latest ? among : heads(edits, among)) {
    if (best < 0) {
      best = number;
      continue;
    }
    const Edit &a = edits.at(number), &b = edits.at(best);
    const bool later = b.rank < a.rank;
    bool better = later;
    if (rule != schema::Merge::Latest && a.value.is_null() != b.value.is_null())
      better = b.value.is_null();
    else if (rule != schema::Merge::Latest && a.value != b.value)
      better = rule == schema::Merge::Max ? b.value < a.value : a.value < b.value;
    if (better) best = number;
  }
  return best;
}

// An element is in when some add of it is in no remove's past.
inline std::set<std::string> elements(const Edits& edits) {
  std::set<std::string> in;
  for (const auto& [adding, edit] : edits)
    for (const std::string& element : edit.add) {
      const bool gone = std::any_of(edits.begin(), edits.end(), [&, number = adding](const auto& other) {
        const auto& taken = other.second.remove;
        return other.second.seen.contains(number) && std::find(taken.begin(), taken.end(), element) != taken.end();
      });
      if (!gone) in.insert(element);
    }
  return in;
}

inline std::int64_t sum(const Edits& edits) {
  std::int64_t total = 0;
  for (const auto& [number, edit] : edits) total += edit.delta;
  return total;
}

inline bool conflict(const Edits& edits, bool review) {
  std::set<std::string> sides;
  for (const int head : heads(edits, all_of(edits))) sides.insert(edits.at(head).value.dump());
  return review && sides.size() > 1;
}

// What became of an edit (REPLICATION §4).
inline std::string outcome(const Edits& edits, int number, schema::Merge rule) {
  bool met = false, seen = false;
  for (const auto& [other, edit] : edits) {
    seen |= edit.seen.contains(number);
    met |= other != number && !edit.seen.contains(number) && !edits.at(number).seen.contains(other);
  }
  if (rule == schema::Merge::Set || rule == schema::Merge::Text)
    return seen ? "overwritten" : met ? "merged" : "applied";
  if (rule == schema::Merge::Counter) return met ? "merged" : "applied";
  if (winner(edits, all_of(edits), rule) == number) return "applied";
  for (const auto& [other, edit] : edits)  // somebody saw it standing and replaced it
    if (edit.seen.contains(number) && winner(edits, edit.seen, rule) == number) return "overwritten";
  for (const auto& [other, edit] : edits) {  // a later hand wrote the same
    const bool apart = other != number && !edit.seen.contains(number) && !edits.at(number).seen.contains(other);
    if (apart && edits.at(number).rank < edit.rank && edit.value == edits.at(number).value) return "merged";
  }
  return "lost";
}

inline std::set<std::string> lines_in(const schema::Value& text) {
  std::set<std::string> lines;
  const std::string all = text.is_string() ? text.get<std::string>() : "";
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    lines.insert(all.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Lines that a head wrote and that nobody had seen: no merge may lose one of them. (Whoever replaced an equal line of
// somebody else took that one away; texts do not tell the two apart.)
inline std::set<std::string> fresh_lines(const Edits& edits) {
  const Numbers standing = heads(edits, all_of(edits));
  std::set<std::string> known, fresh;
  for (const auto& [number, edit] : edits)
    if (!standing.contains(number)) known.merge(lines_in(edit.value));
  for (const int head : standing)
    for (const std::string& line : lines_in(edits.at(head).value))
      if (!known.contains(line)) fresh.insert(line);
  return fresh;
}

}  // namespace keybook::server::merge::plain
