// The distinct origins of a record's heads, numbered: most fields of a record share one. For the codecs of this folder.
#pragma once

#include "record/state.h"

namespace keybook::record {

class OriginTable {
 public:
  // The number of an origin, added where it is new.
  std::size_t add(const OriginPtr& origin) {
    for (std::size_t i = 0; i < origins_.size(); ++i)
      if (origins_[i] == origin || *origins_[i] == *origin) return i;
    origins_.push_back(origin);
    return origins_.size() - 1;
  }
  [[nodiscard]] const std::vector<OriginPtr>& all() const { return origins_; }

 private:
  std::vector<OriginPtr> origins_;
};

// The common case: one head whose base is implied and whose value is the standing one.
[[nodiscard]] inline bool is_simple(const FieldState& field) {
  return field.heads.size() == 1 && !field.conflict && !field.lined && !field.heads.front().base &&
         field.heads.front().value.is_null();
}

}  // namespace keybook::record
