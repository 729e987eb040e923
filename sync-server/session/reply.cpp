#include "session/reply.h"

#include <charconv>

#include "record/codec.h"
#include "session/limits.h"

namespace keybook::server::session {
namespace {

void append_json(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
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

void append_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default: {
        constexpr char hex[] = "0123456789abcdef";
        out += "\\u00";
        out += hex[c >> 4];
        out += hex[c & 15];
      }
    }
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

void append_json(std::string& out, const record::Value& value) {
  if (value.is_string()) append_json(out, std::string_view(value.get_ref<const std::string&>()));
  else out += value.dump();
}

Reply::Batch* Reply::batch_of(const record::RecordState& state) {
  std::string key = state.type;
  for (const auto& [unit, field] : state.fields) (key += '\n') += unit;
  if (const auto found = batches_.find(key); found != batches_.end()) return &found->second;
  if (shapes_[state.type] >= batch_shapes_max) return nullptr;
  ++shapes_[state.type];
  Batch& batch = batches_[key];
  batch.type = state.type;
  for (const auto& [unit, field] : state.fields) {
    batch.units += batch.units.empty() ? '[' : ',';
    append_json(batch.units, std::string_view(unit));
  }
  batch.units += batch.units.empty() ? "[]" : "]";
  return &batch;
}

void Reply::add(const record::RecordState& state, CommitNumber since) {
  ++records_;
  Batch* batch = as_created(state, since) ? batch_of(state) : nullptr;
  std::string& out = batch != nullptr ? batch->rows : records_text_;
  const std::size_t before = out.size();
  out += out.empty() ? '[' : ',';
  if (batch == nullptr) {
    out += record::to_json(state, since).dump();
  } else {
    const record::Origin& created = *state.created;
    out += '[';
    append_json(out, std::string_view(state.id));
    out += ',';
    append_json(out, std::string_view(state.account));
    out += ',';
    append_json(out, std::string_view(created.name.text()));
    out += ',';
    append_json(out, created.commit);
    out += ',';
    append_json(out, std::string_view(created.user));
    out += ',';
    append_json(out, created.committed_ms);
    for (const auto& [unit, field] : state.fields) {
      out += ',';
      append_json(out, field.value);
    }
    out += ']';
  }
  bytes_ += static_cast<std::int64_t>(out.size() - before);
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
