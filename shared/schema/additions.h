// What head office declares at run time: whole types, fields and choices that come to a type, fields that are retired.
// Each addition is one document of the form that README.md describes, kept as a record of type `declaration` with a
// number that gives the order. It never changes; what is in force is the program's own declarations with all additions
// after each other.
//
// Threads: pure functions; Declarations locks by itself. Errors: BadFile with the file and the member, where a document
// is admitted; one that is in force elsewhere and does not fit here is left out, never an error.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "schema/registry.h"

namespace keybook::schema {

inline constexpr const char* addition_type = "declaration";  // the record type that holds them
// Names of what is added at run time begin with this: no later version of the product can come to the same ones.
inline constexpr std::string_view addition_prefix = "x_";

struct Addition {
  std::int64_t number = 0;
  std::string text;  // the document as JSON
};

// The text of a file (comments allowed) as a document.
[[nodiscard]] base::Result<Value> read_document(const std::string& file, std::string_view text);
// A document as it becomes an addition to `current`: checked as a whole with everything that is in force, and numbers
// that it leaves out filled in with the next free ones. `file`: the name that messages call it by.
[[nodiscard]] base::Result<Value> admitted(const Registry& current, const std::string& file, const Value& document);

// What an addition is about, as the short text that lists show: "account: x_fleet".
[[nodiscard]] std::string summary_of(const Value& document);

struct Grown {
  Registry registry;
  std::vector<base::Error> left_out;  // additions that do not fit these declarations, with the reason
};
// `base` with all additions in their order.
[[nodiscard]] Grown grown(const Registry& base, const std::vector<Addition>& additions);

// The declarations in force over time. Registries that were given out once live as long as this object or whoever holds
// them, so that no pointer into one is ever left hanging.
class Declarations {
 public:
  explicit Declarations(const Registry& base) : base_(base) {}  // `base` outlives this and all registries
  [[nodiscard]] std::shared_ptr<const Registry> with(const std::vector<Addition>& additions);
  [[nodiscard]] const Registry& base() const { return base_; }

 private:
  const Registry& base_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Registry>> made_;  // by the texts of the additions
};

}  // namespace keybook::schema
