// The invariants of the store, one function each; every one says what is wrong and where, in words for an
// administrator.
#include <map>

#include "merge/apply.h"
#include "storage/sqlite/connection.h"

namespace keybook::server::storage {
namespace {

using Problems = std::vector<std::string>;

// A damaged store has the same thing wrong a million times: the first ones tell enough.
constexpr std::size_t problems_per_check_max = 100;

class Check {
 public:
  explicit Check(Connection& connection) : c_(connection), last_(connection.last_commit()) {}

  Problems all() {
    Problems problems = c_.tables.check();
    const auto run = [&problems, this](void (Check::*one)()) {
      found_.clear();
      (this->*one)();
      problems.insert(problems.end(), found_.begin(), found_.end());
    };
    run(&Check::file_is_sound);
    run(&Check::ids_have_rows);
    run(&Check::files_know_their_last_change);
    run(&Check::digests_are_those_of_the_records);
    run(&Check::rights_in_force_are_the_last);
    run(&Check::counters_have_no_gaps);
    run(&Check::records_and_lines);
    return problems;
  }

 private:
  void say(std::string text) {
    if (found_.size() < problems_per_check_max) found_.push_back(std::move(text));
  }

  // Reads texts of one statement's rows.
  void each(std::string_view sql, const std::function<void(sqlite::Query&)>& row) {
    auto query = c_.prepare(sql);
    while (Connection::step(query)) row(query);
  }

  void file_is_sound() {
    each("PRAGMA quick_check(10)", [this](sqlite::Query& row) {
      if (row.text(0) != "ok") say("the database file is damaged: " + std::string(row.text(0)));
    });
  }

  void ids_have_rows() {
    each("SELECT id, type, account FROM ids", [this](sqlite::Query& row) {
      const std::string id(row.text(0)), type(row.text(1)), account(row.text(2));
      const auto state = c_.record(type, id);
      if (!state) return say("record " + id + " is listed as " + type + " but has no row");
      if (state->account != account)
        say("record " + id + " is listed in file '" + account + "' but its row says '" + state->account + "'");
    });
  }

  void files_know_their_last_change() {
    std::map<std::string, CommitNumber, std::less<>> changed;
    each("SELECT account, changed FROM file", [&, this](sqlite::Query& row) {
      changed.emplace(row.text(0), row.integer(1));
      if (row.integer(1) > last_) say("file '" + std::string(row.text(0)) + "' changed after the last commit");
    });
    for (const auto& [account, at] : changed) {
      // Whatever changed later than the file itself would never reach a device.
      c_.tables.changed(account, at, [&, file = account](RecordState&& state, CommitNumber) {
        say("record " + state.id + " changed after its file '" + file + "'");
        return false;
      });
      c_.tables.changed_lines(account, at, [&, file = account](Line&& line) {
        say("a line of record " + line.record + " changed after its file '" + file + "'");
        return false;
      });
    }
    each("SELECT DISTINCT account FROM ids", [&, this](sqlite::Query& row) {
      if (!changed.contains(row.text(0))) say("file '" + std::string(row.text(0)) + "' is in no feed");
    });
  }

  void digests_are_those_of_the_records() {
    for (const auto& [account, sum] : c_.file_sums())
      if (const auto counted = c_.counted(account); counted != std::pair(sum, c_.file_records(account)))
        say("the digest of file '" + account + "' is not that of its records");
  }

  void rights_in_force_are_the_last() {
    each("SELECT DISTINCT account FROM rights", [this](sqlite::Query& row) {
      const std::string account(row.text(0));
      const access::FileRights last = c_.rights(account).back();
      auto now = c_.prepare("SELECT owner, territory FROM file_now WHERE account = ?");
      now.bind(account);
      if (!Connection::step(now)) return say("file " + account + " has rights but none in force");
      if (now.text(0) != last.owner || now.text(1) != last.territory)
        say("the rights in force of file " + account + " are not its last ones");
      std::set<std::string> members;
      auto team = c_.prepare("SELECT user FROM file_member WHERE account = ?");
      team.bind(account);
      while (Connection::step(team)) members.emplace(team.text(0));
      if (members != std::set<std::string>(last.team.begin(), last.team.end()))
        say("the team in force of file " + account + " is not its last one");
    });
    each("SELECT account FROM file_now WHERE account NOT IN (SELECT account FROM rights)", [this](sqlite::Query& row) {
      say("file " + std::string(row.text(0)) + " has rights in force that were never given");
    });
    each("SELECT id FROM ids WHERE id = account AND id NOT IN (SELECT account FROM file_now)",
         [this](sqlite::Query& row) {
           say("account " + std::string(row.text(0)) + " has no rights: nobody but head office can see it");
         });
  }

  void counters_have_no_gaps() {
    for (const Enrolment& e : c_.enrolments()) {
      auto query = c_.prepare(
          "SELECT count(*), coalesce(max(counter), 0), coalesce(max(number), 0) FROM committed WHERE enrolment = ?");
      query.bind(e.id);
      if (!Connection::step(query)) continue;
      const std::int64_t count = query.integer(0), highest = query.integer(1);
      if (count + e.closed != highest)
        say("device " + e.id + " has " + std::to_string(count) + " mutations but the highest number is " +
            std::to_string(highest));
      if (highest != e.counter && count > 0)
        say("device " + e.id + " is at number " + std::to_string(e.counter) + " but its mutations go to " +
            std::to_string(highest));
      if (query.integer(2) > last_) say("device " + e.id + " has a mutation after the last commit");
    }
  }

  void records_and_lines() {
    each("SELECT account FROM file", [this](sqlite::Query& row) {
      const std::string account(row.text(0));
      c_.tables.changed(account, 0, [this](RecordState&& state, CommitNumber changed) {
        check_record(state, changed);
        return found_.size() < problems_per_check_max;
      });
      c_.tables.changed_lines(account, 0, [&, this](Line&& line) {
        if (!c_.known(line.record)) say("a line of record " + line.record + ", which does not exist");
        return found_.size() < problems_per_check_max;
      });
    });
  }

  void check_record(const RecordState& state, CommitNumber changed) {
    const std::string where = state.type + " " + state.id;
    if (changed > last_) say(where + " changed after the last commit");
    const auto listed = c_.known(state.id);
    if (!listed || listed->type != state.type) say(where + " is not listed as what it is");
    const schema::Type* type = c_.tables.registry().type(state.type);
    for (const auto& [name, field] : state.fields) {
      if (field.heads.empty()) say(where + ", field " + name + " has a value that nobody wrote");
      for (const record::Head& head : field.heads)
        if (!head.origin || head.origin->commit > last_ || head.origin->commit < 1)
          say(where + ", field " + name + " stands on an edit that was not committed");
      if (field.heads.size() > 1 || field.lined)
        check_merged(state, name, field, merge::rule_of(type, name, field), merge::review_of(type, name));
    }
  }

  // What stands is what the definition of the merge gives for all edits of the field.
  void check_merged(const RecordState& state, const std::string& unit, const record::FieldState& field,
                    schema::Merge rule, bool review) {
    const std::string where = state.type + " " + state.id + ", field " + unit;
    const merge::Field judged(rule, review, merge::edits_of(state, unit, rule, c_.tables.lines(state.id, unit)),
                              state.id);
    if (judged.value() != field.value) say(where + " does not stand as its edits merge");
    if (judged.conflict() != field.conflict) say(where + " has its conflict marked wrongly");
    if (judged.heads().size() != field.heads.size()) say(where + " does not have the heads of its edits");
  }

  Connection& c_;
  const CommitNumber last_;
  Problems found_;
};

}  // namespace

std::vector<std::string> Connection::check() { return Check(*this).all(); }

}  // namespace keybook::server::storage
