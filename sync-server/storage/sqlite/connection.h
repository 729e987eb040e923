// One connection to the embedded store, with everything that can be read through it. Readers and the writer share this
// code; what they add is the transaction around it.
//
// Threads: one at a time. Errors: base::Failure. Every statement goes by an index (tests/contract explains them all).
#pragma once

#include "sqlite/database.h"
#include "storage/storage.h"
#include "tables/record_tables.h"

namespace keybook::server::storage {

class Connection {
 public:
  // `declarations`: of the store, which lives longer.
  Connection(std::unique_ptr<sqlite::Database> opened, schema::Declarations& declarations)
      : database(std::move(opened)), tables(*database, declarations.base()), declarations_(declarations) {}

  // At the begin of a transaction: from here on the declarations that are in force in it.
  void follow_declarations();
  // Takes the additions that were written into force: tables grow. In a write transaction.
  void grow();
  [[nodiscard]] std::vector<schema::Addition> additions();

  [[nodiscard]] sqlite::Query prepare(std::string_view sql);
  static bool step(sqlite::Query& query);  // true: a row is there

  [[nodiscard]] CommitNumber last_commit();
  [[nodiscard]] Stamp highest_rank(CommitNumber at);
  [[nodiscard]] std::string meta(std::string_view key);
  [[nodiscard]] std::optional<Reader::Known> known(std::string_view id);
  [[nodiscard]] std::optional<std::string> find(std::string_view type, std::string_view field, std::string_view value);
  [[nodiscard]] std::vector<std::string> changed_files(CommitNumber since);
  [[nodiscard]] std::vector<access::FileRights> rights(std::string_view account);
  [[nodiscard]] std::vector<std::string> visible_files(const access::User& user);
  [[nodiscard]] std::vector<std::string> unowned_files();
  [[nodiscard]] std::vector<std::string> regranted_files(CommitNumber since);
  [[nodiscard]] access::TerritoryTree territories();
  [[nodiscard]] std::vector<Redirect> redirects();
  [[nodiscard]] std::optional<UserRow> user(std::string_view name);
  [[nodiscard]] std::vector<UserRow> users();
  [[nodiscard]] std::optional<Enrolment> enrolment(std::string_view id);
  [[nodiscard]] std::optional<Enrolment> enrolment_by_credential(std::string_view credential_hash);
  [[nodiscard]] std::vector<Enrolment> enrolments();
  [[nodiscard]] std::optional<Committed> committed(std::string_view enrolment, Counter counter);
  [[nodiscard]] std::optional<Plan> plan(std::string_view kind, std::string_view id);
  [[nodiscard]] std::vector<Plan> plans(std::string_view kind);
  [[nodiscard]] std::vector<Plan> due_plans(std::int64_t until_ms);
  [[nodiscard]] std::int64_t next_due_ms();
  [[nodiscard]] std::optional<std::string> act_answer(std::string_view user, std::string_view act);
  [[nodiscard]] std::vector<std::string> remade_files(CommitNumber since);
  [[nodiscard]] std::optional<OriginRow> origin(const record::FirstMade& first);
  [[nodiscard]] bool has_origins(std::string_view first_enrolment);
  [[nodiscard]] std::optional<ParcelRow> parcel(std::string_view id);
  [[nodiscard]] std::vector<ParcelRow> parcels();
  [[nodiscard]] record::Sum file_sum(std::string_view account);  // file_sums.cpp
  [[nodiscard]] std::vector<std::pair<std::string, record::Sum>> file_sums();
  [[nodiscard]] std::int64_t file_records(std::string_view account);
  [[nodiscard]] std::int64_t all_records();
  // Digest and number of a file's records, counted one by one.
  [[nodiscard]] std::pair<record::Sum, std::int64_t> counted(const std::string& account);
  // ---- deleted records that left the feed (gone.cpp)
  [[nodiscard]] bool any_gone();
  [[nodiscard]] std::optional<RecordState> gone(std::string_view type, std::string_view id);
  [[nodiscard]] std::optional<RecordState> record(std::string_view type, std::string_view id);       // there, or gone
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> members(std::string_view account);  // gone ones too
  std::int64_t retire(CommitNumber passed);                                                          // how many left
  void bring_back(const RecordState& state, CommitNumber changed);                                   // into its file
  [[nodiscard]] std::vector<std::string> check();                                                    // check.cpp

  std::unique_ptr<sqlite::Database> database;
  tables::RecordTables tables;

 private:
  bool follow_additions();

  schema::Declarations& declarations_;
  std::string seen_;  // the store's word for its declarations, as last looked at
};

// The reading part of a Reader or a Writer, passed on to its connection.
template <class Interface>
class Reading : public Interface {
 public:
  CommitNumber last_commit() override { return connection().last_commit(); }
  const schema::Registry& registry() override { return connection().tables.registry(); }
  std::vector<schema::Addition> additions() override { return connection().additions(); }
  std::string meta(std::string_view key) override { return connection().meta(key); }
  Stamp highest_rank(CommitNumber at) override { return connection().highest_rank(at); }
  std::optional<Reader::Known> known(std::string_view id) override { return connection().known(id); }
  std::optional<RecordState> record(std::string_view type, std::string_view id) override {
    return connection().record(type, id);
  }
  std::vector<std::pair<std::string, std::string>> members(std::string_view account) override {
    return connection().members(account);
  }
  std::optional<std::string> find(std::string_view type, std::string_view field, std::string_view value) override {
    return connection().find(type, field, value);
  }
  std::vector<std::string> changed_files(CommitNumber since) override { return connection().changed_files(since); }
  void changed_records(std::string_view account, CommitNumber since,
                       const std::function<bool(RecordState&&, CommitNumber)>& each) override {
    connection().tables.changed(account, since, each);
  }
  void feed(std::string_view account, CommitNumber since,
            const std::function<bool(const FreshRow&, CommitNumber)>& fresh,
            const std::function<bool(RecordState&&, CommitNumber)>& each) override {
    connection().tables.changed_text(
        account, since,
        [&fresh](const tables::FreshRow& row, CommitNumber changed) {
          return fresh({row.type, row.id, row.units, row.row}, changed);
        },
        each);
  }
  void changed_lines(std::string_view account, CommitNumber since, const std::function<bool(Line&&)>& each) override {
    connection().tables.changed_lines(account, since, each);
  }
  std::vector<Line> lines(const std::string& record, const std::string& unit) override {
    return connection().tables.lines(record, unit);
  }
  std::vector<Line> lines(const std::string& record) override { return connection().tables.lines(record); }
  record::Sum file_sum(std::string_view account) override { return connection().file_sum(account); }
  std::vector<std::pair<std::string, record::Sum>> file_sums() override { return connection().file_sums(); }
  std::int64_t file_records(std::string_view account) override { return connection().file_records(account); }
  std::int64_t all_records() override { return connection().all_records(); }
  std::vector<access::FileRights> rights(std::string_view account) override { return connection().rights(account); }
  std::vector<std::string> visible_files(const access::User& user) override { return connection().visible_files(user); }
  std::vector<std::string> unowned_files() override { return connection().unowned_files(); }
  std::vector<std::string> regranted_files(CommitNumber since) override { return connection().regranted_files(since); }
  access::TerritoryTree territories() override { return connection().territories(); }
  std::vector<Redirect> redirects() override { return connection().redirects(); }
  std::optional<UserRow> user(std::string_view name) override { return connection().user(name); }
  std::vector<UserRow> users() override { return connection().users(); }
  std::optional<Enrolment> enrolment(std::string_view id) override { return connection().enrolment(id); }
  std::optional<Enrolment> enrolment_by_credential(std::string_view hash) override {
    return connection().enrolment_by_credential(hash);
  }
  std::vector<Enrolment> enrolments() override { return connection().enrolments(); }
  std::optional<Committed> committed(std::string_view enrolment, Counter counter) override {
    return connection().committed(enrolment, counter);
  }
  std::optional<Plan> plan(std::string_view kind, std::string_view id) override { return connection().plan(kind, id); }
  std::vector<Plan> plans(std::string_view kind) override { return connection().plans(kind); }
  std::vector<Plan> due_plans(std::int64_t until_ms) override { return connection().due_plans(until_ms); }
  std::int64_t next_due_ms() override { return connection().next_due_ms(); }
  std::optional<std::string> act_answer(std::string_view user, std::string_view act) override {
    return connection().act_answer(user, act);
  }
  std::vector<std::string> remade_files(CommitNumber since) override { return connection().remade_files(since); }
  std::optional<OriginRow> origin(const record::FirstMade& first) override { return connection().origin(first); }
  bool has_origins(std::string_view first_enrolment) override { return connection().has_origins(first_enrolment); }
  std::optional<ParcelRow> parcel(std::string_view id) override { return connection().parcel(id); }
  std::vector<ParcelRow> parcels() override { return connection().parcels(); }
  std::vector<std::string> check() override { return connection().check(); }

 protected:
  [[nodiscard]] virtual Connection& connection() = 0;
};

}  // namespace keybook::server::storage
