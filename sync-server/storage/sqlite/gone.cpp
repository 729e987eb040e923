// Deleted records that left the feed: every live device has heard of them, so they need not be in the working state.
// They keep their values, and their history under the name of another file, so that an edit that is still under way, or
// a restore, finds them as they were.
#include <algorithm>

#include "base/failure.h"
#include "record/codec.h"
#include "storage/sqlite/connection.h"

namespace keybook::server::storage {

using base::need;

namespace {

// Somebody still decides about it, and with it about the record: late edits of a deleted one, or a record that was made
// too late and is not there until it is taken.
bool awaits_word(tables::RecordTables& tables, const std::string& record) {
  const auto lines = tables.lines(record);
  return std::any_of(lines.begin(), lines.end(), [](const record::Line& line) {
    return line.state == record::LineState::Parked || line.state == record::LineState::Request;
  });
}

// Lines of gone records lie in a file that no feed reads. No id begins like this.
const std::string gone_file = "-gone-";

}  // namespace

bool Connection::any_gone() {
  auto query = prepare("SELECT 1 FROM gone LIMIT 1");
  return step(query);
}

std::optional<RecordState> Connection::gone(std::string_view type, std::string_view id) {
  auto query = prepare("SELECT body, changed, account FROM gone WHERE id = ? AND type = ?");
  query.bind(id).bind(type);
  if (!step(query)) return std::nullopt;
  RecordState state;
  need(record::apply_json(record::Value::parse(query.text(0)), state));
  state.type = type;
  state.id = id;
  state.account = query.text(2);
  state.changed = query.integer(1);
  return state;
}

std::optional<RecordState> Connection::record(std::string_view type, std::string_view id) {
  auto state = tables.read(type, id);
  return state ? state : gone(type, id);
}

std::vector<std::pair<std::string, std::string>> Connection::members(std::string_view account) {
  auto found = tables.members(account);
  auto query = prepare("SELECT type, id FROM gone WHERE account = ?");
  query.bind(account);
  while (step(query)) found.emplace_back(query.text(0), query.text(1));
  return found;
}

std::int64_t Connection::retire(CommitNumber passed) {
  struct Found {
    std::string type, id;
  };
  std::vector<Found> children, accounts;
  for (const schema::Type& type : tables.registry().types()) {
    auto query = prepare("SELECT id FROM " + tables.table(type.name) + " WHERE _flags & " +
                         std::to_string(tables::flag::deleted | tables::flag::kept) + " = " +
                         std::to_string(tables::flag::deleted) + " AND _changed <= ?");
    query.bind(passed);
    while (step(query))
      if (std::string id(query.text(0)); !awaits_word(tables, id))
        (type.scope == schema::Scope::Root ? accounts : children).push_back({type.name, std::move(id)});
  }
  std::int64_t count = 0;
  CommitNumber floor = 0;
  const auto leave = [&](const Found& one) {
    const auto state = tables.read(one.type, one.id);
    const std::string body = record::to_json(*state, 0).dump();
    auto keep = prepare("INSERT OR REPLACE INTO gone VALUES(?, ?, ?, ?, ?)");
    need(keep.bind(one.id).bind(one.type).bind(state->account).bind(state->changed).bind(body).run());
    tables.erase(one.type, one.id);
    auto lines = prepare("UPDATE line SET account = ? WHERE record = ?");
    need(lines.bind(gone_file).bind(one.id).run());
    floor = std::max(floor, state->changed);
    ++count;
  };
  for (const Found& one : children) leave(one);
  // What hangs below a deleted account and is not deleted itself needs the account, to be hidden with it.
  for (const Found& one : accounts)
    if (tables.members(one.id).size() == 1) leave(one);
  const std::string before = meta(feed_floor_name);
  floor = std::max<CommitNumber>(floor, before.empty() ? 0 : std::stoll(before));
  auto note = prepare("INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  const std::string text = std::to_string(floor);
  need(note.bind(feed_floor_name).bind(text).run());
  return count;
}

void Connection::bring_back(const RecordState& state, CommitNumber changed) {
  tables.write(state, changed);
  auto lines = prepare("UPDATE line SET account = ? WHERE record = ?");
  need(lines.bind(state.account).bind(state.id).run());
  auto erase = prepare("DELETE FROM gone WHERE id = ?");
  need(erase.bind(state.id).run());
}

}  // namespace keybook::server::storage
