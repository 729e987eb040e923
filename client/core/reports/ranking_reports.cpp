// Who buys how much: Pareto, ABC, composition.
#include "domain/ranking.h"

#include <algorithm>

#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Decimal;

namespace {

std::vector<Decimal> values_of(const std::vector<Sums>& sums) {
  std::vector<Decimal> values;
  for (const Sums& one : sums) values.push_back(one.value());
  return values;
}

// Accounts that returned more than they bought have no place on a curve of shares.
void leave_out_negative(Run& run, const std::vector<Sums>& sums) {
  std::int64_t count = 0, amount = 0;
  for (const Sums& one : sums)
    if (one.amount < 0) {
      ++count;
      amount += one.amount;
    }
  run.leave_out({"退货多于购买的客户", "accounts that returned more than they bought"}, count,
                Decimal::cents(amount).text() + " " + run.report().currency);
}

void compute_pareto(Run& run) {
  const std::vector<Sums> sums = run.sales_by_account(run.period());
  const auto ranked = domain::pareto(values_of(sums));
  Decimal total;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const domain::Ranked& one = ranked[i];
    Value& row = run.add_row(run.accounts()[one.index]);
    row["rank"] = i + 1;
    row["orders"] = sums[one.index].orders;
    row["amount"] = cell(one.value);
    row["share"] = cell(one.share);
    row["cumulative"] = cell(one.cumulative);
    row["place"] = cell(one.place);
    total += one.value;
  }
  const Decimal cut = run.arguments().decimal("cut"), top = run.arguments().decimal("top_percent");
  const auto enough = static_cast<std::int64_t>(domain::count_for_share(ranked, cut));
  run.total("amount", cell(total));
  run.total("accounts", ranked.size());
  run.total("accounts_for_cut", enough);
  run.total("accounts_for_cut_percent", cell(domain::percent(enough, static_cast<std::int64_t>(ranked.size()))));
  run.total("share_of_top_percent", ranked.empty() ? Value() : cell(domain::share_of_top(ranked, top)));
  leave_out_negative(run, sums);
  run.note_unread_sales();
  keep_top(run);
}

void compute_abc(Run& run) {
  const domain::AbcCuts cuts{run.arguments().decimal("cut_a"), run.arguments().decimal("cut_b")};
  if (const auto good = domain::check(cuts); !good)
    bad_parameter("abc", "cut_a", good.error().message, good.error().remedy);
  const std::vector<Sums> sums = run.sales_by_account(run.period());
  const auto ranked = domain::pareto(values_of(sums));
  const auto classes = domain::abc(ranked, cuts);
  std::map<char, std::pair<std::int64_t, Decimal>> by_class = {{'A', {}}, {'B', {}}, {'C', {}}};
  Decimal total;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const char letter = domain::letter(classes[i]);
    Value& row = run.add_row(run.accounts()[ranked[i].index]);
    row["class"] = std::string(1, letter);
    row["amount"] = cell(ranked[i].value);
    row["share"] = cell(ranked[i].share);
    row["cumulative"] = cell(ranked[i].cumulative);
    ++by_class[letter].first;
    by_class[letter].second += ranked[i].value;
    total += ranked[i].value;
  }
  Value totals = Value::array();
  for (const auto& [letter, one] : by_class)
    totals.push_back(
        {{"class", std::string(1, letter)},
         {"accounts", one.first},
         {"amount", cell(one.second)},
         {"share", cell(domain::percent(one.second, total))},
         {"accounts_percent", cell(domain::percent(one.first, static_cast<std::int64_t>(ranked.size())))}});
  run.total("classes", std::move(totals));
  run.total("amount", cell(total));
  leave_out_negative(run, sums);
  run.note_unread_sales();
  keep_top(run);
}

void compute_composition(Run& run) {
  const std::string& by = run.arguments().text("by");
  const std::vector<Sums> sums = run.sales_by_account(run.period());
  struct Class {
    std::int64_t accounts = 0, buying = 0, orders = 0;
    Decimal amount;
  };
  std::map<std::string, Class> classes;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Class& one = classes[class_of(run.accounts()[i], by)];
    ++one.accounts;
    one.buying += sums[i].orders > 0 ? 1 : 0;
    one.orders += sums[i].orders;
    one.amount += sums[i].value();
  }
  std::vector<std::pair<std::string, Class>> sorted(classes.begin(), classes.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.amount > b.second.amount; });
  std::vector<Decimal> amounts;
  Decimal total;
  for (const auto& [name, one] : sorted) {
    amounts.push_back(one.amount);
    total += one.amount;
  }
  // Shares of a whole need parts that are not negative.
  const bool shared = std::none_of(amounts.begin(), amounts.end(), [](const Decimal& one) { return one.negative(); });
  const std::vector<Decimal> parts = shared ? domain::shares(amounts) : std::vector<Decimal>();
  if (!shared)
    run.note({"有的类别退货多于购买，不列占比", "a class returned more than it bought: there are no shares"});
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& [name, one] = sorted[i];
    Value& row = run.add_row();
    row["class"] = cell(name);
    row["accounts"] = one.accounts;
    row["buying"] = one.buying;
    row["orders"] = one.orders;
    row["amount"] = cell(one.amount);
    row["share"] = parts.empty() ? Value() : cell(parts[i]);
    row["average"] = cell(domain::divided(one.amount, one.buying, 2));
  }
  run.total("amount", cell(total));
  run.total("accounts", run.accounts().size());
  run.note_unread_sales();
}

Definition pareto_report() {
  return {
      "pareto",
      {"帕累托分析（二八）", "Pareto analysis (80/20)"},
      {"期间内每个客户的年度购买额，从大到小累计；看多少客户带来多少销售额。按全年合计，不看单笔。",
       "What each account bought in the period, largest first and cumulated: how many accounts bring how much of the "
       "sales. The sum of the period counts, never a single deal."},
      {"1.17", "1.18", "1.10", "1.11"},
      together(
          {period_parameters(),
           account_parameters(),
           currency_parameters(),
           top_parameter(),
           {ruled(percentage("cut", {"多少销售额（%）", "which share of the sales"}, "80"), "pareto.sales_percent"),
            ruled(percentage("top_percent", {"前多少客户（%）", "which part of the accounts"}, "20"),
                  "pareto.customers_percent")}}),
      together({account_columns(),
                {count("rank", {"名次", "Rank"}), count("orders", {"订单数", "Orders"}),
                 money("amount", {"金额", "Amount"}), percent("share", {"占比 %", "Share %"}),
                 percent("cumulative", {"累计 %", "Cumulative %"}), percent("place", {"客户累计 %", "Accounts %"})}}),
      compute_pareto};
}

Definition abc_report() {
  return {
      "abc",
      {"ABC 分类", "ABC classes"},
      {"按期间购买额从大到小累计，累计占比在 A 线之前开始的为 A 类，B 线之前开始的为 B 类，其余为 C 类。",
       "Accounts by what they bought, cumulated: class A where their part of the curve begins before the cut of A, B "
       "before the cut of B, else C."},
      {"1.17", "2.09", "8.07"},
      together(
          {period_parameters(),
           account_parameters(),
           currency_parameters(),
           top_parameter(),
           {ruled(percentage("cut_a", {"A 类到累计多少 %", "class A ends at this cumulative %"}, "80"), "abc.cut_a"),
            ruled(percentage("cut_b", {"B 类到累计多少 %", "class B ends at this cumulative %"}, "95"), "abc.cut_b")}}),
      together({account_columns(),
                {word("class", {"类别", "Class"}), money("amount", {"金额", "Amount"}),
                 percent("share", {"占比 %", "Share %"}), percent("cumulative", {"累计 %", "Cumulative %"})}}),
      compute_abc};
}

Definition composition_report() {
  return {"composition",
          {"客户构成分析", "Customer composition"},
          {"各类客户的销售额占总销售额的比例。", "Sales of a class of customers ÷ all sales."},
          {"11.01", "2.10", "2.11", "2.23"},
          together({period_parameters(),
                    account_parameters(),
                    currency_parameters(),
                    {choice("by", {"按什么分类", "class by what"},
                            {"industry", "grade", "type", "kind", "territory", "region", "owner"})}}),
          {word("class", {"类别", "Class"}), count("accounts", {"客户数", "Accounts"}),
           count("buying", {"有购买", "Buying"}), count("orders", {"订单数", "Orders"}),
           money("amount", {"金额", "Amount"}), percent("share", {"占比 %", "Share %"}),
           money("average", {"户均", "Average of those that bought"})},
          compute_composition};
}

}  // namespace

std::vector<Definition> ranking_reports() { return {pareto_report(), abc_report(), composition_report()}; }

}  // namespace keybook::client::reports
