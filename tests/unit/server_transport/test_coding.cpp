// Content encodings, rate limits, addresses and messages: what needs no socket.
#include <gtest/gtest.h>

#include "sync-server/transport/coding.h"
#include "sync-server/transport/handler.h"
#include "sync-server/transport/limits.h"
#include "sync-server/transport/rate_limiter.h"
#include "sync-server/transport/server.h"

namespace keybook::server::transport {
namespace {

std::string sample(std::size_t bytes) {
  std::string text;
  for (int i = 0; text.size() < bytes; ++i) text += "{\"visit\":" + std::to_string(i * 7919 % 100'003) + "},";
  text.resize(bytes);
  return text;
}

TEST(Coding, BothGiveBackWhatWentIn) {
  for (const Coding coding : {Coding::Zstd, Coding::Gzip, Coding::Identity})
    for (const std::size_t bytes : {0UL, 1UL, 200UL, 64 * kib, 64 * kib + 1, 3 * mib}) {
      const std::string plain = sample(bytes);
      const auto back = decode(coding, encode(coding, plain, 3), bytes);
      ASSERT_TRUE(back) << name(coding) << bytes;
      EXPECT_EQ(*back, plain);
    }
}

TEST(Coding, OneByteOverTheLimitIsTooLarge) {
  for (const Coding coding : {Coding::Zstd, Coding::Gzip, Coding::Identity})
    for (const std::size_t bytes : {1UL, 64 * kib, 64 * kib + 1, mib}) {
      const auto back = decode(coding, encode(coding, sample(bytes), 3), bytes - 1);
      ASSERT_FALSE(back) << name(coding) << bytes;
      EXPECT_EQ(back.error().code, base::ErrorCode::TooLarge);
    }
}

TEST(Coding, CutOrDamagedStreamIsRefused) {
  for (const Coding coding : {Coding::Zstd, Coding::Gzip}) {
    const std::string whole = encode(coding, sample(10'000), 3);
    for (const std::size_t size : {0UL, 1UL, 10UL, whole.size() / 2, whole.size() - 1}) {
      const auto back = decode(coding, std::string_view(whole).substr(0, size), mib);
      ASSERT_FALSE(back) << name(coding) << size;
      EXPECT_EQ(back.error().code, base::ErrorCode::BadRequest);
    }
    EXPECT_FALSE(decode(coding, "this is no stream at all", mib));
    EXPECT_FALSE(decode(coding, whole + "and more", mib));
  }
}

TEST(Coding, StreamedPiecesCanEachBeReadAndFormOneStream) {
  for (const Coding coding : {Coding::Zstd, Coding::Gzip, Coding::Identity}) {
    StreamEncoder encoder(coding, 3);
    std::string encoded, plain;
    for (const std::size_t bytes : {1UL, 100UL, 300 * kib}) {
      plain += sample(bytes);
      encoded += encoder.encode(sample(bytes), StreamEncoder::Piece::Inner);
    }
    encoded += encoder.encode("", StreamEncoder::Piece::Last);
    const auto back = decode(coding, encoded, mib);
    ASSERT_TRUE(back) << name(coding);
    EXPECT_EQ(*back, plain);
  }
}

TEST(Coding, AcceptEncodingIsReadWithWeights) {
  EXPECT_EQ(best_accepted("zstd"), Coding::Zstd);
  EXPECT_EQ(best_accepted("deflate, gzip, br, zstd"), Coding::Zstd);
  EXPECT_EQ(best_accepted("gzip;q=0.5 , br"), Coding::Gzip);
  EXPECT_EQ(best_accepted("zstd;q=0, gzip"), Coding::Gzip);
  EXPECT_EQ(best_accepted("zstd;q=0.0"), Coding::Identity);
  EXPECT_EQ(best_accepted(""), Coding::Identity);
}

TEST(RateLimiter, BurstThenPace) {
  RateLimiter limiter(10, 3, 100);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take(1, 0), 0);
  EXPECT_EQ(limiter.take(1, 0), 100);  // a tenth of a second for the next
  EXPECT_EQ(limiter.take(2, 0), 0);    // somebody else is not concerned
  EXPECT_EQ(limiter.take(1, 100), 0);
  EXPECT_GT(limiter.take(1, 100), 0);
  EXPECT_GT(limiter.take(1, 50), 0);  // a clock that runs backwards gives nothing
}

TEST(RateLimiter, TableStaysBounded) {
  RateLimiter limiter(10, 3, 100);
  for (std::size_t key = 0; key < 1'000; ++key) EXPECT_EQ(limiter.take(key, 0), 0);
  EXPECT_LE(limiter.entries(), 100U);
}

TEST(Listen, HostAndPortAreRead) {
  EXPECT_EQ(parse_listen("127.0.0.1:8080")->port, 8080);
  EXPECT_EQ(parse_listen("[::1]:0")->host, "::1");
  EXPECT_EQ(parse_listen(":80")->host, "");
  for (const char* wrong : {"", "8080", "host", "host:", "host:x", "host:65536", "::1:80", "host:-1"}) {
    const auto parsed = parse_listen(wrong);
    ASSERT_FALSE(parsed) << wrong;
    EXPECT_EQ(parsed.error().code, base::ErrorCode::Usage);
  }
}

TEST(Request, HeadersAndParametersAreFound) {
  Request request;
  request.query = "since=42&name=%E4%B8%AD+%2f&flag&bad=%zz";
  request.headers = {{"Authorization", "Bearer x"}};
  EXPECT_EQ(request.header("authorization"), "Bearer x");
  EXPECT_EQ(request.header("accept"), "");
  EXPECT_EQ(request.parameter("since"), "42");
  EXPECT_EQ(request.parameter("name"), "中 /");
  EXPECT_EQ(request.parameter("flag"), "");
  EXPECT_EQ(request.parameter("bad"), "%zz");
  EXPECT_EQ(request.parameter("sinc"), std::nullopt);
}

TEST(ErrorResponse, SaysCodePlaceAndRemedy) {
  base::Error error{base::ErrorCode::NotValid, "too \"long\"", {}, "Shorten it"};
  error.where.field = "name";
  error.retry_after_ms = 1500;
  const Response response = error_response(error);
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(
      response.body,
      R"({"error":{"code":"not-valid","message":"too \"long\"","remedy":"Shorten it","where":{"field":"name"},"retry_after_ms":1500}})");
  ASSERT_EQ(response.headers.size(), 1U);
  EXPECT_EQ(response.headers[0].value, "2");
}

}  // namespace
}  // namespace keybook::server::transport
