// One sync with its progress on the terminal: for `sync` and `watch`.
// Threads: main only.
#pragma once

#include "context.h"

namespace keybook::cli {

[[nodiscard]] base::Result<client::SyncResult> sync_with_progress(Context& context, std::stop_token stop);

// The result as JSON or as text, on standard output.
void print_result(Context& context, const client::SyncResult& result);

}  // namespace keybook::cli
