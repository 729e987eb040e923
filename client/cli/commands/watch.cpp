// keybook watch: stays connected, and syncs whenever either side has something.
#include <atomic>
#include <thread>

#include "commands/commands.h"
#include "commands/syncing.h"
#include "platform/pause.h"
#include "platform/terminal.h"

namespace keybook::cli {
namespace {

constexpr std::int64_t look_every_ms = 200;     // for local changes: a PRAGMA, no more
constexpr std::int64_t hold_ms = 50'000;        // one question to the server stays open this long
constexpr std::int64_t retry_first_ms = 1'000;  // doubled after each failure
constexpr std::int64_t retry_last_ms = 60'000;

// Waits at the server on a thread and a Client of its own, since a Client belongs to one thread.
class Listener {
 public:
  explicit Listener(Context& context)
      : client_(context.open(client::Client::Open::Existing)),
        thread_([this](std::stop_token stop) { listen(stop); }) {}

  // Whether the server had something since the last call.
  [[nodiscard]] bool take() { return news_.exchange(false); }

 private:
  void listen(const std::stop_token& stop) {
    std::int64_t retry_ms = retry_first_ms;
    while (!stop.stop_requested()) {
      const auto news = client_->wait(hold_ms, stop);
      if (news) retry_ms = retry_first_ms;
      if (news && *news) news_ = true;
      // After a failure the main loop's own sync says what is wrong. After news it needs a moment to take them.
      client::platform::pause(news && !*news ? 0 : retry_ms, stop);
      if (!news) retry_ms = std::min(retry_ms * 2, retry_last_ms);
    }
  }

  std::unique_ptr<client::Client> client_;
  std::atomic<bool> news_ = false;
  std::jthread thread_;
};

class Watch {
 public:
  Watch(Context& context, std::stop_token stop) : context_(context), stop_(std::move(stop)) {}

  void run() {
    static_cast<void>(context_.client().changed());
    sync(Say::Always);
    Listener listener(context_);
    while (!stop_.stop_requested()) {
      client::platform::pause(look_every_ms, stop_);
      const bool news = listener.take();
      const bool local = context_.client().changed() && base::need(context_.client().status()).pending > 0;
      const bool again = retry_at_ms_ > 0 && clock().monotonic_ms() >= retry_at_ms_;
      if (!stop_.stop_requested() && (news || local || again)) sync(Say::News);
    }
  }

 private:
  enum class Say { Always, News };
  [[nodiscard]] base::Clock& clock() const { return context_.environment().clock; }

  void sync(Say say) {
    auto result = sync_with_progress(context_, stop_);
    static_cast<void>(context_.client().changed());  // our own writing is no news
    if (!result) return failed(result.error());
    retry_at_ms_ = 0;
    retry_ms_ = retry_first_ms;
    if (say == Say::Always || result->pushed > 0 || result->pulled > 0) print_result(context_, *result);
    context_.flush();
  }

  void failed(const base::Error& error) {
    if (!base::retryable(error.code)) throw base::Failure(error);
    if (stop_.stop_requested()) return;
    if (retry_at_ms_ == 0) context_.note("keybook: " + error.text());  // once per outage
    retry_at_ms_ = clock().monotonic_ms() + retry_ms_;
    retry_ms_ = std::min(retry_ms_ * 2, retry_last_ms);
  }

  Context& context_;
  std::stop_token stop_;
  std::int64_t retry_at_ms_ = 0;  // 0: the last sync worked
  std::int64_t retry_ms_ = retry_first_ms;
};

int watch(Context& context) {
  const client::platform::StopOnSignal signal;  // before the listener's thread
  Watch(context, signal.token()).run();
  return 0;
}

}  // namespace

void add_watch(CommandLine& line) {
  CLI::App* command = line.command("watch", "stay connected, sync whenever either side has something", watch);
  line.json_flag(command);
  command->footer(
      "Prints one line per sync that moved something; runs until Ctrl-C or SIGTERM, then ends with 0.\n"
      "Where the server cannot be reached it goes on trying, at longer and longer intervals up to a minute.");
}

}  // namespace keybook::cli
