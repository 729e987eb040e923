#include "session/acts/scene.h"

#include "base/failure.h"
#include "session/where.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;

RightsNow::RightsNow(storage::Reader& reader) : reader_(reader), tree_(reader.territories()) {
  std::vector<access::Redirection> steps;
  for (const storage::Redirect& one : reader.redirects()) steps.push_back({one.rank, one.gone, one.into});
  survivors_ = access::survivors(std::move(steps));
}

std::optional<access::FileRights> RightsNow::of(const std::string& account) const {
  auto versions = reader_.rights(standing(account));
  if (versions.empty()) return std::nullopt;
  return std::move(versions.back());
}

bool RightsNow::sees(const access::User& user, const std::string& account) const {
  const auto rights = of(account);
  return rights && access::allows(user, tree_, *rights);
}

bool RightsNow::manages(const access::User& user, const std::string& account) const {
  const auto rights = of(account);
  if (!rights) return false;
  if (user.role == access::Role::HeadOffice || user.role == access::Role::Admin) return true;
  return user.role == access::Role::Manager && access::within(tree_, rights->territory, user.territory);
}

bool RightsNow::manages(const access::User& manager, const access::User& somebody) const {
  if (manager.role == access::Role::HeadOffice || manager.role == access::Role::Admin) return true;
  return manager.role == access::Role::Manager && access::within(tree_, somebody.territory, manager.territory);
}

bool RightsNow::within(const std::string& territory, const std::string& above) const {
  return access::within(tree_, territory, above);
}

access::User need_user(storage::Reader& reader, const std::string& name) {
  const auto row = reader.user(name);
  if (!row || row->disabled)
    throw Failure({ErrorCode::UnknownRecord, "there is no active user of this name", at_record("user", name),
                   "`keybook list user` shows who there is"});
  return row->user;
}

std::string need_account(const RightsNow& rights, const access::User& user, const std::string& id) {
  if (!rights.sees(user, id))
    throw Failure({ErrorCode::UnknownRecord, "there is no such account, or you do not see it", at_record("account", id),
                   "Check the id, or sync first"});
  return rights.standing(id);
}

std::string text_of(const record::RecordState& state, const char* field) {
  const record::FieldState* held = state.field(field);
  return held != nullptr && held->value.is_string() ? held->value.get<std::string>() : std::string();
}

}  // namespace keybook::server::session
