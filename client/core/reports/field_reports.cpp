// Work in the field: prospect cards with their MAN outcome, heavy accounts of each region, planned work against done.
#include <algorithm>
#include <set>

#include "domain/prospects.h"
#include "domain/ranking.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using store::next;

namespace {

// ---- prospects

const Label& action_label(domain::ManAction action) {
  static const Label labels[] = {
      {"有效客户，理想目标：全力销售", "valid customer, ideal target: sell"},
      {"接触；技巧得当就有希望", "contact; with skilled technique there is hope"},
      {"接触，并找到有决定权的人", "contact, and find the person with authority"},
      {"接触；审查业务和信用，给予融资", "contact; examine business and credit, give financing"},
      {"接触，长期观察，培养另一条件", "contact, observe for long, cultivate another condition"},
      {"非客户，停止接触", "no customer: stop contact"}};
  return labels[static_cast<std::size_t>(action)];
}

bool holds(std::string_view set, const char* letter) {
  return set.find("\"" + std::string(letter) + "\"") != std::string_view::npos;
}

void compute_prospects(Run& run) {
  const auto days = [&](const char* name) { return static_cast<int>(run.arguments().integer(name)); };
  domain::CardStandards standards;
  standards.first_days = days("first_days");
  standards.second_days = days("second_days");
  standards.third_days = days("third_days");
  if (const auto good = domain::check(standards); !good)
    bad_parameter("prospects", "second_days", good.error().message, good.error().remedy);
  std::map<std::string, std::int64_t> cases, open_of;
  std::int64_t open = 0, won = 0, ended = 0, unknown = 0, overdue = 0;
  // Who has accounts and no card lacks all of them.
  for (const Account& account : run.accounts())
    if (!account.owner.empty()) open_of[account.owner];
  auto rows = run.query(
      "SELECT id, account, title, owner, man, man_known, state, expected_close, next_review, closed_on, colour, grade "
      "FROM {prospect_card} WHERE NOT {prospect_card.gone} ORDER BY coalesce(next_review, '9999'), id");
  while (next(rows)) {
    const std::size_t account = run.account_of(rows.text(1));
    if (account == Run::none) continue;
    const std::string state(rows.text(6).empty() ? "open" : rows.text(6));
    if (state != "open") {
      const auto closed = run.day(rows.text(9));
      if (!closed || !run.period().holds(*closed)) continue;
      ++ended;
      won += state == "won" ? 1 : 0;
      continue;
    }
    ++open;
    const std::string owner(rows.text(3).empty() ? run.accounts()[account].owner : std::string(rows.text(3)));
    ++open_of[owner];
    const auto close = run.day(rows.text(7)), review = run.day(rows.text(8));
    const auto grade = close ? domain::card_grade(*close, run.as_of(), standards) : std::nullopt;
    overdue += review && *review < run.as_of() ? 1 : 0;
    Value& row = run.add_row(run.accounts()[account]);
    row["owner"] = cell(owner);
    row["card"] = std::string(rows.text(0));
    row["title"] = cell(std::string(rows.text(2)));
    const std::string colour(domain::card_colour(false, grade) == domain::CardColour::Yellow ? "yellow" : "green");
    row["colour"] = colour;
    row["card_grade"] = grade ? Value(std::string(1, domain::letter(*grade))) : Value();
    row["differs"] =
        rows.text(10) != colour || (grade && rows.text(11) != row["card_grade"].get<std::string>()) ? "yes" : "no";
    row["next_review"] = review ? Value(review->iso()) : Value();
    // What was not looked into is not missing.
    if (!rows.is_null(5) && rows.integer(5) == 0) {
      ++unknown;
      row["man"] = nullptr;
      row["action"] = nullptr;
      continue;
    }
    const auto of = domain::man(holds(rows.text(4), "M"), holds(rows.text(4), "A"), holds(rows.text(4), "N"));
    row["man"] = static_cast<int>(of.which);
    row["action"] = std::string(domain::name_of(of.action));
    row["words"] = label_json(action_label(of.action));
    ++cases["man_" + std::to_string(static_cast<int>(of.which))];
  }
  const std::int64_t wanted = run.arguments().integer("pool");
  run.total("open", open);
  run.total("overdue_review", overdue);
  for (const auto& [name, count_of] : cases) run.total(name, count_of);
  run.total("won", won);
  run.total("conversion", cell(domain::conversion(ended, won)));
  if (wanted > 0) {
    Value gaps = Value::array();
    for (const auto& [owner, count_of] : open_of)
      gaps.push_back({{"owner", cell(owner)}, {"open", count_of}, {"missing", domain::pool_gap(wanted, count_of)}});
    run.total("pool", std::move(gaps));
  }
  run.leave_out({"MAN 还没有查明的卡", "cards whose MAN has not been looked into"}, unknown);
  keep_top(run);
}

Definition prospects_report() {
  return {
      "prospects",
      {"潜客与 MAN", "Prospects and MAN"},
      {"未结的潜客卡：man 为 MAN 八种情况之一（1 "
       "三者都有；2 缺需求；3 缺决定权；4 缺金钱；5–7 只有一个：需求、决定权、金钱；8 "
       "都没有）和相应的下一步；颜色和卡级按预计成交日"
       "（differs：卡上写的不同）。conversion 为期间内结束的卡中成交的；pool "
       "为每个有客户或潜客卡的人应保持的潜客数，缺几个。",
       "Open prospect cards: `man` is one of the eight outcomes (1 all three; 2 need missing; 3 authority missing; 4 "
       "money missing; 5–7 one only: need, authority, money; 8 none) with the next action; colour and grade by the "
       "expected close (`differs`: the card says something else). `conversion`: won of those that ended in the period; "
       "`pool`: how many each owner of accounts or cards lacks of the number to be kept."},
      {"5.19", "5.20", "5.21", "5.22", "5.23", "5.24", "5.25", "5.26", "5.27", "5.28", "5.29", "5.30", "5.39"},
      together({period_parameters(),
                account_parameters(),
                top_parameter(),
                {ruled(number("first_days", {"第一级：几天内成交", "first grade: close within so many days"}, "7", "1",
                              "3660"),
                       "card.close_days/A"),
                 ruled(number("second_days", {"第二级：几天内成交", "second grade: so many days"}, "30", "1", "3660"),
                       "card.close_days/B"),
                 ruled(number("third_days", {"第三级：几天内成交", "third grade: so many days"}, "90", "1", "3660"),
                       "card.close_days/C"),
                 ruled(number("pool", {"每人保持几个潜客，0 为不看", "prospects that each owner keeps; 0: any"}, "0"),
                       "prospects.pool")}}),
      together({account_columns(),
                {{"card", {"潜客卡", "Card"}, Cell::Record},
                 word("title", {"购买意向", "Intent"}),
                 count("man", {"MAN", "MAN"}),
                 word("action", {"下一步", "Next action"}),
                 {"words", {"怎么做", "What to do"}, Cell::Words},
                 word("colour", {"颜色", "Colour"}),
                 word("card_grade", {"卡级", "Card grade"}),
                 word("differs", {"与卡不同", "Differs"}),
                 date("next_review", {"下次检视", "Next review"})}}),
      compute_prospects};
}

// ---- regions

void compute_regions(Run& run) {
  const auto heavy = static_cast<std::size_t>(run.arguments().integer("heavy"));
  const auto sums = run.sales_by_account(run.period());
  std::map<std::string, std::vector<Decimal>> of_region;
  std::map<std::string, std::int64_t> accounts, planned;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::string& region = class_of(run.accounts()[i], run.arguments().text("by"));
    ++accounts[region];
    of_region[region].push_back(sums[i].value());
  }
  auto rows = run.query("SELECT name, key_accounts_planned FROM {territory} WHERE NOT {territory.gone}");
  while (next(rows))
    if (!rows.is_null(1)) planned[std::string(rows.text(0))] = rows.integer(1);
  std::int64_t thin = 0;
  for (const auto& [region, values] : of_region) {
    const auto ranked = domain::pareto(values);
    Decimal total, top;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      total += ranked[i].value;
      if (i < heavy) top += ranked[i].value;
    }
    const auto buying = static_cast<std::int64_t>(ranked.size());
    Value& row = run.add_row();
    row["region"] = cell(region);
    row["accounts"] = accounts[region];
    row["buying"] = buying;
    row["amount"] = cell(total);
    row["heavy_amount"] = cell(top);
    row["heavy_share"] = cell(domain::percent(top, total));
    row["planned"] = planned.contains(region) ? Value(planned[region]) : Value();
    row["missing"] = planned.contains(region) ? Value(std::max<std::int64_t>(0, planned[region] - buying)) : Value();
    thin += buying < static_cast<std::int64_t>(heavy) ? 1 : 0;
  }
  run.total("regions", of_region.size());
  run.total("thin", thin);
  run.note_unread_sales();
}

Definition regions_report() {
  return {"regions",
          {"各区重点客户", "Heavy accounts of each region"},
          {"每个辖区（地区）金额最大的 heavy 户占该区销售的比例；thin 为不足 heavy 户购买的辖区；planned "
           "为辖区计划的大客户数。",
           "What the `heavy` largest accounts of each territory (region) have of its sales; `thin`: regions in which "
           "fewer bought; `planned`: key accounts that the territory should have."},
          {"1.11", "12.14"},
          together({period_parameters(),
                    account_parameters(),
                    currency_parameters(),
                    {number("heavy", {"几户", "so many accounts"}, "3", "1", "100"),
                     choice("by", {"按什么分", "parts by what"}, {"territory", "region"})}}),
          {word("region", {"辖区", "Region"}), count("accounts", {"客户数", "Accounts"}),
           count("buying", {"有购买", "Buying"}), money("amount", {"金额", "Amount"}),
           money("heavy_amount", {"最大几户", "Of the largest"}), percent("heavy_share", {"占比 %", "Share %"}),
           count("planned", {"计划", "Planned"}), count("missing", {"缺", "Missing"})},
          compute_regions};
}

// ---- planned work and what was done of it

struct Work {
  std::int64_t visits = 0, visits_done = 0, excused = 0, tasks = 0, tasks_done = 0, planned = 0;
  bool has_plan = false;
  void add(const Work& other) {
    visits += other.visits;
    visits_done += other.visits_done;
    excused += other.excused;
    tasks += other.tasks;
    tasks_done += other.tasks_done;
    planned += other.planned;
  }
};

// Plans are of persons: where accounts were chosen, of those who own one of them or had work there.
void add_visit_plans(Run& run, std::map<std::string, Work>& of_person) {
  if (!run.has_type("visit_plan")) return;
  const Parameters choices = account_parameters();
  const bool all = std::none_of(choices.begin(), choices.end(),
                                [&run](const Parameter& one) { return run.arguments().has(one.name); });
  std::set<std::string_view> owners;
  for (const Account& account : run.accounts()) owners.insert(account.owner);
  auto rows = run.query(
      "SELECT person, year, month, visits FROM {visit_plan} WHERE NOT {visit_plan.gone} AND visits IS NOT NULL AND "
      "coalesce(approval, '') <> 'declined' ORDER BY id");
  while (next(rows)) {
    const Day first = Day::of(static_cast<int>(rows.integer(1)), static_cast<int>(rows.integer(2)), 1);
    if (!run.period().holds(first) || !run.period().holds(first.plus_months(1) - 1)) continue;
    const std::string person(rows.text(0));
    if (!all && !of_person.contains(person) && !owners.contains(person)) continue;
    Work& work = of_person[person];
    work.planned += rows.integer(3);
    work.has_plan = true;
  }
}

// Reasons of which head office says that they excuse nothing.
std::set<std::string, std::less<>> idle_excuses(Run& run) {
  std::set<std::string, std::less<>> out;
  if (!run.has_type("option")) return out;
  auto rows = run.query("SELECT value FROM {option} WHERE list = 'visit.excuse' AND counts = 0 AND NOT {option.gone}");
  while (next(rows)) out.emplace(rows.text(0));
  return out;
}

void compute_work_plan(Run& run) {
  const std::string from = run.start(run.period().from),
                    until = run.start(std::min(run.period().until, run.as_of()) + 1);
  std::map<std::string, Work> of_person;
  const auto work_of = [&](std::string_view person, std::string_view account) -> Work* {
    const std::size_t at = run.account_of(account);
    if (at == Run::none) return nullptr;
    return &of_person[person.empty() ? run.accounts()[at].owner : std::string(person)];
  };
  const auto idle = idle_excuses(run);
  auto visits = run.query(
      "SELECT owner, account, visited_at, excuse, outcome FROM {visit} WHERE planned_for >= ? AND planned_for < ? AND "
      "NOT {visit.gone}");
  visits.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(visits))
    if (Work* work = work_of(visits.text(0), visits.text(1))) {
      const bool met = visits.text(4) != "未见到" && visits.text(4) != "已取消", done = !visits.is_null(2) && met;
      ++work->visits;
      work->visits_done += done ? 1 : 0;
      work->excused += !done && !visits.text(3).empty() && !idle.contains(visits.text(3)) ? 1 : 0;
    }
  auto tasks = run.query("SELECT assignee, account, done FROM {task} WHERE due >= ? AND due <= ? AND NOT {task.gone}");
  const std::string first = run.period().from.iso(), last = std::min(run.period().until, run.as_of()).iso();
  tasks.bind(std::string_view(first)).bind(std::string_view(last));
  while (next(tasks))
    if (Work* work = work_of(tasks.text(0), tasks.text(1))) {
      ++work->tasks;
      work->tasks_done += tasks.integer(2) != 0 ? 1 : 0;
    }
  add_visit_plans(run, of_person);
  Work all;
  for (const auto& [person, work] : of_person) {
    Value& row = run.add_row();
    row["person"] = cell(person);
    row["planned"] = work.has_plan ? Value(work.planned) : Value();
    row["visits"] = work.visits;
    row["visits_done"] = work.visits_done;
    row["excused"] = work.excused;
    row["tasks"] = work.tasks;
    row["tasks_done"] = work.tasks_done;
    row["executed"] = cell(domain::percent(work.visits_done + work.tasks_done, work.visits + work.tasks));
    all.add(work);
  }
  run.total("visits", all.visits);
  run.total("visits_done", all.visits_done);
  run.total("tasks", all.tasks);
  run.total("tasks_done", all.tasks_done);
  run.total("executed", cell(domain::percent(all.visits_done + all.tasks_done, all.visits + all.tasks)));
}

Definition work_plan_report() {
  return {"work-plan",
          {"工作计划执行", "Planned work and what was done"},
          {"期间内（到截至日期）计划的拜访和到期的任务，各人做了多少；executed = 完成 ÷ 应做。planned "
           "为完整月份的月拜访计划数（整个人的，不分客户；选了客户时只列这些客户的负责人和在那里有工作的人）；excused "
           "为没做但写了理由的拜访。",
           "Visits planned for and tasks due in the period (up to as of), and what each person did; `executed`: done ÷ "
           "to be done. `planned`: of the monthly visit plans of whole months, of the person and not of single "
           "accounts; of a "
           "choice of accounts only who owns one or had work there is listed. `excused`: not made, but with a reason, "
           "unless the option (visit.excuse) says that it "
           "does not count."},
          {"10.05", "8.08", "8.03", "14.02"},
          together({period_parameters(), account_parameters()}),
          {word("person", {"人员", "Person"}), count("planned", {"月计划拜访", "Plan of the month"}),
           count("visits", {"计划拜访", "Visits planned"}), count("visits_done", {"已拜访", "Made"}),
           count("excused", {"有理由未做", "Excused"}), count("tasks", {"任务", "Tasks"}),
           count("tasks_done", {"完成", "Done"}), percent("executed", {"执行 %", "Executed %"})},
          compute_work_plan};
}

}  // namespace

std::vector<Definition> field_reports() { return {prospects_report(), regions_report(), work_plan_report()}; }

}  // namespace keybook::client::reports
