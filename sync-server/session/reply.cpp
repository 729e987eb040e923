#include "session/reply.h"

#include "record/codec.h"
#include "record/json_text.h"

namespace keybook::server::session {
namespace {

using record::append_json;

void append_json(std::string& out, const record::Value& value) {
  if (value.is_string())
    append_json(out, std::string_view(value.get_ref<const std::string&>()));
  else
    out += value.dump();
}

bool same(const record::OriginPtr& a, const record::OriginPtr& b) { return a == b || (a && b && *a == *b); }

// Nothing but its creation ever touched it: the row of a batch says everything.
bool as_created(const record::RecordState& state, CommitNumber since) {
  const record::OriginPtr& created = state.created;
  if (!created || created->commit <= since || state.deleted || state.kept || state.has_deletes) return false;
  if (state.rebuilt != 0 || !state.merged_into.empty() || !state.home.empty()) return false;
  if (created->rank != created->name || !created->by_person || !created->note.empty() || !created->addressed.empty())
    return false;
  for (const auto& [unit, field] : state.fields) {
    if (field.heads.size() != 1 || field.conflict || field.lined || field.value.is_null()) return false;
    const record::Head& head = field.heads.front();
    if (head.base || !head.value.is_null() || !same(head.origin, created)) return false;
  }
  return true;
}

void splice(std::string& out, const char* member, const std::string& list) {
  if (list.empty()) return;
  out += member;
  out += list;
  out += ']';
}

}  // namespace

Reply::Batch& Reply::batch_of(std::string_view type, std::string_view units) {
  if (last_ != nullptr && last_->type == type && last_->units == units) return *last_;
  std::string key(type);
  key += units;
  last_ = &batches_[std::move(key)];
  last_->type = type;
  last_->units = units;
  return *last_;
}

void Reply::append_row(Batch& batch, std::string_view row) {
  batch.rows += batch.rows.empty() ? '[' : ',';
  batch.rows += row;
  bytes_ += static_cast<std::int64_t>(row.size()) + 1;
  ++records_;
}

void Reply::add(const storage::FreshRow& row) { append_row(batch_of(row.type, row.units), row.row); }

void Reply::add(const record::RecordState& state, CommitNumber since) {
  if (as_created(state, since)) {
    std::string units, row = "[";
    append_json(row, std::string_view(state.id));
    row += ',';
    append_json(row, std::string_view(state.account));
    row += ',';
    append_json(row, std::string_view(state.created->name.text()));
    row += ',';
    append_json(row, state.created->commit);
    row += ',';
    append_json(row, std::string_view(state.created->user));
    row += ',';
    append_json(row, state.created->committed_ms);
    row += ',';
    append_json(row, state.created->counter);
    for (const auto& [unit, field] : state.fields) {
      units += units.empty() ? '[' : ',';
      append_json(units, std::string_view(unit));
      row += ',';
      append_json(row, field.value);
    }
    units += units.empty() ? "[]" : "]";
    row += ']';
    return append_row(batch_of(state.type, units), row);
  }
  const std::size_t before = records_text_.size();
  records_text_ += records_text_.empty() ? '[' : ',';
  records_text_ += record::to_json(state, since).dump();
  bytes_ += static_cast<std::int64_t>(records_text_.size() - before);
  ++records_;
}

void Reply::add(const record::Line& line) {
  ++lines_count_;
  const std::size_t before = lines_text_.size();
  lines_text_ += lines_text_.empty() ? '[' : ',';
  lines_text_ += record::to_json(line).dump();
  bytes_ += static_cast<std::int64_t>(lines_text_.size() - before);
}

std::string Reply::text() && {
  std::string out = protocol::to_json(head).dump();
  out.reserve(out.size() + static_cast<std::size_t>(bytes_) + batches_.size() * 256 + 64);
  out.pop_back();  // the closing brace comes last
  splice(out, ",\"r\":", records_text_);
  splice(out, ",\"l\":", lines_text_);
  const char* before = ",\"b\":[";
  for (const auto& [key, batch] : batches_) {
    out += before;
    out += "{\"t\":";
    append_json(out, std::string_view(batch.type));
    out += ",\"u\":" + batch.units + ",\"v\":" + batch.rows + "]}";
    before = ",";
  }
  if (!batches_.empty()) out += ']';
  return out += '}';
}

}  // namespace keybook::server::session
