#include "protocol/proof.h"

#include <algorithm>

#include "record/limits.h"

namespace keybook::protocol {

namespace {

constexpr const char* proof_member = "K";

}  // namespace

std::optional<Proof> proof_of(const Outcome& outcome) {
  if (outcome.proof.empty()) return std::nullopt;
  Proof proof{outcome.proof, {}};
  for (const PartOutcome& part : outcome.parts)
    if (part.state == PartState::Parked) proof.parked.push_back(part.account);
  std::sort(proof.parked.begin(), proof.parked.end());
  return proof;
}

Value to_json(const Proof& proof) {
  Value out = {proof.mark};
  for (const std::string& account : proof.parked) out.push_back(account);
  return out;
}

std::optional<Proof> proof_from(const Value& json) {
  const auto is_text = [](const Value& part) { return part.is_string(); };
  if (!json.is_array() || json.empty() || !std::all_of(json.begin(), json.end(), is_text)) return std::nullopt;
  if (json.size() > static_cast<std::size_t>(record::edits_per_mutation_max) + 1) return std::nullopt;
  Proof proof{json[0].get<std::string>(), {}};
  for (std::size_t i = 1; i < json.size(); ++i) proof.parked.push_back(json[i].get<std::string>());
  return proof;
}

void put_proof(Value& mutation, const Value& proof) {
  if (!proof.is_null()) mutation[proof_member] = proof;
}

std::optional<Proof> proof_with(const Value& mutation) {
  const auto found = mutation.is_object() ? mutation.find(proof_member) : mutation.end();
  return found == mutation.end() ? std::nullopt : proof_from(*found);
}

}  // namespace keybook::protocol
