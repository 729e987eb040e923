#include "simulation/run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/failure.h"
#include "record/state.h"
#include "simulation/workload/office.h"
#include "simulation/workload/values.h"

namespace keybook::simulation {
namespace {

using base::ErrorCode;
using schema::Field;
using schema::Merge;
using schema::Type;

constexpr std::int64_t ten_years_ms = 10LL * 365 * 24 * 3600 * 1000;
constexpr int settle_rounds_max = 12;  // liveness: after the faults everybody is in sync within that many exchanges

// What a seed draws.
struct Mix {
  int reps = 2, devices_per_rep = 1, steps = 40;
  NetworkFaults network;
  int crash = 0, server_crash = 0, clock_jump = 0, deletes = 4;
  int full_disk = 0, read_only_disk = 0, server_full_disk = 0, rights = 0;
  bool disables = false;
  bool wrong_clocks = false;
  std::int64_t page_bytes = 4 << 20;

  [[nodiscard]] std::string text() const {
    return "reps " + std::to_string(reps) + ", devices each " + std::to_string(devices_per_rep) + ", steps " +
           std::to_string(steps) + ", lost requests " + std::to_string(network.lose_request) + "%, lost answers " +
           std::to_string(network.lose_answer) + "%, repeated " + std::to_string(network.repeat) + "%, cut " +
           std::to_string(network.cut) + "%, crashes " + std::to_string(crash) + "%, server crashes " +
           std::to_string(server_crash) + "%, wrong clocks " + (wrong_clocks ? "yes" : "no") + ", deletes " +
           std::to_string(deletes) + "%, full disks " + std::to_string(full_disk) + "%, of the server " +
           std::to_string(server_full_disk) + "%, read-only " + std::to_string(read_only_disk) + "%, rights " +
           std::to_string(rights) + "%, a user disabled " + (disables ? "yes" : "no") + ", page " +
           std::to_string(page_bytes) + " bytes";
  }
};

class Run {
 public:
  Run(std::uint64_t seed, const schema::Registry& registry, const std::set<std::string>& only, bool verbose)
      : registry_(registry),
        only_(only),
        verbose_(verbose),
        random_(seed),
        values_(random_),
        around_{time_,
                registry,
                log_,
                counts_,
                std::filesystem::temp_directory_path() / ("keybook-simulate-" + std::to_string(getpid())),
                "s" + std::to_string(seed)} {
    result_.seed = seed;
  }

  RunResult go() {
    try {
      draw();
      build();
      begin();
      for (int i = 0; i < mix_.steps && !result_.violation; ++i) step();
      if (!result_.violation) settle();
      if (!result_.violation) judge();
    } catch (const base::Failure& failure) {
      violate("no surprise", failure.error().text());
    }
    devices_.clear();
    server_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(around_.folder, ignored);
    result_.trace_hash = record::sha256_hex(trace_).substr(0, 16);
    result_.drawn = mix_.text();
    result_.counts = counts_;
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool allowed(const char* feature) const { return only_.empty() || only_.contains(feature); }
  [[nodiscard]] int draw_percent(const char* feature, std::uint64_t most) {
    const auto drawn = static_cast<int>(random_.below(most + 1));
    return allowed(feature) && random_.chance(60) ? drawn : 0;
  }

  void draw() {
    mix_.reps = static_cast<int>(1 + random_.below(3));
    mix_.devices_per_rep = static_cast<int>(1 + random_.below(2));
    mix_.steps = static_cast<int>(15 + random_.below(70));
    mix_.network = {draw_percent("network", 25), draw_percent("network", 25), draw_percent("network", 20),
                    draw_percent("network", 20)};
    mix_.crash = draw_percent("crashes", 12);
    mix_.server_crash = draw_percent("server-crashes", 8);
    mix_.wrong_clocks = allowed("clocks") && random_.chance(50);
    mix_.clock_jump = draw_percent("clocks", 6);
    mix_.deletes = draw_percent("deletes", 12);
    mix_.full_disk = draw_percent("disks", 10);
    mix_.read_only_disk = draw_percent("disks", 6);
    mix_.server_full_disk = draw_percent("disks", 6);
    mix_.rights = draw_percent("rights", 25);
    mix_.disables = allowed("rights") && random_.chance(10);
    if (random_.chance(40)) mix_.page_bytes = static_cast<std::int64_t>(2000 + random_.below(8000));
  }

  void trace(const std::string& line) {
    trace_ += line + "\n";
    if (verbose_) std::printf("%lld %s\n", static_cast<long long>(time_.now_ms()), line.c_str());
  }
  void violate(const std::string& oracle, const std::string& detail) {
    if (!result_.violation) result_.violation = Violation{oracle, detail};
  }

  void build() {
    server_ = std::make_unique<ServerNode>(around_, random_.u64(), mix_.page_bytes);
    const auto ground = server_->ground();
    const auto least = server::session::PasswordCost::Least;
    base::need(server::admin::initialise(ground, "root", "password", least));
    base::need(server::admin::add_territory(ground, {"east", ""}));
    base::need(server::admin::add_territory(ground, {"east-1", "east"}));
    base::need(server::admin::add_territory(ground, {"west", ""}));
    base::need(server::admin::add_user(ground, {"boss", "manager", "east", "", "password"}, least));
    base::need(server::admin::add_user(ground, {"office", "head-office", "", "", "password"}, least));
    std::vector<std::string> users = {"office", "boss"}, reps;
    for (int i = 1; i <= mix_.reps; ++i) {
      const std::string name = "rep" + std::to_string(i);
      reps.push_back(name);
      base::need(server::admin::add_user(ground, {name, "rep", i == 3 ? "" : "east-1", "", "password"}, least));
      for (int d = 0; d < mix_.devices_per_rep; ++d) users.push_back(name);
    }
    office_.emplace(*server_, random_, reps);
    const NetworkFaults calm{};
    faults_ = calm;
    for (std::size_t i = 0; i < users.size(); ++i) {
      std::int64_t offset = 0, drift = 0;
      if (mix_.wrong_clocks && random_.chance(60)) {
        offset = static_cast<std::int64_t>(random_.below(2 * ten_years_ms)) - ten_years_ms;
        drift = static_cast<std::int64_t>(random_.below(200'000)) - 100'000;
      }
      devices_.push_back(std::make_unique<DeviceNode>(around_, "d" + std::to_string(i) + "-" + users[i], users[i],
                                                      random_.u64(), *server_, faults_, offset, drift));
      base::need(devices_.back()->start());
      base::need(devices_.back()->enroll());
    }
  }

  // Something to work on from the first step: accounts and what hangs below them, known to everybody.
  void begin() {
    faults_ = NetworkFaults{};
    const Type* account = registry_.type("account");
    for (auto& device : devices_) {
      if (device->user().starts_with("rep")) {
        for (int i = 0; i < 2; ++i) create_one(*device, *account);
        for (int i = 0; i < 3; ++i) create(*device);
      }
      sync(*device);
    }
    for (auto& device : devices_) sync(*device);
    faults_ = mix_.network;
  }

  // ---- one step of somebody's day

  void step() {
    time_.pass(static_cast<std::int64_t>(random_.below(random_.chance(10) ? 50'000'000 : 120'000)));
    if (random_.chance(mix_.server_crash)) {
      ++counts_["server crashes"];
      trace("server crashes");
      server_->crash_and_restart(random_);
      return;
    }
    if (random_.chance(mix_.rights)) return change_rights();
    DeviceNode& device = *random_.pick(devices_);
    break_disks(device);
    if (random_.chance(mix_.clock_jump)) {
      ++counts_["clock jumps"];
      device.clock().jump(static_cast<std::int64_t>(random_.below(ten_years_ms / 5)) - ten_years_ms / 10);
    }
    if (random_.chance(mix_.crash)) {
      ++counts_["crashes armed"];
      device.disk().die_after(static_cast<std::int64_t>(random_.below(60)));
    }
    if (mix_.server_crash > 0 && random_.chance(mix_.server_crash))
      server_->disk().die_after(static_cast<std::int64_t>(random_.below(80)));
    const std::uint64_t what = random_.below(100);
    if (what < 35)
      sync(device);
    else if (what < 50)
      create(device);
    else if (what < 85)
      edit(device);
    else if (what < 85 + static_cast<std::uint64_t>(mix_.deletes))
      remove(device);
    else
      resolve(device);
    mend_disks(device);
    revive(device);
    if (random_.chance(4)) look_over(device);
  }

  // A device is sound at any time, not only when all is quiet.
  void look_over(DeviceNode& device) {
    ++counts_["check a device at work"];
    const auto broken = base::need(device.client().check());
    if (!broken.empty()) violate("device invariants", device.name() + ": " + broken.front());
  }

  void change_rights() {
    if (mix_.disables && random_.chance(10)) {
      if (const std::string gone = office_->disable_one(); !gone.empty()) {
        ++counts_["users disabled"];
        trace(gone + " is disabled");
        ledger_.disabled.insert(gone);
        return;
      }
    }
    const std::string what = office_->change_rights();
    ++counts_["rights changed"];
    trace(what.empty() ? "nobody's rights change" : what);
  }

  // Somebody's disk takes nothing more for this one step.
  void break_disks(DeviceNode& device) {
    if (random_.chance(mix_.full_disk)) {
      ++counts_["full disks"];
      device.disk().set_full(true);
      disk_fault_ = true;
    }
    if (random_.chance(mix_.read_only_disk)) {
      ++counts_["read-only disks"];
      device.disk().set_read_only(true);
      disk_fault_ = true;
    }
    if (random_.chance(mix_.server_full_disk)) {
      ++counts_["full server disks"];
      server_->disk().set_full(true);
      disk_fault_ = true;
    }
  }

  void mend_disks(DeviceNode& device) {
    device.disk().set_full(false);
    device.disk().set_read_only(false);
    server_->disk().set_full(false);
    disk_fault_ = false;
  }

  // An error that this step's faults explain.
  [[nodiscard]] bool explained(DeviceNode& device, ErrorCode code) const {
    if (device.disk().dead() || server_->disk().dead()) return true;
    if (code == ErrorCode::Unauthorized && ledger_.disabled.contains(device.user())) return true;
    return disk_fault_ && (code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly || code == ErrorCode::Busy);
  }

  // Whoever died starts again, with what its disk kept.
  void revive(DeviceNode& device) {
    if (server_->disk().dead()) {
      ++counts_["server crashes"];
      trace("server died and restarts");
      server_->crash_and_restart(random_);
    }
    server_->disk().die_after(-1);
    if (!device.disk().dead()) {
      device.disk().die_after(-1);
      return;
    }
    ++counts_["device crashes"];
    trace(device.name() + " died and restarts");
    base::need(device.crash_and_restart(random_));
  }

  void sync(DeviceNode& device) {
    client::SyncOptions options;
    options.attempts_max = 1;
    ++counts_["exchanges"];
    const auto done = device.client().sync(options);
    trace(device.name() + " syncs: " +
          (done ? std::to_string(done->pushed) + " up, " + std::to_string(done->pulled) + " down"
                : std::string(base::key(done.error().code))));
    if (done) {
      if (auto violation = done->complete ? visibility(scene(), device) : std::nullopt)
        violate(violation->oracle, violation->detail);
      return;
    }
    if (base::exit_status(done.error().code) != 3 && !explained(device, done.error().code))
      violate("no surprise", device.name() + " sync: " + done.error().text());
  }

  [[nodiscard]] std::optional<client::Record> any_record(DeviceNode& device, const std::string& type) {
    client::Query query;
    query.type = type;
    auto records = device.client().list(query);
    if (!records || records->empty()) return std::nullopt;
    return random_.pick(*records);
  }

  // Fields of this type that people write, a few of them with new values.
  client::Value some_fields(const Type& type, const client::Record* shown, std::vector<SavedValue>& saved) {
    client::Value fields = client::Value::object();
    const std::uint64_t wanted = 1 + random_.below(3);
    for (std::uint64_t i = 0; i < wanted * 4 && fields.size() < wanted; ++i) {
      const Field& field = type.fields[static_cast<std::size_t>(random_.below(type.fields.size()))];
      if (field.name == type.parent || field.retired || !field.write.empty() || fields.contains(field.name)) continue;
      if (field.merge == Merge::Locked) continue;
      if (field.merge == Merge::Set) {
        const std::string element = field.element == schema::Kind::Choice && !field.choices.empty()
                                        ? random_.pick(field.choices).value
                                        : "t" + std::to_string(random_.below(1'000'000));
        if (field.element == schema::Kind::Reference) continue;
        fields[field.name] = {{"+", {element}}};
        saved.push_back({"", type.name, "", field.name, element, Merge::Set, ""});
        continue;
      }
      if (field.merge == Merge::Counter) {
        const auto delta = static_cast<std::int64_t>(random_.below(9)) - 4;
        if (delta == 0) continue;
        fields[field.name] = {{"d", std::to_string(delta)}};
        saved.push_back({"", type.name, "", field.name, delta, Merge::Counter, ""});
        continue;
      }
      const client::Value before =
          shown != nullptr ? shown->fields.value(field.name, client::Value()) : client::Value();
      client::Value value = values_.make(field, before);
      if (value.is_null() || value == before) continue;
      SavedValue one{"", type.name, "", field.name, value, field.merge, ""};
      if (field.merge == Merge::Text) {
        const std::string text = value.get<std::string>();
        const auto at = text.find("〔记" + std::to_string(values_.made()) + "〕");
        if (at != std::string::npos) one.passage = "〔记" + std::to_string(values_.made()) + "〕";
      }
      fields[field.name] = std::move(value);
      saved.push_back(std::move(one));
    }
    return fields;
  }

  void remember(DeviceNode& device, const std::string& record, std::vector<SavedValue> saved, bool fresh) {
    ledger_.records.insert(record);
    for (SavedValue& value : saved) {
      value.device = device.name();
      value.user = device.user();
      value.record = record;
      if (value.rule == Merge::Counter) {
        ledger_.tallies[record + "/" + value.field] += value.value.get<std::int64_t>();
        continue;
      }
      static_cast<void>(fresh);
      ledger_.values.push_back(std::move(value));
    }
  }

  void create(DeviceNode& device) {
    static const std::vector<std::string> kinds = {"account",     "contact", "visit",    "visit",
                                                   "opportunity", "task",    "complaint"};
    if (const Type* type = registry_.type(random_.pick(kinds))) create_one(device, *type);
  }

  void create_one(DeviceNode& device, const Type& declared) {
    const Type* type = &declared;
    std::vector<SavedValue> saved;
    client::Value fields = some_fields(*type, nullptr, saved);
    if (type->scope == schema::Scope::Child) {
      const auto account = any_record(device, "account");
      if (!account) return;
      fields[type->parent] = account->id;
    }
    for (const Field& field : type->fields)
      if (field.required && !fields.contains(field.name)) {
        fields[field.name] = values_.make(field, nullptr);
        saved.push_back({"", type->name, "", field.name, fields[field.name], field.merge, ""});
      }
    keep(device, "creates " + type->name, device.client().create(type->name, fields), std::move(saved), true);
  }

  void edit(DeviceNode& device) {
    static const std::vector<std::string> kinds = {"account",     "account", "contact",  "visit",
                                                   "opportunity", "task",    "complaint"};
    const Type* type = registry_.type(random_.pick(kinds));
    const auto record = type != nullptr ? any_record(device, type->name) : std::nullopt;
    if (!record) return;
    std::vector<SavedValue> saved;
    const client::Value fields = some_fields(*type, &*record, saved);
    if (fields.empty()) return;
    // A form may have been opened before the last sync.
    std::optional<client::Seen> seen;
    if (random_.chance(30)) {
      auto opened = device.client().open_record(type->name, record->id);
      if (!opened) return;
      seen = opened->seen;
      sync(device);
      if (device.disk().dead()) return;
    }
    keep(device, "edits " + type->name + " " + record->id, device.client().set(type->name, record->id, fields, seen),
         std::move(saved), false);
  }

  void keep(DeviceNode& device, const std::string& what, const base::Result<client::Saved>& done,
            std::vector<SavedValue> saved, bool fresh) {
    trace(device.name() + " " + what + ": " + (done ? done->ids.front() : done.error().text()));
    if (!done) {
      const auto code = done.error().code;
      if (!explained(device, code) && code != ErrorCode::NotValid && code != ErrorCode::UnknownRecord &&
          code != ErrorCode::NoRight)
        violate("no surprise", what + ": " + done.error().text());
      return;
    }
    ++counts_["mutations"];
    if (done->counter == 0) return;
    remember(device, done->ids.front(), std::move(saved), fresh);
  }

  void remove(DeviceNode& device) {
    static const std::vector<std::string> kinds = {"account", "contact", "visit"};
    const auto record = any_record(device, random_.pick(kinds));
    if (!record) return;
    const auto done = device.client().remove(record->type, record->id);
    trace(device.name() + " deletes " + record->type + " " + record->id + ": " + (done ? "done" : done.error().text()));
    ++counts_["deletes"];
    if (done && random_.chance(30)) {
      const auto back = device.client().restore(record->type, record->id);
      trace(device.name() + " restores it: " + (back ? "done" : back.error().text()));
    }
  }

  void resolve(DeviceNode& device) {
    auto open = device.client().conflicts();
    if (!open || open->empty()) return;
    const auto& conflict = random_.pick(*open);
    client::Resolution resolution;
    resolution.keep = random_.chance(50) ? client::Resolution::Keep::Current : client::Resolution::Keep::Edit;
    resolution.edit = random_.pick(conflict.sides).edit;
    const auto done = device.client().resolve(conflict.id, resolution);
    trace(device.name() + " resolves " + conflict.id + ": " + (done ? "done" : done.error().text()));
    ++counts_["conflicts resolved"];
  }

  // ---- the end

  [[nodiscard]] Scene scene() { return {*server_, devices_, registry_, ledger_, counts_}; }

  void settle() {
    faults_ = NetworkFaults{};
    for (int round = 0; round < settle_rounds_max; ++round) {
      bool moved = false;
      for (auto& device : devices_) {
        if (ledger_.disabled.contains(device->user())) continue;
        const auto done = device->client().sync({});
        if (!done) return violate("liveness", device->name() + " cannot sync: " + done.error().text());
        moved = moved || done->pushed > 0 || done->pulled > 0 || !done->complete;
      }
      if (!moved && round > 0) return;
    }
    violate("liveness", "still moving after " + std::to_string(settle_rounds_max) + " rounds");
  }

  void judge() {
    const Scene end = scene();
    for (auto* oracle : {&liveness, &convergence, &conservation, &invariants})
      if (auto violation = (*oracle)(end)) return violate(violation->oracle, violation->detail);
    for (auto& device : devices_)
      if (auto violation = ledger_.disabled.contains(device->user()) ? std::nullopt : visibility(end, *device))
        return violate(violation->oracle, violation->detail);
  }

  const schema::Registry& registry_;
  const std::set<std::string>& only_;
  bool verbose_;
  SeededRandom random_;
  Values values_;
  TrueTime time_;
  base::NoLog log_;
  Counts counts_;
  Surroundings around_;
  Mix mix_;
  NetworkFaults faults_;
  std::unique_ptr<ServerNode> server_;
  std::optional<Office> office_;
  std::vector<std::unique_ptr<DeviceNode>> devices_;
  bool disk_fault_ = false;
  Ledger ledger_;
  std::string trace_;
  RunResult result_;
};

}  // namespace

RunResult run_seed(std::uint64_t seed, const schema::Registry& registry, const std::set<std::string>& only,
                   bool verbose) {
  return Run(seed, registry, only, verbose).go();
}

}  // namespace keybook::simulation
