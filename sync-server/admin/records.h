// Records that the server writes in an administrator's name. Called inside a write transaction; errors as
// base::Failure.
#pragma once

#include "session/ground.h"

namespace keybook::server::admin {

// Creates a record of the shared collection and returns its id.
std::string create_record(const session::Ground& ground, storage::Writer& writer, const std::string& type,
                          const std::map<std::string, record::Value>& fields);
void set_field(const session::Ground& ground, storage::Writer& writer, const std::string& type, const std::string& id,
               const std::string& field, const record::Value& value);

// NotValid where the declaration does not allow the text, or it is empty.
void check_text(const session::Ground& ground, const std::string& type, const std::string& field,
                const std::string& text);

}  // namespace keybook::server::admin
