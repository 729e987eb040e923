// Sample data for looking around without a server. Threads: any, with the Client of that thread.
#pragma once

#include "base/clock.h"
#include "usecases/client.h"

namespace keybook::app {

// Makes the profile work by itself and fills it, in one mutation; dates count from the clock's today. Errors: as
// Client::start_without_server and Client::apply_lines.
[[nodiscard]] base::Status fill_samples(client::Client& client, base::Clock& clock);

}  // namespace keybook::app
