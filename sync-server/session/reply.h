// The answer of an exchange on its way to text. Records and lines become text as they are read, so that a page of many
// megabytes exists once; only the small rest goes through protocol::SyncAnswer.
//
// Threads: one. Units: bytes of JSON before compression.
#pragma once

#include <map>
#include <string>

#include "protocol/messages.h"
#include "storage/storage.h"

namespace keybook::server::session {

using record::CommitNumber;

class Reply {
 public:
  protocol::SyncAnswer head;  // its records, batches and lines stay empty

  // What changed in the record after `since`. A record that stands as its creation wrote it, after `since`, goes into a
  // batch.
  void add(const record::RecordState& state, CommitNumber since);
  void add(const storage::FreshRow& row);
  void add(const record::Line& line);

  [[nodiscard]] std::int64_t bytes() const { return bytes_; }
  [[nodiscard]] std::int64_t records() const { return records_; }
  [[nodiscard]] std::int64_t lines() const { return lines_count_; }
  [[nodiscard]] std::string text() &&;

 private:
  struct Batch {
    std::string type;
    std::string units;  // JSON list
    std::string rows;   // JSON rows with commas between
  };
  [[nodiscard]] Batch& batch_of(std::string_view type, std::string_view units);
  void append_row(Batch& batch, std::string_view row);

  std::map<std::string, Batch> batches_;  // by type and units
  Batch* last_ = nullptr;                 // rows of one shape come in long runs
  std::string records_text_, lines_text_;
  std::int64_t bytes_ = 0, records_ = 0, lines_count_ = 0;
};

}  // namespace keybook::server::session
