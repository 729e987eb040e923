// The commands, their options and how a command line ends: exit code, message, help.
//
// Threads: main only. Ownership: commands live as long as the CommandLine.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "context.h"

namespace keybook::cli {

class CommandLine {
 public:
  using Run = std::function<int(Context&)>;  // gives the exit code

  CommandLine();

  // A command of its own, or of a group of commands. `help` is the line in the list of commands.
  CLI::App* command(const std::string& name, const std::string& help, Run run, CLI::App* group = nullptr);
  // The flag --json. Commands whose --json may also name an input file have one of their own instead.
  void json_flag(CLI::App* command);

  // Parses, runs, and prints what failed. `make` gets the options and gives the environment that commands work in.
  using Make = std::function<base::Result<const client::Environment*>(const Options&)>;
  [[nodiscard]] int run(int argc, char** argv, const Make& make);

  Options options;

 private:
  [[nodiscard]] int run_chosen(const Make& make);
  CLI::App app_;
  Run chosen_;
  std::string language_;
};

}  // namespace keybook::cli
