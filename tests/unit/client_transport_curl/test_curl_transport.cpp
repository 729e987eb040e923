// The client's HTTP against the product's server, and against servers that misbehave.
#include <gtest/gtest.h>

#include <atomic>
#include <iostream>
#include <thread>

#include "client/core/transport/curl/curl_transport.h"
#include "sync-server/transport/coding.h"
#include "tests/unit/client_transport_curl/wire.h"
#include "tests/unit/server_transport/self_signed.h"
#include "tests/unit/server_transport/served.h"

namespace keybook::client::transport {
namespace {

using server::transport::kib;
using server::transport::mib;
using test::Gate;
using test::Peer;
using test::RawServer;
using test::Relay;
using test::Served;

std::unique_ptr<Transport> transport_to(const std::string& url, const std::string& ca_file = "") {
  auto made = make_curl_transport({.server_url = url, .ca_file = ca_file, .user_agent = {}});
  EXPECT_TRUE(made) << made.error().text();
  return std::move(*made);
}

Call post_call(std::string body) {
  Call call;
  call.path = "/v1/exchange";
  call.body = std::move(body);
  return call;
}

Call get_call(std::string path = "/") {
  Call call;
  call.method = Method::Get;
  call.path = std::move(path);
  return call;
}

class Collector final : public Sink {
 public:
  base::Status write(std::string_view bytes) override {
    text += bytes;
    ++pieces;
    largest = std::max(largest, bytes.size());
    return {};
  }
  std::string text;
  int pieces = 0;
  std::size_t largest = 0;
};

void expect_unreachable(const base::Result<Reply>& reply, std::string_view words) {
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, base::ErrorCode::Unreachable);
  EXPECT_NE(reply.error().message.find(words), std::string::npos) << reply.error().text();
  EXPECT_FALSE(reply.error().remedy.empty());
}

TEST(Curl, EveryMethodArrivesWithItsBody) {
  Served served([](server::transport::Request request, server::transport::Responder responder) {
    responder.send({.status = 201,
                    .content_type = "text/x",
                    .body = std::to_string(static_cast<int>(request.method)) + request.path + "?" + request.query +
                            std::string(request.header("authorization")) + request.body});
  });
  const auto transport = transport_to(served.server->url());
  Call call = get_call("/a?b=c");
  call.headers = {{"Authorization", "Bearer t"}};
  auto reply = transport->send(call);
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->status, 201);
  EXPECT_EQ(reply->content_type, "text/x");
  EXPECT_EQ(reply->body, "0/a?b=cBearer t");
  for (const Method method : {Method::Post, Method::Put, Method::Delete}) {
    call.method = method;
    call.body = " body";
    EXPECT_EQ(transport->send(call)->body, std::to_string(static_cast<int>(method)) + "/a?b=cBearer t body");
    call.body.clear();
    EXPECT_EQ(transport->send(call)->body, std::to_string(static_cast<int>(method)) + "/a?b=cBearer t");
  }
}

TEST(Curl, OneConnectionServesManyCalls) {
  std::atomic<int> connections = 0;
  RawServer server([&connections](const Peer& peer) {
    ++connections;
    while (!peer.hear().empty()) peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  });
  const auto transport = transport_to(server.url());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(transport->send(get_call())->body, "ok");
  EXPECT_EQ(connections, 1);
}

TEST(Curl, ConnectionThatTheServerClosedIsReplaced) {
  RawServer server([](const Peer& peer) {  // closes after each answer, without having said so
    peer.hear();
    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  });
  const auto transport = transport_to(server.url());
  for (int i = 0; i < 20; ++i) {
    const auto reply = transport->send(get_call());
    ASSERT_TRUE(reply) << reply.error().text();
    EXPECT_EQ(reply->body, "ok");
  }
}

TEST(Curl, WireBytesAreCountedExactly) {
  Served served([](server::transport::Request request, server::transport::Responder responder) {
    if (request.path == "/chunks") {
      responder.send({.more = [n = 0]() mutable -> base::Result<std::string> {
        return ++n <= 5 ? std::string(100'000, static_cast<char>('a' + n)) : std::string();
      }});
    } else {
      test::echo(std::move(request), std::move(responder));
    }
  });
  Relay relay(served.port());
  const auto transport = transport_to(relay.url());
  std::int64_t sent = 0, received = 0;
  const auto check = [&](const Call& call) {
    const auto reply = transport->send(call);
    ASSERT_TRUE(reply) << reply.error().text();
    sent += reply->bytes_sent;
    received += reply->bytes_received;
    EXPECT_EQ(relay.to_server, sent);
    EXPECT_EQ(relay.to_client, received);
  };
  check(get_call("/get"));
  check(post_call(""));
  check(post_call("tiny"));
  check(post_call(std::string(10'000, 'x')));  // compressed
  std::string noise;                           // does not compress
  for (unsigned i = 0, x = 1; i < 3 * mib; ++i) noise += static_cast<char>((x = x * 1664525U + 1013904223U) >> 24);
  check(post_call(noise));
  Call call = get_call("/chunks");
  call.accept = Accept::Plain;
  check(call);
  call.accept = Accept::Zstd;
  check(call);
}

// What the aims of 400 bytes for a no-op exchange leave for its bodies and credential.
TEST(Curl, TinyPostCostsFewBytesOfHeaders) {
  Served served([](server::transport::Request, server::transport::Responder responder) {
    responder.send({.content_type = "", .body = R"({"cursor":123456})"});
  });
  const auto transport = transport_to(served.server->url());
  Call call = post_call(R"({"cursor":123456,"waiting":0})");
  const auto bare = transport->send(call);
  ASSERT_TRUE(bare);
  call.headers = {{"Authorization", "Bearer 0123456789abcdefghjkmnpqrs"}};
  const auto with_credential = transport->send(call);
  const auto body_bytes = static_cast<std::int64_t>(call.body.size() + bare->body.size());
  const std::int64_t overhead_bytes = bare->bytes_sent + bare->bytes_received - body_bytes;
  const std::int64_t credential_bytes = with_credential->bytes_sent - bare->bytes_sent;
  std::cout << "tiny POST: sent " << with_credential->bytes_sent << ", received " << with_credential->bytes_received
            << ", of these bodies " << body_bytes << ", headers " << overhead_bytes << ", credential line "
            << credential_bytes << "\n";
  EXPECT_LT(overhead_bytes, 200);
  EXPECT_LT(with_credential->bytes_sent + with_credential->bytes_received, 300);
}

TEST(Curl, LongBodiesGoCompressedBothWays) {
  std::string seen;
  Served served([&seen](server::transport::Request request, server::transport::Responder responder) {
    seen = std::string(request.header("content-encoding")) + " " + std::to_string(request.body.size());
    responder.send({.body = std::move(request.body)});
  });
  const auto transport = transport_to(served.server->url());
  const std::string body(1'000'000, 'k');
  const auto reply = transport->send(post_call(body));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, body);
  EXPECT_EQ(seen, "zstd 1000000");
  EXPECT_LT(reply->bytes_sent, 1'000);
  EXPECT_LT(reply->bytes_received, 1'000);
  EXPECT_EQ(transport->send(post_call("short"))->body, "short");
  EXPECT_EQ(seen, " 5");
}

TEST(Curl, LongAnswerFlowsIntoTheSink) {
  const std::string piece(mib, 's');
  Served served([&piece](server::transport::Request, server::transport::Responder responder) {
    responder.send(
        {.more = [&piece, n = 0]() mutable -> base::Result<std::string> { return ++n <= 50 ? piece : std::string(); }});
  });
  const auto transport = transport_to(served.server->url());
  for (const Accept accept : {Accept::Zstd, Accept::Plain}) {
    Collector sink;
    Call call = get_call();
    call.accept = accept;
    call.sink = &sink;
    const auto reply = transport->send(call);
    ASSERT_TRUE(reply) << reply.error().text();
    EXPECT_EQ(reply->body, "");
    EXPECT_EQ(sink.text.size(), 50 * mib);
    EXPECT_LE(sink.largest, 256 * kib);
    EXPECT_EQ(reply->bytes_received < static_cast<std::int64_t>(mib), accept == Accept::Zstd);
  }
}

TEST(Curl, ErrorAnswerDoesNotGoIntoTheSink) {
  Served served([](server::transport::Request, server::transport::Responder responder) {
    responder.send(server::transport::error_response({base::ErrorCode::TooMany, "slowly", {}, "Wait", 2'500}));
  });
  Collector sink;
  Call call = get_call();
  call.sink = &sink;
  const auto reply = transport_to(served.server->url())->send(call);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 429);
  EXPECT_EQ(reply->retry_after_ms, 3'000);
  EXPECT_NE(reply->body.find("too-many"), std::string::npos);
  EXPECT_EQ(sink.pieces, 0);
}

TEST(Curl, SinkThatFailsEndsTheCallWithItsError) {
  class Full final : public Sink {
    base::Status write(std::string_view) override { return base::fail(base::ErrorCode::DiskFull, "no room"); }
  } sink;
  Served served([](server::transport::Request, server::transport::Responder responder) {
    responder.send({.body = std::string(mib, 'x')});
  });
  const auto transport = transport_to(served.server->url());
  Call call = get_call();
  call.sink = &sink;
  const auto reply = transport->send(call);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, base::ErrorCode::DiskFull);
  call.sink = nullptr;
  EXPECT_EQ(transport->send(call)->body.size(), mib);  // the next call is not harmed
}

TEST(Curl, AnswerOverTheLimitIsTooLarge) {
  Served served([](server::transport::Request, server::transport::Responder responder) {
    responder.send({.body = std::string(50 * mib, 'x')});
  });
  const auto transport = transport_to(served.server->url());
  for (const Accept accept : {Accept::Zstd, Accept::Plain}) {
    Call call = get_call();
    call.accept = accept;
    call.reply_bytes_max = static_cast<std::int64_t>(mib);
    const auto reply = transport->send(call);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, base::ErrorCode::TooLarge);
    Collector sink;
    call.sink = &sink;
    call.sink_bytes_max = static_cast<std::int64_t>(mib);
    EXPECT_EQ(transport->send(call).error().code, base::ErrorCode::TooLarge);
    EXPECT_LE(sink.text.size(), mib);
  }
}

TEST(Curl, UploadOverTheServersLimitGetsItsAnswer) {
  server::transport::Options options;
  options.limits.body_bytes_max = mib;
  Served served(test::echo, options);
  const auto transport = transport_to(served.server->url());
  std::string noise;
  for (unsigned i = 0, x = 1; i < 20 * mib; ++i) noise += static_cast<char>((x = x * 1664525U + 1013904223U) >> 24);
  const auto reply = transport->send(post_call(noise));
  ASSERT_TRUE(reply) << reply.error().text();
  EXPECT_EQ(reply->status, 413);
  EXPECT_NE(reply->body.find("smaller parts"), std::string::npos);
}

TEST(Curl, RefusedConnectionIsUnreachable) {
  std::uint16_t port = 0;
  {
    const RawServer gone([](const Peer&) {});
    port = gone.port();
  }
  expect_unreachable(transport_to("http://127.0.0.1:" + std::to_string(port))->send(get_call()), "connection refused");
}

TEST(Curl, UnknownNameIsUnreachable) {
  expect_unreachable(transport_to("http://no-such-host.invalid")->send(get_call()), "");
}

TEST(Curl, WhatIsNoAddressIsWrongUsage) {
  for (const char* wrong :
       {"", "keybook", "ftp://host", "http://", "http://host/path", "http://host:99999", "http://a b"}) {
    const auto made = make_curl_transport({.server_url = wrong, .ca_file = {}, .user_agent = {}});
    ASSERT_FALSE(made) << wrong;
    EXPECT_EQ(made.error().code, base::ErrorCode::Usage) << wrong;
  }
  EXPECT_TRUE(make_curl_transport({.server_url = "https://[::1]:443/", .ca_file = {}, .user_agent = {}}));
}

TEST(Curl, AnswerThatIsCutIsUnreachable) {
  const std::string half =
      server::transport::encode(server::transport::Coding::Zstd, std::string(1000, 'x'), 3).substr(0, 9);
  const std::vector<std::string> answers = {
      "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
      "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 9\r\n\r\n" + half};
  for (const std::string& answer : answers) {
    RawServer server([&answer](const Peer& peer) {
      peer.hear();
      peer.say(answer);
    });
    expect_unreachable(transport_to(server.url())->send(get_call()), "cut");
  }
}

TEST(Curl, ConnectionResetInTheMiddleOfUploadOrAnswerIsUnreachable) {
  RawServer server([](const Peer& peer) {
    peer.hear();
    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    peer.reset();
  });
  const auto transport = transport_to(server.url());
  expect_unreachable(transport->send(get_call()), "cut");
  std::string noise;
  for (unsigned i = 0, x = 1; i < 20 * mib; ++i) noise += static_cast<char>((x = x * 1664525U + 1013904223U) >> 24);
  expect_unreachable(transport->send(post_call(noise)), "cut");
}

TEST(Curl, DamagedOrUnknownEncodingIsUnreachable) {
  RawServer damaged([](const Peer& peer) {
    peer.hear();
    peer.say("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 11\r\n\r\nnot-zstd-11");
  });
  expect_unreachable(transport_to(damaged.url())->send(get_call()), "damaged");
  RawServer unknown([](const Peer& peer) {
    peer.hear();
    peer.say("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\nxx");
  });
  expect_unreachable(transport_to(unknown.url())->send(get_call()), "encoding");
}

TEST(Curl, WhatIsNotHttpIsUnreachable) {
  RawServer server([](const Peer& peer) { peer.say("SSH-2.0-OpenSSH_9.2\r\n\r\n"); });
  expect_unreachable(transport_to(server.url())->send(get_call()), "not a Keybook server");
}

TEST(Curl, SilentServerIsGivenUp) {
  RawServer server([](const Peer& peer) { peer.await_end(); });
  const auto transport = transport_to(server.url());
  Call call = get_call();
  call.total_ms_max = 50;
  expect_unreachable(transport->send(call), "stopped answering (50 ms)");
  call.total_ms_max = 0;
  call.stall_ms_max = 1'000;
  expect_unreachable(transport->send(call), "stopped answering (1000 ms)");
}

TEST(Curl, CallIsCancelledFromAnotherThread) {
  Gate asked;
  RawServer server([&asked](const Peer& peer) {
    peer.hear();
    asked.open();
    peer.await_end();
  });
  const auto transport = transport_to(server.url());
  std::stop_source stop;
  Call call = get_call();
  call.cancel = stop.get_token();
  std::thread other([&] {
    asked.wait();
    stop.request_stop();
  });
  base::SystemClock clock;
  const std::int64_t began_ms = clock.monotonic_ms();
  const auto reply = transport->send(call);
  other.join();
  ASSERT_FALSE(reply);
  EXPECT_NE(reply.error().message.find("cancelled"), std::string::npos);
  EXPECT_LT(clock.monotonic_ms() - began_ms, 900);  // woken, not polled
  EXPECT_FALSE(transport->send(call));              // stays cancelled
}

TEST(Curl, CertificateIsVerified) {
  const test::SelfSigned files, others;
  server::transport::Options options;
  options.tls_cert_file = files.cert_file();
  options.tls_key_file = files.key_file();
  Served served(test::echo, options);
  const std::string url = served.server->url();
  const auto trusting = transport_to(url, files.cert_file());
  for (const char* body : {"over", "tls"}) {
    const auto reply = trusting->send(post_call(body));
    ASSERT_TRUE(reply) << reply.error().text();
    EXPECT_EQ(reply->body, body);
    EXPECT_LT(reply->bytes_sent + reply->bytes_received, 250);
  }
  const std::string large(5 * mib, 'l');
  EXPECT_EQ(trusting->send(post_call(large))->body, large);
  Call plain = post_call(large);
  plain.accept = Accept::Plain;
  EXPECT_EQ(trusting->send(plain)->body, large);
  EXPECT_TRUE(transport_to("https://localhost:" + std::to_string(served.port()), files.cert_file())->send(get_call()));
  expect_unreachable(transport_to(url)->send(get_call()), "not trusted");
  expect_unreachable(transport_to(url, others.cert_file())->send(get_call()), "not trusted");
  expect_unreachable(transport_to(url, "/nonexistent.pem")->send(get_call()), "CA file");
  expect_unreachable(transport_to("http" + url.substr(5))->send(get_call()), "cut");
  Served unencrypted(test::echo);
  expect_unreachable(transport_to("https" + unencrypted.server->url().substr(4))->send(get_call()),
                     "no secure connection");
}

TEST(Curl, HeldNoticeOverTlsIsAnsweredOrLetGo) {
  const test::SelfSigned files;
  server::transport::Options options;
  options.tls_cert_file = files.cert_file();
  options.tls_key_file = files.key_file();
  Gate held;
  std::optional<server::transport::Responder> kept;
  Served served(
      [&](server::transport::Request, server::transport::Responder responder) {
        kept = responder;
        responder.hold(200'000, {.status = 204});
        held.open();
      },
      options);
  auto transport = transport_to(served.server->url(), files.cert_file());
  std::stop_source stop;
  Call call = get_call("/notice");
  call.cancel = stop.get_token();
  std::thread waiting([&] { EXPECT_FALSE(transport->send(call)); });
  ASSERT_TRUE(held.wait());
  stop.request_stop();
  waiting.join();
  const std::int64_t give_up_ms = served.clock.monotonic_ms() + 20'000;
  while (!kept->closed() && served.clock.monotonic_ms() < give_up_ms) std::this_thread::yield();
  EXPECT_TRUE(kept->closed());
}

// Many clients, held notices, streams and a stop in the middle: for the thread sanitizer above all.
TEST(Curl, ManyClientsInParallel) {
  std::mutex mutex;
  std::vector<server::transport::Responder> notices;
  Served served([&](server::transport::Request request, server::transport::Responder responder) {
    if (request.path == "/notice") {
      responder.hold(200'000, {.status = 204});
      const std::lock_guard lock(mutex);
      notices.push_back(responder);
    } else if (request.path == "/stream") {
      responder.send({.more = [n = 0]() mutable -> base::Result<std::string> {
        return ++n <= 4 ? std::string(100'000, 's') : std::string();
      }});
    } else {
      {
        const std::lock_guard lock(mutex);
        for (const auto& notice : notices) notice.send({.body = "news"});
        notices.clear();
      }
      test::echo(std::move(request), std::move(responder));
    }
  });
  std::atomic<int> good = 0, wrong = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i)
    clients.emplace_back([&, i] {
      const auto transport = transport_to(served.server->url());
      for (int n = 0; n < 40; ++n) {
        const std::string body = std::to_string(i) + std::string(static_cast<std::size_t>(n * 40), 'b');
        const auto echoed = transport->send(post_call(body));
        ++(echoed && echoed->body == body ? good : wrong);
        const auto streamed = transport->send(get_call("/stream"));
        ++(streamed && streamed->body.size() == 400'000 ? good : wrong);
      }
    });
  std::vector<std::thread> listeners;
  std::atomic<int> news = 0;
  for (int i = 0; i < 3; ++i)
    listeners.emplace_back([&] {
      const auto transport = transport_to(served.server->url());
      while (true) {
        const auto reply = transport->send(get_call("/notice"));
        if (!reply || reply->status == 204) return;
        ++(reply->body == "news" ? news : wrong);
      }
    });
  for (std::thread& client : clients) client.join();
  served.server->stop();
  for (std::thread& listener : listeners) listener.join();
  EXPECT_EQ(good, 8 * 40 * 2);
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(news, 0);
}

}  // namespace
}  // namespace keybook::client::transport
