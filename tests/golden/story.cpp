#include "story.h"

namespace keybook::golden {

using base::need;
using client::Value;

void tell(testing::Fleet& fleet) {
  client::Client& amy = fleet.device("amy");
  need(amy.create("account", {{"name", "华东电力"}, {"code", "K-17"}, {"tags", Value::array({"重点"})}}, "a-1"));
  need(amy.create("account", {{"name", "北方机械"}}, "a-2"));
  need(amy.create("contact", {{"account", "a-1"}, {"name", "王工"}, {"mobile", "13800000000"}}, "c-1"));
  need(amy.create("visit", {{"account", "a-1"}, {"subject", "初访"}, {"report", "一\n二\n三\n"}}, "v-1"));
  static_cast<void>(fleet.sync("amy"));
  need(amy.remove("account", "a-2"));
  need(amy.set("account", "a-1", {{"industry", "电力"}}));
  static_cast<void>(fleet.sync("amy"));
  client::Client& mia = fleet.device("mia");
  static_cast<void>(fleet.sync("mia"));
  // Both write the same without seeing each other; mia is first.
  need(amy.set("visit", "v-1", {{"report", "零\n一\n二\n三\n"}}));
  need(amy.set("account", "a-1", {{"remark", "艾米写的"}, {"tags", Value::array({"重点", "老客户"})}}));
  need(mia.set("account", "a-1", {{"remark", "米娅写的"}, {"tags", Value::array({"重点", "新项目"})}}));
  need(mia.set("visit", "v-1", {{"report", "一\n二\n三\n四\n"}}));
  static_cast<void>(fleet.sync("mia"));
}

Expected look(testing::Fleet& fleet) {
  Expected now;
  now.pending = need(fleet.device("amy").status()).pending;
  now.digest = need(fleet.device("amy").digest()).sha256;
  static_cast<void>(fleet.sync("amy"));
  now.digest_synced = need(fleet.device("amy").digest()).sha256;
  return now;
}

}  // namespace keybook::golden
