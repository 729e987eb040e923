// Returned goods: a line with a negative quantity belongs to an order that says it is a return, so that a mistyped
// minus is never a return. Internal to this folder. Threads: as the database. Errors:
// base::Failure (NotValid) inside a transaction of the caller.
#pragma once

#include "usecases/impl.h"

namespace keybook::client {

void check_return_line(Client::Impl& impl, const std::string& line);
void check_return_order(Client::Impl& impl, const std::string& order);  // none of its lines stays a stray return
// What arrived otherwise from elsewhere.
void find_stray_returns(Client::Impl& impl, std::vector<RuleFinding>& out);

}  // namespace keybook::client
