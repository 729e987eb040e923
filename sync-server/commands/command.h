// What every command of keybook-server has: its options, the opened store, output, and the command line that it joins.
// One file per group of commands beside this one; main.cpp puts them together.
//
// Threads: the main thread. Errors: base::Failure, which CommandLine::run turns into a message and an exit status.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>

#include "admin/admin.h"
#include "base/clock.h"
#include "base/failure.h"
#include "base/random.h"
#include "session/ground.h"
#include "sync-server/platform/store_folder.h"

namespace keybook::server::commands {

using base::ErrorCode;
using base::Failure;
using base::need;
using record::Value;

// What was given on the command line; the file of a command says which of it the command reads.
struct Options {
  std::string data, store;
  bool json = false, password_stdin = false, verbose = false;
  std::string admin, listen = "127.0.0.1:8470", tls_cert, tls_key;
  int workers = 2;
  bool behind_proxy = false;
  std::string name, role, territory, display_name, parent, device, backup_file, parcel, held;
  bool force = false, close = false, status = false;
  std::optional<std::int64_t> percent, records, minutes;
  std::int64_t retention_days = admin::retention_days_default;
};

// The declarations in force: the built-in ones, and those of the folder KEYBOOK_SCHEMA_DIR on top of them.
[[nodiscard]] schema::Registry declarations();

// Usage, where --store names what this build cannot open.
void check_store_option(const Options& options);

enum class Making { Yes, No };
// The embedded store's file in the data folder; Yes: the folder is made where it is missing.
[[nodiscard]] std::string store_path(const Options& options, Making making);

// Everything that a command works on. Other processes may have the same store open.
struct Opened {
  Opened(const Options& options, Making making);
  // For what signs: makes the key where there is none.
  void need_receipt_key(const Options& options);
  [[nodiscard]] session::Ground ground() { return {*store, registry, clock, random, *log, receipt_key}; }

  schema::Registry registry;
  base::SystemClock clock;
  base::SystemRandom random;
  std::unique_ptr<base::Log> log;
  std::optional<platform::FolderUse> use;
  std::unique_ptr<storage::Store> store;
  std::string receipt_key;
};

// One line for people, or one JSON document for programs; both in one place, so that neither forgets the other.
void say(const Options& options, const std::string& text, const Value& json);
// From standard input or a prompt, never from arguments.
[[nodiscard]] std::string password(const Options& options, const std::string& user);

using Run = std::function<int(const Options&)>;  // gives the exit status

class CommandLine {
 public:
  CommandLine();
  int run(int argc, char** argv);

  // A command that takes --data, --store and --json; `parent` nullptr: at the top.
  CLI::App* command(CLI::App* parent, const char* name, const char* help, Run job);
  CLI::App* command(CLI::App* parent, const char* name, const char* help, void (*job)(const Options&));
  CLI::App* group(const char* name, const char* help);
  void password_option(CLI::App* command);
  [[nodiscard]] Options& options() { return options_; }

 private:
  CLI::App app_;
  Options options_;
  Run chosen_;
};

void add_serving(CommandLine& line);  // init, serve
void add_upkeep(CommandLine& line);   // check, compact
void add_backup(CommandLine& line);   // backup, restore
void add_users(CommandLine& line);
void add_territories(CommandLine& line);
void add_devices(CommandLine& line);
void add_parcels(CommandLine& line);
void add_held(CommandLine& line);

}  // namespace keybook::server::commands
