#include "histories/worker.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace keybook::histories {
namespace {

constexpr int registers_per_device = 6;
constexpr int kill_percent = 6, stop_percent = 3;
constexpr int kill_after_ms_max = 120, stopped_ms_max = 800;

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// What a command may say when nothing is wrong with the product: done, no network, refused, killed by us.
bool expected(const Outcome& outcome, bool may_refuse) {
  if (outcome.meddling == Meddling::Killed && outcome.ran.code == -SIGKILL) return true;
  return outcome.ran.code == 0 || outcome.ran.code == 3 || (may_refuse && outcome.ran.code == 4);
}

}  // namespace

Accounts make_accounts(const Cast& cast) {
  const auto made = [&cast](const Device& device, const std::string& name) {
    const process::Ran ran = cast.run(device, {"new", "account", "name=" + name, "territory=east"});
    if (ran.code != 0) throw std::runtime_error("new account: " + ran.err);
    return first_line(ran.out);
  };
  Accounts accounts;
  const std::vector<std::string> reps = {"amy", "ben", "cai", "dan"};
  for (const Device& device : cast.devices()) {
    accounts.home[device.name] = made(device, "home of " + device.name);
    const auto rep = std::find(reps.begin(), reps.end(), device.name);
    if (rep == reps.end()) continue;
    const auto next = static_cast<std::size_t>(rep - reps.begin() + 1) % reps.size();
    for (int i = 0; i < 2; ++i)
      accounts.moving.push_back({made(device, "moving " + device.name + std::to_string(i)), *rep, reps[next]});
  }
  for (int round = 0; round < 2; ++round)
    for (const Device& device : cast.devices()) static_cast<void>(cast.asked(device, {"sync"}));
  return accounts;
}

Worker::Worker(const Cast& cast, const Device& device, const Accounts& accounts, std::uint64_t seed)
    : cast_(cast), device_(device), accounts_(accounts), random_(seed) {}

std::string Worker::token() { return device_.name + "-" + std::to_string(++tokens_); }

const Accounts::Moving& Worker::some_moving() {
  std::vector<const Accounts::Moving*> mine;
  for (const auto& account : accounts_.moving)
    if (account.first == device_.user || account.second == device_.user || device_.user == "mia" ||
        device_.user == "hans")
      mine.push_back(&account);
  return *mine[static_cast<std::size_t>(draw(static_cast<int>(mine.size())))];
}

Outcome Worker::command(const std::string& kind, const std::vector<std::string>& arguments) {
  const int luck = draw(100);
  const Meddling meddling = luck < kill_percent                  ? Meddling::Killed
                            : luck < kill_percent + stop_percent ? Meddling::Stopped
                                                                 : Meddling::None;
  Outcome outcome = cast_.run(device_, arguments, meddling, draw(kill_after_ms_max), draw(stopped_ms_max));
  ++story_.operations[kind];
  if (outcome.meddling == Meddling::Killed && outcome.ran.code == -SIGKILL) ++story_.operations[kind + ", killed"];
  if (outcome.ran.code == 3) ++story_.operations[kind + ", no network"];
  if (outcome.hung) story_.violations.push_back(device_.name + ": " + kind + " hung");
  const bool local = kind != "sync" && kind != "handover";
  if (local && outcome.meddling == Meddling::None)
    story_.longest_local_s = std::max(story_.longest_local_s, outcome.seconds);
  const bool may_refuse = kind == "visit" || kind == "remark" || kind == "handover";  // the account is elsewhere now
  if (!expected(outcome, may_refuse))
    story_.violations.push_back(device_.name + ": " + kind + " ended with " + std::to_string(outcome.ran.code) + ": " +
                                first_line(outcome.ran.err));
  return outcome;
}

void Worker::write_register() {
  const std::string value = token();
  const auto living = std::count_if(story_.registers.begin(), story_.registers.end(),
                                    [](const auto& mine) { return !mine.second.deleted; });
  if (living < registers_per_device) {
    const Outcome outcome =
        command("new", {"new", "contact", "account=" + accounts_.home.at(device_.name), "name=" + value});
    if (!outcome.done()) return;  // it may be there, but nobody knows its id
    const std::string id = first_line(outcome.ran.out);
    story_.registers[id] = {id, {{value, true}}, false, false};
    return;
  }
  auto at = story_.registers.begin();
  do {
    at = std::next(story_.registers.begin(), draw(static_cast<int>(story_.registers.size())));
  } while (at->second.deleted);
  const bool done = command("set", {"set", "contact", at->first, "name=" + value}).done();
  at->second.writes.push_back({value, done});
}

void Worker::delete_register() {
  for (auto& [id, mine] : story_.registers) {
    if (mine.deleted || mine.writes.size() < 5) continue;
    mine.deleted = true;
    mine.deleted_certain = command("delete", {"delete", "contact", id}).done();
    return;
  }
}

void Worker::write_visit() {
  const std::string subject = token();
  const std::string account = some_moving().id;
  const Outcome outcome = command("visit", {"new", "visit", "account=" + account, "subject=" + subject});
  if (outcome.ran.code != 4) story_.visits.push_back({{subject, outcome.done()}, account});
}

void Worker::write_remark() {
  const std::string value = token();
  const std::string account = some_moving().id;
  const Outcome outcome = command("remark", {"set", "account", account, "remark=" + value});
  if (outcome.ran.code != 4) story_.remarks.push_back({{value, outcome.done()}, account});
}

void Worker::hand_over() {
  const auto& account = some_moving();
  const std::string& to = draw(2) == 0 ? account.first : account.second;
  command("handover", {"handover", "propose", "--account", account.id, "--to", to, "--force"});
}

void Worker::sync() { command("sync", {"sync"}); }

// Nothing is there that its user never had.
void Worker::look() {
  const Outcome outcome = command("list", {"list", "visit", "--json"});
  if (!outcome.done() || device_.user == "mia" || device_.user == "hans") return;
  std::istringstream in(outcome.ran.out);
  for (std::string line; std::getline(in, line);) {
    const json visit = json::parse(line);
    for (const auto& account : accounts_.moving)
      if (account.id == visit["account"].get<std::string>() && account.first != device_.user &&
          account.second != device_.user)
        story_.violations.push_back(device_.name + " sees visit " + visit["id"].get<std::string>() +
                                    " of an account that it never had");
  }
}

void Worker::work(const std::atomic<bool>& stop) {
  while (!stop) {
    const int what = draw(100);
    if (what < 30)
      write_register();
    else if (what < 34)
      delete_register();
    else if (what < 52)
      write_visit();
    else if (what < 68)
      write_remark();
    else if (what < 72)
      look();
    else if (what < 80 && device_.user == "mia")
      hand_over();
    else
      sync();
  }
}

}  // namespace keybook::histories
