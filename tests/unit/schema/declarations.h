// Small declarations for tests.
#pragma once

#include <gtest/gtest.h>

#include "schema/registry.h"

namespace keybook::schema::testing {

inline Value label(const std::string& text) { return {{"zh", text}, {"en", text}}; }

// A field with the members that every field needs, and those given.
inline Value field(int number, const std::string& name, const std::string& kind, const Value& more = Value::object()) {
  Value out = {{"number", number}, {"name", name}, {"kind", kind}, {"label", label(name)}};
  out.update(more);
  return out;
}

// A type "account" with a name and the fields given.
inline Value account(const std::vector<Value>& fields) {
  Value out = {{"type", "account"}, {"number", 1}, {"scope", "root"}, {"label", label("account")}, {"title", {"name"}}};
  out["fields"] = Value::array({field(1, "name", "text")});
  for (const Value& one : fields) out["fields"].push_back(one);
  return out;
}

inline Value child(const std::string& name, int number, const std::string& parent, const std::string& target) {
  Value out = {{"type", name},     {"number", number},     {"scope", "child"},
               {"parent", parent}, {"label", label(name)}, {"title", {parent}}};
  out["fields"] =
      Value::array({field(1, parent, "reference", {{"target", target}, {"merge", "locked"}, {"required", true}})});
  return out;
}

inline Registry loaded(const std::vector<Value>& documents, const Registry* base = nullptr) {
  std::vector<std::pair<std::string, Value>> named;
  for (std::size_t i = 0; i < documents.size(); ++i)
    named.emplace_back("file" + std::to_string(i) + ".json", documents[i]);
  auto registry = Registry::documents(named, base);
  EXPECT_TRUE(registry) << registry.error().text();
  return registry ? *registry : Registry();
}

// The error of documents that must not load.
inline base::Error load_error(const std::vector<Value>& documents, const Registry* base = nullptr) {
  std::vector<std::pair<std::string, Value>> named;
  for (std::size_t i = 0; i < documents.size(); ++i)
    named.emplace_back("file" + std::to_string(i) + ".json", documents[i]);
  const auto registry = Registry::documents(named, base);
  EXPECT_FALSE(registry) << "loaded, but should not";
  return registry ? base::Error{} : registry.error();
}

}  // namespace keybook::schema::testing
