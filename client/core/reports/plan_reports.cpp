// Plans against what came, the five standards.
#include <algorithm>
#include <set>

#include "domain/grading.h"
#include "domain/trade.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"
#include "reports/target_figures.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using store::next;

namespace {

// ---- plan and actual

struct Target {
  std::string id, metric, person, territory, product, series, grade;
  domain::Period period;
  Decimal plan;
  bool money = false;
};

domain::Period target_period(int year, int quarter, int month) {
  if (month >= 1 && month <= 12) return domain::period_of(domain::Cycle::Month, Day::of(year, month, 1));
  if (quarter >= 1 && quarter <= 4) return domain::period_of(domain::Cycle::Quarter, Day::of(year, quarter * 3, 1));
  return domain::period_of(domain::Cycle::Year, Day::of(year, 1, 1));
}

std::vector<Target> read_targets(Run& run, std::int64_t year) {
  std::vector<Target> out;
  if (!run.has_type("target")) return out;
  auto rows = run.query(
      "SELECT id, coalesce(metric, 'revenue'), person, territory, product, series, grade, quarter, month, amount, "
      "currency, number FROM {target} WHERE "
      "year = ? AND NOT {target.gone} AND coalesce(approval, '') <> 'declined' ORDER BY coalesce(quarter, 0), "
      "coalesce(month, 0), id");
  rows.bind(year);
  std::int64_t other = 0, empty = 0;
  while (next(rows)) {
    Target target;
    const auto word_of = [&](int column) { return std::string(rows.text(column)); };
    target.id = word_of(0);
    target.metric = word_of(1);
    target.person = word_of(2);
    target.territory = word_of(3);
    target.product = word_of(4);
    target.series = word_of(5);
    target.grade = word_of(6);
    target.money = target.metric == "revenue" || target.metric == "margin" || target.metric == "collection";
    target.period =
        target_period(static_cast<int>(year), static_cast<int>(rows.integer(7)), static_cast<int>(rows.integer(8)));
    if (!target.money && target.metric != "quantity" && !is_target_figure(target.metric)) {
      ++other;
      continue;
    }
    const auto plan = target.money ? run.in_own(rows.text(9), rows.text(10)) : Decimal::parse(rows.text(11));
    if (!plan) {
      ++empty;
      continue;
    }
    target.plan = *plan;
    out.push_back(std::move(target));
  }
  run.leave_out(
      {"其他指标的目标，这里不计算实际", "targets of other metrics, whose actual figure is not computed here"}, other);
  run.leave_out({"没有数值的目标", "targets without a figure"}, empty);
  return out;
}

// The accounts whose figures a target is about.
std::vector<bool> accounts_of(Run& run, const Target& target) {
  std::vector<bool> chosen(run.accounts().size());
  const auto places = target.territory.empty() ? std::vector<std::string>() : run.territories(target.territory);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const Account& account = run.accounts()[i];
    chosen[i] = (target.person.empty() || account.owner == target.person) &&
                (target.grade.empty() || account.grade == target.grade) &&
                (places.empty() || std::find(places.begin(), places.end(), account.territory) != places.end());
  }
  return chosen;
}

bool of_some_products(const Target& target) { return !target.product.empty() || !target.series.empty(); }

// What was sold towards each target, by its index: one reading of the year for those of all products, one for those of
// some, however many targets there are.
std::vector<Sums> sold_towards(Run& run, const domain::Period& year, const std::vector<Target>& targets,
                               const std::vector<std::vector<bool>>& chosen) {
  std::vector<Sums> out(targets.size());
  for (const bool some : {false, true}) {
    // The targets of each account: few of many.
    std::vector<std::vector<std::size_t>> of_account(run.accounts().size());
    bool any = false;
    for (std::size_t t = 0; t < targets.size(); ++t) {
      if (is_target_figure(targets[t].metric) || of_some_products(targets[t]) != some) continue;
      any = true;
      for (std::size_t i = 0; i < of_account.size(); ++i)
        if (chosen[t][i]) of_account[i].push_back(t);
    }
    if (!any) continue;
    const auto sums =
        run.sales_into(some ? Run::By::Product : Run::By::Account, year, targets.size(),
                       [&](std::size_t account, std::size_t product, const Sale& sale, std::vector<std::size_t>& into) {
                         for (const std::size_t t : of_account[account]) {
                           const Target& target = targets[t];
                           // Sums of a month lie in one period or another: those of targets are whole months.
                           if (!target.period.holds(sale.day)) continue;
                           const bool sold = product != Run::none;
                           if (!target.product.empty() && (!sold || run.products()[product].id != target.product))
                             continue;
                           if (!target.series.empty() && (!sold || run.products()[product].series != target.series))
                             continue;
                           into.push_back(t);
                         }
                       });
    for (std::size_t t = 0; t < targets.size(); ++t)
      if (of_some_products(targets[t]) == some) out[t] = sums[t];
  }
  return out;
}

// One for each target; none: nothing was recorded that could say it.
std::vector<std::optional<Decimal>> actuals(Run& run, const domain::Period& year, const std::vector<Target>& targets) {
  std::vector<std::vector<bool>> chosen;
  for (const Target& target : targets) chosen.push_back(accounts_of(run, target));
  const auto sold = sold_towards(run, year, targets, chosen);
  TargetFigures figures(run, year);
  std::vector<std::optional<Decimal>> out;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    const std::string& metric = targets[t].metric;
    if (is_target_figure(metric))
      out.push_back(figures.of(metric, targets[t].period, chosen[t]));
    else if (metric == "quantity")
      out.emplace_back(Decimal(sold[t].quantity, 3));
    else
      out.emplace_back(metric == "margin" ? sold[t].profit() : sold[t].value());
  }
  return out;
}

void compute_plan_actual(Run& run) {
  const std::int64_t year = run.arguments().has("year") ? run.arguments().integer("year") : run.as_of().year();
  run.report().period = domain::period_of(domain::Cycle::Year, Day::of(static_cast<int>(year), 1, 1));
  run.report().currency = run.arguments().text("currency");
  std::int64_t behind = 0;
  const std::vector<Target> targets = read_targets(run, year);
  const auto came = actuals(run, run.report().period, targets);
  for (std::size_t t = 0; t < targets.size(); ++t) {
    const Target& target = targets[t];
    const auto& actual = came[t];
    auto of = domain::attainment(target.plan, actual.value_or(Decimal()), target.period, run.as_of());
    // Shares and marks are not reached day by day.
    const bool mean = target.metric == "satisfaction" || target.metric == "loyalty";
    if (mean) of.behind = actual && *actual < target.plan;
    Value& row = run.add_row();
    row["target"] = target.id;
    row["metric"] = target.metric;
    row["from"] = target.period.from.iso();
    row["until"] = target.period.until.iso();
    row["person"] = cell(target.person);
    row["territory"] = cell(target.territory);
    row["product"] = cell(target.series.empty() ? target.product : target.series);
    row["plan"] = cell(target.plan);
    row["actual"] = cell(actual);
    row["attainment"] = actual ? cell(of.percent) : Value();
    row["expected"] = mean ? cell(target.plan) : cell(of.expected);
    row["behind"] = of.behind ? "yes" : "no";
    behind += of.behind ? 1 : 0;
  }
  run.total("targets", run.report().rows.size());
  run.total("behind", behind);
  run.note_currencies();
  run.note_unread_sales();
}

Definition plan_actual_report() {
  return {
      "plan-actual",
      {"计划与实际", "Plan and actual"},
      {"某年的目标（收入、毛利、数量、回款、拜访、新客户、经销商、大客户数、满意度平均分、忠诚度即留存率）与实际：人员"
       "和辖区按客户现在的归属。expected "
       "为按已过天数应达到的数，低于它为落后。毛利只按有成本的销售。",
       "Targets of a year (revenue, margin, quantity, collection, visits, new accounts, dealers that bought, key "
       "accounts on "
       "the list, mean satisfaction, loyalty: kept of those that bought before) beside what came; people and "
       "territories by who has the "
       "account now. "
       "`expected`: the plan by the days that have passed; below it one is behind. Margins are of sales whose cost is "
       "known."},
      {"10.01", "10.03", "10.05", "10.25", "11.24", "12.28"},
      together({as_of_parameter(),
                {number("year", {"哪一年，默认截至日期那年", "which year; default that of as of"}, "", "1900", "9999")},
                account_parameters(),
                currency_parameters()}),
      {{"target", {"目标", "Target"}, Cell::Record},
       word("metric", {"指标", "Metric"}),
       date("from", {"从", "From"}),
       date("until", {"到", "Until"}),
       word("person", {"人员", "Person"}),
       word("territory", {"辖区", "Territory"}),
       word("product", {"产品", "Product"}),
       decimal("plan", {"计划", "Plan"}),
       decimal("actual", {"实际", "Actual"}),
       percent("attainment", {"达成 %", "Attained %"}),
       decimal("expected", {"应达到", "Expected"}),
       word("behind", {"落后", "Behind"})},
      compute_plan_actual};
}

// ---- five standards

std::vector<std::vector<domain::Receivable>> receivables(Run& run) {
  std::vector<std::vector<domain::Receivable>> out(run.accounts().size());
  std::set<std::string> by_payment;
  const auto add = [&](std::string_view account, std::string_view amount, std::string_view currency,
                       std::string_view paid, std::string_view paid_currency, std::string_view due) {
    const std::size_t at = run.account_of(account);
    const auto owed = run.in_own(amount, currency);
    const auto day = run.day(due);
    if (at == Run::none || !owed || !day || !run.period().holds(*day)) return;
    out[at].push_back({*owed, run.in_own(paid, paid_currency).value_or(Decimal()), day});
  };
  if (run.has_type("payment")) {
    auto rows = run.query(
        "SELECT account, due_amount, currency, received_amount, received_currency, due_on, \"order\" FROM {payment} "
        "WHERE NOT {payment.gone} AND "
        "due_amount IS NOT NULL ORDER BY id");
    while (next(rows)) {
      by_payment.emplace(rows.text(6));
      add(rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5));
    }
  }
  auto rows = run.query(
      "SELECT account, amount, currency, paid_amount, currency, payment_due, id FROM {order} WHERE NOT {order.gone} "
      "AND amount IS NOT NULL AND "
      "payment_due BETWEEN ? AND ? AND coalesce(status, '') NOT IN ('draft', 'cancelled') ORDER BY id");
  const std::string from = run.period().from.iso(), until = run.period().until.iso();
  rows.bind(std::string_view(from)).bind(std::string_view(until));
  while (next(rows))
    if (!by_payment.contains(std::string(rows.text(6))))
      add(rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5));
  return out;
}

void compute_five_standards(Run& run) {
  const auto limit = [&](const char* name) { return run.arguments().decimal(name); };
  const domain::FiveLimits limits{limit("purchase"), limit("profitability"), limit("safety"), limit("future"),
                                  limit("cooperation")};
  const auto sums = run.sales_by_account(run.period());
  const auto owed = receivables(run);
  std::vector<std::optional<Decimal>> future(sums.size()), cooperation(sums.size());
  if (run.has_field("account", "prospects") && run.has_field("account", "cooperation_attitude")) {
    auto rows = run.query("SELECT id, prospects, cooperation_attitude FROM {account} WHERE NOT {account.gone}");
    while (next(rows)) {
      const std::size_t at = run.account_of(rows.text(0));
      if (at == Run::none) continue;
      // 1 … 5 as 0 … 100.
      if (!rows.is_null(1)) future[at] = Decimal((rows.integer(1) - 1) * 25);
      if (!rows.is_null(2)) cooperation[at] = Decimal((rows.integer(2) - 1) * 25);
    }
  }
  std::map<std::string, std::int64_t> verdicts;
  std::int64_t unknown = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    domain::FiveStandards of;
    of.purchase = sums[i].value();
    of.profitability = domain::margin(sums[i].costed(), Decimal::cents(sums[i].cost));
    of.safety = domain::safety(owed[i], run.as_of()).percent;
    of.future = future[i];
    of.cooperation = cooperation[i];
    const auto result = domain::five_standards(of, limits);
    const std::string verdict(domain::name_of(result.verdict));
    ++verdicts[verdict];
    unknown += result.unknown > 0 ? 1 : 0;
    Value& row = run.add_row(run.accounts()[i]);
    row["purchase"] = cell(of.purchase);
    row["profitability"] = cell(of.profitability);
    row["safety"] = cell(of.safety);
    row["future"] = cell(of.future, 0);
    row["cooperation"] = cell(of.cooperation, 0);
    row["met"] = result.met;
    row["unknown"] = result.unknown;
    row["verdict"] = verdict;
  }
  std::stable_sort(run.report().rows.begin(), run.report().rows.end(),
                   [](const Value& a, const Value& b) { return a["met"] > b["met"]; });
  for (const auto& [verdict, count_of] : verdicts) run.total(verdict, count_of);
  run.leave_out({"有的标准没有数据的客户（不猜）", "accounts for which some standard has no data (nothing is guessed)"},
                unknown);
  run.note_currencies();
  run.note_unread_sales();
  keep_top(run);
}

Definition five_standards_report() {
  return {
      "five-standards",
      {"五项标准筛选", "Five standards"},
      {"购买额：期间金额；收益性：毛利率；安全性：期间内到期应收的回收率；未来性、合作性：客户档案的评分（1–5 折为 "
       "0–100）。五项都达到为 key；"
       "没有购买、利润和未来的为 drop。",
       "Purchase: amount of the period; profitability: margin; safety: paid of what was due in the period; future and "
       "cooperation: the marks of the file (1–5 as 0–100). All five: key; neither purchases, profit nor future: drop."},
      {"11.08", "10.13", "1.13"},
      together(
          {period_parameters(),
           account_parameters(),
           currency_parameters(),
           top_parameter(),
           {ruled({"purchase", {"购买额至少", "purchases from"}, Kind::Decimal, "100000", "0", ""}, "five.purchase"),
            ruled(percentage("profitability", {"毛利率至少 %", "margin from"}, "10", "-100"), "five.profitability"),
            ruled(percentage("safety", {"回收率至少 %", "paid from"}, "95"), "five.safety"),
            ruled(percentage("future", {"未来性至少", "future from"}, "50"), "five.future"),
            ruled(percentage("cooperation", {"合作性至少", "cooperation from"}, "50"), "five.cooperation")}}),
      together({account_columns(),
                {money("purchase", {"购买额", "Purchases"}), percent("profitability", {"收益性 %", "Margin %"}),
                 percent("safety", {"安全性 %", "Paid %"}), decimal("future", {"未来性", "Future"}),
                 decimal("cooperation", {"合作性", "Cooperation"}), count("met", {"达到", "Met"}),
                 count("unknown", {"未知", "Unknown"}), word("verdict", {"结论", "Verdict"})}}),
      compute_five_standards};
}

}  // namespace

std::vector<Definition> plan_reports() { return {plan_actual_report(), five_standards_report()}; }

}  // namespace keybook::client::reports
