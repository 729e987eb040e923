// A small office for stories about the commit pipeline: a store without a disk, users, devices, and short ways to
// write.
#pragma once

#include <gtest/gtest.h>

#include "base/failure.h"
#include "record/codec.h"
#include "support/memory_store.h"
#include "sync-server/merge/engine.h"

namespace keybook::server::merge {

namespace test_support = keybook::support;

// account and visit with a field for each rule, order lines two levels down, a product list that head office keeps.
inline const schema::Registry& office_registry() {
  static const schema::Registry registry = [] {
    const auto field = [](int number, const char* name, const char* kind, const char* merge) {
      return record::Value{{"number", number},
                           {"name", name},
                           {"kind", kind},
                           {"merge", merge},
                           {"label", {{"zh", name}, {"en", name}}}};
    };
    record::Value fields = {field(1, "name", "text", "latest"),     field(2, "stage", "text", "latest"),
                            field(3, "tags", "set", "set"),         field(4, "calls", "integer", "counter"),
                            field(5, "notes", "long_text", "text"), field(6, "last", "date", "max"),
                            field(7, "first", "date", "min"),       field(8, "amount", "decimal", "latest"),
                            field(9, "currency", "text", "latest")};
    fields[1]["review"] = true;
    fields[7]["group"] = fields[8]["group"] = "credit";
    const auto type = [](const char* name, int number, const char* scope, const record::Value& all) {
      return record::Value{{"type", name},      {"number", number},
                           {"scope", scope},    {"label", {{"zh", name}, {"en", name}}},
                           {"title", {"name"}}, {"fields", all}};
    };
    const auto locked = [&](int number, const char* name, const char* kind) {
      record::Value one = field(number, name, kind, "locked");
      one["grant"] = {"manager", "head-office"};
      return one;
    };
    record::Value of_account = fields, of_visit = fields, of_line = fields, of_product = fields;
    for (auto& one : {locked(20, "owner", "text"), locked(21, "team", "set"), locked(22, "territory", "text"),
                      locked(23, "grade", "text")})
      of_account.push_back(one);
    of_account.push_back(field(24, "rating", "integer", "latest"));
    of_account.back()["write"] = {"manager", "head-office"};
    of_account.back()["min"] = 1;
    of_account.back()["max"] = 5;
    record::Value parent = field(20, "account", "reference", "locked");
    parent["target"] = "account";
    parent["required"] = true;
    of_visit.push_back(parent);
    of_product[0]["required"] = true;
    parent["name"] = "visit";
    parent["target"] = "visit";
    of_line.push_back(parent);
    of_product.push_back(field(20, "unit", "text", "latest"));
    of_product.back()["default"] = "piece";
    of_product.push_back(locked(21, "state", "text"));
    of_product.back()["default"] = "new";
    record::Value visit = type("visit", 2, "child", of_visit), line = type("line", 3, "child", of_line),
                  product = type("product", 4, "shared", of_product);
    visit["parent"] = "account";
    line["parent"] = "visit";
    product["write"] = {"head-office"};
    visit["handover"] = {{"person", "stage"}, {"closed_by", {{{"field", "last"}}}}};
    return base::need(schema::Registry::documents(
        {{"account", type("account", 1, "root", of_account)}, {"visit", visit}, {"line", line}, {"product", product}}));
  }();
  return registry;
}

inline record::Change put(record::Value value) { return {record::Change::Kind::Put, std::move(value), {}, {}, ""}; }

class Office : public testing::Test {
 protected:
  static constexpr std::int64_t now_ms = 1'000'000;

  Office()
      : store_(test_support::memory_store(office_registry())),
        writer_(store_->write()),
        engine_(std::make_unique<Engine>(office_registry(), *writer_)) {
    writer_->put_territory("华东", "");
    writer_->put_territory("上海", "华东");
  }

  static access::User user(const std::string& name) {
    if (name == "mia") return {name, access::Role::Manager, "华东"};
    if (name == "boss") return {name, access::Role::HeadOffice, ""};
    return {name, access::Role::Rep, "上海"};
  }

  // The next mutation of the user's one device, at a time of making.
  Mutation made(const std::string& by, std::int64_t ms, std::vector<record::RecordEdit> edits) {
    Mutation mutation;
    mutation.enrolment = "d-" + by;
    mutation.counter = ++counters_[by];
    mutation.stamp = {ms, 0, mutation.enrolment};
    mutation.edits = std::move(edits);
    return mutation;
  }
  MutationOutcome commit(const Mutation& mutation, const std::string& by) {
    return engine_->commit({user(by), mutation.enrolment}, mutation, mutation.stamp, now_ms);
  }
  MutationOutcome commit(const std::string& by, std::int64_t ms, std::vector<record::RecordEdit> edits) {
    return commit(made(by, ms, std::move(edits)), by);
  }

  // What a device at that cursor would say it had seen.
  record::Base seen(const std::string& by, CommitNumber commit) { return {true, commit, counters_[by], "d-" + by, {}}; }
  record::Base all(const std::string& by) { return seen(by, writer_->last_commit()); }

  static record::RecordEdit account(const std::string& id, const char* name = "One") {
    record::RecordEdit edit{record::Op::Create, "account", id, "", {}, {}};
    edit.fields["name"].change = put(name);
    return edit;
  }
  static record::RecordEdit visit(const std::string& id, const std::string& under) {
    record::RecordEdit edit{record::Op::Create, "visit", id, under, {}, {}};
    edit.fields["name"].change = put("Visit");
    edit.fields["account"].change = put(under);
    return edit;
  }
  static record::RecordEdit set(const char* type, const std::string& id, const char* unit, record::Value value,
                                record::Base base) {
    record::RecordEdit edit{record::Op::Set, type, id, "", {}, {}};
    edit.fields[unit] = {put(std::move(value)), std::move(base)};
    return edit;
  }

  record::RecordState state(const char* type, const std::string& id) {
    auto found = writer_->record(type, id);
    EXPECT_TRUE(found) << id;
    return found.value_or(record::RecordState{});
  }
  record::Value value(const char* type, const std::string& id, const char* unit) {
    const record::RecordState found = state(type, id);
    const record::FieldState* field = found.field(unit);
    return field != nullptr ? field->value : record::Value("(not written)");
  }
  std::vector<record::LineState> line_states(const std::string& id, const std::string& unit) {
    std::vector<record::LineState> found;
    for (const auto& line : writer_->lines(id, unit)) found.push_back(line.state);
    return found;
  }
  Stamp server_stamp(std::int64_t ms) { return {ms, 0, std::string(record::server_device)}; }

  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<storage::Writer> writer_;
  std::unique_ptr<Engine> engine_;
  std::map<std::string, Counter> counters_;
};

}  // namespace keybook::server::merge
