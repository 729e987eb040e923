#include "simulation/workload/mix.h"

namespace keybook::simulation {

std::string feature_names() {
  return "network, crashes, server-crashes, clocks, deletes, disks, rights, handover, parked, cover, merges, pool, "
         "requests, clones, put-back, restores, revoke, declarations, brake, parcels, retention, damage, wide";
}

Mix::Mix(SeededRandom& random, const std::set<std::string>& only) {
  const auto allowed = [&](const char* feature) { return only.empty() || only.contains(feature); };
  const auto percent = [&](const char* feature, std::uint64_t most) {
    const auto drawn = static_cast<int>(random.below(most + 1));
    return random.chance(60) && allowed(feature) ? drawn : 0;
  };
  steps = static_cast<int>(15 + random.below(70));
  network = {percent("network", 25), percent("network", 25), percent("network", 20), percent("network", 20)};
  crash = percent("crashes", 12);
  server_crash = percent("server-crashes", 8);
  clock_jump = percent("clocks", 6);
  deletes = percent("deletes", 12);
  full_disk = percent("disks", 10);
  read_only_disk = percent("disks", 6);
  server_full_disk = percent("disks", 6);
  rights = percent("rights", 25);
  disables = random.chance(10) && allowed("rights");
  const auto has = [&](const char* feature, int chance) { return random.chance(chance) && allowed(feature); };
  acts = static_cast<int>(5 + random.below(25));
  handovers = has("handover", 50);
  parked = has("parked", 60);
  covers = has("cover", 35);
  merges = has("merges", 35);
  pool = has("pool", 35);
  requests = has("requests", 40);
  troubles = static_cast<int>(1 + random.below(6));
  clones = has("clones", 25);
  put_back = has("put-back", 25);
  restores = has("restores", 20);
  revokes = has("revoke", 20);
  declarations = has("declarations", 30);
  SeededRandom more = random;  // what came later changes nothing of what was drawn before
  const auto adds = [&](const char* feature, int chance) { return more.chance(chance) && allowed(feature); };
  upkeep = static_cast<int>(2 + more.below(8));
  brake = adds("brake", 20);
  parcels = adds("parcels", 25);
  retention = adds("retention", 20);
  damage = adds("damage", 15);
  wide = adds("wide", 30);
  sends_refused = wide && !clones && !put_back && !restores;
}

std::string Mix::text() const {
  std::string out = std::to_string(steps) + " steps";
  const auto add = [&](const char* name, int share) {
    if (share > 0) out += std::string(", ") + name + " " + std::to_string(share) + "%";
  };
  add("lost requests", network.lose_request);
  add("lost answers", network.lose_answer);
  add("repeated", network.repeat);
  add("cut", network.cut);
  add("crashes", crash);
  add("server crashes", server_crash);
  add("clock jumps", clock_jump);
  add("deletes", deletes);
  add("full disks", full_disk);
  add("read-only disks", read_only_disk);
  add("full server disks", server_full_disk);
  add("rights", rights);
  for (const auto& [has, name] : {std::pair{disables, "a user disabled"},
                                  {handovers, "handovers"},
                                  {parked, "parked"},
                                  {covers, "covers"},
                                  {merges, "merges"},
                                  {pool, "pool"},
                                  {requests, "requests"},
                                  {clones, "clones"},
                                  {put_back, "put back"},
                                  {restores, "restores"},
                                  {revokes, "revokes"},
                                  {declarations, "declarations"},
                                  {brake, "brake"},
                                  {parcels, "parcels let in"},
                                  {retention, "retention"},
                                  {damage, "damage"},
                                  {wide, "wide"}})
    if (has) out += std::string(", ") + name;
  return out;
}

}  // namespace keybook::simulation
