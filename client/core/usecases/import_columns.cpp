#include "usecases/import_columns.h"

#include <algorithm>
#include <set>

#include "interchange/tokens.h"

namespace keybook::client {

using base::ErrorCode;
using base::fail;

namespace {

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t");
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

const schema::Field* field_called(const schema::Type& type, const std::string& name) {
  if (const schema::Field* field = type.field(name)) return field;
  const std::string wanted = interchange::folded_text(name);
  for (const schema::Field& field : type.fields)
    for (const std::string& label : {field.name, field.label.zh, field.label.en})
      if (interchange::folded_text(label) == wanted) return &field;
  return nullptr;
}

base::Where column_of(const schema::Type& type, const std::string& name) { return {type.name, {}, name, {}, 1}; }

}  // namespace

base::Result<std::vector<ImportColumn>> import_columns(const schema::Type& type, const std::vector<std::string>& header,
                                                       const std::map<std::string, std::string>& map) {
  std::vector<ImportColumn> columns;
  std::set<std::string> used;
  for (const auto& [column, field] : map)
    if (std::none_of(header.begin(), header.end(),
                     [&name = column](const std::string& one) { return trimmed(one) == name; }))
      return fail(ErrorCode::BadFile, "the map names the column '" + column + "', which the file does not have",
                  column_of(type, column), "Correct the map, or the file's first line");
  for (const std::string& given : header) {
    ImportColumn column;
    column.name = trimmed(given);
    const auto mapped = map.find(column.name);
    const std::string target = mapped == map.end() ? column.name : mapped->second;
    // What a file of rejected lines says about them beside their own columns.
    const bool remark = mapped == map.end() && target.starts_with('_');
    if (remark || (mapped != map.end() && target.empty())) {
      columns.push_back(std::move(column));
      continue;
    }
    column.is_id = target == "id";
    column.field = column.is_id ? nullptr : field_called(type, target);
    if (!column.is_id && column.field == nullptr && mapped != map.end())
      return fail(
          ErrorCode::BadFile,
          "the map gives the column '" + column.name + "' to '" + target + "', which is no field of " + type.name,
          column_of(type, column.name), "Correct it in the map; `keybook schema " + type.name + "` lists the fields");
    if (!column.is_id && column.field == nullptr)
      return fail(ErrorCode::BadFile, "the column '" + column.name + "' is no field of " + type.name,
                  column_of(type, column.name),
                  "Rename it, or map it: {\"" + column.name +
                      "\": \"FIELD\"}, with \"\" to leave it out; `keybook schema " + type.name + "` lists the fields");
    const std::string name = column.is_id ? "id" : column.field->name;
    if (!used.insert(name).second)
      return fail(ErrorCode::BadFile, "two columns of the file go to the field '" + name + "'",
                  column_of(type, column.name), "Leave one out with a map: {\"" + column.name + "\": \"\"}");
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace keybook::client
