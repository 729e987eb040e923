#include "simulation/world/nodes.h"

#include "base/failure.h"
#include "session/epochs.h"

namespace keybook::simulation {

using base::ErrorCode;
using client::transport::Call;
using client::transport::Reply;

namespace {

// Takes the one answer of a handler; a held request (live notice) is answered as if its time were over.
class Captured final : public server::transport::Answer {
 public:
  void send(server::transport::Response response) override {
    if (!response_) response_ = std::move(response);
  }
  void hold(std::int64_t, server::transport::Response otherwise) override { send(std::move(otherwise)); }
  [[nodiscard]] bool closed() const override { return response_.has_value(); }
  [[nodiscard]] std::optional<server::transport::Response>& response() { return response_; }

 private:
  std::optional<server::transport::Response> response_;
};

server::transport::Request request_of(const Call& call) {
  server::transport::Request request;
  request.method =
      call.method == client::transport::Method::Get ? server::transport::Method::Get : server::transport::Method::Post;
  const auto mark = call.path.find('?');
  request.path = call.path.substr(0, mark);
  if (mark != std::string::npos) request.query = call.path.substr(mark + 1);
  for (const auto& header : call.headers) request.headers.push_back({header.name, header.value});
  request.body = call.body;
  request.remote = "simulated";
  return request;
}

using Files = std::map<std::string, std::string>;

base::Result<std::unique_ptr<client::transport::Transport>> nowhere(const std::string&) {
  return base::fail(ErrorCode::Unreachable, "there is no server", {}, "");
}

// Tables without rows, made once per program and not by every node of every seed: half of a short story's time. The
// nodes' own chance takes no part in it, so that a seed does the same wherever it stands in a run.
const Files& empty_store(const Surroundings& around) {
  static const Files files = [&] {
    MemoryDisk disk("empty-store");
    server::storage::SqliteOptions options;
    options.vfs = disk.vfs();
    static_cast<void>(base::need(server::storage::open_sqlite("server.db", around.registry, options)));
    return disk.copy();
  }();
  return files;
}

// On a disk of its own each, so that all may have the same name: a copied profile is found where it was.
constexpr const char* profile_name = "profile";

const Files& empty_profile(const Surroundings& around) {
  static const Files files = [&] {
    MemoryDisk disk("empty-profile");
    NodeClock clock(around.time, 0, 0);
    SeededRandom random(0);
    const auto keys = client::platform::fixed_key_store({});
    const client::Environment environment{clock,   random,     around.log, around.registry,        *keys,
                                          nowhere, disk.vfs(), "boot",     client::platform::pause};
    static_cast<void>(base::need(client::Client::open(profile_name, environment)));
    return disk.copy();
  }();
  return files;
}

}  // namespace

// ---- ServerNode

ServerNode::ServerNode(const Surroundings& around, std::uint64_t seed, std::int64_t page_bytes)
    : around_(around),
      registry_(&around.registry),
      disk_(around.name + "-server"),
      clock_(around.time, 0, 0),
      random_(seed),
      page_bytes_(page_bytes) {
  disk_.restore(empty_store(around));
  start();
}

ServerNode::~ServerNode() { stop(); }

void ServerNode::start() {
  server::storage::SqliteOptions options;
  options.vfs = disk_.vfs();
  store_ = base::need(server::storage::open_sqlite("server.db", *registry_, options));
  server::session::ServiceOptions service;
  service.password_cost = server::session::PasswordCost::Least;
  service.page_bytes = page_bytes_;
  service_ = std::make_unique<server::session::Service>(ground(), service);
}

void ServerNode::stop() {
  service_.reset();
  store_.reset();
}

void ServerNode::go_on(std::uint64_t seed) { random_ = SeededRandom(seed); }

void ServerNode::crash_and_restart(SeededRandom& random) {
  disk_.die();
  stop();
  disk_.power_up(random);
  start();
}

void ServerNode::declare(const schema::Registry& registry) {
  stop();
  registry_ = &registry;
  start();
}

Files ServerNode::backup() {
  const auto epoch = base::need(server::admin::identity(*store_)).epoch;
  const auto commit = store_->read()->last_commit();
  base::need(server::admin::note_backup(ground(), epoch, commit));
  return disk_.copy();
}

void ServerNode::restore(const Files& files) {
  stop();
  MemoryDisk before_disk(around_.name + "-before");
  before_disk.restore(disk_.copy());
  disk_.restore(files);
  server::storage::SqliteOptions options;
  options.vfs = before_disk.vfs();
  auto before = base::need(server::storage::open_sqlite("server.db", *registry_, options));
  options.vfs = disk_.vfs();
  store_ = base::need(server::storage::open_sqlite("server.db", *registry_, options));
  static_cast<void>(base::need(server::admin::begin_restored(ground(), before.get())));
  store_.reset();
  before.reset();
  start();
}

void ServerNode::close_restore() {
  if (server::session::restore_is_open(*store_->read()))
    static_cast<void>(base::need(server::admin::close_restored(ground())));
}

std::optional<Reply> ServerNode::answer(const Call& call) {
  if (!up()) return std::nullopt;
  auto captured = std::make_shared<Captured>();
  service_->handle(request_of(call), server::transport::Responder(captured));
  auto& response = captured->response();
  if (!response || disk_.dead()) return std::nullopt;
  Reply reply;
  reply.status = response->status;
  reply.content_type = response->content_type;
  reply.body = response->body;
  while (response->more) {
    auto piece = response->more();
    if (!piece || disk_.dead()) return std::nullopt;
    if (piece->empty()) break;
    reply.body += *piece;
  }
  reply.bytes_sent = static_cast<std::int64_t>(call.body.size());
  reply.bytes_received = static_cast<std::int64_t>(reply.body.size());
  return reply;
}

// ---- DeviceNode

DeviceNode::DeviceNode(const Surroundings& around, std::string name, std::string user, std::uint64_t seed,
                       ServerNode& server, const NetworkFaults& faults, std::int64_t offset_ms, std::int64_t drift_ppm)
    : around_(around),
      registry_(&around.registry),
      name_(std::move(name)),
      user_(std::move(user)),
      disk_(around.name + "-" + name_),
      clock_(around.time, offset_ms, drift_ppm),
      random_(seed),
      network_random_(seed ^ 0x5DEECE66D),
      server_(server),
      faults_(faults),
      keys_(client::platform::fixed_key_store({})),
      boot_(name_ + "-boot") {
  surround();
  disk_.restore(empty_profile(around));
}

void DeviceNode::surround() {
  const auto connect = [this](const std::string&) -> std::unique_ptr<client::transport::Transport> {
    return std::make_unique<SimTransport>([this](const Call& call) { return server_.answer(call); }, network_random_,
                                          faults_, around_.time, around_.counts);
  };
  environment_.emplace(client::Environment{clock_, random_, around_.log, *registry_, *keys_, connect, disk_.vfs(),
                                           boot_,
                                           [this](std::int64_t ms, const std::stop_token&) { around_.time.pass(ms); }});
}

DeviceNode::~DeviceNode() { stop(); }

base::Status DeviceNode::start() {
  auto opened = client::Client::open(profile_name, *environment_);
  if (!opened) return tl::unexpected(opened.error());
  client_ = std::move(*opened);
  return {};
}

void DeviceNode::stop() { client_.reset(); }

base::Status DeviceNode::put_back(const Files& files) {
  stop();
  disk_.restore(files);
  return start();
}

base::Status DeviceNode::declare(const schema::Registry& registry) {
  stop();
  registry_ = &registry;
  surround();
  return start();
}

base::Status DeviceNode::crash_and_restart(SeededRandom& random) {
  disk_.die();
  stop();
  disk_.power_up(random);
  clock_.boot();
  boot_ = name_ + "-boot" + std::to_string(around_.time.now_ms());
  environment_->boot = boot_;
  return start();
}

void DeviceNode::go_on(std::uint64_t seed) {
  random_ = SeededRandom(seed);
  network_random_ = SeededRandom(seed ^ 0x5DEECE66D);
}

base::Status DeviceNode::enroll() { return client_->enroll("http://simulated", user_, "password", name_); }

}  // namespace keybook::simulation
