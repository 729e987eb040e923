// What customers do over time: performance, growth, churn, concentration.
#include <algorithm>

#include "domain/ranking.h"
#include "domain/retention.h"
#include "domain/trade.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;

namespace {

Parameters sales_parameters() {
  return together({period_parameters(), account_parameters(), currency_parameters(), top_parameter()});
}

// Rows of accounts by a figure, largest first, ties by id: indexes of those that have any.
std::vector<std::size_t> by_size(const std::vector<Sums>& first, const std::vector<Sums>& second,
                                 const std::function<Decimal(std::size_t)>& figure) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i].orders != 0 || second[i].orders != 0) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return figure(a) > figure(b); });
  return order;
}

Value margin_cell(const Sums& sums) { return cell(domain::margin(sums.costed(), Decimal::cents(sums.cost))); }

void leave_out_uncosted(Run& run, const std::vector<Sums>& all) {
  std::int64_t lines = 0;
  Decimal amount;
  for (const Sums& one : all) {
    lines += one.uncosted_lines;
    amount += Decimal::cents(one.uncosted_amount);
  }
  run.leave_out({"没有成本的销售，不计入毛利", "sales whose cost is not known, not in any margin"}, lines,
                amount.text(2) + " " + run.report().currency);
}

void compute_performance(Run& run) {
  const domain::Period now = run.period(), then = now.before();
  const auto sums = run.sales_by_account(now), before = run.sales_by_account(then);
  const Decimal threshold = run.arguments().decimal("threshold");
  Decimal total, total_before;
  std::int64_t orders = 0, above = 0;
  for (const std::size_t i : by_size(sums, before, [&](std::size_t at) { return sums[at].value(); })) {
    const Sums& one = sums[i];
    Value& row = run.add_row(run.accounts()[i]);
    row["orders"] = one.orders;
    row["amount"] = cell(one.value());
    row["average"] = cell(domain::divided(one.value(), one.orders, 2));
    row["margin"] = margin_cell(one);
    row["first"] = day_cell(one.first);
    row["last"] = day_cell(one.last);
    row["days_between"] = one.orders > 1 ? Value((one.last - one.first) / (one.orders - 1)) : Value();
    row["before"] = cell(before[i].value());
    row["growth"] = cell(domain::growth(before[i].value(), one.value()));
    // A month is 365 ÷ 12 days, so that a year has twelve.
    const auto monthly = domain::divided(one.value() * 365, Decimal(now.days()) * 12, 2).value_or(Decimal());
    row["monthly"] = cell(monthly);
    row["reaches"] = monthly >= threshold ? "yes" : "no";
    above += monthly >= threshold ? 1 : 0;
    total += one.value();
    total_before += before[i].value();
    orders += one.orders;
  }
  run.total("amount", cell(total));
  run.total("before", cell(total_before));
  run.total("orders", orders);
  run.total("reach_threshold", above);
  run.total("growth", cell(domain::growth(total_before, total)));
  leave_out_uncosted(run, sums);
  run.note_unread_sales();
  keep_top(run);
}

Definition performance_report() {
  return {"performance",
          {"客户交易业绩", "Transaction performance"},
          {"每个客户在期间内的订单、金额、毛利率、购买间隔，并与之前同样长的期间比较；月均与大客户门槛相比。毛利率只按"
           "有成本的销售计算。",
           "Orders, amount, margin and days between orders of each account, beside the period of the same length "
           "before, and the amount of a month beside the threshold. "
           "Margins are of the sales whose cost is known."},
          {"11.02", "11.13", "11.14", "11.15", "11.16", "11.18", "1.01", "1.02"},
          together({sales_parameters(),
                    {ruled({"threshold",
                            {"大客户门槛：每月至少", "threshold of a key account, a month"},
                            Kind::Decimal,
                            "0",
                            "0",
                            ""},
                           "key_account.list_threshold")}}),
          together({account_columns(),
                    {count("orders", {"订单数", "Orders"}), money("amount", {"金额", "Amount"}),
                     money("average", {"平均每单", "Per order"}), percent("margin", {"毛利率 %", "Margin %"}),
                     date("first", {"首单", "First"}), date("last", {"末单", "Last"}),
                     count("days_between", {"间隔天数", "Days between"}), money("before", {"上期金额", "Before"}),
                     percent("growth", {"增长 %", "Growth %"}), money("monthly", {"月均", "A month"}),
                     word("reaches", {"达到门槛", "Reaches it"})}}),
          compute_performance};
}

void compute_growth(Run& run) {
  const auto sums = run.sales_by_account(run.period()), before = run.sales_by_account(run.period().before());
  Decimal base, increment, lost, total, total_before;
  for (const std::size_t i :
       by_size(sums, before, [&](std::size_t at) { return sums[at].value() - before[at].value(); })) {
    const auto parts = domain::base_and_increment(before[i].value(), sums[i].value());
    Value& row = run.add_row(run.accounts()[i]);
    row["amount"] = cell(sums[i].value());
    row["before"] = cell(before[i].value());
    row["base"] = cell(parts.base);
    row["increment"] = cell(parts.increment);
    row["lost"] = cell(parts.lost);
    row["growth"] = cell(domain::growth(before[i].value(), sums[i].value()));
    base += parts.base;
    increment += parts.increment;
    lost += parts.lost;
    total += sums[i].value();
    total_before += before[i].value();
  }
  run.total("amount", cell(total));
  run.total("before", cell(total_before));
  run.total("base", cell(base));
  run.total("increment", cell(increment));
  run.total("lost", cell(lost));
  run.total("growth", cell(domain::growth(total_before, total)));
  run.note_unread_sales();
  keep_top(run);
}

Definition growth_report() {
  return {"growth",
          {"增长点分析", "Growth"},
          {"与之前同样长的期间比较：保住的存量、新增的增量、减少的部分。",
           "Beside the period of the same length before: what was kept, what came on top, what was lost."},
          {"11.19", "2.21", "1.06"},
          sales_parameters(),
          together({account_columns(),
                    {money("amount", {"金额", "Amount"}), money("before", {"上期金额", "Before"}),
                     money("base", {"存量", "Kept"}), money("increment", {"增量", "Increment"}),
                     money("lost", {"减少", "Lost"}), percent("growth", {"增长 %", "Growth %"})}}),
          compute_growth};
}

// The reason that people wrote down for each account; the latest case that was not dismissed.
std::vector<std::string> churn_reasons(Run& run) {
  std::vector<std::string> reasons(run.accounts().size());
  if (!run.has_type("churn_case")) return reasons;
  auto rows = run.query(
      "SELECT account, reason FROM {churn_case} WHERE NOT {churn_case.gone} AND coalesce(state, '') NOT IN "
      "('dismissed', "
      "'won_back') AND reason IS NOT NULL ORDER BY noticed_on, id");
  while (store::next(rows))
    if (const std::size_t at = run.account_of(rows.text(0)); at != Run::none) reasons[at] = rows.text(1);
  return reasons;
}

void compute_churn(Run& run) {
  const domain::ChurnRule rule{run.arguments().flag("silent"), run.arguments().decimal("drop")};
  if (const auto good = domain::check(rule); !good)
    bad_parameter("churn", "drop", good.error().message, good.error().remedy);
  const std::string& by = run.arguments().text("by");
  domain::Period now = run.period();
  if (const auto days = static_cast<int>(run.arguments().integer("silent_days"));
      days > 0 && !run.arguments().chose_period())
    now = run.report().period = {run.as_of() - days + 1, run.as_of()};
  const auto sums = run.sales_by_account(now), before = run.sales_by_account(now.before());
  const auto reasons = churn_reasons(run);
  struct Part {
    std::int64_t accounts = 0;
    Decimal lost, before;
  };
  std::map<std::string, Part> parts;
  Decimal lost, all;
  std::int64_t accounts = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Decimal had = before[i].value(), left = domain::churned(rule, had, sums[i].value());
    if (had.positive()) all += had;
    if (!left.positive()) continue;
    const Account& account = run.accounts()[i];
    Part& part = parts[by == "account" ? account.id : by == "reason" ? reasons[i] : class_of(account, by)];
    ++part.accounts;
    part.lost += left;
    part.before += had;
    lost += left;
    ++accounts;
  }
  std::vector<std::pair<std::string, Part>> sorted(parts.begin(), parts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.lost > b.second.lost; });
  std::vector<Decimal> values;
  for (const auto& [name, part] : sorted) values.push_back(part.lost);
  const auto shares = domain::shares(values);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& [name, part] = sorted[i];
    Value& row = run.add_row();
    row["class"] = cell(name);
    row["name"] = by == "account" ? cell(run.accounts()[run.account_of(name)].name) : Value();
    row["accounts"] = part.accounts;
    row["lost"] = cell(part.lost);
    row["share"] = cell(shares[i]);
    row["before"] = cell(part.before);
  }
  run.total("lost", cell(lost));
  run.total("before", cell(all));
  run.total("rate", cell(domain::churn_rate(lost, all)));
  run.total("accounts", accounts);
  run.note_unread_sales();
  keep_top(run);
}

Definition churn_report() {
  return {
      "churn",
      {"流失分析（按额度）", "Churn by value"},
      {"流失额度：上期有购买、本期没有购买（silent）的客户的上期金额，或降幅达到 drop "
       "的客户减少的金额；流失率为流失额度除以上期总额。"
       "定义由公司决定。原因取自流失记录。",
       "Value lost: what silent customers bought in the period before, or by how much purchases dropped where the drop "
       "reaches `drop` percent. Rate: value lost ÷ all of the period before. The definition is the company's. Reasons "
       "are those of the churn cases."},
      {"11.09", "11.10", "11.11", "11.12", "9.25"},
      together(
          {sales_parameters(),
           {choice("by", {"按什么分", "parts by what"},
                   {"reason", "industry", "grade", "owner", "territory", "account"}),
            ruled(number("silent_days",
                         {"多少天没有购买算流失：未给期间时，比较最近这么多天与之前这么多天；0 为十二个月",
                          "lost after so many days without an order: where no period is given, the last so many "
                          "days beside those before; 0: twelve months"},
                         "0", "0", "3660"),
                  "churn.silent_days"),
            {"silent", {"没有购买就算流失", "who bought nothing is lost"}, Kind::Flag, "yes", "", ""},
            ruled(percentage("drop", {"降幅达到多少也算流失，0 为不算", "also lost: a drop of so many percent; 0: not"},
                             "0"),
                  "churn.drop_percent")}}),
      {word("class", {"类别", "Class"}), word("name", {"名称", "Name"}), count("accounts", {"客户数", "Accounts"}),
       money("lost", {"流失额度", "Value lost"}), percent("share", {"占流失 %", "Share of loss %"}),
       money("before", {"上期金额", "Before"})},
      compute_churn};
}

// Each account under the top of its group; a chain of parents that runs in a circle ends where it began.
std::vector<std::size_t> group_tops(Run& run) {
  std::vector<std::size_t> parent(run.accounts().size(), Run::none);
  auto rows = run.query("SELECT id, parent FROM {account} WHERE parent IS NOT NULL AND NOT {account.gone}");
  while (store::next(rows))
    if (const std::size_t at = run.account_of(rows.text(0)); at != Run::none) parent[at] = run.account_of(rows.text(1));
  std::vector<std::size_t> tops(parent.size());
  for (std::size_t i = 0; i < parent.size(); ++i) {
    std::size_t top = i, steps = 0;
    while (parent[top] != Run::none && steps++ < 50) top = parent[top];
    tops[i] = steps > 50 ? i : top;
  }
  return tops;
}

void compute_concentration(Run& run) {
  const domain::DependencyLimits limits{run.arguments().decimal("watch"), run.arguments().decimal("dependent")};
  if (const auto good = domain::check(limits); !good)
    bad_parameter("concentration", "watch", good.error().message, good.error().remedy);
  std::vector<std::size_t> tops(run.accounts().size());
  for (std::size_t i = 0; i < tops.size(); ++i) tops[i] = i;
  if (run.arguments().text("by") == "group") tops = group_tops(run);
  const auto sums = run.account_sales(run.period(), run.accounts().size(),
                                      [&](std::size_t account, std::size_t, const Sale&) { return tops[account]; });
  std::vector<Decimal> values;
  for (const Sums& one : sums) values.push_back(one.value());
  const auto ranked = domain::pareto(values);
  Decimal total;
  std::int64_t dependent = 0;
  constexpr const char* words[] = {"none", "watch", "dependent"};
  for (const auto& one : ranked) {
    const auto level = domain::dependency(one.share, limits);
    Value& row = run.add_row(run.accounts()[one.index]);
    row["amount"] = cell(one.value);
    row["share"] = cell(one.share);
    row["dependency"] = words[static_cast<int>(level)];
    total += one.value;
    dependent += level == domain::Dependency::Dependent ? 1 : 0;
  }
  for (const std::size_t first : {1u, 3u, 10u})
    run.total("top_" + std::to_string(first),
              ranked.empty() ? Value() : cell(ranked[std::min<std::size_t>(first, ranked.size()) - 1].cumulative));
  run.total("amount", cell(total));
  run.total("herfindahl", cell(domain::herfindahl(ranked)));
  run.total("dependent", dependent);
  run.note_unread_sales();
  keep_top(run);
}

Definition concentration_report() {
  return {"concentration",
          {"集中度与依赖", "Concentration and dependency"},
          {"我方销售额中每个客户（或集团）的占比；达到 dependent 为依赖，达到 watch "
           "为关注。赫芬达尔指数为占比平方和，10000 为只有一个客户。",
           "The part of each account (or group) in our own sales: from `dependent` percent a dependency, from `watch` "
           "to be "
           "watched. Herfindahl index: sum of squared shares, 10,000 for a single customer."},
          {"4.25", "1.18", "1.21"},
          together({sales_parameters(),
                    {choice("by", {"按客户或按集团", "by account or by group of companies"}, {"account", "group"}),
                     ruled(percentage("watch", {"关注线 %", "watch from"}, "30"), "dependency.watch"),
                     ruled(percentage("dependent", {"依赖线 %", "dependent from"}, "70"), "dependency.danger")}}),
          together({account_columns(),
                    {money("amount", {"金额", "Amount"}), percent("share", {"占比 %", "Share %"}),
                     word("dependency", {"依赖", "Dependency"})}}),
          compute_concentration};
}

}  // namespace

std::vector<Definition> sales_reports() {
  return {performance_report(), growth_report(), churn_report(), concentration_report()};
}

}  // namespace keybook::client::reports
