// Opportunities: pipeline, won and lost, forecast with its past error, where processes wait.
#include <algorithm>

#include "domain/ranking.h"
#include "domain/trade.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;

namespace {

// What ended a deal; an outcome says more than the stage.
constexpr const char* deal_state =
    "CASE WHEN outcome IN ('won', 'lost', 'cancelled') THEN outcome WHEN stage = 'Won' THEN 'won' WHEN stage = 'Lost' "
    "THEN "
    "'lost' ELSE 'open' END";

// Order of the stages as their declaration has them; unknown ones behind, by name.
std::vector<std::string> stage_order(Run& run, const std::map<std::string, std::int64_t>& found) {
  std::vector<std::string> order;
  for (const std::string& stage : run.choices_of("opportunity", "stage"))
    if (found.contains(stage)) order.push_back(stage);
  for (const auto& [stage, count] : found)
    if (std::find(order.begin(), order.end(), stage) == order.end()) order.push_back(stage);
  return order;
}

void compute_pipeline(Run& run) {
  struct Stage {
    std::int64_t count = 0, without_amount = 0, overdue = 0, warned = 0, aged = 0, age_days = 0;
    Decimal amount, weighted;
  };
  std::map<std::string, Stage> stages;
  std::map<std::string, std::int64_t> found;
  std::int64_t without_probability = 0, without_amount = 0;
  auto rows = run.query(
      "SELECT account, stage, amount, currency, probability, close_date, engage_date, warning_signs FROM "
      "{opportunity} WHERE NOT {opportunity.gone} AND " +
      std::string(deal_state) + " = 'open'");
  while (store::next(rows)) {
    if (run.account_of(rows.text(0)) == Run::none) continue;
    const std::string name(rows.text(1));
    Stage& stage = stages[name];
    ++stage.count;
    ++found[name];
    const auto amount = run.in_own(rows.text(2), rows.text(3));
    if (amount) stage.amount += *amount;
    without_amount += rows.is_null(2) ? 1 : 0;
    if (rows.is_null(4))
      ++without_probability;
    else if (amount)
      stage.weighted += domain::weighted(*amount, rows.integer(4));
    if (const auto close = run.day(rows.text(5)); close && *close < run.as_of()) ++stage.overdue;
    if (const auto engaged = run.day(rows.text(6)); engaged && *engaged <= run.as_of()) {
      ++stage.aged;
      stage.age_days += run.as_of() - *engaged;
    }
    stage.warned += rows.text(7).size() > 2 ? 1 : 0;
  }
  Decimal amount, weighted;
  std::int64_t count = 0;
  for (const std::string& name : stage_order(run, found)) {
    const Stage& stage = stages[name];
    Value& row = run.add_row();
    row["stage"] = cell(name);
    row["count"] = stage.count;
    row["amount"] = cell(stage.amount);
    row["weighted"] = cell(stage.weighted);
    row["age_days"] = stage.aged > 0 ? Value(stage.age_days / stage.aged) : Value();
    row["overdue"] = stage.overdue;
    row["warned"] = stage.warned;
    amount += stage.amount;
    weighted += stage.weighted;
    count += stage.count;
  }
  run.total("count", count);
  run.total("amount", cell(amount));
  run.total("weighted", cell(weighted));
  run.leave_out({"没有成功率的商机，不计入加权金额", "opportunities without a probability, not in the weighted amount"},
                without_probability);
  run.leave_out({"没有金额的商机", "opportunities without an amount"}, without_amount);
  run.note_currencies();
}

Definition pipeline_report() {
  return {"pipeline",
          {"商机漏斗", "Pipeline"},
          {"未结束的商机按阶段：数量、金额、加权金额（金额 × 成功率）、平均天数、已过预计成交日的、有丢单前兆的。",
           "Open opportunities by stage: number, amount, amount × probability, mean age, past their close date, with "
           "warning signs."},
          {"6.23", "6.24", "6.15", "14.04", "14.14"},
          together({as_of_parameter(), account_parameters(), currency_parameters()}),
          {word("stage", {"阶段", "Stage"}), count("count", {"数量", "Number"}), money("amount", {"金额", "Amount"}),
           money("weighted", {"加权金额", "Weighted"}), count("age_days", {"平均天数", "Mean age, days"}),
           count("overdue", {"逾期", "Overdue"}), count("warned", {"有前兆", "Warned"})},
          compute_pipeline};
}

// The column that a part of win-loss is named by; of an account's own class nullptr.
const char* part_column(const std::string& by) {
  if (by == "reason") return "loss_reason";
  if (by == "competitor") return "competitor";
  if (by == "owner") return "owner";
  if (by == "product") return "product";
  if (by == "source") return "source";
  return "NULL";
}

void compute_win_loss(Run& run) {
  const std::string& by = run.arguments().text("by");
  struct Part {
    std::int64_t won = 0, lost = 0, cancelled = 0;
    Decimal won_amount, lost_amount;
  };
  std::map<std::string, Part> parts;
  Part all;
  std::int64_t undated = 0;
  auto rows = run.query("SELECT account, " + std::string(deal_state) + " AS state, amount, currency, close_date, " +
                        part_column(by) + " FROM {opportunity} WHERE NOT {opportunity.gone} AND state <> 'open'");
  while (store::next(rows)) {
    const std::size_t account = run.account_of(rows.text(0));
    if (account == Run::none) continue;
    const auto closed = run.day(rows.text(4));
    if (!closed) {
      ++undated;
      continue;
    }
    if (!run.period().holds(*closed)) continue;
    const bool own = by == "industry" || by == "grade";
    std::string name = own ? class_of(run.accounts()[account], by) : std::string(rows.text(5));
    if (by == "product" && !name.empty())
      if (const std::size_t product = run.product_of(name); product != Run::none) name = run.products()[product].name;
    const Decimal amount = run.in_own(rows.text(2), rows.text(3)).value_or(Decimal());
    for (Part* part : {&parts[name], &all}) {
      (rows.text(1) == "won" ? part->won : rows.text(1) == "lost" ? part->lost : part->cancelled) += 1;
      if (rows.text(1) == "won") part->won_amount += amount;
      if (rows.text(1) == "lost") part->lost_amount += amount;
    }
  }
  std::vector<std::pair<std::string, Part>> sorted(parts.begin(), parts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second.won + a.second.lost > b.second.won + b.second.lost;
  });
  for (const auto& [name, part] : sorted) {
    Value& row = run.add_row();
    row["class"] = cell(name);
    row["won"] = part.won;
    row["lost"] = part.lost;
    row["cancelled"] = part.cancelled;
    row["rate"] = cell(domain::percent(part.won, part.won + part.lost));
    row["won_amount"] = cell(part.won_amount);
    row["lost_amount"] = cell(part.lost_amount);
  }
  run.total("won", all.won);
  run.total("lost", all.lost);
  run.total("cancelled", all.cancelled);
  run.total("rate", cell(domain::percent(all.won, all.won + all.lost)));
  run.total("won_amount", cell(all.won_amount));
  run.total("lost_amount", cell(all.lost_amount));
  run.leave_out({"没有成交日期的已结束商机", "ended opportunities without a close date"}, undated);
  run.note_currencies();
  keep_top(run);
}

Definition win_loss_report() {
  return {"win-loss",
          {"赢单与输单", "Won and lost"},
          {"成交日期在期间内的已结束商机；赢单率 = 赢 ÷（赢 + 输），客户取消的不算。",
           "Opportunities that ended with a close date in the period; rate = won ÷ (won + lost), those that the "
           "customer cancelled aside."},
          {"6.15", "6.16", "7.15", "11.17", "11.23"},
          together({period_parameters(),
                    account_parameters(),
                    currency_parameters(),
                    top_parameter(),
                    {choice("by", {"按什么分", "parts by what"},
                            {"reason", "competitor", "product", "owner", "source", "industry", "grade"})}}),
          {word("class", {"类别", "Class"}), count("won", {"赢", "Won"}), count("lost", {"输", "Lost"}),
           count("cancelled", {"取消", "Cancelled"}), percent("rate", {"赢单率 %", "Rate %"}),
           money("won_amount", {"赢单金额", "Won"}), money("lost_amount", {"输单金额", "Lost"})},
          compute_win_loss};
}

// ---- forecast

// Sales of the last `months` whole months before the one that holds a day, oldest first.
std::vector<Decimal> monthly_sales(Run& run, Day until, std::size_t months) {
  const Day first = Day::of(until.year(), until.month(), 1).plus_months(-static_cast<int>(months));
  const domain::Period span{first, Day::of(until.year(), until.month(), 1) - 1};
  const auto sums = run.account_sales(span, months, [&](std::size_t, std::size_t, const Sale& sale) {
    return static_cast<std::size_t>(sale.day.month_number() - first.month_number());
  });
  std::vector<Decimal> out;
  for (const Sums& one : sums) out.push_back(one.value());
  return out;
}

struct Backtest {
  std::vector<Decimal> forecast, actual;
  std::optional<Decimal> error;
};

// What the same rule would have said of the last `back` months, each from the `window` months before it.
Backtest backtest(const std::vector<Decimal>& history, std::size_t window, std::size_t back) {
  Backtest out;
  for (std::size_t i = history.size() - std::min(back, history.size()); i < history.size(); ++i) {
    const std::vector<Decimal> before(history.begin(), history.begin() + static_cast<std::ptrdiff_t>(i));
    const auto guess = domain::moving_average(before, window);
    if (!guess) continue;
    out.forecast.push_back(*guess);
    out.actual.push_back(history[i]);
  }
  out.error = domain::forecast_error(out.forecast, out.actual);
  return out;
}

void compute_forecast(Run& run) {
  const auto months = static_cast<std::size_t>(run.arguments().integer("months")),
             window = static_cast<std::size_t>(run.arguments().integer("window")),
             back = static_cast<std::size_t>(run.arguments().integer("back"));
  const Day first = Day::of(run.as_of().year(), run.as_of().month(), 1);
  const auto history = monthly_sales(run, run.as_of(), std::max<std::size_t>(window + back, 12));
  const auto average = domain::moving_average(history, window);
  struct Month {
    std::int64_t count = 0;
    Decimal amount, weighted;
  };
  std::vector<Month> open(months);
  std::int64_t without = 0, overdue = 0, later = 0;
  auto rows = run.query(
      "SELECT account, amount, currency, probability, close_date FROM {opportunity} WHERE NOT {opportunity.gone} AND " +
      std::string(deal_state) + " = 'open'");
  while (store::next(rows)) {
    if (run.account_of(rows.text(0)) == Run::none) continue;
    const auto close = run.day(rows.text(4));
    const auto amount = run.in_own(rows.text(1), rows.text(2));
    if (!close || !amount || rows.is_null(3)) {
      ++without;
      continue;
    }
    const int at = close->month_number() - first.month_number();
    if (at < 0 || at >= static_cast<int>(months)) {
      ++(at < 0 ? overdue : later);
      continue;
    }
    Month& month = open[static_cast<std::size_t>(at)];
    ++month.count;
    month.amount += *amount;
    month.weighted += domain::weighted(*amount, rows.integer(3));
  }
  Decimal weighted;
  for (std::size_t i = 0; i < months; ++i) {
    const Day month = first.plus_months(static_cast<int>(i));
    const std::size_t year_ago = history.size() + i;
    Value& row = run.add_row();
    row["month"] = month.iso().substr(0, 7);
    row["opportunities"] = open[i].count;
    row["amount"] = cell(open[i].amount);
    row["weighted"] = cell(open[i].weighted);
    row["trend"] = cell(average);
    row["year_ago"] = i < 12 ? cell(history[year_ago - 12]) : Value();
    weighted += open[i].weighted;
  }
  run.report().period = {first, first.plus_months(static_cast<int>(months)) - 1};
  run.total("weighted", cell(weighted));
  run.total("trend_error", cell(backtest(history, window, back).error));
  run.leave_out({"没有金额、成功率或成交日期的商机", "opportunities without amount, probability or close date"},
                without);
  run.leave_out({"预计成交日期已过的商机", "opportunities past their close date"}, overdue);
  run.leave_out({"更晚成交的商机", "opportunities that close later"}, later);
  run.note_currencies();
  run.note_unread_sales();
}

Definition forecast_report() {
  return {
      "forecast",
      {"销售预测", "Forecast"},
      {"按月：预计成交的商机金额和加权金额；trend 为之前 window 个整月销售的平均；year_ago 为去年同月销售。trend_error "
       "为同样的平均数"
       "对过去 back 个月的误差（绝对误差之和 ÷ 实际之和）。",
       "By month: opportunities that should close, as they stand and × probability; `trend`: mean of the last `window` "
       "whole "
       "months' sales; `year_ago`: the same month a year before. `trend_error`: how wrong that mean was in the last "
       "`back` months (sum of absolute errors ÷ sum of what came)."},
      {"6.25", "11.18", "11.22", "12.18"},
      together({as_of_parameter(),
                account_parameters(),
                currency_parameters(),
                {number("months", {"预测几个月", "how many months"}, "6", "1", "24"),
                 ruled(number("window", {"按之前几个月平均", "mean over so many months"}, "6", "1", "36"),
                       "forecast.window_months"),
                 number("back", {"误差看过去几个月", "error over so many months"}, "6", "1", "36")}}),
      {word("month", {"月份", "Month"}), count("opportunities", {"商机数", "Opportunities"}),
       money("amount", {"金额", "Amount"}), money("weighted", {"加权金额", "Weighted"}),
       money("trend", {"趋势", "Trend"}), money("year_ago", {"去年同月", "A year ago"})},
      compute_forecast};
}

void compute_forecast_error(Run& run) {
  const auto window = static_cast<std::size_t>(run.arguments().integer("window")),
             back = static_cast<std::size_t>(run.arguments().integer("back"));
  const auto history = monthly_sales(run, run.as_of(), window + back);
  const Backtest past = backtest(history, window, back);
  const Day first =
      Day::of(run.as_of().year(), run.as_of().month(), 1).plus_months(-static_cast<int>(past.actual.size()));
  for (std::size_t i = 0; i < past.actual.size(); ++i) {
    const Decimal miss = past.forecast[i] - past.actual[i];
    Value& row = run.add_row();
    row["month"] = first.plus_months(static_cast<int>(i)).iso().substr(0, 7);
    row["forecast"] = cell(past.forecast[i]);
    row["actual"] = cell(past.actual[i]);
    row["miss"] = cell(miss);
    row["miss_percent"] = cell(domain::percent(miss, past.actual[i]));
  }
  run.report().period = {first, Day::of(run.as_of().year(), run.as_of().month(), 1) - 1};
  run.total("error", cell(past.error));
  run.note_unread_sales();
}

Definition forecast_error_report() {
  return {
      "forecast-error",
      {"预测误差", "Forecast error"},
      {"过去每个月：按之前 window 个月平均的预测与实际。",
       "For each past month what the mean of the `window` months before said, and what came."},
      {"6.25", "12.18"},
      together({as_of_parameter(),
                account_parameters(),
                currency_parameters(),
                {ruled(number("window", {"按之前几个月平均", "mean over so many months"}, "6", "1", "36"),
                       "forecast.window_months"),
                 number("back", {"过去几个月", "so many past months"}, "12", "1", "60")}}),
      {word("month", {"月份", "Month"}), money("forecast", {"预测", "Forecast"}), money("actual", {"实际", "Actual"}),
       money("miss", {"误差", "Error"}), percent("miss_percent", {"误差 %", "Error %"})},
      compute_forecast_error};
}

}  // namespace

std::vector<Definition> opportunity_reports() {
  return {pipeline_report(), win_loss_report(), forecast_report(), forecast_error_report()};
}

}  // namespace keybook::client::reports
