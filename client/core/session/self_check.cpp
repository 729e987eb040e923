#include "session/self_check.h"

#include <algorithm>
#include <functional>
#include <set>

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
// Digests are to be compared: "=" and the position from which on, or "~" if files changed since this began.
constexpr const char* comparing_name = "compare";
constexpr const char* differing_name = "differs";  // what a comparison could not mend: the difference
constexpr const char* differing_at_name = "differs-at";
// Until the server says that its restore is over: the commit up to which this device had heard of everything.
constexpr const char* restore_name = "restore";

std::int64_t whole_number(const std::string& text) { return text.empty() ? 0 : std::stoll(text); }

void each_file(store::Store& store, const std::function<void(const std::string&)>& each) {
  for (Position position;;) {
    const auto files = store.digests().present(position.at_start, position.after, check_files_at_once);
    if (files.empty()) return;
    for (const std::string& account : files) each(account);
    position = {false, files.back()};
  }
}

// Whether anything of it came with a later commit than `held`, or accounts were merged or parted over it since.
bool is_later(const record::RecordState& state, record::CommitNumber held) {
  const auto after = [held](const record::OriginPtr& origin) { return origin && origin->commit > held; };
  if (state.rebuilt > held || after(state.created)) return true;
  return std::any_of(state.fields.begin(), state.fields.end(), [&after](const auto& field) {
    const auto& heads = field.second.heads;
    return std::any_of(heads.begin(), heads.end(), [&after](const record::Head& head) { return after(head.origin); });
  });
}

// The file, if anything in it is later. A record that accounts were merged or parted over is of other files as well.
void add_later(store::Store& store, const std::string& account, record::CommitNumber held,
               std::set<std::string>& later) {
  const auto look = [&](const record::RecordState& state, record::CommitNumber) {
    if (!is_later(state, held)) return true;
    const schema::Type* type = store.registry().type(state.type);
    const bool is_account = type != nullptr && type->scope == schema::Scope::Root;
    later.insert(account);
    for (const std::string& other : {state.home, state.merged_into, is_account ? state.id : std::string()})
      if (!other.empty()) later.insert(other);
    return true;
  };
  store.shown().changed(account, -1, look);
  store.shadow().changed(account, -1, look);
  auto line =
      store::prepared(store.database(), "SELECT 1 FROM line WHERE account = ? AND changed > ? LIMIT 1", account, held);
  if (store::next(line)) later.insert(account);
}

bool has_records(store::Store& store, const std::string& account) {
  bool has = false;
  store.shown().changed(account, -1, [&has](const record::RecordState&, record::CommitNumber) {
    has = true;
    return false;
  });
  return has;
}

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
  std::int64_t rows = 0;
  each_file(store, [&](const std::string& account) {
    if (is_damaged(store.digests(), account, rows)) damaged.push_back(account);
  });
  return damaged;
}

std::set<std::string> SelfCheck::begin_restore(store::Store& store, record::CommitNumber held,
                                               record::CommitNumber known) {
  std::set<std::string> later;
  each_file(store, [&](const std::string& account) { add_later(store, account, held, later); });
  for (const std::string& account : later) store.digests().mark_damaged(account);
  // Records may have left files that were sent whole.
  auto whole = store::prepared(store.database(), "SELECT account FROM evicted WHERE number > ?", held);
  while (store::next(whole)) store.digests().mark_damaged(std::string(whole.text(0)));
  const std::string open = store.meta(restore_name);
  const record::CommitNumber from = std::min(held, known);
  store.set_meta(restore_name, std::to_string(open.empty() ? from : std::min(from, whole_number(open))));
  return later;
}

void SelfCheck::note_download(store::Store& store, record::CommitNumber commit) {
  if (restore_is_open(store)) store.set_meta(restore_name, std::to_string(commit));
}

bool SelfCheck::restore_is_open(store::Store& store) { return !store.meta(restore_name).empty(); }

// What was taken from this user since the restore began was not told, nor what left a file. Digests tell where it
// stands, but those of deleted accounts say nothing, and none tells of histories: these files, and those in which
// anything came meanwhile, are asked for.
void SelfCheck::end_restore() {
  const record::CommitNumber from = whole_number(store_.meta(restore_name));
  store_.set_meta(restore_name, "");
  std::set<std::string> changed;
  each_file(store_, [&](const std::string& account) {
    if (store_.digests().of(account) == 0 && has_records(store_, account)) changed.insert(account);
    add_later(store_, account, from, changed);
  });
  for (const std::string& account : changed) store_.digests().mark_damaged(account);
}

void SelfCheck::note_progress() {
  store_.set_meta(looked_at_name, std::to_string(looked_ms_));
  store_.set_meta(looked_to_name, position_);
}

void SelfCheck::ask(Situation& situation) {
  if (situation.cursor == 0 || restore_is_open(store_)) return;
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
  return !restore_is_open(store_) && store_.digests().total() == *answer.sum && store_.meta(differing_name).empty();
}

// A file that changed since the message's cursor is not compared: its digest is of two different states.
void SelfCheck::compared(const Take& answered, record::CommitNumber asked_from, record::Sum difference) {
  const bool changed = answered.answer.cursor != asked_from || store_.meta(comparing_name).starts_with('~');
  const std::string& upto = answered.digests->upto;
  if (!upto.empty()) return store_.set_meta(comparing_name, (changed ? "~" : "=") + text_of(upto));
  const bool once_more =
      changed && difference != 0 && answered.answer.unequal.empty() && comparisons_ < comparisons_max;
  if (once_more) ++comparisons_;
  store_.set_meta(comparing_name, once_more ? "=" : "");
  if (once_more) return;
  store_.set_meta(differing_name, difference == 0 ? std::string() : record::sum_text(difference));
  store_.set_meta(differing_at_name, std::to_string(clock_.wall_ms()));
}

void SelfCheck::take(const Take& answered, record::CommitNumber asked_from, bool is_quiet) {
  if (is_quiet && !answered.digests) return;  // that a comparison found nothing ends it
  const protocol::SyncAnswer& answer = answered.answer;
  if (answered.how == Take::How::Stage || !answer.page.empty()) return;
  if (answer.sum && restore_is_open(store_)) {
    end_restore();
    if (!store_.digests().damaged(1).empty()) return;  // first these: they are what may differ
  }
  for (const std::string& account : answer.unequal) {
    store_.digests().mark_damaged(account);
    log_.write(base::LogLevel::Warning, "account-file-damaged", {{"account", account}, {"found", "by the server"}});
  }
  const record::Sum difference = answer.sum ? *answer.sum ^ store_.digests().total() : 0;
  if (answered.digests) return compared(answered, asked_from, difference);
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
