// Record tables in a database of their own, with declarations written for the test.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/failure.h"
#include "tables/record_tables.h"

namespace keybook::tables::testing {

using record::Head;
using record::Origin;
using record::OriginPtr;
using schema::Value;

inline Value label(const std::string& text) { return {{"zh", text}, {"en", text}}; }

inline Value field(int number, const std::string& name, const std::string& kind, const Value& more = Value::object()) {
  Value out = {{"number", number}, {"name", name}, {"kind", kind}, {"label", label(name)}};
  out.update(more);
  return out;
}

inline Value account_type(const std::vector<Value>& fields) {
  Value out = {{"type", "account"}, {"number", 1}, {"scope", "root"}, {"label", label("account")}, {"title", {"name"}}};
  out["fields"] = Value::array({field(1, "name", "text")});
  for (const Value& one : fields) out["fields"].push_back(one);
  return out;
}

inline Value visit_type() {
  Value out = {{"type", "visit"},         {"number", 2},         {"scope", "child"}, {"parent", "account"},
               {"label", label("visit")}, {"title", {"subject"}}};
  out["fields"] =
      Value::array({field(1, "account", "reference", {{"target", "account"}, {"merge", "locked"}, {"required", true}}),
                    field(2, "subject", "text", {{"index", true}}), field(3, "planned", "date", {{"index", true}})});
  return out;
}

// All kinds, a group, a tally, a shared type.
inline std::vector<Value> all_types() {
  const Value choices = Value::array({{{"value", "red"}, {"label", label("red")}}});
  Value product = {
      {"type", "product"}, {"number", 3}, {"scope", "shared"}, {"label", label("product")}, {"title", {"name"}}};
  product["fields"] = Value::array({field(1, "name", "text", {{"key", true}})});
  return {account_type({field(2, "long", "long_text"),
                        field(3, "count", "integer"),
                        field(4, "weight", "decimal", {{"index", true}, {"decimals", 3}}),
                        field(5, "price", "money"),
                        field(6, "rate", "percent"),
                        field(7, "day", "date"),
                        field(8, "moment", "time"),
                        field(9, "flag", "bool"),
                        field(10, "colour", "choice", {{"choices", choices}}),
                        field(11, "tags", "set"),
                        field(12, "parent", "reference", {{"target", "account"}}),
                        field(13, "phone", "phone"),
                        field(14, "mail", "email"),
                        field(15, "site", "url"),
                        field(16, "place", "address"),
                        field(17, "geo", "geo"),
                        field(18, "photo", "file"),
                        field(19, "amount", "money", {{"group", "value"}}),
                        field(20, "currency", "text", {{"group", "value"}}),
                        field(21, "calls", "integer", {{"merge", "counter"}}),
                        field(22, "litres", "decimal", {{"merge", "counter"}}),
                        field(23, "total", "computed", {{"formula", "f"}})}),
          visit_type(), product};
}

inline schema::Registry registry_of(const std::vector<Value>& documents, const schema::Registry* base = nullptr) {
  std::vector<std::pair<std::string, Value>> named;
  for (const Value& document : documents) named.emplace_back("test.json", document);
  return base::need(schema::Registry::documents(named, base));
}

inline OriginPtr origin(record::CommitNumber commit, const std::string& device = "d1") {
  auto made = std::make_shared<Origin>();
  made->name = made->rank = {1'700'000'000'000 + commit, 0, device};
  made->commit = commit;
  made->counter = commit;
  made->user = "u1";
  made->committed_ms = 1'700'000'001'000 + commit;
  return made;
}

// A record as a creation leaves it: every unit has the one head.
inline RecordState made(const std::string& type, const std::string& id, const std::string& account, const Value& units,
                        record::CommitNumber commit = 1) {
  RecordState state;
  state.type = type;
  state.id = id;
  state.account = account;
  state.created = origin(commit);
  for (const auto& [unit, value] : units.items()) {
    state.fields[unit].heads.push_back({state.created, nullptr, std::nullopt});
    state.fields[unit].value = value;
  }
  return state;
}

inline Line line(const std::string& record, const std::string& unit, record::CommitNumber changed,
                 const Value& value = "old") {
  Line out;
  out.record = record;
  out.unit = unit;
  out.origin = origin(changed);
  out.change.value = value;
  out.changed = changed;
  return out;
}

// Values by unit, for comparing.
inline Value values(const RecordState& state) {
  Value out = Value::object();
  for (const auto& [unit, field] : state.fields) out[unit] = field.value;
  return out;
}

class TablesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    static int runs = 0;
    path_ = std::filesystem::path(::testing::TempDir()) /
            ("keybook_tables_" + std::to_string(::getpid()) + "_" + std::to_string(++runs) + ".db");
    open(all_types());
  }
  void TearDown() override {
    close();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + end);
  }
  void close() {
    tables_.reset();
    database_.reset();
  }
  // As a program that starts with these declarations.
  void open(const std::vector<Value>& documents) { open(registry_of(documents)); }
  void open(schema::Registry registry) {
    close();
    registry_ = std::make_unique<schema::Registry>(std::move(registry));
    database_ = base::need(sqlite::Database::open(path_.string(), {}));
    tables_ = std::make_unique<RecordTables>(*database_, *registry_);
    migrate();
  }
  void migrate() {
    auto transaction = base::need(sqlite::Transaction::begin(*database_));
    tables_->migrate();
    base::need(transaction.commit());
  }
  std::int64_t number(const std::string& sql) { return base::need(database_->integer(sql)).value_or(-1); }
  // How SQLite means to run a statement.
  std::string plan(const std::string& sql) {
    auto query = base::need(database_->prepare("EXPLAIN QUERY PLAN " + sql));
    std::string out;
    while (base::need(query.step())) out += std::string(query.text(3)) + "\n";
    return out;
  }
  std::string text(const std::string& sql) { return base::need(database_->text(sql)).value_or("NULL"); }

  std::filesystem::path path_;
  std::unique_ptr<schema::Registry> registry_;
  std::unique_ptr<sqlite::Database> database_;
  std::unique_ptr<RecordTables> tables_;
};

}  // namespace keybook::tables::testing
