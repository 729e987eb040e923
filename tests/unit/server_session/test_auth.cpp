// Sign-in, credentials, revocation, and what the answers give away.
#include "session/limits.h"
#include "world.h"

namespace keybook::server::session::testing {
namespace {

TEST(Auth, APasswordMakesADeviceAndItsCredentialOpensTheDoor) {
  World world;
  world.add_user("amy", "rep");
  Device device(world, "amy");
  EXPECT_EQ(device.sync_page().cursor, world.store->read()->last_commit());
  EXPECT_EQ(device.credential.size(), 43U);
  const auto stored = world.store->read()->enrolment(device.enrolment);
  ASSERT_TRUE(stored);
  EXPECT_NE(stored->credential_hash, device.credential);
  EXPECT_EQ(stored->credential_hash, record::sha256_hex(device.credential));
}

TEST(Auth, TwoDevicesOfAUserAreTwo) {
  World world;
  world.add_user("amy", "rep");
  Device one(world, "amy"), two(world, "amy");
  EXPECT_NE(one.enrolment, two.enrolment);
  EXPECT_NE(one.credential, two.credential);
}

Reply2 try_password(World& world, const std::string& user, const std::string& password) {
  return world.send(transport::Method::Post, "/v1/enrol", Value{{"user", user}, {"password", password}}.dump());
}

TEST(Auth, AWrongPasswordAndAnUnknownUserGetTheSameAnswer) {
  World world;
  world.add_user("amy", "rep");
  world.add_user("gone", "rep");
  base::need(admin::disable_user(world.ground(), "gone"));
  const Reply2 wrong = try_password(world, "amy", "guess");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.error().code, base::ErrorCode::WrongPassword);
  EXPECT_EQ(try_password(world, "nobody", "guess").body, wrong.body);
  EXPECT_EQ(try_password(world, "gone", "gone-secret").body, wrong.body);
}

TEST(Auth, GuessingIsSlowedDownForKnownAndUnknownNamesAlike) {
  World world;
  world.add_user("amy", "rep");
  for (const char* name : {"amy", "nobody"}) {
    for (int i = 0; i < wrong_passwords_free; ++i) EXPECT_EQ(try_password(world, name, "guess").status, 401);
    const Reply2 slowed = try_password(world, name, std::string(name) + "-secret");  // not even the right one
    EXPECT_EQ(slowed.status, 429);
    EXPECT_EQ(slowed.error().retry_after_ms, wrong_password_wait_ms);
  }
  world.clock.ms += wrong_password_wait_ms;
  EXPECT_EQ(try_password(world, "amy", "amy-secret").status, 200);
}

TEST(Auth, WithoutACredentialThereIsNothing) {
  World world;
  for (const char* path : {"/v1/wait?c=0", "/v1/schema"})
    EXPECT_EQ(world.send(transport::Method::Get, path, "").status, 401) << path;
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "{}").status, 401);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "{}", "guess").status, 401);
}

TEST(Auth, ARevokedDeviceAndADisabledUserHaveNoAccess) {
  World world;
  world.add_user("amy", "rep");
  world.add_user("bob", "rep");
  Device amy(world, "amy"), bob(world, "bob");
  base::need(admin::revoke_device(world.ground(), amy.enrolment));
  base::need(admin::disable_user(world.ground(), "bob"));
  amy.create("account", "a1", {{"name", "One"}});
  EXPECT_EQ(amy.post(amy.request()).status, 401);
  EXPECT_EQ(bob.post(bob.request()).status, 401);
  EXPECT_FALSE(world.store->read()->known("a1"));
}

TEST(Service, SaysWhoItIs) {
  World world;
  const Reply2 hello = world.send(transport::Method::Get, "/v1/hello", "");
  EXPECT_EQ(hello.status, 200);
  EXPECT_EQ(hello.json["product"], "keybook");
  EXPECT_EQ(hello.json["protocol"], 1);
  EXPECT_EQ(hello.json["epoch"], world.store->read()->meta("epoch"));
  EXPECT_EQ(hello.json["time"], world.clock.ms.load());
}

TEST(Service, TellsTheDeclarations) {
  World world;
  world.add_user("amy", "rep");
  Device amy(world, "amy");
  const Reply2 schema = world.send(transport::Method::Get, "/v1/schema", "", amy.credential);
  EXPECT_EQ(schema.json["digest"], world.registry.digest());
  EXPECT_EQ(schema.json["types"].size(), world.registry.types().size());
}

TEST(Service, MisdirectedRequestsAreToldWhatIsWrong) {
  World world;
  EXPECT_EQ(world.send(transport::Method::Get, "/", "").status, 404);
  EXPECT_EQ(world.send(transport::Method::Get, "/v1/sync", "").status, 405);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/enrol", "{").status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/enrol", "{\"user\":5}").status, 400);
}

}  // namespace
}  // namespace keybook::server::session::testing
