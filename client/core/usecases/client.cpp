#include "usecases/client.h"

#include "platform/files.h"
#include "schema/validate.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using base::fail;

namespace {

constexpr const char* database_name = "keybook.db";
constexpr const char* open_lock_name = "open.lock";
constexpr int boot_characters = 6;  // 30 bits: tells starts of one device apart

bool is_real(const Environment& environment) { return environment.vfs.empty(); }

base::Result<std::string> key_of(const std::filesystem::path& profile, const Environment& environment, bool exists) {
  if (!sqlite::can_encrypt()) return std::string{};
  auto key = environment.keys.find(profile);
  if (!key || !key->empty() || exists) return key;
  return environment.keys.make(profile, environment.random);
}

}  // namespace

void fail_at(ErrorCode code, std::string message, base::Where where, std::string remedy) {
  throw base::Failure({code, std::move(message), std::move(where), std::move(remedy)});
}

std::optional<std::string> the_one(store::Store& store, const std::string& type, const std::string& field,
                                   const std::string& value, const base::Where& where) {
  const std::vector<std::string> ids = store.found(type, field, value, 2);
  if (ids.empty()) return std::nullopt;
  if (ids.size() > 1)
    fail_at(ErrorCode::NotValid, "several of type " + type + " have the " + field + " '" + value + "'", where,
            "Give the id of the one that is meant");
  return ids.front();
}

bool is_profile(const std::filesystem::path& folder) { return platform::file_exists(folder / database_name); }

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;

base::Result<std::unique_ptr<Client>> Client::open(const std::filesystem::path& profile, const Environment& environment,
                                                   Open how) {
  const std::filesystem::path file = profile / database_name;
  const bool exists = is_real(environment) && platform::file_exists(file);
  if (!exists && how == Open::Existing) {
    base::Where where;
    where.file = profile.string();
    return fail(ErrorCode::NotEnrolled, "there is no profile in this folder", std::move(where),
                "Run: keybook enroll --profile DIR --server URL --user NAME");
  }
  std::optional<platform::FolderLock> lock;  // while it is made, or its tables grow
  if (is_real(environment)) {
    if (!exists) KEYBOOK_TRY(platform::make_folder(profile));
    if (!exists) {
      auto taken = platform::FolderLock::take(profile / open_lock_name, "another program is making this profile",
                                              store::busy_ms);
      if (!taken) return tl::unexpected(taken.error());
      lock.emplace(std::move(*taken));
    }
  }
  auto key = key_of(profile, environment, is_real(environment) && platform::file_exists(file));
  if (!key) return tl::unexpected(key.error());
  store::Settings settings{file.string(), *key, environment.vfs, true};
  auto store = store::Store::open(settings, environment.registry);
  if (!store) return tl::unexpected(store.error());
  auto impl = std::make_unique<Impl>(environment, profile, std::move(settings), std::move(*store));
  impl->boot = environment.boot.empty() ? base::random_token(environment.random, boot_characters) : environment.boot;
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

void Client::Impl::index_beside() {
  if (!is_real(environment) || (indexer && !indexer->done()) || !store->search().behind()) return;
  indexer = std::make_unique<Indexer>(settings, environment.registry, environment.log);
}

base::Status Client::finish_index(std::stop_token stop) {
  constexpr std::int64_t rows_at_once = 5000;
  impl_->indexer.reset();  // two would only wait for each other
  for (bool more = true; more && !stop.stop_requested();) {
    auto done = impl_->write([&] { return impl_->store->search().catch_up(rows_at_once); });
    if (!done) return tl::unexpected(done.error());
    more = *done;
  }
  return {};
}

store::Device Client::Impl::device() const {
  auto device = store::load_device(*store);
  if (!device)
    fail_at(ErrorCode::NotEnrolled, "this profile is not connected to a server", {},
            "Run: keybook enroll --server URL --user NAME");
  return *std::move(device);
}

const schema::Type& Client::Impl::type(const std::string& name) const {
  const schema::Type* type = store->registry().type(name);
  if (type == nullptr)
    fail_at(ErrorCode::UnknownType, "there is no type '" + name + "'", {name, {}, {}, {}, 0},
            "`keybook schema` lists the types");
  return *type;
}

std::string Client::Impl::resolve_id(const std::string& type_name, const std::string& reference) const {
  const auto natural = schema::natural_key(reference);
  if (!natural) return reference;
  const schema::Type& referred = type(natural->type);
  const schema::Field* field = referred.field(natural->field);
  const base::Where where{type_name, reference, {}, {}, 0};
  if (natural->type != type_name)
    fail_at(ErrorCode::UnknownRecord, "the key names a " + natural->type + ", not a " + type_name, where,
            "Write " + type_name + ":KEY=VALUE");
  if (field == nullptr || !field->key)
    fail_at(ErrorCode::UnknownField, "'" + natural->field + "' is no key of " + natural->type, where,
            "`keybook schema " + natural->type + "` shows the keys");
  auto found = the_one(*store, natural->type, natural->field, natural->value, where);
  if (!found)
    fail_at(ErrorCode::UnknownRecord,
            "there is no " + type_name + " with " + natural->field + " '" + natural->value + "' here", where,
            "Check the key, or sync first");
  return *std::move(found);
}

record::RecordState Client::Impl::need_state(const std::string& type_name, const std::string& id) const {
  const schema::Type& known = type(type_name);
  const std::string resolved = resolve_id(type_name, id);
  auto state = store->shown().read(known.name, resolved);
  // Whoever asks for an account that was merged into another gets the one that stands for it.
  if (state && !state->merged_into.empty())
    if (auto survivor = store->shown().read(known.name, state->merged_into)) return *std::move(survivor);
  if (!state)
    fail_at(ErrorCode::UnknownRecord, "there is no such " + type_name + " on this device", {type_name, id, {}, {}, 0},
            "Check the id, or sync first");
  return *std::move(state);
}

const schema::Registry& Client::registry() const { return impl_->store->registry(); }

std::shared_ptr<const schema::Registry> Client::declarations() const { return impl_->store->declarations(); }

bool Client::enrolled() {
  const auto device = base::caught([&] { return store::load_device(*impl_->store); });
  return device && *device && !(*device)->revoked;
}

bool Client::changed() {
  // data_version counts the commits of others, total_changes ours.
  const auto version = base::caught([&] {
    return base::need(impl_->store->database().integer("PRAGMA data_version")).value_or(0) * 1'000'003 +
           base::need(impl_->store->database().integer("SELECT total_changes()")).value_or(0);
  });
  if (!version) return false;
  const bool changed = *version != impl_->seen_version;
  impl_->seen_version = *version;
  return changed;
}

bool Status::has_news_since(const Status& before) const {
  Status then = before;
  then.last_sync_ms = last_sync_ms;
  then.offline_since_ms = offline_since_ms;
  then.in_sync = in_sync;
  return then != *this;
}

base::Result<Status> Client::status() {
  return impl_->read([&] {
    Status status;
    const auto device = store::load_device(*impl_->store);
    if (!device) return status;
    outbox::Outbox outbox(*impl_->store, device->enrolment);
    status.user = device->user;
    status.role = device->role;
    status.territory = device->territory;
    status.device = device->enrolment;
    status.device_name = device->device_name;
    status.server = device->server_url;
    const bool alone = device->server_url.empty();
    status.pending = alone ? 0 : outbox.count(outbox::Stage::Pending);
    status.refused = outbox.count(outbox::Stage::Refused);
    status.held = outbox.count(outbox::Stage::Held);
    status.parked = impl_->count_parked();
    status.conflicts = impl_->count_conflicts();
    status.requests = impl_->count_requests(device->user);
    status.repaired = impl_->store->digests().repairs();
    status.last_sync_ms = device->last_sync_ms;
    status.offline_since_ms = device->offline_since_ms;
    status.cursor = device->cursor;
    status.latest = device->counter;
    status.downloading = device->downloading || (!alone && device->last_sync_ms == 0);
    status.in_sync = !alone && status.pending == 0 && device->page.empty() && device->last_sync_ms > 0 &&
                     !device->downloading && device->offline_since_ms == 0;
    return status;
  });
}

}  // namespace keybook::client
