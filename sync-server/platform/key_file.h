// The key with which the server signs what it told its devices. It lies beside the store and in no backup of it.
// Threads: any; several processes may start at once. Errors: values.
#pragma once

#include <filesystem>

#include "base/error.h"
#include "base/random.h"

namespace keybook::server::platform {

inline constexpr const char* receipt_key_file = "receipts.key";

// Empty where there is none: whoever only looks at a store makes no key that its server cannot read.
[[nodiscard]] base::Result<std::string> receipt_key(const std::filesystem::path& folder);
// Made (for its owner alone to read) where it is missing.
[[nodiscard]] base::Result<std::string> need_receipt_key(const std::filesystem::path& folder, base::Random& random);

}  // namespace keybook::server::platform
