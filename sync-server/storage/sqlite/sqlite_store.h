// The embedded store: one SQLite database in WAL mode, durable (synchronous FULL), with any number of readers beside
// one writer. Other processes may use the same file at the same time (administration while the server runs).
//
// Threads and errors: as storage.h; opening answers with a value. Ownership: the registry must outlive the store; all
// Readers and Writers end before it does.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "schema/registry.h"
#include "storage/storage.h"

namespace keybook::server::storage {

enum class Existing {
  Required,  // a store must be there: a missing one is an error that says how to make one
  Either,    // an empty one is made where there is none
};

struct SqliteOptions {
  Existing existing = Existing::Either;
  std::string vfs = {};  // name of a registered VFS, empty: the machine's files
  // How long a writer waits for one of another process: a large import of a running server may take seconds.
  int busy_timeout_ms = 15'000;
};

// Version of the tables that this program writes (4, 5: those of 3, beside devices of layouts 4 and 5). A store of a
// later one is refused with WrongVersion.
inline constexpr std::int64_t store_version = 5;

// `path`: a file, or ":memory:" for a store that is gone with its object.
[[nodiscard]] base::Result<std::unique_ptr<Store>> open_sqlite(const std::string& path,
                                                               const schema::Registry& registry,
                                                               const SqliteOptions& options = {});

}  // namespace keybook::server::storage
