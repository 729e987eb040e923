#include "schema/registry.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/failure.h"
#include "schema/builtin.h"
#include "schema/consistency.h"
#include "schema/declaration.h"
#include "schema/extension.h"

namespace keybook::schema {
namespace {

using Documents = std::vector<std::pair<std::string, Value>>;

const Value no_document;

std::size_t found_or_end(const NameIndex& index, std::string_view name, std::size_t end) {
  const auto found = index.find(name);
  return found == index.end() ? end : found->second;
}

// FNV-1a: a name for a set of declarations, no protection against somebody who wants two to collide.
std::string digest_of(const std::vector<Value>& documents) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const Value& document : documents)
    for (const char c : document.dump() + '\n') hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

struct Loading {
  std::string file;
  Value document;
};

auto named(std::string_view name) {
  return [name](const Loading& loading) { return loading.document.value("type", std::string()) == name; };
}

// All documents that count: `base`'s, replaced by name, then extended.
std::vector<Loading> gathered(const Documents& documents, const Registry* base) {
  std::vector<Loading> loading;
  if (base != nullptr)
    for (const Type& type : base->types()) loading.push_back({"built-in " + type.name, base->document(type.name)});
  const std::size_t of_base = loading.size();
  for (const auto& [file, document] : documents) {
    if (!document.is_object()) reject(file, "", "a declaration is an object");
    if (document.contains("extend")) continue;
    const auto name =
        document.contains("type") && document["type"].is_string() ? document["type"].get<std::string>() : std::string();
    const auto end_of_base = loading.begin() + static_cast<std::ptrdiff_t>(of_base);
    const auto replaced = std::find_if(loading.begin(), end_of_base, named(name));
    if (replaced != end_of_base)
      *replaced = {file, document};
    else
      loading.push_back({file, document});
  }
  for (const auto& [file, document] : documents)
    if (document.contains("extend")) {
      const auto extended = std::find_if(loading.begin(), loading.end(), named(extended_type(file, document)));
      if (extended == loading.end()) reject(file, "extend", "no such type " + document["extend"].dump());
      extend(file, document, extended->document);
      extended->file = file;
    }
  return loading;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) reject(path.string(), "", "cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

Documents read_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> paths;
  for (auto entry = std::filesystem::directory_iterator(folder, failed);
       !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed))
    if (entry->path().extension() == ".json") paths.push_back(entry->path());
  if (failed) reject(folder.string(), "", "this folder of declarations cannot be read: " + failed.message());
  std::sort(paths.begin(), paths.end());  // the order of a directory is accidental
  Documents documents;
  for (const auto& path : paths)
    documents.emplace_back(path.filename().string(), parse_document(path.filename().string(), read_file(path)));
  return documents;
}

}  // namespace

// ---- Type

const Field* Type::field(std::string_view field_name) const {
  const std::size_t at = found_or_end(field_index, field_name, fields.size());
  return at == fields.size() ? nullptr : &fields[at];
}

bool Type::grants(const Unit& unit, std::string_view role) const {
  return std::all_of(unit.fields.begin(), unit.fields.end(), [&](int index) {
    const auto& grant = fields[static_cast<std::size_t>(index)].grant;
    return std::find(grant.begin(), grant.end(), role) != grant.end();
  });
}

const Unit* Type::unit(std::string_view unit_name) const {
  const std::size_t at = found_or_end(unit_index, unit_name, units.size());
  return at == units.size() ? nullptr : &units[at];
}

const Unit& Type::unit_of(const Field& of) const {
  const Unit* found = unit(of.group.empty() ? of.name : of.group);
  KEYBOOK_ASSERT(found != nullptr);
  return *found;
}

void Type::derive() {
  field_index.clear();
  unit_index.clear();
  units.clear();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& one = fields[i];
    field_index.emplace(one.name, i);
    if (!one.stored()) continue;
    const std::string& unit_name = one.group.empty() ? one.name : one.group;
    const auto [entry, fresh] = unit_index.emplace(unit_name, units.size());
    if (fresh) {
      Unit made{unit_name, {}, !one.group.empty(), one.merge, one.review, one.label, one.number};
      for (const Heading& heading : groups)
        if (made.grouped && heading.name == unit_name) made.label = heading.label;
      units.push_back(std::move(made));
    }
    Unit& unit = units[entry->second];
    unit.fields.push_back(static_cast<int>(i));
    unit.number = std::min(unit.number, one.number);
  }
  sorted_units.resize(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) sorted_units[i] = i;
  std::sort(sorted_units.begin(), sorted_units.end(),
            [this](std::size_t a, std::size_t b) { return units[a].name < units[b].name; });
  unit_numbers.clear();
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto at = static_cast<std::size_t>(std::max(0, units[i].number));
    if (at >= unit_numbers.size()) unit_numbers.resize(at + 1, -1);
    unit_numbers[at] = static_cast<int>(i);
  }
}

// ---- Registry

base::Result<Registry> Registry::builtin() {
  return base::caught([] {
    Documents parsed;
    for (const BuiltinDocument& document : builtin_documents()) {
      const std::string file(document.file);
      parsed.emplace_back(file, parse_document(file, document.text));
    }
    return base::need(documents(parsed));
  });
}

base::Result<Registry> Registry::folder(const std::filesystem::path& folder, const Registry* base) {
  return base::caught([&] { return base::need(documents(read_folder(folder), base)); });
}

base::Result<Registry> Registry::documents(const Documents& given, const Registry* base) {
  return base::caught([&] {
    auto loading = gathered(given, base);
    std::vector<Declared> declared;
    for (const Loading& one : loading) {
      Type type = read_type(one.file, one.document);
      type.derive();
      check_type(one.file, type);
      const Type* before = base != nullptr ? base->type(type.name) : nullptr;
      if (before != nullptr) check_successor(one.file, *before, type);
      declared.push_back({one.file, std::move(type)});
    }
    check_types(declared);
    std::vector<std::size_t> by_number(declared.size());
    for (std::size_t i = 0; i < by_number.size(); ++i) by_number[i] = i;
    std::sort(by_number.begin(), by_number.end(),
              [&](std::size_t a, std::size_t b) { return declared[a].type.number < declared[b].type.number; });
    Registry registry;
    for (const std::size_t i : by_number) {
      registry.index_.emplace(declared[i].type.name, registry.types_.size());
      registry.types_.push_back(std::move(declared[i].type));
      registry.documents_.push_back(std::move(loading[i].document));
    }
    registry.digest_ = digest_of(registry.documents_);
    return registry;
  });
}

const Type* Registry::type(std::string_view name) const {
  const std::size_t at = found_or_end(index_, name, types_.size());
  return at == types_.size() ? nullptr : &types_[at];
}

const Type* Registry::root() const {
  const auto found =
      std::find_if(types_.begin(), types_.end(), [](const Type& type) { return type.scope == Scope::Root; });
  return found == types_.end() ? nullptr : &*found;
}

const Value& Registry::document(std::string_view type) const {
  const std::size_t at = found_or_end(index_, type, documents_.size());
  return at == documents_.size() ? no_document : documents_[at];
}

}  // namespace keybook::schema
