// What the rules of declarations (trees, sums, bands) read of the records that are seen here. Internal to this folder.
// Threads: as the database. Errors: base::Failure inside a transaction of the caller.
#pragma once

#include "domain/findings/rules.h"
#include "usecases/impl.h"

namespace keybook::client {

// Of all records of a type that are not deleted, by id; with a field: of those that hold this value in it.
[[nodiscard]] std::vector<domain::findings::Facts> rule_facts(Client::Impl& impl, const schema::Type& type,
                                                              const std::string& field = {},
                                                              const std::string& value = {});

}  // namespace keybook::client
