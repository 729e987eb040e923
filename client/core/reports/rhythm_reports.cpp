// How often customers buy: when each is likely to buy next, and who comes back.
#include <algorithm>

#include "domain/prediction.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using domain::Period;

namespace {

// What each account bought, by day, oldest first.
std::vector<std::vector<domain::Purchase>> purchases_of(Run& run, const Period& period) {
  // Sales come by month, account and day, so what belongs to one purchase comes together.
  std::vector<std::pair<std::size_t, Day>> places;
  const auto sums = run.sales(period, 0, [&places](std::size_t account, std::size_t, const Sale& sale) {
    if (places.empty() || places.back() != std::pair(account, sale.day)) places.emplace_back(account, sale.day);
    return places.size() - 1;
  });
  std::vector<std::vector<domain::Purchase>> out(run.accounts().size());
  for (std::size_t i = 0; i < sums.size(); ++i)
    if (sums[i].amount > 0) out[places[i].first].push_back({places[i].second, sums[i].amount});
  return out;
}

void compute_prediction(Run& run) {
  const auto months = static_cast<int>(run.arguments().integer("months")),
             ahead = static_cast<int>(run.arguments().integer("days"));
  const auto least = static_cast<std::size_t>(run.arguments().integer("orders_min"));
  const Period period = run.report().period = {run.as_of().plus_months(-months) + 1, run.as_of()};
  const auto purchases = purchases_of(run, period);
  struct Found {
    std::size_t account;
    domain::Prediction of;
  };
  std::vector<Found> all;
  std::int64_t few = 0, expected = 0, overdue = 0;
  Decimal amount;
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    const auto of = domain::predict(purchases[i], least);
    few += !of && !purchases[i].empty() ? 1 : 0;
    if (of) all.push_back({i, *of});
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return a.of.next < b.of.next; });
  for (const Found& one : all) {
    const int late = run.as_of() - one.of.next;
    Value& row = run.add_row(run.accounts()[one.account]);
    row["orders"] = purchases[one.account].size();
    row["last"] = purchases[one.account].back().day.iso();
    row["days_between"] = one.of.days_between;
    row["next"] = one.of.next.iso();
    row["overdue_days"] = std::max(0, late);
    row["size"] = cents_cell(one.of.cents);
    row["tested"] = one.of.tested;
    row["error_days"] = cell(one.of.error_days, 1);
    row["error_size"] = cell(one.of.error_size);
    overdue += late > 0 ? 1 : 0;
    if (late > 0 || -late > ahead) continue;
    ++expected;
    amount += Decimal::cents(one.of.cents);
  }
  run.total("accounts", all.size());
  run.total("expected", expected);
  run.total("expected_amount", cell(amount));
  run.total("overdue", overdue);
  run.leave_out({"购买次数太少，不能预测的客户", "accounts that bought too few times to predict"}, few);
  run.note_unread_sales();
  keep_top(run);
}

Definition prediction_report() {
  return {
      "purchase-prediction",
      {"购买预测", "Purchase prediction"},
      {"按客户自己的节奏：下次 = 最近一次购买日 + 平均间隔；金额 = "
       "各次平均。同一天的订单算一次，退货多于购买的日子不算。"
       "error_days 为同样的规则对过去各次平均差几天，error_size 为金额误差之和 ÷ 实际之和。expected 为 days "
       "天内应购买的客户数。",
       "By each account's own rhythm: next = day of the last purchase + mean days between; size = mean of all. Orders "
       "of one day are one purchase; days with more returned than bought do not count. `error_days`: how many days the "
       "same rule was off on average in the past, `error_size`: sum of its errors ÷ sum of what was bought. "
       "`expected`: accounts that should buy within `days`."},
      {"11.18", "6.25"},
      together({as_of_parameter(),
                account_parameters(),
                currency_parameters(),
                top_parameter(),
                {number("months", {"看过去几个月", "rhythm of the last so many months"}, "24", "1", "120"),
                 number("days", {"多少天之内", "within so many days"}, "30", "0", "366"),
                 ruled(number("orders_min", {"至少几次购买才预测", "from so many purchases"}, "3", "2", "100"),
                       "prediction.orders_min")}}),
      together({account_columns(),
                {count("orders", {"购买次数", "Purchases"}), date("last", {"最近", "Last"}),
                 count("days_between", {"间隔天数", "Days between"}), date("next", {"下次", "Next"}),
                 count("overdue_days", {"已过天数", "Days overdue"}), money("size", {"预计金额", "Size"}),
                 count("tested", {"检验次数", "Tested"}), decimal("error_days", {"误差天数", "Off by days"}),
                 percent("error_size", {"金额误差 %", "Size off by %"})}}),
      compute_prediction};
}

// ---- who comes back

void compute_loyalty(Run& run) {
  const std::string& by = run.arguments().text("by");
  const auto sums = run.sales_by_account(run.period()), before = run.sales_by_account(run.period().before());
  struct Class {
    std::int64_t buying = 0, repeating = 0, orders = 0, again = 0, before = 0, kept = 0;
  };
  std::map<std::string, Class> classes;
  Class all;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].orders == 0 && before[i].orders == 0) continue;
    for (Class* of : {&classes[by == "account" ? run.accounts()[i].id : class_of(run.accounts()[i], by)], &all}) {
      of->buying += sums[i].orders > 0 ? 1 : 0;
      of->repeating += sums[i].orders > 1 ? 1 : 0;
      of->orders += sums[i].orders;
      of->again += std::max<std::int64_t>(0, sums[i].orders - 1);
      of->before += before[i].orders > 0 ? 1 : 0;
      of->kept += before[i].orders > 0 && sums[i].orders > 0 ? 1 : 0;
    }
  }
  for (const auto& [name, of] : classes) {
    Value& row = run.add_row();
    row["class"] = cell(name);
    row["buying"] = of.buying;
    row["repeating"] = of.repeating;
    row["repurchase"] = cell(domain::percent(of.repeating, of.buying));
    row["orders"] = of.orders;
    row["rebuy"] = cell(domain::percent(of.again, of.orders));
    row["before"] = of.before;
    row["kept"] = cell(domain::percent(of.kept, of.before));
  }
  run.total("buying", all.buying);
  run.total("repurchase", cell(domain::percent(all.repeating, all.buying)));
  run.total("rebuy", cell(domain::percent(all.again, all.orders)));
  run.total("kept", cell(domain::percent(all.kept, all.before)));
  run.note_unread_sales();
  keep_top(run);
}

Definition loyalty_report() {
  return {"loyalty",
          {"忠诚度：回购与复购", "Loyalty: repurchase and re-buy"},
          {"回购率 = 期间内至少两单的客户 ÷ 有购买的客户；复购率 = 首单之后的订单 ÷ 全部订单；留存 = "
           "上期有购买的客户中本期仍购买的。",
           "Repurchase rate: accounts with at least two orders ÷ accounts that bought; re-buy rate: orders after each "
           "account's first ÷ all orders; kept: of those that bought in the period before, who bought again."},
          {"1.03", "1.02", "11.13"},
          together({period_parameters(),
                    account_parameters(),
                    currency_parameters(),
                    top_parameter(),
                    {choice("by", {"按什么分", "parts by what"},
                            {"industry", "grade", "owner", "territory", "type", "kind", "account"})}}),
          {word("class", {"类别", "Class"}), count("buying", {"有购买", "Buying"}),
           count("repeating", {"多次购买", "Repeating"}), percent("repurchase", {"回购率 %", "Repurchase %"}),
           count("orders", {"订单数", "Orders"}), percent("rebuy", {"复购率 %", "Re-buy %"}),
           count("before", {"上期有购买", "Bought before"}), percent("kept", {"留存 %", "Kept %"})},
          compute_loyalty};
}

}  // namespace

std::vector<Definition> rhythm_reports() { return {prediction_report(), loyalty_report()}; }

}  // namespace keybook::client::reports
