// All acts by their names. For this folder.
#pragma once

#include "session/acts/scene.h"

namespace keybook::server::session {

// Whether an act changes anything; BadRequest where there is no act of this name.
[[nodiscard]] bool act_changes(const std::string& name);
// `asked`: the request, its "act" says which.
[[nodiscard]] record::Value run_act(Scene& scene, const record::Value& asked);
// The answer to whoever asked; `more`: further members.
[[nodiscard]] std::string act_answer_text(const record::Value& result, std::int64_t now_ms,
                                          const record::Value& more = record::Value::object());

}  // namespace keybook::server::session
