#include "simulation/oracles/oracles.h"

#include <algorithm>

#include "base/failure.h"

namespace keybook::simulation {

using client::HistoryLine;
using schema::Merge;

namespace {

std::set<std::string> files_held(DeviceNode& device) {
  client::Query query;
  query.type = "account";
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
  // A plain look at every file, written apart from the indexes that the server uses.
  for (const std::string& account : reader->changed_files(0)) {
    const auto versions = reader->rights(account);
    if (!account.empty() && !versions.empty() && server::access::allows(row->user, tree, versions.back()))
      allowed.insert(account);
  }
  return allowed;
}

std::string listed(const std::set<std::string>& files) {
  std::string out;
  for (const auto& file : files) out += file + " ";
  return out;
}

// What the history says, comparable between devices.
std::string story(const std::vector<HistoryLine>& lines) {
  std::vector<std::string> rows;
  for (const auto& line : lines)
    rows.push_back(line.record + "|" + line.field + "|" + line.value.dump() + "|" + line.user + "|" +
                   std::to_string(line.committed_ms) + "|" + line.outcome);
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const auto& row : rows) out += row + "\n";
  return out;
}

std::string conflicts_text(DeviceNode& device, const std::string& account) {
  std::vector<std::string> rows;
  for (const auto& conflict : base::need(device.client().conflicts(account))) {
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

// First line in which two texts differ.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  const std::size_t start = a.rfind('\n', i) == std::string::npos || i == 0 ? 0 : a.rfind('\n', i - 1) + 1;
  return "\n  " + a.substr(start, a.find('\n', i) - start) + "\n  " +
         b.substr(std::min(start, b.size()), b.find('\n', std::min(i, b.size())) - std::min(start, b.size()));
}

}  // namespace

std::optional<Violation> visibility(const Scene& scene, DeviceNode& device) {
  ++scene.counts["check visibility"];
  const auto held = files_held(device), allowed = files_allowed(scene.server, device.user());
  if (held == allowed) return std::nullopt;
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
  std::map<std::string, std::pair<std::string, DeviceNode*>> first;
  for (const auto& device : scene.devices) {
    if (scene.ledger.disabled.contains(device->user())) continue;
    for (const std::string& account : files_held(*device)) {
      ++scene.counts["check convergence"];
      const auto digest = base::need(device->client().digest(account)).sha256;
      const auto [known, fresh] = first.try_emplace(account, digest, device.get());
      if (fresh) continue;
      DeviceNode& other = *known->second.second;
      const std::string pair = account + " on " + other.name() + " and " + device->name();
      if (known->second.first != digest) return Violation{"convergence", "digests differ: " + pair};
      const auto a = conflicts_text(other, account), b = conflicts_text(*device, account);
      if (a != b) return Violation{"convergence", "conflicts differ: " + pair + difference(a, b)};
      const auto mine = story(base::need(device->client().file_history(account, 1'000'000)));
      const auto theirs = story(base::need(other.client().file_history(account, 1'000'000)));
      if (mine != theirs) return Violation{"convergence", "histories differ: " + pair + difference(theirs, mine)};
    }
  }
  return std::nullopt;
}

std::optional<Violation> conservation(const Scene& scene) {
  // Head office sees everything.
  DeviceNode* office = nullptr;
  for (const auto& device : scene.devices)
    if (device->user() == "office") office = device.get();
  KEYBOOK_ASSERT(office != nullptr);
  std::map<std::string, std::vector<HistoryLine>> histories;
  std::map<std::string, std::string> refused;
  for (const auto& device : scene.devices)
    for (const auto& entry : base::need(device->client().refused()))
      for (const auto& [type, id] : entry.records) refused[id] += entry.reason ? entry.reason->text() : "refused";
  for (const SavedValue& saved : scene.ledger.values) {
    ++scene.counts["check conservation"];
    if (refused.contains(saved.record) || scene.ledger.disabled.contains(saved.user)) continue;
    auto& lines = histories[saved.record];
    if (lines.empty()) {
      auto read = office->client().history(saved.type, saved.record);
      if (!read)
        return Violation{"conservation", saved.type + " " + saved.record + " of " + saved.device +
                                             " is nowhere: " + read.error().text()};
      lines = std::move(*read);
    }
    int found = 0;
    for (const HistoryLine& line : lines) {
      if (line.field != saved.field) continue;
      if (!saved.passage.empty() && line.value.is_string())
        found += line.value.get<std::string>().find(saved.passage) != std::string::npos ? 1 : 0;
      else if (saved.rule == Merge::Set)
        found += line.value.dump().find(saved.value.get<std::string>()) != std::string::npos ? 1 : 0;
      else
        found += line.value == saved.value ? 1 : 0;
    }
    if (found == 0)
      return Violation{"conservation", saved.type + " " + saved.record + " field " + saved.field + " lost the value " +
                                           saved.value.dump() + " of " + saved.device};
  }
  for (const auto& [place, sum] : scene.ledger.tallies) {
    const auto slash = place.find('/');
    if (refused.contains(place.substr(0, slash)) || !scene.ledger.disabled.empty()) continue;
    // What was parked counts once somebody takes it.
    const auto lines = office->client().history("account", place.substr(0, slash), place.substr(slash + 1));
    if (lines &&
        std::any_of(lines->begin(), lines->end(), [](const HistoryLine& line) { return line.outcome == "parked"; }))
      continue;
    const auto record = office->client().get("account", place.substr(0, slash));
    if (!record) continue;
    const auto& value = record->fields[place.substr(slash + 1)];
    const std::string shown = value.is_null() ? "0" : value.is_string() ? value.get<std::string>() : value.dump();
    if (shown != std::to_string(sum))
      return Violation{"exactly once",
                       place + " shows " + shown + ", the acknowledged deltas sum to " + std::to_string(sum)};
  }
  return std::nullopt;
}

std::optional<Violation> invariants(const Scene& scene) {
  ++scene.counts["check invariants"];
  const auto broken = base::need(server::admin::check(scene.server.store()));
  if (!broken.empty()) return Violation{"server invariants", broken.front()};
  for (const auto& device : scene.devices) {
    const auto local = base::need(device->client().check());
    if (!local.empty()) return Violation{"device invariants", device->name() + ": " + local.front()};
  }
  return std::nullopt;
}

}  // namespace keybook::simulation
