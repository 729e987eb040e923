// One sync as a pure state machine: message and state in, action out. It does no I/O, knows no clock and never sleeps;
// the runner (runner.h) does what the actions say and brings back what came of it.
//
//   start ─→ Send ─answered→ Take ─taken→ Send (next page, or more mutations) … ─→ Done
//              └──────────────→ Fail
//
// A sync without much to say is one Send. A pull that does not fit into one answer is paged: of a first download each
// page is applied as it comes, of a later sync all pages are staged and applied together with the last, so that nobody
// ever sees half of it. While pages come, no mutations go out.
//
// One object is one attempt; a failed one is thrown away. Threads: one. Errors: the Fail action.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "protocol/messages.h"
#include "session/answer_text.h"
#include "transport/transport.h"

namespace keybook::client::session {

using record::CommitNumber;
using record::Counter;

// What the store says about this device, each time the machine is asked to go on.
struct Situation {
  CommitNumber cursor = 0;
  std::string epoch, credential, page, declarations, token;
  bool gaps = false;
  std::vector<protocol::Parcel> parcels;  // that wait
  bool downloading = false;               // the first download is under way
  Counter made = 0;
  record::ClockReading clock;
  std::vector<protocol::LateEdit> late;          // own ones whose outcome is asked for
  std::vector<std::string> dropped;              // files that this device gave up by itself
  std::vector<std::string> damaged;              // files that are to be sent anew
  std::optional<protocol::FileDigests> digests;  // to be compared with the server's
  std::vector<Counter> held;                     // own mutations that wait for somebody's word
  std::vector<std::string> acts;                 // receipts of acts that the server lost
};

// Pending mutations in counter order, as JSON of the wire.
struct Outgoing {
  std::vector<Counter> counters;
  std::vector<std::string> mutations;
  std::int64_t left = 0;  // pending ones that did not fit
};

struct Send {
  transport::Call call;
  std::vector<Counter> counters;  // of the mutations in it
};
struct Take {
  enum class How {
    Whole,  // the only or the last answer of a pull: with the staged ones before it, if any
    Stage,  // keep it; more follows
    Page,   // of a first download: apply it at once
  } how = How::Whole;
  protocol::SyncAnswer answer;
  std::string body;                  // Stage: the answer as it came. Page: its text, which `batches` refer to
  std::vector<RawBatch> batches;     // Page: cut out of the answer
  std::vector<Counter> sent;         // mutations that it answers
  std::vector<std::string> dropped;  // files that the message named as dropped
  std::vector<std::string> acts;     // receipts that it brought
  std::optional<protocol::FileDigests> digests;  // that the message named
};
struct Done {};
struct Fail {
  base::Error error;
  bool again = false;                          // may help to try again, after a while
  bool drop_page = false;                      // the paged pull cannot be continued: begin it anew
  std::optional<protocol::Refusal> turn = {};  // how this device goes on (turning.h), then again at once
};
using Action = std::variant<Send, Take, Done, Fail>;

class Session {
 public:
  explicit Session(std::int64_t push_bytes_max) : push_bytes_max_(push_bytes_max) {}
  // How much of the outbox the next message takes: shrinks when the server says that a message was too large.
  [[nodiscard]] std::int64_t push_bytes_max() const { return push_bytes_max_; }

  [[nodiscard]] Action start(const Situation& situation, Outgoing outgoing);
  [[nodiscard]] Action answered(transport::Reply reply);
  [[nodiscard]] Action broken(const base::Error& error);  // the call itself failed
  [[nodiscard]] Action taken(const Situation& situation, Outgoing outgoing);

 private:
  [[nodiscard]] Action send(const Situation& situation, Outgoing outgoing);
  [[nodiscard]] Action refused(const transport::Reply& reply);

  std::int64_t push_bytes_max_;
  std::vector<Counter> sent_;
  std::int64_t sent_bytes_ = 0;
  std::vector<std::string> dropped_, acts_;  // of the last message
  std::optional<protocol::FileDigests> digests_;
  int asked_anew_ = 0;  // messages that asked for damaged files
  bool anew_ = false;   // the server wants this device to begin from nothing
  bool paged_ = false;  // the message asked for a further page
  bool downloading_ = false;
  std::string page_;  // token of the last answer, so that a server cannot keep us in a circle
  int messages_ = 0;
};

// A server's answer that is not good, as an error: from its JSON, or from its status where that is none (a proxy).
[[nodiscard]] base::Error error_of(const transport::Reply& reply);

}  // namespace keybook::client::session
