#include "session/proofs.h"

#include <algorithm>

#include "base/sealed_box.h"
#include "record/codec.h"

namespace keybook::server::session {

using record::FirstMade;
using record::Mutation;
using record::Stamp;
using record::Value;

std::string Proofs::mark(const std::string& user, const Mutation& mutation, const FirstMade& first, const Stamp& rank,
                         const std::vector<std::string>& parked) const {
  // `first` is what the device says, its digest too: what was decided is bound to what the mutation does.
  const Value text = {server_,       user,         first.enrolment,
                      first.counter, first.digest, record::content_digest(mutation),
                      rank.text(),   parked};
  return base::mark(key_, text.dump(-1, ' ', false, Value::error_handler_t::replace), protocol::proof_bytes);
}

std::string Proofs::of(const std::string& user, const Mutation& mutation, const FirstMade& first, const Stamp& rank,
                       const protocol::Outcome& outcome) const {
  if (!enabled() || outcome.commit == 0) return {};
  std::vector<std::string> parked;
  for (const protocol::PartOutcome& part : outcome.parts) {
    if (part.state == protocol::PartState::Refused) return {};
    if (part.state == protocol::PartState::Parked) parked.push_back(part.account);
  }
  std::sort(parked.begin(), parked.end());
  return mark(user, mutation, first, rank, parked);
}

bool Proofs::holds(const std::string& user, const Mutation& mutation, const protocol::Proof& proof) const {
  return enabled() && !mutation.first.empty() && !mutation.ranked.empty() &&
         proof.mark == mark(user, mutation, mutation.first, mutation.ranked, proof.parked);
}

}  // namespace keybook::server::session
