#include "sqlite/memory_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <vector>

#include "base/error.h"

namespace keybook::sqlite {
namespace {

// Locks of a file by level, and of its shared memory by slot, as the interface of SQLite defines them.
struct MemoryFile {
  std::string content;
  int shared = 0;
  const void* reserved = nullptr;
  const void* exclusive = nullptr;  // also pending: nobody new may read
  std::vector<std::unique_ptr<std::string>> regions;
  int mapped = 0;
  std::array<int, SQLITE_SHM_NLOCK> slot_shared{};
  std::array<const void*, SQLITE_SHM_NLOCK> slot_exclusive{};
};

}  // namespace

struct MemoryVfs::Impl {
  std::string name;
  sqlite3_vfs vfs{};
  std::mutex mutex;  // of everything below and of all files
  std::map<std::string, std::shared_ptr<MemoryFile>> files;
};

namespace {

struct OpenFile {
  sqlite3_file base;  // first: SQLite sees the whole as a sqlite3_file
  MemoryVfs::Impl* disk;
  std::shared_ptr<MemoryFile>* file;
  int level;
  bool mapped;
  std::uint32_t slots_shared, slots_exclusive;
};

OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
MemoryVfs::Impl& of(sqlite3_vfs* vfs) { return *static_cast<MemoryVfs::Impl*>(vfs->pAppData); }
sqlite3_vfs* machine() { return sqlite3_vfs_find(nullptr); }

int read(sqlite3_file* handle, void* to, int count, sqlite3_int64 offset) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  const std::string& content = (*open.file)->content;
  const auto from = std::min(static_cast<std::size_t>(offset), content.size());
  const auto have = std::min(static_cast<std::size_t>(count), content.size() - from);
  std::memcpy(to, content.data() + from, have);
  if (have == static_cast<std::size_t>(count)) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + have, 0, static_cast<std::size_t>(count) - have);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* handle, const void* from, int count, sqlite3_int64 offset) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  std::string& content = (*open.file)->content;
  const auto end = static_cast<std::size_t>(offset) + static_cast<std::size_t>(count);
  if (content.size() < end) content.resize(end);
  std::memcpy(content.data() + offset, from, static_cast<std::size_t>(count));
  return SQLITE_OK;
}

int truncate(sqlite3_file* handle, sqlite3_int64 size) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  (*open.file)->content.resize(static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int sync(sqlite3_file*, int) { return SQLITE_OK; }

int file_size(sqlite3_file* handle, sqlite3_int64* size) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  *size = static_cast<sqlite3_int64>((*open.file)->content.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file* handle, int level) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  MemoryFile& file = **open.file;
  if (level <= open.level) return SQLITE_OK;
  if (open.level == SQLITE_LOCK_NONE) {
    if (file.exclusive != nullptr) return SQLITE_BUSY;
    ++file.shared;
    open.level = SQLITE_LOCK_SHARED;
  }
  if (level >= SQLITE_LOCK_RESERVED) {
    if (file.reserved != nullptr && file.reserved != handle) return SQLITE_BUSY;
    file.reserved = handle;
    open.level = std::max(open.level, SQLITE_LOCK_RESERVED);
  }
  if (level >= SQLITE_LOCK_PENDING) {
    if (file.exclusive != nullptr && file.exclusive != handle) return SQLITE_BUSY;
    file.exclusive = handle;
    open.level = SQLITE_LOCK_PENDING;
    if (file.shared > 1) return SQLITE_BUSY;
    open.level = level;
  }
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* handle, int level) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  MemoryFile& file = **open.file;
  if (level >= open.level) return SQLITE_OK;
  if (file.exclusive == handle) file.exclusive = nullptr;
  if (file.reserved == handle) file.reserved = nullptr;
  if (level == SQLITE_LOCK_NONE && open.level > SQLITE_LOCK_NONE) --file.shared;
  open.level = level;
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* handle, int* held) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  *held = (*open.file)->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL; }

int map_region(sqlite3_file* handle, int region, int size, int extend, void volatile** out) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  MemoryFile& file = **open.file;
  if (!open.mapped) {
    open.mapped = true;
    ++file.mapped;
  }
  const auto index = static_cast<std::size_t>(region);
  *out = nullptr;
  if (file.regions.size() <= index && extend == 0) return SQLITE_OK;
  while (file.regions.size() <= index)
    file.regions.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
  *out = file.regions[index]->data();
  return SQLITE_OK;
}

int lock_slots(sqlite3_file* handle, int first, int count, int flags) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  MemoryFile& file = **open.file;
  for (int pass = 0; pass < 2; ++pass) {  // first ask for all, then take all
    for (int i = first; i < first + count; ++i) {
      const auto slot = static_cast<std::size_t>(i);
      const std::uint32_t bit = 1U << i;
      const bool mine_shared = (open.slots_shared & bit) != 0, mine_exclusive = (open.slots_exclusive & bit) != 0;
      if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        if (pass == 0) continue;
        if (mine_shared) --file.slot_shared[slot];
        if (mine_exclusive) file.slot_exclusive[slot] = nullptr;
        open.slots_shared &= ~bit;
        open.slots_exclusive &= ~bit;
      } else if ((flags & SQLITE_SHM_SHARED) != 0) {
        if (file.slot_exclusive[slot] != nullptr && !mine_exclusive) return SQLITE_BUSY;
        if (pass == 0 || mine_shared) continue;
        ++file.slot_shared[slot];
        open.slots_shared |= bit;
      } else {
        if ((file.slot_exclusive[slot] != nullptr && !mine_exclusive) || file.slot_shared[slot] > (mine_shared ? 1 : 0))
          return SQLITE_BUSY;
        if (pass == 0) continue;
        file.slot_exclusive[slot] = handle;
        open.slots_exclusive |= bit;
      }
    }
  }
  return SQLITE_OK;
}

void barrier(sqlite3_file* handle) { const std::lock_guard lock(of(handle).disk->mutex); }

int unmap(sqlite3_file* handle, int) {
  OpenFile& open = of(handle);
  const std::lock_guard lock(open.disk->mutex);
  if (!open.mapped) return SQLITE_OK;
  open.mapped = false;
  // Like the file beside a database on disk: the first to open it after the last has left builds it anew.
  if (--(*open.file)->mapped == 0) (*open.file)->regions.clear();
  return SQLITE_OK;
}

int close(sqlite3_file* handle) {
  static_cast<void>(unlock_file(handle, SQLITE_LOCK_NONE));
  static_cast<void>(unmap(handle, 0));
  delete of(handle).file;
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {
    2,           close,          read,         write,       truncate,        sync,       file_size,  lock_file,
    unlock_file, check_reserved, file_control, sector_size, characteristics, map_region, lock_slots, barrier,
    unmap,       nullptr,        nullptr};

int open_file(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* handle, int flags, int* out_flags) {
  handle->pMethods = nullptr;
  MemoryVfs::Impl& disk = of(vfs);
  const std::lock_guard lock(disk.mutex);
  std::shared_ptr<MemoryFile> file;
  if (path == nullptr) {
    file = std::make_shared<MemoryFile>();  // a temporary file of SQLite
  } else if (const auto found = disk.files.find(path); found != disk.files.end()) {
    file = found->second;
  } else if ((flags & SQLITE_OPEN_CREATE) != 0) {
    file = disk.files[path] = std::make_shared<MemoryFile>();
  } else {
    return SQLITE_CANTOPEN;
  }
  OpenFile& open = of(handle);
  open.disk = &disk;
  open.file = new std::shared_ptr<MemoryFile>(std::move(file));
  open.level = SQLITE_LOCK_NONE;
  open.mapped = false;
  open.slots_shared = open.slots_exclusive = 0;
  handle->pMethods = &methods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* path, int) {
  const std::lock_guard lock(of(vfs).mutex);
  return of(vfs).files.erase(path) == 0 ? SQLITE_IOERR_DELETE_NOENT : SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* out) {
  const std::lock_guard lock(of(vfs).mutex);
  *out = of(vfs).files.contains(path) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", path);
  return SQLITE_OK;
}

// What has nothing to do with files is the machine's own.
int randomness(sqlite3_vfs*, int count, char* out) { return machine()->xRandomness(machine(), count, out); }
int pause(sqlite3_vfs*, int microseconds) { return machine()->xSleep(machine(), microseconds); }
int current_time(sqlite3_vfs*, double* now) { return machine()->xCurrentTime(machine(), now); }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

MemoryVfs::MemoryVfs() : impl_(std::make_unique<Impl>()) {
  static std::atomic<int> count = 0;
  impl_->name = "keybook-memory-" + std::to_string(++count);
  sqlite3_vfs& vfs = impl_->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(OpenFile);
  vfs.mxPathname = 512;
  vfs.zName = impl_->name.c_str();
  vfs.pAppData = impl_.get();
  vfs.xOpen = open_file;
  vfs.xDelete = remove_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = pause;
  vfs.xCurrentTime = current_time;
  vfs.xGetLastError = last_error;
  KEYBOOK_ASSERT(sqlite3_initialize() == SQLITE_OK);
  KEYBOOK_ASSERT(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

MemoryVfs::~MemoryVfs() { sqlite3_vfs_unregister(&impl_->vfs); }

const std::string& MemoryVfs::name() const { return impl_->name; }

}  // namespace keybook::sqlite
