// Everything in the store that could remind on a day: one indexed query per marked date, rule and yearly day. Inside a
// transaction of the caller. Internal to this folder. Threads: as the store. Errors: base::Failure.
#pragma once

#include "domain/reminders/engine.h"
#include "reports/local_days.h"
#include "usecases/impl.h"

namespace keybook::client {

class Candidates {
 public:
  Candidates(Client::Impl& impl, const ReminderWish& wish, domain::reminders::Day today);
  [[nodiscard]] std::vector<domain::reminders::Due> read();

 private:
  using Due = domain::reminders::Due;
  // A record that reminds, as SQL: its table t beside its account a, and who is reminded.
  struct Source {
    const schema::Type& type;
    std::string person;               // SQL of the user name
    std::string open;                 // SQL condition: not closed; with its leading AND
    std::vector<std::string> values;  // of the marks in `open`
  };
  [[nodiscard]] Source source(const schema::Type& type, const std::string& person,
                              const std::vector<schema::Closing>& closings, const std::string& needs) const;
  // SELECT id, account, person, `columns` FROM … WHERE … `condition`, with what concerns the user.
  [[nodiscard]] sqlite::Query rows(const Source& source, const std::string& columns, const std::string& condition,
                                   const std::vector<std::string>& values);
  [[nodiscard]] Due due(const Source& source, const sqlite::Query& row, std::string reason,
                        domain::reminders::Day day) const;
  void dated(const schema::Type& type, const schema::Field& field);
  void yearly(const schema::Type& type, const schema::Field& field);
  void ruled();
  void care_dates();
  void holidays();
  void asked_for();
  [[nodiscard]] int standard(std::string_view name, int otherwise);
  // The day where the user is of a date or a moment.
  [[nodiscard]] std::optional<domain::reminders::Day> local_day(std::string_view date_or_time) const;

  Client::Impl& impl_;
  const ReminderWish& wish_;
  domain::reminders::Day today_;
  domain::reminders::DayWindow window_;
  reports::LocalDays zone_;
  std::string user_;
  std::vector<Due> out_;
};

// Who is reminded of a record's date by its declaration; empty: whoever has the account. Of what belongs to no account:
// this user.
[[nodiscard]] std::string person_of(Client::Impl& impl, const record::RecordState& state, const std::string& reason);

}  // namespace keybook::client
