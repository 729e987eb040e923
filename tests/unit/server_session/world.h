// A server without HTTP on a manual clock, and devices that speak to it in JSON, as real ones do.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "admin/admin.h"
#include "base/failure.h"
#include "merge/apply.h"
#include "record/codec.h"
#include "session/service.h"
#include "storage/sqlite/sqlite_store.h"

namespace keybook::server::session::testing {

using record::Stamp;
using record::Value;

class ManualClock final : public base::Clock {
 public:
  std::int64_t wall_ms() override { return ms; }
  std::int64_t monotonic_ms() override { return ms - 1'000'000'000'000; }
  std::atomic<std::int64_t> ms = 1'760'000'000'000;
};

// xorshift64*: the same numbers in every run.
class SeededRandom final : public base::Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed * 2 + 1) {}
  void fill(std::span<std::uint8_t> bytes) override {
    const std::lock_guard lock(mutex_);
    for (std::uint8_t& byte : bytes) {
      state_ ^= state_ >> 12;
      state_ ^= state_ << 25;
      state_ ^= state_ >> 27;
      byte = static_cast<std::uint8_t>((state_ * 2685821657736338717ULL) >> 56);
    }
  }

 private:
  std::mutex mutex_;
  std::uint64_t state_;
};

// The way back of one request.
class Waiting final : public transport::Answer {
 public:
  void send(transport::Response response) override {
    const std::lock_guard lock(mutex_);
    if (!answer_) answer_ = std::move(response);
  }
  void hold(std::int64_t, transport::Response otherwise) override {
    const std::lock_guard lock(mutex_);
    otherwise_ = std::move(otherwise);
  }
  [[nodiscard]] bool closed() const override { return answered(); }
  [[nodiscard]] bool answered() const {
    const std::lock_guard lock(mutex_);
    return answer_.has_value();
  }
  [[nodiscard]] transport::Response taken() const {
    const std::lock_guard lock(mutex_);
    return answer_.value_or(transport::Response{});
  }

 private:
  mutable std::mutex mutex_;
  std::optional<transport::Response> answer_, otherwise_;
};

struct Reply2 {
  int status = 0;
  std::string body;
  Value json;
  [[nodiscard]] base::Error error() const { return protocol::error_from_json(json.value("error", Value::object())); }
};

class World {
 public:
  explicit World(std::int64_t page_bytes = protocol::page_bytes_target, const std::string& path = ":memory:")
      : registry(base::need(schema::Registry::builtin())), store(base::need(storage::open_sqlite(path, registry))) {
    base::need(admin::initialise(ground(), "root", "root-secret", PasswordCost::Least));
    service = std::make_unique<Service>(ground(), ServiceOptions{PasswordCost::Least, page_bytes});
  }
  [[nodiscard]] Ground ground() { return {*store, registry, clock, random, log, receipt_key}; }

  void add_user(const std::string& name, const std::string& role, const std::string& territory = {}) {
    base::need(admin::add_user(ground(), {name, role, territory, {}, name + "-secret"}, PasswordCost::Least));
  }
  Reply2 send(transport::Method method, const std::string& path, const std::string& body,
              const std::string& credential = {}) {
    transport::Request request;
    request.method = method;
    const std::size_t question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.body = body;
    if (!credential.empty()) request.headers.push_back({"Authorization", "Bearer " + credential});
    auto answer = std::make_shared<Waiting>();
    service->handle(std::move(request), transport::Responder(answer));
    return read(*answer);
  }
  std::shared_ptr<Waiting> wait(record::CommitNumber cursor, const std::string& credential) {
    transport::Request request;
    request.path = "/v1/wait";
    request.query = "c=" + std::to_string(cursor);
    request.headers.push_back({"Authorization", "Bearer " + credential});
    auto answer = std::make_shared<Waiting>();
    service->handle(std::move(request), transport::Responder(answer));
    return answer;
  }
  static Reply2 read(const Waiting& answer) {
    const transport::Response response = answer.taken();
    return {response.status, response.body, Value::parse(response.body, nullptr, false)};
  }

  ManualClock clock;
  SeededRandom random{7};
  base::NoLog log;
  std::string receipt_key = std::string(43, 'A');
  schema::Registry registry;
  std::unique_ptr<storage::Store> store;
  std::unique_ptr<Service> service;
};

// A device that keeps what the server says, and applies its own plain mutations itself.
class Device final : public record::History {
 public:
  Device(World& in, const std::string& user_name) : world(in), user(user_name) {
    const Reply2 reply =
        world.send(transport::Method::Post, "/v1/enrol",
                   Value{{"user", user}, {"password", user + "-secret"}, {"device", user + "'s"}}.dump());
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto answer = base::need(protocol::enrol_answer(reply.json));
    credential = answer.credential;
    enrolment = answer.enrolment;
    epoch = answer.epoch;
  }

  // ---- writing
  record::Mutation& mutation(std::vector<record::RecordEdit> edits) {
    record::Mutation made;
    made.enrolment = enrolment;
    made.counter = ++counter;
    made.stamp = {world.clock.ms + clock_error_ms, ++stamp_counter, enrolment};
    made.clock = reading();
    made.declarations = world.registry.digest();
    for (record::RecordEdit& edit : edits)
      for (auto& [unit, field] : edit.fields)
        if (field.base.empty()) field.base = position();
    made.edits = std::move(edits);
    pending.push_back(std::move(made));
    return pending.back();
  }
  [[nodiscard]] record::Base position() const {
    record::Base base;
    base.position = true;
    base.commit = cursor;
    base.counter = counter - 1;
    base.device = enrolment;
    return base;
  }
  [[nodiscard]] record::ClockReading reading() const {
    return {world.clock.ms + clock_error_ms, world.clock.monotonic_ms(), boot};
  }
  static record::RecordEdit edit(record::Op op, const std::string& type, const std::string& id,
                                 const std::map<std::string, Value>& fields, const std::string& account = {}) {
    record::RecordEdit made;
    made.op = op;
    made.type = type;
    made.id = id;
    made.account = account;
    for (const auto& [unit, value] : fields) made.fields[unit].change.value = value;
    return made;
  }
  void create(const std::string& type, const std::string& id, const std::map<std::string, Value>& fields,
              const std::string& account = {}) {
    mutation({edit(record::Op::Create, type, id, fields, account)});
  }
  void set(const std::string& type, const std::string& id, const std::map<std::string, Value>& fields) {
    mutation({edit(record::Op::Set, type, id, fields)});
  }

  // ---- exchanging
  [[nodiscard]] Value request(std::size_t mutations_max = 1'000'000) const {
    protocol::SyncRequest made;
    made.cursor = cursor;
    if (cursor > 0) made.epoch = epoch;
    made.clock = reading();
    made.made = counter;
    made.page = page;
    made.mutations.assign(pending.begin(),
                          pending.begin() + static_cast<std::ptrdiff_t>(std::min(mutations_max, pending.size())));
    made.waiting = static_cast<std::int64_t>(pending.size() - made.mutations.size());
    return protocol::to_json(made);
  }
  Reply2 post(const Value& json) { return world.send(transport::Method::Post, "/v1/sync", json.dump(), credential); }
  protocol::SyncAnswer sync_page() {
    const Reply2 reply = post(request());
    EXPECT_EQ(reply.status, 200) << reply.body;
    bytes_received += reply.body.size();
    auto answer = base::need(protocol::sync_answer(reply.json));
    apply(answer);
    return answer;
  }
  // Until there are no more pages; the answers together.
  protocol::SyncAnswer sync() {
    protocol::SyncAnswer all = sync_page();
    round_trips = 1;
    while (!page.empty()) {
      protocol::SyncAnswer next = sync_page();
      ++round_trips;
      all.records.insert(all.records.end(), next.records.begin(), next.records.end());
      all.batches.insert(all.batches.end(), next.batches.begin(), next.batches.end());
      all.lines.insert(all.lines.end(), next.lines.begin(), next.lines.end());
      all.evicted.insert(all.evicted.end(), next.evicted.begin(), next.evicted.end());
      all.whole.insert(all.whole.end(), next.whole.begin(), next.whole.end());
      all.cursor = next.cursor;
    }
    return all;
  }
  void apply(const protocol::SyncAnswer& answer);

  // History
  std::vector<record::Line> lines(const std::string& record, const std::string& unit) override;
  std::vector<record::Line> lines(const std::string& record) override;

  // Canonical texts of everything held, by id.
  [[nodiscard]] std::map<std::string, std::string> content() const;

  World& world;
  std::string user, credential, enrolment, epoch, boot = "boot-1", page;
  record::CommitNumber cursor = 0;
  record::Counter counter = 0;
  std::int64_t stamp_counter = 0, clock_error_ms = 0;
  std::vector<record::Mutation> pending;
  std::map<std::string, record::RecordState> held;
  std::map<std::string, record::Line> held_lines;  // by record, unit and name
  int round_trips = 0;
  std::size_t bytes_received = 0;

 private:
  void drop_file(const std::string& account);
  void keep(const record::Line& line);
  void confirm(const protocol::Outcome& outcome, std::int64_t server_ms);
};

// What the server holds that `user` may see, straight from the rights: the oracle of every pull.
[[nodiscard]] std::map<std::string, std::string> visible_content(World& world, const std::string& user);
// Lines that the user may see, by record, unit and name.
[[nodiscard]] std::set<std::string> visible_lines(World& world, const std::string& user);

}  // namespace keybook::server::session::testing
