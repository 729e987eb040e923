#include "domain/reminders/engine.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace keybook::domain::reminders {
namespace {

// Several answers to one reminder: dismissed is dismissed, and the longest delay counts.
struct Answered {
  std::optional<Day> until;
  bool dismissed = false;
};
using Key = std::tuple<std::string, std::string, std::string, Day>;

std::map<Key, Answered> joined(const std::vector<Answer>& answers) {
  std::map<Key, Answered> out;
  for (const Answer& answer : answers) {
    Answered& one = out[{answer.record, answer.reason, answer.person, answer.day}];
    one.dismissed |= answer.dismissed;
    if (answer.snoozed_until && (!one.until || *one.until < *answer.snoozed_until)) one.until = answer.snoozed_until;
  }
  return out;
}

auto order_of(const Due& due) { return std::tie(due.day, due.type, due.record, due.reason, due.person); }

}  // namespace

std::string_view name_of(When when) {
  switch (when) {
    case When::Overdue:
      return "overdue";
    case When::Today:
      return "today";
    case When::Upcoming:
      break;
  }
  return "upcoming";
}

std::string id_of(const Due& due) { return due.type + '/' + due.record + '/' + due.reason + '/' + iso(due.day); }

std::optional<Name> name_in(std::string_view id) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= id.size();) {
    const std::size_t end = std::min(id.find('/', at), id.size());
    parts.emplace_back(id.substr(at, end - at));
    at = end + 1;
  }
  if (parts.size() != 4 || std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.empty(); }))
    return std::nullopt;
  const auto day = day_of(parts[3]);
  if (!day || parts[3].size() != iso(*day).size()) return std::nullopt;
  return Name{parts[0], parts[1], parts[2], *day};
}

std::vector<Reminder> reminders(std::vector<Due> due, const std::vector<Answer>& answers, Day today, int ahead) {
  const auto answered = joined(answers);
  std::sort(due.begin(), due.end(), [](const Due& a, const Due& b) { return order_of(a) < order_of(b); });
  due.erase(std::unique(due.begin(), due.end(), [](const Due& a, const Due& b) { return order_of(a) == order_of(b); }),
            due.end());
  std::vector<Reminder> out;
  for (Due& one : due) {
    const int left = static_cast<int>((one.day - today).count());
    if (left > std::max(one.lead, ahead) || (left < 0 && !one.lasting)) continue;
    const auto found = answered.find({one.record, one.reason, one.person, one.day});
    if (found != answered.end()) {
      const Answered& answer = found->second;
      if (answer.dismissed || (answer.until && today < *answer.until)) continue;
    }
    out.push_back({std::move(one), left < 0 ? When::Overdue : left == 0 ? When::Today : When::Upcoming, left});
  }
  return out;
}

}  // namespace keybook::domain::reminders
