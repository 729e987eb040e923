// Database files in memory, shared between connections, with write-ahead log and snapshots as on disk: for stores of
// tests and tools that need several connections but nothing durable. (SQLite's own ":memory:" has one connection, and
// its shared cache has no snapshots.)
//
// Threads: any. Ownership: all databases opened on it are closed before it goes. Errors: none of its own.
#pragma once

#include <memory>
#include <string>

namespace keybook::sqlite {

class MemoryVfs {
 public:
  MemoryVfs();  // registers itself under a name of its own
  ~MemoryVfs();
  MemoryVfs(const MemoryVfs&) = delete;
  MemoryVfs& operator=(const MemoryVfs&) = delete;

  [[nodiscard]] const std::string& name() const;  // for OpenOptions::vfs

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace keybook::sqlite
