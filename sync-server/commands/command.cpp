#include "sync-server/commands/command.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "protocol/messages.h"
#include "session/where.h"
#include "storage/sqlite/sqlite_store.h"
#include "sync-server/platform/key_file.h"
#include "sync-server/platform/spdlog_log.h"
#include "sync-server/platform/terminal.h"

namespace keybook::server::commands {

namespace fs = std::filesystem;

namespace {

constexpr const char* store_file = "store.db";

}  // namespace

schema::Registry declarations() {
  schema::Registry builtin = need(schema::Registry::builtin());
  const char* folder = std::getenv("KEYBOOK_SCHEMA_DIR");
  if (folder == nullptr || *folder == '\0') return builtin;
  return need(schema::Registry::folder(folder, &builtin));
}

void check_store_option(const Options& options) {
  if (!options.store.empty() && !options.store.starts_with("postgresql://") &&
      !options.store.starts_with("postgres://"))
    throw Failure({ErrorCode::Usage,
                   "'" + options.store + "' names no store",
                   {},
                   "Write --store postgresql://USER@HOST/DATABASE, or --data DIR for the embedded store"});
  if (!options.store.empty())
    throw Failure(
        {ErrorCode::Internal, "this build has no PostgreSQL store yet", {}, "Use the embedded one: --data DIR"});
}

std::string store_path(const Options& options, Making making) {
  check_store_option(options);
  if (options.data.empty())
    throw Failure({ErrorCode::Usage, "the data folder is missing", {}, "Name it with --data DIR"});
  const fs::path folder = options.data;
  const base::Where where = session::at_file(options.data);
  std::error_code error;
  const bool is_folder = fs::is_directory(folder, error);
  if (making == Making::Yes) {
    if (!is_folder && fs::exists(folder, error))
      throw Failure({ErrorCode::Usage, "this is a file, not a folder", where, "Name a folder"});
    if (!is_folder && !fs::create_directories(folder, error) && error)
      throw Failure({ErrorCode::ReadOnly, "the data folder cannot be made: " + error.message(), where,
                     "Check the permissions, or name another folder"});
  } else if (!is_folder) {
    throw Failure({ErrorCode::BadFile, "there is no such data folder", where,
                   "Check the name, or make a store with: keybook-server init"});
  } else if (!fs::exists(folder / store_file, error)) {
    throw Failure({ErrorCode::BadFile, "the folder holds no store", where,
                   "Check the name, or make a store with: keybook-server init"});
  }
  return (folder / store_file).string();
}

Opened::Opened(const Options& options, Making making)
    : registry(declarations()),
      log(platform::make_stderr_log(options.verbose ? base::LogLevel::Debug : base::LogLevel::Info)) {
  const std::string path = store_path(options, making);
  use.emplace(need(platform::FolderUse::take(options.data, platform::FolderUse::How::Shared)));
  storage::SqliteOptions open;
  open.existing = making == Making::Yes ? storage::Existing::Either : storage::Existing::Required;
  store = need(storage::open_sqlite(path, registry, open));
  if (making == Making::No) static_cast<void>(need(admin::identity(*store)));
  receipt_key = need(platform::receipt_key(options.data));
}

void Opened::need_receipt_key(const Options& options) {
  receipt_key = need(platform::need_receipt_key(options.data, random));
}

void say(const Options& options, const std::string& text, const Value& json) {
  if (options.json)
    std::cout << json.dump() << '\n';
  else
    std::cout << text << '\n';
}

std::string password(const Options& options, const std::string& user) {
  if (options.password_stdin) return need(platform::password_from_stdin());
  return need(platform::ask_new_password("Password of " + user));
}

CommandLine::CommandLine()
    : app_("keybook-server: keeps account files and brings them to the devices of those who may see them",
           "keybook-server") {
  app_.require_subcommand(1);
  app_.footer(
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 unreachable, 4 refused. 'keybook-server COMMAND --help' says "
      "more.\n"
      "KEYBOOK_SCHEMA_DIR: folder with declarations that are added to the built-in ones.");
}

int CommandLine::run(int argc, char** argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    if (const auto extra = app_.remaining(); app_.get_subcommands().empty() && !extra.empty()) {
      std::cerr << "keybook-server: there is no command '" << extra.front()
                << "'. 'keybook-server --help' lists them\n";
      return base::exit_status(ErrorCode::Usage);
    }
    return app_.exit(error) == 0 ? 0 : base::exit_status(ErrorCode::Usage);
  } catch (const CLI::ParseError& error) {
    return app_.exit(error) == 0 ? 0 : base::exit_status(ErrorCode::Usage);
  }
  try {
    return chosen_(options_);
  } catch (const Failure& failure) {
    std::cerr << "keybook-server: " << failure.error().text() << '\n';
    if (options_.json) std::cout << Value{{"error", protocol::to_json(failure.error())}}.dump() << '\n';
    return base::exit_status(failure.error().code);
  } catch (const std::exception& failure) {
    std::cerr << "keybook-server: " << failure.what() << '\n';
    return base::exit_status(ErrorCode::Internal);
  }
}

CLI::App* CommandLine::command(CLI::App* parent, const char* name, const char* help, Run job) {
  CLI::App* sub = (parent == nullptr ? &app_ : parent)->add_subcommand(name, help);
  sub->add_option("--data", options_.data, "folder of the embedded store");
  sub->add_option("--store", options_.store, "postgresql://… in place of --data");
  sub->add_flag("--json", options_.json, "machine-readable output");
  sub->callback([this, job = std::move(job)] { chosen_ = job; });
  return sub;
}

CLI::App* CommandLine::command(CLI::App* parent, const char* name, const char* help, void (*job)(const Options&)) {
  return command(parent, name, help, Run([job](const Options& options) { return job(options), 0; }));
}

CLI::App* CommandLine::group(const char* name, const char* help) {
  CLI::App* sub = app_.add_subcommand(name, help);
  sub->require_subcommand(1);
  return sub;
}

void CommandLine::password_option(CLI::App* command) {
  command->add_flag("--password-stdin", options_.password_stdin,
                    "read the password from standard input instead of asking for it");
}

}  // namespace keybook::server::commands
