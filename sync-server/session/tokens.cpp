#include "session/tokens.h"

#include <charconv>

#include "base/sealed_box.h"

namespace keybook::server::session {
namespace {

// A token is salt, mark and number: "r2" + "k9Zx1w" + "57". The salt tells tokens apart that were given for the same
// one; the mark, 36 bits, cannot be guessed in as many exchanges as a device ever makes.
constexpr int salt_characters = 3;
constexpr std::size_t mark_bytes = 4;
constexpr std::size_t mark_characters = 6;
constexpr std::size_t head_characters = salt_characters + mark_characters;
constexpr int number_base = 36;

// 0: no token, or none that can be read.
std::int64_t number_of(const std::string& token) {
  if (token.size() <= head_characters) return 0;
  std::int64_t number = 0;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data() + head_characters, end, number, number_base);
  return error == std::errc{} && stop == end && number > 0 ? number : 0;
}

}  // namespace

std::string Tokens::text(const std::string& enrolment, std::int64_t number, const std::string& salt) const {
  char digits[16];
  const auto written = std::to_chars(digits, digits + sizeof digits, number, number_base);
  const std::string tail(digits, written.ptr);
  return salt + base::mark(key_, enrolment + '\n' + salt + '\n' + tail, mark_bytes) + tail;
}

bool Tokens::later(const std::string& token, const std::string& than) { return number_of(token) > number_of(than); }

Tokens::Standing Tokens::judge(const storage::Enrolment& enrolment, const std::string& shown) const {
  if (shown == enrolment.token) return Standing::Fresh;  // again, or none yet
  const std::int64_t number = number_of(shown);
  if (number <= number_of(enrolment.token)) return Standing::Dead;
  return shown == text(enrolment.id, number, shown.substr(0, salt_characters)) ? Standing::Fresh : Standing::Dead;
}

std::string Tokens::next(const std::string& enrolment, const std::string& shown, base::Random& random) const {
  return text(enrolment, number_of(shown) + 1, base::random_token(random, salt_characters));
}

}  // namespace keybook::server::session
