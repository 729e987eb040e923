#include "session/receipts.h"

#include <functional>

#include "merge/outcome.h"

namespace keybook::server::session {

using record::Counter;
using record::Line;
using record::LineState;

namespace {

using IsOne = std::function<bool(const record::Origin&)>;

void add(std::vector<protocol::Receipt>& out, storage::Reader& reader, Counter counter, const std::string& record,
         const IsOne& is_one) {
  const auto known = reader.known(record);
  if (!known) return;
  // Where the record was merged away, its lines lie with the survivor.
  const auto state = reader.record(known->type, record);
  const std::string& at = state && !state->merged_into.empty() ? state->merged_into : record;
  for (const Line& line : reader.lines(at)) {
    const std::string& addressed = line.origin->addressed.empty() ? at : line.origin->addressed;
    if (!is_one(*line.origin) || addressed != record) continue;
    if (line.state != LineState::Taken && line.state != LineState::Declined) continue;
    out.push_back({counter, record, line.unit, std::string(record::name_of(line.state))});
  }
}

}  // namespace

std::vector<protocol::Receipt> receipts(storage::Reader& reader, const std::string& enrolment,
                                        const std::vector<Counter>& counters) {
  std::vector<protocol::Receipt> out;
  for (const Counter counter : counters) {
    const auto committed = reader.committed(enrolment, counter);
    if (!committed) continue;
    record::Mutation mutation;
    mutation.counter = counter;
    for (const merge::Part& part : merge::outcome_from(mutation, *committed).parts)
      if (part.state == merge::PartState::Parked)
        for (const std::string& record : part.records)
          add(out, reader, counter, record, [&](const record::Origin& origin) {
            return origin.name.device == enrolment && origin.counter == counter;
          });
  }
  return out;
}

std::vector<protocol::Receipt> receipts(storage::Reader& reader, const std::string& user,
                                        const std::vector<protocol::LateEdit>& late) {
  std::vector<protocol::Receipt> out;
  for (const protocol::LateEdit& edit : late)
    add(out, reader, edit.counter, edit.record,
        [&](const record::Origin& origin) { return origin.user == user && origin.name.text() == edit.stamp; });
  return out;
}

}  // namespace keybook::server::session
