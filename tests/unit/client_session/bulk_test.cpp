// Batches of a first download: everything that a creation writes goes straight into the tables, and reads back as if it
// had come one by one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.h"
#include "record/sum.h"
#include "session/bulk.h"

namespace keybook::client::session {
namespace {

using base::need;
using record::Value;

class Bulk : public ::testing::Test {
 protected:
  schema::Registry registry = need(schema::Registry::builtin());
  std::unique_ptr<store::Store> store = need(store::Store::open({":memory:", {}, {}, true}, registry));

  // What was left over.
  std::vector<record::RecordState> insert(const std::vector<std::string>& units, const std::string& rows) {
    auto transaction = store->begin();
    auto left = BulkInsert(*store).insert({"visit", units, rows});
    need(transaction.commit());
    return left;
  }
};

// A row of a visit: what stands before the values of its units.
const std::string head = R"("v1","a1","1760000000000.0.d1",7,"amy",1760000000000,3)";

TEST_F(Bulk, GroupsGoStraightIntoTheirColumns) {
  const std::vector<std::string> units = {"account", "subject", "cost_value"};
  const std::string rows = "[[" + head + R"(,"a1","offer",{"cost":null,"currency":"CNY"}]])";
  ASSERT_THAT(insert(units, rows), ::testing::IsEmpty());
  const auto there = store->shown().read("visit", "v1");
  ASSERT_TRUE(there);
  EXPECT_EQ(there->field("cost_value")->value, Value::parse(R"({"cost":null,"currency":"CNY"})"));
  Value row = Value::parse(rows)[0];
  EXPECT_EQ(record::sum_of(*there), record::sum_of(state_of_row("visit", units, row)));
  auto currency = store::prepared(store->database(), "SELECT currency, cost IS NULL FROM r_visit");
  ASSERT_TRUE(store::next(currency));
  EXPECT_EQ(currency.text(0), "CNY");
  EXPECT_EQ(currency.integer(1), 1);
}

TEST_F(Bulk, AGroupThatDoesNotFitItsColumnsGoesTheLongWay) {
  const std::vector<std::string> units = {"account", "cost_value"};
  for (const char* value : {R"({"currency":"CNY"})", R"({"cost":null,"currency":"CNY","more":1})",
                            R"({"cost":7,"currency":"CNY"})", R"({"cost":null,"currency":null})", R"("CNY")"}) {
    EXPECT_EQ(insert(units, "[[" + head + ",\"a1\"," + value + "]]").size(), 1U) << value;
    EXPECT_FALSE(store->shown().read("visit", "v1")) << value;
  }
}

}  // namespace
}  // namespace keybook::client::session
