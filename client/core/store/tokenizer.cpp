#include "store/tokenizer.h"

#include <sqlite3.h>

#include <string_view>

#include "base/failure.h"
#include "interchange/tokens.h"

namespace keybook::client::store {

namespace {

using Emit = int (*)(void* context, int flags, const char* token, int size, int begin, int end);

int create(void*, const char**, int, Fts5Tokenizer** out) {
  static char stateless;
  *out = reinterpret_cast<Fts5Tokenizer*>(&stateless);
  return SQLITE_OK;
}
void destroy(Fts5Tokenizer*) {}

int tokenize_part(std::string_view part, std::size_t offset, void* context, Emit emit) {
  interchange::Tokens tokens(part);
  while (tokens.next()) {
    const std::string_view token = tokens.token();
    const int code = emit(context, 0, token.data(), static_cast<int>(token.size()),
                          static_cast<int>(offset + tokens.begin()), static_cast<int>(offset + tokens.end()));
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

int tokenize(Fts5Tokenizer*, void* context, int, const char* data, int size, Emit emit) {
  const std::string_view text(data, static_cast<std::size_t>(size));
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t mark = std::min(text.find(field_mark, at), text.size());
    if (const int code = tokenize_part(text.substr(at, mark - at), at, context, emit); code != SQLITE_OK) return code;
    if (mark < text.size()) {
      const int code = emit(context, 0, &field_mark, 1, static_cast<int>(mark), static_cast<int>(mark + 1));
      if (code != SQLITE_OK) return code;
    }
    at = mark + 1;
  }
  return SQLITE_OK;
}

fts5_api* api_of(sqlite3* handle) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void register_tokenizer(sqlite::Database& database) {
  fts5_api* api = api_of(database.handle());
  fts5_tokenizer tokenizer{create, destroy, tokenize};
  if (api == nullptr || api->xCreateTokenizer(api, "keybook", nullptr, &tokenizer, nullptr) != SQLITE_OK)
    throw base::Failure({base::ErrorCode::Internal,
                         "this SQLite has no full-text search (FTS5)",
                         {},
                         "Use SQLCipher 4.6 or SQLite 3.40"});
}

}  // namespace keybook::client::store
