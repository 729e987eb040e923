// The administrator's commands on a store in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "admin/admin.h"
#include "base/failure.h"
#include "storage/sqlite/sqlite_store.h"

namespace keybook::server::admin {
namespace {

using session::PasswordCost;
using ::testing::IsEmpty;

class Admin : public ::testing::Test {
 protected:
  Admin()
      : registry(base::need(schema::Registry::builtin())),
        store(base::need(storage::open_sqlite(":memory:", registry))) {}
  Ground ground() { return {*store, registry, clock, random, log}; }
  base::Result<storage::UserRow> add(const std::string& name, const std::string& role,
                                     const std::string& territory = {}) {
    return add_user(ground(), {name, role, territory, {}, "secret"}, PasswordCost::Least);
  }
  void init() { base::need(initialise(ground(), "root", "secret", PasswordCost::Least)); }

  schema::Registry registry;
  base::SystemClock clock;
  base::SystemRandom random;
  base::NoLog log;
  std::unique_ptr<storage::Store> store;
};

TEST_F(Admin, InitMakesAnIdentityAndAnAdministratorOnce) {
  EXPECT_EQ(identity(*store).error().code, base::ErrorCode::BadFile);
  const auto made = initialise(ground(), "root", "secret", PasswordCost::Least);
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->server.empty());
  EXPECT_EQ(identity(*store)->epoch, made->epoch);
  EXPECT_EQ(initialise(ground(), "root", "secret", PasswordCost::Least).error().code, base::ErrorCode::Usage);
  const auto all = users(*store);
  ASSERT_EQ(all->size(), 1U);
  EXPECT_EQ(all->front().user.role, access::Role::Admin);
}

TEST_F(Admin, AnEmptyPasswordMakesNothing) {
  EXPECT_EQ(initialise(ground(), "root", "", PasswordCost::Least).error().code, base::ErrorCode::NotValid);
  EXPECT_THAT(*users(*store), IsEmpty());
}

TEST_F(Admin, AUserIsAlsoARecordThatDevicesSee) {
  init();
  ASSERT_TRUE(add("张伟", "rep"));
  auto reader = store->read();
  const auto row = reader->user("张伟");
  ASSERT_TRUE(row);
  const auto record = reader->record("user", row->record_id);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->field("name")->value, "张伟");
  EXPECT_EQ(record->field("role")->value, "rep");
  EXPECT_EQ(record->account, "");
  EXPECT_THAT(reader->check(), IsEmpty());
}

TEST_F(Admin, UsersAreRefusedWithWhatIsWrong) {
  init();
  ASSERT_TRUE(add("amy", "rep"));
  EXPECT_EQ(add("amy", "rep").error().code, base::ErrorCode::NotValid);
  EXPECT_EQ(add("bob", "king").error().code, base::ErrorCode::Usage);
  EXPECT_EQ(add("", "rep").error().code, base::ErrorCode::NotValid);
  EXPECT_EQ(add("kim", "manager", "nowhere").error().code, base::ErrorCode::UnknownRecord);
  EXPECT_EQ(users(*store)->size(), 2U);
}

TEST_F(Admin, DisablingAUserShowsAndTheLastAdministratorStays) {
  init();
  ASSERT_TRUE(add("amy", "rep"));
  ASSERT_TRUE(disable_user(ground(), "amy"));
  auto reader = store->read();
  EXPECT_TRUE(reader->user("amy")->disabled);
  EXPECT_EQ(reader->record("user", reader->user("amy")->record_id)->field("active")->value, false);
  EXPECT_EQ(disable_user(ground(), "nobody").error().code, base::ErrorCode::UnknownRecord);
  EXPECT_EQ(disable_user(ground(), "root").error().code, base::ErrorCode::NoRight);
  EXPECT_THAT(store->read()->check(), IsEmpty());
}

TEST_F(Admin, TerritoriesAreATree) {
  init();
  ASSERT_TRUE(add_territory(ground(), {"华东", ""}));
  ASSERT_TRUE(add_territory(ground(), {"上海", "华东"}));
  ASSERT_TRUE(add_territory(ground(), {"华西", ""}));
  EXPECT_EQ(add_territory(ground(), {"上海", ""}).error().code, base::ErrorCode::NotValid);
  EXPECT_EQ(add_territory(ground(), {"x", "nowhere"}).error().code, base::ErrorCode::UnknownRecord);
  EXPECT_EQ(add_territory(ground(), {"x", "x"}).error().code, base::ErrorCode::NotValid);
  const auto all = territories(*store);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ((*all)[0].name, "华东");
  EXPECT_EQ((*all)[1].name, "上海");
  EXPECT_EQ((*all)[2].name, "华西");
  ASSERT_TRUE(add("kim", "manager", "上海"));
  EXPECT_TRUE(store->read()->find("territory", "name", "上海"));
}

TEST_F(Admin, DevicesAreListedAndRevoked) {
  init();
  {
    auto writer = store->write();
    storage::Enrolment device;
    device.id = "d1";
    device.user = "root";
    device.credential_hash = "x";
    writer->put(device);
    writer->commit();
  }
  ASSERT_EQ(devices(*store)->size(), 1U);
  ASSERT_TRUE(revoke_device(ground(), "d1"));
  EXPECT_TRUE(devices(*store)->front().revoked);
  EXPECT_EQ(revoke_device(ground(), "d2").error().code, base::ErrorCode::UnknownRecord);
}

TEST_F(Admin, CheckAndCompactLeaveASoundStore) {
  init();
  EXPECT_THAT(*check(*store), IsEmpty());
  ASSERT_TRUE(compact(ground()));
  EXPECT_THAT(*check(*store), IsEmpty());
}

}  // namespace
}  // namespace keybook::server::admin
