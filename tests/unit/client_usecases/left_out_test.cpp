// Additions to the declarations that a program cannot follow: said, and no damage.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(LeftOut, AnAdditionThatDoesNotFitIsNamedByTheCheck) {
  Fleet fleet;
  const Value addition = Value::parse(R"({"extend": "account", "fields": [{"name": "x_plate", "kind": "text",
    "label": {"zh": "车牌", "en": "Plate"}}]})");
  static_cast<void>(need(fleet.device("boss").declare("plate.json", addition)));
  EXPECT_THAT(need(fleet.device("boss").left_out()), IsEmpty());
  // A program that came with a field of the same name.
  Value own = fleet.registry().document("account");
  Value taken = addition["fields"][0];
  taken["number"] = 900;
  taken["kind"] = "integer";
  own["fields"].push_back(taken);
  const std::filesystem::path folder = fleet.folder() / "types";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "account.json") << own.dump();
  const schema::Registry other = need(schema::Registry::folder(folder.string(), &fleet.registry()));
  const client::Environment here = fleet.environment();
  const client::Environment environment{here.clock, here.random, here.log, other, here.keys, here.connect, {}, {}};
  auto client = need(client::Client::open(fleet.folder() / "device-other", environment));
  need(client->enroll("http://test", "boss", "correct horse", "other"));
  static_cast<void>(need(client->sync()));
  EXPECT_THAT(need(client->left_out()), ElementsAre(HasSubstr("x_plate")));
  EXPECT_THAT(need(client->check()), IsEmpty());
}

}  // namespace
}  // namespace keybook::testing
