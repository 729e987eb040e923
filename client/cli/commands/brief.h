// keybook handover brief: the brief of a handover as a file.
// Threads: main only. Errors: base::Failure.
#pragma once

#include "context.h"

namespace keybook::cli {

// `out` ends in .pdf: for printing; else JSON; empty, with --json: the brief is the answer. Returns the exit code.
[[nodiscard]] int write_brief(Context& context, const std::string& id, const std::string& out);

}  // namespace keybook::cli
