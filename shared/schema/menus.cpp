#include "schema/menus.h"

#include <algorithm>
#include <vector>

namespace keybook::schema {

std::span<const Heading> menus() {
  static const std::vector<Heading> all = {
      {"today", {"日程与提醒", "Tasks and reminders"}},
      {"accounts", {"客户档案", "Account file"}},
      {"people", {"人与关系", "People and relations"}},
      {"prospects", {"客户开发", "Development"}},
      {"visits", {"拜访", "Visits"}},
      {"deals", {"商机与竞争", "Deals and competition"}},
      {"tenders", {"招投标与申报", "Tenders and declarations"}},
      {"orders", {"合同、订单与激励", "Contracts, orders, incentives"}},
      {"service", {"服务与关怀", "Service and care"}},
      {"plans", {"计划与目标", "Plans and targets"}},
      {"knowledge", {"知识与市场", "Knowledge and market"}},
      {"standards", {"标准", "Standards"}},
      {"organisation", {"组织", "Organisation"}},
  };
  return all;
}

const Label* menu_label(std::string_view name) {
  const auto all = menus();
  const auto found = std::find_if(all.begin(), all.end(), [name](const Heading& menu) { return menu.name == name; });
  return found == all.end() ? nullptr : &found->label;
}

}  // namespace keybook::schema
