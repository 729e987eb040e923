// The only translation unit with Beast and Asio: listening, TLS, admission, stop.
#include <openssl/ssl.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "transport/connection.h"
#include "transport/server.h"

namespace keybook::server::transport {
namespace {

using PlainStream = Tcp::socket;
using TlsStream = asio::ssl::stream<Tcp::socket>;

base::Error unusable(const std::string& file, std::string message) {
  base::Where where;
  where.file = file;
  return {base::ErrorCode::Usage, std::move(message), where,
          "Give --tls-cert and --tls-key the PEM files of one certificate"};
}

base::Error tls_error(const std::string& file, std::string_view what, const error_code& error) {
  return unusable(file, std::string(what) + ": " + error.message());
}

// HTTP/1.1 for whoever asks by ALPN; others are not refused.
int select_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                    unsigned int in_size, void*) {
  static constexpr unsigned char http11[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, http11, sizeof http11 - 1, in, in_size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

base::Result<std::unique_ptr<asio::ssl::context>> make_tls(const Options& options) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // 34 kB less per idle connection
  SSL_CTX_set_num_tickets(native, 1);                  // one is all that a client needs to resume
  SSL_CTX_set_alpn_select_cb(native, &select_protocol, nullptr);
  error_code error;
  context->use_certificate_chain_file(options.tls_cert_file, error);
  if (error) return tl::unexpected(tls_error(options.tls_cert_file, "the certificate cannot be used", error));
  context->use_private_key_file(options.tls_key_file, asio::ssl::context::pem, error);
  if (error) return tl::unexpected(tls_error(options.tls_key_file, "the private key cannot be used", error));
  if (SSL_CTX_check_private_key(native) != 1)
    return tl::unexpected(unusable(options.tls_key_file, "the private key does not belong to the certificate"));
  return context;
}

std::string shown(const Tcp::endpoint& endpoint, bool tls) {
  const std::string address = endpoint.address().to_string();
  return std::string(tls ? "https://" : "http://") + (endpoint.address().is_v6() ? "[" + address + "]" : address) +
         ":" + std::to_string(endpoint.port());
}

class BeastServer final : public Server {
 public:
  BeastServer(Options options, Handler& handler, base::Clock& clock, base::Log& log)
      : core_(std::move(options), handler, clock, log), acceptor_(core_.io) {}

  ~BeastServer() override { stop(); }

  base::Status start() {
    if (!core_.options.tls_cert_file.empty() || !core_.options.tls_key_file.empty()) {
      auto tls = make_tls(core_.options);
      if (!tls) return tl::unexpected(tls.error());
      tls_ = std::move(*tls);
    }
    KEYBOOK_TRY(listen());
    core_.on_empty = [this] { note_empty(); };
    asio::co_spawn(core_.io, accept(), asio::detached);
    thread_ = std::thread([this] { core_.io.run(); });
    return {};
  }

  const std::string& url() const override { return url_; }

  void stop() override {
    if (!thread_.joinable()) return;
    core_.gate->post([this] { begin_stop(); });
    {
      std::unique_lock lock(mutex_);
      emptied_.wait_for(lock, std::chrono::milliseconds(core_.options.limits.stop_grace_ms), [this] { return empty_; });
    }
    core_.gate->post([this] { close_all(); });
    core_.pool.stop();
    {
      const std::lock_guard lock(core_.gate->mutex);
      core_.gate->io = nullptr;
    }
    thread_.join();  // the io_context runs until the last connection has ended
  }

 private:
  base::Status listen() {
    const Listen& where = core_.options.listen;
    error_code error;
    std::vector<Tcp::endpoint> endpoints;
    if (where.host.empty()) {
      endpoints = {{Tcp::v6(), where.port}, {Tcp::v4(), where.port}};
    } else {
      Tcp::resolver resolver(core_.io);
      const auto flags = Tcp::resolver::passive | Tcp::resolver::numeric_service;
      for (const auto& entry : resolver.resolve(where.host, std::to_string(where.port), flags, error))
        endpoints.push_back(entry.endpoint());
    }
    for (const Tcp::endpoint& endpoint : endpoints)
      if (error = bind(endpoint); !error) break;
    if (!error) {
      url_ = shown(acceptor_.local_endpoint(), tls_ != nullptr);
      return {};
    }
    const bool taken = error == asio::error::address_in_use;
    return base::fail(
        taken ? base::ErrorCode::Busy : base::ErrorCode::Usage,
        "cannot listen on " + where.host + ":" + std::to_string(where.port) + ": " + error.message(), {},
        taken ? "Stop the program that uses the port, or choose another" : "Choose another --listen HOST:PORT");
  }

  error_code bind(const Tcp::endpoint& endpoint) {
    error_code error, ignored;
    acceptor_.close(ignored);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    return error;
  }

  asio::awaitable<void> accept() {
    constexpr std::int64_t pause_ms = 100;
    asio::steady_timer pause(core_.io);
    while (acceptor_.is_open()) {
      Tcp::socket socket(core_.io);
      const auto [error] = co_await acceptor_.async_accept(socket, asio::as_tuple(asio::use_awaitable));
      if (!acceptor_.is_open()) break;
      if (!error) {
        admit(std::move(socket));
        continue;
      }
      // Out of file descriptors, most likely: trying again at once would only spin.
      core_.log.write(base::LogLevel::Warning, "accept-failed", {{"reason", error.message()}});
      pause.expires_after(std::chrono::milliseconds(pause_ms));
      co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
  }

  void admit(Tcp::socket socket) {
    const Limits& limits = core_.options.limits;
    error_code error;
    const Tcp::endpoint endpoint = socket.remote_endpoint(error);
    if (error) return;  // gone already
    socket.set_option(Tcp::no_delay(true), error);
    const std::string remote = endpoint.address().to_string();

    const auto known = core_.connections_of_remote.find(remote);
    const bool crowd = core_.options.remote_from == RemoteFrom::Connection &&
                       known != core_.connections_of_remote.end() && known->second >= limits.connections_per_remote_max;
    const int open = static_cast<int>(core_.connections.size());
    const bool over = crowd || open >= limits.connections_max;
    const int of_remote = known == core_.connections_of_remote.end() ? 0 : known->second;
    if (open >= limits.connections_max + limits.connections_refused_max ||
        (crowd && of_remote >= limits.connections_per_remote_max + limits.connections_refused_max))
      return;
    const Admission admission = over ? Admission::OverMaximum : Admission::Served;
    if (tls_)
      spawn(TlsStream(std::move(socket), *tls_), remote, admission);
    else
      spawn(std::move(socket), remote, admission);
  }

  template <class Stream>
  void spawn(Stream stream, const std::string& remote, Admission admission) {
    auto connection = std::make_shared<Connection<Stream>>(core_, std::move(stream), remote, admission);
    asio::co_spawn(core_.io, Connection<Stream>::run(std::move(connection)), [this](const std::exception_ptr& thrown) {
      if (!thrown) return;
      try {
        std::rethrow_exception(thrown);
      } catch (const std::exception& exception) {
        core_.log.write(base::LogLevel::Error, "connection-failed", {{"what", exception.what()}});
      }
    });
  }

  void begin_stop() {
    core_.stopping = true;
    error_code ignored;
    acceptor_.close(ignored);
    for_each([](ConnectionBase& connection) { connection.stop(); });
    if (core_.connections.empty()) note_empty();
  }

  void close_all() {
    for_each([](ConnectionBase& connection) { connection.close(); });
  }

  // Over a copy: a connection may end, and take itself out of the set, meanwhile.
  template <class Function>
  void for_each(Function function) {
    const std::vector<ConnectionBase*> all(core_.connections.begin(), core_.connections.end());
    for (ConnectionBase* connection : all)
      if (core_.connections.contains(connection)) function(*connection);
  }

  void note_empty() {
    if (!core_.stopping) return;
    const std::lock_guard lock(mutex_);
    empty_ = true;
    emptied_.notify_all();
  }

  Core core_;
  std::unique_ptr<asio::ssl::context> tls_;
  Tcp::acceptor acceptor_;
  std::string url_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable emptied_;
  bool empty_ = false;
};

}  // namespace

base::Result<Listen> parse_listen(std::string_view text) {
  const auto wrong = [&text] {
    return base::fail(base::ErrorCode::Usage, "'" + std::string(text) + "' is not HOST:PORT", {},
                      "Write for instance 127.0.0.1:8080");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong();
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string_view::npos)
    return wrong();
  Listen listen{std::string(host), 0};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
  if (error != std::errc() || end != port.data() + port.size()) return wrong();
  return listen;
}

base::Result<std::unique_ptr<Server>> start_server(Options options, Handler& handler, base::Clock& clock,
                                                   base::Log& log) {
  if (options.workers < 1) return base::fail(base::ErrorCode::Usage, "the number of workers must be at least 1");
  auto server = std::make_unique<BeastServer>(std::move(options), handler, clock, log);
  KEYBOOK_TRY(server->start());
  return server;
}

}  // namespace keybook::server::transport
