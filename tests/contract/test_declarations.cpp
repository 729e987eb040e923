// Additions to the declarations: in force with the transaction that writes them, for whoever begins after it.
#include <gmock/gmock.h>

#include "stores.h"

namespace keybook::contract {
namespace {

constexpr const char* fleet = R"({"extend": "account", "fields": [{"number": 1000, "name": "x_fleet", "kind": "text",
  "index": true, "label": {"zh": "车队", "en": "Fleet"}}]})";

void put_addition(storage::Writer& writer, std::int64_t number, const std::string& document) {
  const CommitNumber commit = writer.next_commit();
  record::RecordState state =
      record_of("declaration", "d" + std::to_string(number), "", {{"document", document}}, commit);
  record::FieldState field;
  field.heads.push_back({state.created, nullptr, std::nullopt});
  field.value = number;
  state.fields.emplace("number", std::move(field));
  writer.put(state, commit);
  writer.grow();
}

bool knows(storage::Reader& reader, const std::string& field) {
  return reader.registry().type("account")->field(field) != nullptr;
}

TEST_P(StoreContract, AnAdditionIsInForceWithItsTransaction) {
  // Written by somebody who knew the field before this store does.
  add("account", "a1", "a1", {{"name", "n"}, {"x_fleet", "12"}});
  commit([](storage::Writer& w, CommitNumber n) { w.put_rights("a1", rights_of(1, "amy"), n); });
  const auto before = store->read();
  {
    auto writer = store->write();
    put_addition(*writer, 1, fleet);
    EXPECT_TRUE(knows(*writer, "x_fleet"));
    EXPECT_FALSE(knows(*store->read(), "x_fleet")) << "not committed";
    writer->commit();
  }
  EXPECT_FALSE(knows(*before, "x_fleet")) << "a snapshot stays what it is";
  EXPECT_EQ(before->record("account", "a1")->field("x_fleet")->value, "12");
  auto after = store->read();
  EXPECT_TRUE(knows(*after, "x_fleet"));
  EXPECT_EQ(after->additions().size(), 1U);
  EXPECT_EQ(after->record("account", "a1")->field("x_fleet")->value, "12");
  EXPECT_EQ(after->record("account", "a1")->field("name")->value, "n");
  add("account", "a2", "a2", {{"x_fleet", "13"}});
  EXPECT_EQ(store->read()->record("account", "a2")->field("x_fleet")->value, "13");
}

TEST_P(StoreContract, AnAdditionThatIsTakenBackLeavesNothing) {
  {
    auto writer = store->write();
    put_addition(*writer, 1, fleet);
  }
  EXPECT_FALSE(knows(*store->read(), "x_fleet"));
  EXPECT_FALSE(knows(*store->write(), "x_fleet"));
  add("account", "a1", "a1", {{"name", "n"}});
  commit([](storage::Writer& w, CommitNumber n) { w.put_rights("a1", rights_of(1, "amy"), n); });
  auto writer = store->write();
  put_addition(*writer, 1, fleet);
  writer->commit();
  EXPECT_TRUE(knows(*store->read(), "x_fleet"));
}

TEST_P(StoreContract, AnAdditionThatDoesNotFitIsLeftOut) {
  auto writer = store->write();
  put_addition(*writer, 1, R"({"extend": "account", "fields": [{"number": 1000, "name": "x_later", "kind": "hologram",
    "label": {"zh": "a", "en": "a"}}]})");
  put_addition(*writer, 2, fleet);
  put_addition(*writer, 3, "{");
  writer->commit();
  auto reader = store->read();
  EXPECT_FALSE(knows(*reader, "x_later"));
  EXPECT_TRUE(knows(*reader, "x_fleet")) << "the others are in force";
}

TEST(Declarations, FollowAnotherProcess) {
  const TemporaryFolder folder;
  const auto ours = base::need(storage::open_sqlite(folder.file("store.db"), registry()));
  const auto theirs = base::need(storage::open_sqlite(folder.file("store.db"), registry()));
  EXPECT_FALSE(knows(*theirs->read(), "x_fleet"));
  EXPECT_FALSE(knows(*theirs->write(), "x_fleet"));
  {
    auto writer = ours->write();
    put_addition(*writer, 1, fleet);
    const CommitNumber commit = writer->next_commit();
    writer->put(record_of("account", "a1", "a1", {{"x_fleet", "12"}}, commit), commit);
    writer->commit();
  }
  EXPECT_TRUE(knows(*theirs->read(), "x_fleet"));
  EXPECT_EQ(theirs->read()->record("account", "a1")->field("x_fleet")->value, "12");
  auto writer = theirs->write();
  EXPECT_TRUE(knows(*writer, "x_fleet"));
  EXPECT_EQ(writer->record("account", "a1")->field("x_fleet")->value, "12");
}

}  // namespace
}  // namespace keybook::contract
