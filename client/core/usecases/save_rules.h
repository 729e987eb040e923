// What a record must keep when it is saved here, beyond its own declaration: a tree that runs in no circle, bands that
// lie apart, a scheme whose weights add up, returns that say so, rules of tenders and stages that look at other
// records. Judged by what would be seen after the save, inside its transaction: a refusal takes all of it back. What
// arrives from others is never refused (findings tell of it). Internal to this folder. Threads: as the database.
// Errors: base::Failure (NotValid) with record and field, and what to do.
#pragma once

#include "domain/number.h"
#include "usecases/impl.h"

namespace keybook::client {

class SaveRules {
 public:
  // `mends`: see SaveHow.
  SaveRules(Client::Impl& impl, const std::vector<record::RecordEdit>& edits, bool mends);
  void check() const;  // after the change is shown

 private:
  struct Saving {
    std::string type, id;
    bool created = false, restored = false;
    std::set<std::string> units;  // that were given
    [[nodiscard]] bool gives(std::initializer_list<const char*> names) const;
  };
  [[nodiscard]] static bool judged(const schema::Type& type, const record::RecordEdit& edit);
  void check_by_declaration(const Saving& saving) const;
  void check_tree(const Saving& saving, const schema::Field& field) const;
  void check_declaration(const Saving& saving) const;
  void check_quotation(const Saving& saving) const;
  void check_gate(const Saving& saving) const;
  void check_scheme(const Saving& saving) const;
  void check_grade(const Saving& saving) const;
  [[nodiscard]] std::string today() const;
  [[nodiscard]] Value fields_of(const Saving& saving) const;
  // In force on that day; empty: today.
  [[nodiscard]] domain::Decimal standard(const char* name, std::int64_t otherwise, const std::string& day) const;
  Client::Impl& impl_;
  const bool mends_;
  std::vector<Saving> savings_;
};

}  // namespace keybook::client
