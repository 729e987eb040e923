#include "session/bulk.h"

namespace keybook::client::session {

using record::RecordState;
using record::Value;

RecordState state_of_row(const protocol::Batch& batch, const Value& row) {
  constexpr std::size_t first_value = 6;
  const auto bad = [&](const char* what) {
    throw base::Failure({base::ErrorCode::BadRequest, "the server sent a batch whose " + std::string(what) + " cannot be read", {batch.type, {}, {}, {}, 0}, {}});
  };
  if (!row.is_array() || row.size() != batch.units.size() + first_value || !row[0].is_string() || !row[2].is_string() || !row[3].is_number_integer())
    bad("row");
  RecordState state;
  state.type = batch.type;
  state.id = row[0].get<std::string>();
  if (row[1].is_string()) state.account = row[1].get<std::string>();
  record::Origin origin;
  const auto stamp = record::Stamp::parse(row[2].get<std::string>());
  if (!stamp) bad("stamp");
  origin.name = origin.rank = *stamp;
  origin.commit = row[3].get<std::int64_t>();
  if (row[4].is_string()) origin.user = row[4].get<std::string>();
  if (row[5].is_number_integer()) origin.committed_ms = row[5].get<std::int64_t>();
  state.changed = origin.commit;
  state.created = std::make_shared<const record::Origin>(std::move(origin));
  for (std::size_t i = 0; i < batch.units.size(); ++i) {
    const Value& value = row[first_value + i];
    if (value.is_null()) continue;
    record::FieldState field;
    field.heads.push_back({state.created, {}, std::nullopt});
    field.value = value;
    state.fields.emplace(batch.units[i], std::move(field));
  }
  return state;
}

std::vector<std::size_t> insert_batch(store::Store& store, const protocol::Batch& batch) {
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    const RecordState state = state_of_row(batch, batch.rows[i]);
    if (store.shown().contains(state.type, state.id) || store.has_pending(state.id)) {
      left.push_back(i);
      continue;
    }
    store.write_shown(state, state.changed, nullptr);
  }
  return left;
}

}  // namespace keybook::client::session
