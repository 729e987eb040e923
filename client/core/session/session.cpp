#include "session/session.h"

#include <algorithm>
#include <utility>

#include "session/limits.h"

namespace keybook::client::session {

using base::ErrorCode;
using record::Value;

base::Error error_of(const transport::Reply& reply) {
  base::Error error;
  const auto json = protocol::parse(reply.body);
  if (json && json->is_object() && json->contains("error")) {
    error = protocol::error_from_json((*json)["error"]);
  } else {
    const bool busy = reply.status == 429 || reply.status >= 500;
    error.code = reply.status == 413   ? ErrorCode::TooLarge
                 : reply.status == 429 ? ErrorCode::TooMany
                 : busy                ? ErrorCode::Unreachable
                                       : ErrorCode::BadRequest;
    error.message = "the answer with status " + std::to_string(reply.status) + " does not come from a Keybook server";
    error.remedy = "Check the server's address, and any proxy in between";
  }
  if (reply.retry_after_ms > 0) error.retry_after_ms = reply.retry_after_ms;
  return error;
}

Action Session::start(const Situation& situation, Outgoing outgoing) { return send(situation, std::move(outgoing)); }

Action Session::send(const Situation& situation, Outgoing outgoing) {
  if (++messages_ > exchanges_max)
    return Fail{{ErrorCode::Internal,
                 "the sync makes no progress after " + std::to_string(exchanges_max) + " messages",
                 {},
                 "Report this to your administrator"}};
  paged_ = !situation.page.empty();
  downloading_ = situation.cursor == 0;
  if (paged_) {
    outgoing.left += static_cast<std::int64_t>(outgoing.counters.size());
    outgoing.counters.clear();
    outgoing.mutations.clear();
  }
  protocol::SyncRequest request;
  request.cursor = situation.cursor;
  request.epoch = situation.epoch;
  request.clock = situation.clock;
  request.made = situation.made;
  request.waiting = outgoing.left;
  request.page = situation.page;
  request.declarations = situation.declarations;
  request.late = situation.late;
  request.dropped = dropped_ = situation.dropped;
  request.damaged = situation.damaged;
  request.held = situation.held;
  if (!paged_ && !situation.damaged.empty()) ++asked_anew_;
  digests_ = paged_ ? std::nullopt : situation.digests;
  request.digests = digests_;
  if (!paged_) {
    request.token = situation.token;
    request.gaps = situation.gaps;
    request.parcels = situation.parcels;
    request.acts = situation.acts;
  }
  acts_ = request.acts;
  std::string body = protocol::to_json(request).dump();
  if (!outgoing.mutations.empty()) {
    // The outbox holds mutations as they go on the wire: 10,000 of them are not parsed again.
    body.pop_back();
    body += body.size() > 1 ? ",\"m\":[" : "\"m\":[";
    for (std::size_t i = 0; i < outgoing.mutations.size(); ++i) {
      if (i > 0) body += ',';
      body += outgoing.mutations[i];
    }
    body += "]}";
  }
  sent_ = outgoing.counters;
  Send action;
  action.call.path = "/v1/sync";
  action.call.headers = {{"Authorization", "Bearer " + situation.credential}};
  sent_bytes_ = static_cast<std::int64_t>(body.size());
  action.call.body = std::move(body);
  action.counters = std::move(outgoing.counters);
  return action;
}

Action Session::broken(const base::Error& error) { return Fail{error, base::retryable(error.code)}; }

Action Session::refused(const transport::Reply& reply) {
  base::Error error = error_of(reply);
  if (const auto json = protocol::parse(reply.body); json && json->is_object()) {
    protocol::Refusal refusal = protocol::refusal(*json);
    if (refusal.fork || refusal.restored || error.code == ErrorCode::Revoked) {
      const bool again = error.code != ErrorCode::Revoked;
      return Fail{std::move(error), again, false, std::move(refusal)};
    }
  }
  if (error.code == ErrorCode::TooLarge && sent_.size() > 1) {
    push_bytes_max_ = std::min(push_bytes_max_, sent_bytes_) / 4;
    return Fail{std::move(error), true};
  }
  // A token that the server no longer knows: the pull begins anew; its mutations get the same outcomes again.
  if (paged_ && error.code == ErrorCode::BadRequest) return Fail{std::move(error), true, true};
  const bool again = base::retryable(error.code) && error.code != ErrorCode::TooLarge;
  return Fail{std::move(error), again};
}

Action Session::answered(transport::Reply reply) {
  if (reply.status != 200) return refused(reply);
  // Of a download the bulk never becomes a tree of values.
  CutAnswer cut;
  if (downloading_) {
    auto pieces = cut_batches(reply.body);
    if (!pieces) return Fail{pieces.error(), true};
    cut = std::move(*pieces);
  }
  auto json = protocol::parse(downloading_ ? cut.rest : reply.body);
  if (!json)
    return Fail{{ErrorCode::Unreachable,
                 "the answer cannot be read: " + json.error().message,
                 {},
                 "Try again; check any proxy in between"},
                true};
  auto answer = protocol::sync_answer(*json);
  if (!answer) return Fail{answer.error(), false};
  if (!answer->page.empty() && answer->page == page_)
    return Fail{{ErrorCode::Internal, "the server sent the same page twice", {}, "Report this to your administrator"},
                false,
                true};
  if (!sent_.empty() && answer->outcomes.empty())
    return Fail{{ErrorCode::Internal,
                 "the server did not answer the mutations that it got",
                 {},
                 "Report this to your administrator"}};
  page_ = answer->page;
  anew_ = answer->anew;
  Take take;
  take.how = downloading_ ? Take::How::Page : answer->page.empty() ? Take::How::Whole : Take::How::Stage;
  take.answer = std::move(*answer);
  if (take.how != Take::How::Whole) take.body = std::move(reply.body);
  take.batches = std::move(cut.batches);
  take.sent = std::exchange(sent_, {});
  take.dropped = dropped_;
  take.acts = std::exchange(acts_, {});
  take.digests = digests_;
  return take;
}

Action Session::taken(const Situation& situation, Outgoing outgoing) {
  // A server that does not send what it is asked for is asked again with the next sync.
  const bool heals = (!situation.damaged.empty() && asked_anew_ < asked_anew_max) || situation.digests || anew_;
  if (situation.page.empty() && outgoing.counters.empty() && situation.parcels.empty() && !heals) return Done{};
  return send(situation, std::move(outgoing));
}

}  // namespace keybook::client::session
