// keybook: the composition root. Everything that the commands take from outside is made here.
#include <cstdlib>
#include <iostream>

#include "command_line.h"
#include "commands/commands.h"
#include "transport/curl/curl_transport.h"

namespace keybook::cli {
namespace {

// What the client library has to say goes to standard error; without --verbose only what a person should know.
class StderrLog final : public base::Log {
 public:
  explicit StderrLog(base::LogLevel least) : least_(least) {}
  void write(base::LogLevel level, std::string_view event, std::initializer_list<Member> members) override {
    if (level < least_) return;
    std::string line = "keybook: " + std::string(event);
    for (const auto& [name, value] : members) line += " " + std::string(name) + "=" + value;
    std::cerr << line + '\n';  // in one piece: `watch` has two threads
  }

 private:
  base::LogLevel least_;
};

base::Result<schema::Registry> declarations() {
  auto builtin = schema::Registry::builtin();
  const char* folder = std::getenv("KEYBOOK_SCHEMA_DIR");
  if (!builtin || folder == nullptr || *folder == '\0') return builtin;
  return schema::Registry::folder(folder, &*builtin);
}

// The real world.
class World {
 public:
  static base::Result<std::unique_ptr<World>> make(const Options& options) {
    auto registry = declarations();
    if (!registry) return tl::unexpected(registry.error());
    return std::make_unique<World>(options, std::move(*registry));
  }
  World(const Options& options, schema::Registry registry)
      : log_(options.verbose ? base::LogLevel::Debug : base::LogLevel::Warning),
        registry_(std::move(registry)),
        keys_(client::platform::system_key_store(
            [](const std::string& warning) { std::cerr << "keybook: " + warning + '\n'; })),
        environment_{
            clock_, random_,
            log_,   registry_,
            *keys_, [](const std::string& url) { return client::transport::make_curl_transport({url, {}, {}}); }} {}
  [[nodiscard]] const client::Environment& environment() const { return environment_; }

 private:
  base::SystemClock clock_;
  base::SystemRandom random_;
  StderrLog log_;
  schema::Registry registry_;
  std::unique_ptr<client::platform::KeyStore> keys_;
  client::Environment environment_;
};

int run(int argc, char** argv) {
  CommandLine line;
  add_commands(line);
  std::unique_ptr<World> world;
  return line.run(argc, argv, [&world](const Options& options) -> base::Result<const client::Environment*> {
    auto made = World::make(options);
    if (!made) return tl::unexpected(made.error());
    world = std::move(*made);
    return &world->environment();
  });
}

}  // namespace
}  // namespace keybook::cli

int main(int argc, char** argv) { return keybook::cli::run(argc, argv); }
