// Mutations of the outbox as a list: for `waiting` and `refused`.
// Threads: main only.
#pragma once

#include "context.h"

namespace keybook::cli {

void print_entries(Context& context, const std::vector<client::OutboxEntry>& entries);

}  // namespace keybook::cli
