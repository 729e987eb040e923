// Moving a child to another account. For this folder.
#pragma once

#include "session/acts/scene.h"

namespace keybook::server::session {

// Moves the record and all below it, now, in the name of who asks: he must see both files. `request`: the request that
// this grants; empty: none. Errors: UnknownRecord, NotValid, NoRight.
void move_child(Scene& scene, const std::string& record, const record::Value& to, const std::string& request);

}  // namespace keybook::server::session
