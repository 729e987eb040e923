// JSON that scripts rely on: member names of the command-line interface.
#include "format/views.h"

#include <gtest/gtest.h>

#include "format/language.h"

namespace keybook::cli {
namespace {

TEST(Times, AreIsoWithMillisecondsOrNull) {
  EXPECT_EQ(time_json(0), Value());
  EXPECT_EQ(time_json(1'772'357'400'000), "2026-03-01T09:30:00.000Z");
  EXPECT_EQ(time_json(1'772'357'400'250), "2026-03-01T09:30:00.250Z");
}

TEST(Views, ARecordHasItsFieldsAsMembersAndOnceMoreTogether) {
  client::Record record;
  record.type = "account";
  record.id = "a1";
  record.fields = {{"name", "华东"}, {"type", "经销商"}, {"phone", nullptr}};
  const Value json = record_json(record);
  EXPECT_EQ(json["type"], "account");  // the record's, not the field's
  EXPECT_EQ(json["id"], "a1");
  EXPECT_EQ(json["name"], "华东");
  EXPECT_TRUE(json["phone"].is_null());
  EXPECT_EQ(json["fields"]["type"], "经销商");
  EXPECT_EQ(json["_state"]["deleted"], false);
}

TEST(Views, StatusOfANewProfileHasNulls) {
  const Value json = status_json({});
  for (const char* name : {"user", "device", "server", "last_sync"}) EXPECT_TRUE(json.at(name).is_null()) << name;
  for (const char* name : {"pending", "refused", "conflicts", "parked", "cursor"}) EXPECT_EQ(json.at(name), 0) << name;
  EXPECT_EQ(json.at("in_sync"), false);
}

TEST(Views, HistoryAndConflictsHaveTheirMembers) {
  client::HistoryLine line;
  line.field = "phone";
  line.made_ms = 1;
  const Value history = history_json(line);
  for (const char* name : {"field", "value", "previous", "user", "device", "made_at", "committed_at", "outcome"})
    EXPECT_TRUE(history.contains(name)) << name;
  EXPECT_TRUE(history["committed_at"].is_null());
  client::Conflict conflict;
  conflict.sides.emplace_back();
  const Value json = conflict_json(conflict);
  for (const char* name : {"id", "type", "record", "field", "sides"}) EXPECT_TRUE(json.contains(name)) << name;
  for (const char* name : {"edit", "value", "user", "device", "made_at", "current"})
    EXPECT_TRUE(json["sides"][0].contains(name)) << name;
}

TEST(Views, AnImportCountsAndListsWhatWasRejected) {
  client::ImportResult result;
  result.read = 2;
  result.rejected.push_back({3, "phone", "too long"});
  const Value json = import_json(result);
  EXPECT_EQ(json["read"], 2);
  EXPECT_EQ(json["rejected"], Value::array({{{"line", 3}, {"field", "phone"}, {"reason", "too long"}}}));
}

TEST(Language, FollowsTheLocale) {
  EXPECT_EQ(language_of_locale("zh_CN.UTF-8"), Language::Chinese);
  EXPECT_EQ(language_of_locale("C.UTF-8"), Language::English);
  EXPECT_EQ(language_of_locale(""), Language::English);
  EXPECT_EQ(text_in(Language::Chinese, {"", "Phone"}), "Phone");
}

}  // namespace
}  // namespace keybook::cli
