// A disk in memory, as an SQLite VFS: what was written but not synced can be lost in a crash, in part and out of order.
//
// Threads: one (the simulation is single-threaded). Ownership: all databases opened on it are closed before it goes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"

struct sqlite3_vfs;

namespace keybook::simulation {

class MemoryDisk {
 public:
  explicit MemoryDisk(std::string name);
  ~MemoryDisk();
  MemoryDisk(const MemoryDisk&) = delete;
  MemoryDisk& operator=(const MemoryDisk&) = delete;

  [[nodiscard]] const std::string& vfs() const { return name_; }  // for sqlite::OpenOptions::vfs

  // After `writes` more writes or syncs the machine dies: every call fails until power_up().
  void die_after(std::int64_t writes) { until_death_ = writes; }
  [[nodiscard]] bool dead() const { return dead_; }
  // The machine dies now.
  void die() { dead_ = true; }
  // What was not synced is kept, torn or lost, write by write, as `random` draws. Close all databases before.
  void power_up(base::Random& random);

  void set_full(bool full) { full_ = full; }        // writes that grow a file fail with "disk full"
  void set_read_only(bool on) { read_only_ = on; }  // every write fails

  [[nodiscard]] std::int64_t writes() const { return writes_; }
  // Copies of all files (a backup or a cloned device), and putting them back.
  [[nodiscard]] std::map<std::string, std::string> copy() const;
  void restore(const std::map<std::string, std::string>& files);
  void remove(const std::string& path);
  // Whether the bytes occur in any file, synced or not.
  [[nodiscard]] bool holds(std::string_view bytes) const;

  // ---- used by the VFS functions in memory_disk.cpp
  // One write or truncation since the last sync. What was there before, in File::before one behind the other, lets a
  // crash take it back.
  struct Change {
    std::size_t offset = 0, size_before = 0;
    std::size_t bytes = 0, bytes_before = 0;  // how many
    bool truncate = false;                    // to `offset`
  };
  struct File {
    std::string content;           // as programs see it
    std::vector<Change> unsynced;  // since the last sync: a crash may lose them
    std::string before;
    int shared = 0, reserved = 0, pending = 0, exclusive = 0;  // locks held
    std::vector<std::unique_ptr<std::string>> shared_memory;   // of the WAL index
    std::vector<int> shm_shared = std::vector<int>(8), shm_exclusive = std::vector<int>(8);
    int opens = 0;
  };
  [[nodiscard]] std::shared_ptr<File> open(const std::string& path, bool create);
  [[nodiscard]] bool exists(const std::string& path) const { return files_.contains(path); }
  // Whether this write may happen: counts towards death.
  enum class Verdict { Go, Dead, Full, ReadOnly };
  [[nodiscard]] Verdict write(bool grows);

 private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> registration_;
  std::map<std::string, std::shared_ptr<File>> files_;
  std::int64_t until_death_ = -1, writes_ = 0;
  bool dead_ = false, full_ = false, read_only_ = false;
};

}  // namespace keybook::simulation
