// A running server whose handler is a function of the test.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "sync-server/transport/server.h"
#include "tests/unit/server_transport/raw_client.h"

namespace keybook::test {

// Something that one thread waits for and another lets happen.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  bool wait(int ms_max = 20'000) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::milliseconds(ms_max), [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

class RecordingLog final : public base::Log {
 public:
  void write(base::LogLevel, std::string_view event, std::initializer_list<Member> members) override {
    std::string line(event);
    for (const Member& member : members) line += " " + std::string(member.first) + "=" + member.second;
    const std::lock_guard lock(mutex_);
    text_ += line + "\n";
  }
  [[nodiscard]] std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

struct Served : server::transport::Handler {
  using Function = std::function<void(server::transport::Request, server::transport::Responder)>;

  explicit Served(Function function_, server::transport::Options options = {}) : function(std::move(function_)) {
    auto started = server::transport::start_server(std::move(options), *this, clock, log);
    EXPECT_TRUE(started) << started.error().text();
    if (started) server = std::move(*started);
  }
  void handle(server::transport::Request request, server::transport::Responder responder) override {
    function(std::move(request), std::move(responder));
  }
  [[nodiscard]] std::uint16_t port() const { return port_of(server->url()); }
  [[nodiscard]] RawClient client() const { return RawClient(port()); }

  Function function;
  base::SystemClock clock;
  RecordingLog log;
  std::unique_ptr<server::transport::Server> server;
};

inline void echo(server::transport::Request request, server::transport::Responder responder) {
  responder.send({.content_type = "text/plain", .body = std::move(request.body)});
}

}  // namespace keybook::test
