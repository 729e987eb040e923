#include "session/epochs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace keybook::server::session {

using record::CommitNumber;

namespace {

constexpr const char* epoch_name = "epoch";
constexpr const char* begins_name = "epoch_begins";
constexpr const char* past_name = "epochs";  // [[name, last common commit]…], oldest first
constexpr const char* open_name = "restore_open";
constexpr const char* horizon_name = "backup_horizon";

// No store commits so much between a backup and its restore.
constexpr CommitNumber gap = 1'000'000;

CommitNumber number(const std::string& text) { return text.empty() ? 0 : std::stoll(text); }

record::Value past(storage::Reader& reader) {
  record::Value found = record::Value::parse(reader.meta(past_name), nullptr, false);
  return found.is_array() ? found : record::Value::array();
}

}  // namespace

std::string begin_epoch(storage::Writer& writer, base::Clock& clock, base::Random& random) {
  const CommitNumber last = writer.last_commit();
  record::Value before = past(writer);
  before.push_back({writer.meta(epoch_name), last});
  // Seconds grow faster than commits: the same backup restored twice gives two epochs without common numbers.
  const CommitNumber begins = std::max(last + gap, clock.wall_ms() / 1000);
  const std::string made = base::random_token(random, epoch_characters);
  writer.set_meta(past_name, before.dump());
  writer.set_meta(epoch_name, made);
  writer.set_meta(begins_name, std::to_string(begins));
  writer.set_meta(open_name, "1");
  writer.skip_to(begins);
  return made;
}

protocol::Restored restored(storage::Reader& reader, const std::string& shown) {
  protocol::Restored told{reader.meta(epoch_name), 0, number(reader.meta(begins_name))};
  for (const record::Value& one : past(reader))
    if (one.at(0) == shown) told.held = one.at(1).get<CommitNumber>();
  return told;
}

bool restore_is_open(storage::Reader& reader) { return reader.meta(open_name) == "1"; }

void close_restore(storage::Writer& writer) { writer.set_meta(open_name, ""); }

CommitNumber horizon(storage::Reader& reader) { return number(reader.meta(horizon_name)); }

void set_horizon(storage::Writer& writer, CommitNumber commit) {
  writer.set_meta(horizon_name, std::to_string(std::max(commit, horizon(writer))));
}

}  // namespace keybook::server::session
