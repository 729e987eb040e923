#include "reports/change_triggers.h"

namespace keybook::client::reports {

// NOT EXISTS and no OR IGNORE: what the statement outside says about conflicts also holds inside its triggers, and an
// upsert there would undo it.
Note noted_in(const std::string& list, const std::string& what, const std::string& column) {
  return [list, what, of = column.empty() ? what : column](const std::string& row) {
    const std::string value = row + "." + what;
    return "INSERT INTO " + list + " SELECT " + value + " WHERE " + value +
           " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + list + " WHERE " + of + " = " + value + ");";
  };
}

std::string change_triggers(const std::string& name, const std::string& table, const std::string& columns,
                            const Note& note, const std::string& goes_along) {
  std::string out;
  const auto add = [&](const std::string& kind, const std::string& event, const std::string& body) {
    const std::string trigger = name + "_" + kind;
    out += "DROP TRIGGER IF EXISTS " + trigger + ";\nCREATE TRIGGER " + trigger + " AFTER " + event + " ON " + table +
           " BEGIN " + body + " END;\n";
  };
  add("new", "INSERT", note("NEW"));
  add("gone", "DELETE", note("OLD") + goes_along);
  add("set", "UPDATE OF " + columns, note("OLD") + note("NEW"));
  return out;
}

}  // namespace keybook::client::reports
