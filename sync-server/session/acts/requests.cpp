// Locked fields that somebody asked to change: granted, declined or withdrawn (REPLICATION §4).
#include <algorithm>

#include "base/failure.h"
#include "merge/check.h"
#include "record/withdrawn.h"
#include "session/acts/given.h"
#include "session/acts/moving.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using record::Line;
using record::LineState;
using record::RecordState;

namespace {

constexpr std::size_t note_bytes_max = 500;

// One unit that somebody asked to change.
struct Asked {
  Line line;
  RecordState state;  // the record that stands for the one asked about
  const schema::Type* type = nullptr;
  const schema::Unit* unit = nullptr;
  bool sees = false, own = false;
};

std::string decided(const Line& line) {
  return record::is_withdrawn(line) ? "withdrawn" : std::string(record::name_of(line.state));
}

Asked need_request(Scene& scene, const RightsNow& rights, const Given& given) {
  const std::string request = given.needed("request"), record = given.needed("record"), unit = given.needed("unit");
  Asked asked;
  const auto known = scene.writer.known(record);
  auto state = known ? scene.writer.record(known->type, record) : std::nullopt;
  if (state && !state->merged_into.empty()) state = scene.writer.record(known->type, state->merged_into);
  bool found = false;
  if (state)
    for (Line& line : scene.writer.lines(state->id, unit)) {
      const std::string& of = line.origin->addressed.empty() ? state->id : line.origin->addressed;
      const bool was_asked =
          line.state == LineState::Request || line.state == LineState::Granted || line.state == LineState::Declined;
      if (!was_asked || of != record || line.origin->name.text() != request) continue;
      asked.line = std::move(line);
      found = true;
    }
  asked.own = found && asked.line.origin->user == scene.user.name;
  asked.sees = found && (state->account.empty() || rights.sees(scene.user, state->account));
  if (!asked.own && !asked.sees)
    throw Failure({ErrorCode::UnknownRecord, "there is no such request, or you do not see it", at_record("", record),
                   "`keybook requests` lists those that wait"});
  asked.state = *std::move(state);
  asked.type = scene.writer.registry().type(asked.state.type);
  asked.unit = asked.type == nullptr ? nullptr : asked.type->unit(unit);
  if (asked.line.state != LineState::Request)
    throw Failure({ErrorCode::NotValid, "the request was " + decided(asked.line) + " by " + asked.line.decided_by,
                   at_record(asked.state.type, record, unit), "The first decision stands; `keybook history` shows it"});
  return asked;
}

bool is_move(const Asked& asked) {
  return asked.type != nullptr && asked.type->scope == schema::Scope::Child && asked.unit != nullptr &&
         asked.unit->name == asked.type->parent;
}

// Whoever may change the field by an edit of his own may grant it to others; where a child belongs is decided by those
// who have both files.
bool may_grant(const Scene& scene, const Asked& asked) {
  if (!asked.sees || asked.unit == nullptr) return false;
  return is_move(asked) || merge::granted(*asked.type, *asked.unit, scene.user.role);
}

// What the field says must still make sense: people and territories come and go while a request waits.
void check_value(Scene& scene, const Asked& asked) {
  if (asked.type == nullptr || asked.type->scope != schema::Scope::Root) return;
  const record::Value& value = asked.line.change.value;
  if (!value.is_string()) return;
  if (asked.unit->name == "owner") static_cast<void>(need_user(scene.writer, value.get<std::string>()));
  if (asked.unit->name == "territory" && !scene.writer.territories().contains(value.get<std::string>()))
    throw Failure({ErrorCode::NotValid, "there is no such territory",
                   at_record(asked.state.type, asked.state.id, asked.unit->name),
                   "Decline the request, or add the territory first"});
}

void grant(Scene& scene, const Asked& asked, const std::string& record, const std::string& request) {
  if (!may_grant(scene, asked))
    throw Failure({ErrorCode::NoRight, "your role may not change this field, so it may not grant it",
                   at_record(asked.state.type, record, asked.line.unit), "Ask a manager or head office"});
  if (is_move(asked)) return move_child(scene, record, asked.line.change.value, request);
  check_value(scene, asked);
  const record::FieldState* held = asked.state.field(asked.line.unit);
  scene.note_found("value", held == nullptr ? record::Value() : held->value);
  merge::ServerSet event{asked.state.type, record, {}, scene.user.name, request};
  record::FieldEdit& edit = event.fields[asked.line.unit];
  edit.change = asked.line.change;
  edit.base.position = true;
  edit.base.commit = scene.writer.last_commit();
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
  settle_covers(scene);
}

void refuse(Scene& scene, const Asked& asked, const std::string& record, const std::string& request,
            const std::string& note) {
  merge::RefuseRequest event;
  event.record = record;
  event.request = request;
  event.fields = {asked.line.unit};
  event.all = false;
  event.by = scene.user.name;
  event.note = note;
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
}

}  // namespace

record::Value decide_request(Scene& scene, const std::string& what, const record::Value& asked_json) {
  const Given given(asked_json);
  const RightsNow rights(scene.writer);
  const Asked asked = need_request(scene, rights, given);
  const std::string record = given.needed("record"), request = given.needed("request"), note = given.text("note");
  if (note.size() > note_bytes_max)
    throw Failure({ErrorCode::NotValid, "the note is too long", at_field("note"), "At most 500 bytes"});
  const auto said = [&note, &scene](const char* did) {
    return did + scene.user.name + (note.empty() ? "" : ": " + note);
  };
  if (what == "withdraw") {
    if (!asked.own)
      throw Failure({ErrorCode::NoRight, "only who asked withdraws a request",
                     at_record(asked.state.type, record, asked.line.unit), "Decline it, if you may decide"});
    refuse(scene, asked, record, request, said("withdrawn by "));
  } else if (what == "decline") {
    if (!may_grant(scene, asked))
      throw Failure({ErrorCode::NoRight, "only who may change the field declines a request",
                     at_record(asked.state.type, record, asked.line.unit), "Withdraw it, if it is your own"});
    refuse(scene, asked, record, request, said("declined by "));
  } else {
    grant(scene, asked, record, request);
  }
  return {{"record", record},
          {"type", asked.state.type},
          {"unit", asked.line.unit},
          {"state", what == "grant"     ? "granted"
                    : what == "decline" ? "declined"
                                        : "withdrawn"}};
}

}  // namespace keybook::server::session
