// Rolling tokens: how a profile that was copied, or put back from a backup, is noticed (REPLICATION §9).
//
// Each answer brings a fresh token. Showing one makes it the last used and kills all that were given before it, and
// those given beside it; a token may be shown again until one after it was shown, so that a lost answer does no harm.
// A dead token therefore comes from a copy. Tokens of a device are numbered, and carry a mark of this server's key:
// nothing is stored of tokens that were given, and only the last one used need be known. A crash of the server that
// forgets the latest uses (session/presence.h) lets an older token pass once; the copy is noticed one exchange later.
//
// Threads: const. Errors: none; what cannot be read is dead.
#pragma once

#include <string>

#include "base/random.h"
#include "storage/storage.h"

namespace keybook::server::session {

class Tokens {
 public:
  explicit Tokens(std::string key) : key_(std::move(key)) {}

  enum class Standing {
    Fresh,  // goes on
    Dead,   // of a copy
  };
  // `enrolment`: as last seen, with what was noted in memory.
  [[nodiscard]] Standing judge(const storage::Enrolment& enrolment, const std::string& shown) const;
  // A token after `shown`.
  [[nodiscard]] std::string next(const std::string& enrolment, const std::string& shown, base::Random& random) const;
  // Which of two is the later one.
  [[nodiscard]] static bool later(const std::string& token, const std::string& than);

 private:
  [[nodiscard]] std::string text(const std::string& enrolment, std::int64_t number, const std::string& salt) const;
  std::string key_;
};

}  // namespace keybook::server::session
