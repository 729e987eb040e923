// Reminders, findings, standards and what fields offer, as the client library gives them. Threads: values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/registry.h"

namespace keybook::client {

struct ReminderWish {
  std::string day;   // ISO date: today where the user is (Environment::zone says which day a moment falls on)
  int ahead = 0;     // at least so many days before, besides the lead of each rule
  bool all = false;  // of everybody in the files that are here; else what concerns this user
};

struct DueReminder {
  std::string id;            // names it for answer_reminder()
  std::string type, record;  // what it is about
  std::string account, account_name;
  std::string title;
  std::string reason;  // field or rule
  schema::Label why;   // in words: "Contract ends"
  std::string person;  // empty: whoever has the account
  std::string day;     // ISO date
  std::string when;    // "overdue", "today", "upcoming"
  int days_left = 0;
};

// Exactly one of them.
struct ReminderAnswer {
  std::string snooze_until;  // ISO date
  bool dismiss = false;
};

struct RuleFinding {
  std::string type, record, field, rule, message, remedy;
};

// A value that a field offers: declared, or an option of head office.
struct Offer {
  std::string value;
  schema::Label label;
  std::optional<std::string> number;  // that goes with it, such as a weight
  std::string hint;                   // for instance what to answer to a refusal
  std::optional<bool> counts;         // for instance a reason that excuses a visit; none: head office said nothing
};

struct Installed {
  std::size_t created = 0, kept = 0;
};

}  // namespace keybook::client
