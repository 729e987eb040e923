// Values that fit any declared field, each unique within a run so that the oracles can find it again.
#pragma once

#include "schema/registry.h"
#include "simulation/world/sim.h"

namespace keybook::simulation {

class Values {
 public:
  explicit Values(SeededRandom& random) : random_(random) {}
  // A new value of the field; `shown` is what stands there (texts grow out of it). Null: this field is not for the
  // workload.
  [[nodiscard]] schema::Value make(const schema::Field& field, const schema::Value& shown);
  [[nodiscard]] std::string word() { return "t" + std::to_string(++made_); }  // for sets
  [[nodiscard]] std::int64_t made() const { return made_; }

 private:
  SeededRandom& random_;
  std::int64_t made_ = 0;
};

}  // namespace keybook::simulation
