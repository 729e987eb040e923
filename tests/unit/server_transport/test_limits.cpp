// Every limit is met with a clear answer or a closed connection, and the server goes on.
#include <openssl/ssl.h>

#include <thread>

#include "sync-server/transport/coding.h"
#include "tests/unit/server_transport/self_signed.h"
#include "tests/unit/server_transport/served.h"

namespace keybook::server::transport {
namespace {

using test::Gate;
using test::get;
using test::post;
using test::RawClient;
using test::RawReply;
using test::Served;

Options limited(void (*change)(Limits&)) {
  Options options;
  change(options.limits);
  return options;
}

TEST(Limits, AnnouncedBodyOverTheLimitIsRefusedUnread) {
  Served served(test::echo, limited([](Limits& l) { l.body_bytes_max = 1000; }));
  RawClient client = served.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
  const RawReply reply = client.reply();  // though no byte of the body was sent
  EXPECT_EQ(reply.status, 413);
  EXPECT_TRUE(reply.has("Connection: close"));
  EXPECT_NE(reply.body.find(R"("code":"too-large")"), std::string::npos) << reply.body;
  EXPECT_NE(reply.body.find(R"("remedy":"Send it in smaller parts")"), std::string::npos);
  EXPECT_EQ(served.client().exchange(post("/", std::string(1000, 'x'))).status, 200);
}

TEST(Limits, SenderOfATooLargeBodySeesTheAnswerWhileItStillSends) {
  Served served(test::echo, limited([](Limits& l) { l.body_bytes_max = 1000; }));
  RawClient client = served.client();
  client.send(post("/", std::string(10 * mib, 'x')));
  EXPECT_EQ(client.reply().status, 413);
}

TEST(Limits, ChunkedBodyOverTheLimitIsRefused) {
  Served served(test::echo, limited([](Limits& l) { l.body_bytes_max = 1000; }));
  RawClient client = served.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" + std::string(1000, 'x') +
              "\r\n1\r\nx\r\n");
  EXPECT_EQ(client.reply().status, 413);
}

TEST(Limits, ZipBombIsRefused) {
  Served served(test::echo, limited([](Limits& l) { l.body_bytes_max = mib; }));
  const std::string bomb(200 * mib, '\0');
  for (const Coding coding : {Coding::Zstd, Coding::Gzip}) {
    const std::string small = encode(coding, bomb, 3);
    ASSERT_LT(small.size(), mib);
    RawClient client = served.client();
    const RawReply reply = client.exchange(post("/", small, "Content-Encoding: " + std::string(name(coding)) + "\r\n"));
    EXPECT_EQ(reply.status, 413);
    EXPECT_NE(reply.body.find("too-large"), std::string::npos);
    EXPECT_EQ(client.exchange(post("/", "still here")).body, "still here");
  }
}

TEST(Limits, LongHeadersAreRefused) {
  Served served(test::echo);
  RawClient client = served.client();
  EXPECT_EQ(client.exchange(get("/", "X: " + std::string(9'000, 'x') + "\r\n")).status, 431);
  RawClient endless = served.client();
  endless.send("GET / HTTP/1.1\r\n");
  for (int i = 0; i < 2'000 && endless.send("X-Header-" + std::to_string(i) + ": 1\r\n"); ++i) {
  }
  EXPECT_TRUE(endless.ends());
}

TEST(Limits, SlowHeaderIsTimedOut) {
  Served served(test::echo, limited([](Limits& l) { l.header_ms_max = 150; }));
  RawClient client = served.client();
  Gate over;
  std::thread trickle([&] {  // a byte now and then does not help
    while (client.send("X") && !over.wait(10)) {
    }
  });
  const RawReply reply = served.client().exchange("GET / HT");
  over.open();
  trickle.join();
  EXPECT_EQ(reply.status, 408);
  EXPECT_TRUE(client.ends());
}

TEST(Limits, SilentConnectionIsClosed) {
  Served served(test::echo, limited([](Limits& l) { l.header_ms_max = 50; }));
  RawClient client = served.client();
  EXPECT_TRUE(client.ends());
  EXPECT_EQ(client.rest(), "");
}

TEST(Limits, IdleConnectionIsClosed) {
  Served served(test::echo, limited([](Limits& l) { l.idle_ms_max = 50; }));
  RawClient client = served.client();
  EXPECT_EQ(client.exchange(get("/")).status, 200);
  EXPECT_TRUE(client.ends());
}

TEST(Limits, StalledBodyIsTimedOut) {
  Served served(test::echo, limited([](Limits& l) { l.body_stall_ms_max = 50; }));
  RawClient client = served.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
  const RawReply reply = client.reply();
  EXPECT_EQ(reply.status, 408);
  EXPECT_NE(reply.body.find("took too long"), std::string::npos);
}

TEST(Limits, ClientThatNeverReadsIsLetGo) {
  Options options = limited([](Limits& l) {
    l.write_stall_ms_max = 50;
    l.stop_grace_ms = 20'000;
  });
  options.request_log = RequestLog::All;
  Served served([](Request, Responder responder) { responder.send({.body = std::string(64 * mib, 'x')}); }, options);
  RawClient client = served.client();
  client.send(get("/"));
  const std::int64_t give_up_ms = served.clock.monotonic_ms() + 20'000;
  while (served.log.text().find("whole=no") == std::string::npos && served.clock.monotonic_ms() < give_up_ms)
    std::this_thread::yield();
  EXPECT_NE(served.log.text().find("whole=no"), std::string::npos);
}

TEST(Limits, BodiesInMemoryAreBounded) {
  Gate entered, release;
  Served served(
      [&](Request request, Responder responder) {
        if (request.path == "/block") {
          entered.open();
          release.wait();
        }
        responder.send({});
      },
      limited([](Limits& l) { l.bodies_bytes_max = 10'000; }));
  const std::string body(9'000, 'x');
  RawClient first = served.client();
  first.send(post("/block", body));
  ASSERT_TRUE(entered.wait());
  const RawReply reply = served.client().exchange(post("/", body));
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("Retry-After: 5"));
  EXPECT_EQ(served.client().exchange(post("/", "small")).status, 200);
  release.open();
  EXPECT_EQ(first.reply().status, 200);
  EXPECT_EQ(served.client().exchange(post("/", body)).status, 200);
}

TEST(Limits, TooManyConnectionsAreToldSo) {
  Served served(test::echo, limited([](Limits& l) { l.connections_max = 2; }));
  RawClient one = served.client(), two = served.client();
  EXPECT_EQ(one.exchange(get("/")).status, 200);
  EXPECT_EQ(two.exchange(get("/")).status, 200);
  const RawReply reply = served.client().exchange(get("/"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.has("Retry-After: "));
  EXPECT_EQ(one.exchange(get("/")).status, 200);
}

TEST(Limits, OneAddressCannotTakeAllConnections) {
  Served served(test::echo, limited([](Limits& l) {
                  l.connections_per_remote_max = 1;
                  l.connections_refused_max = 1;
                }));
  RawClient one = served.client();
  EXPECT_EQ(one.exchange(get("/")).status, 200);
  RawClient two = served.client();
  EXPECT_EQ(two.exchange(get("/")).status, 503);
}

TEST(Limits, TooManyRequestsAreToldToWait) {
  Served served(test::echo, limited([](Limits& l) {
                  l.requests_burst_per_credential = 3;
                  l.requests_per_s_per_credential = 0.5;
                }));
  RawClient client = served.client();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.exchange(get("/", "Authorization: Bearer a\r\n")).status, 200);
  const RawReply reply = client.exchange(get("/", "Authorization: Bearer a\r\n"));
  EXPECT_EQ(reply.status, 429);
  EXPECT_TRUE(reply.has("Retry-After: 2"));
  EXPECT_NE(reply.body.find("\"retry_after_ms\":"), std::string::npos);
  EXPECT_EQ(client.exchange(get("/", "Authorization: Bearer b\r\n")).status, 200);
}

TEST(Limits, OneAddressIsSlowedWhateverItsCredentials) {
  Served served(test::echo, limited([](Limits& l) {
                  l.requests_burst_per_remote = 3;
                  l.requests_per_s_per_remote = 0.001;
                }));
  RawClient client = served.client();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.exchange(get("/", "Authorization: " + std::to_string(i) + "\r\n")).status, 200);
  EXPECT_EQ(client.exchange(get("/", "Authorization: 4\r\n")).status, 429);
}

TEST(Limits, FullQueueIsToldSo) {
  Gate entered, release;
  Options options = limited([](Limits& l) { l.requests_waiting_max = 1; });
  options.workers = 1;
  Served served(
      [&](Request, Responder responder) {
        entered.open();
        release.wait();
        responder.send({});
      },
      options);
  RawClient working = served.client();
  working.send(get("/"));
  ASSERT_TRUE(entered.wait());
  std::vector<RawClient> others;
  for (int i = 0; i < 2; ++i) {
    others.push_back(served.client());
    others.back().send(get("/"));
  }
  std::vector<int> statuses;
  statuses.push_back(served.client().exchange(get("/")).status);  // at least this one finds no place
  release.open();
  EXPECT_EQ(statuses.back(), 503);
  EXPECT_EQ(working.reply().status, 200);
}

TEST(Stop, FinishesWhatIsUnderWay) {
  Gate entered, release;
  Served served([&](Request, Responder responder) {
    entered.open();
    release.wait();
    responder.send({.body = "done"});
  });
  RawClient idle = served.client(), working = served.client();
  working.send(get("/"));
  ASSERT_TRUE(entered.wait());
  std::thread stopping([&served] { served.server->stop(); });
  EXPECT_TRUE(idle.ends());
  release.open();
  const RawReply reply = working.reply();
  EXPECT_EQ(reply.body, "done");
  EXPECT_TRUE(reply.has("Connection: close"));
  stopping.join();
  served.server->stop();  // again, in vain
}

TEST(Stop, AnswersHeldRequestsAtOnce) {
  Gate held;
  std::optional<Responder> kept;
  Served served([&](Request, Responder responder) {
    kept = responder;
    responder.hold(200'000, {.status = 204});
    held.open();
  });
  RawClient client = served.client();
  client.send(get("/notice"));
  ASSERT_TRUE(held.wait());
  const std::int64_t began_ms = served.clock.monotonic_ms();
  served.server->stop();
  EXPECT_LT(served.clock.monotonic_ms() - began_ms, 5'000);
  EXPECT_EQ(client.reply().status, 204);
}

TEST(Stop, CutsWhatTakesTooLong) {
  Served served(test::echo, limited([](Limits& l) { l.stop_grace_ms = 50; }));
  RawClient client = served.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
  RawClient probe = served.client();
  EXPECT_EQ(probe.exchange(get("/")).status, 200);
  served.server->stop();
  EXPECT_TRUE(client.ends());
}

// Every request that a client got an answer for is whole; every other one was refused or cut, never answered by half.
TEST(Stop, UnderLoadNoAnswerIsHalf) {
  for (int round = 0; round < 3; ++round) {
    Gate warm;
    std::atomic<int> handled = 0, answered = 0, broken = 0;
    std::mutex mutex;
    std::vector<Responder> notices;
    Served served([&](Request request, Responder responder) {
      if (request.path == "/notice") {
        responder.hold(200'000, {.status = 204});
        const std::lock_guard lock(mutex);
        notices.push_back(responder);
        return;
      }
      if (++handled == 200) warm.open();
      responder.send({.body = std::string(20'000, 'x')});
    });
    std::vector<RawClient> waiting;
    for (int i = 0; i < 20; ++i) {
      waiting.push_back(served.client());
      waiting.back().send(get("/notice"));
    }
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
      clients.emplace_back([&, client = served.client()]() mutable {
        while (true) {
          if (!client.send(post("/", "body"))) return;
          const RawReply reply = client.reply();
          if (reply.status == 0) return;
          ++(reply.status == 200 && reply.body.size() == 20'000 ? answered : broken);
        }
      });
    ASSERT_TRUE(warm.wait());
    served.server->stop();
    for (std::thread& client : clients) client.join();
    EXPECT_EQ(broken, 0);
    EXPECT_GE(answered, 200 - 8);
    int told = 0;
    for (RawClient& client : waiting) {
      const int status = client.reply().status;
      EXPECT_TRUE(status == 204 || status == 0) << status;
      told += status == 204;
    }
    EXPECT_EQ(told, static_cast<int>(notices.size()));
  }
}

TEST(Start, PortInUseIsBusy) {
  Served served(test::echo);
  Options options;
  options.listen.port = served.port();
  const auto second = start_server(options, served, served.clock, served.log);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::Busy);
}

TEST(Start, UnusableAddressOrCertificateIsSaid) {
  Served served(test::echo);
  Options options;
  options.listen.host = "192.0.2.1";  // documentation address: not ours
  EXPECT_EQ(start_server(options, served, served.clock, served.log).error().code, base::ErrorCode::Usage);

  const test::SelfSigned one, other;
  options = {};
  options.tls_cert_file = "/nonexistent.pem";
  options.tls_key_file = one.key_file();
  const auto missing = start_server(options, served, served.clock, served.log);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where.file, "/nonexistent.pem");
  options.tls_cert_file = one.cert_file();
  options.tls_key_file = other.key_file();
  const auto foreign = start_server(options, served, served.clock, served.log);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, base::ErrorCode::Usage);
}

TEST(Tls, OldVersionsAndPlainHttpAreRefused) {
  const test::SelfSigned files;
  Options options;
  options.tls_cert_file = files.cert_file();
  options.tls_key_file = files.key_file();
  Served served(test::echo, options);
  EXPECT_TRUE(served.server->url().starts_with("https://127.0.0.1:"));
  RawClient plain = served.client();
  plain.send(get("/"));
  EXPECT_TRUE(plain.ends());

  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = test::loopback(served.port());
  ASSERT_EQ(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), &SSL_free);
  SSL_set_fd(ssl.get(), socket);
  EXPECT_NE(SSL_connect(ssl.get()), 1);
  ::close(socket);
}

}  // namespace
}  // namespace keybook::server::transport
