// The file of the lines that an import did not take: what they were, with the reasons, in a form that can be mended and
// imported again. Internal to this folder.
//
// Of a table it is CSV: the table's own columns, then _line, _field and _reason. Where lines could not be taken apart
// into columns there is a further column, _raw, with the text as it stood: whoever mends it there need not fill the
// columns, for import reads such a line from its _raw as long as there is something in it.
// Of JSON Lines it is JSON Lines: objects get the members _line, _field and _reason; text that is no object stands as
// it was, behind an object with these members alone, which import passes over.
//
// Threads: pure functions. Errors: base::Failure where the file cannot be written.
#pragma once

#include <filesystem>

#include "usecases/import_rows.h"

namespace keybook::client {

// The names of the columns and members beside a line's own.
namespace remark {
inline constexpr const char *line = "_line", *field = "_field", *reason = "_reason", *raw = "_raw";
}

// `lines` and `reasons`: one of each per rejected line.
void write_rejected(const std::filesystem::path& file, const ImportRows& rows, const std::vector<LineText>& lines,
                    const std::vector<Rejected>& reasons);

}  // namespace keybook::client
