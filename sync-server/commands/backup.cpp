#include "sync-server/commands/command.h"

#include <filesystem>

#include "schema/calendar.h"
#include "session/where.h"
#include "storage/sqlite/sqlite_store.h"
#include "sync-server/platform/key_file.h"
#include "sync-server/platform/spdlog_log.h"
#include "sync-server/platform/store_folder.h"

namespace keybook::server::commands {
namespace {

namespace fs = std::filesystem;

// Opens a file as a store and checks every invariant of it.
std::unique_ptr<storage::Store> sound_store(const std::string& path, const schema::Registry& registry) {
  storage::SqliteOptions open;
  open.existing = storage::Existing::Required;
  auto opened = storage::open_sqlite(path, registry, open);
  if (!opened && opened.error().code == ErrorCode::Corrupt) opened.error().remedy = "Use another backup";
  auto store = need(std::move(opened));
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

// What goes wrong with a copy is told of the file that its user named: the copy's own name means nothing to people.
template <class Body>
auto told_of(const std::string& file, const std::string& copy, Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const Failure& failure) {
    base::Error error = failure.error();
    for (std::string* text : {&error.message, &error.remedy, &error.where.file})
      for (std::size_t at = 0; (at = text->find(copy, at)) != std::string::npos; at += file.size())
        text->replace(at, copy.size(), file);
    throw Failure(std::move(error));
  }
}

// The folder of a store that is to be: gone again where none came to be.
class MadeFolder {
 public:
  explicit MadeFolder(const fs::path& folder) : folder_(folder) {
    std::error_code ignored;
    is_kept_ = fs::exists(folder, ignored);
  }
  MadeFolder(const MadeFolder&) = delete;
  MadeFolder& operator=(const MadeFolder&) = delete;
  ~MadeFolder() {
    if (is_kept_) return;
    std::error_code ignored;
    fs::remove(folder_ / platform::use_lock_file, ignored);
    fs::remove(folder_, ignored);  // only where it is empty
  }
  void keep() { is_kept_ = true; }

 private:
  fs::path folder_;
  bool is_kept_ = false;
};

void backup(const Options& options) {
  Opened opened(options, Making::No);
  const std::string epoch = need(admin::identity(*opened.store)).epoch;
  const Unfinished copy(options.backup_file + ".unfinished");
  const record::CommitNumber commit = told_of(options.backup_file, copy.path(), [&] {
    const record::CommitNumber copied = opened.store->copy_to(copy.path());
    sound_store(copy.path(), opened.registry).reset();  // closed: all of it is in the one file
    return copied;
  });
  need(platform::move_file(copy.path(), options.backup_file));
  need(admin::note_backup(opened.ground(), epoch, commit));
  const auto bytes = static_cast<std::int64_t>(fs::file_size(options.backup_file));
  const fs::path key = fs::path(options.data) / platform::receipt_key_file;
  say(options,
      "backed up to " + options.backup_file + " (" + std::to_string(bytes / 1024) +
          " KiB), checked; it holds all up to commit " + std::to_string(commit) + ". Not in it is " + key.string() +
          ", with which the server signs what it tells devices: keep a copy of that file apart from the backups",
      {{"file", options.backup_file},
       {"bytes", bytes},
       {"commit", commit},
       {"epoch", epoch},
       {"key_file", key.string()}});
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

// Devices that have not been here, and acts that the restore lost.
void say_status(const Options& options, const admin::RestoreStatus& status, std::string text, Value json) {
  std::vector<std::string> ids;
  for (const storage::Enrolment& one : status.waiting) {
    ids.push_back(one.id);
    text += "\nnot here since: " + one.id + " of " + one.user + ", " + one.device_name;
  }
  Value acts = Value::array();
  for (const session::LostAct& lost : status.acts) {
    const bool done = lost.state == session::LostAct::State::Done;
    const std::string at = schema::time_of_ms(lost.act.at_ms);
    text += "\n" + std::string(done ? "done again: " : "LOST, to be done by hand: ") + lost.name() + " of " +
            lost.act.user + ", " + at + (done ? "" : ": " + lost.why) +
            (done ? "" : "; asked: " + lost.act.asked.dump());
    acts.push_back({{"act", lost.name()},
                    {"user", lost.act.user},
                    {"at", at},
                    {"state", done ? "done" : "lost"},
                    {"why", lost.why},
                    {"asked", lost.act.asked}});
  }
  json["not_here_since"] = ids;
  json["acts"] = std::move(acts);
  say(options, text, json);
}

void close_restore(const Options& options) {
  Opened opened(options, Making::No);
  const auto waiting = need(admin::close_restored(opened.ground()));
  admin::RestoreStatus status = need(admin::restore_status(*opened.store));
  status.waiting = waiting;
  say_status(options, status, "the restore is closed: devices are told again what to give up", {{"closed", true}});
}

void restore_status(const Options& options) {
  Opened opened(options, Making::No);
  const admin::RestoreStatus status = need(admin::restore_status(*opened.store));
  say_status(options, status,
             status.open ? "a restore is open: nothing is taken away from devices" : "no restore is open",
             {{"open", status.open}});
}

void restore(const Options& options) {
  if (options.close) return close_restore(options);
  if (options.status) return restore_status(options);
  if (options.backup_file.empty())
    throw Failure(
        {ErrorCode::Usage, "the backup is missing", {}, "Name it with --from FILE, or close a restore with --close"});
  std::error_code error;
  if (!fs::exists(options.backup_file, error))
    throw Failure(
        {ErrorCode::BadFile, "there is no such backup", session::at_file(options.backup_file), "Check the name"});
  MadeFolder made(options.data);
  const fs::path place = store_path(options, Making::Yes);
  const auto alone = need(platform::FolderUse::take(options.data, platform::FolderUse::How::Alone));
  const schema::Registry registry = declarations();
  base::SystemClock clock;
  base::SystemRandom random;
  const auto log = platform::make_stderr_log(base::LogLevel::Warning);
  const Unfinished copy(place.string() + ".unfinished");
  fs::copy_file(options.backup_file, copy.path(), error);
  if (error)
    throw Failure({ErrorCode::DiskFull, "the backup cannot be copied: " + error.message(),
                   session::at_file(options.backup_file), "Check the disk and the permissions of " + options.data});
  auto store = told_of(options.backup_file, copy.path(), [&] { return sound_store(copy.path(), registry); });
  const std::string server = need(admin::identity(*store)).server;
  auto before = store_before(options, place, server, registry);
  const admin::RestoredStore restored =
      need(admin::begin_restored({*store, registry, clock, random, *log}, before.get()));
  before.reset();
  store.reset();
  std::string kept;
  if (fs::exists(place, error)) {
    kept = (place.parent_path() / ("replaced-by-" + restored.epoch + ".db")).string();
    for (const char* tail : {"-wal", "-shm"})
      fs::rename(place.string() + tail, kept + tail, error);  // left by a crash only
    need(platform::move_file(place, kept));
  }
  need(platform::move_file(copy.path(), place));
  made.keep();
  std::string text =
      "restored " + options.data + " to commit " + std::to_string(restored.held) + "; epoch " + restored.epoch +
      " begins. Devices send again what came later, when they sync; nothing is taken away from them until: "
      "keybook-server restore --close";
  if (!kept.empty()) text += "; the store before is kept as " + kept;
  const fs::path key = fs::path(options.data) / platform::receipt_key_file;
  const bool signs = fs::exists(key, error);
  if (!signs)
    text += "; " + key.string() +
            " is missing: put that of the lost server there before this one starts, else what devices send again is "
            "ranked and judged anew, as if it came late";
  say(options, text,
      {{"epoch", restored.epoch},
       {"commit", restored.held},
       {"replaced", kept.empty() ? Value() : Value(kept)},
       {"key_file", signs ? Value(key.string()) : Value()},
       {"revoked", restored.revoked},
       {"disabled", restored.disabled}});
}

}  // namespace

void add_backup(CommandLine& line) {
  Options& options = line.options();
  CLI::App* sub =
      line.command(nullptr, "backup", "copy the store into one file, and check it; servers may run", backup);
  sub->add_option("--to", options.backup_file, "the file")->required();
  sub = line.command(nullptr, "restore", "put a backup in the place of the store; a new epoch begins", restore);
  CLI::Option* from = sub->add_option("--from", options.backup_file, "the file");
  sub->add_flag("--close", options.close,
                "devices have brought back what they had: from now on they give up again what is not theirs")
      ->excludes(from);
  sub->add_flag("--status", options.status,
                "which devices have not been here since, and what users had the server do that it lost")
      ->excludes(from);
  sub->add_flag("--force", options.force, "also in the place of another server's store, or of one that cannot be read");
}

}  // namespace keybook::server::commands
