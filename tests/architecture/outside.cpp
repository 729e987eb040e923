// Where the product touches the world outside: clock, randomness, network, files, and each big library. Everywhere else
// these arrive as arguments, so that the simulator can drive the product's own code and a port changes few files.
#include <algorithm>
#include <regex>
#include <set>

#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

struct Home {
  std::string_view place;  // folder or file
  std::string_view reason;
};

struct Matter {
  std::string_view name;
  std::string_view pattern;  // of stripped code
  std::vector<Home> homes;
  std::string_view instead;
  std::vector<Home> strict = {};  // folders within a home that are none after all
};

const std::vector<Matter> matters = {
    {"the machine's clock",
     R"re(\b(system_clock|steady_clock|high_resolution_clock|utc_clock|current_zone|gettimeofday|clock_gettime)re"
     R"re(|timespec_get|localtime|localtime_r|sleep_for|sleep_until|usleep|nanosleep|QElapsedTimer)\b)re"
     R"re(|\btime\s*\(\s*(nullptr|NULL|0)\s*\)|\bcurrent(DateTime|DateTimeUtc|Date|Time|MSecsSinceEpoch)\s*\()re",
     {{"shared/base/outside.cpp", "SystemClock"},
      {"sync-server/transport", "Asio's timers close idle connections"},
      {"client/app", "frame times, dates for pickers"},
      {"tests", "process and UI tests wait for real programs"}},
     "take a base::Clock",
     {{"tests/simulation", "one seed replays everything"}}},

    {"randomness",
     R"re(\b(random_device|mt19937(_64)?|minstd_rand0?|default_random_engine|ranlux\w+|knuth_b|randombytes\w*)re"
     R"re(|RAND_bytes|getrandom|getentropy|arc4random\w*|uuid_generate\w*|QRandomGenerator|createUuid)\b)re"
     R"re(|\bs?rand\s*\()re",
     {{"shared/base/outside.cpp", "SystemRandom"}, {"tests", "property tests print their seed"}},
     "take a base::Random",
     {{"tests/simulation", "one seed replays everything, with every standard library"}}},

    {"the network",
     R"re(#\s*include\s*<(sys/socket|netinet/\w+|arpa/inet|netdb|boost/(asio|beast)|curl/|QNetwork|QTcp|QUdp|QSsl|winsock))re"
     R"re(|\b(curl_(easy|multi|global|slist)_\w+|getaddrinfo|QNetworkAccessManager|QTcpSocket)\b|\bboost::(asio|beast)\b)re",
     {{"client/core/transport/curl", "the client's only HTTP"},
      {"sync-server/transport", "the server's only HTTP"},
      {"tests", "process tests and benchmarks talk to real servers"}},
     "go through the transport interface"},

    {"files",
     R"re(#\s*include\s*<(fstream|fcntl\.h|dirent\.h|sys/stat\.h|sys/file\.h|QFile|QDir|QSaveFile|QStandardPaths)\b)re"
     R"re(|\b(basic_)?[io]?fstream\b|\b(fopen|freopen|opendir|mkstemp|tmpfile|QFile|QDir|QSaveFile|QStandardPaths)\b)re"
     R"re(|\bfilesystem::(?!path\b)\w+|\bfs::(?!path\b)\w+)re",
     {{"shared/sqlite", "the database file"},
      {"shared/schema/registry.cpp", "declarations out of a folder"},
      {"shared/interchange/file.cpp", "files to import and export, larger than memory"},
      {"shared/interchange/pinyin_table", "the build's generator writes its table"},
      {"client/core/platform", "folders, key file, lock: each operating system's own way"},
      {"client/cli", "reads and writes the files named on the command line"},
      {"client/app", "reads and writes the files that a person picks"},
      {"qml/theme", "icons out of the program's own resources"},
      {"sync-server/commands", "data folder, backups"},
      {"sync-server/platform/store_folder.cpp", "lock of the data folder, files that change places"},
      {"sync-server/platform/key_file.cpp", "the key for receipts, beside the store"},
      {"tests", "temporary folders, golden files"}},
     "take the content, or go through platform"},

    {"Qt",
     R"re(#\s*include\s*<Q\w+|#\s*include\s*<Qt\w+/)re",
     {{"client/app", "models for the pages"}, {"qml", "icons and shapes"}, {"tests", "UI tests"}},
     "keep it free of Qt: command line, server and simulator use it too"},

    {"Pango and Cairo",
     R"re(#\s*include\s*<(pango/|cairo))re",
     {{"shared/documents", "pages and their PDF"}},
     "describe the page with documents::Pages"},

    {"libpq",
     R"re(#\s*include\s*<(libpq-fe\.h|postgresql/|pqxx/)|\bPQ(exec|connect)\w*\b)re",
     {{"tests", "contract tests on a second server storage"}},
     "go through the storage interface"},

    {"SQLite's C API",
     R"re(#\s*include\s*<(sqlite3|sqlcipher/sqlite3)\.h>|\bsqlite3_(prepare|step|exec|open|bind)\w*)re",
     {{"shared/sqlite", "the RAII wrapper"},
      {"client/core/store/tokenizer.cpp", "FTS5 takes tokenizers through its C interface only"},
      {"client/core/store/sort_key.cpp", "SQL functions are a C interface"},
      {"client/core/store/search_index.cpp", "asks for the version: old FTS5 cannot delete without content"},
      {"tests", "crash-point VFS, and benchmarks that measure SQLite itself as the limit"}},
     "use sqlite::Database"},
};

bool at_home(const Source& source, const Matter& matter) {
  const auto holds = [&source](const Home& home) { return source.in(home.place); };
  return std::any_of(matter.homes.begin(), matter.homes.end(), holds) &&
         std::none_of(matter.strict.begin(), matter.strict.end(), holds);
}

}  // namespace

std::vector<Finding> check_outside(const Tree& tree) {
  std::vector<Finding> findings;
  for (const Matter& matter : matters) {
    const std::regex pattern{std::string(matter.pattern)};
    for (const Source& source : tree.sources) {
      if (!source.is_cpp() || at_home(source, matter)) continue;
      for (auto it = std::sregex_iterator(source.code.begin(), source.code.end(), pattern);
           it != std::sregex_iterator(); ++it) {
        findings.push_back(
            {source.path, line_at(source.code, static_cast<std::size_t>(it->position())),
             std::string(matter.name) + " (" + it->str() + ") outside its home; " + std::string(matter.instead)});
      }
    }
  }
  return findings;
}

std::vector<Finding> check_homes(const Tree& tree) {
  std::set<std::string_view> gone;
  for (const Matter& matter : matters)
    for (const Home& home : matter.homes) gone.insert(home.place);
  for (const Source& source : tree.sources)
    std::erase_if(gone, [&source](std::string_view place) { return source.in(place); });
  std::vector<Finding> findings;
  for (const std::string_view place : gone)
    findings.push_back({"tests/architecture/outside.cpp", 1, std::string(place) + " is gone: drop its exceptions"});
  return findings;
}

}  // namespace keybook::architecture
