// Outcomes on their way to a device, and those of mutations that the session refused before the engine saw them: what
// cannot be read, and what is held (session/brake.h). Threads: pure functions.
#pragma once

#include "merge/engine.h"
#include "protocol/messages.h"

namespace keybook::server::session {

// `made`: the mutation's stamp; empty: not known, the rank is told in any case.
[[nodiscard]] protocol::Outcome told(const merge::MutationOutcome& from, const record::Stamp& made,
                                     std::int64_t now_ms);

// The reason is the whole outcome, as the store keeps it; nullopt: it is an outcome of the engine.
[[nodiscard]] std::string refusal_text(const base::Error& why, std::int64_t now_ms,
                                       const std::vector<std::string>& records);
[[nodiscard]] std::optional<merge::MutationOutcome> refusal_from(const storage::Committed& committed,
                                                                 record::Counter counter);

// An outcome for the same mutation under another number: where it is a refusal of the session, it says which number it
// was given to, so that what becomes of that one (held, then decided) is told of both.
[[nodiscard]] std::string outcome_like(const std::string& outcome, const std::string& enrolment,
                                       record::Counter counter);

// The reason of what is held, with the name of its group; and whether an outcome says so.
[[nodiscard]] base::Error held_error(const std::string& group);
[[nodiscard]] base::Error not_confirmed_error();
[[nodiscard]] bool is_held(const merge::MutationOutcome& outcome);

// What became of a device's held mutations; those that are still held are left out.
[[nodiscard]] std::vector<protocol::Outcome> decided(storage::Reader& reader, const std::string& enrolment,
                                                     const std::vector<record::Counter>& counters, std::int64_t now_ms);

}  // namespace keybook::server::session
