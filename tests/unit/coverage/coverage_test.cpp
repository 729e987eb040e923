// shared/docs/coverage.md names every item of the catalogue once, and nothing that is not there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "domain/reminders/rules.h"
#include "domain/standards/defaults.h"
#include "reports/catalogue.h"
#include "schema/registry.h"
#include "support/coverage_table.h"

namespace keybook {
namespace {

// Items of each of the 14 modules.
constexpr int items_of_module[] = {30, 31, 25, 25, 43, 32, 22, 20, 27, 26, 29, 32, 12, 18};

using Line = testing::CoverageLine;
using testing::names_in;

std::vector<Line> lines() {
  const auto all = testing::coverage_lines(KEYBOOK_COVERAGE);
  for (const Line& line : all) EXPECT_FALSE(line.item.empty()) << "not five cells: " << line.what;
  return all;
}

// "Suite.Name" of every test in the sources.
std::set<std::string> tests_there() {
  std::set<std::string> out;
  for (const auto& file : std::filesystem::recursive_directory_iterator(KEYBOOK_TESTS)) {
    if (file.path().extension() != ".cpp") continue;
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      const std::size_t comma = line.find(", "), open = line.find('('), close = line.find(')');
      if (!line.starts_with("TEST") || comma == std::string::npos || close == std::string::npos) continue;
      out.insert(line.substr(open + 1, comma - open - 1) + "." + line.substr(comma + 2, close - comma - 2));
    }
  }
  return out;
}

class Known {
 public:
  Known() : registry_(std::move(schema::Registry::builtin().value())) {
    for (const auto& one : domain::standards::defaults())
      if (one.type == "standard") standards_.insert(one.fields.at("name").get<std::string>());
    for (const auto& one : client::reports::catalogue()) reports_.insert(one.name);
  }
  [[nodiscard]] bool holds(const std::string& name) const {
    const auto after = [&name](std::string_view prefix) { return name.substr(prefix.size()); };
    constexpr std::string_view report = "keybook report ";
    if (name.starts_with(report)) return reports_.contains(name.substr(report.size()));
    if (name.starts_with("keybook")) return true;
    if (name.starts_with("standard:")) return standards_.contains(after("standard:"));
    if (name.starts_with("report:")) return reports_.contains(after("report:"));
    if (name.starts_with("rule:")) return domain::reminders::rule_named(after("rule:")) != nullptr;
    if (name.starts_with("reminder:")) {
      const schema::Field* field = field_of(after("reminder:"));
      return field != nullptr && field->remind.has_value();
    }
    return registry_.type(name) != nullptr || field_of(name) != nullptr;
  }

 private:
  [[nodiscard]] const schema::Field* field_of(const std::string& name) const {
    const std::size_t dot = name.find('.');
    const schema::Type* type = registry_.type(name.substr(0, dot));
    return type == nullptr || dot == std::string::npos ? nullptr : type->field(name.substr(dot + 1));
  }
  schema::Registry registry_;
  std::set<std::string> standards_, reports_;
};

TEST(Coverage, HasEveryItemOnceAndInOrder) {
  std::vector<std::string> wanted, found;
  for (int module = 1; module <= static_cast<int>(std::size(items_of_module)); ++module)
    for (int item = 1; item <= items_of_module[module - 1]; ++item)
      wanted.push_back(std::to_string(module) + (item < 10 ? ".0" : ".") + std::to_string(item));
  for (const Line& line : lines()) found.push_back(line.item);
  EXPECT_EQ(found, wanted);
  EXPECT_EQ(found.size(), 372U);
}

TEST(Coverage, NamesWhatIsThere) {
  const Known known;
  const std::set<std::string> tests = tests_there();
  for (const Line& line : lines()) {
    const auto names = names_in(line.how);
    EXPECT_FALSE(line.what.empty()) << line.item;
    EXPECT_FALSE(names.empty()) << line.item << " names nothing";
    for (const std::string& name : names) EXPECT_TRUE(known.holds(name)) << line.item << ": " << name;
    const auto shown = names_in(line.shown);
    EXPECT_FALSE(shown.empty()) << line.item << " is shown by nothing";
    for (const std::string& name : shown)
      EXPECT_TRUE(name.starts_with("keybook") ? known.holds(name) : tests.contains(name))
          << line.item << ": there is no " << name;
  }
}

TEST(Coverage, CountsWhatIsPlanned) {
  std::map<std::string, int> states;
  for (const Line& line : lines()) {
    EXPECT_TRUE(line.state == "done" || line.state == "part" || line.state == "planned" || line.state == "not")
        << line.item << ": " << line.state;
    ++states[line.state];
    if (line.state == "planned")
      std::printf("planned: %s %s (%s)\n", line.item.c_str(), line.what.c_str(), line.how.c_str());
  }
  for (const auto& [state, count] : states) std::printf("%s: %d\n", state.c_str(), count);
}

}  // namespace
}  // namespace keybook
