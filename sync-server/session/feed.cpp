#include "session/feed.h"

#include <algorithm>

#include "base/failure.h"
#include "session/where.h"

namespace keybook::server::session {

using Stage = PageToken::Stage;

namespace {

// What was refused never was; it stands in the store only as a step between bases.
bool sendable(const record::Line& line) { return line.state != record::LineState::Refused; }

}  // namespace

Feed::Feed(storage::Reader& reader, access::User user) : reader_(reader), user_(std::move(user)) {}

const access::TerritoryTree& Feed::tree() {
  if (!tree_) tree_ = user_.role == access::Role::Manager ? reader_.territories() : access::TerritoryTree{};
  return *tree_;
}

Sight Feed::sight(const std::string& file, CommitNumber since) {
  if (sees_all(user_, file)) return {true, true, true, true};
  return sight_of(user_, tree(), reader_.rights(file), since);
}

std::vector<std::string> Feed::files_after(CommitNumber since) {
  std::vector<std::string> files;
  if (since == 0) {
    files = reader_.visible_files(user_);
    files.emplace_back();  // the shared collection
  } else {
    files = reader_.changed_files(since);
    const std::vector<std::string> regranted = reader_.regranted_files(since);
    files.insert(files.end(), regranted.begin(), regranted.end());
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

// A record that was made anew from its edits (accounts merged or parted) forgets the lines that devices hold of it.
void Feed::all_lines(Reply& reply, const std::string& record) {
  for (const record::Line& line : reader_.lines(record))
    if (sendable(line)) reply.add(line);
}

// Records come in the order of their last changes, so an account often comes last of its file. The pages of a first
// download are shown as they come: what hangs below an account should not stand there without it.
void Feed::account_with(Reply& reply, const PageToken& place) {
  const schema::Type* root = reader_.registry().root();
  if (root == nullptr || place.file.empty()) return;
  const auto account = reader_.record(root->name, place.file);
  if (account && account->changed > place.changed) reply.add(*account, 0);
}

// The place of a file that was not begun yet has stage Records and `changed` before the file's lower bound.
bool Feed::file(Reply& reply, PageToken& place, CommitNumber since, const Echo* echo) {
  bool stopped = false;
  CommitNumber at = std::max(place.changed, since);
  // A page may end only where the commit changes.
  const auto ends_before = [&](CommitNumber changed) {
    if (changed != at && full(reply)) return stopped = true;
    at = changed;
    return false;
  };
  if (place.stage == Stage::Records) {
    const auto fresh = [&](const storage::FreshRow& row, CommitNumber changed) {
      if (ends_before(changed)) return false;
      if (echo == nullptr || !echo->own_record(std::string(row.id), changed)) reply.add(row);
      return true;
    };
    reader_.feed(place.file, at, fresh, [&](record::RecordState&& state, CommitNumber changed) {
      if (ends_before(changed)) return false;
      if (echo != nullptr && echo->own_record(state.id, changed)) return true;
      // What came with a merged account was elsewhere before: the device may hold nothing of it, and forgets what it
      // does hold.
      const bool regrouped = !state.home.empty() || !state.merged_into.empty();
      reply.add(state, regrouped ? 0 : since);
      if (since > 0 && (regrouped || state.rebuilt > since)) all_lines(reply, state.id);
      return true;
    });
    place.changed = at;
    if (stopped) {
      if (place.from == 0) account_with(reply, place);
      return false;
    }
    place.stage = Stage::Lines;
    place.changed = at = since;
  }
  reader_.changed_lines(place.file, at, [&](record::Line&& line) {
    if (ends_before(line.changed)) return false;
    if (sendable(line) && (echo == nullptr || !echo->own_line(line.record, line.changed))) reply.add(line);
    return true;
  });
  place.changed = at;
  return !stopped;
}

std::set<std::string> Feed::files_anew(const Pull& pull, CommitNumber since) {
  std::set<std::string> anew;
  if (since == 0) return anew;
  for (std::string& file : reader_.remade_files(since)) anew.insert(std::move(file));
  if (since != pull.cursor) return anew;  // not the first round
  anew.insert(pull.dropped.begin(), pull.dropped.end());
  if (!pull.keeps) anew.insert(pull.damaged.begin(), pull.damaged.end());
  return anew;
}

bool Feed::round(Reply& reply, PageToken& place, const Pull& pull) {
  const std::set<std::string> anew = files_anew(pull, place.from);
  std::vector<std::string> files = files_after(place.from);
  if (!anew.empty()) {
    files.insert(files.end(), anew.begin(), anew.end());
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
  }
  const bool resumed = place.changed > 0 || place.stage == Stage::Lines || !place.file.empty();
  auto next = resumed ? std::lower_bound(files.begin(), files.end(), place.file) : files.begin();
  for (; next != files.end(); ++next) {
    // The file in which the page before ended goes on where it ended; every other one begins.
    const bool goes_on = resumed && *next == place.file;
    if (!goes_on) {
      if (full(reply)) return false;
      place.file = *next;
      place.stage = Stage::Records;
      place.changed = 0;
    }
    CommitNumber since = place.from;
    const Echo* echo = pull.echo;
    if (place.from > 0) {
      const Sight seen = sight(*next, place.from);
      if (!seen.now) {
        // One that came and went unseen too: should the server be restored to a commit between, the device asks for it.
        const bool had = seen.then || seen.between || pull.damaged.contains(*next);
        if (!pull.keeps && had) reply.head.evicted.push_back(*next);
        place.stage = Stage::Lines;  // done with, should the page end here
        place.changed = place.round;
        continue;
      }
      // A file that did not exist at the bound has nothing older: no need to call it whole.
      if (anew.contains(*next) || (seen.known && !seen.then)) {
        since = 0;
        echo = nullptr;  // the device drops what it has, its own too
        if (!goes_on && !pull.keeps) reply.head.whole.push_back(*next);
      }
    }
    if (!file(reply, place, since, echo)) return false;
  }
  return true;
}

void Feed::fill(Reply& reply, const Pull& pull, std::int64_t page_bytes) {
  page_bytes_ = page_bytes;
  const CommitNumber now = reader_.last_commit();
  PageToken place;
  const bool asks_anew = !pull.dropped.empty() || !pull.damaged.empty();
  if (pull.page.empty() && pull.own_until == now && now > 0 && !asks_anew) {
    reply.head.cursor = now;
    return;
  }
  if (pull.page.empty()) {
    place.from = pull.cursor;
    place.round = now;
  } else {
    place = base::need(PageToken::parse(pull.page));
    if (place.round > now)
      throw base::Failure({base::ErrorCode::BadRequest, "the page token is of a later state than this server's",
                           at_field("g"), "Start the pull again without it"});
  }
  for (;;) {
    if (place.from < now || place.from == 0 || asks_anew) {
      if (!round(reply, place, pull)) {
        reply.head.page = place.text();
        return;
      }
    }
    if (place.round == now) break;
    place = PageToken{place.round, now, Stage::Records, 0, {}};
  }
  reply.head.cursor = now;
}

}  // namespace keybook::server::session
