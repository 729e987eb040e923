#include <algorithm>

#include "base/failure.h"
#include "record/codec.h"
#include "session/parcels.h"
#include "simulation/oracles/oracles.h"

namespace keybook::simulation {

using client::HistoryLine;
using schema::Merge;

namespace {

enum class Fate { Live, History, Parked, Declined, Refused, Sealed, Excused, OutOfReach, Lost };
constexpr const char* fate_names[] = {"value live",     "value in history",   "value parked",
                                      "value declined", "value refused",      "value sealed",
                                      "value excused",  "value out of reach", "value lost"};

DeviceNode& office_of(const Scene& scene) {
  for (const auto& device : scene.devices)
    if (device->user() == "office") return *device;
  KEYBOOK_ASSERT(false);
  return *scene.devices.front();
}

// Where everything that was ever saved may be found.
class Places {
 public:
  explicit Places(const Scene& scene) : scene_(scene), office_(office_of(scene)) {
    for (const auto& device : scene.devices)
      for (const auto& entry : base::need(device->client().refused())) {
        std::string fields;
        for (const auto& field : entry.fields) fields += field + " ";
        for (const auto& [type, id] : entry.records) {
          const auto values = entry.values.find(id);
          refused_[id] += fields + (values == entry.values.end() ? "" : values->second.dump());
        }
      }
    auto reader = scene.server.store().read();
    const auto secrets = server::session::read_secrets(*reader);
    for (const auto& row : reader->parcels()) {
      const auto whole = reader->parcel(row.id);
      const auto content = server::session::open_parcel(secrets, whole ? whole->box : std::string());
      if (!content) continue;
      for (const auto& sealed : content->mutations) sealed_.push_back(sealed.mutation.dump());
    }
  }

  [[nodiscard]] Fate of(const SavedValue& saved) {
    const Fate found = in_history(saved);
    if (found != Fate::Lost) return found;
    if (is_refused(saved)) return Fate::Refused;
    if (is_sealed(saved)) return Fate::Sealed;
    if (scene_.ledger.compacted && is_with_the_deleted(saved)) return Fate::History;
    if (!saved.excused.empty()) return Fate::Excused;
    return scene_.ledger.disabled.contains(saved.user) ? Fate::OutOfReach : Fate::Lost;
  }
  [[nodiscard]] bool refused(const std::string& record) const { return refused_.contains(record); }
  [[nodiscard]] DeviceNode& office() { return office_; }

 private:
  static bool says(const HistoryLine& line, const SavedValue& saved) {
    if (line.field != saved.field) return false;
    if (!saved.passage.empty() && line.value.is_string())
      return line.value.get<std::string>().find(saved.passage) != std::string::npos;
    if (saved.rule == Merge::Set) return line.value.dump().find(saved.value.get<std::string>()) != std::string::npos;
    return line.value == saved.value;
  }

  Fate in_history(const SavedValue& saved) {
    auto [known, fresh] = histories_.try_emplace(saved.record);
    if (fresh)
      if (auto read = office_.client().history(saved.type, saved.record)) known->second = std::move(*read);
    Fate best = Fate::Lost;
    for (const HistoryLine& line : known->second) {
      if (!says(line, saved)) continue;
      const Fate fate = line.current                 ? Fate::Live
                        : line.outcome == "parked"   ? Fate::Parked
                        : line.outcome == "declined" ? Fate::Declined
                                                     : Fate::History;
      best = std::min(best, fate);
    }
    return best;
  }

  bool is_refused(const SavedValue& saved) const {
    const auto found = refused_.find(saved.record);
    if (found == refused_.end()) return false;
    const bool whole = saved.rule == Merge::Set || saved.rule == Merge::Counter;
    const std::string& text = whole ? saved.type + "." + saved.field : saved.value.dump();
    return found->second.find(text) != std::string::npos;
  }

  bool is_sealed(const SavedValue& saved) const {
    const std::string value = saved.value.dump();
    return std::any_of(sealed_.begin(), sealed_.end(), [&](const std::string& mutation) {
      return mutation.find(saved.record) != std::string::npos && mutation.find(value) != std::string::npos;
    });
  }

  // The server keeps what left the feed, so that a late edit or a restore finds it.
  bool is_with_the_deleted(const SavedValue& saved) const {
    auto reader = scene_.server.store().read();
    const auto state = reader->record(saved.type, saved.record);
    if (!state || !state->deleted) return false;
    const std::string value = saved.value.dump();
    if (record::to_json(*state, 0).dump().find(value) != std::string::npos) return true;
    for (const record::Line& line : reader->lines(saved.record))
      if (record::to_json(line).dump().find(value) != std::string::npos) return true;
    return false;
  }

  const Scene& scene_;
  DeviceNode& office_;
  std::map<std::string, std::string> refused_;  // by record: fields and values
  std::vector<std::string> sealed_;
  std::map<std::string, std::vector<HistoryLine>> histories_;
};

std::optional<Violation> tallies(const Scene& scene, Places& places) {
  if (!scene.ledger.tallied || !scene.ledger.disabled.empty() || !scene.ledger.merged.empty()) return std::nullopt;
  auto& office = places.office().client();
  for (const auto& [place, sum] : scene.ledger.tallies) {
    const auto slash = place.find('/');
    const std::string record = place.substr(0, slash), field = place.substr(slash + 1);
    if (places.refused(record)) continue;
    // What was parked counts once somebody takes it; what was declined never.
    const auto lines = office.history("account", record, field);
    if (lines && std::any_of(lines->begin(), lines->end(), [](const HistoryLine& line) {
          return line.outcome == "parked" || line.outcome == "declined";
        }))
      continue;
    const auto shown = office.get("account", record);
    if (!shown) continue;
    ++scene.counts["check exactly once"];
    const auto& value = shown->fields[field];
    const std::string text = value.is_null() ? "0" : value.is_string() ? value.get<std::string>() : value.dump();
    if (text != std::to_string(sum))
      return Violation{"exactly once",
                       place + " shows " + text + ", the acknowledged deltas sum to " + std::to_string(sum)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Violation> conservation(const Scene& scene) {
  Places places(scene);
  for (const SavedValue& saved : scene.ledger.values) {
    ++scene.counts["check conservation"];
    const Fate fate = places.of(saved);
    ++scene.counts[fate_names[static_cast<int>(fate)]];
    if (fate == Fate::Lost)
      return Violation{"conservation", saved.type + " " + saved.record + " field " + saved.field + " lost the value " +
                                           saved.value.dump() + " of " + saved.device};
  }
  return tallies(scene, places);
}

}  // namespace keybook::simulation
