#include "store/sort_key.h"

#include <sqlite3.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include <vector>

#include "base/failure.h"

namespace keybook::client::store {

namespace {

// Letters of a text that decide its place; longer ones differ earlier in practice.
constexpr int characters_max = 64;

void sort_key(sqlite3_context* context, int, sqlite3_value** arguments) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  if (text == nullptr) return sqlite3_result_null(context);
  auto* collator = static_cast<UCollator*>(sqlite3_user_data(context));
  UChar units[characters_max * 2];
  std::int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(units, characters_max * 2, &length, text, sqlite3_value_bytes(arguments[0]), 0xFFFD, nullptr,
                       &status);
  length = std::min(length, characters_max * 2);
  std::uint8_t key[1024];
  const std::int32_t size = ucol_getSortKey(collator, units, length, key, sizeof key);
  sqlite3_result_blob(context, key, std::min<std::int32_t>(size, sizeof key), SQLITE_TRANSIENT);
}

void close(void* collator) { ucol_close(static_cast<UCollator*>(collator)); }

}  // namespace

void register_sort_key(sqlite::Database& database) {
  UErrorCode status = U_ZERO_ERROR;
  UCollator* collator = ucol_open("zh@collation=pinyin", &status);
  if (U_FAILURE(status) ||
      sqlite3_create_function_v2(database.handle(), "keybook_sort_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, collator,
                                 sort_key, nullptr, nullptr, close) != SQLITE_OK)
    throw base::Failure(
        {base::ErrorCode::Internal, "the Chinese collation cannot be set up", {}, "Install ICU's data"});
}

}  // namespace keybook::client::store
