// Reading one declaration document, strictly: a member that nobody reads is an error, as is a missing or wrong one.
// Internal to this folder. Threads: pure functions. Errors: base::Failure with code BadFile, the file, and the member's
// path.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/registry.h"

namespace keybook::schema {

inline constexpr int number_max = 100'000;        // numbers of types and fields
inline constexpr int length_max_max = 1'000'000;  // a longer text is a file
inline constexpr int decimals_max = 6;
inline constexpr const char* nobody = "server";  // in place of a role: only the server itself writes it

[[noreturn]] void reject(const std::string& file, const std::string& member, const std::string& reason,
                         const std::string& remedy = {});

// Text of a declaration file (comments allowed) as JSON. A member given twice is an error.
[[nodiscard]] Value parse_document(const std::string& file, std::string_view text);

// One type by its document. Fields are consistent in themselves; what spans fields and types is checked by
// consistency.h.
[[nodiscard]] Type read_type(const std::string& file, const Value& document);

// The members of one JSON object, each read at most once.
class Members {
 public:
  Members(const std::string& file, std::string path, const Value& json);

  // The member, or null where it is missing.
  [[nodiscard]] const Value& get(std::string_view name);
  [[nodiscard]] const Value& need(std::string_view name);
  [[nodiscard]] std::string text(std::string_view name);  // required, not empty
  [[nodiscard]] std::string text_or_empty(std::string_view name);
  [[nodiscard]] bool flag(std::string_view name);                        // false where missing
  [[nodiscard]] int number(std::string_view name, int least, int most);  // required
  [[nodiscard]] int number_or(std::string_view name, int least, int most, int otherwise);
  [[nodiscard]] std::vector<std::string> texts(std::string_view name);  // without repetition; empty where missing
  [[nodiscard]] Label label(std::string_view name);                     // required, both languages
  [[nodiscard]] Label label_or_empty(std::string_view name);
  // Calls `each` with the members and the path of every object of an array; nothing where it is missing.
  template <class Each>
  void objects(std::string_view name, Each&& each) {
    const Value& array = get(name);
    if (array.is_null()) return;
    if (!array.is_array()) wrong(name, "must be an array of objects");
    for (std::size_t i = 0; i < array.size(); ++i) {
      Members members(file_, path_of(name) + "[" + std::to_string(i) + "]", array[i]);
      each(members);
      members.done();
    }
  }
  // Every member must have been read.
  void done() const;

  [[noreturn]] void wrong(std::string_view name, const std::string& reason, const std::string& remedy = {}) const;
  [[nodiscard]] std::string path_of(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return json_.contains(name); }
  void rename(std::string path) { path_ = std::move(path); }  // once it is known what the object is called
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  const std::string& file_;
  std::string path_;
  const Value& json_;
  std::set<std::string, std::less<>> read_;
};

}  // namespace keybook::schema
