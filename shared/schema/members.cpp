// Strict reading of JSON objects (declaration.h).
#include <algorithm>

#include "base/failure.h"
#include "schema/declaration.h"

namespace keybook::schema {
namespace {

const Value null_value;

Label read_label(Members& members) {
  Label label{members.text("zh"), members.text("en")};
  members.done();
  return label;
}

// Notes the names of each object that is open, so that a repeated one is seen; nlohmann keeps the last silently.
class RepeatedMembers {
 public:
  bool operator()(int, Value::parse_event_t event, Value& parsed) {
    switch (event) {
      case Value::parse_event_t::object_start:
        open_.emplace_back();
        break;
      case Value::parse_event_t::object_end:
        open_.pop_back();
        break;
      case Value::parse_event_t::key:
        if (const auto& name = parsed.get_ref<const std::string&>(); !open_.back().insert(name).second) repeated = name;
        break;
      default:
        break;
    }
    return true;
  }
  std::string repeated;

 private:
  std::vector<std::set<std::string>> open_;
};

}  // namespace

void reject(const std::string& file, const std::string& member, const std::string& reason, const std::string& remedy) {
  base::Where where;
  where.file = file;
  throw base::Failure({base::ErrorCode::BadFile, member.empty() ? reason : member + ": " + reason, where, remedy});
}

Value parse_document(const std::string& file, std::string_view text) {
  RepeatedMembers members;
  Value document;
  try {
    document = Value::parse(text, std::ref(members), true, true);
  } catch (const Value::exception& error) {
    reject(file, "", std::string("not valid JSON: ") + error.what());
  }
  if (!members.repeated.empty()) reject(file, members.repeated, "this member is given twice in one object");
  return document;
}

Members::Members(const std::string& file, std::string path, const Value& json)
    : file_(file), path_(std::move(path)), json_(json) {
  if (!json.is_object()) reject(file, path_, "must be an object");
}

std::string Members::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void Members::wrong(std::string_view name, const std::string& reason, const std::string& remedy) const {
  reject(file_, path_of(name), reason, remedy);
}

const Value& Members::get(std::string_view name) {
  read_.emplace(name);
  const auto found = json_.find(name);
  return found == json_.end() ? null_value : *found;
}

const Value& Members::need(std::string_view name) {
  const Value& value = get(name);
  if (value.is_null()) wrong(name, "is missing");
  return value;
}

std::string Members::text(std::string_view name) {
  const Value& value = need(name);
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    wrong(name, "must be a text that is not empty");
  return value.get<std::string>();
}

std::string Members::text_or_empty(std::string_view name) { return get(name).is_null() ? std::string() : text(name); }

bool Members::flag(std::string_view name) {
  const Value& value = get(name);
  if (!value.is_null() && !value.is_boolean()) wrong(name, "must be true or false");
  return value.is_boolean() && value.get<bool>();
}

int Members::number(std::string_view name, int least, int most) {
  const Value& value = need(name);
  const bool fits = value.is_number_integer() && value >= least && value <= most;
  if (!fits) wrong(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return value.get<int>();
}

int Members::number_or(std::string_view name, int least, int most, int otherwise) {
  return get(name).is_null() ? otherwise : number(name, least, most);
}

std::vector<std::string> Members::texts(std::string_view name) {
  std::vector<std::string> out;
  const Value& value = get(name);
  if (value.is_null()) return out;
  const bool fits =
      value.is_array() && std::all_of(value.begin(), value.end(), [](const Value& v) { return v.is_string(); });
  if (!fits) wrong(name, "must be an array of texts");
  for (const Value& element : value) {
    auto text = element.get<std::string>();
    if (text.empty()) wrong(name, "holds an empty text");
    if (std::find(out.begin(), out.end(), text) != out.end()) wrong(name, "names \"" + text + "\" twice");
    out.push_back(std::move(text));
  }
  return out;
}

Label Members::label(std::string_view name) {
  Members members(file_, path_of(name), need(name));
  return read_label(members);
}

Label Members::label_or_empty(std::string_view name) { return get(name).is_null() ? Label() : label(name); }

void Members::done() const {
  for (const auto& [name, value] : json_.items()) {
    if (read_.contains(name)) continue;
    std::string known;
    for (const std::string& other : read_) known += (known.empty() ? "" : ", ") + other;
    wrong(name, "unknown member", "Known here: " + known);
  }
}

}  // namespace keybook::schema
