// What must hold between the fields of a type, between types, and between a declaration and the one before it.
// Internal to this folder. Threads: pure functions. Errors: base::Failure with code BadFile, naming file and member.
#pragma once

#include <string>
#include <vector>

#include "schema/registry.h"

namespace keybook::schema {

// A type with the name of the file that it came from.
struct Declared {
  std::string file;
  Type type;
};

void check_type(const std::string& file, const Type& type);
void check_types(const std::vector<Declared>& types);
// `next` takes the place of `before`, whose values lie in tables and histories everywhere.
void check_successor(const std::string& file, const Type& before, const Type& next);

}  // namespace keybook::schema
