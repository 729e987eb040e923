// Options of head office: an option belongs to a field that there is, and says a value that can be saved there.
// Internal to this folder. Threads: as the database. Errors: base::Failure (NotValid) inside a transaction of the
// caller.
#pragma once

#include "usecases/impl.h"

namespace keybook::client {

// Whether values beyond the declared choices may be saved there.
[[nodiscard]] bool takes_more(const schema::Field& field);
void check_option(Client::Impl& impl, const std::string& option);

}  // namespace keybook::client
