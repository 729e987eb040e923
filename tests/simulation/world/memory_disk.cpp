#include "simulation/world/memory_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"

namespace keybook::simulation {
namespace {

constexpr std::size_t sector_bytes = 512;  // a torn write keeps or loses whole sectors
// A file grows by a page at a time. Room that is not written to costs nothing; moving the file each time it doubles is
// a tenth of a story, most of it for pages that the story's process has to have of its own then. A write-ahead log
// starts over when it is about 4 MiB long.
constexpr std::size_t log_room = 5 * 1024 * 1024, room = 512 * 1024;

struct Handle {
  sqlite3_file base;
  MemoryDisk* disk;
  std::shared_ptr<MemoryDisk::File>* file;  // in a pointer of its own: SQLite allocates Handle as plain bytes
  int lock;
  std::uint16_t shm_shared, shm_exclusive;  // WAL locks that this handle holds, a bit each
};

Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
MemoryDisk::File& content(sqlite3_file* file) { return **handle(file).file; }
MemoryDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<MemoryDisk*>(vfs->pAppData); }

int refused(MemoryDisk::Verdict verdict) {
  switch (verdict) {
    case MemoryDisk::Verdict::Dead:
      return SQLITE_IOERR_WRITE;
    case MemoryDisk::Verdict::Full:
      return SQLITE_FULL;
    case MemoryDisk::Verdict::ReadOnly:
      return SQLITE_READONLY;
    case MemoryDisk::Verdict::Go:
      break;
  }
  return SQLITE_OK;
}

std::shared_ptr<MemoryDisk::File> roomy_file(const std::string& path, const std::string& content) {
  auto file = std::make_shared<MemoryDisk::File>();
  file->content.reserve(content.size() + (path.ends_with("-wal") ? log_room : room));
  file->content = content;
  return file;
}

// Puts bytes where they belong; a gap before them is zeros.
void put_bytes(std::string& content, std::size_t offset, const char* bytes, std::size_t count) {
  if (content.size() < offset) content.resize(offset);
  const std::size_t inside = std::min(count, content.size() - offset);
  std::memcpy(content.data() + offset, bytes, inside);
  content.append(bytes + inside, count - inside);
}

// Changes the file, and remembers how to take that back.
void change_file(MemoryDisk::File& file, const MemoryDisk::Change& change, const char* bytes) {
  file.unsynced.push_back(change);
  file.before.append(file.content, change.offset, change.bytes_before);
  if (change.truncate)
    file.content.resize(change.offset);
  else
    put_bytes(file.content, change.offset, bytes, change.bytes);
}

void forget_changes(MemoryDisk::File& file) {
  file.unsynced.clear();
  file.before.clear();
}

// As it was when it was synced last. The bytes that each change had written, in order of the changes.
std::vector<std::string> take_back_changes(MemoryDisk::File& file) {
  std::vector<std::string> written(file.unsynced.size());
  std::size_t end = file.before.size();
  for (std::size_t i = file.unsynced.size(); i-- > 0;) {
    const MemoryDisk::Change& change = file.unsynced[i];
    written[i] = file.content.substr(change.offset, change.bytes);
    end -= change.bytes_before;
    put_bytes(file.content, change.offset, file.before.data() + end, change.bytes_before);
    file.content.resize(change.size_before);
  }
  return written;
}

int file_unlock(sqlite3_file* file, int level) {
  Handle& h = handle(file);
  MemoryDisk::File& f = content(file);
  if (h.lock >= SQLITE_LOCK_EXCLUSIVE && level < SQLITE_LOCK_EXCLUSIVE) --f.exclusive;
  if (h.lock >= SQLITE_LOCK_RESERVED && level < SQLITE_LOCK_RESERVED) --f.reserved;
  if (h.lock >= SQLITE_LOCK_SHARED && level < SQLITE_LOCK_SHARED) --f.shared;
  h.lock = std::min(h.lock, level);
  return SQLITE_OK;
}

int file_lock(sqlite3_file* file, int level) {
  Handle& h = handle(file);
  MemoryDisk::File& f = content(file);
  if (level <= h.lock) return SQLITE_OK;
  if (h.lock < SQLITE_LOCK_SHARED) {
    if (f.exclusive > 0) return SQLITE_BUSY;
    ++f.shared;
    h.lock = SQLITE_LOCK_SHARED;
  }
  if (level >= SQLITE_LOCK_RESERVED && h.lock < SQLITE_LOCK_RESERVED) {
    if (f.reserved > 0) return SQLITE_BUSY;
    ++f.reserved;
    h.lock = SQLITE_LOCK_RESERVED;
  }
  if (level >= SQLITE_LOCK_EXCLUSIVE) {
    if (f.shared > 1) return SQLITE_BUSY;
    ++f.exclusive;
    h.lock = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  Handle& h = handle(file);
  MemoryDisk::File& f = content(file);
  for (int i = offset; i < offset + count; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    const auto bit = static_cast<std::uint16_t>(1U << i);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      if ((h.shm_shared & bit) != 0) --f.shm_shared[slot];
      if ((h.shm_exclusive & bit) != 0) --f.shm_exclusive[slot];
      h.shm_shared = static_cast<std::uint16_t>(h.shm_shared & ~bit);
      h.shm_exclusive = static_cast<std::uint16_t>(h.shm_exclusive & ~bit);
      continue;
    }
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const int others_shared = f.shm_shared[slot] - ((h.shm_shared & bit) != 0 ? 1 : 0);
    const int others_exclusive = f.shm_exclusive[slot] - ((h.shm_exclusive & bit) != 0 ? 1 : 0);
    if (others_exclusive > 0 || (exclusive && others_shared > 0)) return SQLITE_BUSY;
  }
  if ((flags & SQLITE_SHM_UNLOCK) != 0) return SQLITE_OK;
  for (int i = offset; i < offset + count; ++i) {
    const auto slot = static_cast<std::size_t>(i);
    const auto bit = static_cast<std::uint16_t>(1U << i);
    if ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && (h.shm_exclusive & bit) == 0) {
      ++f.shm_exclusive[slot];
      h.shm_exclusive = static_cast<std::uint16_t>(h.shm_exclusive | bit);
    }
    if ((flags & SQLITE_SHM_SHARED) != 0 && (h.shm_shared & bit) == 0) {
      ++f.shm_shared[slot];
      h.shm_shared = static_cast<std::uint16_t>(h.shm_shared | bit);
    }
  }
  return SQLITE_OK;
}

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  auto& memory = content(file).shared_memory;
  while (memory.size() <= static_cast<std::size_t>(region)) {
    if (extend == 0) {
      *out = nullptr;
      return SQLITE_OK;
    }
    memory.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
  }
  *out = memory[static_cast<std::size_t>(region)]->data();
  return SQLITE_OK;
}

int file_close(sqlite3_file* file) {
  file_unlock(file, SQLITE_LOCK_NONE);
  shm_lock(file, 0, 8, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  MemoryDisk::File& f = content(file);
  if (--f.opens == 0) f.shared_memory.clear();
  delete handle(file).file;
  return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* out, int count, sqlite3_int64 offset) {
  if (handle(file).disk->dead()) return SQLITE_IOERR_READ;
  const std::string& bytes = content(file).content;
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  const auto there = static_cast<int>(std::clamp<sqlite3_int64>(size - offset, 0, count));
  if (there > 0) std::memcpy(out, bytes.data() + offset, static_cast<std::size_t>(there));
  if (there == count) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(count - there));
  return SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset) {
  MemoryDisk::File& f = content(file);
  const auto start = static_cast<std::size_t>(offset), bytes = static_cast<std::size_t>(count), size = f.content.size();
  const bool grows = start + bytes > size;
  if (const auto verdict = handle(file).disk->write(grows); verdict != MemoryDisk::Verdict::Go) return refused(verdict);
  const std::size_t before = start >= size ? 0 : std::min(bytes, size - start);
  change_file(f, {start, size, bytes, before, false}, static_cast<const char*>(data));
  return SQLITE_OK;
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const auto verdict = handle(file).disk->write(false); verdict != MemoryDisk::Verdict::Go) return refused(verdict);
  MemoryDisk::File& f = content(file);
  const auto now = static_cast<std::size_t>(size), before = f.content.size();
  if (now < before) change_file(f, {now, before, 0, before - now, true}, nullptr);
  return SQLITE_OK;
}

int file_sync(sqlite3_file* file, int) {
  if (const auto verdict = handle(file).disk->write(false); verdict == MemoryDisk::Verdict::Dead)
    return SQLITE_IOERR_FSYNC;
  forget_changes(content(file));
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(content(file).content.size());
  return SQLITE_OK;
}

int file_reserved(sqlite3_file* file, int* out) {
  *out = content(file).reserved > 0 ? 1 : 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int file_sector(sqlite3_file*) { return static_cast<int>(sector_bytes); }
int file_device(sqlite3_file*) { return 0; }
void shm_barrier(sqlite3_file*) {}
int shm_unmap(sqlite3_file* file, int remove) {
  if (remove != 0) content(file).shared_memory.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {2,           file_close, file_read,   file_write,    file_truncate, file_sync,
                                    file_size,   file_lock,  file_unlock, file_reserved, file_control,  file_sector,
                                    file_device, shm_map,    shm_lock,    shm_barrier,   shm_unmap,     nullptr,
                                    nullptr};

int vfs_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  MemoryDisk& disk = disk_of(vfs);
  file->pMethods = nullptr;
  if (disk.dead()) return SQLITE_CANTOPEN;
  const std::string path = name != nullptr ? name : "";  // a temporary file has no name
  auto opened =
      path.empty() ? std::make_shared<MemoryDisk::File>() : disk.open(path, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!opened) return SQLITE_CANTOPEN;
  ++opened->opens;
  Handle& h = handle(file);
  h = Handle{{&methods}, &disk, new std::shared_ptr<MemoryDisk::File>(std::move(opened)), SQLITE_LOCK_NONE, 0, 0};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs* vfs, const char* name, int) {
  MemoryDisk& disk = disk_of(vfs);
  if (disk.write(false) == MemoryDisk::Verdict::Dead) return SQLITE_IOERR_DELETE;
  if (!disk.exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  disk.remove(name);
  return SQLITE_OK;
}

int vfs_access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  *out = disk_of(vfs).exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

// SQLite asks for these for temporary names and statistics only; constants keep a run replayable.
int vfs_random(sqlite3_vfs*, int count, char* out) {
  std::memset(out, 7, static_cast<std::size_t>(count));
  return count;
}
int vfs_sleep(sqlite3_vfs*, int micros) { return micros; }
int vfs_time(sqlite3_vfs*, double* out) {
  *out = 2461000.5;
  return SQLITE_OK;
}
int vfs_time64(sqlite3_vfs*, sqlite3_int64* out) {
  *out = 212630443200000;
  return SQLITE_OK;
}
int vfs_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

MemoryDisk::MemoryDisk(std::string name) : name_(std::move(name)), registration_(std::make_unique<sqlite3_vfs>()) {
  // As the product does when it opens its first database, which is too late here.
  [[maybe_unused]] static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_vfs& vfs = *registration_;
  vfs = {};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 512;
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  vfs.xFullPathname = vfs_full_path;
  vfs.xRandomness = vfs_random;
  vfs.xSleep = vfs_sleep;
  vfs.xCurrentTime = vfs_time;
  vfs.xCurrentTimeInt64 = vfs_time64;
  vfs.xGetLastError = vfs_error;
  KEYBOOK_ASSERT(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

MemoryDisk::~MemoryDisk() { sqlite3_vfs_unregister(registration_.get()); }

std::shared_ptr<MemoryDisk::File> MemoryDisk::open(const std::string& path, bool create) {
  const auto found = files_.find(path);
  if (found != files_.end()) return found->second;
  if (!create) return nullptr;
  return files_[path] = roomy_file(path, {});
}

MemoryDisk::Verdict MemoryDisk::write(bool grows) {
  if (dead_) return Verdict::Dead;
  if (until_death_ == 0) {
    dead_ = true;
    until_death_ = -1;
    return Verdict::Dead;
  }
  if (until_death_ > 0) --until_death_;
  ++writes_;
  if (read_only_) return Verdict::ReadOnly;
  if (full_ && grows) return Verdict::Full;
  return Verdict::Go;
}

void MemoryDisk::power_up(base::Random& random) {
  for (auto& [path, file] : files_) {
    KEYBOOK_ASSERT(file->opens == 0);
    const std::vector<std::string> written = take_back_changes(*file);
    for (std::size_t i = 0; i < written.size(); ++i) {
      const Change& change = file->unsynced[i];
      const char* bytes = written[i].data();
      const std::uint64_t fate = random.below(3);  // 0 lost, 1 whole, 2 torn
      if (fate == 0) continue;
      if (change.truncate)
        file->content.resize(change.offset);
      else if (fate == 1)
        put_bytes(file->content, change.offset, bytes, change.bytes);
      else
        put_bytes(file->content, change.offset, bytes,
                  static_cast<std::size_t>(random.below(change.bytes / sector_bytes + 1)) * sector_bytes);
    }
    forget_changes(*file);
  }
  dead_ = false;
  until_death_ = -1;
}

std::map<std::string, std::string> MemoryDisk::copy() const {
  std::map<std::string, std::string> out;
  for (const auto& [path, file] : files_) out[path] = file->content;
  return out;
}

void MemoryDisk::restore(const std::map<std::string, std::string>& files) {
  files_.clear();
  for (const auto& [path, bytes] : files) files_[path] = roomy_file(path, bytes);
}

void MemoryDisk::remove(const std::string& path) { files_.erase(path); }

bool MemoryDisk::holds(std::string_view bytes) const {
  return std::any_of(files_.begin(), files_.end(), [bytes](const auto& entry) {
    const std::string& content =
        entry.second->content;  // megabytes: std::string::find is slow where its first byte is common
    return ::memmem(content.data(), content.size(), bytes.data(), bytes.size()) != nullptr;
  });
}

}  // namespace keybook::simulation
