// What the server alone knows: the key that marks its tokens, and the keys of sealed parcels. They lie in the store, so
// that a restored server still knows its devices and can open what they sealed.
// Threads: any. Errors: base::Failure of storage.
#pragma once

#include "base/sealed_box.h"
#include "session/ground.h"

namespace keybook::server::session {

struct Secrets {
  std::string token_key;
  base::SealKeys seal;
};

[[nodiscard]] Secrets read_secrets(storage::Reader& reader);
// Made where they are missing: a store of an earlier version.
[[nodiscard]] Secrets need_secrets(const Ground& ground);
void make_secrets(storage::Writer& writer, base::Random& random);

}  // namespace keybook::server::session
