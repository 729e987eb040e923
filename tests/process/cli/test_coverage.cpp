// Every command that shared/docs/coverage.md names, run on a business of two years: each ends as it should and prints
// what its line says is there. A command without a way to run it here is a failure, so that the table cannot rot.
#include <chrono>
#include <functional>
#include <map>

#include "stage.h"
#include "support/coverage_table.h"

namespace keybook::process {
namespace {

using testing::CoverageLine;
using testing::names_in;

// The day so many days from today, where the device is.
std::string day(int from_today) {
  using std::chrono::days;
  const auto at = std::chrono::floor<days>(std::chrono::system_clock::now()) + days(from_today);
  const std::chrono::year_month_day date(at);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}
std::string noon(int from_today) { return day(from_today) + "T04:00:00Z"; }
int year() { return std::stoi(day(0).substr(0, 4)); }
int month() { return std::stoi(day(0).substr(5, 2)); }

// What hans has: lines for `keybook apply`.
class Business {
 public:
  void add(const std::string& type, const std::string& id, json fields) {
    text_ += json{{"op", "new"}, {"type", type}, {"id", id}, {"fields", std::move(fields)}}.dump() + "\n";
  }
  std::string made() {
    accounts();
    for (int n = 0; n < orders; ++n) order(n);
    for (const char* account : {"acc-a", "acc-b"}) work(account);
    money();
    return text_;
  }

 private:
  static constexpr int orders = 36, days_between = 20;
  void accounts() {
    for (const auto& [id, grade, territory] : {std::tuple{"acc-a", "A", "east"}, {"acc-b", "B", "west"}})
      add("account", id,
          {{"name", std::string("华东") + id},
           {"grade", grade},
           {"territory", territory},
           {"industry", "制造业"},
           {"owner", "hans"},
           {"type", "直接客户"},
           {"prospects", 4},
           {"cooperation_attitude", 4},
           {"cooperating_since", day(-900)}});
    add("account", "acc-pool", {{"name", "公海一号"}, {"owner", "hans"}, {"territory", "east"}});
    add("account", "acc-gone", {{"name", "流失客户"}, {"owner", "hans"}});
    add("order", "ord-gone",
        {{"account", "acc-gone"},
         {"number", "gone"},
         {"ordered_at", noon(-500)},
         {"amount", "900"},
         {"currency", "CNY"}});
    add("account", "acc-twice", {{"name", "重复客户"}, {"owner", "hans"}});
    for (const char* id : {"pro-1", "pro-2"})
      add("product", id, {{"name", id}, {"code", id}, {"series", std::string("S") + id}});
    for (const char* grade : {"A", "B"})
      add("visit_standard", std::string("vis-") + grade,
          {{"label", grade},
           {"grade", grade},
           {"contact_kind", "上门"},
           {"count", 1},
           {"period", "month"},
           {"valid_from", "2020-01-01"}});
  }
  void order(int n) {
    const std::string id = "ord-" + std::to_string(n), account = n % 3 == 0 ? "acc-b" : "acc-a";
    const int at = -n * days_between - 1;
    add("order", id,
        {{"account", account},
         {"number", id},
         {"ordered_at", noon(at)},
         {"capacity_confirmed_on", day(at)},
         {"shipped_on", day(at)},
         {"status", "delivered"},
         {"currency", "CNY"}});
    add("order_line", "lin-" + std::to_string(n),
        // The other product is bought by one of them alone.
        {{"order", id},
         {"product", account == "acc-a" && n % 2 == 0 ? "pro-2" : "pro-1"},
         {"quantity", "10"},
         {"price", "1200"},
         {"cost", "800"}});
  }
  void work(const std::string& account) {
    add("contact", account + "-c", {{"account", account}, {"name", "李建国"}});
    for (int n = 0; n < 6; ++n)
      add("visit", account + "-v" + std::to_string(n),
          {{"account", account},
           {"subject", "s"},
           {"kind", "上门"},
           {"planned_for", noon(-30 * n - 2)},
           {"visited_at", noon(-30 * n - 2)},
           {"satisfaction", 4},
           {"cost", "120"}});
    add("task", account + "-t", {{"account", account}, {"title", "回访"}, {"due", day(0)}, {"assignee", "hans"}});
    for (const auto& [stage, at] : {std::pair{"Won", -40}, {"Lost", -50}, {"Proposal", 60}})
      add("opportunity", account + stage,
          {{"account", account},
           {"name", stage},
           {"stage", stage},
           {"amount", "5000"},
           {"currency", "CNY"},
           {"probability", 50},
           {"engage_date", day(-90)},
           {"close_date", day(at)},
           {"loss_reason", "price"}});
    add("prospect_card", account + "-p",
        {{"account", account}, {"title", "新车"}, {"man", {"M", "A"}}, {"expected_close", day(20)}});
    add("survey", account + "-s",
        {{"account", account}, {"kind", "opinion"}, {"score", 4}, {"loyalty", 4}, {"answered_on", day(-20)}});
    for (const char* product : {"pro-1", "pro-2"})
      for (const int at : {-300, -10})
        add("stock_report", account + product + std::to_string(-at),
            {{"account", account}, {"product", product}, {"reported_on", day(at)}, {"opening", "30"}, {"stock", "20"}});
  }
  void money() {
    add("expense", "exp",
        {{"account", "acc-a"},
         {"kind", "meal"},
         {"item", "餐"},
         {"amount", "99"},
         {"currency", "CNY"},
         {"spent_on", day(-30)}});
    add("payment", "pay",
        {{"account", "acc-a"},
         {"due_amount", "1000"},
         {"currency", "CNY"},
         {"due_on", day(-60)},
         {"received_amount", "900"},
         {"received_currency", "CNY"},
         {"received_on", day(-50)}});
    add("target", "tar", {{"metric", "revenue"}, {"year", year()}, {"amount", "900000"}, {"currency", "CNY"}});
    add("visit_plan", "pla",
        {{"title", "本月"}, {"person", "hans"}, {"year", year()}, {"month", month()}, {"visits", 8}});
  }
  std::string text_;
};

class Coverage : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("hans");
    done("hans", {"apply", "-"}, Business().made());
    sync("hans");
  }
  // What it prints, run once.
  const std::string& printed(const std::string& name) {
    const auto [found, fresh] = printed_.try_emplace(name);
    if (fresh) found->second = ran(name);
    return found->second;
  }

 private:
  using Way = std::function<std::string()>;
  std::string ran(const std::string& name);
  std::string report(const std::string& name);
  std::string every_type(const char* verb);
  std::string watched();
  [[nodiscard]] std::map<std::string, Way> ways();
  std::map<std::string, std::string> printed_;
};

std::string Coverage::report(const std::string& name) {
  const json result = asked("hans", {"report", name});
  EXPECT_FALSE(result["rows"].empty()) << "report " << name << " shows nothing of a business of two years";
  return done("hans", {"report", name});
}

std::string Coverage::every_type(const char* verb) {
  std::string all;
  for (const json& type : lines("hans", {"schema"})) all += done("hans", {verb, type["type"].get<std::string>()});
  return all;
}

// Until it says that something moved.
std::string Coverage::watched() {
  constexpr int seconds_max = 60;
  Child watch(command("hans", {"watch"}), "");
  done("hans", {"set", "account", "acc-a", "remark=x"});
  std::string text;
  for (int second = 0; second < seconds_max && text.empty(); ++second)
    if (watch.read_output(1000, text)) break;
  watch.tell(SIGTERM);
  EXPECT_EQ(watch.wait(), 0) << watch.rest_of_errors();
  return text;
}

// Commands that need more words than the table gives them.
std::map<std::string, Coverage::Way> Coverage::ways() {
  const auto hans = [this](std::vector<std::string> words) { return [this, words] { return done("hans", words); }; };
  return {{"keybook new TYPE", hans({"new", "account", "name=新客户"})},
          {"keybook list TYPE", [this] { return every_type("list"); }},
          {"keybook schema TYPE", [this] { return every_type("schema"); }},
          {"keybook report", hans({"report", "list"})},
          {"keybook reminders", hans({"reminders"})},
          {"keybook standards install", hans({"standards", "install"})},
          {"keybook search", hans({"search", "华东"})},
          {"keybook import", hans({"import", "account", file("new.csv", "name,code\n导入客户,IMP-1\n")})},
          {"keybook handover", hans({"handover", "propose", "--account", "acc-b", "--to", "ben"})},
          {"keybook merge",
           [this] {
             done("hans", {"merge", "account", "acc-twice", "--into", "acc-a"});
             return done("hans", {"get", "account", "acc-twice"});  // leads to the one that stays
           }},
          {"keybook pool",
           [this] {
             done("hans", {"pool", "return", "acc-pool"});
             enrol("ben");
             return done("ben", {"pool", "list"});
           }},
          {"keybook findings", hans({"findings"})},
          {"keybook watch", [this] { return watched(); }},
          {"keybook-server backup", [this] {
             const Ran made = server({"backup", "--data", data, "--to", folder.file("backup.db")});
             EXPECT_EQ(made.code, 0) << made.err;
             EXPECT_TRUE(std::filesystem::exists(folder.file("backup.db")));
             return made.out;
           }}};
}

std::string Coverage::ran(const std::string& name) {
  const auto all = ways();
  if (const auto found = all.find(name); found != all.end()) return found->second();
  std::istringstream in(name);
  std::string program_name, verb, what;
  in >> program_name >> verb >> what;
  if (verb == "report") return report(what);
  EXPECT_TRUE(program_name == "keybook" && (verb == "schema" || verb == "list" || verb == "choices") && !what.empty() &&
              in.peek() == EOF)
      << "nothing here says how to run `" << name << "`";
  return done("hans", {verb, what});
}

// "criterion.source" of type criterion: its field as `keybook schema` prints it.
void expect_fields(const CoverageLine& line, const std::string& type, const std::string& printed) {
  for (const std::string& name : names_in(line.how))
    if (name.starts_with(type + ".")) {
      EXPECT_THAT(printed, HasSubstr(name.substr(type.size() + 1))) << line.item;
    }
}

void expect_standards(const CoverageLine& line, const std::string& printed) {
  constexpr std::string_view mark = "standard:";
  for (const std::string& name : names_in(line.how))
    if (name.starts_with(mark)) {
      EXPECT_THAT(printed, HasSubstr(name.substr(mark.size()))) << line.item;
    }
}

TEST_F(Coverage, EveryCommandRunsAndPrintsWhatItsLineNames) {
  // Standards first: others print them.
  static_cast<void>(printed("keybook standards install"));
  const auto all = testing::coverage_lines(KEYBOOK_COVERAGE);
  ASSERT_FALSE(all.empty());
  std::size_t commands = 0;
  for (const CoverageLine& line : all)
    for (const std::string& cell : {line.how, line.shown})
      for (const std::string& name : names_in(cell)) {
        if (!name.starts_with("keybook")) continue;
        ++commands;
        const std::string& text = printed(name);
        EXPECT_FALSE(text.empty()) << line.item << ": `" << name << "` prints nothing";
        constexpr std::string_view schema = "keybook schema ";
        if (name.starts_with(schema)) expect_fields(line, name.substr(schema.size()), text);
        if (name == "keybook list standard") expect_standards(line, text);
      }
  EXPECT_GT(commands, 372U);
}

TEST_F(Coverage, EveryTypeCanBeListedAndExplained) {
  for (const char* name : {"keybook new TYPE", "keybook list TYPE", "keybook schema TYPE"})
    EXPECT_FALSE(printed(name).empty()) << name;
}

}  // namespace
}  // namespace keybook::process
