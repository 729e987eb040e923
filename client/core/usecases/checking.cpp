// Digest of what is visible, and the self-check of the local store.
#include <openssl/evp.h>

#include <array>
#include <map>

#include "record/state.h"
#include "schema/additions.h"
#include "session/self_check.h"
#include "tables/additions.h"
#include "tables/condition.h"
#include "usecases/query_sql.h"

namespace keybook::client {

namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) { KEYBOOK_ASSERT(EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) == 1); }
  ~Sha256() { EVP_MD_CTX_free(context_); }
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes) { KEYBOOK_ASSERT(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1); }
  [[nodiscard]] std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    KEYBOOK_ASSERT(EVP_DigestFinal_ex(context_, bytes.data(), &size) == 1);
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (unsigned int i = 0; i < size; ++i) {
      out += digits[bytes[i] >> 4];
      out += digits[bytes[i] & 15];
    }
    return out;
  }

 private:
  EVP_MD_CTX* context_;
};

// All shown records of a table by id; `hidden`: rows that are not shown.
void add_table(Client::Impl& impl, const std::string& table, const std::string& type, const std::string& hidden,
               const std::string& account, Sha256& sha, std::int64_t& count) {
  const std::string sql = "SELECT id FROM " + table + " WHERE NOT (" + hidden + ")" +
                          (account.empty() ? "" : " AND account = ?") + " ORDER BY id";
  auto rows = store::prepared(impl.store->database(), sql);
  if (!account.empty()) rows.bind(std::string_view(account));
  while (store::next(rows)) {
    const auto state = impl.store->shown().read(type, rows.text(0));
    if (!state) continue;
    sha.add(record::canonical_text(*state));
    sha.add("\n");
    ++count;
  }
}

void check_outbox(Client::Impl& impl, std::vector<std::string>& wrong) {
  sqlite::Database& database = impl.store->database();
  const auto report = [&](const char* what, const std::string& sql) {
    auto rows = store::prepared(database, sql);
    while (store::next(rows)) wrong.push_back(std::string(what) + ": " + std::string(rows.text(0)));
  };
  report("edit without its mutation",
         "SELECT record || ' ' || counter FROM edit_of WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.enrolment = "
         "edit_of.enrolment AND outbox.counter = edit_of.counter AND stage IN (0, 4))");
  report("mutation of an unknown enrolment",
         "SELECT counter FROM outbox WHERE enrolment NOT IN (SELECT id FROM enrolment)");
  report("mutation beyond the counter",
         "SELECT o.counter FROM outbox o JOIN enrolment e ON e.id = o.enrolment WHERE o.counter > e.counter");
  report("line of a pending edit of a record without any",
         "SELECT DISTINCT record FROM pline WHERE record NOT IN (SELECT record FROM edit_of)");
  report("shadow of a record without pending edits",
         "SELECT id FROM " + impl.store->shadow().table("") + " WHERE id NOT IN (SELECT record FROM edit_of)");
}

}  // namespace

base::Result<Digest> Client::digest(const std::string& account) {
  return impl_->read([&] {
    Sha256 sha;
    Digest digest;
    // By type name, then id: the same on every device, whatever its declarations' order.
    std::map<std::string, const schema::Type*> types;
    for (const schema::Type& type : impl_->store->registry().types()) types[type.name] = &type;
    const std::string other = impl_->store->shown().table("");
    std::vector<std::string> unknown;
    auto rows = store::prepared(impl_->store->database(), "SELECT DISTINCT type FROM " + other);
    while (store::next(rows)) unknown.emplace_back(rows.text(0));
    for (const std::string& name : unknown) types.try_emplace(name, nullptr);
    for (const auto& [name, type] : types) {
      const std::string hidden =
          type != nullptr ? hidden_condition(*impl_, *type) : "type <> '" + name + "' OR " + tables::is_gone();
      add_table(*impl_, impl_->store->shown().table(name), name, hidden, account, sha, digest.records);
    }
    digest.sha256 = sha.hex();
    return digest;
  });
}

base::Result<std::vector<std::string>> Client::check() {
  return impl_->read([&] {
    std::vector<std::string> wrong;
    auto rows = store::prepared(impl_->store->database(), "PRAGMA integrity_check(20)");
    while (store::next(rows))
      if (rows.text(0) != "ok") wrong.push_back("database: " + std::string(rows.text(0)));
    for (std::string& one : impl_->store->shown().check()) wrong.push_back(std::move(one));
    for (std::string& one : impl_->store->shadow().check()) wrong.push_back("shadow: " + std::move(one));
    check_outbox(*impl_, wrong);
    for (const std::string& account : session::SelfCheck::damaged_files(*impl_->store))
      wrong.push_back("file '" + account + "': its records are not those that were written; the next sync mends it");
    return wrong;
  });
}

base::Result<std::vector<std::string>> Client::left_out() {
  return impl_->read([&] {
    std::vector<std::string> out;
    const auto grown = schema::grown(impl_->environment.registry, tables::additions(impl_->store->database()));
    for (const base::Error& error : grown.left_out) out.push_back(error.text());
    return out;
  });
}

}  // namespace keybook::client
