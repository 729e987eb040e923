// Visits: what is due, what was kept, how many managers it takes, how neighbouring grades are served.
#include <algorithm>
#include <set>

#include "domain/trade.h"
#include "reports/catalogue.h"
#include "reports/contacts_done.h"
#include "reports/declare.h"
#include "reports/due_list.h"
#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using domain::Period;

namespace {

void add_due(Run& run, const DueRow& one) {
  const Day today = run.as_of();
  Value& row = run.add_row();
  row["account"] = one.account;
  row["name"] = cell(one.name);
  row["grade"] = cell(one.grade);
  row["owner"] = cell(one.owner);
  row["kind"] = one.kind;
  row["done"] = one.done;
  row["wanted"] = one.wanted;
  row["per"] = one.cycle;
  row["by"] = one.by.iso();
  row["overdue_days"] = std::max(0, today - one.by);
  row["last"] = one.last ? Value(one.last->iso()) : Value();
  row["days_since"] = one.last ? Value(today - *one.last) : Value();
}

// The list of today is kept; what it holds is what judge_due() would find.
void read_due(Run& run, Day horizon) {
  const Arguments& given = run.arguments();
  const std::string& territory = given.text("territory");
  const DueList::Choice choice = {given.text("owner"),
                                  given.text("grade"),
                                  given.text("industry"),
                                  given.text("type"),
                                  territory.empty() ? std::vector<std::string>() : run.territories(territory),
                                  horizon,
                                  static_cast<std::size_t>(given.integer("top"))};
  note_standards(run, VisitStandards(run.store(), run.days()));
  const auto counts = run.due_list().count(choice, run.as_of());
  run.total("due", counts.due);
  run.total("overdue", counts.overdue);
  run.due_list().each(choice, [&run](const DueRow& one) { add_due(run, one); });
}

// Of any other day.
void judge_due(Run& run, Day horizon) {
  const Day today = run.as_of();
  const ContactsDone contacts(run, {DueContact::since(today), today});
  std::vector<DueRow> found;
  std::int64_t overdue = 0;
  for (std::size_t i = 0; i < run.accounts().size(); ++i)
    for (const DueContact& one :
         due_contacts(contacts.rules(), contacts.grade_of(i, today), contacts.contacts(i), today)) {
      if (one.due.by > horizon) continue;
      overdue += one.due.overdue_days > 0 ? 1 : 0;
      const domain::ContactStandard& standard = one.standard->standard;
      const Account& account = run.accounts()[i];
      found.push_back({account.id, account.name, account.grade, account.owner, standard.kind,
                       std::string(domain::name_of(standard.cycle)), one.due.done, one.due.wanted, one.due.by,
                       one.last});
    }
  std::stable_sort(found.begin(), found.end(), [](const DueRow& a, const DueRow& b) { return a.by < b.by; });
  const auto top = static_cast<std::size_t>(run.arguments().integer("top"));
  run.total("due", found.size());
  run.total("overdue", overdue);
  if (top > 0 && found.size() > top) found.resize(top);
  for (const DueRow& one : found) add_due(run, one);
}

void compute_visits_due(Run& run) {
  const Day today = run.as_of(), horizon = today + static_cast<int>(run.arguments().integer("days"));
  if (run.due_list().holds(today))
    read_due(run, horizon);
  else
    judge_due(run, horizon);
  run.report().period = {today, horizon};
  if (run.report().rows.empty() && run.report().notes.empty()) run.note({"没有到期的拜访", "nothing is due"});
}

Definition visits_due_report() {
  return {
      "visits-due",
      {"应拜访", "Visits due"},
      {"按等级标准在当前周期内还缺的联系，均匀分布：每季两次的第一次应在季中之前。" + counting_rule.zh,
       "Contacts that the standards of the grade still ask for in the running cycle, spread evenly: the first of two a "
       "quarter is due by its middle. " +
           counting_rule.en},
      {"8.01", "8.02", "8.03", "8.08", "8.20", "9.24"},
      together(
          {as_of_parameter(),
           account_parameters(),
           top_parameter(),
           {ruled(number("days", {"再看几天之内到期的", "also what falls due within so many days"}, "14", "0", "366"),
                  "visits.look_ahead_days")}}),
      together(
          {account_columns(),
           {word("kind", {"方式", "Kind"}), count("done", {"已做", "Done"}), count("wanted", {"标准", "Standard"}),
            word("per", {"每", "Per"}), date("by", {"最迟", "By"}), count("overdue_days", {"逾期天数", "Days overdue"}),
            date("last", {"上次", "Last"}), count("days_since", {"距上次天数", "Days since"})}}),
      compute_visits_due,
      true};
}

void compute_compliance(Run& run) {
  const std::string& by = run.arguments().text("by");
  // Standards are judged over whole cycles, so whole months of the period are enough to read.
  const Period period{run.period().from, std::min(run.period().until, run.as_of())};
  ContactsDone contacts(run, period);
  std::map<std::pair<std::string, std::string>, domain::Compliance> parts;
  domain::Compliance all;
  for (std::size_t i = 0; i < run.accounts().size(); ++i)
    for (const InForce& one : contacts.standards()) {
      domain::Compliance of;
      const auto days = contacts.days(i, one.standard.kind);
      Period cycle = domain::period_of(one.standard.cycle, period.from);
      if (cycle.from < period.from) cycle = domain::next_period(one.standard.cycle, cycle);
      // Each cycle by the grade and the standard that were in force when it began.
      for (; cycle.until <= period.until; cycle = domain::next_period(one.standard.cycle, cycle)) {
        const auto in_force = contacts.standards_for(contacts.grade_of(i, cycle.from), cycle.from);
        if (std::find(in_force.begin(), in_force.end(), &one) != in_force.end())
          of.add(domain::compliance(one.standard, days, cycle));
      }
      if (of.due == 0) continue;
      const Account& account = run.accounts()[i];
      parts[{by == "account" ? account.id
             : by == "grade" ? one.standard.grade
                             : class_of(account, by),
             one.standard.kind}]
          .add(of);
      all.add(of);
    }
  for (const auto& [name, of] : parts) {
    Value& row = run.add_row();
    row["class"] = cell(name.first);
    row["name"] = by == "account" ? cell(run.accounts()[run.account_of(name.first)].name) : Value();
    row["kind"] = name.second;
    row["due"] = of.due;
    row["done"] = of.done;
    row["counted"] = of.counted;
    row["rate"] = cell(of.rate());
  }
  run.total("due", all.due);
  run.total("done", all.done);
  run.total("counted", all.counted);
  run.total("rate", cell(all.rate()));
  keep_top(run);
}

Definition visit_compliance_report() {
  return {
      "visit-compliance",
      {"拜访达标率", "Visit compliance"},
      {"期间内完整周期里算数的拜访 ÷ 应做的拜访；一个周期多做的不能抵另一个周期。每个周期按其开始时的等级和标准。" +
           counting_rule.zh,
       "Contacts that count ÷ contacts due, over the whole cycles within the period; surplus of one cycle does not "
       "make up "
       "for another. Each cycle by the grade and standard at its start. " +
           counting_rule.en},
      {"8.03", "8.20", "8.01", "8.02"},
      together({period_parameters(),
                account_parameters(),
                top_parameter(),
                {choice("by", {"按什么分", "parts by what"}, {"grade", "owner", "territory", "industry", "account"})}}),
      {word("class", {"类别", "Class"}), word("name", {"名称", "Name"}), word("kind", {"方式", "Kind"}),
       count("due", {"应做", "Due"}), count("done", {"已做", "Done"}), count("counted", {"算数", "Counted"}),
       percent("rate", {"达标率 %", "Rate %"})},
      compute_compliance};
}

void compute_staffing(Run& run) {
  const Day today = run.as_of();
  ContactsDone contacts(run, {today, today});
  const Decimal hours = run.arguments().decimal("hours"), more = run.arguments().decimal("more");
  std::map<std::string, std::int64_t> accounts;
  std::set<std::string> owners;
  for (std::size_t i = 0; i < run.accounts().size(); ++i) {
    ++accounts[contacts.grade_of(i, today)];
    if (!run.accounts()[i].owner.empty()) owners.insert(run.accounts()[i].owner);
  }
  std::vector<domain::StaffingGrade> grades;
  std::int64_t assumed = 0;
  for (const auto& [grade, number_of] : accounts) {
    const Decimal counted = (Decimal(number_of) * (Decimal(100) + more) * Decimal(1, 2)).rounded(0);
    for (const InForce* one : contacts.standards_for(grade, today)) {
      const bool phone = one->standard.kind == "电话";
      Decimal each = run.arguments().decimal(phone ? "hours_call" : "hours_visit");
      if (one->duration_min > 0)
        each = *domain::divided(one->duration_min, 60, 4);
      else
        ++assumed;
      const domain::StaffingGrade of{grade, counted.to_cents().value_or(0) / 100,
                                     Decimal(one->standard.times) * domain::cycles_of_year(one->standard.cycle), each,
                                     one->weight};
      const auto need = base::need(domain::staffing({of}, hours));
      Value& row = run.add_row();
      row["grade"] = cell(grade);
      row["kind"] = one->standard.kind;
      row["accounts"] = of.accounts;
      row["contacts"] = cell(of.contacts_a_year, 0);
      row["hours_each"] = cell(each);
      row["weight"] = cell(one->weight);
      row["hours"] = cell(need.hours);
      row["managers"] = cell(need.managers);
      grades.push_back(of);
    }
  }
  const auto all = base::need(domain::staffing(grades, hours));
  run.total("hours", cell(all.hours));
  run.total("managers", cell(all.managers));
  run.total("managers_whole", all.whole);
  run.total("owners_now", owners.size());
  run.total("missing", std::max<std::int64_t>(0, all.whole - static_cast<std::int64_t>(owners.size())));
  run.leave_out({"没有每次时间的标准，按 hours_visit 和 hours_call 计",
                 "standards without a time each: hours_visit and hours_call were taken"},
                assumed);
}

Definition staffing_report() {
  return {
      "staffing",
      {"人员配备", "Staffing"},
      {"需要的客户经理 = Σ（客户数 × 全年联系次数 × 每次时间 × 权重）÷ 一人全年可用工时。",
       "Managers needed = sum of accounts × yearly contacts × time each × weight, ÷ hours of one manager in a year."},
      {"12.15", "12.16", "1.27", "8.06"},
      together(
          {as_of_parameter(),
           account_parameters(),
           {ruled({"hours", {"一人全年可用工时", "hours of one manager in a year"}, Kind::Decimal, "1600", "1", ""},
                  "staffing.hours_year"),
            ruled({"hours_visit",
                   {"一次上门几小时（标准未写时）", "hours of a visit, where the standard does not say"},
                   Kind::Decimal,
                   "4",
                   "0",
                   ""},
                  "staffing.hours_visit"),
            ruled({"hours_call",
                   {"一次电话几小时（标准未写时）", "hours of a call, where the standard does not say"},
                   Kind::Decimal,
                   "0.5",
                   "0",
                   ""},
                  "staffing.hours_call"),
            percentage("more", {"客户增加多少 %", "so many percent more accounts"}, "0", "-100", "10000")}}),
      {word("grade", {"等级", "Grade"}), word("kind", {"方式", "Kind"}), count("accounts", {"客户数", "Accounts"}),
       count("contacts", {"全年次数", "Contacts a year"}), decimal("hours_each", {"每次小时", "Hours each"}),
       decimal("weight", {"权重", "Weight"}), decimal("hours", {"小时", "Hours"}),
       decimal("managers", {"人数", "Managers"})},
      compute_staffing};
}

// ---- grade boundaries

// Grades, highest first: by rank where levels are declared, else as the account's field lists them.
std::vector<std::string> grade_order(Run& run) {
  std::vector<std::string> order;
  const auto take = [&order](std::string grade) {
    if (!grade.empty() && std::find(order.begin(), order.end(), grade) == order.end())
      order.push_back(std::move(grade));
  };
  if (run.has_type("grade_level")) {
    auto rows = run.query("SELECT grade FROM {grade_level} WHERE NOT {grade_level.gone} ORDER BY scheme, rank, id");
    while (store::next(rows)) take(std::string(rows.text(0)));
  }
  for (std::string& grade : run.choices_of("account", "grade")) take(std::move(grade));
  return order;
}

// Amount-weighted discount of an account's order lines in the period, percent.
std::optional<Decimal> discount_of(Run& run, const std::string& account) {
  auto rows = run.query(
      "SELECT l.quantity, l.price, l.discount, o.discount FROM {order} o JOIN {order_line} l ON l.\"order\" = o.id "
      "WHERE o.account "
      "= ? AND o.ordered_at >= ? AND o.ordered_at < ? AND coalesce(o.status, '') NOT IN ('draft', 'cancelled') AND " +
      tables::is_shown("o") + " AND " + tables::is_shown("l"));
  const std::string from = run.start(run.period().from), until = run.start(run.period().until + 1);
  rows.bind(std::string_view(account)).bind(std::string_view(from)).bind(std::string_view(until));
  Decimal list, given;
  while (store::next(rows)) {
    const auto quantity = Decimal::parse(rows.text(0)), price = Decimal::parse(rows.text(1));
    if (!quantity || !price) continue;
    const Decimal off = Decimal::parse(rows.text(2)).value_or(Decimal()),
                  order_off = Decimal::parse(rows.text(3)).value_or(Decimal());
    const Decimal gross = *quantity * *price;
    list += gross;
    given += gross - gross * (Decimal(100) - off) * (Decimal(100) - order_off) * Decimal(1, 4);
  }
  return domain::percent(given, list);
}

void compute_boundary(Run& run) {
  const auto sums = run.sales_by_account(run.period());
  ContactsDone contacts(run, {run.period().from, std::min(run.period().until, run.as_of())});
  const auto many = static_cast<std::size_t>(run.arguments().integer("accounts"));
  std::map<std::string, std::vector<std::size_t>> of_grade;
  for (std::size_t i = 0; i < run.accounts().size(); ++i)
    if (!run.accounts()[i].grade.empty()) of_grade[run.accounts()[i].grade].push_back(i);
  for (auto& [grade, all] : of_grade)
    std::stable_sort(all.begin(), all.end(),
                     [&](std::size_t a, std::size_t b) { return sums[a].amount > sums[b].amount; });
  std::vector<std::string> present;
  for (const std::string& grade : grade_order(run))
    if (of_grade.contains(grade)) present.push_back(grade);
  std::int64_t turned = 0;
  for (std::size_t g = 1; g < present.size(); ++g) {
    struct Side {
      Decimal discount, visits;
      std::int64_t accounts = 0;
    } sides[2];
    for (const bool lower : {false, true}) {
      const auto& all = of_grade[present[lower ? g : g - 1]];
      const std::size_t taken = std::min(many, all.size());
      for (std::size_t k = 0; k < taken; ++k) {
        const std::size_t i = lower ? all[k] : all[all.size() - taken + k];
        const auto discount = discount_of(run, run.accounts()[i].id);
        Value& row = run.add_row(run.accounts()[i]);
        row["boundary"] = present[g - 1] + " / " + present[g];
        row["side"] = lower ? "head" : "tail";
        row["amount"] = cell(sums[i].value());
        row["discount"] = cell(discount);
        row["visits"] = contacts.count(i);
        Side& side = sides[lower ? 1 : 0];
        ++side.accounts;
        side.discount += discount.value_or(Decimal());
        side.visits += contacts.count(i);
      }
    }
    const auto mean = [](const Decimal& sum, std::int64_t count_of) {
      return domain::divided(sum, count_of, 2).value_or(Decimal());
    };
    const auto findings = domain::boundary_findings(
        {{present[g - 1], mean(sides[0].discount, sides[0].accounts), mean(sides[0].visits, sides[0].accounts)},
         {present[g], mean(sides[1].discount, sides[1].accounts), mean(sides[1].visits, sides[1].accounts)}});
    for (const auto& finding : findings) {
      ++turned;
      const std::string what_zh = std::string(finding.discount ? "折扣" : "") + (finding.service ? "拜访" : ""),
                        what_en = std::string(finding.discount ? "discounts" : "") +
                                  (finding.discount && finding.service ? " and " : "") +
                                  (finding.service ? "visits" : "");
      run.note({finding.lower + " 的头部在" + what_zh + "上好于 " + finding.upper + " 的尾部",
                "the head of " + finding.lower + " gets better " + what_en + " than the tail of " + finding.upper});
    }
  }
  run.total("turned", turned);
  run.note_unread_sales();
}

Definition boundary_report() {
  return {"boundary",
          {"等级边界（鸡头与凤尾）", "Grade boundaries"},
          {"相邻等级：上一级金额最小的几户（tail）与下一级金额最大的几户（head）并列，看折扣（明细和订单折扣，按金额加"
           "权）和拜访次数。",
           "Neighbouring grades: the smallest accounts of the upper one (tail) beside the largest of the lower one "
           "(head), with "
           "discount (of lines and orders, weighted by amount) and visits."},
          {"2.19", "10.26", "2.27"},
          together({period_parameters(),
                    account_parameters(),
                    currency_parameters(),
                    {ruled(number("accounts", {"每边几户", "accounts on each side"}, "5", "1", "100"),
                           "boundary.accounts")}}),
          together({{word("boundary", {"边界", "Boundary"}), word("side", {"边", "Side"})},
                    account_columns(),
                    {money("amount", {"金额", "Amount"}), percent("discount", {"折扣 %", "Discount %"}),
                     count("visits", {"拜访", "Visits"})}}),
          compute_boundary};
}

}  // namespace

std::vector<Definition> visit_reports() {
  return {visits_due_report(), visit_compliance_report(), staffing_report(), boundary_report()};
}

}  // namespace keybook::client::reports
