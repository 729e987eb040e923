// Service: complaints with their follow-up, satisfaction, where processes wait.
#include <algorithm>

#include "domain/service.h"
#include "reports/catalogue.h"
#include "reports/declare.h"
#include "reports/run.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using store::next;

namespace {

void compute_complaints(Run& run) {
  const int days = static_cast<int>(run.arguments().integer("follow_up_days"));
  std::map<std::string, std::int64_t> states;
  std::int64_t undated = 0, solved = 0, days_to_solve = 0;
  auto rows = run.query(
      "SELECT id, account, subject, kind, severity, reported_at, solved_at, followed_up_at, owner FROM {complaint} "
      "WHERE NOT "
      "{complaint.gone} AND coalesce(status, '') <> 'rejected' ORDER BY reported_at, id");
  while (next(rows)) {
    const std::size_t account = run.account_of(rows.text(1));
    if (account == Run::none) continue;
    const domain::Complaint complaint{run.day(rows.text(5)), run.day(rows.text(6)), run.day(rows.text(7))};
    if (!complaint.reported) {
      ++undated;
      continue;
    }
    if (!run.period().holds(*complaint.reported)) continue;
    const auto state = domain::follow_up(complaint, run.as_of(), days);
    const auto open = domain::days_open(complaint, run.as_of());
    ++states[std::string(domain::name_of(state))];
    if (complaint.solved) {
      ++solved;
      days_to_solve += *open;
    }
    const auto by = domain::follow_up_by(complaint, days);
    Value& row = run.add_row(run.accounts()[account]);
    row["complaint"] = std::string(rows.text(0));
    row["subject"] = cell(std::string(rows.text(2)));
    row["kind"] = cell(std::string(rows.text(3)));
    row["severity"] = cell(std::string(rows.text(4)));
    row["reported"] = complaint.reported->iso();
    row["solved"] = complaint.solved ? Value(complaint.solved->iso()) : Value();
    row["days"] = open ? Value(*open) : Value();
    row["follow_up"] = domain::name_of(state);
    row["follow_up_by"] = by ? Value(by->iso()) : Value();
    row["handled_by"] = cell(std::string(rows.text(8)));
  }
  const auto asked = states["in-time"] + states["late"], due = asked + states["overdue"];
  run.total("complaints", run.report().rows.size());
  run.total("solved", solved);
  run.total("average_days", cell(domain::divided(days_to_solve, solved, 2)));
  run.total("follow_up_in_time", cell(domain::percent(states["in-time"], due)));
  for (const auto& [state, count_of] : states) run.total(state, count_of);
  run.leave_out({"没有接到时间的投诉", "complaints without a day of report"}, undated);
  keep_top(run);
}

Definition complaints_report() {
  return {
      "complaints",
      {"投诉与回访", "Complaints and follow-up"},
      {"期间内接到的投诉；解决后 follow_up_days 天内询问过为按时，未到期为待回访。不成立的不算。",
       "Complaints reported in the period; asked within `follow_up_days` after the solution is in time. Those that "
       "were not "
       "justified do not count."},
      {"9.01", "9.02", "9.03", "9.18"},
      together({period_parameters(),
                account_parameters(),
                top_parameter(),
                {ruled(number("follow_up_days", {"解决后几天内回访", "ask within so many days after the solution"}, "7",
                              "1", "366"),
                       "complaint.follow_up_days")}}),
      together({{{"complaint", {"投诉", "Complaint"}, Cell::Record}, word("subject", {"主题", "Subject"})},
                account_columns(),
                {word("kind", {"类别", "Kind"}), word("severity", {"严重程度", "Severity"}),
                 date("reported", {"接到", "Reported"}), date("solved", {"解决", "Solved"}),
                 count("days", {"天数", "Days"}), word("follow_up", {"回访", "Follow-up"}),
                 date("follow_up_by", {"回访期限", "Follow-up by"}), word("handled_by", {"处理人", "Handled by"})}}),
      compute_complaints};
}

// ---- satisfaction

struct MarkSource {
  const char* type;
  const char* sql;  // account, mark, day, person
};
constexpr MarkSource mark_sources[] = {{"survey",
                                        "SELECT account, score, coalesce(answered_on, sent_on), salesperson FROM "
                                        "{survey} WHERE NOT {survey.gone} AND score IS NOT NULL"},
                                       {"complaint",
                                        "SELECT account, satisfaction, coalesce(followed_up_at, solved_at), owner FROM "
                                        "{complaint} WHERE NOT {complaint.gone} AND satisfaction IS NOT NULL"},
                                       {"visit",
                                        "SELECT account, satisfaction, visited_at, owner FROM {visit} WHERE NOT "
                                        "{visit.gone} AND satisfaction IS NOT NULL"},
                                       {"service_ticket",
                                        "SELECT account, rating, coalesce(feedback_at, done_at), assignee FROM "
                                        "{service_ticket} WHERE NOT {service_ticket.gone} AND rating IS NOT NULL"}};

void compute_satisfaction(Run& run) {
  const std::string &by = run.arguments().text("by"), &only = run.arguments().text("source");
  std::map<std::string, std::vector<int>> marks;
  std::vector<int> all;
  std::int64_t undated = 0;
  for (const MarkSource& source : mark_sources) {
    if (!run.has_type(source.type) || (only != "all" && only != source.type)) continue;
    auto rows = run.query(source.sql);
    while (next(rows)) {
      const std::size_t account = run.account_of(rows.text(0));
      if (account == Run::none) continue;
      const auto day = run.day(rows.text(2));
      if (!day) {
        ++undated;
        continue;
      }
      if (!run.period().holds(*day)) continue;
      const Account& of = run.accounts()[account];
      const std::string name = by == "source"    ? source.type
                               : by == "person"  ? std::string(rows.text(3))
                               : by == "account" ? of.id
                                                 : class_of(of, by);
      marks[name].push_back(static_cast<int>(rows.integer(1)));
      all.push_back(static_cast<int>(rows.integer(1)));
    }
  }
  for (const auto& [name, some] : marks) {
    const auto of = domain::satisfaction(some);
    Value& row = run.add_row();
    row["class"] = cell(name);
    row["name"] = by == "account" ? cell(run.accounts()[run.account_of(name)].name) : Value();
    row["marks"] = of.marks;
    row["average"] = cell(of.average);
    row["percent"] = cell(of.percent_of_scale);
    row["unhappy"] = of.unhappy;
  }
  const auto of = domain::satisfaction(all);
  run.total("marks", of.marks);
  run.total("average", cell(of.average));
  run.total("percent", cell(of.percent_of_scale));
  run.total("unhappy", of.unhappy);
  run.leave_out({"没有日期的评分", "marks without a day"}, undated);
  keep_top(run);
}

Definition satisfaction_report() {
  return {"satisfaction",
          {"满意度", "Satisfaction"},
          {"期间内 1 到 5 分的评分：问卷、投诉回访、拜访、服务工单；percent 为在 1 到 5 之间的位置，unhappy 为 1 分和 "
           "2 分。",
           "Marks from 1 to 5 given in the period: surveys, complaints, visits, service tickets; `percent`: place on "
           "the scale, "
           "`unhappy`: marks 1 and 2."},
          {"9.05", "9.06", "9.07", "9.08", "9.19", "11.13", "11.24"},
          together({period_parameters(),
                    account_parameters(),
                    top_parameter(),
                    {choice("by", {"按什么分", "parts by what"},
                            {"source", "grade", "owner", "person", "territory", "industry", "account"}),
                     choice("source", {"来自哪里", "from where"},
                            {"all", "survey", "complaint", "visit", "service_ticket"})}}),
          {word("class", {"类别", "Class"}), word("name", {"名称", "Name"}), count("marks", {"评分数", "Marks"}),
           decimal("average", {"平均分", "Average"}), percent("percent", {"满意度 %", "Satisfaction %"}),
           count("unhappy", {"不满意", "Unhappy"})},
          compute_satisfaction};
}

// ---- bottlenecks

// A link of a process: from one time of a record to the next.
struct Link {
  const char* process;
  const char* link;
  const char* type;
  const char* from;
  const char* to;
  const char* closed = "0";  // SQL: the record ended without the second time
};
constexpr Link links[] = {
    {"opportunity", "engage-close", "opportunity", "engage_date",
     "CASE WHEN stage IN ('Won', 'Lost') OR outcome IS NOT NULL THEN close_date END"},
    {"order", "order-capacity", "order", "ordered_at", "capacity_confirmed_on",
     "status IN ('delivered', 'paid', 'cancelled')"},
    {"order", "order-ship", "order", "ordered_at", "shipped_on", "status IN ('delivered', 'paid', 'cancelled')"},
    {"order", "order-deliver", "order", "ordered_at", "delivered_at", "status IN ('paid', 'cancelled', 'draft')"},
    {"order", "deliver-pay", "order", "delivered_at", "paid_at", "status IN ('paid', 'cancelled')"},
    {"order-change", "request-approval", "order_change", "requested_on", "approved_on", "approval IS NOT NULL"},
    {"complaint", "report-solve", "complaint", "reported_at", "solved_at", "status = 'rejected'"},
    {"complaint", "solve-ask", "complaint", "solved_at", "followed_up_at", "status IN ('closed', 'rejected')"},
    {"ticket", "receive-dispatch", "service_ticket", "received_at", "dispatched_at",
     "state IN ('closed', 'cancelled')"},
    {"ticket", "dispatch-arrive", "service_ticket", "dispatched_at", "arrived_at",
     "state IN ('closed', 'cancelled', 'done')"},
    {"ticket", "arrive-done", "service_ticket", "arrived_at", "done_at", "state IN ('closed', 'cancelled')"},
    {"ticket", "done-feedback", "service_ticket", "done_at", "feedback_at", "state IN ('closed', 'cancelled')"},
    {"support", "ask-answer", "support_request", "asked_on", "answered_on", "state = 'declined'"},
    {"relay", "take-hand-on", "relay_link", "from_on", "until_on"}};

struct LinkFound {
  const Link* link;
  std::int64_t done = 0, days = 0, longest = 0, waiting = 0, waiting_days = 0;
  [[nodiscard]] std::int64_t weight() const { return waiting_days + days; }
  void add(Day from, const std::optional<Day>& to, bool closed, Day as_of) {
    if (to && *to <= as_of) {
      const std::int64_t passed = std::max(0, *to - from);
      ++done;
      days += passed;
      longest = std::max(longest, passed);
    } else if (!closed) {
      ++waiting;
      waiting_days += std::max(0, as_of - from);
    }
  }
};

// The links that begin with the same time of the same records are read together. Dates and moments lie at most a day
// off their local day.
void read_links(Run& run, const std::vector<const Link*>& together, std::vector<LinkFound>& all) {
  const std::string type(together.front()->type), from = "\"" + std::string(together.front()->from) + "\"";
  std::string sql = "SELECT account, " + from;
  std::vector<LinkFound> found;
  for (const Link* link : together) {
    sql += ", " + std::string(link->to) + ", " + link->closed;
    found.push_back({link});
  }
  auto rows =
      run.query(sql + " FROM {" + type + "} WHERE NOT {" + type + ".gone} AND " + from + " >= ? AND " + from + " < ?");
  const std::string first = (run.period().from - 1).iso(), past = (run.period().until + 2).iso();
  rows.bind(std::string_view(first)).bind(std::string_view(past));
  while (next(rows)) {
    const auto began = run.day(rows.text(1));
    if (!began || !run.period().holds(*began) || run.account_of(rows.text(0)) == Run::none) continue;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const int column = 2 + 2 * static_cast<int>(i);
      found[i].add(*began, run.day(rows.text(column)), rows.integer(column + 1) != 0, run.as_of());
    }
  }
  for (const LinkFound& one : found)
    if (one.done + one.waiting > 0) all.push_back(one);
}

void compute_bottlenecks(Run& run) {
  std::vector<LinkFound> all;
  std::vector<const Link*> together;
  for (const Link& link : links) {
    if (!run.has_type(link.type) || !run.has_field(link.type, link.from)) continue;
    if (!together.empty() && (std::string_view(together.front()->type) != link.type ||
                              std::string_view(together.front()->from) != link.from)) {
      read_links(run, together, all);
      together.clear();
    }
    together.push_back(&link);
  }
  if (!together.empty()) read_links(run, together, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const LinkFound& a, const LinkFound& b) { return a.weight() > b.weight(); });
  for (const LinkFound& one : all) {
    Value& row = run.add_row();
    row["process"] = one.link->process;
    row["link"] = one.link->link;
    row["done"] = one.done;
    row["average_days"] = cell(domain::divided(one.days, one.done, 2));
    row["longest_days"] = one.done > 0 ? Value(one.longest) : Value();
    row["waiting"] = one.waiting;
    row["waiting_average_days"] = cell(domain::divided(one.waiting_days, one.waiting, 2));
  }
}

Definition bottlenecks_report() {
  return {"bottlenecks",
          {"流程瓶颈", "Bottlenecks"},
          {"期间内开始的各流程环节：完成的平均天数和最长天数，还在等的数量和已等天数；按总天数排列。",
           "Links of processes that began in the period: mean and longest days of those done, number and days of those "
           "that wait, by all days."},
          {"11.29", "5.41", "9.19", "10.07", "10.09", "12.20"},
          together({period_parameters(), account_parameters()}),
          {word("process", {"流程", "Process"}), word("link", {"环节", "Link"}), count("done", {"完成", "Done"}),
           decimal("average_days", {"平均天数", "Mean days"}), count("longest_days", {"最长天数", "Longest"}),
           count("waiting", {"等待", "Waiting"}), decimal("waiting_average_days", {"已等天数", "Days waited"})},
          compute_bottlenecks};
}

}  // namespace

std::vector<Definition> service_reports() { return {complaints_report(), satisfaction_report(), bottlenecks_report()}; }

}  // namespace keybook::client::reports
