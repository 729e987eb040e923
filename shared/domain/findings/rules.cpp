#include "domain/findings/rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>

#include "schema/decimal.h"

namespace keybook::domain::findings {
namespace {

using schema::Type;

std::string text_of(const Facts& record, std::string_view field) {
  const auto found = record.fields.find(field);
  if (found == record.fields.end() || found->second.is_null()) return {};
  return found->second.is_string() ? found->second.get<std::string>() : found->second.dump();
}

bool in_force(const Facts& record, const std::string& day) {
  const std::string from = text_of(record, "valid_from"), to = text_of(record, "valid_to");
  return (from.empty() || from <= day) && (to.empty() || day <= to) && text_of(record, "active") != "false";
}

// Records that agree in the fields of a rule.
using Groups = std::map<std::vector<std::string>, std::vector<const Facts*>>;
Groups grouped(const std::vector<Facts>& records, const std::vector<std::string>& within, const std::string& day) {
  Groups groups;
  for (const Facts& record : records) {
    if (!in_force(record, day)) continue;
    std::vector<std::string> key;
    for (const std::string& field : within) key.push_back(text_of(record, field));
    groups[key].push_back(&record);
  }
  return groups;
}

// ---- circles

// References lead by id, names by name.
void find_circles(const Type& type, const schema::Field& field, const std::vector<Facts>& records,
                  std::vector<Finding>& out) {
  const bool by_id = field.kind == schema::Kind::Reference;
  std::unordered_map<std::string, const Facts*> known;
  for (const Facts& record : records) known.emplace(by_id ? record.id : text_of(record, "name"), &record);
  std::set<const Facts*> done;
  for (const Facts& start : records) {
    std::vector<const Facts*> path;
    const Facts* at = &start;
    while (at != nullptr && !done.contains(at) && std::find(path.begin(), path.end(), at) == path.end()) {
      path.push_back(at);
      const auto above = known.find(text_of(*at, field.name));
      at = above == known.end() ? nullptr : above->second;
    }
    const auto closes = std::find(path.begin(), path.end(), at);
    if (closes != path.end()) {
      std::string names;
      for (auto one = closes; one != path.end(); ++one) names += (*one)->name + " → ";
      out.push_back({type.name, (*closes)->id, field.name, "circle", "goes in a circle: " + names + (*closes)->name,
                     "Change " + field.name + " of one of them"});
    }
    done.insert(path.begin(), path.end());
  }
}

// ---- sums

void find_sums(const Type& type, const schema::SumRule& rule, const std::vector<Facts>& records, const std::string& day,
               std::vector<Finding>& out) {
  for (const auto& [key, members] : grouped(records, rule.within, day)) {
    std::string sum = "0", names;
    for (const Facts* one : members) {
      if (const std::string value = text_of(*one, rule.field); !value.empty()) sum = schema::add_decimals(sum, value);
      names += (names.empty() ? "" : ", ") + one->name;
    }
    if (schema::compare_decimals(sum, rule.total) == 0) continue;
    out.push_back({type.name, members.front()->id, rule.field, "sum",
                   "adds up to " + schema::without_trailing_zeros(sum) + ", not " + rule.total + ": " + names,
                   "Change the values so that they are " + rule.total + " together"});
  }
}

// ---- bands

struct Band {
  const Facts* record;
  std::string from, to;  // empty: open
};

bool is_below(const Band& a, const Band& b) {  // by lower bound, an open one first
  if (a.from.empty() != b.from.empty()) return a.from.empty();
  return !a.from.empty() && schema::compare_decimals(a.from, b.from) < 0;
}

void find_overlaps(const Type& type, const schema::BandRule& rule, const std::vector<Facts>& records,
                   const std::string& day, std::vector<Finding>& out) {
  for (const auto& [key, members] : grouped(records, rule.within, day)) {
    std::vector<Band> bands;
    for (const Facts* one : members) {
      Band band{one, text_of(*one, rule.from), text_of(*one, rule.to)};
      if (band.from.empty() && band.to.empty()) continue;
      if (!band.from.empty() && !band.to.empty() && schema::compare_decimals(band.to, band.from) <= 0)
        out.push_back({type.name, one->id, rule.to, "bounds",
                       one->name + ": ends at " + band.to + ", not above " + band.from,
                       "Give an upper bound above the lower"});
      else
        bands.push_back(std::move(band));
    }
    std::sort(bands.begin(), bands.end(), is_below);
    for (std::size_t i = 1; i < bands.size(); ++i) {
      const Band &a = bands[i - 1], &b = bands[i];
      const bool apart = !a.to.empty() && !b.from.empty() && schema::compare_decimals(a.to, b.from) <= 0;
      if (!apart)
        out.push_back({type.name, b.record->id, rule.from, "overlap", b.record->name + " overlaps " + a.record->name,
                       "Let one band begin where the other ends"});
    }
  }
}

}  // namespace

std::vector<const schema::Field*> fields_of(const Type& type) {
  std::set<std::string> names;
  for (const schema::Field& field : type.fields)
    if (field.tree) names.insert(field.name);
  for (const schema::SumRule& rule : type.sums) {
    names.insert(rule.field);
    names.insert(rule.within.begin(), rule.within.end());
  }
  for (const schema::BandRule& rule : type.bands) {
    names.insert({rule.from, rule.to});
    names.insert(rule.within.begin(), rule.within.end());
  }
  std::vector<const schema::Field*> out;
  if (names.empty()) return out;
  names.insert({"name", "valid_from", "valid_to", "active"});
  for (const std::string& title : type.title) names.insert(title);
  for (const schema::Field& field : type.fields)
    if (names.contains(field.name)) out.push_back(&field);
  return out;
}

std::vector<Finding> findings(const Type& type, const std::vector<Facts>& records, const std::string& day) {
  std::vector<Finding> out;
  for (const schema::Field& field : type.fields)
    if (field.tree) find_circles(type, field, records, out);
  for (const schema::SumRule& rule : type.sums) find_sums(type, rule, records, day, out);
  for (const schema::BandRule& rule : type.bands) find_overlaps(type, rule, records, day, out);
  std::sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.record, a.field, a.message) < std::tie(b.record, b.field, b.message);
  });
  return out;
}

}  // namespace keybook::domain::findings
