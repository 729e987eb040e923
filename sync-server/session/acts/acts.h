// What users ask of the server itself, beside their edits: handovers, covers, decisions about late edits, accounts
// merged and parted, the pool (POST /v1/act). Each is one transaction, done once however often it is sent.
//
// Threads: any; the store lets one write at a time. Errors: values that name what is wrong and what to do; nothing was
// changed then. Jobs: what is due (a handover with a date, begin and end of covers) is done by run_due.
#pragma once

#include <atomic>

#include "session/auth.h"
#include "session/ground.h"
#include "session/secrets.h"

namespace keybook::server::session {

class Acts {
 public:
  Acts(const Ground& ground, const Secrets& secrets);

  struct Done {
    std::string text;  // the answer as JSON
    std::string user, enrolment, act;
    bool changed = false;  // others should be told
  };
  // `body`: {"id","act",…}. Exactly once by user and id: sent again, it gets its first answer.
  [[nodiscard]] base::Result<Done> run(std::string_view authorization, std::string_view body);

  // Whether something is due, as far as this process knows. Cheap.
  [[nodiscard]] bool due() const;
  // Does what is due, and lets covers follow what changed hands. Whether anything was committed. Throws base::Failure.
  bool run_due();

 private:
  void settle_later(storage::Reader& reader, bool& covers_moved);

  const Ground ground_;
  const Secrets secrets_;
  std::atomic<std::int64_t> next_due_ms_ = 0;              // 0: nothing
  std::atomic<record::CommitNumber> covers_settled_ = -1;  // the commit that covers were last looked at; -1: never
};

}  // namespace keybook::server::session
