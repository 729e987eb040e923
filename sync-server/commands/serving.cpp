#include "sync-server/commands/command.h"

#include <iostream>

#include "protocol/limits.h"
#include "session/service.h"
#include "session/where.h"
#include "sync-server/platform/stop_signal.h"
#include "sync-server/transport/server.h"

namespace keybook::server::commands {
namespace {

// How often a serving process looks for what others committed and writes what devices reported.
constexpr std::int64_t tick_ms = 500;

void init(const Options& options) {
  check_store_option(options);
  const std::string secret = password(options, options.admin);
  // Asked before anything is made, so that a wrong one leaves nothing behind.
  if (secret.empty())
    throw Failure({ErrorCode::NotValid, "the password is empty", session::at_field("password"), "Give one"});
  Opened opened(options, Making::Yes);
  opened.need_receipt_key(options);
  const admin::Identity made = need(admin::initialise(opened.ground(), options.admin, secret));
  say(options, "made a store in " + options.data + " with the administrator " + options.admin,
      {{"data", options.data}, {"admin", options.admin}, {"server", made.server}, {"epoch", made.epoch}});
}

void serve(const Options& options) {
  check_store_option(options);
  transport::Options http;
  http.listen = need(transport::parse_listen(options.listen));
  http.tls_cert_file = options.tls_cert;
  http.tls_key_file = options.tls_key;
  http.workers = options.workers;
  http.remote_from = options.behind_proxy ? transport::RemoteFrom::ForwardedHeader : transport::RemoteFrom::Connection;
  http.request_log = options.verbose ? transport::RequestLog::All : transport::RequestLog::Failures;
  http.limits.body_bytes_max = static_cast<std::size_t>(protocol::request_bytes_max);
  platform::StopSignal stop;  // before the first thread
  platform::raise_open_files();
  Opened opened(options, Making::No);
  opened.need_receipt_key(options);
  session::Service service(opened.ground());
  auto server = need(transport::start_server(http, service, opened.clock, *opened.log));
  std::cout << "listening on " << server->url() << std::endl;  // flushed: whoever started us waits for it
  while (!stop.wait(tick_ms)) service.tick();
  server->stop();
  service.finish();
}

}  // namespace

void add_serving(CommandLine& line) {
  Options& options = line.options();
  CLI::App* sub = line.command(nullptr, "init", "make an embedded store and the first administrator", init);
  sub->add_option("--admin", options.admin, "name of the first administrator")->required();
  line.password_option(sub);

  sub = line.command(nullptr, "serve", "serve; prints 'listening on URL' when ready, stops on SIGTERM", serve);
  sub->add_option("--listen", options.listen, "HOST:PORT; port 0 picks a free one")->capture_default_str();
  CLI::Option* cert = sub->add_option("--tls-cert", options.tls_cert, "certificate chain, PEM");
  CLI::Option* key = sub->add_option("--tls-key", options.tls_key, "its private key, PEM")->needs(cert);
  cert->needs(key);
  sub->add_option("--workers", options.workers, "threads that work on requests")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  sub->add_flag("--behind-proxy", options.behind_proxy, "take senders' addresses from X-Forwarded-For");
  sub->add_flag("--verbose", options.verbose, "log every request");
}

}  // namespace keybook::server::commands
