#include "command_line.h"

#include <iostream>

namespace keybook::cli {

using base::ErrorCode;
using base::exit_status;

namespace {

constexpr const char* footer =
    "'keybook COMMAND --help' says more about a command.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 server unreachable (local work is unaffected),\n"
    "            4 refused (no right, not valid, parked).\n"
    "Environment: KEYBOOK_PROFILE in place of --profile; KEYBOOK_SCHEMA_DIR, a folder of declarations that are added "
    "to\n"
    "the built-in ones; KEYBOOK_KEYRING=file keeps the profile's key in a file; LANG chooses the language.";

const char* locale_in_force() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return "";
}

int complain(const base::Error& error) {
  std::cerr << "keybook: " << error.text() << '\n';
  return exit_status(error.code);
}

}  // namespace

CommandLine::CommandLine() : app_("Keybook: account files on this device, with or without a network", "keybook") {
  app_.require_subcommand(1);
  app_.fallthrough();  // the shared options may stand behind the command too
  app_.footer(footer);
  app_.failure_message([](const CLI::App*, const CLI::Error& error) {
    return "keybook: " + std::string(error.what()) + ". `keybook --help` and `keybook COMMAND --help` say more\n";
  });
  app_.add_option("--profile", options.profile, "folder of this device's database")->envname("KEYBOOK_PROFILE");
  app_.add_option("--user", options.user, "whose data, where several people work on this device; else who was last");
  app_.add_option("--lang", language_, "language of text for people: zh or en")->check(CLI::IsMember({"zh", "en"}));
  app_.add_flag("--verbose", options.verbose, "more about what happens, on standard error");
}

CLI::App* CommandLine::command(const std::string& name, const std::string& help, Run run, CLI::App* group) {
  CLI::App* sub = (group == nullptr ? &app_ : group)->add_subcommand(name, help);
  sub->callback([this, sub, run = std::move(run)] {
    if (sub->get_subcommands().empty()) chosen_ = run;  // else the command within this group was meant
  });
  return sub;
}

void CommandLine::json_flag(CLI::App* command) { command->add_flag("--json", options.json, "machine-readable output"); }

int CommandLine::run(int argc, char** argv, const Make& make) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    if (const auto extra = app_.remaining(); app_.get_subcommands().empty() && !extra.empty())
      return complain(
          {ErrorCode::Usage, "there is no command '" + extra.front() + "'", {}, "`keybook --help` lists the commands"});
    return app_.exit(error) == 0 ? 0 : exit_status(ErrorCode::Usage);
  } catch (const CLI::ParseError& error) {
    return app_.exit(error) == 0 ? 0 : exit_status(ErrorCode::Usage);
  }
  options.language_asked = !language_.empty();
  options.language = language_named(language_).value_or(language_of_locale(locale_in_force()));
  int code = run_chosen(make);
  std::cout.flush();
  // A full disk behind `keybook list > file` must not look like success.
  if (code == 0 && !std::cout.good())
    code = complain(
        {ErrorCode::DiskFull, "the output could not be written", {}, "Check the disk, or the program that reads it"});
  return code;
}

int CommandLine::run_chosen(const Make& make) {
  auto environment = make(options);
  if (!environment) return complain(environment.error());
  try {
    Context context(options, **environment);
    return chosen_(context);
  } catch (const base::Failure& failure) {
    return complain(failure.error());
  } catch (const std::exception& failure) {
    return complain({ErrorCode::Internal, failure.what(), {}, ""});
  }
}

}  // namespace keybook::cli
