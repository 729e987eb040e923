// Items of tenders that break the standard of their buyer: cars by rank and the like. Internal to this folder.
// Threads: as the database. Items: 7.10. Errors: base::Failure inside a transaction of the caller.
#pragma once

#include "usecases/impl.h"

namespace keybook::client {

// By the rules (eligibility_rule) in force on a day (ISO): their rated value (the item's own, else the product's) and
// their price ceiling. What the buyer asks for is a fact, so this is told and not refused.
void find_ineligible(Client::Impl& impl, const std::string& day, std::vector<RuleFinding>& out);

}  // namespace keybook::client
