// keybook enroll: makes the profile a device of a user.
#include <filesystem>

#include "commands/commands.h"
#include "input.h"
#include "usecases/profile_users.h"

namespace keybook::cli {
namespace {

struct EnrollOptions {
  std::string server, user, device_name;
  bool password_stdin = false;
};

// A failed enrolment leaves the folder as it was: only files of ours that were not there before go.
class FreshFiles {
 public:
  explicit FreshFiles(const std::filesystem::path& folder) : folder_(folder) {
    std::error_code error;
    had_folder_ = std::filesystem::exists(folder, error);
    for (const char* name : names)
      if (!std::filesystem::exists(folder / name, error)) fresh_.push_back(folder / name);
  }
  void remove() const {
    std::error_code ignored;
    for (const auto& file : fresh_) std::filesystem::remove(file, ignored);
    if (!had_folder_) std::filesystem::remove(folder_, ignored);  // only if nothing else is in it
  }
  [[nodiscard]] bool is_new_profile() const { return !fresh_.empty() && fresh_.front().filename() == names[0]; }

 private:
  static constexpr const char* names[] = {"keybook.db", "keybook.db-wal", "keybook.db-shm", "key",
                                          "key.id",     "open.lock",      "sync.lock"};
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> fresh_;
  bool had_folder_ = false;
};

int enroll(Context& context, const EnrollOptions& options) {
  const std::string password =
      read_password(options.password_stdin ? PasswordFrom::StandardInput : PasswordFrom::Terminal,
                    context.words("密码：", "Password: "));
  const std::filesystem::path profile = context.profile();
  const std::filesystem::path folder =
      base::need(client::folder_to_enroll(profile, options.user, context.environment()));
  const bool beside = folder != profile;
  const FreshFiles files(folder);
  context.choose(folder);
  std::string before;
  try {
    auto client = context.open(client::Client::Open::OrCreate);
    if (client->enrolled()) before = base::need(client->status()).device;
    base::need(client->enroll(options.server, options.user, password, options.device_name));
  } catch (const base::Failure&) {
    if (files.is_new_profile()) files.remove();
    std::error_code ignored;
    if (beside) std::filesystem::remove(folder.parent_path(), ignored);  // only if nobody else is in it
    throw;
  }
  if (beside || client::is_shared(profile)) base::need(client::choose_user(profile, options.user));
  const client::Status status = base::need(context.client().status());
  if (context.json())
    context.print(status_json(status));
  else
    context.note((status.device == before
                      ? context.words("原来就已登记，没有改变：", "enrolled already, nothing changed: ")
                      : context.words("已登记：", "enrolled: ")) +
                 status.user + " (" + status.role + "), " + status.server +
                 context.words("。用 sync 取得数据", ". Get the data with: sync"));
  return 0;
}

}  // namespace

void add_enroll(CommandLine& line) {
  auto options = std::make_shared<EnrollOptions>();
  CLI::App* command = line.command("enroll", "make the profile a device of a user",
                                   [options](Context& context) { return enroll(context, *options); });
  command->add_option("--server", options->server, "address of the server: https://keybook.example.com")->required();
  command->add_option("--user", options->user, "who works on this device")->required();
  command->add_option("--device-name", options->device_name, "how others call this device; else the machine's name");
  command->add_flag("--password-stdin", options->password_stdin,
                    "read the password from standard input instead of asking for it");
  line.json_flag(command);
  command->footer(
      "A profile that is a device of somebody already gets a place for the new user beside it: each has data, outbox "
      "and\n"
      "credential of one's own. `keybook users` lists who works here, --user NAME says whose data a command is about.");
}

}  // namespace keybook::cli
