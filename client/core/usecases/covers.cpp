// A cover that ends while the device has no network: the file carries the end, and the device gives it up by itself
// (REPLICATION §7). What is unsent of it stays in the outbox and goes up: edits made before the end are applied.
#include <algorithm>

#include "schema/calendar.h"
#include "session/sealing.h"
#include "tables/condition.h"
#include "usecases/impl.h"

namespace keybook::client {

namespace {

constexpr const char* cover_type = "cover";
constexpr const char* territory_type = "territory";
constexpr int tree_depth_max = 100;
constexpr std::int64_t look_again_ms = 60'000;  // another process may have synced a cover

std::string text_of(const record::RecordState& state, const char* field) {
  const record::FieldState* held = state.field(field);
  return held != nullptr && held->value.is_string() ? held->value.get<std::string>() : std::string();
}

// Whether a territory is this one or lies below it, by the tree that everybody has.
bool within(store::Store& store, std::string territory, const std::string& above) {
  if (above.empty() || store.registry().type(territory_type) == nullptr) return false;
  for (int steps = 0; steps < tree_depth_max && !territory.empty(); ++steps) {
    if (territory == above) return true;
    auto row = store::prepared(store.database(),
                               "SELECT parent FROM " + store.shown().table(territory_type) + " WHERE name = ? AND " +
                                   tables::is_shown() + " LIMIT 1",
                               territory);
    territory = store::next(row) ? std::string(row.text(0)) : std::string();
  }
  return false;
}

// Whether this user has the account by more than the cover: as its owner, by territory or by role.
bool has_otherwise(store::Store& store, const store::Device& device, const std::string& account) {
  if (device.role == "head-office" || device.role == "admin") return true;
  const schema::Type* root = store.registry().root();
  const auto state = root == nullptr ? std::nullopt : store.shown().read(root->name, account);
  if (!state || text_of(*state, "owner") == device.user) return true;
  return device.role == "manager" && within(store, text_of(*state, "territory"), device.territory);
}

// The latest time that this profile knew since its last exchange: "exchange ms:ms". It outlives the program, so that a
// clock that is set back gives nothing back.
constexpr const char* latest_name = "latest-ms";

std::int64_t latest_known(store::Store& store, std::int64_t last_sync_ms) {
  const std::string text = store.meta(latest_name), of = std::to_string(last_sync_ms) + ':';
  return text.starts_with(of) ? std::stoll(text.substr(of.size())) : last_sync_ms;
}

// A disk that takes nothing does not keep anybody from reading.
void note_latest(store::Store& store, std::int64_t last_sync_ms, std::int64_t now_ms) {
  static_cast<void>(base::caught([&] {
    auto transaction = store.begin();
    store.set_meta(latest_name, std::to_string(last_sync_ms) + ':' + std::to_string(now_ms));
    base::need(transaction.commit());
  }));
}

}  // namespace

void Client::Impl::leave_covers() {
  const std::int64_t wall_ms = environment.clock.wall_ms(), monotonic_ms = environment.clock.monotonic_ms();
  // One of the two goes on: a wall clock may be set back, the other one may stand still while the machine sleeps.
  const std::int64_t passed_ms = std::max(wall_ms - cover_look.wall_ms, monotonic_ms - cover_look.monotonic_ms);
  if (passed_ms < cover_look.wait_ms || store->registry().type(cover_type) == nullptr) return;
  const auto device = store::load_device(*store);
  const CoverLook before = cover_look;
  cover_look = {wall_ms, monotonic_ms, 0, 0, look_again_ms};
  if (!device) return;
  std::vector<std::pair<std::string, std::int64_t>> covers;
  auto rows = store::prepared(store->database(),
                              "SELECT account, ends_at FROM " + store->shown().table(cover_type) +
                                  " WHERE substitute = ? AND ended_at IS NULL AND " + tables::is_shown(),
                              device->user);
  while (store::next(rows)) covers.emplace_back(rows.text(0), schema::ms_of_time(rows.text(1)));
  if (covers.empty()) return;
  const std::int64_t latest_ms = latest_known(*store, device->last_sync_ms);
  std::int64_t now_ms = std::max(device->now_ms(environment.clock), latest_ms);
  if (before.now_ms != 0 && before.last_sync_ms == device->last_sync_ms)
    now_ms = std::max(now_ms, before.now_ms + monotonic_ms - before.monotonic_ms);
  cover_look.now_ms = now_ms;
  cover_look.last_sync_ms = device->last_sync_ms;
  const std::string now = schema::time_of_ms(now_ms);
  std::vector<std::string> ended;
  for (const auto& [account, end_ms] : covers) {
    if (end_ms <= now_ms)
      ended.push_back(account);
    else
      cover_look.wait_ms = std::min(cover_look.wait_ms, end_ms - now_ms);
  }
  // A later cover of the same account goes on.
  std::erase_if(ended, [&](const std::string& account) {
    auto other =
        store::prepared(store->database(),
                        "SELECT 1 FROM " + store->shown().table(cover_type) +
                            " WHERE account = ? AND substitute = ? AND ended_at IS NULL AND ends_at > ? LIMIT 1",
                        account, device->user, now);
    return store::next(other) || has_otherwise(*store, *device, account);
  });
  if (ended.empty()) {
    if (now_ms - latest_ms >= look_again_ms) note_latest(*store, device->last_sync_ms, now_ms);
    return;
  }
  auto transaction = store->begin();
  for (const std::string& account : ended) {
    store->erase_file(account);
    store::run(store->database(), "INSERT OR IGNORE INTO dropped VALUES(?)", account);
  }
  session::note_strays(*store);
  if (!device->downloading) session::forget_strays(*store);
  session::need_scrub(*store);  // with the next sync: tidying the index takes longer than opening a page may
  base::need(transaction.commit());
}

}  // namespace keybook::client
