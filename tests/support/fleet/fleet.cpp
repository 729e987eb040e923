#include "support/fleet/fleet.h"

#include <unistd.h>

namespace keybook::testing {

namespace {

constexpr const char* password = "correct horse";

// Takes the one answer of a handler; a held request is answered as if its time were over.
class Captured final : public server::transport::Answer {
 public:
  void send(server::transport::Response response) override {
    if (!response_) response_ = std::move(response);
  }
  void hold(std::int64_t, server::transport::Response otherwise) override { send(std::move(otherwise)); }
  [[nodiscard]] bool closed() const override { return response_.has_value(); }
  [[nodiscard]] server::transport::Response& response() { return *response_; }

 private:
  std::optional<server::transport::Response> response_;
};

class Wire final : public client::transport::Transport {
 public:
  explicit Wire(Fleet& fleet) : fleet_(fleet) {}
  base::Result<client::transport::Reply> send(const client::transport::Call& call) override {
    const int number = ++fleet_.calls;
    if (fleet_.before_delivery)
      if (auto error = fleet_.before_delivery(number)) return tl::unexpected(*error);
    client::transport::Call sent = call;
    if (fleet_.spoil) fleet_.spoil(sent);
    client::transport::Reply reply = fleet_.answer(sent);
    if (fleet_.spoil_reply) fleet_.spoil_reply(reply);
    if (fleet_.heard) fleet_.heard(sent, reply);
    if (fleet_.after_delivery)
      if (auto error = fleet_.after_delivery(number)) return tl::unexpected(*error);
    return reply;
  }

 private:
  Fleet& fleet_;
};

const schema::Registry& builtin() {
  static const schema::Registry registry = base::need(schema::Registry::builtin());
  return registry;
}

std::filesystem::path fresh_folder(const char* what) {
  base::SystemRandom random;
  const auto folder =
      std::filesystem::temp_directory_path() /
      ("keybook-" + std::string(what) + "-" + std::to_string(::getpid()) + "-" + base::random_token(random, 6));
  std::filesystem::create_directories(folder);
  return folder;
}

// A store and a profile without rows, as the product makes them; made once per program and not by every server and
// device of every test, which would be most of what a short test costs.
class Empty {
 public:
  explicit Empty(const std::string& key) : folder_(fresh_folder("empty")) {
    static_cast<void>(base::need(server::storage::open_sqlite((folder_ / store).string(), builtin(), {})));
    ManualClock clock;
    base::SystemRandom random;
    base::NoLog log;
    base::FixedZone zone{"UTC", 0};
    const auto keys = client::platform::fixed_key_store(key);
    const auto nowhere = [](const std::string&) -> base::Result<std::unique_ptr<client::transport::Transport>> {
      return base::fail(base::ErrorCode::Unreachable, "there is no server", {}, "");
    };
    const client::Environment environment{
        clock, random, log, builtin(), *keys, nowhere, {}, {}, client::platform::pause, zone};
    static_cast<void>(base::need(client::Client::open(folder_ / profile, environment)));
  }
  ~Empty() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Empty(const Empty&) = delete;
  Empty& operator=(const Empty&) = delete;

  static const Empty& of(const std::string& key) {
    static std::map<std::string, Empty> made;
    return made.try_emplace(key, key).first->second;
  }
  void put_store(const std::filesystem::path& file) const { copy(folder_ / store, file); }
  void put_profile(const std::filesystem::path& folder) const {
    std::filesystem::create_directory(folder, folder_ / profile);  // with its rights
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / profile))
      copy(entry.path(), folder / entry.path().filename());
  }

 private:
  static constexpr const char* store = "server.db";
  static constexpr const char* profile = "profile";
  // What is there stays.
  static void copy(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::copy_file(from, to, std::filesystem::copy_options::skip_existing);
  }
  std::filesystem::path folder_;
};

}  // namespace

Fleet::Fleet(std::int64_t page_bytes) : Fleet(page_bytes, {{}, std::string(32, 'k')}) {}
Fleet::Fleet(const Stored& stored) : Fleet(protocol::page_bytes_target, stored) {}

Fleet::Fleet(std::int64_t page_bytes, const Stored& stored)
    : registry_(builtin()),
      folder_(fresh_folder("fleet")),
      page_bytes_(page_bytes),
      key_(stored.key),
      keys_(client::platform::fixed_key_store(key_)) {
  if (stored.furnish)
    stored.furnish(folder_);
  else
    Empty::of(key_).put_store(folder_ / "server.db");
  store_ = base::need(server::storage::open_sqlite((folder_ / "server.db").string(), registry_, {}));
  if (!stored.furnish) found();
  serve();
}

server::session::Ground Fleet::ground() { return {*store_, registry_, clock, random_, log_, receipt_key}; }

void Fleet::serve() {
  server::session::ServiceOptions options;
  options.password_cost = server::session::PasswordCost::Least;
  options.page_bytes = page_bytes_;
  service_ = std::make_unique<server::session::Service>(ground(), options);
}

std::filesystem::path Fleet::back_up(const std::string& name) {
  const std::filesystem::path file = folder_ / (name + ".backup");
  const std::string epoch = base::need(server::admin::identity(*store_)).epoch;
  base::need(server::admin::note_backup(ground(), epoch, store_->copy_to(file.string())));
  return file;
}

void Fleet::restore(const std::filesystem::path& backup) {
  service_.reset();
  store_.reset();
  const std::string place = (folder_ / "server.db").string();
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(place + tail);
  std::filesystem::copy_file(backup, place);
  store_ = base::need(server::storage::open_sqlite(place, registry_, {}));
  static_cast<void>(base::need(server::admin::begin_restored(ground(), nullptr)));
  serve();
}

void Fleet::close_restore() { static_cast<void>(base::need(server::admin::close_restored(ground()))); }

void Fleet::found() {
  constexpr auto cost = server::session::PasswordCost::Least;
  base::need(server::admin::initialise(ground(), "root", password, cost));
  base::need(server::admin::add_territory(ground(), {"East", ""}));
  for (const auto& [name, role] :
       {std::pair{"boss", "head-office"}, {"mia", "manager"}, {"amy", "rep"}, {"bob", "rep"}})
    base::need(server::admin::add_user(ground(), {name, role, "East", name, password}, cost));
}

Fleet::~Fleet() {
  devices_.clear();
  service_.reset();
  store_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

client::Environment Fleet::environment() {
  return {clock,
          random_,
          log_,
          registry_,
          *keys_,
          [this](const std::string&) -> base::Result<std::unique_ptr<client::transport::Transport>> {
            return std::make_unique<Wire>(*this);
          },
          {},
          {},
          client::platform::pause,
          zone};
}

client::Client& Fleet::device(const std::string& name) {
  auto& client = devices_[name];
  if (!client) {
    const auto profile =
        folder_ / ("device-" + name.substr(0, name.find('/')) + name.substr(std::min(name.size(), name.find('/') + 1)));
    if (!std::filesystem::exists(profile)) Empty::of(key_).put_profile(profile);
    client = base::need(client::Client::open(profile, environment()));
    if (!client->enrolled()) base::need(client->enroll("http://test", name.substr(0, name.find('/')), password, name));
  }
  clock.pass(10);
  return *client;
}

client::SyncResult Fleet::sync(const std::string& name) {
  client::SyncOptions options;
  options.attempts_max = 1;
  return base::need(device(name).sync(options));
}

void Fleet::sync_all(int rounds) {
  for (int round = 0; round < rounds; ++round)
    for (const auto& [name, client] : devices_)
      if (client) static_cast<void>(sync(name));
}

void Fleet::close(const std::string& name) { devices_[name].reset(); }

client::transport::Reply Fleet::answer(const client::transport::Call& call) {
  server::transport::Request request;
  request.method =
      call.method == client::transport::Method::Get ? server::transport::Method::Get : server::transport::Method::Post;
  const auto mark = call.path.find('?');
  request.path = call.path.substr(0, mark);
  if (mark != std::string::npos) request.query = call.path.substr(mark + 1);
  for (const auto& header : call.headers) request.headers.push_back({header.name, header.value});
  request.body = call.body;
  request.remote = "test";
  auto captured = std::make_shared<Captured>();
  clock.pass(1);
  service_->handle(std::move(request), server::transport::Responder(captured));
  server::transport::Response& response = captured->response();
  client::transport::Reply reply;
  reply.status = response.status;
  reply.content_type = response.content_type;
  reply.body = response.body;
  while (response.more) {
    const std::string piece = base::need(response.more());
    if (piece.empty()) break;
    reply.body += piece;
  }
  reply.bytes_sent = static_cast<std::int64_t>(call.body.size());
  reply.bytes_received = static_cast<std::int64_t>(reply.body.size());
  return reply;
}

}  // namespace keybook::testing
