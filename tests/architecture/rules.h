// One function per rule; each returns what breaks it. The tables that people edit are at the top of the .cpp files:
// layers.cpp (who may include whom), outside.cpp (where the machine is touched), limits.h (how long things may be).
#pragma once

#include "architecture/source.h"

namespace keybook::architecture {

// An #include against the arrows between folders, of an unknown folder, or one that two files answer to.
std::vector<Finding> check_layers(const Tree& tree);

// Clock, randomness, network, files, Qt, curl, PostgreSQL, SQLite outside their homes.
std::vector<Finding> check_outside(const Tree& tree);

// Homes in the table of outside.cpp that no longer exist: an exception must not outlive its reason.
std::vector<Finding> check_homes(const Tree& tree);

// Files and functions over the limits of limits.h.
std::vector<Finding> check_sizes(const Tree& tree);

// Context properties; literal colours and font sizes in pages; QML modules that import against the arrows.
std::vector<Finding> check_qml(const Tree& tree);

// Notes to self, and paths of somebody's machine.
std::vector<Finding> check_text(const Tree& tree);

// A function found in stripped code; lines 1-based and inclusive, from its name to its closing brace.
struct Function {
  std::string head;  // "void f(int x)"
  int first_line = 0, last_line = 0;
};
struct Functions {
  std::vector<Function> found;
  bool balanced = true;  // every brace had its partner
};
Functions functions_of(std::string_view code);

}  // namespace keybook::architecture
