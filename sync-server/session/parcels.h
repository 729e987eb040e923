// Sealed parcels: what a device had to give up unread, because its user lost the file or it was revoked (REPLICATION
// §6).
//
// A parcel is kept as it came. Mutations in it that were never sent go on under their author's credential at once, as
// if the device had sent them itself; what was refused before, and everything of a revoked device, waits for an
// administrator (admin/parcels.cpp). Threads: any. Errors: base::Failure.
#pragma once

#include "session/incoming.h"
#include "session/secrets.h"

namespace keybook::server::session {

// Keeps parcels, each once; returns the ids of all. Commits.
std::vector<std::string> take_parcels(const Ground& ground, const Secrets& secrets, const storage::Enrolment& from,
                                      const std::vector<protocol::Parcel>& parcels, std::int64_t now_ms);

// What is inside a box.
[[nodiscard]] base::Result<protocol::ParcelContent> open_parcel(const Secrets& secrets, const std::string& box);

// Adds the unsent mutations of the request's parcels to those that it brings, in the order of their numbers.
void unpack_parcels(const Secrets& secrets, const std::string& enrolment, Incoming& incoming);

}  // namespace keybook::server::session
