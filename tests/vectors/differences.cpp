// The product's view against a vector's expectation.
#include <algorithm>

#include "vectors/play.h"

namespace keybook::vectors {

namespace {

Json sorted(Json list) {
  if (list.is_array())
    std::sort(list.begin(), list.end(), [](const Json& a, const Json& b) { return a.dump() < b.dump(); });
  return list;
}

// Lists are sets wherever the vectors have one.
Json normal(const Json& json) {
  if (json.is_array()) {
    Json out = Json::array();
    for (const Json& item : json) out.push_back(normal(item));
    return sorted(std::move(out));
  }
  if (!json.is_object()) return json;
  Json out = Json::object();
  for (const auto& [name, item] : json.items()) out[name] = normal(item);
  return out;
}

Json distinct(const Json& lists) {
  Json out = Json::object();
  for (const auto& [place, values] : lists.items()) {
    Json list = sorted(values);
    list.erase(std::unique(list.begin(), list.end()), list.end());
    out[place] = std::move(list);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const Vector& vector, const Json& got)
      : expect_(vector.json.at("expect")), got_(got), fields_(vector.json.at("fields")) {}

  std::vector<Difference> run(bool with_events) {
    compare_records();
    for (const char* part : {"parked", "requests", "refused", "conflicts"})
      compare(part, expect_.value(part, Json::array()), got_.at(part));
    compare("lost", expect_.value("lost", Json::object()), distinct(got_.at("lost")));
    if (with_events && expect_.contains("visible")) compare("visible", expect_["visible"], got_.at("visible"));
    compare_texts();
    return std::move(found_);
  }

 private:
  void compare(const std::string& rule, const Json& expected, const Json& got) {
    if (normal(expected) != normal(got)) found_.push_back({rule, expected, got});
  }

  [[nodiscard]] std::string rule_of(const std::string& field) const {
    return fields_.at(field).at("merge").get<std::string>();
  }

  void compare_records() {
    const Json expected = expect_.value("records", Json::object()), texts = expect_.value("text", Json::object());
    for (const auto& [id, got] : got_.at("records").items()) {
      if (!expected.contains(id)) {
        found_.push_back({"records", id + " is not there", got});
        continue;
      }
      if (got.is_null() || expected[id].is_null()) {
        compare("existence", expected[id], got);
        continue;
      }
      for (const auto& [field, value] : got.items()) {
        if (texts.contains(id + "." + field)) continue;
        if (!expected[id].contains(field))
          found_.push_back({rule_of(field), id + "." + field + " is not there", value});
        else
          compare(rule_of(field), {{id + "." + field, expected[id][field]}}, {{id + "." + field, value}});
      }
      for (const auto& [field, value] : expected[id].items())
        if (!got.contains(field)) found_.push_back({rule_of(field), {{id + "." + field, value}}, "not there"});
    }
    for (const auto& [id, value] : expected.items())
      if (!got_.at("records").contains(id)) found_.push_back({"records", {{id, value}}, "not there"});
  }

  void compare_texts() {
    const Json texts = expect_.value("text", Json::object());
    for (const auto& [place, want] : texts.items()) {
      const auto dot = place.find('.');
      const Json record = got_.at("records").value(place.substr(0, dot), Json());
      const Json value = record.is_object() ? record.value(place.substr(dot + 1), Json()) : Json();
      if (!value.is_string()) {
        found_.push_back({"text", {{place, want}}, value});
        continue;
      }
      const auto& text = value.get_ref<const std::string&>();
      if (want.contains("equals") && want["equals"] != value)
        found_.push_back({"text", {{place, want["equals"]}}, value});
      for (const Json& passage : want.at("contains"))
        if (text.find(passage.get_ref<const std::string&>()) == std::string::npos)
          found_.push_back({"text", {{place, passage}}, value});
      const Json& overlaps = got_.at("text_conflicts");
      const bool overlap = std::find(overlaps.begin(), overlaps.end(), Json(place)) != overlaps.end();
      if (want.contains("overlap") && want["overlap"].is_boolean() && want["overlap"] != Json(overlap))
        found_.push_back({"overlap", {{place, want["overlap"]}}, overlap});
    }
  }

  const Json& expect_;
  const Json& got_;
  const Json& fields_;
  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> differences(const Vector& vector, const Json& got) {
  return Comparison(vector, got).run(vector.json.contains("events"));
}

}  // namespace keybook::vectors
