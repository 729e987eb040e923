#include <array>
#include <charconv>

#include "schema/validate.h"
#include "session/feed.h"
#include "session/where.h"

namespace keybook::server::session {

// "from-round-stage-changed-file": the file comes last, since ids may hold the separator.
std::string PageToken::text() const {
  return std::to_string(from) + "-" + std::to_string(round) + "-" + (stage == Stage::Lines ? "1" : "0") + "-" +
         std::to_string(changed) + "-" + file;
}

base::Result<PageToken> PageToken::parse(std::string_view text) {
  const auto wrong = [] {
    return base::fail(base::ErrorCode::BadRequest, "the page token is not one of this server", at_field("g"),
                      "Start the pull again without it");
  };
  std::array<CommitNumber, 4> numbers{};
  for (CommitNumber& number : numbers) {
    const std::size_t end = text.find('-');
    if (end == std::string_view::npos) return wrong();
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, number);
    if (error != std::errc{} || stop != text.data() + end || number < 0) return wrong();
    text.remove_prefix(end + 1);
  }
  PageToken token;
  token.from = numbers[0];
  token.round = numbers[1];
  token.stage = numbers[2] == 1 ? Stage::Lines : Stage::Records;
  token.changed = numbers[3];
  token.file = text;
  if (numbers[2] > 1 || token.from > token.round || (!token.file.empty() && !schema::valid_id(token.file)))
    return wrong();
  return token;
}

}  // namespace keybook::server::session
