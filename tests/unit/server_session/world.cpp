#include "world.h"

namespace keybook::server::session::testing {
namespace {

std::string key_of(const record::Line& line) {
  return line.record + "|" + line.unit + "|" + record::edit_name(*line.origin);
}

record::RecordState state_of(const protocol::Batch& batch, const Value& row) {
  record::RecordState state;
  state.type = batch.type;
  state.id = row[0];
  state.account = row[1];
  record::Origin origin;
  origin.name = origin.rank = *Stamp::parse(row[2].get<std::string>());
  origin.commit = row[3];
  origin.user = row[4];
  origin.committed_ms = row[5];
  origin.counter = row[6];
  state.created = std::make_shared<const record::Origin>(origin);
  for (std::size_t i = 0; i < batch.units.size(); ++i) {
    if (row[7 + i].is_null()) continue;
    record::FieldState field;
    field.heads.push_back({state.created, nullptr, std::nullopt});
    field.value = row[7 + i];
    state.fields.emplace(batch.units[i], std::move(field));
  }
  return state;
}

bool allowed(World& world, storage::Reader& reader, const std::string& user, const std::string& account) {
  const access::User who = reader.user(user)->user;
  const auto rights = reader.rights(account);
  static_cast<void>(world);
  return account.empty() || who.role == access::Role::HeadOffice || who.role == access::Role::Admin ||
         (!rights.empty() && access::allows(who, reader.territories(), rights.back()));
}

}  // namespace

void Device::drop_file(const std::string& account) {
  std::erase_if(held, [&](const auto& entry) { return entry.second.account == account; });
  std::erase_if(held_lines, [&](const auto& entry) { return !held.contains(entry.second.record); });
}

void Device::keep(const record::Line& line) { held_lines.insert_or_assign(key_of(line), line); }

std::vector<record::Line> Device::lines(const std::string& record, const std::string& unit) {
  std::vector<record::Line> found;
  for (const auto& [key, line] : held_lines)
    if (line.record == record && line.unit == unit) found.push_back(line);
  return found;
}

std::vector<record::Line> Device::lines(const std::string& record) {
  std::vector<record::Line> found;
  for (const auto& [key, line] : held_lines)
    if (line.record == record) found.push_back(line);
  return found;
}

void Device::confirm(const protocol::Outcome& outcome, std::int64_t server_ms) {
  const auto made = std::find_if(pending.begin(), pending.end(),
                                 [&](const record::Mutation& m) { return m.counter == outcome.counter; });
  if (made == pending.end()) return;
  if (outcome.plain) {
    record::Origin origin;
    origin.name = made->stamp;
    origin.rank = outcome.rank.empty() ? made->stamp : outcome.rank;
    origin.commit = outcome.commit;
    origin.counter = outcome.counter;
    origin.user = user;
    origin.committed_ms = outcome.committed_ms == 0 ? server_ms : outcome.committed_ms;
    const auto shared = std::make_shared<const record::Origin>(origin);
    for (const record::RecordEdit& edit : made->edits) {
      record::RecordState& state = held[edit.id];
      const keybook::merge::Applied applied =
          keybook::merge::apply_edit(state, edit, world.registry.type(edit.type), shared, *this);
      for (const record::Line& line : applied.lines) keep(line);
    }
  }
  pending.erase(made);
}

void Device::apply(const protocol::SyncAnswer& answer) {
  if (!answer.epoch.empty()) epoch = answer.epoch;
  for (const protocol::Outcome& outcome : answer.outcomes) confirm(outcome, answer.server_ms);
  for (const std::string& file : answer.evicted) drop_file(file);
  for (const std::string& file : answer.whole) drop_file(file);
  for (const Value& json : answer.records) {
    record::RecordState& state = held[json.at("r").get<std::string>()];
    if (record::lines_follow_anew(json))
      std::erase_if(held_lines,
                    [&](const auto& entry) { return entry.second.record == json.at("r").get<std::string>(); });
    base::need(record::apply_json(json, state));
  }
  for (const protocol::Batch& batch : answer.batches)
    for (const Value& row : batch.rows) held.insert_or_assign(row[0].get<std::string>(), state_of(batch, row));
  for (const Value& json : answer.lines) keep(base::need(record::line_from_json(json)));
  page = answer.page;
  if (page.empty()) cursor = answer.cursor;
}

std::map<std::string, std::string> Device::content() const {
  std::map<std::string, std::string> out;
  for (const auto& [id, state] : held)
    if (!state.id.empty())
      out[id] = record::canonical_text(world.registry.type(state.type), state) + (state.deleted ? " deleted" : "");
  return out;
}

std::map<std::string, std::string> visible_content(World& world, const std::string& user) {
  auto reader = world.store->read();
  std::map<std::string, std::string> out;
  for (const std::string& file : reader->changed_files(0)) {
    if (!allowed(world, *reader, user, file)) continue;
    reader->changed_records(file, 0, [&](record::RecordState&& state, record::CommitNumber) {
      out[state.id] =
          record::canonical_text(world.registry.type(state.type), state) + (state.deleted ? " deleted" : "");
      return true;
    });
  }
  return out;
}

std::set<std::string> visible_lines(World& world, const std::string& user) {
  auto reader = world.store->read();
  std::set<std::string> out;
  for (const std::string& file : reader->changed_files(0)) {
    if (!allowed(world, *reader, user, file)) continue;
    reader->changed_lines(file, 0, [&](record::Line&& line) {
      if (line.state != record::LineState::Refused) out.insert(key_of(line));
      return true;
    });
  }
  return out;
}

}  // namespace keybook::server::session::testing
