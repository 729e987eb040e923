#include "session/secrets.h"

namespace keybook::server::session {
namespace {

constexpr const char* token_key_name = "token_key";
constexpr const char* seal_open_name = "seal_open";
constexpr const char* seal_secret_name = "seal_secret";

}  // namespace

Secrets read_secrets(storage::Reader& reader) {
  return {reader.meta(token_key_name), {reader.meta(seal_open_name), reader.meta(seal_secret_name)}};
}

void make_secrets(storage::Writer& writer, base::Random& random) {
  if (!writer.meta(token_key_name).empty()) return;
  const base::SealKeys seal = base::make_seal_keys(random);
  writer.set_meta(token_key_name, base::make_mark_key(random));
  writer.set_meta(seal_open_name, seal.open);
  writer.set_meta(seal_secret_name, seal.secret);
}

Secrets need_secrets(const Ground& ground) {
  Secrets secrets = read_secrets(*ground.store.read());
  if (!secrets.token_key.empty()) return secrets;
  auto writer = ground.store.write();
  make_secrets(*writer, ground.random);
  secrets = read_secrets(*writer);
  writer->commit();
  return secrets;
}

}  // namespace keybook::server::session
