// Limits of what one edit may hold, each with its unit and reason. Decoding refuses more with TooLarge or BadRequest.
#pragma once

#include <cstddef>

namespace keybook::record {

// Ids are UUIDv7 (36 characters); imported ones may be longer (schema::valid_id).
inline constexpr std::size_t id_length_max = 64;
// Names of types, fields, groups and users.
inline constexpr std::size_t name_length_max = 64;
// An atomic import of a small file is one mutation.
inline constexpr std::size_t edits_per_mutation_max = 20'000;
// Several times the largest declaration.
inline constexpr std::size_t fields_per_edit_max = 1'000;
// Heads of one field, or the newest edits below an account that a delete names.
inline constexpr std::size_t names_per_base_max = 10'000;
// Elements of one set change.
inline constexpr std::size_t elements_per_change_max = 1'000;
// A value of any kind: the longest report is about 10,000 characters.
inline constexpr std::size_t value_bytes_max = 1024 * 1024;
// Groups are one level deep; values of units that we do not know may nest a little.
inline constexpr int value_depth_max = 8;
inline constexpr std::size_t delta_length_max = 64;  // schema::decimal_length_max
inline constexpr std::size_t note_length_max = 1'000;

}  // namespace keybook::record
