#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "sync-server/platform/spdlog_log.h"

namespace keybook::server::platform {
namespace {

TEST(SpdlogLog, EachLineIsOneJsonObject) {
  testing::internal::CaptureStderr();
  {
    const auto log = make_stderr_log(base::LogLevel::Info);
    log->write(base::LogLevel::Debug, "not-shown", {});
    log->write(base::LogLevel::Info, "started", {});
    log->write(base::LogLevel::Warning, "odd",
               {{"text", "quote \" newline \n percent %v {} 中文"}, {"bytes", "\xff\x01"}});
  }
  std::istringstream lines(testing::internal::GetCapturedStderr());
  std::vector<nlohmann::json> read;
  for (std::string line; std::getline(lines, line);) read.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0]["event"], "started");
  EXPECT_EQ(read[0]["level"], "info");
  EXPECT_EQ(read[0]["time"].get<std::string>().size(), std::string("2025-01-31T08:00:00.123Z").size());
  EXPECT_EQ(read[1]["level"], "warning");
  EXPECT_EQ(read[1]["text"], "quote \" newline \n percent %v {} 中文");
  EXPECT_EQ(read[1]["bytes"], "\xEF\xBF\xBD\x01");
}

}  // namespace
}  // namespace keybook::server::platform
