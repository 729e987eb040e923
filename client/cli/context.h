// What every command works with: the options that all share, the profile, and where text and JSON go.
//
// Threads: main only. Errors: base::Failure, caught in command_line.cpp, which prints it and gives the exit code.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/failure.h"
#include "format/language.h"
#include "format/views.h"
#include "usecases/client.h"

namespace keybook::cli {

struct Options {
  std::string profile;
  std::string user;  // whose data, where several work in the profile; empty: who was chosen last
  bool json = false;
  bool verbose = false;
  Language language = Language::English;
  bool language_asked = false;  // by --lang, not by the machine's locale
};

class Context {
 public:
  Context(const Options& options, const client::Environment& environment)
      : options_(options), environment_(environment) {}

  // The profile, opened at the first call; NotEnrolled where there is none.
  [[nodiscard]] client::Client& client();
  // Another Client on the same profile, for another thread or for making it.
  [[nodiscard]] std::unique_ptr<client::Client> open(client::Client::Open how) const;
  [[nodiscard]] std::string profile() const;
  // Everything from here on is in this folder of the profile (usecases/profile_users.h).
  void choose(const std::filesystem::path& folder) { folder_ = folder; }

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] bool json() const { return options_.json; }
  [[nodiscard]] const client::Environment& environment() const { return environment_; }
  // The declarations in force in the profile; without one the program's own. Stays valid as long as this.
  [[nodiscard]] const schema::Registry& registry();
  [[nodiscard]] const schema::Type& type(const std::string& name);  // UnknownType

  // Of documents for others: Chinese unless --lang says otherwise.
  [[nodiscard]] Language document_language() const {
    return options_.language_asked ? options_.language : Language::Chinese;
  }
  // In the language of the reader.
  [[nodiscard]] std::string words(std::string_view chinese, std::string_view english) const;
  [[nodiscard]] const std::string& words(const schema::Label& label) const { return text_in(options_.language, label); }

  void print(const Value& json) const;             // one line on standard output
  void print_text(const std::string& text) const;  // as it is
  void note(const std::string& message) const;     // a line on standard error
  [[nodiscard]] bool good() const;                 // whether output still arrives: a closed pipe ends a long list
  void flush() const;                              // for whoever follows a command that goes on

  // The id behind an id or a natural key; `reference` empty: empty.
  [[nodiscard]] std::string account_id(const std::string& reference);

 private:
  // The folder of the user's data: of --user, else of whoever was chosen last.
  [[nodiscard]] const std::filesystem::path& folder() const;

  const Options& options_;
  const client::Environment& environment_;
  std::unique_ptr<client::Client> client_;
  mutable std::optional<std::filesystem::path> folder_;
};

}  // namespace keybook::cli
