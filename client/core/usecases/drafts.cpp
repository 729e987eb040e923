// Drafts of forms: kept at every stroke or so, so without waiting for the disk longer than a commit takes.
#include "usecases/impl.h"

namespace keybook::client {

namespace {

Draft draft_from(sqlite::Query& row) {
  Draft draft;
  draft.key = row.text(0);
  draft.type = row.text(1);
  draft.id = row.text(2);
  draft.fields = Value::parse(row.text(3), nullptr, false);
  if (!row.is_null(4)) draft.seen = seen_from_json(Value::parse(row.text(4), nullptr, false));
  draft.saved_ms = row.integer(5);
  return draft;
}

constexpr const char* columns = "SELECT key, type, id, fields, seen, saved_ms FROM draft ";

}  // namespace

base::Status Client::save_draft(const Draft& draft) {
  auto done = impl_->write([&] {
    const std::string fields = draft.fields.dump(-1, ' ', false, Value::error_handler_t::replace);
    const std::string seen = draft.seen ? to_json(*draft.seen).dump() : "";
    auto query = store::prepared(
        impl_->store->database(),
        "INSERT INTO draft(key, type, id, fields, seen, saved_ms) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(key) DO UPDATE "
        "SET type = excluded.type, "
        "id = excluded.id, fields = excluded.fields, seen = excluded.seen, saved_ms = excluded.saved_ms",
        draft.key, draft.type, draft.id, fields);
    if (draft.seen)
      query.bind(std::string_view(seen));
    else
      query.bind_null();
    base::need(query.bind(impl_->environment.clock.wall_ms()).run());
  });
  return done;
}

base::Result<std::optional<Draft>> Client::draft(const std::string& key) {
  return impl_->read([&] {
    auto row = store::prepared(impl_->store->database(), std::string(columns) + "WHERE key = ?", key);
    return store::next(row) ? std::optional<Draft>(draft_from(row)) : std::nullopt;
  });
}

base::Result<std::vector<Draft>> Client::drafts() {
  return impl_->read([&] {
    std::vector<Draft> out;
    auto row = store::prepared(impl_->store->database(), std::string(columns) + "ORDER BY saved_ms DESC, key");
    while (store::next(row)) out.push_back(draft_from(row));
    return out;
  });
}

base::Status Client::discard_draft(const std::string& key) {
  return impl_->write([&] { store::run(impl_->store->database(), "DELETE FROM draft WHERE key = ?", key); });
}

}  // namespace keybook::client
