// Any text as the short texts that devices show: the token of a page, the rolling token of a device, a stamp. Read
// without a fault, or refused; what was read is written in a form that reads the same. Nobody can make up a token that
// counts.
#include <cstdint>
#include <string_view>

#include "base/sealed_box.h"
#include "session/feed.h"
#include "session/tokens.h"

using namespace keybook;
using namespace keybook::server;

namespace {

void page(std::string_view text) {
  const auto token = session::PageToken::parse(text);
  if (!token) {
    KEYBOOK_ASSERT(!token.error().message.empty());
    return;
  }
  KEYBOOK_ASSERT(token->from >= 0 && token->from <= token->round && token->changed >= 0);
  const auto again = session::PageToken::parse(token->text());
  KEYBOOK_ASSERT(again && again->text() == token->text());
}

void rolling(const std::string& text) {
  base::SystemRandom random;
  // A key for this input alone: the fuzzer watches comparisons, and would learn from them what a key makes of tokens.
  const session::Tokens tokens(base::make_mark_key(random));
  storage::Enrolment enrolment;
  enrolment.id = "d1";
  enrolment.token = tokens.next("d1", "", random);
  KEYBOOK_ASSERT(tokens.judge(enrolment, text) == session::Tokens::Standing::Dead);
  KEYBOOK_ASSERT(!session::Tokens::later(text, text));
  const std::string next = tokens.next("d1", enrolment.token, random);
  KEYBOOK_ASSERT(tokens.judge(enrolment, next) == session::Tokens::Standing::Fresh);
}

void stamp(std::string_view text) {
  const auto read = record::Stamp::parse(text);
  if (!read) return;
  const auto again = record::Stamp::parse(read->text());
  KEYBOOK_ASSERT(again && *again == *read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  page(text);
  rolling(std::string(text));
  stamp(text);
  return 0;
}
