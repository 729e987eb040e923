// Saving: one call is one mutation, one transaction, one durable commit.
#include "protocol/limits.h"
#include "record/codec.h"
#include "sqlite/savepoint.h"
#include "usecases/impl.h"
#include "usecases/mutation_builder.h"
#include "usecases/save_rules.h"

namespace keybook::client {

using base::ErrorCode;
using record::Op;

namespace {

constexpr int undo_kept = 50;

}  // namespace

Saved Client::Impl::save(const std::vector<Edit>& edits, const SaveHow& how) {
  const store::Device now = device();
  Saved saved;
  MutationBuilder builder(*store, now, environment.clock, environment.random, how.unknown_references);
  std::vector<record::RecordEdit> built = builder.build(edits, saved);
  if (built.empty()) return saved;
  const SaveRules rules(*this, built, how.mends);
  sqlite::Savepoint whole(store->database());  // a caller with more to save goes on without what is refused
  saved.counter = commit(std::move(built), builder.undo_entries(), how.undoable);
  rules.check();
  whole.keep();
  return saved;
}

Counter Client::Impl::commit(std::vector<record::RecordEdit> edits, const Value& undo_entries, Undoable undoable) {
  if (edits.size() > static_cast<std::size_t>(protocol::edits_per_mutation_max))
    fail_at(ErrorCode::TooLarge, "one change of " + std::to_string(edits.size()) + " records is too large", {},
            "Save at most " + std::to_string(protocol::edits_per_mutation_max) + " at once");
  store::Device now = device();
  if (now.revoked)
    fail_at(ErrorCode::Revoked, "this device was revoked; nothing can be saved on it", {},
            "Enrol it again, if it may work here again");
  record::Mutation mutation;
  mutation.enrolment = now.enrolment;
  mutation.stamp = store::next_stamp(*store, now, environment.clock);
  mutation.counter = now.counter;
  mutation.clock = {environment.clock.wall_ms(), environment.clock.monotonic_ms(), boot};
  mutation.declarations = store->registry().digest();
  mutation.edits = std::move(edits);
  outbox::Overlay(*store, now).add(mutation, now.now_ms(environment.clock));
  const Value entry = {{"s", mutation.stamp.text()}, {"e", undo_entries}, {"named", undoable == Undoable::ByNameOnly}};
  const std::string text = entry.dump();
  store::run(store->database(), "INSERT INTO undo(counter, before) VALUES(?, ?)", mutation.counter, text);
  store::run(store->database(), "DELETE FROM undo WHERE counter <= ?", mutation.counter - undo_kept);
  return mutation.counter;
}

base::Result<Saved> Client::save(const std::vector<Edit>& edits) {
  return impl_->write([&] { return impl_->save(edits); });
}

base::Result<Saved> Client::create(const std::string& type, const Value& fields, const std::string& id) {
  Edit edit;
  edit.op = Op::Create;
  edit.type = type;
  edit.id = id;
  edit.fields = fields;
  return save({edit});
}

base::Result<Saved> Client::set(const std::string& type, const std::string& id, const Value& fields,
                                const std::optional<Seen>& seen) {
  Edit edit;
  edit.type = type;
  edit.id = id;
  edit.fields = fields;
  edit.seen = seen;
  return save({edit});
}

base::Result<Saved> Client::remove(const std::string& type, const std::string& id) {
  Edit edit;
  edit.op = Op::Delete;
  edit.type = type;
  edit.id = id;
  return save({edit});
}

base::Result<Saved> Client::restore(const std::string& type, const std::string& id) {
  Edit edit;
  edit.op = Op::Restore;
  edit.type = type;
  edit.id = id;
  return save({edit});
}

Value to_json(const Seen& seen) {
  return {{"c", seen.cursor}, {"n", seen.counter}, {"h", seen.heads}, {"v", seen.values}};
}

Seen seen_from_json(const Value& json) {
  Seen seen;
  if (!json.is_object()) return seen;
  seen.cursor = json.value("c", std::int64_t{0});
  seen.counter = json.value("n", std::int64_t{0});
  if (json.contains("h")) seen.heads = json["h"].get<decltype(seen.heads)>();
  if (json.contains("v")) seen.values = json["v"].get<decltype(seen.values)>();
  return seen;
}

}  // namespace keybook::client
