#include "sync-server/commands/command.h"

namespace keybook::server::commands {
namespace {

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
  Opened opened(options, Making::No);
  const admin::NewUser user{options.name, options.role, options.territory, options.display_name,
                            password(options, options.name)};
  const storage::UserRow row = need(admin::add_user(opened.ground(), user));
  say(options, "added " + user_text(row), user_json(row));
}

void user_list(const Options& options) {
  Opened opened(options, Making::No);
  for (const storage::UserRow& row : need(admin::users(*opened.store))) say(options, user_text(row), user_json(row));
}

void user_disable(const Options& options) {
  Opened opened(options, Making::No);
  need(admin::disable_user(opened.ground(), options.name));
  say(options, "disabled " + options.name + "; its devices have no access any more",
      {{"name", options.name}, {"disabled", true}});
}

}  // namespace

void add_users(CommandLine& line) {
  Options& options = line.options();
  CLI::App* users = line.group("user", "users");
  CLI::App* sub = line.command(users, "add", "add a user", user_add);
  sub->add_option("--name", options.name, "name to sign in with")->required();
  sub->add_option("--role", options.role, "what the user may do")
      ->required()
      ->check(CLI::IsMember({"rep", "manager", "head-office", "admin"}));
  sub->add_option("--territory", options.territory, "territory the user works in, or manages");
  sub->add_option("--display-name", options.display_name, "name for people, e.g. 张伟");
  line.password_option(sub);
  line.command(users, "list", "list users", user_list);
  sub = line.command(users, "disable", "stop all access of a user", user_disable);
  sub->add_option("name", options.name, "the user's name")->required();
}

}  // namespace keybook::server::commands
