#include "session/proofs.h"

#include <algorithm>
#include <set>

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
  std::set<std::string> refused;
  for (const protocol::PartOutcome& part : outcome.parts) {
    if (part.state == protocol::PartState::Parked) parked.push_back(part.account);
    if (part.state != protocol::PartState::Refused) continue;
    if (part.records.empty()) return {};
    refused.insert(part.records.begin(), part.records.end());
  }
  std::sort(parked.begin(), parked.end());
  if (refused.empty()) return mark(user, mutation, first, rank, parked);
  // The rest of it is what the device keeps, and may bring again.
  Mutation stands = mutation;
  std::erase_if(stands.edits, [&](const record::RecordEdit& edit) { return refused.contains(edit.id); });
  return stands.edits.empty() ? std::string() : mark(user, stands, first, rank, parked);
}

bool Proofs::holds(const std::string& user, const Mutation& mutation, const protocol::Proof& proof) const {
  return enabled() && !mutation.first.empty() && !mutation.ranked.empty() &&
         proof.mark == mark(user, mutation, mutation.first, mutation.ranked, proof.parked);
}

}  // namespace keybook::server::session
