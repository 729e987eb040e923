#include "simulation/oracles/oracles.h"

#include <algorithm>

#include "base/failure.h"
#include "session/epochs.h"

namespace keybook::simulation {

using client::HistoryLine;

namespace {

std::set<std::string> files_held(DeviceNode& device) {
  client::Query query;
  query.type = "account";
  query.fields = {"name"};  // which ones there are is asked, not what is in them
  query.deleted = true;
  std::set<std::string> held;
  for (const auto& record : base::need(device.client().list(query))) held.insert(record.account);
  return held;
}

std::set<std::string> files_allowed(ServerNode& server, const std::string& user) {
  auto reader = server.store().read();
  const auto row = reader->user(user);
  std::set<std::string> allowed;
  if (!row) return allowed;
  const auto tree = reader->territories();
  std::map<std::string, std::pair<record::Stamp, bool>> gone;  // merged into another, by the latest word about it
  for (const auto& redirect : reader->redirects()) {
    const auto [known, fresh] = gone.try_emplace(redirect.gone, redirect.rank, !redirect.into.empty());
    if (!fresh && known->second.first < redirect.rank) known->second = {redirect.rank, !redirect.into.empty()};
  }
  // A plain look at every file, written apart from the indexes that the server uses.
  for (const std::string& account : reader->changed_files(0)) {
    const auto versions = reader->rights(account);
    if (const auto redirected = gone.find(account); redirected != gone.end() && redirected->second.second) continue;
    if (!account.empty() && !versions.empty() && server::access::allows(row->user, tree, versions.back()))
      allowed.insert(account);
  }
  return allowed;
}

// Deleted records that left the feed are on those devices alone that have known them since before: where that happened,
// what is deleted is not compared.
class Told {
 public:
  explicit Told(const Scene& scene) : compacted_(scene.ledger.compacted), reader_(scene.server.store().read()) {}
  [[nodiscard]] bool to_all(const std::string& type, const std::string& record) {
    if (!compacted_) return true;
    const auto [known, fresh] = known_.try_emplace(record, true);
    if (!fresh) return known->second;
    const auto state = reader_->record(type, record);
    return known->second = state && !state->deleted;
  }

 private:
  const bool compacted_;
  std::unique_ptr<server::storage::Reader> reader_;
  std::map<std::string, bool> known_;
};

std::string listed(const std::set<std::string>& files) {
  std::string out;
  for (const auto& file : files) out += file + " ";
  return out;
}

// What the history says, comparable between devices.
std::string story(const std::vector<HistoryLine>& lines, Told& told) {
  std::vector<std::string> rows;
  for (const auto& line : lines)
    if (told.to_all(line.type, line.record))
      rows.push_back(line.record + "|" + line.field + "|" + line.value.dump() + "|" + line.user + "|" +
                     std::to_string(line.committed_ms) + "|" + line.outcome);
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const auto& row : rows) out += row + "\n";
  return out;
}

std::string conflicts_text(DeviceNode& device, const std::string& account, Told& told) {
  std::vector<std::string> rows;
  for (const auto& conflict : base::need(device.client().conflicts(account))) {
    if (!told.to_all(conflict.type, conflict.record)) continue;
    std::vector<std::string> sides;
    for (const auto& side : conflict.sides) sides.push_back(side.value.dump());
    std::sort(sides.begin(), sides.end());
    std::string row = conflict.id;
    for (const auto& side : sides) row += "|" + side;
    rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const auto& row : rows) out += row + "\n";
  return out;
}

// What a device tells of an account's file.
struct FileSeen {
  FileSeen(DeviceNode& at, const std::string& account, Told& told)
      : device(at.name()),
        conflicts(conflicts_text(at, account, told)),
        history(story(base::need(at.client().file_history(account, 1'000'000)), told)) {}
  std::string device, conflicts, history;
};

// First line in which two texts differ.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  const std::size_t start = a.rfind('\n', i) == std::string::npos || i == 0 ? 0 : a.rfind('\n', i - 1) + 1;
  return "\n  " + a.substr(start, a.find('\n', i) - start) + "\n  " +
         b.substr(std::min(start, b.size()), b.find('\n', std::min(i, b.size())) - std::min(start, b.size()));
}

// Whether somebody wrote the same text in one of these files too: who settles a conflict of two accounts that are
// merged carries a value of the one into the other.
bool stands_in(const Scene& scene, const std::set<std::string>& files, const std::string& text) {
  for (const auto& device : scene.devices) {
    if (device->user() != "office") continue;
    for (const std::string& account : files)
      for (const HistoryLine& line : base::need(device->client().file_history(account, 1'000'000)))
        if (line.value.dump().find(text) != std::string::npos) return true;
    return false;
  }
  return false;
}

// Whether this user saved the same value too, as who settles a conflict does with one that another wrote.
bool chose(const Scene& scene, const std::string& user, const schema::Value& value) {
  const auto& values = scene.ledger.values;
  return std::any_of(values.begin(), values.end(),
                     [&](const SavedValue& one) { return one.user == user && one.value == value; });
}

}  // namespace

std::optional<Violation> visibility(const Scene& scene, DeviceNode& device) {
  ++scene.counts["check visibility"];
  auto held = files_held(device), allowed = files_allowed(scene.server, device.user());
  Told told(scene);
  for (auto* files : {&held, &allowed})
    std::erase_if(*files, [&told](const std::string& account) { return !told.to_all("account", account); });
  if (held == allowed) return std::nullopt;
  // Until a restore is closed, nothing is taken away from a device.
  const bool keeps = server::session::restore_is_open(*scene.server.store().read());
  if (keeps && std::includes(held.begin(), held.end(), allowed.begin(), allowed.end())) return std::nullopt;
  return Violation{"visibility",
                   device.name() + " (" + device.user() + ") holds " + listed(held) + "but may see " + listed(allowed)};
}

std::optional<Violation> liveness(const Scene& scene) {
  for (const auto& device : scene.devices) {
    if (scene.ledger.disabled.contains(device->user())) continue;
    ++scene.counts["check liveness"];
    const auto status = base::need(device->client().status());
    if (status.pending != 0 || !status.in_sync)
      return Violation{"liveness", device->name() + " still has " + std::to_string(status.pending) +
                                       " waiting, in sync: " + (status.in_sync ? "yes" : "no")};
  }
  return std::nullopt;
}

std::optional<Violation> convergence(const Scene& scene) {
  Told told(scene);
  std::map<std::string, std::string> digests;
  std::map<std::string, FileSeen> first;  // by file, and by declarations: who does not know a field shows less of it
  for (const auto& device : scene.devices) {
    if (scene.ledger.disabled.contains(device->user())) continue;
    for (const std::string& account : files_held(*device)) {
      ++scene.counts["check convergence"];
      const auto digest = base::need(device->client().digest(account)).sha256;
      if (digests.try_emplace(account, digest).first->second != digest)
        return Violation{"convergence", "digests differ: " + account + " on " + device->name() + " and others"};
      const FileSeen mine(*device, account, told);
      const auto [known, fresh] = first.try_emplace(account + device->registry().digest(), mine);
      if (fresh) continue;
      const FileSeen& theirs = known->second;
      const std::string pair = account + " on " + theirs.device + " and " + mine.device;
      if (mine.conflicts != theirs.conflicts)
        return Violation{"convergence", "conflicts differ: " + pair + difference(theirs.conflicts, mine.conflicts)};
      if (mine.history != theirs.history)
        return Violation{"convergence", "histories differ: " + pair + difference(theirs.history, mine.history)};
    }
  }
  return std::nullopt;
}

std::optional<Violation> eviction(const Scene& scene, DeviceNode& device, SeededRandom& random) {
  constexpr int samples = 5;
  const auto allowed = files_allowed(scene.server, device.user());
  auto reader = scene.server.store().read();
  int checked = 0;
  for (int tries = 0; tries < 40 && checked < samples && !scene.ledger.values.empty(); ++tries) {
    const SavedValue& saved = random.pick(scene.ledger.values);
    if (saved.user == device.user() || !saved.value.is_string() || !saved.passage.empty()) continue;
    const std::string text = saved.value.get<std::string>();
    const auto known = reader->known(saved.record);
    // Words that the story made up; those of a declared choice lie in every profile.
    const bool made_up = text.size() > 1 && text[0] == 'v' && text[1] >= '0' && text[1] <= '9';
    if (!made_up || !known || known->account.empty() || allowed.contains(known->account)) continue;
    if (chose(scene, device.user(), saved.value)) continue;  // what is parked stays its author's to see
    ++checked;
    ++scene.counts["check eviction"];
    if (device.disk().holds(text) && !stands_in(scene, allowed, text))
      return Violation{"eviction", device.name() + " (" + device.user() + ") still has bytes of " + saved.type + " " +
                                       saved.record + " field " + saved.field + ": " + text};
  }
  return std::nullopt;
}

std::optional<Violation> invariants(const Scene& scene) {
  ++scene.counts["check invariants"];
  const auto broken = base::need(server::admin::check(scene.server.store()));
  if (!broken.empty()) return Violation{"server invariants", broken.front()};
  for (const auto& device : scene.devices) {
    // Nobody sends it anew what was damaged.
    if (device->was_damaged && scene.ledger.disabled.contains(device->user())) continue;
    const auto local = base::need(device->client().check());
    if (!local.empty()) return Violation{"device invariants", device->name() + ": " + local.front()};
  }
  return std::nullopt;
}

}  // namespace keybook::simulation
