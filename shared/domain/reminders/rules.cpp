#include "domain/reminders/rules.h"

#include <algorithm>

namespace keybook::domain::reminders {
namespace {

constexpr Rule all[] = {
    // Whether the customer is satisfied is asked within a week after the solution [9.01].
    {"follow_up", "complaint", "solved_at", "owner", "complaint.follow_up_days", 7, "followed_up_at", "follow_up_due",
     "status", "|closed|rejected|", "解决后回访", "Follow-up after solving"},
    // A service ticket that is done is asked about too [9.19].
    {"feedback", "service_ticket", "done_at", "assignee", "ticket.feedback_days", 3, "feedback_at", "", "state",
     "|closed|cancelled|", "服务后反馈", "Feedback after service"},
    // A quotation that was sent is followed up [6.24].
    {"quotation_follow_up", "quotation", "quoted_on", "owner", "quotation.follow_up_days", 7, "withdrawn_on", "",
     "state", "|draft|withdrawn|accepted|refused|expired|", "报价跟进", "Follow up the quotation"},
    // After every sale the customer is asked [9.06]: quiet once a survey names the order.
    {"after_sale_survey", "order", "delivered_at", "", "survey.after_sale_days", 7, "", "", "status",
     "|draft|cancelled|", "成交后满意度调查", "Survey after the sale", "survey", "order", 30},
};

}  // namespace

std::span<const Rule> rules() { return all; }

const Rule* rule_named(std::string_view name) {
  const auto found =
      std::find_if(std::begin(all), std::end(all), [name](const Rule& rule) { return rule.name == name; });
  return found == std::end(all) ? nullptr : found;
}

}  // namespace keybook::domain::reminders
