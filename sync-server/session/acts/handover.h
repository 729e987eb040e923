// Shared by the files about handovers. For this folder.
#pragma once

#include "protocol/acts.h"
#include "session/acts/scene.h"

namespace keybook::server::session {

inline constexpr const char* handover_kind = "handover";

// The plan that a request describes, rights and people checked; not stored yet. `already`: takes the accounts that are
// the successor's before anything moves, while there are others; nullptr: they are refused.
[[nodiscard]] protocol::HandoverPlan asked_handover(Scene& scene, const record::Value& asked,
                                                    std::vector<std::string>* already = nullptr);
[[nodiscard]] merge::Handover handover_event(const protocol::HandoverPlan& plan,
                                             const protocol::HandoverPlan::Account& account);
// Everything that the plan says, done now. Accounts that changed hands meanwhile, or were deleted, stay where they are.
void make_effective(Scene& scene, protocol::HandoverPlan& plan);
// One account's transaction and its record in the file.
void hand_over(Scene& scene, const protocol::HandoverPlan& plan, const protocol::HandoverPlan::Account& account,
               const record::Stamp& stamp);

}  // namespace keybook::server::session
