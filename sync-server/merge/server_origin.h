// What the server's own transactions have in common. For this folder only.
#pragma once

#include "merge/work.h"

namespace keybook::server::merge {

enum class ByPerson { No, Yes };  // jobs do not keep a deleted record alive

// `by`: the person behind it, empty: none. `addressed`: the record that the transaction names, `target`: the one that
// stands for it.
[[nodiscard]] record::OriginPtr server_origin(const Work& work, const Stamp& stamp, const std::string& by,
                                              ByPerson person, const std::string& addressed,
                                              const record::RecordState& target);

// Throws UnknownRecord.
[[nodiscard]] record::RecordState& need_record(Work& work, const std::string& id);

// Marks the request of that mutation for one unit as granted or declined; `note` says why, in the history.
void close_requests(Work& work, record::RecordState& target, const std::string& unit, const std::string& addressed,
                    const std::string& request, record::LineState state, const std::string& by,
                    const std::string& note = {});

}  // namespace keybook::server::merge
