// Names of the closed sets, and small functions of edits.
#include <array>

#include "record/state.h"

namespace keybook::record {

namespace {

constexpr std::array<std::string_view, 4> ops = {"create", "set", "delete", "restore"};
constexpr std::array<std::string_view, 9> line_states = {"accepted", "request", "granted",  "parked", "taken",
                                                         "declined", "refused", "reverted", "voided"};

template <class Enum, std::size_t size>
std::optional<Enum> found_in(const std::array<std::string_view, size>& names, std::string_view name) {
  for (std::size_t i = 0; i < size; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Op op) { return ops[static_cast<std::size_t>(op)]; }
std::optional<Op> op_of(std::string_view name) { return found_in<Op>(ops, name); }

std::string_view name_of(LineState state) { return line_states[static_cast<std::size_t>(state)]; }
std::optional<LineState> line_state_of(std::string_view name) { return found_in<LineState>(line_states, name); }

EditName edit_name(const Origin& origin) {
  EditName name = origin.name.text();
  if (!origin.addressed.empty()) {
    name += '/';
    name += origin.addressed;
  }
  return name;
}

}  // namespace keybook::record
