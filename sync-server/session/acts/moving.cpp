#include "session/acts/moving.h"

#include <algorithm>

#include "base/failure.h"
#include "session/acts/given.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;

namespace {

// The record's type, where it may be moved by this user.
const schema::Type& need_movable(Scene& scene, const RightsNow& rights, const std::string& record) {
  const auto known = scene.writer.known(record);
  if (!known || known->account.empty() || !rights.sees(scene.user, known->account))
    throw Failure({ErrorCode::UnknownRecord, "there is no such record, or you do not see it", at_record("", record),
                   "Check the id, or sync first"});
  const schema::Type* type = scene.writer.registry().type(known->type);
  if (type == nullptr || type->scope != schema::Scope::Child)
    throw Failure({ErrorCode::NotValid, "only what belongs to an account can be moved to another",
                   at_record(known->type, record), "To give the account to somebody: keybook handover propose"});
  if (type->parent_field()->target != scene.writer.registry().root()->name)
    throw Failure({ErrorCode::NotValid, "the record hangs below another one, and goes where that goes",
                   at_record(known->type, record, type->parent), "Move the " + type->parent_field()->target});
  const std::string role(access::name_of(scene.user.role));
  if (!type->write.empty() && std::find(type->write.begin(), type->write.end(), role) == type->write.end())
    throw Failure({ErrorCode::NoRight, "records of this type are not yours to change", at_record(known->type, record),
                   "Ask head office"});
  const auto state = scene.writer.record(known->type, record);
  if (!state || state->deleted)
    throw Failure({ErrorCode::NotValid, "the record was deleted", at_record(known->type, record), "Restore it first"});
  return *type;
}

}  // namespace

void move_child(Scene& scene, const std::string& record, const record::Value& to, const std::string& request) {
  const RightsNow rights(scene.writer);
  const schema::Type& type = need_movable(scene, rights, record);
  const std::string target = need_account(rights, scene.user, to.is_string() ? to.get<std::string>() : std::string());
  if (target == rights.standing(scene.writer.known(record)->account))
    throw Failure({ErrorCode::NotValid, "the record belongs to that account already", at_record(type.name, record),
                   "Nothing is left to do"});
  const auto account = scene.writer.record(scene.writer.registry().root()->name, target);
  if (!account || account->deleted)
    throw Failure({ErrorCode::NotValid, "the account was deleted", at_record("account", target), "Restore it first"});
  scene.note_found("account", rights.standing(scene.writer.known(record)->account));
  merge::ServerSet event{type.name, record, {}, scene.user.name, request};
  record::FieldEdit& edit = event.fields[type.parent];
  edit.change.value = target;
  edit.base.position = true;
  edit.base.commit = scene.writer.last_commit();
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
}

// Whoever has only the file that the record is in asks for it: the request waits there for somebody who has both. So it
// is also for an account that does not exist: which of the two is not for everybody to know.
record::Value move_record(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  const std::string record = given.needed("record"), to = given.needed("to");
  const RightsNow rights(scene.writer);
  const schema::Type& type = need_movable(scene, rights, record);
  const bool both = rights.sees(scene.user, to);
  if (both) {
    move_child(scene, record, to, {});
  } else {
    merge::Ask event{record, type.parent, {}, scene.user.name};
    event.change.value = to;
    scene.engine.commit(event, scene.stamp(), scene.now_ms);
  }
  return {{"record", record}, {"type", type.name}, {"account", to}, {"state", both ? "moved" : "requested"}};
}

}  // namespace keybook::server::session
