// The edits of one change as callers list them, with one edit per record: a mutation names each record once, so what a
// file of operations does to a record in several lines is joined into what comes of it. Internal to this folder.
//
//   create + set = create, set + set = set (the later value; differences of sets and tallies add up), create + delete =
//   nothing, anything + delete = delete, delete + restore = restore, restore + set = a restore that sets fields.
//
// Threads: plain values. Errors: base::Failure (NotValid) with the line of an edit that nothing can come before: a set
// after a delete, a second create.
#pragma once

#include <map>
#include <set>
#include <tuple>

#include "schema/registry.h"
#include "usecases/values.h"

namespace keybook::client {

class OneChange {
 public:
  // `given`: every edit with its final id; types that are not declared stay apart for the builder to complain about.
  OneChange(const schema::Registry& registry, const std::vector<Edit>& given);

  // In the order in which their records were first named. Records that were made and deleted again are not there.
  [[nodiscard]] const std::vector<Edit>& edits() const { return edits_; }
  // Whether the change makes this record, and the record that it makes with this value of a natural key.
  [[nodiscard]] bool makes(const std::string& type, const std::string& id) const {
    return made_.count({type, id}) != 0;
  }
  [[nodiscard]] std::optional<std::string> made_with(const std::string& type, const std::string& field,
                                                     const std::string& value) const;
  // The line of the input that gave a field, where several lines named the record.
  [[nodiscard]] std::int64_t line_of(const std::string& id, const std::string& field) const;

 private:
  using Place = std::pair<std::string, std::string>;  // (type, id), or (id, field)
  void join(Edit& held, const Edit& next) const;
  void note_lines(const Edit& edit);
  void note_made(const Edit& edit);

  const schema::Registry& registry_;
  std::vector<Edit> edits_;
  std::set<Place> made_;
  std::map<std::tuple<std::string, std::string, std::string>, std::string> keys_;  // (type, field, value) -> id
  std::map<Place, std::int64_t> lines_;
};

}  // namespace keybook::client
