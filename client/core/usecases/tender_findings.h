// What tenders and declared projects break on the merged state although each save kept the rules where it was made: two
// quotations of one item, a declaration approved while errors were found elsewhere (save_rules.h says what a save
// keeps). Internal to this folder. Threads: as the database. Items: 7.03, 7.13. Errors: base::Failure inside a
// transaction of the caller.
#pragma once

#include "usecases/impl.h"

namespace keybook::client {

// `today`: ISO, for those without a day of their own.
void find_repeated_quotations(Client::Impl& impl, const std::string& today, std::vector<RuleFinding>& out);
void find_faulty_approvals(Client::Impl& impl, const std::string& today, std::vector<RuleFinding>& out);

}  // namespace keybook::client
