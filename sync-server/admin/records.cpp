#include "admin/records.h"

#include "base/failure.h"
#include "merge/engine.h"
#include "schema/validate.h"
#include "session/server_stamp.h"
#include "session/where.h"

namespace keybook::server::admin {

using base::ErrorCode;
using base::Failure;

std::string create_record(const session::Ground& ground, storage::Writer& writer, const std::string& type,
                          const std::map<std::string, record::Value>& fields) {
  const std::string id = base::uuid_v7(ground.clock, ground.random);
  const std::int64_t now_ms = ground.clock.wall_ms();
  // A folder of declarations may leave fields out: what is not declared is not written.
  const schema::Type* declared = writer.registry().type(type);
  std::map<std::string, record::Value> known;
  for (const auto& [name, value] : fields)
    if (declared != nullptr && declared->field(name) != nullptr) known.emplace(name, value);
  merge::Engine engine(writer.registry(), writer);
  engine.create(type, id, known, session::next_server_stamp(writer, now_ms), now_ms);
  return id;
}

void set_field(const session::Ground& ground, storage::Writer& writer, const std::string& type, const std::string& id,
               const std::string& field, const record::Value& value) {
  const schema::Type* declared = writer.registry().type(type);
  if (declared == nullptr || declared->field(field) == nullptr) return;
  merge::ServerSet event;
  event.type = type;
  event.record = id;
  record::FieldEdit edit;
  edit.change.value = value;
  edit.base.position = true;  // it has seen everything
  edit.base.commit = writer.last_commit();
  event.fields.emplace(field, std::move(edit));
  const std::int64_t now_ms = ground.clock.wall_ms();
  merge::Engine engine(writer.registry(), writer);
  engine.commit(event, session::next_server_stamp(writer, now_ms), now_ms);
}

void check_text(const session::Ground& ground, const std::string& type, const std::string& field,
                const std::string& text) {
  if (text.empty())
    throw Failure({ErrorCode::NotValid, "the name is empty", session::at_record(type, {}, field), "Give one"});
  const schema::Type* declared = ground.registry.type(type);
  const schema::Field* of = declared == nullptr ? nullptr : declared->field(field);
  if (of != nullptr) static_cast<void>(base::need(schema::canonical(*declared, *of, text)));
}

}  // namespace keybook::server::admin
