#include "reference.h"

#include <curl/curl.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>

#include "base/failure.h"
#include "sqlite/database.h"

namespace keybook::bench {
namespace {

using base::need;

struct Table {
  std::vector<std::string> columns;
  std::string insert;
};

std::map<std::string, Table> create_tables(sqlite::Database& database, const Workload& workload) {
  std::map<std::string, std::set<std::string>> columns;
  for (const Json& record : workload.records)
    for (const auto& [name, value] : record["fields"].items()) columns[record["type"]].insert(name);
  // Two indexes a table: one a program needs to walk a file, one by a date or code.
  const std::map<std::string, std::pair<std::string, std::string>> indexes = {
      {"account", {"code", "name"}}, {"contact", {"account", "name"}}, {"visit", {"account", "visited_at"}}};
  std::map<std::string, Table> tables;
  for (const auto& [type, names] : columns) {
    Table& table = tables[type];
    table.columns.assign(names.begin(), names.end());
    std::string create = "CREATE TABLE " + sqlite::quoted(type) + "(id TEXT PRIMARY KEY";
    table.insert = "INSERT INTO " + sqlite::quoted(type) + " VALUES(?";
    for (const std::string& name : table.columns) {
      create += "," + sqlite::quoted(name);
      table.insert += ",?";
    }
    table.insert += ")";
    need(database.exec(create + ") WITHOUT ROWID"));
    const auto& [first, second] = indexes.at(type);
    need(database.exec("CREATE INDEX " + sqlite::quoted(type + "_1") + " ON " + sqlite::quoted(type) + "(" +
                       sqlite::quoted(first) + ");" + "CREATE INDEX " + sqlite::quoted(type + "_2") + " ON " +
                       sqlite::quoted(type) + "(" + sqlite::quoted(second) + ")"));
  }
  return tables;
}

void insert(sqlite::Database& database, const Table& table, const Json& record) {
  auto query = need(database.prepare(table.insert));
  query.bind(record["id"].get_ref<const std::string&>());
  std::vector<std::string> kept;  // texts of non-text values live until the step
  kept.reserve(table.columns.size());
  for (const std::string& name : table.columns) {
    const auto value = record["fields"].find(name);
    if (value == record["fields"].end() || value->is_null())
      query.bind_null();
    else if (value->is_string())
      query.bind(value->get_ref<const std::string&>());
    else if (value->is_number_integer())
      query.bind(value->get<std::int64_t>());
    else
      query.bind(kept.emplace_back(value->dump()));
  }
  need(query.run());
}

std::string fresh_file(const std::string& folder, const std::string& name) {
  const std::string path = folder + "/" + name;
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  return path;
}

size_t swallow(char*, size_t size, size_t count, void*) { return size * count; }

}  // namespace

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(used.ru_utime) + of(used.ru_stime);
}

double seconds(const std::function<void()>& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median_seconds(int runs, const std::function<void()>& body) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) times.push_back(seconds(body));
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double raw_bulk_insert(const Workload& workload, const std::string& folder) {
  auto database = need(sqlite::Database::open(fresh_file(folder, "l1.db"), {}));
  const auto tables = create_tables(*database, workload);
  return seconds([&] {
    auto transaction = need(sqlite::Transaction::begin(*database));
    for (const Json& record : workload.records)
      insert(*database, tables.at(record["type"].get_ref<const std::string&>()), record);
    need(transaction.commit());
    need(database->exec("PRAGMA wal_checkpoint(TRUNCATE)"));
  });
}

double durable_commit(const std::string& folder, const std::string& key) {
  sqlite::OpenOptions options;
  options.key = key;
  auto database = need(sqlite::Database::open(fresh_file(folder, "commit.db"), options));
  need(database->exec("CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT)"));
  const std::string text(300, 'x');
  return median_seconds(200, [&] {
    auto query = need(database->prepare("INSERT INTO t(text) VALUES(?)"));
    need(query.bind(text).run());
  });
}

double loopback_get(const std::string& url) {
  CURL* curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
  const double time = median_seconds(300, [curl] {
    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK)
      throw base::Failure(
          {base::ErrorCode::Unreachable, curl_easy_strerror(code), {}, "Is the server of the benchmark up?"});
  });
  curl_easy_cleanup(curl);
  return time;
}

}  // namespace keybook::bench
