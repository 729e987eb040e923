// Products: mix, margin, turnover, cross ratio, contribution ratio, and what like customers buy besides.
#include <algorithm>
#include <set>

#include "domain/ranking.h"
#include "domain/trade.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;

namespace {

// One product or series with all that is known of it.
struct Line {
  std::string id, name;
  Sums sums;
  Decimal opening, closing;  // stock, at cost
  bool stocked = false;
};

void add_to(Sums& sums, const Sums& more) {
  sums.orders += more.orders;
  sums.lines += more.lines;
  sums.quantity += more.quantity;
  sums.amount += more.amount;
  sums.cost += more.cost;
  sums.uncosted_amount += more.uncosted_amount;
  sums.uncosted_lines += more.uncosted_lines;
}

// Lines by product or series, most sold first, ties by name; what has no product is left out and said.
std::vector<Line> product_lines(Run& run) {
  const bool by_series = run.arguments().text("by") == "series";
  const auto sums = run.sales_by_product(run.period());
  std::map<std::string, Line> lines;
  for (std::size_t i = 0; i < run.products().size(); ++i) {
    if (sums[i].lines == 0) continue;
    const Product& product = run.products()[i];
    Line& line = lines[by_series ? product.series : product.id];
    line.id = by_series ? product.series : product.id;
    line.name = by_series ? product.series : product.name;
    add_to(line.sums, sums[i]);
  }
  const Sums& without = sums.back();
  run.leave_out({"没有产品的销售", "sales without a product"}, without.orders + without.lines,
                without.value().text(2) + " " + run.report().currency);
  std::vector<Line> out;
  for (auto& [key, line] : lines) out.push_back(std::move(line));
  std::stable_sort(out.begin(), out.end(), [](const Line& a, const Line& b) { return a.sums.amount > b.sums.amount; });
  run.note_unread_sales();
  return out;
}

std::vector<Decimal> mix_shares(const std::vector<Line>& lines) {
  std::vector<Decimal> values;
  for (const Line& line : lines) {
    if (line.sums.amount < 0) return {};
    values.push_back(line.sums.value());
  }
  return domain::shares(values);
}

Value& add_line(Run& run, const Line& line) {
  Value& row = run.add_row();
  row["product"] = cell(line.id);
  row["name"] = cell(line.name);
  row["amount"] = cell(line.sums.value());
  return row;
}

void leave_out_without_cost(Run& run, const std::vector<Line>& lines) {
  std::int64_t count = 0;
  Decimal amount;
  for (const Line& line : lines) {
    count += line.sums.uncosted_lines;
    amount += Decimal::cents(line.sums.uncosted_amount);
  }
  run.leave_out({"没有成本的订单明细，不计入毛利", "order lines whose cost is not known, not in any margin"}, count,
                amount.text(2) + " " + run.report().currency);
}

void compute_product_mix(Run& run) {
  const auto lines = product_lines(run);
  const auto shares = mix_shares(lines);
  if (shares.empty() && !lines.empty())
    run.note({"有的产品退货多于销售，不列占比", "a product was returned more than sold: there are no shares"});
  Decimal total;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Value& row = add_line(run, lines[i]);
    row["quantity"] = cell(Decimal(lines[i].sums.quantity, 3), 3);
    row["share"] = shares.empty() ? Value() : cell(shares[i]);
    total += lines[i].sums.value();
  }
  run.total("amount", cell(total));
  keep_top(run);
}

void compute_margin(Run& run) {
  const auto lines = product_lines(run);
  Decimal sales, cost;
  for (const Line& line : lines) {
    Value& row = add_line(run, line);
    const bool known = line.sums.lines > line.sums.uncosted_lines;
    row["costed"] = cell(line.sums.costed());
    row["cost"] = known ? cents_cell(line.sums.cost) : Value();
    row["profit"] = known ? cell(line.sums.profit()) : Value();
    row["margin"] = known ? cell(domain::margin(line.sums.costed(), Decimal::cents(line.sums.cost))) : Value();
    sales += line.sums.costed();
    cost += Decimal::cents(line.sums.cost);
  }
  run.total("costed", cell(sales));
  run.total("cost", cell(cost));
  run.total("profit", cell(sales - cost));
  run.total("margin", cell(domain::margin(sales, cost)));
  leave_out_without_cost(run, lines);
  keep_top(run);
}

// Stock of each product at the ends of the period: the last report of each account and store up to the day before, and
// up to the last day, in units; valued at the average cost of what was sold.
void add_stock(Run& run, std::vector<Line>& lines) {
  if (!run.has_type("stock_report")) return;
  const bool by_series = run.arguments().text("by") == "series";
  std::map<std::string, Line*> by_id;
  for (Line& line : lines) by_id[line.id] = &line;
  const std::string start = (run.period().from - 1).iso(), end = run.period().until.iso();
  for (const bool opening : {true, false}) {
    auto rows = run.query(
        "SELECT product, account, stock, max(reported_on || id) FROM {stock_report} WHERE NOT {stock_report.gone} AND "
        "product "
        "IS NOT NULL AND stock IS NOT NULL AND reported_on <= ? GROUP BY product, account, store ORDER BY product");
    rows.bind(std::string_view(opening ? start : end));
    while (store::next(rows)) {
      const std::size_t at = run.product_of(rows.text(0));
      const auto stock = Decimal::parse(rows.text(2));
      if (at == Run::none || !stock || run.account_of(rows.text(1)) == Run::none) continue;
      const auto found = by_id.find(by_series ? run.products()[at].series : run.products()[at].id);
      if (found == by_id.end()) continue;
      found->second->stocked = true;
      (opening ? found->second->opening : found->second->closing) += *stock;
    }
  }
}

struct Turn {
  std::optional<Decimal> turnover, margin, cross;
};

Turn turn_of(const Line& line) {
  Turn out;
  if (line.stocked) out.turnover = domain::turnover(Decimal(line.sums.quantity, 3), line.opening, line.closing);
  if (line.sums.lines > line.sums.uncosted_lines)
    out.margin = domain::margin(line.sums.costed(), Decimal::cents(line.sums.cost));
  if (out.turnover && out.margin) out.cross = domain::cross_ratio(*out.margin, *out.turnover);
  return out;
}

void leave_out_stockless(Run& run, const std::vector<Line>& lines) {
  std::int64_t count = 0;
  for (const Line& line : lines) count += turn_of(line).turnover ? 0 : 1;
  run.leave_out({"没有库存记录的产品，没有周转率", "products without a stock record: they have no turnover"}, count);
}

void compute_turnover(Run& run) {
  auto lines = product_lines(run);
  add_stock(run, lines);
  for (const Line& line : lines) {
    Value& row = add_line(run, line);
    row["quantity"] = cell(Decimal(line.sums.quantity, 3), 3);
    row["opening"] = line.stocked ? cell(line.opening, 3) : Value();
    row["closing"] = line.stocked ? cell(line.closing, 3) : Value();
    row["turnover"] = cell(turn_of(line).turnover, 4);
  }
  leave_out_stockless(run, lines);
  keep_top(run);
}

void compute_cross_ratio(Run& run) {
  auto lines = product_lines(run);
  add_stock(run, lines);
  for (const Line& line : lines) {
    const Turn turn = turn_of(line);
    Value& row = add_line(run, line);
    row["margin"] = cell(turn.margin);
    row["turnover"] = cell(turn.turnover, 4);
    row["cross"] = cell(turn.cross, 4);
  }
  leave_out_stockless(run, lines);
  leave_out_without_cost(run, lines);
  keep_top(run);
}

void compute_contribution(Run& run) {
  auto lines = product_lines(run);
  add_stock(run, lines);
  const auto shares = mix_shares(lines);
  struct Ranked {
    std::size_t line;
    std::optional<Decimal> contribution;
  };
  std::vector<Ranked> ranked;
  Decimal sum;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Turn turn = turn_of(lines[i]);
    ranked.push_back({i, std::nullopt});
    if (!turn.cross || shares.empty()) continue;
    ranked.back().contribution = domain::contribution(*turn.cross, shares[i]);
    sum += *ranked.back().contribution;
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return b.contribution ? a.contribution && *a.contribution > *b.contribution : a.contribution.has_value();
  });
  int place = 0;
  for (const Ranked& one : ranked) {
    const Turn turn = turn_of(lines[one.line]);
    Value& row = add_line(run, lines[one.line]);
    row["rank"] = one.contribution ? Value(++place) : Value();
    row["share"] = shares.empty() ? Value() : cell(shares[one.line]);
    row["cross"] = cell(turn.cross, 4);
    row["contribution"] = cell(one.contribution, 4);
    row["part"] = one.contribution ? cell(domain::percent(*one.contribution, sum)) : Value();
  }
  run.total("contribution", cell(sum, 4));
  leave_out_stockless(run, lines);
  leave_out_without_cost(run, lines);
  keep_top(run);
}

// ---- what like customers buy besides

// Accounts that are alike, and what they buy, by series.
struct Like {
  std::int64_t accounts = 0;
  std::vector<std::int64_t> buying;
  std::vector<Decimal> amount, average;  // of those that buy it
  std::vector<bool> enough;              // buy it
};

struct Hint {
  std::size_t account, series;
  const Like* like;
};

std::vector<std::string> series_of(Run& run) {
  std::vector<std::string> series;
  for (const Product& product : run.products())
    if (!product.series.empty()) series.push_back(product.series);
  std::sort(series.begin(), series.end());
  series.erase(std::unique(series.begin(), series.end()), series.end());
  return series;
}

// What each account bought of each series, account by account.
std::vector<Sums> sales_by_series(Run& run, const std::vector<std::string>& series) {
  std::vector<std::size_t> place;  // of each product
  for (const Product& product : run.products())
    place.push_back(product.series.empty()
                        ? Run::none
                        : static_cast<std::size_t>(std::lower_bound(series.begin(), series.end(), product.series) -
                                                   series.begin()));
  return run.sales(run.period(), run.accounts().size() * series.size(),
                   [&](std::size_t account, std::size_t product, const Sale&) {
                     if (product == Run::none || place[product] == Run::none) return Run::none;
                     return account * series.size() + place[product];
                   });
}

void add_buyer(Like& like, const Sums* of_series, std::size_t width) {
  like.buying.resize(width);
  like.amount.resize(width);
  ++like.accounts;
  for (std::size_t s = 0; s < width; ++s)
    if (of_series[s].amount > 0) {
      ++like.buying[s];
      like.amount[s] += of_series[s].value();
    }
}

void judge(Like& like, const Decimal& least) {
  for (std::size_t s = 0; s < like.buying.size(); ++s) {
    like.enough.push_back(like.buying[s] > 0 && Decimal(like.buying[s]) * 100 >= least * like.accounts);
    like.average.push_back(domain::divided(like.amount[s], like.buying[s], 2).value_or(Decimal()));
  }
}

void compute_white_space(Run& run) {
  const auto series = series_of(run);
  const std::size_t width = series.size();
  const auto sums = sales_by_series(run, series);
  const std::string& by = run.arguments().text("like");
  std::map<std::string, Like> likes;
  std::vector<Like*> like_of(run.accounts().size());  // nullptr: it bought nothing
  for (std::size_t i = 0; i < run.accounts().size(); ++i) {
    const Sums* of_series = sums.data() + i * width;
    if (std::none_of(of_series, of_series + width, [](const Sums& one) { return one.amount > 0; })) continue;
    like_of[i] = &likes[class_of(run.accounts()[i], by)];
    add_buyer(*like_of[i], of_series, width);
  }
  for (auto& [name, like] : likes) judge(like, run.arguments().decimal("least"));
  std::vector<Hint> hints;
  for (std::size_t i = 0; i < like_of.size(); ++i)
    for (std::size_t s = 0; like_of[i] != nullptr && s < width; ++s)
      if (like_of[i]->enough[s] && sums[i * width + s].amount <= 0) hints.push_back({i, s, like_of[i]});
  std::stable_sort(hints.begin(), hints.end(),
                   [](const Hint& a, const Hint& b) { return a.like->average[a.series] > b.like->average[b.series]; });
  run.total("hints", hints.size());
  if (const auto top = static_cast<std::size_t>(run.arguments().integer("top")); top > 0 && hints.size() > top)
    hints.resize(top);
  for (const Hint& one : hints) {
    Value& row = run.add_row(run.accounts()[one.account]);
    row["series"] = series[one.series];
    row["like"] = one.like->accounts;
    row["buying"] = cell(domain::percent(one.like->buying[one.series], one.like->accounts));
    row["average"] = cell(one.like->average[one.series]);
  }
  run.leave_out({"期间内没有购买的客户", "accounts that bought nothing in the period"},
                std::count(like_of.begin(), like_of.end(), nullptr));
}

// ---- declarations

Parameters product_parameters() {
  return together({period_parameters(),
                   account_parameters(),
                   currency_parameters(),
                   top_parameter(),
                   {choice("by", {"按产品或系列", "by product or series"}, {"product", "series"})}});
}

Columns product_columns() {
  return {{"product", {"产品", "Product"}, Cell::Record},
          word("name", {"名称", "Name"}),
          money("amount", {"金额", "Amount"})};
}

Definition white_space_report() {
  return {
      "white-space",
      {"交叉销售空间", "White space"},
      {"同类客户中至少 least % 买过、而该客户没有买的产品系列；average 为买过的客户的平均金额。",
       "Product series that at least `least` percent of like customers bought and this one did not; the average is "
       "that "
       "of those who bought."},
      {"5.36", "1.12", "11.19"},
      together({period_parameters(),
                account_parameters(),
                currency_parameters(),
                top_parameter(),
                {choice("like", {"同类指什么", "alike in what"}, {"industry", "grade", "type", "kind"}),
                 ruled(percentage("least", {"至少多少同类客户买过", "bought by at least so many percent"}, "50"),
                       "white_space.least")}}),
      together({account_columns(),
                {word("series", {"系列", "Series"}), count("like", {"同类客户数", "Like accounts"}),
                 percent("buying", {"其中购买 %", "Of them buying %"}), money("average", {"平均金额", "Average"})}}),
      compute_white_space};
}

Definition turnover_report() {
  return {"turnover",
          {"产品周转率", "Product turnover"},
          {"销量 ÷ 平均库存，平均库存 =（期初 + 期末）÷ 2；库存取各客户、门店期初前和期末前最后一次的库存记录。",
           "Quantity sold ÷ average stock, average stock = (opening + closing) ÷ 2, by the last stock record of each "
           "account "
           "and store before the period and up to its end."},
          {"11.05", "13.08"},
          product_parameters(),
          together({product_columns(),
                    {decimal("quantity", {"销量", "Quantity"}), decimal("opening", {"期初库存", "Opening"}),
                     decimal("closing", {"期末库存", "Closing"}), decimal("turnover", {"周转率", "Turnover"})}}),
          compute_turnover};
}

}  // namespace

std::vector<Definition> product_reports() {
  return {
      {"product-mix",
       {"产品销售构成", "Product mix"},
       {"各产品（系列）的销售额占全部产品销售额的比例。", "Sales of a product or series ÷ sales of all products."},
       {"11.03", "1.12"},
       product_parameters(),
       together(
           {product_columns(), {decimal("quantity", {"数量", "Quantity"}), percent("share", {"占比 %", "Share %"})}}),
       compute_product_mix},
      {"margin",
       {"销售毛利率", "Gross margin"},
       {"毛利 ÷ 销售额。成本取订单明细，没有时取下单日有效的产品成本（同币种）；都没有的列为未计入。",
        "Gross profit ÷ sales. The cost is that of the order line, else the product's cost record in force on the day "
        "of "
        "the order, in the same currency; what has neither is left out and listed."},
       {"11.04"},
       product_parameters(),
       together({product_columns(),
                 {money("costed", {"有成本的销售", "Costed sales"}), money("cost", {"成本", "Cost"}),
                  money("profit", {"毛利", "Profit"}), percent("margin", {"毛利率 %", "Margin %"})}}),
       compute_margin},
      turnover_report(),
      {"cross-ratio",
       {"交叉比率", "Cross ratio"},
       {"毛利率 × 周转率。", "Gross margin × turnover."},
       {"11.06"},
       product_parameters(),
       together({product_columns(),
                 {percent("margin", {"毛利率 %", "Margin %"}), decimal("turnover", {"周转率", "Turnover"}),
                  decimal("cross", {"交叉比率 %", "Cross ratio %"})}}),
       compute_cross_ratio},
      {"contribution",
       {"贡献比率", "Contribution ratio"},
       {"交叉比率 × 销售构成比，按大小排名；part 为占合计的比例。",
        "Cross ratio × share of the product mix, ranked; `part` is its share of the sum."},
       {"11.07"},
       product_parameters(),
       together({product_columns(),
                 {count("rank", {"名次", "Rank"}), percent("share", {"构成比 %", "Mix %"}),
                  decimal("cross", {"交叉比率 %", "Cross ratio %"}),
                  decimal("contribution", {"贡献比率 %", "Contribution %"}), percent("part", {"占合计 %", "Part %"})}}),
       compute_contribution},
      white_space_report()};
}

}  // namespace keybook::client::reports
