// HTTP as it should go: requests reach the handler whole, answers reach the client small.
#include <thread>

#include "sync-server/transport/coding.h"
#include "tests/unit/server_transport/served.h"

namespace keybook::server::transport {
namespace {

using test::Gate;
using test::get;
using test::post;
using test::RawClient;
using test::RawReply;
using test::Served;

TEST(Http, ConnectionServesManyRequests) {
  Served served(test::echo);
  RawClient client = served.client();
  for (int i = 0; i < 50; ++i) {
    const RawReply reply = client.exchange(post("/v1/echo", "hello " + std::to_string(i)));
    ASSERT_EQ(reply.status, 200);
    ASSERT_EQ(reply.body, "hello " + std::to_string(i));
    ASSERT_FALSE(reply.has("Connection:"));
  }
}

TEST(Http, HandlerSeesTheRequest) {
  Request seen;
  Served served([&seen](Request request, Responder responder) {
    seen = std::move(request);
    responder.send({.status = 204});
  });
  RawClient client = served.client();
  const RawReply reply = client.exchange(
      "PUT /v1/files/abc?part=2&x=%20 HTTP/1.1\r\nhost: x\r\nAuthorization: Bearer secret\r\nContent-Length: "
      "3\r\n\r\nabc");
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.head, "HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_EQ(seen.method, Method::Put);
  EXPECT_EQ(seen.path, "/v1/files/abc");
  EXPECT_EQ(seen.query, "part=2&x=%20");
  EXPECT_EQ(seen.header("authorization"), "Bearer secret");
  EXPECT_EQ(seen.body, "abc");
  EXPECT_EQ(seen.remote, "127.0.0.1");
  EXPECT_EQ(served.log.text().find("secret"), std::string::npos);
}

TEST(Http, AnswerHasNoNeedlessHeaders) {
  Served served([](Request, Responder responder) { responder.send({.body = R"({"cursor":17})"}); });
  RawClient client = served.client();
  EXPECT_EQ(client.exchange(get("/")).head,
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nContent-Type: application/json\r\n\r\n");
}

TEST(Http, RequestInSinglesBytesAndTwoAtOnceAreRead) {
  Served served(test::echo);
  RawClient client = served.client();
  const std::string request = post("/", "slow");
  for (const char c : request) ASSERT_TRUE(client.send(std::string_view(&c, 1)));
  EXPECT_EQ(client.reply().body, "slow");
  client.send(post("/", "one") + post("/", "two") + post("/", "three"));
  EXPECT_EQ(client.reply().body, "one");
  EXPECT_EQ(client.reply().body, "two");
  EXPECT_EQ(client.reply().body, "three");
}

TEST(Http, ChunkedRequestIsRead) {
  Served served(test::echo);
  RawClient client = served.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  client.send("4\r\ndefg\r\n0\r\n\r\n");
  EXPECT_EQ(client.reply().body, "abcdefg");
  EXPECT_EQ(client.exchange(post("/", "next")).body, "next");
}

TEST(Http, ExpectContinueIsAnswered) {
  Served served(test::echo);
  RawClient client = served.client();
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.reply().status, 100);
  client.send("ok");
  EXPECT_EQ(client.reply().body, "ok");
}

TEST(Http, OldOrClosingClientIsLetGo) {
  Served served(test::echo);
  RawClient client = served.client();
  EXPECT_TRUE(client.exchange("GET / HTTP/1.0\r\n\r\n").has("Connection: close"));
  EXPECT_TRUE(client.ends());
  RawClient other = served.client();
  EXPECT_TRUE(other.exchange(get("/", "Connection: close\r\n")).has("Connection: close"));
  EXPECT_TRUE(other.ends());
}

TEST(Http, ClientThatClosedItsSideStillGetsTheAnswer) {
  Served served(test::echo);
  RawClient client = served.client();
  client.send(post("/", "last words"));
  client.close_sending();
  EXPECT_EQ(client.reply().body, "last words");
  EXPECT_TRUE(client.ends());
}

TEST(Http, OtherMethodsAreNotAllowed) {
  Served served(test::echo);
  for (const char* method : {"HEAD", "OPTIONS", "PATCH", "BREW"}) {
    RawClient client = served.client();
    client.send(std::string(method) + " / HTTP/1.1\r\nHost: x\r\n\r\n");
    client.close_sending();
    EXPECT_TRUE(client.ends());
    EXPECT_TRUE(client.rest().starts_with("HTTP/1.1 405 Method Not Allowed\r\n")) << client.rest();
    EXPECT_NE(client.rest().find("Allow: GET, POST, PUT, DELETE\r\n"), std::string::npos);
    EXPECT_EQ(client.rest().ends_with("\r\n\r\n"),
              std::string_view(method) == "HEAD");  // an answer to HEAD has no body
  }
}

TEST(Http, NonsenseIsRefused) {
  Served served(test::echo);
  for (const char* nonsense :
       {"hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/3.0\r\n\r\n", "GET / HTTP/1.1\r\nHost x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"}) {
    RawClient client = served.client();
    EXPECT_EQ(client.exchange(nonsense).status, 400) << nonsense;
  }
}

TEST(Http, LongAnswersAreCompressedWhenTheClientTakesIt) {
  const std::string body(5'000, 'k');
  Served served([&body](Request, Responder responder) { responder.send({.body = body}); });
  RawClient client = served.client();
  for (const Coding coding : {Coding::Zstd, Coding::Gzip}) {
    const RawReply reply = client.exchange(get("/", "Accept-Encoding: " + std::string(name(coding)) + "\r\n"));
    EXPECT_TRUE(reply.has("Content-Encoding: " + std::string(name(coding)) + "\r\n"));
    EXPECT_LT(reply.body.size(), 100U);
    EXPECT_EQ(decode(coding, reply.body, mib), body);
  }
  EXPECT_EQ(client.exchange(get("/")).body, body);
}

TEST(Http, ShortAnswersAreNotCompressed) {
  Served served([](Request, Responder responder) { responder.send({.body = std::string(200, 'k')}); });
  RawClient client = served.client();
  EXPECT_FALSE(client.exchange(get("/", "Accept-Encoding: zstd\r\n")).has("Content-Encoding"));
}

TEST(Http, ReadyMadeEncodingIsPassedOnOrUndone) {
  const std::string plain(5'000, 'k');
  Served served([&plain](Request, Responder responder) {
    responder.send({.body = encode(Coding::Zstd, plain, 19), .content_encoding = "zstd"});
  });
  RawClient client = served.client();
  const RawReply packed = client.exchange(get("/", "Accept-Encoding: zstd\r\n"));
  EXPECT_EQ(packed.body, encode(Coding::Zstd, plain, 19));
  EXPECT_TRUE(packed.has("Content-Encoding: zstd"));
  EXPECT_EQ(client.exchange(get("/")).body, plain);
}

TEST(Http, CompressedRequestsAreRead) {
  Served served(test::echo);
  RawClient client = served.client();
  const std::string plain(300, 'k');
  for (const Coding coding : {Coding::Zstd, Coding::Gzip}) {
    const auto header = "Content-Encoding: " + std::string(name(coding)) + "\r\n";
    EXPECT_EQ(client.exchange(post("/", encode(coding, plain, 3), header)).body, plain);
  }
  EXPECT_EQ(client.exchange(post("/", "not zstd", "Content-Encoding: zstd\r\n")).status, 400);
  const RawReply reply = client.exchange(post("/", "x", "Content-Encoding: br\r\n"));
  EXPECT_EQ(reply.status, 415);
  EXPECT_TRUE(reply.has("Accept-Encoding: zstd, gzip"));
}

TEST(Http, HandlerThatThrowsOrForgetsIsAnInternalError) {
  Served served([](Request request, Responder) {
    if (request.path == "/throw") throw std::runtime_error("broken");
  });
  RawClient client = served.client();
  EXPECT_EQ(client.exchange(get("/throw")).status, 500);
  EXPECT_EQ(client.exchange(get("/forget")).status, 500);
  EXPECT_NE(served.log.text().find("handler-threw path=/throw what=broken"), std::string::npos);
}

TEST(Http, BodyIsStreamedWhileItIsMade) {
  const std::string piece(100'000, 'p');
  for (const Coding coding : {Coding::Zstd, Coding::Gzip, Coding::Identity}) {
    Served served([&piece](Request, Responder responder) {
      responder.send({.body = "first ", .more = [&piece, n = 0]() mutable -> base::Result<std::string> {
                        return ++n <= 3 ? piece : std::string();
                      }});
    });
    RawClient client = served.client();
    for (int round = 0; round < 2; ++round) {  // the connection is good for another
      const RawReply reply = client.exchange(get("/", "Accept-Encoding: " + std::string(name(coding)) + "\r\n"));
      EXPECT_TRUE(reply.has("Transfer-Encoding: chunked"));
      std::string joined;
      std::string_view rest = reply.body;
      for (std::size_t size = 1; size != 0;) {
        size = std::stoul(std::string(rest.substr(0, rest.find("\r\n"))), nullptr, 16);
        rest.remove_prefix(rest.find("\r\n") + 2);
        joined += rest.substr(0, size);
        rest.remove_prefix(size + 2);
      }
      EXPECT_EQ(decode(coding, joined, mib), "first " + piece + piece + piece) << name(coding);
    }
  }
}

TEST(Http, StreamThatFailsIsSeenToBeCut) {
  Served served([](Request, Responder responder) {
    responder.send({.more = [n = 0]() mutable -> base::Result<std::string> {
      if (++n == 3) return base::fail(base::ErrorCode::DiskFull, "no room");
      return std::string(1000, 'x');
    }});
  });
  RawClient client = served.client();
  const RawReply reply = client.exchange(get("/"));
  EXPECT_FALSE(reply.body.ends_with("0\r\n\r\n"));
  EXPECT_TRUE(client.ends());
}

TEST(Http, StreamToAnOldClientEndsWithTheConnection) {
  Served served([](Request, Responder responder) {
    responder.send(
        {.more = [n = 0]() mutable -> base::Result<std::string> { return std::string(++n == 1 ? "all" : ""); }});
  });
  RawClient client = served.client();
  client.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(client.ends());
  EXPECT_TRUE(client.rest().ends_with("\r\n\r\nall")) << client.rest();
}

TEST(Http, HeldRequestIsAnsweredFromAnotherThread) {
  Gate held;
  std::optional<Responder> kept;
  Served served([&](Request, Responder responder) {
    responder.hold(60'000, {.status = 204});
    kept = responder;
    held.open();
  });
  RawClient client = served.client();
  client.send(get("/notice"));
  ASSERT_TRUE(held.wait());
  std::thread([&kept] { kept->send({.body = "news"}); }).join();
  EXPECT_EQ(client.reply().body, "news");
  EXPECT_TRUE(kept->closed());
  kept->send({.body = "too late"});
}

TEST(Http, HeldRequestEndsByItself) {
  Served served([](Request, Responder responder) { responder.hold(20, {.status = 204}); });  // nobody keeps it
  RawClient client = served.client();
  EXPECT_EQ(client.exchange(get("/notice")).status, 204);
}

TEST(Http, HeldRequestOfAClientThatWentIsClosed) {
  Gate held;
  std::optional<Responder> kept;
  Served served([&](Request, Responder responder) {
    kept = responder;
    responder.hold(60'000, {.status = 204});
    held.open();
  });
  {
    RawClient client = served.client();
    client.send(get("/notice"));
    ASSERT_TRUE(held.wait());
    EXPECT_FALSE(kept->closed());
  }
  const std::int64_t give_up_ms = served.clock.monotonic_ms() + 20'000;
  while (!kept->closed() && served.clock.monotonic_ms() < give_up_ms) std::this_thread::yield();
  EXPECT_TRUE(kept->closed());
}

TEST(Http, ResponderMayOutliveTheServer) {
  std::optional<Responder> kept;
  {
    Served served([&kept](Request, Responder responder) {
      kept = responder;
      responder.send({});
    });
    RawClient client = served.client();
    EXPECT_EQ(client.exchange(get("/")).status, 200);
  }
  kept->send({});
  EXPECT_TRUE(kept->closed());
}

TEST(Http, BlockedHandlerDoesNotHoldUpOthers) {
  Gate release;
  Served served([&release](Request request, Responder responder) {
    if (request.path == "/block") release.wait();
    responder.send({.body = request.path});
  });
  RawClient blocked = served.client(), other = served.client();
  blocked.send(get("/block"));
  EXPECT_EQ(other.exchange(get("/free")).body, "/free");
  release.open();
  EXPECT_EQ(blocked.reply().body, "/block");
}

TEST(Http, ForwardedAddressCountsOnlyBehindAProxy) {
  const auto address = [](Request request, Responder responder) { responder.send({.body = request.remote}); };
  const std::string request = get("/", "X-Forwarded-For: 1.1.1.1, 10.0.0.7\r\n");
  Served direct(address);
  EXPECT_EQ(direct.client().exchange(request).body, "127.0.0.1");
  Options options;
  options.remote_from = RemoteFrom::ForwardedHeader;
  Served proxied(address, options);
  EXPECT_EQ(proxied.client().exchange(request).body, "10.0.0.7");
}

TEST(Http, RequestsAreLoggedWhenAsked) {
  Options options;
  options.request_log = RequestLog::All;
  Served served(test::echo, options);
  RawClient client = served.client();
  client.exchange(get("/path?secret=1", "Authorization: Bearer secret\r\n"));
  client.close();
  served.server->stop();
  EXPECT_NE(served.log.text().find("method=GET path=/path status=200"), std::string::npos) << served.log.text();
  EXPECT_EQ(served.log.text().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace keybook::server::transport
