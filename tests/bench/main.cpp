// keybook-bench: each measure beside a limit that was taken in the same run, because machines differ.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "base/failure.h"
#include "reference.h"
#include "server_process.h"
#include "transport/curl/curl_transport.h"
#include "usecases/client.h"

namespace {

using namespace keybook;
using bench::Json;
using bench::median_seconds;
using bench::seconds;

struct Measure {
  std::string name;
  double value = 0;         // in `unit`
  std::string unit, limit;  // limit: what it is compared with
  double reference = 0;     // the limit's own figure in the same unit
  std::string aim;
};

class Bench {
 public:
  Bench(std::filesystem::path folder, std::set<std::string> only, bool encrypted, int accounts, int files)
      : folder_(std::move(folder)),
        only_(std::move(only)),
        registry_(base::need(schema::Registry::builtin())),
        encrypted_(encrypted),
        // As in the product, so that `keybook` opens the same profiles; in a file, whatever keyring this machine has.
        keys_(encrypted ? client::platform::system_key_store({}, false) : client::platform::fixed_key_store({})),
        environment_{clock_,
                     random_,
                     log_,
                     registry_,
                     *keys_,
                     [](const std::string& url) { return base::need(client::transport::make_curl_transport({url, {}, {}})); },
                     {},
                     {}},
        accounts_(accounts),
        files_(files) {}

  void run() {
    workload_ = base::need(bench::base_set(accounts_));
    note("data", std::to_string(workload_.records.size()) + " records, " +
                     std::to_string(workload_.json_bytes / 1000000) + " MB as JSON");
    for (int i = 0; i < 3; ++i) l1_ = std::min(l1_, bench::raw_bulk_insert(workload_, folder_));
    note("L1, raw bulk insert", std::to_string(l1_) + " s");
    commit_ = bench::durable_commit(folder_, encrypted_ ? std::string(32, 'k') : std::string());
    server_ = std::make_unique<bench::ServerProcess>((folder_ / "server").string());
    get_ = bench::loopback_get(server_->url() + "/v1/hello");
    note("durable commit, loopback GET", std::to_string(commit_ * 1e3) + " ms, " + std::to_string(get_ * 1e3) + " ms");
    fill();
    if (wanted("download")) download();
    if (wanted("noop")) noop();
    if (wanted("field")) field();
    if (wanted("save")) save();
    if (wanted("search")) search();
    if (wanted("conflict")) conflict();
    if (wanted("upload")) upload();
    if (wanted("handover")) handover();
  }

  [[nodiscard]] Json json() const {
    Json out = Json::array();
    for (const Measure& m : measures_)
      out.push_back({{"name", m.name},
                     {"value", m.value},
                     {"unit", m.unit},
                     {"limit", m.limit},
                     {"reference", m.reference},
                     {"ratio", m.reference > 0 ? m.value / m.reference : 0},
                     {"aim", m.aim}});
    return {{"encrypted", encrypted_}, {"measures", out}};
  }

 private:
  [[nodiscard]] bool wanted(const std::string& name) const { return only_.empty() || only_.contains(name); }
  static void note(const std::string& name, const std::string& value) {
    std::printf("%-44s %s\n", name.c_str(), value.c_str());
    std::fflush(stdout);
  }
  void measure(Measure m) {
    char line[256];
    std::snprintf(line, sizeof line, "%10.3f %-6s", m.value, m.unit.c_str());
    std::string text = line;
    if (m.reference > 0) {
      std::snprintf(line, sizeof line, "  %6.2f x %s", m.value / m.reference, m.limit.c_str());
      text += line;
    }
    note(m.name, text + "   aim: " + m.aim);
    measures_.push_back(std::move(m));
  }

  std::unique_ptr<client::Client> device(const std::string& name, const std::string& user = "office") {
    auto opened = base::need(client::Client::open(folder_ / name, environment_));
    if (!opened->enrolled()) base::need(opened->enroll(server_->url(), user, "password", name));
    return opened;
  }

  double timed(const std::function<void()>& body) {
    const double own = bench::cpu_seconds(), server = server_->cpu_seconds();
    const double time = seconds(body);
    cpu_ = {bench::cpu_seconds() - own, server_->cpu_seconds() - server};
    return time;
  }
  void note_cpu() {
    char text[96];
    std::snprintf(text, sizeof text, "%10.3f s, server %.3f s", cpu_.first, cpu_.second);
    note("  CPU time, client", text);
  }

  static std::string lines_of(const std::vector<Json>& operations) {
    std::string out;
    for (const Json& operation : operations) out += operation.dump() + "\n";
    return out;
  }

  // The data gets to the server as one device's offline work.
  void fill() {
    auto source = device("source");
    std::vector<Json> operations;
    for (const Json& record : workload_.records)
      operations.push_back(
          {{"op", "new"}, {"type", record["type"]}, {"id", record["id"]}, {"fields", record["fields"]}});
    constexpr std::ptrdiff_t at_once = 5000;
    const double apply = seconds([&] {
      for (auto from = operations.begin(); from != operations.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(at_once, operations.end() - from);
        std::istringstream in(lines_of({from, to}));
        base::need(source->apply_lines(in, true, "workload"));
        from = to;
      }
    });
    const double push = seconds([&] { last_ = base::need(source->sync()); });
    note("filling: local import, push", std::to_string(apply) + " s, " + std::to_string(push) + " s");
  }

  void download() {
    for (const bool idle : {false, true}) {
      const std::string name = idle ? "fresh-idle" : "fresh-hot";
      auto fresh = device(name);
      if (idle) std::this_thread::sleep_for(std::chrono::milliseconds(300));
      client::SyncResult result;
      const double time = timed([&] { result = base::need(fresh->sync()); });
      measure({std::string("first download, ") + (idle ? "after idling" : "hot"), time, "s", "L1", l1_, "<= 1.5 x L1"});
      if (!idle) {
        note_cpu();
        measure({"  on the wire", static_cast<double>(result.bytes_received + result.bytes_sent) / 1e6, "MB", "", 0,
                 "<= 21 MB"});
        measure({"  round trips", static_cast<double>(result.round_trips), "", "", 0, "-"});
      }
    }
    { auto whole = device("fresh-process"); }
    if (!encrypted_) return;  // `keybook` would look for a key
    const auto ran = bench::run_program("keybook", {"sync", "--profile", (folder_ / "fresh-process").string()}, "");
    if (ran.status == 0)
      measure({"  client process, peak memory", static_cast<double>(ran.peak_kib) / 1024, "MiB", "", 0, "<= 128 MiB"});
  }

  void noop() {
    auto idle = device("source");
    static_cast<void>(base::need(idle->sync()));
    client::SyncResult result;
    const double time = median_seconds(200, [&] { result = base::need(idle->sync()); });
    measure({"no-op sync", time * 1e3, "ms", "loopback GET", get_ * 1e3, "<= 3 x"});
    measure({"  bytes in all", static_cast<double>(result.bytes_sent + result.bytes_received), "B", "", 0, "<= 400"});
    measure({"  round trips", static_cast<double>(result.round_trips), "", "", 0, "1"});
  }

  [[nodiscard]] std::string visit(std::size_t number) const {
    std::size_t seen = 0;
    for (const Json& record : workload_.records)
      if (record["type"] == "visit" && seen++ == number) return record["id"];
    return {};
  }

  void field() {
    auto writer = device("source");
    auto reader = device("other");
    static_cast<void>(base::need(writer->sync()));
    static_cast<void>(base::need(reader->sync()));
    for (const auto& device : {&writer, &reader}) base::need((*device)->finish_index({}));  // what came at once is past
    const std::string id = visit(7);
    client::SyncResult up;
    std::vector<double> there, down;
    double sending = 0, serving = 0, applying = 0;  // CPU time, which a busy machine does not lengthen
    constexpr int edits = 60;
    for (int i = 0; i < edits; ++i) {
      base::need(writer->set("visit", id, {{"next_step", "第" + std::to_string(i) + "次修改"}}));
      there.push_back(timed([&] { up = base::need(writer->sync()); }));
      sending += cpu_.first;
      serving += cpu_.second;
      down.push_back(timed([&] { static_cast<void>(base::need(reader->sync())); }));
      applying += cpu_.first;
    }
    std::sort(there.begin(), there.end());
    std::sort(down.begin(), down.end());
    const double limit = commit_ + get_;
    measure({"one changed field, device to server", there[there.size() / 2] * 1e3, "ms", "(commit + GET)", limit * 1e3,
             "<= 1 ms or <= 2 x"});
    measure({"  bytes in all", static_cast<double>(up.bytes_sent + up.bytes_received), "B", "", 0, "<= 600"});
    measure({"  round trips", static_cast<double>(up.round_trips), "", "", 0, "1"});
    measure({"  to the other device", down[down.size() / 2] * 1e3, "ms", "the line above",
             there[there.size() / 2] * 1e3, "<= 2 x"});
    char text[96];
    std::snprintf(text, sizeof text, "%.3f ms, %.3f ms, %.3f ms", sending / edits * 1e3, serving / edits * 1e3,
                  applying / edits * 1e3);
    note("  CPU time of each: sending, serving, applying", text);
  }

  void save() {
    auto local = device("source");
    int n = 0;
    const std::string account = workload_.records.front()["id"];
    const std::string report(900, 'r');
    const double time = median_seconds(100, [&] {
      base::need(local->create("visit", {{"account", account},
                                         {"subject", "第" + std::to_string(++n) + "次"},
                                         {"report", "客户同意试用三个月，要求四月底前到货。" + report},
                                         {"outcome", "有进展"}}));
    });
    measure({"local save of a visit", time * 1e3, "ms", "durable commit", commit_ * 1e3, "<= 2 x"});
    static_cast<void>(base::need(local->sync()));
  }

  void search() {
    auto local = device("source");
    static_cast<void>(base::need(local->search("华", {"account"})));
    for (const char* text : {"华", "机械", "上海市中", "KA-0", "quotation"}) {
      const double time = median_seconds(15, [&] { static_cast<void>(base::need(local->search(text))); });
      measure({std::string("search as you type: ") + text, time * 1e3, "ms", "", 0, "<= 5 ms"});
    }
  }

  void conflict() {
    auto pairs = bench::generate("--accounts " + std::to_string(accounts_) + " --conflict 1000");
    if (!pairs) return note("conflicts", pairs.error().text());
    auto a = device("source"), b = device("other");
    static_cast<void>(base::need(a->sync()));
    static_cast<void>(base::need(b->sync()));
    const auto apply = [](client::Client& client, const std::vector<Json>& edits) {
      std::istringstream in(lines_of(edits));
      base::need(client.apply_lines(in, false, "edits"));
    };
    std::vector<Json> ea, eb, sa, sb;
    for (const Json& pair : *pairs) {
      ea.push_back({{"op", "set"}, {"type", "visit"}, {"id", pair["id"]}, {"fields", pair["a"]}});
      eb.push_back({{"op", "set"}, {"type", "visit"}, {"id", pair["id"]}, {"fields", pair["b"]}});
      if (sa.size() >= 200) continue;
      sa.push_back({{"op", "set"}, {"type", "visit"}, {"id", pair["id"]}, {"fields", {{"stage", pair["same_a"]}}}});
      sb.push_back({{"op", "set"}, {"type", "visit"}, {"id", pair["id"]}, {"fields", {{"stage", pair["same_b"]}}}});
    }
    apply(*a, ea);
    apply(*b, eb);
    const double first = seconds([&] { static_cast<void>(base::need(a->sync())); });
    const double second = seconds([&] { static_cast<void>(base::need(b->sync())); });
    static_cast<void>(base::need(a->sync()));
    measure({"1,000 records edited on both sides, per sync", std::max(first, second), "s", "L1", l1_, "<= 0.15 x L1"});
    apply(*a, sa);
    apply(*b, sb);
    static_cast<void>(base::need(a->sync()));
    const double same = seconds([&] { static_cast<void>(base::need(b->sync())); });
    static_cast<void>(base::need(a->sync()));
    measure({"200 edited in the same field, sync", same, "s", "L1", l1_, "<= 0.15 x L1"});
    std::int64_t lost = 0, missing = 0;
    for (const Json& pair : *pairs) {
      const auto record = base::need(a->get("visit", pair["id"]));
      for (const char* side : {"a", "b"})
        for (const auto& [name, value] : pair[side].items()) lost += record.fields[name] == value ? 0 : 1;
    }
    for (std::size_t i = 0; i < sa.size(); ++i) {
      const auto lines = base::need(a->history("visit", sa[i]["id"], "stage"));
      for (const Json* edit : {&sa[i], &sb[i]})
        missing += std::any_of(lines.begin(), lines.end(),
                               [&](const auto& line) { return line.value == (*edit)["fields"]["stage"]; })
                       ? 0
                       : 1;
    }
    measure({"  edits lost from view", static_cast<double>(lost), "", "", 0, "0"});
    measure({"  losing values missing in history", static_cast<double>(missing), "", "", 0, "0"});
  }

  void upload() {
    auto edits = bench::generate("--accounts " + std::to_string(accounts_) + " --edits 10000");
    if (!edits) return note("upload", edits.error().text());
    auto local = device("source");
    std::vector<Json> operations;
    for (const Json& edit : *edits) {
      const std::string type = edit["type"];
      if (edit["op"] == "insert")
        operations.push_back(
            {{"op", "new"}, {"type", type}, {"id", edit["id"]}, {"fields", bench::fields_of(type, edit["doc"])}});
      else
        operations.push_back(
            {{"op", "set"}, {"type", type}, {"id", edit["id"]}, {"fields", bench::fields_of(type, edit["set"])}});
    }
    std::erase_if(operations, [](const Json& operation) { return operation["fields"].empty(); });
    std::istringstream in(lines_of(operations));
    base::need(local->apply_lines(in, false, "edits"));
    client::SyncResult result;
    const double time = timed([&] { result = base::need(local->sync()); });
    measure({"upload of " + std::to_string(result.pushed) + " offline edits", time, "s", "L1", l1_, "<= 0.6 x L1"});
    measure({"  on the wire", static_cast<double>(result.bytes_received + result.bytes_sent) / 1e6, "MB", "", 0,
             "<= 2.3 MB"});
    note_cpu();
    measure({"  requests", static_cast<double>(result.round_trips), "", "", 0, "1"});
  }

  // One of `files_` accounts of 1,000 records each changes hands. Each record was saved by itself, as a person does,
  // and the device keeps all that it sent: no backup has it yet.
  void handover() {
    for (const char* rep : {"amy", "ben"}) server_->add_rep(rep);
    auto amy = device("amy", "amy"), ben = device("ben", "ben");
    std::vector<Json> operations;
    for (int account = 0; account < files_; ++account) {
      const std::string id = "handed-" + std::to_string(account);
      operations.push_back({{"op", "new"}, {"type", "account"}, {"id", id}, {"fields", {{"name", "客户 " + id}}}});
      for (int i = 1; i < 1000; ++i)
        operations.push_back(
            {{"op", "new"},
             {"type", "visit"},
             {"id", id + "-" + std::to_string(i)},
             {"fields",
              {{"account", id},
               {"subject", "第" + std::to_string(i) + "次拜访"},
               {"visited_at", "2026-03-01T08:00:00Z"},
               {"report", "谈了年度框架协议、交货期和备件，客户要求四月底前答复，编号 " + std::to_string(i * 7919)}}}});
    }
    std::istringstream in(lines_of(operations));
    base::need(amy->apply_lines(in, false, "handover"));
    for (client::Client* one : {amy.get(), ben.get(), amy.get()}) static_cast<void>(base::need(one->sync()));
    base::need(amy->finish_index());
    const double accept = moved("handed-3", *amy, *ben, "ben");
    const bool there = ben->get("account", "handed-3").has_value();
    measure({"handover of 1,000 records, accept and sync", accept, "s", "", 0, "<= 1 s"});
    note_cpu();
    const std::string of_all = " of " + std::to_string(files_) + ",000 records, ";
    const double sealed = timed([&] { static_cast<void>(base::need(amy->sync())); });
    measure({"eviction of 1,000" + of_all + "own ones, not backed up yet", sealed * 1e3, "ms", "", 0, "-"});
    note_cpu();
    for (int account = 0; account < files_; ++account)
      if (account != 3) static_cast<void>(moved("handed-" + std::to_string(account), *amy, *ben, "ben"));
    base::need(ben->finish_index());
    static_cast<void>(moved("handed-3", *ben, *amy, "amy"));
    const double evict = timed([&] { static_cast<void>(base::need(ben->sync())); });
    measure({"eviction of 1,000" + of_all + "of others", evict * 1e3, "ms", "", 0, "<= 50 ms"});
    note_cpu();
    const bool gone = !ben->get("account", "handed-3");
    measure({"  not where they should be", (there ? 0.0 : 1.0) + (gone ? 0.0 : 1.0), "", "", 0, "0"});
  }
  // Handed over from one to the other; how long acceptance and its sync took.
  double moved(const std::string& account, client::Client& from, client::Client& to, const std::string& user) {
    client::HandoverWish wish;
    wish.accounts = {account};
    wish.to = user;
    const std::string plan = base::need(from.propose_handover(wish)).id;
    // What the self-check owes for the time since the last sync is paid here: it is no part of an eviction.
    static_cast<void>(base::need(from.sync()));
    return timed([&] { static_cast<void>(base::need(to.decide_handover(plan, client::Client::HandoverAct::Accept))); });
  }

  std::filesystem::path folder_;
  std::set<std::string> only_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  base::NoLog log_;
  schema::Registry registry_;
  bool encrypted_;
  std::unique_ptr<client::platform::KeyStore> keys_;
  client::Environment environment_;
  const int accounts_, files_;
  bench::Workload workload_;
  std::unique_ptr<bench::ServerProcess> server_;
  std::pair<double, double> cpu_;  // of the last timed(): client, server
  double l1_ = 1e9, commit_ = 0, get_ = 0;
  client::SyncResult last_;
  std::vector<Measure> measures_;
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures Keybook on the workload, each measure beside a limit from the same run.");
  std::vector<std::string> names;
  std::string json_file;
  bool plain = false;
  int accounts = 500, files = 6;
  app.add_option("name", names, "download, noop, field, save, search, conflict, upload, handover; none: all");
  app.add_option("--json", json_file, "also write the measures to this file");
  app.add_flag("--plain", plain, "profiles without encryption, to see its price");
  app.add_option("--accounts", accounts, "size of the data: 500 accounts are 53,000 records")
      ->check(CLI::Range(10, 5000));
  app.add_option("--files", files, "handover: files of 1,000 records each, one of which changes hands")
      ->check(CLI::Range(4, 100));
  CLI11_PARSE(app, argc, argv);
  const auto folder = std::filesystem::temp_directory_path() / ("keybook-bench-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  int status = 0;
  try {
    Bench bench(folder, {names.begin(), names.end()}, !plain, accounts, files);
    bench.run();
    if (!json_file.empty()) std::ofstream(json_file) << bench.json().dump(2) << "\n";
  } catch (const base::Failure& failure) {
    std::cerr << "keybook-bench: " << failure.error().text() << "\n";
    status = 1;
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return status;
}
