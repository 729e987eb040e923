// Where profit comes from and what it costs: cost to serve, the profit chain, duration of the relation, new against
// old.
#include <algorithm>

#include "domain/trade.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"
#include "reports/service_costs.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using domain::Period;

namespace {

Period ever_before(const Period& period) { return {Day::of(1, 1, 1), period.from - 1}; }

Parameters profit_parameters() {
  return together({period_parameters(), account_parameters(), currency_parameters(), {visit_cost_parameter()}});
}

// ---- cost to serve

void compute_cost_to_serve(Run& run) {
  const auto sums = run.sales_by_account(run.period());
  const ServiceCosts costs = service_costs(run, run.period(), run.arguments().decimal("visit_cost"));
  Decimal all_costs, all_profit;
  std::vector<std::pair<Decimal, std::size_t>> order;
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (sums[i].orders != 0 || !costs.of_account[i].zero())
      order.emplace_back(sums[i].profit() - costs.of_account[i], i);
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [left, i] : order) {
    Value& row = run.add_row(run.accounts()[i]);
    row["amount"] = cell(sums[i].value());
    row["profit"] = cell(sums[i].profit());
    row["visits"] = costs.visits[i];
    row["cost"] = cell(costs.of_account[i]);
    row["left"] = cell(left);
    row["cost_percent"] = cell(domain::percent(costs.of_account[i], sums[i].value()));
    all_costs += costs.of_account[i];
    all_profit += sums[i].profit();
  }
  run.total("profit", cell(all_profit));
  run.total("cost", cell(all_costs));
  run.total("left", cell(all_profit - all_costs));
  for (const auto& [source, amount] : costs.of_source) run.total(source, cell(amount));
  leave_out_costs(run, costs, sums);
  keep_top(run);
}

Definition cost_to_serve_report() {
  return {"cost-to-serve",
          {"服务成本与利润", "Cost to serve"},
          {"费用、活动、工单、促销、返利、赔付和拜访（未写费用的每次按 visit_cost），与毛利相比；剩余最少的在前。",
           "Expenses, events, tickets, promotions, incentives, compensations and visits (`visit_cost` each where they "
           "do not say), beside the gross profit; what leaves least comes first."},
          {"11.28", "11.20", "5.35", "6.17"},
          together({profit_parameters(), top_parameter()}),
          together({account_columns(),
                    {money("amount", {"金额", "Amount"}), money("profit", {"毛利", "Profit"}),
                     count("visits", {"拜访", "Visits"}), money("cost", {"成本", "Cost"}),
                     money("left", {"剩余", "Left"}), percent("cost_percent", {"成本占销售 %", "Cost of sales %"})}}),
          compute_cost_to_serve};
}

// ---- the chain from list price to what is left

void compute_fishbone(Run& run) {
  const auto sums = run.sales_by_account(run.period());
  const ServiceCosts costs = service_costs(run, run.period(), run.arguments().decimal("visit_cost"));
  Sums all;
  for (const Sums& one : sums) {
    all.amount += one.amount;
    all.gross += one.gross;
    all.cost += one.cost;
    all.uncosted_amount += one.uncosted_amount;
  }
  Decimal left = all.profit();
  const auto bone = [&](const char* name, const char* of, const Decimal& amount) {
    Value& row = run.add_row();
    row["bone"] = name;
    row["of"] = of == nullptr ? Value() : Value(of);
    row["amount"] = cell(amount);
    row["share"] = cell(domain::percent(amount, all.value()));
  };
  bone("price", nullptr, Decimal::cents(all.gross));
  bone("discount", "price", Decimal::cents(all.amount - all.gross));
  bone("sales", nullptr, all.value());
  bone("without-cost", "sales", -Decimal::cents(all.uncosted_amount));
  bone("goods", "sales", -Decimal::cents(all.cost));
  bone("gross-profit", nullptr, all.profit());
  for (const auto& [source, amount] : costs.of_source) {
    bone(source.c_str(), "gross-profit", -amount);
    left -= amount;
  }
  bone("left", nullptr, left);
  run.total("sales", cell(all.value()));
  run.total("profit", cell(all.profit()));
  run.total("left", cell(left));
  leave_out_costs(run, costs, sums);
}

Definition fishbone_report() {
  return {"profit-fishbone",
          {"利润鱼骨图", "Profit fish-bone"},
          {"从未打折的金额到剩余利润的链：减折扣得销售额，减没有成本的销售和货物成本得毛利，再减各项服务成本。of "
           "为这根骨所在的主骨；share 为占销售额的比例。",
           "The chain from undiscounted prices to what is left: less discounts, the sales; less sales without a known "
           "cost and the cost of goods, the gross profit; less what serving costs. `of`: the main bone that one "
           "belongs to; share of the sales."},
          {"11.20"},
          profit_parameters(),
          {word("bone", {"骨", "Bone"}), word("of", {"属于", "Of"}), money("amount", {"金额", "Amount"}),
           percent("share", {"占销售 %", "Of sales %"})},
          compute_fishbone};
}

// ---- how long the relation lasts

struct Span {
  const char* name;
  int months;  // below so many
};
constexpr Span spans[] = {{"0-1", 12}, {"1-2", 24}, {"2-3", 36}, {"3-5", 60}, {"5-10", 120}, {"10+", INT32_MAX}};
constexpr std::size_t span_unknown = std::size(spans);

// Where a relation began: what the file says, else the first order.
std::vector<std::optional<Day>> beginnings(Run& run, const std::vector<Sums>& before, const std::vector<Sums>& now) {
  std::vector<std::optional<Day>> out(run.accounts().size());
  for (std::size_t i = 0; i < out.size(); ++i)
    if (before[i].orders > 0)
      out[i] = before[i].first;
    else if (now[i].orders > 0)
      out[i] = now[i].first;
  if (!run.has_field("account", "cooperating_since")) return out;
  auto rows = run.query("SELECT id, coalesce(cooperating_since, first_deal) FROM {account} WHERE NOT {account.gone}");
  while (store::next(rows)) {
    const std::size_t at = run.account_of(rows.text(0));
    const auto day = run.day(rows.text(1));
    if (at != Run::none && day) out[at] = day;
  }
  return out;
}

std::size_t span_of(const std::optional<Day>& since, Day until) {
  if (!since) return span_unknown;
  for (std::size_t i = 0; i < std::size(spans); ++i)
    if (spans[i].months == INT32_MAX || since->plus_months(spans[i].months) > until) return i;
  return span_unknown;
}

void compute_duration(Run& run) {
  const Period now = run.period();
  const auto sums = run.sales_by_account(now), then = run.sales_by_account(now.before()),
             ever = run.sales_by_account(ever_before(now));
  const ServiceCosts costs = service_costs(run, now, run.arguments().decimal("visit_cost"));
  const auto since = beginnings(run, ever, sums);
  struct Part {
    std::int64_t accounts = 0, bought_before = 0, kept = 0;
    Decimal amount, profit, cost;
  } parts[span_unknown + 1];
  Decimal lost_profit, profit_now;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].orders == 0 && then[i].orders == 0) continue;
    Part& part = parts[span_of(since[i], now.until)];
    part.accounts += sums[i].orders > 0 ? 1 : 0;
    part.bought_before += then[i].orders > 0 ? 1 : 0;
    part.kept += sums[i].orders > 0 && then[i].orders > 0 ? 1 : 0;
    part.amount += sums[i].value();
    part.profit += sums[i].profit();
    part.cost += costs.of_account[i];
    profit_now += sums[i].profit();
    if (sums[i].orders == 0) lost_profit += then[i].profit();
  }
  for (std::size_t i = 0; i <= span_unknown; ++i) {
    const Part& part = parts[i];
    if (part.accounts + part.bought_before == 0) continue;
    Value& row = run.add_row();
    row["years"] = i == span_unknown ? Value() : Value(spans[i].name);
    row["accounts"] = part.accounts;
    row["amount"] = cell(part.amount);
    row["profit"] = cell(part.profit);
    row["cost"] = cell(part.cost);
    row["left"] = cell(part.profit - part.cost);
    row["left_each"] = cell(domain::divided(part.profit - part.cost, part.accounts, 2));
    row["kept"] = cell(domain::percent(part.kept, part.bought_before));
  }
  const Decimal saved = (lost_profit * run.arguments().decimal("fewer_lost") * Decimal(1, 2)).rounded(2);
  run.total("profit", cell(profit_now));
  run.total("lost_profit", cell(lost_profit));
  run.total("uplift", cell(saved));
  run.total("uplift_percent", cell(domain::percent(saved, profit_now)));
  leave_out_costs(run, costs, sums);
}

Definition duration_report() {
  return {"profit-by-duration",
          {"按合作年限的利润", "Profit by duration of the relation"},
          {"按到期末的合作年数（档案的合作开始日，没有时为首单）：毛利、服务成本、剩余、户均；kept "
           "为上期有购买的客户中本期仍购买的。lost_profit 为流失客户上期的毛利；uplift 为少流失 fewer_lost % "
           "时多得的毛利。",
           "By years that the relation had lasted at the end of the period (from the file, else from the first order): "
           "gross profit, cost of serving, what is left, of each; `kept`: of those that bought in the period before, "
           "who still bought. `lost_profit`: gross profit that lost accounts brought before; `uplift`: what losing "
           "`fewer_lost` percent fewer of it would bring."},
          {"11.21"},
          together({profit_parameters(),
                    {percentage("fewer_lost", {"如果少流失多少 %", "if so many percent fewer were lost"}, "5")}}),
          {word("years", {"合作年数", "Years"}), count("accounts", {"客户数", "Accounts"}),
           money("amount", {"金额", "Amount"}), money("profit", {"毛利", "Gross profit"}),
           money("cost", {"服务成本", "Cost to serve"}), money("left", {"剩余", "Left"}),
           money("left_each", {"户均剩余", "Left of each"}), percent("kept", {"留存 %", "Kept %"})},
          compute_duration};
}

// ---- new against old

// What finding customers costs in a period: the sources' yearly cost by the days.
Decimal winning_cost(Run& run, const Period& period) {
  Decimal out;
  if (!run.has_type("lead_source")) return out;
  auto rows = run.query(
      "SELECT yearly_cost, currency FROM {lead_source} WHERE NOT {lead_source.gone} AND coalesce(active, 1) AND "
      "yearly_cost IS NOT NULL ORDER BY id");
  while (store::next(rows))
    if (const auto yearly = run.in_own(rows.text(0), rows.text(1)))
      out += domain::divided(*yearly * period.days(), 365, 2).value_or(Decimal());
  return out;
}

void compute_new_vs_old(Run& run) {
  const Period now = run.period();
  const std::string& by = run.arguments().text("by");
  const auto sums = run.sales_by_account(now), before = run.sales_by_account(ever_before(now));
  const ServiceCosts costs = service_costs(run, now, run.arguments().decimal("visit_cost"));
  struct Group {
    std::int64_t accounts = 0;
    Sums sums;
    Decimal cost;
  };
  std::map<std::string, Group> groups;
  Group kinds[2];
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].orders == 0) continue;
    const int old = before[i].orders > 0 ? 1 : 0;
    const std::string age = old == 1 ? "old" : "new";
    for (Group* of : {&groups[by == "age" ? age : age + " / " + class_of(run.accounts()[i], by)], &kinds[old]}) {
      ++of->accounts;
      of->sums.orders += sums[i].orders;
      of->sums.amount += sums[i].amount;
      of->sums.cost += sums[i].cost;
      of->sums.uncosted_amount += sums[i].uncosted_amount;
      of->cost += costs.of_account[i];
    }
  }
  const Decimal winning = winning_cost(run, now);
  if (by == "age" && kinds[0].accounts > 0) groups["new"].cost += winning;
  kinds[0].cost += winning;
  for (const auto& [name, of] : groups) {
    Value& row = run.add_row();
    row["class"] = name;
    row["accounts"] = of.accounts;
    row["orders"] = of.sums.orders;
    row["amount"] = cell(of.sums.value());
    row["average"] = cell(domain::divided(of.sums.value(), of.accounts, 2));
    row["profit"] = cell(of.sums.profit());
    row["margin"] = cell(domain::margin(of.sums.costed(), Decimal::cents(of.sums.cost)));
    row["cost"] = cell(of.cost);
    row["cost_each"] = cell(domain::divided(of.cost, of.accounts, 2));
    row["return"] = cell(domain::percent(of.sums.profit() - of.cost, of.cost));
  }
  const auto each = [](const Group& of) { return domain::divided(of.cost, of.accounts, 6).value_or(Decimal()); };
  run.total("winning_cost", cell(winning));
  run.total("cost_multiple", cell(domain::divided(each(kinds[0]), each(kinds[1]), 2)));
  if (by != "age" && !winning.zero())
    run.leave_out({"获客费用不分到各类", "cost of finding customers, which no class bears"}, 1,
                  winning.text(2) + " " + run.report().currency);
  leave_out_costs(run, costs, sums);
}

Definition new_vs_old_report() {
  return {
      "new-vs-old",
      {"新老客户投资回报", "Return of new against old customers"},
      {"期间之前没有订单的为新客户。成本为服务成本，新客户另加获客渠道年费按天数的部分；回报 = "
       "（毛利 − 成本）÷ 成本。cost_multiple 为新客户户均成本 ÷ 老客户户均成本。毛利只按有成本的销售计算。",
       "New: without an order before the period. Cost: of serving, and for new ones the yearly cost of lead "
       "sources by the days; return = (gross profit − cost) ÷ cost. `cost_multiple`: cost of each new one ÷ cost "
       "of each old one. Profits are of the sales whose cost is known."},
      {"5.35", "5.17"},
      together({profit_parameters(),
                {choice("by", {"再按什么分", "parted further by"}, {"age", "kind", "industry", "grade", "owner"})}}),
      {word("class", {"类别", "Class"}), count("accounts", {"客户数", "Accounts"}),
       count("orders", {"订单数", "Orders"}), money("amount", {"金额", "Amount"}),
       money("average", {"户均", "Per account"}), money("profit", {"毛利", "Gross profit"}),
       percent("margin", {"毛利率 %", "Margin %"}), money("cost", {"成本", "Cost"}),
       money("cost_each", {"户均成本", "Cost of each"}), percent("return", {"回报 %", "Return %"})},
      compute_new_vs_old};
}

}  // namespace

std::vector<Definition> profit_reports() {
  return {cost_to_serve_report(), fishbone_report(), duration_report(), new_vs_old_report()};
}

}  // namespace keybook::client::reports
