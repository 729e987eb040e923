#include "histories/checks.h"

#include <algorithm>

namespace keybook::histories {
namespace {

constexpr int syncs_max = 4;

class Checking {
 public:
  Checking(const Cast& cast, Findings& findings) : cast_(cast), findings_(findings) {
    for (const Device& device : cast.devices())
      if (device.user == "hans") office_ = &device;
  }

  // Liveness: with faults over, a few syncs bring everybody to the same state, with nothing left to send.
  void settle() {
    for (int round = 0; round < syncs_max; ++round) {
      for (const Device& device : cast_.devices()) {
        const process::Ran ran = cast_.run(device, {"sync", "--json"});
        if (ran.code != 0) broken("stalled", device.name + " cannot sync: " + ran.err);
      }
      // Who deletes for long enough is stopped until somebody at head office says a word.
      if (round == 0) counted("held changes released", cast_.release_held());
    }
    for (const Device& device : cast_.devices()) {
      const json status = cast_.asked(device, {"status"})[0];
      if (status["pending"] != 0) broken("stalled", device.name + " still waits: " + status.dump());
      counted("devices in sync");
      if (cast_.run(device, {"check"}).code != 0) broken("damaged", device.name);
    }
    if (const process::Ran ran = cast_.check_server(); ran.code != 0) broken("damaged", "server: " + ran.out);
  }

  // One writer: what stands is the last value that was surely saved, or one of those after it that may have been.
  void registers(const Device& device, const Story& story) {
    std::map<std::string, std::string> names;
    for (const json& contact : cast_.asked(*office_, {"list", "contact"}))
      names[contact["id"]] = contact["name"].get<std::string>();
    for (const auto& [id, mine] : story.registers) {
      counted("registers");
      const auto there = names.find(id);
      if (mine.deleted_certain && there != names.end()) broken("resurrected", device.name + " " + id);
      if (there == names.end()) {
        if (!mine.deleted) broken("lost", device.name + "'s contact " + id);
        continue;
      }
      bool found = false;
      for (auto write = mine.writes.rbegin(); write != mine.writes.rend() && !found; ++write) {
        found = write->token == there->second;
        if (write->certain) break;
      }
      if (!found) broken("stale", device.name + "'s contact " + id + " is " + there->second);
    }
  }

  void visits(const std::vector<const Story*>& stories) {
    std::map<std::string, int> seen;
    for (const json& visit : cast_.asked(*office_, {"list", "visit"})) ++seen[visit["subject"]];
    for (const auto& [subject, times] : seen)
      if (times > 1) broken("doubled", "visit " + subject);
    const std::string aside = set_aside();
    for (const Story* story : stories)
      for (const SharedWrite& visit : story->visits) {
        counted("visits");
        if (visit.write.certain && !seen.contains(visit.write.token) &&
            aside.find('"' + visit.write.token + '"') == std::string::npos)
          broken("lost", "visit " + visit.write.token + " of account " + visit.account);
      }
  }

  void remarks(const Accounts& accounts, const std::vector<const Story*>& stories) {
    const std::string aside = set_aside();
    std::map<std::string, int> seen;
    for (const auto& account : accounts.moving)
      for (const json& line : cast_.asked(*office_, {"history", "account", account.id, "--field", "remark"}))
        if (line["value"].is_string()) ++seen[line["value"]];
    for (const Story* story : stories)
      for (const SharedWrite& remark : story->remarks) {
        counted("remarks");
        const auto there = seen.find(remark.write.token);
        if (there != seen.end() && there->second > 1) broken("doubled", "remark " + remark.write.token);
        if (remark.write.certain && there == seen.end() &&
            aside.find('"' + remark.write.token + '"') == std::string::npos)
          broken("lost", "remark " + remark.write.token + " of account " + remark.account);
      }
  }

  // A rep's device has the accounts that the rep owns, and what belongs to them; all devices of one user show the same.
  void visibility(const Accounts& accounts) {
    std::map<std::string, std::set<std::string>> owned;
    for (const json& account : cast_.asked(*office_, {"list", "account"}))
      owned[account["owner"]].insert(account["id"].get<std::string>());
    std::map<std::string, std::string> digests;
    for (const Device& device : cast_.devices()) {
      counted("digests");
      const std::string digest = cast_.asked(device, {"digest"})[0]["sha256"];
      const auto [first, fresh] = digests.emplace(device.user, digest);
      if (!fresh && first->second != digest) broken("diverged", device.name);
      if (device.user == "mia" || device.user == "hans") continue;
      std::set<std::string> has;
      for (const json& account : cast_.asked(device, {"list", "account"})) has.insert(account["id"]);
      counted("visibility");
      if (has != owned[device.user]) broken("leaked or missing", device.name + " sees other accounts than it owns");
      for (const json& visit : cast_.asked(device, {"list", "visit"}))
        if (!has.contains(visit["account"])) broken("leaked", device.name + " has visit " + visit.dump());
    }
    if (digests["mia"] != digests["hans"]) broken("diverged", "manager and head office");
    counted("moving accounts", static_cast<int>(accounts.moving.size()));
  }

 private:
  void broken(const std::string& what, const std::string& detail) {
    findings_.violations.push_back(what + ": " + detail);
  }
  void counted(const std::string& what, int by = 1) { findings_.checks[what] += by; }
  // What waits for somebody's decision: late edits, and what was refused on a device.
  std::string set_aside() {
    std::string text = cast_.asked(*office_, {"parked"}).dump();
    for (const Device& device : cast_.devices())
      text += cast_.asked(device, {"parked"}).dump() + cast_.asked(device, {"refused"}).dump();
    return text;
  }

  const Cast& cast_;
  Findings& findings_;
  const Device* office_ = nullptr;
};

}  // namespace

Findings check(Cast& cast, const Accounts& accounts, const std::vector<const Story*>& stories) {
  Findings findings;
  for (const Story* story : stories)
    findings.violations.insert(findings.violations.end(), story->violations.begin(), story->violations.end());
  Checking checking(cast, findings);
  checking.settle();
  for (const Device& device : cast.devices())
    checking.registers(device, *stories[static_cast<std::size_t>(device.number)]);
  checking.visits(stories);
  checking.remarks(accounts, stories);
  checking.visibility(accounts);
  return findings;
}

}  // namespace keybook::histories
