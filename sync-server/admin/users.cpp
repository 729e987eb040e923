#include <algorithm>

#include "admin/admin.h"
#include "admin/records.h"
#include "base/failure.h"
#include "session/epochs.h"
#include "session/limits.h"
#include "session/secrets.h"
#include "session/where.h"

namespace keybook::server::admin {

using base::ErrorCode;
using base::Failure;

namespace {

storage::UserRow write_user(const Ground& ground, storage::Writer& writer, const NewUser& given,
                            std::string password_hash) {
  storage::UserRow row;
  row.user = {given.name, *access::role_of(given.role), given.territory};
  row.password_hash = std::move(password_hash);
  std::map<std::string, record::Value> fields = {{"name", given.name}, {"role", given.role}, {"active", true}};
  if (!given.territory.empty()) fields["territory"] = given.territory;
  if (!given.display_name.empty()) fields["display_name"] = given.display_name;
  row.record_id = create_record(ground, writer, "user", fields);
  writer.put(row);
  return row;
}

void check_user(const Ground& ground, storage::Reader& reader, const NewUser& user) {
  check_text(ground, "user", "name", user.name);
  if (!user.display_name.empty()) check_text(ground, "user", "display_name", user.display_name);
  if (!access::role_of(user.role))
    throw Failure({ErrorCode::Usage, "there is no role '" + user.role + "'", session::at_field("role"),
                   "Roles: rep, manager, head-office, admin"});
  if (!user.territory.empty() && !reader.territories().contains(user.territory))
    throw Failure({ErrorCode::UnknownRecord, "there is no territory '" + user.territory + "'",
                   session::at_record("user", user.name, "territory"),
                   "Add it first with: keybook-server territory add"});
  if (reader.user(user.name))
    throw Failure({ErrorCode::NotValid, "there is a user of this name already", session::at_record("user", user.name),
                   "Choose another name"});
}

}  // namespace

base::Result<Identity> initialise(const Ground& ground, const std::string& admin, const std::string& password,
                                  session::PasswordCost cost) {
  return base::caught([&]() -> Identity {
    std::string hash = base::need(session::hash_password(password, cost));
    auto writer = ground.store.write();
    if (!writer->meta("epoch").empty())
      throw Failure({ErrorCode::Usage,
                     "there is a store already; nothing was changed",
                     {},
                     "Name another folder, or use this store"});
    const NewUser user{admin, std::string(access::name_of(access::Role::Admin)), {}, {}, {}};
    check_user(ground, *writer, user);
    const Identity made{base::uuid_v7(ground.clock, ground.random),
                        base::random_token(ground.random, session::epoch_characters)};
    writer->set_meta("server", made.server);
    writer->set_meta("epoch", made.epoch);
    session::make_secrets(*writer, ground.random);
    write_user(ground, *writer, user, std::move(hash));
    writer->commit();
    return made;
  });
}

base::Result<Identity> identity(storage::Store& store) {
  return base::caught([&]() -> Identity {
    auto reader = store.read();
    Identity found{reader->meta("server"), reader->meta("epoch")};
    if (found.epoch.empty())
      throw Failure({ErrorCode::BadFile, "the store was never finished", {}, "Run keybook-server init again"});
    return found;
  });
}

base::Result<storage::UserRow> add_user(const Ground& ground, const NewUser& user, session::PasswordCost cost) {
  return base::caught([&]() -> storage::UserRow {
    check_user(ground, *ground.store.read(), user);  // before the slow hash and the lock, for a quick answer
    std::string hash = base::need(session::hash_password(user.password, cost));
    auto writer = ground.store.write();
    check_user(ground, *writer, user);
    const storage::UserRow row = write_user(ground, *writer, user, std::move(hash));
    writer->commit();
    return row;
  });
}

base::Result<std::vector<storage::UserRow>> users(storage::Store& store) {
  return base::caught([&] {
    auto all = store.read()->users();
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.user.name < b.user.name; });
    return all;
  });
}

base::Status disable_user(const Ground& ground, const std::string& name) {
  return base::caught([&] {
    auto writer = ground.store.write();
    auto row = writer->user(name);
    if (!row)
      throw Failure({ErrorCode::UnknownRecord, "there is no such user", session::at_record("user", name),
                     "List them with: keybook-server user list"});
    if (row->disabled) return;
    const auto all = writer->users();
    const auto administrators = std::count_if(all.begin(), all.end(), [](const storage::UserRow& user) {
      return user.user.role == access::Role::Admin && !user.disabled;
    });
    if (row->user.role == access::Role::Admin && administrators == 1)
      throw Failure({ErrorCode::NoRight, "this is the last administrator", session::at_record("user", name),
                     "Add another administrator first"});
    row->disabled = true;
    writer->put(*row);
    set_field(ground, *writer, "user", row->record_id, "active", false);
    writer->commit();
  });
}

}  // namespace keybook::server::admin
