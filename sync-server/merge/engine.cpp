#include "merge/engine.h"

#include "base/failure.h"
#include "merge/outcome.h"
#include "merge/part.h"
#include "record/codec.h"

namespace keybook::server::merge {

using base::ErrorCode;
using base::Failure;

namespace {

storage::Committed row_of(const MutationOutcome& outcome, const std::string& digest) {
  storage::Committed committed;
  committed.commit = outcome.commit;
  committed.rank = outcome.rank;
  committed.digest = digest;
  committed.outcome = outcome_text(outcome);
  return committed;
}

}  // namespace

Engine::Engine(const schema::Registry& registry, storage::Writer& writer)
    : registry_(registry), writer_(writer), ledger_(std::make_unique<Ledger>(writer)) {}
Engine::~Engine() = default;

MutationOutcome Engine::commit(const Author& author, const Mutation& mutation, const Stamp& rank, std::int64_t now_ms,
                               const std::string& given_digest, const std::optional<DecidedBefore>& before) {
  auto [highest, first] = highest_.try_emplace(author.enrolment, 0);
  if (first)
    if (const auto enrolment = writer_.enrolment(author.enrolment)) highest->second = enrolment->counter;
  const std::string digest = given_digest.empty() ? record::digest(mutation) : given_digest;
  if (mutation.counter <= highest->second || first) {
    if (const auto stands = writer_.committed(author.enrolment, mutation.counter)) {
      if (stands->digest != digest)
        throw Failure({ErrorCode::CounterReused,
                       "mutation " + std::to_string(mutation.counter) + " was sent before with other content",
                       {},
                       {}});
      return outcome_from(mutation, *stands);
    }
  }
  if (mutation.counter != highest->second + 1)
    throw Failure({ErrorCode::BadRequest,
                   "mutation " + std::to_string(mutation.counter) + " came where " +
                       std::to_string(highest->second + 1) + " should follow",
                   {},
                   "Send the mutations in order, from " + std::to_string(highest->second + 1) + " on"});

  const MutationOutcome outcome = apply(author, mutation, rank, now_ms, before);
  writer_.put_committed(author.enrolment, mutation.counter, row_of(outcome, digest));
  highest->second = mutation.counter;
  return outcome;
}

MutationOutcome Engine::commit_held(const Author& author, const Mutation& mutation, const Stamp& rank,
                                    std::int64_t now_ms, const std::string& digest) {
  const MutationOutcome outcome = apply(author, mutation, rank, now_ms, std::nullopt);
  writer_.replace_committed(author.enrolment, mutation.counter, row_of(outcome, digest));
  return outcome;
}

MutationOutcome Engine::apply(const Author& author, const Mutation& mutation, const Stamp& rank, std::int64_t now_ms,
                              const std::optional<DecidedBefore>& before) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  Parts parts(work, author, mutation, rank, before);
  MutationOutcome outcome;
  outcome.counter = mutation.counter;
  outcome.commit = work.commit();
  outcome.rank = rank;
  outcome.committed_ms = now_ms;
  outcome.parts = parts.commit();
  work.finish();
  outcome.plain = parts.plain() && !work.settled_existence();
  outcome.touched = work.touched();
  return outcome;
}

}  // namespace keybook::server::merge
