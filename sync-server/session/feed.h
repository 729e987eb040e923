// The downward half of an exchange: everything that changed after a device's cursor in the files that its user may see,
// in pages (REPLICATION §3, §5, §6).
//
// A pull goes in rounds. A round begins at a snapshot and sends what changed after the round's lower bound, file by
// file (the shared collection first, then by id), each page in the form and with the rights of its own snapshot. If
// commits came in between, another round sends what changed since the first one began. The pull is complete when a
// round begins and ends in one snapshot: that snapshot's commit is the new cursor, and nothing sent is later than it.
//
// Gained files (visible now, known to others before, not visible at the lower bound) are sent whole; lost ones are
// told. Sent whole as well: files that records left (accounts parted, a child moved), and those that the device dropped
// by itself although it may see them. A page ends only between commits, so that no part of a mutation is torn by the
// page's end within its file.
//
// Threads: one. Errors: base::Failure of storage; BadRequest for a page token that is none.
#pragma once

#include "session/echo.h"
#include "session/reply.h"
#include "session/sight.h"
#include "storage/storage.h"

namespace keybook::server::session {

// Where a paged pull goes on. Opaque to the device. It is not signed: it holds bounds and a place, rights are judged
// anew at each page, and a forged one only spoils the forger's own copy.
struct PageToken {
  CommitNumber from = 0;   // lower bound of this round
  CommitNumber round = 0;  // the commit at which this round began
  enum class Stage { Records, Lines } stage = Stage::Records;
  CommitNumber changed = 0;  // of the file: sent up to this commit
  std::string file;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] static base::Result<PageToken> parse(std::string_view text);
};

struct Pull {
  CommitNumber cursor = 0;
  std::string page;                    // token of the answer before; empty: from the cursor on
  const Echo* echo = nullptr;          // what the device made itself in this request
  CommitNumber own_until = 0;          // and whether that is all there is, see Pushed::own_until
  std::set<std::string> dropped = {};  // files that the device gave up by itself
  std::set<std::string> damaged = {};  // files that the device does not hold as it should
  bool keeps = false;                  // nothing is taken away: a restore is not closed yet
};

class Feed {
 public:
  Feed(storage::Reader& reader, access::User user);

  // Fills the reply's records, lines, evicted, whole, page and cursor. `page_bytes`: where a page should end.
  void fill(Reply& reply, const Pull& pull, std::int64_t page_bytes);

 private:
  [[nodiscard]] Sight sight(const std::string& file, CommitNumber since);
  [[nodiscard]] const access::TerritoryTree& tree();
  [[nodiscard]] std::vector<std::string> files_after(CommitNumber since);
  // Which files this round sends anew although their holder had them.
  [[nodiscard]] std::set<std::string> files_anew(const Pull& pull, CommitNumber since);
  // One round from `place` on; false: the page is full, `place` is where to go on.
  bool round(Reply& reply, PageToken& place, const Pull& pull);
  bool file(Reply& reply, PageToken& place, CommitNumber since, const Echo* echo);
  // Adds the account of a file that the page ends in, if it comes later only.
  void account_with(Reply& reply, const PageToken& place);
  void all_lines(Reply& reply, const std::string& record);
  [[nodiscard]] bool full(const Reply& reply) const { return reply.bytes() >= page_bytes_; }

  storage::Reader& reader_;
  const access::User user_;
  std::optional<access::TerritoryTree> tree_;
  std::int64_t page_bytes_ = 0;
};

}  // namespace keybook::server::session
