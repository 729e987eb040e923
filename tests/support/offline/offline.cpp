#include "support/offline/offline.h"

namespace keybook::testing {

namespace {

base::Result<std::unique_ptr<client::transport::Transport>> no_server(const std::string&) {
  return base::fail(base::ErrorCode::Unreachable, "there is no server", {}, "");
}

}  // namespace

Offline::Offline(schema::Registry registry)
    : registry_(std::move(registry)), environment_{clock_, random_, log_, registry_, *keys_, no_server, {}, {}} {}

std::unique_ptr<client::Client> Offline::open() {
  return base::need(client::Client::open(folder_.path() / "profile", environment_));
}

}  // namespace keybook::testing
