#include "platform/spdlog_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace keybook::server::platform {
namespace {

spdlog::level::level_enum level_of(base::LogLevel level) {
  switch (level) {
    case base::LogLevel::Debug:
      return spdlog::level::debug;
    case base::LogLevel::Info:
      return spdlog::level::info;
    case base::LogLevel::Warning:
      return spdlog::level::warn;
    case base::LogLevel::Error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::string json_text(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class SpdlogLog final : public base::Log {
 public:
  explicit SpdlogLog(base::LogLevel least)
      : logger_("keybook-server", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger_.set_level(level_of(least));
    logger_.flush_on(spdlog::level::warn);
    // The message is the rest of the object, already JSON.
    logger_.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
  }

  void write(base::LogLevel level, std::string_view event, std::initializer_list<Member> members) override {
    const auto spd_level = level_of(level);
    if (!logger_.should_log(spd_level)) return;
    std::string line = "\"event\":" + json_text(event);
    for (const Member& member : members) line += "," + json_text(member.first) + ":" + json_text(member.second);
    logger_.log(spd_level, spdlog::string_view_t(line.data(), line.size()));
  }

 private:
  spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<base::Log> make_stderr_log(base::LogLevel least) { return std::make_unique<SpdlogLog>(least); }

}  // namespace keybook::server::platform
