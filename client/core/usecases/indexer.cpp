#include "usecases/indexer.h"

#include "platform/pause.h"

namespace keybook::client {

namespace {

constexpr std::int64_t rows_at_once = 1000;  // about 50 ms with the write lock
constexpr std::int64_t breath_ms = 5;        // others that wait for the lock get it

}  // namespace

Indexer::Indexer(store::Settings settings, const schema::Registry& registry, base::Log& log)
    : settings_(std::move(settings)),
      registry_(registry),
      log_(log),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

Indexer::~Indexer() = default;

void Indexer::work(const std::stop_token& stop) {
  const auto worked = base::caught([&] {
    auto store = base::need(store::Store::open(settings_, registry_));
    for (bool more = true; more && !stop.stop_requested();) {
      auto transaction = store->begin();
      more = store->search().catch_up(rows_at_once);
      base::need(transaction.commit());
      platform::pause(breath_ms, stop);
    }
  });
  // A disk that is full, a lock that is held for long: searching goes on without the index, the next start tries again.
  if (!worked) log_.write(base::LogLevel::Warning, "index-not-finished", {{"error", worked.error().message}});
  done_ = true;
}

}  // namespace keybook::client
