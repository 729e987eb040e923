#include "session/self_check.h"

#include <algorithm>

#include "protocol/limits.h"
#include "session/limits.h"

namespace keybook::client::session {

using store::Digests;

namespace {

// Positions in the list of files: "" is its start, ":a-1" behind the file a-1.
struct Position {
  bool at_start = true;
  std::string after;
};
Position position_of(const std::string& text) { return {text.empty(), text.empty() ? text : text.substr(1)}; }
std::string text_of(const std::string& after) { return ':' + after; }

// Of the profile's small values.
constexpr const char* looked_at_name = "self-check-at";  // wall ms
constexpr const char* looked_to_name = "self-check-to";
constexpr const char* comparing_name = "compare";  // "=" and a position: digests are to be compared from there on
constexpr const char* differing_name = "differs";  // what a comparison could not mend: the difference
constexpr const char* differing_at_name = "differs-at";

std::int64_t whole_number(const std::string& text) { return text.empty() ? 0 : std::stoll(text); }

bool is_damaged(Digests& digests, const std::string& account, std::int64_t& rows) {
  const Digests::Counted counted = digests.counted(account);
  rows += counted.rows;
  return !counted.readable || counted.sum != digests.of(account);
}

}  // namespace

SelfCheck::Look SelfCheck::look() {
  const std::int64_t now = clock_.wall_ms(), before = whole_number(store_.meta(looked_at_name));
  const std::int64_t passed = before == 0 ? check_rows_max : std::max<std::int64_t>(now - before, 0);
  std::int64_t left = std::min(check_rows_max, passed * check_rows_per_ms);
  if (left < check_rows_min && now >= before) return Look::None;
  const std::string begin = store_.meta(looked_to_name);
  std::vector<std::string> damaged;
  position_ = begin;
  bool again_from_start = !begin.empty();
  {
    const auto one_state = store_.begin(sqlite::Begin::Deferred);
    while (left > 0) {
      const Position position = position_of(position_);
      const auto files = store_.digests().present(position.at_start, position.after, check_files_at_once);
      for (const std::string& account : files) {
        std::int64_t rows = check_rows_of_file;
        if (is_damaged(store_.digests(), account, rows)) damaged.push_back(account);
        left -= rows;
        position_ = text_of(account);
        if (left <= 0) break;
      }
      if (!files.empty()) continue;
      position_.clear();
      if (!again_from_start) break;
      again_from_start = false;
    }
  }
  looked_ms_ = now;
  if (damaged.empty()) return Look::Sound;
  auto transaction = store_.begin();
  for (const std::string& account : damaged) {
    store_.digests().mark_damaged(account);
    log_.write(base::LogLevel::Warning, "account-file-damaged", {{"account", account}, {"found", "on this device"}});
  }
  note_progress();
  base::need(transaction.commit());
  return Look::Damaged;
}

std::vector<std::string> SelfCheck::damaged_files(store::Store& store) {
  std::vector<std::string> damaged;
  Position position;
  for (;;) {
    const auto files = store.digests().present(position.at_start, position.after, check_files_at_once);
    if (files.empty()) return damaged;
    std::int64_t rows = 0;
    for (const std::string& account : files)
      if (is_damaged(store.digests(), account, rows)) damaged.push_back(account);
    position = {false, files.back()};
  }
}

void SelfCheck::note_progress() {
  store_.set_meta(looked_at_name, std::to_string(looked_ms_));
  store_.set_meta(looked_to_name, position_);
}

void SelfCheck::ask(Situation& situation) {
  if (situation.cursor == 0) return;
  situation.damaged = store_.digests().damaged(damaged_files_max);
  const std::string comparing = store_.meta(comparing_name);
  if (comparing.empty() || !situation.page.empty() || !situation.damaged.empty()) return;
  const Position position = position_of(comparing.substr(1));
  protocol::FileDigests digests;
  digests.first = position.at_start;
  digests.after = position.after;
  digests.files = store_.digests().files(position.at_start, position.after, protocol::digests_per_request_max);
  if (digests.files.size() == static_cast<std::size_t>(protocol::digests_per_request_max))
    digests.upto = digests.files.back().first;
  situation.digests = std::move(digests);
}

// While a restored server has not got back what it lost, it knows less than this device.
bool SelfCheck::may_differ() {
  auto again = store::prepared(store_.database(), "SELECT 1 FROM kept INDEXED BY kept_again WHERE again = 1 LIMIT 1");
  return store::next(again);
}

bool SelfCheck::is_quiet(const protocol::SyncAnswer& answer) {
  if (!answer.unequal.empty()) return false;
  if (!answer.sum) return true;
  return store_.digests().total() == *answer.sum && store_.meta(differing_name).empty();
}

void SelfCheck::take(const Take& answered, bool is_quiet) {
  if (is_quiet) return;
  const protocol::SyncAnswer& answer = answered.answer;
  if (answered.how == Take::How::Stage || !answer.page.empty()) return;
  for (const std::string& account : answer.unequal) {
    store_.digests().mark_damaged(account);
    log_.write(base::LogLevel::Warning, "account-file-damaged", {{"account", account}, {"found", "by the server"}});
  }
  const record::Sum difference = answer.sum ? *answer.sum ^ store_.digests().total() : 0;
  if (answered.digests) {
    const std::string& upto = answered.digests->upto;
    store_.set_meta(comparing_name, upto.empty() ? std::string() : "=" + text_of(upto));
    if (!upto.empty()) return;
    store_.set_meta(differing_name, difference == 0 ? std::string() : record::sum_text(difference));
    store_.set_meta(differing_at_name, std::to_string(clock_.wall_ms()));
    return;
  }
  const std::string known = store_.meta(differing_name);
  if (difference == 0) {
    if (answer.sum && !known.empty()) store_.set_meta(differing_name, "");
    return;
  }
  const bool looked_lately = known == record::sum_text(difference) &&
                             clock_.wall_ms() - whole_number(store_.meta(differing_at_name)) < compare_again_ms;
  if (looked_lately || may_differ() || comparisons_ >= comparisons_max) return;
  ++comparisons_;
  store_.set_meta(comparing_name, "=");
  log_.write(base::LogLevel::Warning, "digests-differ", {{"cursor", std::to_string(answer.cursor)}});
}

}  // namespace keybook::client::session
