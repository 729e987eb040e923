#include "context.h"

#include <filesystem>
#include <iostream>

#include "schema/validate.h"
#include "usecases/profile_users.h"

namespace keybook::cli {

using base::ErrorCode;
using base::Failure;
using base::need;

std::string Context::profile() const {
  if (options_.profile.empty())
    throw Failure({ErrorCode::Usage, "the profile is missing", {}, "Name this device's folder with --profile DIR"});
  // The keyring knows profiles by their path: one name for one folder, wherever the command was called.
  return std::filesystem::absolute(options_.profile).lexically_normal().string();
}

std::unique_ptr<client::Client> Context::open(client::Client::Open how) const {
  return need(client::Client::open(folder(), environment_, how));
}

const std::filesystem::path& Context::folder() const {
  if (folder_) return *folder_;
  folder_ = need(client::folder_of(profile(), options_.user, environment_));
  if (!options_.user.empty() && client::is_shared(profile())) need(client::choose_user(profile(), options_.user));
  return *folder_;
}

client::Client& Context::client() {
  if (!client_) client_ = open(client::Client::Open::Existing);
  return *client_;
}

const schema::Registry& Context::registry() {
  const bool there = client_ || (!options_.profile.empty() && client::is_profile(folder()));
  return there ? client().registry() : environment_.registry;
}

const schema::Type& Context::type(const std::string& name) {
  const schema::Type* type = registry().type(name);
  if (type == nullptr)
    throw Failure({ErrorCode::UnknownType, "there is no type '" + name + "'", {}, "`keybook schema` lists the types"});
  return *type;
}

std::string Context::words(std::string_view chinese, std::string_view english) const {
  return std::string(options_.language == Language::Chinese ? chinese : english);
}

void Context::print(const Value& json) const {
  std::cout << json.dump(-1, ' ', false, Value::error_handler_t::replace) << '\n';
}

void Context::print_text(const std::string& text) const { std::cout << text; }

void Context::note(const std::string& message) const { std::cerr << message << '\n'; }

void Context::flush() const { std::cout.flush(); }

bool Context::good() const { return std::cout.good(); }

std::string Context::account_id(const std::string& reference) {
  const auto natural = schema::natural_key(reference);
  return natural ? need(client().get(natural->type, reference)).id : reference;
}

}  // namespace keybook::cli
