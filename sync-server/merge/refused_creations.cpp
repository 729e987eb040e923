#include "merge/refused_creations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace keybook::server::merge {

using record::Value;

namespace {

constexpr const char* meta_prefix = "refused_creations:";
// By user. What was refused is mended or dropped in the end; more at once are the lines of a bad import, to which
// nothing refers yet.
constexpr std::size_t remembered_max = 256;

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void look(const Value& value, const std::vector<std::string>& records, std::vector<std::string>& found) {
  if (value.is_string()) {
    if (holds(records, value.get_ref<const std::string&>())) found.push_back(value.get<std::string>());
  } else if (value.is_structured()) {
    for (const Value& member : value) look(member, records, found);
  }
}

}  // namespace

std::vector<std::string>& RefusedCreations::of(const std::string& user) {
  const auto [found, fresh] = records_.try_emplace(user);
  if (!fresh) return found->second;
  const Value stored = Value::parse(writer_.meta(meta_prefix + user), nullptr, false);
  if (stored.is_array())
    for (const Value& record : stored)
      if (record.is_string()) found->second.push_back(record.get<std::string>());
  return found->second;
}

void RefusedCreations::add(const std::string& user, const std::vector<std::string>& records) {
  std::vector<std::string>& known = of(user);
  bool is_new = false;
  for (const std::string& record : records) {
    if (holds(known, record)) continue;
    known.push_back(record);
    is_new = true;
  }
  if (!is_new) return;
  if (known.size() > remembered_max)
    known.erase(known.begin(), known.end() - static_cast<std::ptrdiff_t>(remembered_max));
  writer_.set_meta(meta_prefix + user, Value(known).dump());
}

std::vector<std::string> RefusedCreations::named_by(const std::string& user, const record::Change& change) {
  std::vector<std::string> found;
  const std::vector<std::string>& records = of(user);
  if (records.empty()) return found;
  look(change.value, records, found);
  for (const std::string& element : change.add)
    if (holds(records, element)) found.push_back(element);
  return found;
}

}  // namespace keybook::server::merge
