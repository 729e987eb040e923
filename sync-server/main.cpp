// keybook-server: the composition root. Reads the command line (INTERFACE.md), opens the store, runs one command.
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

#include "admin/admin.h"
#include "base/clock.h"
#include "base/failure.h"
#include "base/random.h"
#include "protocol/limits.h"
#include "protocol/messages.h"
#include "schema/calendar.h"
#include "session/service.h"
#include "session/where.h"
#include "storage/sqlite/sqlite_store.h"
#include "sync-server/platform/spdlog_log.h"
#include "sync-server/platform/stop_signal.h"
#include "sync-server/platform/store_folder.h"
#include "sync-server/platform/terminal.h"
#include "sync-server/transport/server.h"

namespace keybook::server {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::Failure;
using base::need;
using record::Value;

constexpr const char* store_file = "store.db";
// How often a serving process looks for what others committed and writes what devices reported.
constexpr std::int64_t tick_ms = 500;

struct Options {
  std::string data, store;
  bool json = false, password_stdin = false, verbose = false;
  std::string admin, listen = "127.0.0.1:8470", tls_cert, tls_key;
  int workers = 2;
  bool behind_proxy = false;
  std::string name, role, territory, display_name, parent, device, backup_file, parcel;
  bool force = false;
};

// The declarations in force: the built-in ones, and those of a folder on top of them.
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

enum class Making { Yes, No };

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

// Everything that a command works on.
struct Bench {
  Bench(const Options& options, Making making)
      : registry(declarations()),
        log(platform::make_stderr_log(options.verbose ? base::LogLevel::Debug : base::LogLevel::Info)) {
    const std::string path = store_path(options, making);
    use.emplace(need(platform::FolderUse::take(options.data, platform::FolderUse::How::Shared)));
    storage::SqliteOptions open;
    open.existing = making == Making::Yes ? storage::Existing::Either : storage::Existing::Required;
    store = need(storage::open_sqlite(path, registry, open));
    if (making == Making::No) static_cast<void>(need(admin::identity(*store)));
  }
  session::Ground ground() { return {*store, registry, clock, random, *log}; }

  schema::Registry registry;
  base::SystemClock clock;
  base::SystemRandom random;
  std::unique_ptr<base::Log> log;
  std::optional<platform::FolderUse> use;
  std::unique_ptr<storage::Store> store;
};

// One line for people, or one JSON document for programs; both in one place, so that neither forgets the other.
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

// ---- commands

void init(const Options& options) {
  check_store_option(options);
  const std::string secret = password(options, options.admin);
  // Asked before anything is made, so that a wrong one leaves nothing behind.
  if (secret.empty())
    throw Failure({ErrorCode::NotValid, "the password is empty", session::at_field("password"), "Give one"});
  Bench bench(options, Making::Yes);
  const admin::Identity made = need(admin::initialise(bench.ground(), options.admin, secret));
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
  Bench bench(options, Making::No);
  session::Service service(bench.ground());
  auto server = need(transport::start_server(http, service, bench.clock, *bench.log));
  std::cout << "listening on " << server->url() << std::endl;  // flushed: whoever started us waits for it
  while (!stop.wait(tick_ms)) service.tick();
  server->stop();
  service.finish();
}

Value user_json(const storage::UserRow& row) {
  return {{"name", row.user.name},
          {"role", access::name_of(row.user.role)},
          {"territory", row.user.territory.empty() ? Value() : Value(row.user.territory)},
          {"disabled", row.disabled}};
}

std::string user_text(const storage::UserRow& row) {
  std::string text = row.user.name + "  " + std::string(access::name_of(row.user.role));
  if (!row.user.territory.empty()) text += "  " + row.user.territory;
  return text + (row.disabled ? "  (disabled)" : "");
}

void user_add(const Options& options) {
  Bench bench(options, Making::No);
  const admin::NewUser user{options.name, options.role, options.territory, options.display_name,
                            password(options, options.name)};
  const storage::UserRow row = need(admin::add_user(bench.ground(), user));
  say(options, "added " + user_text(row), user_json(row));
}

void user_list(const Options& options) {
  Bench bench(options, Making::No);
  for (const storage::UserRow& row : need(admin::users(*bench.store))) say(options, user_text(row), user_json(row));
}

void user_disable(const Options& options) {
  Bench bench(options, Making::No);
  need(admin::disable_user(bench.ground(), options.name));
  say(options, "disabled " + options.name + "; its devices have no access any more",
      {{"name", options.name}, {"disabled", true}});
}

Value territory_json(const admin::Territory& territory) {
  return {{"name", territory.name}, {"parent", territory.parent.empty() ? Value() : Value(territory.parent)}};
}

void territory_add(const Options& options) {
  Bench bench(options, Making::No);
  const admin::Territory territory{options.name, options.parent};
  need(admin::add_territory(bench.ground(), territory));
  say(options, "added territory " + territory.name + (territory.parent.empty() ? "" : " in " + territory.parent),
      territory_json(territory));
}

void territory_list(const Options& options) {
  Bench bench(options, Making::No);
  for (const admin::Territory& territory : need(admin::territories(*bench.store)))
    say(options, territory.name + (territory.parent.empty() ? "" : "  in " + territory.parent),
        territory_json(territory));
}

void device_list(const Options& options) {
  Bench bench(options, Making::No);
  for (const storage::Enrolment& device : need(admin::devices(*bench.store))) {
    const std::string seen = schema::time_of_ms(device.last_seen_ms);
    std::string text = device.id + "  " + device.user + "  " + device.device_name + "  seen " + seen;
    if (!device.copy_of.empty()) text += "  copy of " + device.copy_of;
    if (device.waiting > 0) text += "  " + std::to_string(device.waiting) + " waiting";
    say(options, text + (device.revoked ? "  (revoked)" : ""),
        {{"id", device.id},
         {"user", device.user},
         {"name", device.device_name},
         {"enrolled", schema::time_of_ms(device.enrolled_ms)},
         {"last_seen", seen},
         {"waiting", device.waiting},
         {"mutations", device.counter},
         {"cursor", device.cursor},
         {"copy_of", device.copy_of.empty() ? Value() : Value(device.copy_of)},
         {"revoked", device.revoked}});
  }
}

void device_revoke(const Options& options) {
  Bench bench(options, Making::No);
  need(admin::revoke_device(bench.ground(), options.device));
  say(options, "revoked " + options.device + "; it has no access any more, and wipes itself when it comes again", {{"id", options.device}, {"revoked", true}});
}

int check(const Options& options) {
  Bench bench(options, Making::No);
  const std::vector<std::string> problems = need(admin::check(*bench.store));
  if (options.json) {
    std::cout << Value{{"ok", problems.empty()}, {"problems", problems}}.dump() << '\n';
  } else {
    for (const std::string& problem : problems) std::cout << problem << '\n';
    std::cout << (problems.empty()
                      ? "all invariants hold"
                      : std::to_string(problems.size()) + " problems; restore a backup, and tell the makers of Keybook")
              << '\n';
  }
  return problems.empty() ? 0 : 1;
}

void compact(const Options& options) {
  Bench bench(options, Making::No);
  const storage::Compaction done = need(admin::compact(*bench.store));
  say(options,
      "retention allows nothing to be dropped yet: history and tombstones are kept; free space given back: " +
          std::to_string((done.bytes_before - done.bytes_after) / 1024) + " KiB",
      {{"dropped", done.dropped}, {"bytes_before", done.bytes_before}, {"bytes_after", done.bytes_after}});
}

// ---- backup and restore

// Opens a file as a store and checks every invariant of it.
std::unique_ptr<storage::Store> sound_store(const std::string& path, const schema::Registry& registry) {
  storage::SqliteOptions open;
  open.existing = storage::Existing::Required;
  auto store = need(storage::open_sqlite(path, registry, open));
  const std::vector<std::string> problems = need(admin::check(*store));
  if (problems.empty()) return store;
  throw Failure({ErrorCode::Corrupt,
                 std::to_string(problems.size()) + " invariants are broken, the first: " + problems.front(),
                 session::at_file(path), "Use another backup, and tell the makers of Keybook"});
}

// A file that is gone with its companions unless it was moved to its place.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) { remove(); }
  ~Unfinished() { remove(); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(path_ + tail, ignored);
  }
  std::string path_;
};

void backup(const Options& options) {
  Bench bench(options, Making::No);
  const std::string epoch = need(admin::identity(*bench.store)).epoch;
  const Unfinished copy(options.backup_file + ".unfinished");
  const record::CommitNumber commit = bench.store->copy_to(copy.path());
  sound_store(copy.path(), bench.registry).reset();  // closed: all of it is in the one file
  need(platform::move_file(copy.path(), options.backup_file));
  need(admin::note_backup(bench.ground(), epoch, commit));
  const auto bytes = static_cast<std::int64_t>(fs::file_size(options.backup_file));
  say(options,
      "backed up to " + options.backup_file + " (" + std::to_string(bytes / 1024) + " KiB), checked; it holds all up to commit " +
          std::to_string(commit),
      {{"file", options.backup_file}, {"bytes", bytes}, {"commit", commit}, {"epoch", epoch}});
}

// The store that a restored one takes the place of: nothing of it is thrown away.
std::unique_ptr<storage::Store> store_before(const Options& options, const fs::path& place, const std::string& server,
                                             const schema::Registry& registry) {
  std::error_code error;
  if (!fs::exists(place, error)) return nullptr;
  storage::SqliteOptions open;
  open.existing = storage::Existing::Required;
  auto before = storage::open_sqlite(place.string(), registry, open);
  if (before && (*before)->read()->meta("server") == server) return std::move(*before);
  if (options.force) return nullptr;
  throw Failure({ErrorCode::Usage,
                 before ? "the folder holds the store of another server; nothing was changed"
                        : "the folder holds a store that cannot be read; nothing was changed",
                 session::at_file(options.data), "Name another folder, or take its place with --force"});
}

void restore(const Options& options) {
  std::error_code error;
  if (!fs::exists(options.backup_file, error))
    throw Failure({ErrorCode::BadFile, "there is no such backup", session::at_file(options.backup_file), "Check the name"});
  const fs::path place = store_path(options, Making::Yes);
  const auto alone = need(platform::FolderUse::take(options.data, platform::FolderUse::How::Alone));
  const schema::Registry registry = declarations();
  base::SystemClock clock;
  base::SystemRandom random;
  const auto log = platform::make_stderr_log(base::LogLevel::Warning);
  const Unfinished copy(place.string() + ".unfinished");
  fs::copy_file(options.backup_file, copy.path(), error);
  if (error)
    throw Failure({ErrorCode::DiskFull, "the backup cannot be copied: " + error.message(), session::at_file(copy.path()),
                   "Check the disk and the permissions"});
  auto store = sound_store(copy.path(), registry);
  const std::string server = need(admin::identity(*store)).server;
  auto before = store_before(options, place, server, registry);
  const admin::RestoredStore restored =
      need(admin::begin_restored({*store, registry, clock, random, *log}, before.get()));
  before.reset();
  store.reset();
  std::string kept;
  if (fs::exists(place, error)) {
    kept = (place.parent_path() / ("replaced-by-" + restored.epoch + ".db")).string();
    for (const char* tail : {"-wal", "-shm"}) fs::rename(place.string() + tail, kept + tail, error);  // left by a crash only
    need(platform::move_file(place, kept));
  }
  need(platform::move_file(copy.path(), place));
  std::string text = "restored " + options.data + " to commit " + std::to_string(restored.held) + "; epoch " + restored.epoch +
                     " begins. Devices send again what came later, when they sync";
  if (!kept.empty()) text += "; the store before is kept as " + kept;
  say(options, text,
      {{"epoch", restored.epoch},
       {"commit", restored.held},
       {"replaced", kept.empty() ? Value() : Value(kept)},
       {"revoked", restored.revoked},
       {"disabled", restored.disabled}});
}

// ---- parcels

std::string_view name_of(storage::ParcelState state) {
  return state == storage::ParcelState::Held ? "held" : state == storage::ParcelState::Applied ? "applied" : "dropped";
}

void parcel_list(const Options& options) {
  Bench bench(options, Making::No);
  for (const admin::ParcelView& view : need(admin::parcels(*bench.store))) {
    const storage::ParcelRow& row = view.row;
    const std::string received = schema::time_of_ms(row.received_ms);
    const std::string inside =
        view.unsent < 0 ? "nothing that can be opened"
                        : std::to_string(view.unsent) + " unsent, " + std::to_string(view.refused) + " refused";
    say(options,
        row.id + "  " + row.user + "  " + (row.account.empty() ? "all files" : row.account) + "  " + received + "  " +
            inside + "  " + std::string(name_of(row.state)),
        {{"id", row.id},
         {"user", row.user},
         {"device", row.enrolment},
         {"account", row.account.empty() ? Value() : Value(row.account)},
         {"received", received},
         {"unsent", view.unsent},
         {"refused", view.refused},
         {"state", name_of(row.state)}});
  }
}

void parcel_apply(const Options& options) {
  Bench bench(options, Making::No);
  const admin::AppliedParcel done = need(admin::apply_parcel(bench.ground(), options.parcel));
  say(options,
      "applied " + std::to_string(done.mutations) + " changes; " + std::to_string(done.parked) + " parked, " +
          std::to_string(done.refused) + " refused",
      {{"id", options.parcel},
       {"mutations", done.mutations},
       {"parked", done.parked},
       {"refused", done.refused},
       {"repeated", done.repeated}});
}

void parcel_drop(const Options& options) {
  Bench bench(options, Making::No);
  need(admin::drop_parcel(bench.ground(), options.parcel));
  say(options, "dropped " + options.parcel, {{"id", options.parcel}, {"state", "dropped"}});
}

// ---- command line

using Run = std::function<int(const Options&)>;

class CommandLine {
 public:
  CommandLine()
      : app_("keybook-server: keeps account files and brings them to the devices of those who may see them",
             "keybook-server") {
    app_.require_subcommand(1);
    app_.footer(
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 unreachable, 4 refused. 'keybook-server COMMAND --help' says "
        "more.\n"
        "KEYBOOK_SCHEMA_DIR: folder with declarations that are added to the built-in ones.");
    store_commands();
    user_commands();
    territory_commands();
    device_commands();
  }

  int run(int argc, char** argv) {
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

 private:
  CLI::App* command(CLI::App* parent, const char* name, const char* help, Run job) {
    CLI::App* sub = parent->add_subcommand(name, help);
    sub->add_option("--data", options_.data, "folder of the embedded store");
    sub->add_option("--store", options_.store, "postgresql://… in place of --data");
    sub->add_flag("--json", options_.json, "machine-readable output");
    sub->callback([this, job = std::move(job)] { chosen_ = job; });
    return sub;
  }
  CLI::App* command(CLI::App* parent, const char* name, const char* help, void (*job)(const Options&)) {
    return command(parent, name, help, Run([job](const Options& options) { return job(options), 0; }));
  }
  CLI::App* group(const char* name, const char* help) {
    CLI::App* sub = app_.add_subcommand(name, help);
    sub->require_subcommand(1);
    return sub;
  }
  void password_option(CLI::App* sub) {
    sub->add_flag("--password-stdin", options_.password_stdin,
                  "read the password from standard input instead of asking for it");
  }

  void store_commands() {
    CLI::App* sub = command(&app_, "init", "make an embedded store and the first administrator", init);
    sub->add_option("--admin", options_.admin, "name of the first administrator")->required();
    password_option(sub);

    sub = command(&app_, "serve", "serve; prints 'listening on URL' when ready, stops on SIGTERM", serve);
    sub->add_option("--listen", options_.listen, "HOST:PORT; port 0 picks a free one")->capture_default_str();
    CLI::Option* cert = sub->add_option("--tls-cert", options_.tls_cert, "certificate chain, PEM");
    CLI::Option* key = sub->add_option("--tls-key", options_.tls_key, "its private key, PEM")->needs(cert);
    cert->needs(key);
    sub->add_option("--workers", options_.workers, "threads that work on requests")
        ->capture_default_str()
        ->check(CLI::Range(1, 64));
    sub->add_flag("--behind-proxy", options_.behind_proxy, "take senders' addresses from X-Forwarded-For");
    sub->add_flag("--verbose", options_.verbose, "log every request");

    command(&app_, "check", "verify every invariant of the store", Run(check));
    command(&app_, "compact", "drop what retention allows, give space back", compact);
    sub = command(&app_, "backup", "copy the store into one file, and check it; servers may run", backup);
    sub->add_option("--to", options_.backup_file, "the file")->required();
    sub = command(&app_, "restore", "put a backup in the place of the store; a new epoch begins", restore);
    sub->add_option("--from", options_.backup_file, "the file")->required();
    sub->add_flag("--force", options_.force, "also in the place of another server's store, or of one that cannot be read");
  }

  void user_commands() {
    CLI::App* users = group("user", "users");
    CLI::App* sub = command(users, "add", "add a user", user_add);
    sub->add_option("--name", options_.name, "name to sign in with")->required();
    sub->add_option("--role", options_.role, "what the user may do")
        ->required()
        ->check(CLI::IsMember({"rep", "manager", "head-office", "admin"}));
    sub->add_option("--territory", options_.territory, "territory the user works in, or manages");
    sub->add_option("--display-name", options_.display_name, "name for people, e.g. 张伟");
    password_option(sub);
    command(users, "list", "list users", user_list);
    sub = command(users, "disable", "stop all access of a user", user_disable);
    sub->add_option("name", options_.name, "the user's name")->required();
  }

  void territory_commands() {
    CLI::App* territories = group("territory", "the territory tree");
    CLI::App* sub = command(territories, "add", "add a territory", territory_add);
    sub->add_option("--name", options_.name, "name of the territory")->required();
    sub->add_option("--parent", options_.parent, "territory that it lies in");
    command(territories, "list", "list territories", territory_list);
  }

  void device_commands() {
    CLI::App* devices = group("device", "devices");
    command(devices, "list", "list devices, with what they hold unsent", device_list);
    CLI::App* sub = command(devices, "revoke", "stop a device's access", device_revoke);
    sub->add_option("id", options_.device, "the device's id, as listed")->required();
    CLI::App* parcels = group("parcel", "sealed work of devices that were revoked or lost a file");
    command(parcels, "list", "list parcels", parcel_list);
    sub = command(parcels, "apply", "commit the unsent work of a parcel in its author's name", parcel_apply);
    sub->add_option("id", options_.parcel, "the parcel's id, as listed")->required();
    sub = command(parcels, "drop", "forget what is inside a parcel", parcel_drop);
    sub->add_option("id", options_.parcel, "the parcel's id, as listed")->required();
  }

  CLI::App app_;
  Options options_;
  Run chosen_;
};

}  // namespace
}  // namespace keybook::server

int main(int argc, char** argv) { return keybook::server::CommandLine().run(argc, argv); }
