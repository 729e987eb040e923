// The state of the files: people who are known, completeness and freshness, the work of each owner.
#include <algorithm>

#include "domain/retention.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using store::next;

namespace {

// ---- coverage gaps

struct People {
  std::vector<std::vector<domain::Person>> of_account;
  std::map<std::string, std::pair<std::size_t, std::size_t>> at;  // contact id -> account, place
};

std::size_t elements(std::string_view json) {
  const Value set = Value::parse(json, nullptr, false);
  return set.is_array() ? set.size() : 0;
}

void later(std::optional<Day>& last, Day day) {
  if (!last || day > *last) last = day;
}

People read_people(Run& run) {
  People people;
  people.of_account.resize(run.accounts().size());
  auto rows = run.query(
      "SELECT id, account, roles, layer, active, is_key, last_contact_at, known_by FROM {contact} WHERE NOT "
      "{contact.gone} ORDER BY id");
  while (next(rows)) {
    const std::size_t account = run.account_of(rows.text(1));
    if (account == Run::none) continue;
    domain::Person person;
    person.decides = rows.text(2).find("\"决策者\"") != std::string_view::npos || rows.text(3) == "决策层";
    person.active = rows.is_null(4) || rows.integer(4) != 0;
    person.key = rows.integer(5) != 0;
    person.last_contact = run.day(rows.text(6));
    person.known_by = static_cast<int>(elements(rows.text(7)));
    auto& all = people.of_account[account];
    people.at[std::string(rows.text(0))] = {account, all.size()};
    all.push_back(person);
  }
  if (!run.has_type("contact_role")) return people;
  auto roles =
      run.query("SELECT contact FROM {contact_role} WHERE NOT {contact_role.gone} AND roles LIKE '%\"决策者\"%'");
  while (next(roles))
    if (const auto found = people.at.find(std::string(roles.text(0))); found != people.at.end())
      people.of_account[found->second.first][found->second.second].decides = true;
  return people;
}

// Whom visits of the last days name, as main contact or participant, was met then.
void add_meetings(Run& run, People& people, int days) {
  auto rows = run.query(
      "SELECT visited_at, contact, participants FROM {visit} WHERE visited_at >= ? AND visited_at < ? AND NOT "
      "{visit.gone} AND "
      "coalesce(outcome, '') NOT IN ('未见到', '已取消')");
  const std::string from = run.start(run.as_of() - days), until = run.start(run.as_of() + 1);
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  const auto met = [&](const std::string& contact, Day day) {
    if (const auto found = people.at.find(contact); found != people.at.end())
      later(people.of_account[found->second.first][found->second.second].last_contact, day);
  };
  while (next(rows)) {
    const auto day = run.day(rows.text(0));
    if (!day) continue;
    met(std::string(rows.text(1)), *day);
    const Value all = Value::parse(rows.text(2), nullptr, false);
    if (all.is_array())
      for (const Value& one : all)
        if (one.is_string()) met(one.get<std::string>(), *day);
  }
}

void compute_coverage_gaps(Run& run) {
  const domain::CoverageLimits limits{static_cast<int>(run.arguments().integer("silent_days")),
                                      static_cast<int>(run.arguments().integer("people"))};
  People people = read_people(run);
  add_meetings(run, people, limits.silent_days);
  std::map<std::string, std::int64_t> totals;
  for (std::size_t i = 0; i < run.accounts().size(); ++i) {
    const auto gaps = domain::coverage_gaps(people.of_account[i], run.as_of(), limits);
    if (gaps.empty()) continue;
    std::string words;
    for (const domain::Gap gap : gaps) {
      const std::string name(domain::name_of(gap));
      words += (words.empty() ? "" : ", ") + name;
      ++totals[name];
    }
    std::int64_t there = 0, decide = 0;
    std::optional<Day> last;
    for (const domain::Person& person : people.of_account[i]) {
      if (!person.active) continue;
      ++there;
      decide += person.decides ? 1 : 0;
      if (person.last_contact) later(last, *person.last_contact);
    }
    Value& row = run.add_row(run.accounts()[i]);
    row["gaps"] = words;
    row["people"] = there;
    row["decision_makers"] = decide;
    row["last"] = last ? Value(last->iso()) : Value();
  }
  run.total("accounts", run.report().rows.size());
  for (const auto& [name, count_of] : totals) run.total(name, count_of);
  if (run.report().rows.empty()) run.note({"没有覆盖缺口", "there are no gaps"});
  keep_top(run);
}

Definition coverage_gaps_report() {
  return {
      "coverage-gaps",
      {"决策群体覆盖缺口", "Gaps in the people known"},
      {"没有联系人、没有已知决策者、只靠一个人、只有一位同事认识、决策者久未联系、所有人久未联系。最近联系取联系人记录"
       "和期间内拜访的参加人。离职的人不算。",
       "No contacts, no known decision-maker, single-threaded, known by one colleague only, decision-maker silent, "
       "nobody "
       "met recently. Last contact: of the contact, and of visits that name the person. People who left do not count."},
      {"4.01", "4.02", "4.05", "4.08", "4.09", "12.32", "9.24"},
      together({as_of_parameter(),
                account_parameters(),
                top_parameter(),
                {ruled(number("silent_days", {"多少天未联系算久", "silent after so many days"}, "90", "1", "3660"),
                       "coverage.silent_days"),
                 ruled(number("people", {"少于几人算单线", "fewer people hang on a thread"}, "2", "1", "100"),
                       "coverage.people_min")}}),
      together({account_columns(),
                {word("gaps", {"缺口", "Gaps"}), count("people", {"在职联系人", "People"}),
                 count("decision_makers", {"决策者", "Decision-makers"}), date("last", {"最近联系", "Last contact"})}}),
      compute_coverage_gaps};
}

// ---- completeness and freshness

std::vector<std::string> fields_wanted(Run& run) {
  std::vector<std::string> out;
  const std::string& list = run.arguments().text("fields");
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    std::string name = list.substr(at, end - at);
    if (!run.has_field("account", name))
      bad_parameter("completeness", "fields", "account has no field '" + name + "'",
                    "`keybook schema account` lists the fields");
    out.push_back(std::move(name));
    at = end + 1;
  }
  return out;
}

// The newest thing written down of each account: a visit, an order.
std::vector<std::optional<Day>> last_signs(Run& run) {
  std::vector<std::optional<Day>> out(run.accounts().size());
  const std::string until = run.start(run.as_of() + 1);
  for (const char* sql :
       {"SELECT account, max(visited_at) FROM {visit} WHERE NOT {visit.gone} AND visited_at < ? GROUP BY account",
        "SELECT account, max(ordered_at) FROM {order} WHERE NOT {order.gone} AND ordered_at < ? GROUP BY account",
        "SELECT id, last_contact_at FROM {account} WHERE last_contact_at < ?"}) {
    auto rows = run.query(sql);
    rows.bind(std::string_view(until));
    while (next(rows)) {
      const std::size_t at = run.account_of(rows.text(0));
      const auto day = run.day(rows.text(1));
      if (at != Run::none && day) later(out[at], *day);
    }
  }
  return out;
}

void compute_completeness(Run& run) {
  const auto wanted = fields_wanted(run);
  std::string columns;
  for (const std::string& name : wanted) columns += ", " + tables::RecordTables::column(name);
  const People people = read_people(run);
  const auto signs = last_signs(run);
  const int fresh = static_cast<int>(run.arguments().integer("fresh_days"));
  std::vector<std::vector<std::string>> missing(run.accounts().size());
  auto rows = run.query("SELECT id" + columns + " FROM {account} WHERE NOT {account.gone}");
  while (next(rows)) {
    const std::size_t at = run.account_of(rows.text(0));
    if (at == Run::none) continue;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (rows.text(static_cast<int>(i) + 1).empty()) missing[at].push_back(wanted[i]);
  }
  Decimal sum;
  std::int64_t stale = 0, complete = 0;
  for (std::size_t i = 0; i < run.accounts().size(); ++i) {
    const auto& all = people.of_account[i];
    const bool decided =
        std::any_of(all.begin(), all.end(), [](const domain::Person& one) { return one.active && one.decides; });
    if (all.empty()) missing[i].emplace_back("@contacts");
    if (!decided) missing[i].emplace_back("@decision-maker");
    const int total = static_cast<int>(wanted.size()) + 2;
    const auto verdict = domain::judge(domain::FileState{total, total - static_cast<int>(missing[i].size()), signs[i]},
                                       run.as_of(), fresh);
    sum += *verdict.complete;
    stale += verdict.stale ? 1 : 0;
    complete += missing[i].empty() ? 1 : 0;
    if (run.arguments().flag("only_gaps") && missing[i].empty() && !verdict.stale) continue;
    std::string words;
    for (const std::string& one : missing[i]) words += (words.empty() ? "" : ", ") + one;
    Value& row = run.add_row(run.accounts()[i]);
    row["complete"] = cell(verdict.complete);
    row["missing"] = cell(words);
    row["last"] = signs[i] ? Value(signs[i]->iso()) : Value();
    row["age_days"] = verdict.age_days < 0 ? Value() : Value(verdict.age_days);
    row["stale"] = verdict.stale ? "yes" : "no";
  }
  const auto accounts = static_cast<std::int64_t>(run.accounts().size());
  run.total("accounts", accounts);
  run.total("average", cell(domain::divided(sum, accounts, 2)));
  run.total("complete", complete);
  run.total("stale", stale);
  keep_top(run);
}

Definition completeness_report() {
  return {"completeness",
          {"档案完整与新鲜", "Completeness and freshness of files"},
          {"所列字段加上有联系人、有决策者两项中已填的比例；新鲜看最近一次拜访、订单或联系距今天数。",
           "How much of the fields listed is filled, with two more points for contacts and for a known decision-maker; "
           "fresh by the "
           "days since the last visit, order or contact."},
          {"3.01", "3.04", "3.05", "3.06", "3.20", "3.25"},
          together({as_of_parameter(),
                    account_parameters(),
                    top_parameter(),
                    {ruled(text("fields", {"要填的字段", "fields that should be filled"},
                                "code,industry,grade,owner,territory,phone,address,annual_purchase,our_share,decision_"
                                "process,needs,strategy"),
                           "file.fields"),
                     ruled(number("fresh_days", {"几天内算新鲜", "fresh within so many days"}, "90", "1", "3660"),
                           "file.fresh_days"),
                     {"only_gaps", {"只列有缺的", "only those that lack something"}, Kind::Flag, "no", "", ""}}}),
          together({account_columns(),
                    {percent("complete", {"完整 %", "Complete %"}), word("missing", {"缺什么", "Missing"}),
                     date("last", {"最近动静", "Last sign"}), count("age_days", {"距今天数", "Days ago"}),
                     word("stale", {"过时", "Stale"})}}),
          compute_completeness};
}

// ---- workload of owners

struct Load {
  std::int64_t accounts = 0, opportunities = 0, tasks = 0, overdue = 0, complaints = 0, planned = 0;
  Decimal amount, pipeline;
};

void count_open_work(Run& run, const std::function<Load*(std::string_view)>& load_of) {
  const std::string today = run.as_of().iso();
  const auto each = [&](const char* sql, const std::function<void(Load&, const sqlite::Query&)>& add) {
    auto rows = run.query(sql);
    while (next(rows))
      if (Load* load = load_of(rows.text(0))) add(*load, rows);
  };
  each(
      "SELECT account, amount, currency FROM {opportunity} WHERE NOT {opportunity.gone} AND coalesce(stage, '') NOT IN "
      "('Won', 'Lost') AND "
      "coalesce(outcome, '') NOT IN ('won', 'lost', 'cancelled')",
      [&](Load& load, const sqlite::Query& rows) {
        ++load.opportunities;
        load.pipeline += run.in_own(rows.text(1), rows.text(2)).value_or(Decimal());
      });
  each("SELECT account, due FROM {task} WHERE NOT {task.gone} AND NOT coalesce(done, 0)",
       [&](Load& load, const sqlite::Query& rows) {
         ++load.tasks;
         load.overdue += !rows.is_null(1) && rows.text(1) < today ? 1 : 0;
       });
  each(
      "SELECT account FROM {complaint} WHERE NOT {complaint.gone} AND solved_at IS NULL AND coalesce(status, '') NOT "
      "IN ('solved', 'closed', "
      "'rejected')",
      [](Load& load, const sqlite::Query&) { ++load.complaints; });
  each(
      "SELECT account FROM {visit} WHERE planned_for IS NOT NULL AND visited_at IS NULL AND NOT {visit.gone} AND "
      "coalesce(outcome, '') <> '已取消'",
      [](Load& load, const sqlite::Query&) { ++load.planned; });
}

void compute_workload(Run& run) {
  const std::string &from = run.arguments().text("move_from"), &to = run.arguments().text("move_to");
  if (from.empty() != to.empty())
    bad_parameter("handover-workload", from.empty() ? "move_from" : "move_to", "it is missing",
                  "Give both move_from and move_to, or neither");
  const auto owner_of = [&](const Account& account) -> const std::string& {
    return !from.empty() && account.owner == from ? to : account.owner;
  };
  std::map<std::string, Load> loads;
  const auto sums = run.sales_by_account(run.period());
  for (std::size_t i = 0; i < run.accounts().size(); ++i) {
    Load& load = loads[owner_of(run.accounts()[i])];
    ++load.accounts;
    load.amount += sums[i].value();
  }
  count_open_work(run, [&](std::string_view id) -> Load* {
    const std::size_t at = run.account_of(id);
    return at == Run::none ? nullptr : &loads[owner_of(run.accounts()[at])];
  });
  Load all;
  std::int64_t owners = 0;
  for (const auto& [owner, load] : loads) {
    owners += owner.empty() ? 0 : 1;
    all.accounts += owner.empty() ? 0 : load.accounts;
    all.amount += load.amount;
    all.opportunities += load.opportunities;
    all.tasks += load.tasks;
  }
  for (const auto& [owner, load] : loads) {
    Value& row = run.add_row();
    row["owner"] = cell(owner);
    row["accounts"] = load.accounts;
    row["against_average"] = owner.empty() ? Value() : cell(domain::percent(load.accounts * owners, all.accounts));
    row["amount"] = cell(load.amount);
    row["opportunities"] = load.opportunities;
    row["pipeline"] = cell(load.pipeline);
    row["tasks"] = load.tasks;
    row["overdue"] = load.overdue;
    row["complaints"] = load.complaints;
    row["planned"] = load.planned;
  }
  run.total("owners", owners);
  run.total("accounts", run.accounts().size());
  run.total("amount", cell(all.amount));
  run.total("opportunities", all.opportunities);
  run.total("tasks", all.tasks);
  run.note_currencies();
  run.note_unread_sales();
}

Definition workload_report() {
  return {
      "handover-workload",
      {"负责人工作量", "Workload of owners"},
      {"每位负责人的客户、期间销售、未结商机、任务、投诉、计划的拜访；against_average 为客户数占人均的百分比。给出 "
       "move_from 和 move_to 时，按前者的客户全部交给后者之后计算。",
       "Accounts, sales of the period, open opportunities, tasks, complaints and planned visits of each owner; "
       "`against_average`: "
       "accounts in percent of the mean. With move_from and move_to as it would be after handing over all accounts."},
      {"12.21", "12.15", "12.20", "8.06"},
      together({period_parameters(),
                account_parameters(),
                currency_parameters(),
                {text("move_from", {"如果把谁的客户", "if the accounts of"}), text("move_to", {"交给谁", "went to"})}}),
      {word("owner", {"负责人", "Owner"}), count("accounts", {"客户数", "Accounts"}),
       percent("against_average", {"比人均 %", "Of average %"}), money("amount", {"销售额", "Sales"}),
       count("opportunities", {"未结商机", "Opportunities"}), money("pipeline", {"商机金额", "Pipeline"}),
       count("tasks", {"未完任务", "Tasks"}), count("overdue", {"逾期任务", "Overdue tasks"}),
       count("complaints", {"未结投诉", "Complaints"}), count("planned", {"计划拜访", "Planned visits"})},
      compute_workload};
}

}  // namespace

std::vector<Definition> people_reports() { return {coverage_gaps_report(), completeness_report(), workload_report()}; }

}  // namespace keybook::client::reports
