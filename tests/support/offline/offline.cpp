#include "support/offline/offline.h"

#include <unistd.h>

namespace keybook::testing {

namespace {

base::Result<std::unique_ptr<client::transport::Transport>> no_server(const std::string&) {
  return base::fail(base::ErrorCode::Unreachable, "there is no server", {}, "");
}

}  // namespace

Offline::Offline(schema::Registry registry)
    : registry_(std::move(registry)),
      environment_{clock_, random_, log_, registry_, *keys_, no_server, {}, {}},
      folder_(std::filesystem::temp_directory_path() /
              ("keybook-offline-" + std::to_string(::getpid()) + "-" + base::random_token(random_, 6))) {
  std::filesystem::create_directories(folder_);
}

Offline::~Offline() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::unique_ptr<client::Client> Offline::open() {
  return base::need(client::Client::open(folder_ / "profile", environment_));
}

}  // namespace keybook::testing
