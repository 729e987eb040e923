#include "histories/cast.h"

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace keybook::histories {
namespace {

constexpr const char* password = "correct horse";
constexpr int hung_ms = 90'000;  // far above any timeout of the network

struct Person {
  const char *name, *role;
  int devices;
};
constexpr Person people[] = {{"amy", "rep", 2}, {"ben", "rep", 2},     {"cai", "rep", 1},
                             {"dan", "rep", 1}, {"mia", "manager", 1}, {"hans", "head-office", 1}};

void need(const process::Ran& ran, const std::string& what) {
  if (ran.code != 0) throw std::runtime_error(what + " ended with " + std::to_string(ran.code) + ": " + ran.err);
}

}  // namespace

void sleep_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); }

Cast::Cast() {
  ::setenv("KEYBOOK_KEYRING", "file", 1);  // the keys have no place in anybody's keyring
  make_store();
  start_server();
  for (const Person& person : people)
    for (int i = 1; i <= person.devices; ++i) {
      const int number = static_cast<int>(devices_.size());
      devices_.push_back({number, person.name + (i > 1 ? std::to_string(i) : std::string()), person.name});
    }
  const auto port = static_cast<std::uint16_t>(std::stoi(listen_.substr(listen_.rfind(':') + 1)));
  proxy_ = std::make_unique<Proxy>(static_cast<int>(devices_.size()), port);
  for (const Device& device : devices_) {
    const std::string url = "http://127.0.0.1:" + std::to_string(proxy_->port(device.number));
    need(process::run(command(device, {"enroll", "--server", url, "--user", device.user, "--password-stdin"}),
                      std::string(password) + "\n"),
         "enroll " + device.name);
  }
}

void Cast::make_store() {
  const std::string data = folder_.file("data");
  const auto admin = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--data", data, "--password-stdin"});
    need(process::server(arguments, std::string(password) + "\n"), arguments.front());
  };
  admin({"init", "--admin", "root"});
  need(process::server({"territory", "add", "--data", data, "--name", "east"}), "territory add");
  for (const Person& person : people)
    admin({"user", "add", "--name", person.name, "--role", person.role, "--territory", "east"});
}

std::vector<std::string> Cast::command(const Device& device, std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), {process::program("keybook"), "--profile", folder_.file(device.name)});
  return arguments;
}

process::Ran Cast::run(const Device& device, std::vector<std::string> arguments) const {
  return process::run(command(device, std::move(arguments)));
}

Outcome Cast::run(const Device& device, std::vector<std::string> arguments, Meddling meddling, int after_ms,
                  int stopped_ms) const {
  const auto start = std::chrono::steady_clock::now();
  Outcome outcome;
  outcome.meddling = meddling;
  process::Child child(command(device, std::move(arguments)), {});
  if (meddling != Meddling::None) sleep_ms(after_ms);
  if (meddling == Meddling::Killed) child.tell(SIGKILL);
  if (meddling == Meddling::Stopped) {
    child.tell(SIGSTOP);
    sleep_ms(stopped_ms);
    child.tell(SIGCONT);
  }
  if (!child.read_output(hung_ms, outcome.ran.out)) {
    outcome.hung = true;
    child.tell(SIGKILL);
  }
  outcome.ran.err = child.rest_of_errors();
  outcome.ran.code = child.wait();
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return outcome;
}

json Cast::asked(const Device& device, std::vector<std::string> arguments) const {
  const std::string what = device.name + " " + arguments.front();
  arguments.emplace_back("--json");
  const process::Ran ran = run(device, std::move(arguments));
  need(ran, what);
  json lines = json::array();
  std::istringstream in(ran.out);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

void Cast::kill_server() {
  server_->tell(SIGKILL);
  server_->wait();
  server_.reset();
}

void Cast::start_server() {
  server_.emplace(std::vector<std::string>{process::program("keybook-server"), "serve", "--data", folder_.file("data"),
                                           "--listen", listen_},
                  "", 0, folder_.file("server.log"));
  const std::string line = server_->line();
  const auto at = line.find("//");
  if (at == std::string::npos) throw std::runtime_error("the server does not start again on " + listen_);
  listen_ = line.substr(at + 2);
}

void Cast::tell_server(int signal_number) { server_->tell(signal_number); }

int Cast::release_held() const {
  const std::string data = folder_.file("data");
  const process::Ran listed = process::server({"held", "list", "--data", data, "--json"});
  need(listed, "held list");
  int released = 0;
  std::istringstream in(listed.out);
  for (std::string line; std::getline(in, line);) {
    const json group = json::parse(line);
    if (group["state"] != "held") continue;
    const std::string id = group["id"];
    need(process::server({"held", "release", id, "--data", data}), "held release");
    ++released;
  }
  return released;
}

process::Ran Cast::check_server() const { return process::server({"check", "--data", folder_.file("data")}); }

}  // namespace keybook::histories
