#include "session/proofs.h"

#include <algorithm>

#include "base/sealed_box.h"

namespace keybook::server::session {

using record::FirstMade;
using record::Stamp;
using record::Value;

std::string Proofs::mark(const std::string& user, const FirstMade& first, const Stamp& rank,
                         const std::vector<std::string>& parked) const {
  const Value text = {server_, user, first.enrolment, first.counter, first.digest, rank.text(), parked};
  return base::mark(key_, text.dump(-1, ' ', false, Value::error_handler_t::replace), protocol::proof_bytes);
}

std::string Proofs::of(const std::string& user, const FirstMade& first, const Stamp& rank,
                       const protocol::Outcome& outcome) const {
  if (!enabled() || outcome.commit == 0) return {};
  std::vector<std::string> parked;
  for (const protocol::PartOutcome& part : outcome.parts) {
    if (part.state == protocol::PartState::Refused) return {};
    if (part.state == protocol::PartState::Parked) parked.push_back(part.account);
  }
  std::sort(parked.begin(), parked.end());
  return mark(user, first, rank, parked);
}

bool Proofs::holds(const std::string& user, const record::Mutation& mutation, const protocol::Proof& proof) const {
  return enabled() && !mutation.first.empty() && !mutation.ranked.empty() &&
         proof.mark == mark(user, mutation.first, mutation.ranked, proof.parked);
}

}  // namespace keybook::server::session
