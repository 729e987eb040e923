// Whole batches of records that stand as their creation wrote them: the bulk of a first download.
// Threads: as the database. Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include "protocol/messages.h"
#include "session/answer_text.h"
#include "store/store.h"

namespace keybook::client::session {

// [id, account, stamp, commit, user, committed_ms, value of each unit…] as a record's state.
[[nodiscard]] record::RecordState state_of_row(const std::string& type, const std::vector<std::string>& units,
                                               const record::Value& row);

// Puts the rows of a batch from the text straight into the type's table and the search index.
class BulkInsert {
 public:
  explicit BulkInsert(store::Store& store) : store_(store) {}
  // Returns the records that could not go this way, because something of their name is here already or a value does not
  // fit its column: they go the long way.
  [[nodiscard]] std::vector<record::RecordState> insert(const RawBatch& batch);
  [[nodiscard]] std::int64_t rows() const { return rows_; }  // inserted so far

 private:
  store::Store& store_;
  std::int64_t rows_ = 0;
};

}  // namespace keybook::client::session
