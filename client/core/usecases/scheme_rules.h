// What a grade scheme must keep when it is put in force, and its bands when they are saved. Internal to this folder.
// Weights are written one criterion after the other and cannot add up in between, so they are judged where they begin
// to count: when the scheme is put in force, and when a grade by it is approved. Bands are apart at every step.
// Threads: as the database. Items: 1.08, 2.16. Errors: base::Failure (NotValid) inside a transaction of the
// caller.
#pragma once

#include "usecases/impl.h"

namespace keybook::client {

// The weights of a scheme's criteria in force on a day (ISO) add up. `type`, `record`, `field`: what is being saved.
void check_weights(Client::Impl& impl, const std::string& scheme, const std::string& day, const base::Where& where);
// The bands of this record overlap no other that is in force at the same time, and end above their beginning.
void check_bands(Client::Impl& impl, const schema::Type& type, const std::string& id, const std::string& today);

}  // namespace keybook::client
