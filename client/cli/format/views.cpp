#include "format/views.h"

#include "schema/calendar.h"

namespace keybook::cli {
namespace {

constexpr std::int64_t second_ms = 1000;

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value error_json(const base::Error& error) {
  return {{"code", base::key(error.code)},       {"message", error.message},
          {"type", or_null(error.where.type)},   {"record", or_null(error.where.record)},
          {"field", or_null(error.where.field)}, {"remedy", or_null(error.remedy)}};
}

}  // namespace

Value time_json(std::int64_t ms) {
  if (ms == 0) return {};
  std::string text = schema::time_of_ms(ms);
  // Scripts cut and compare these as text: one width for all.
  if (ms % second_ms == 0) text.insert(text.size() - 1, ".000");
  return text;
}

Value record_json(const client::Record& record) {
  Value json = record.fields;
  json["type"] = record.type;
  json["id"] = record.id;
  json["fields"] = record.fields;
  json["_state"] = {{"deleted", record.deleted},
                    {"pending", record.pending},
                    {"conflicts", record.conflicts},
                    {"requested", record.requested}};
  return json;
}

Value status_json(const client::Status& status) {
  return {{"user", or_null(status.user)},
          {"role", or_null(status.role)},
          {"territory", or_null(status.territory)},
          {"device", or_null(status.device)},
          {"device_name", or_null(status.device_name)},
          {"server", or_null(status.server)},
          {"pending", status.pending},
          {"refused", status.refused},
          {"conflicts", status.conflicts},
          {"parked", status.parked},
          {"requests", status.requests},
          {"held", status.held},
          {"repaired", status.repaired},
          {"last_sync", time_json(status.last_sync_ms)},
          {"offline_since", time_json(status.offline_since_ms)},
          {"cursor", status.cursor},
          {"downloading", status.downloading},
          {"in_sync", status.in_sync}};
}

Value sync_json(const client::SyncResult& result) {
  return {{"pushed", result.pushed},         {"pulled", result.pulled},
          {"conflicts", result.conflicts},   {"parked", result.parked},
          {"refused", result.refused},       {"round_trips", result.round_trips},
          {"bytes_sent", result.bytes_sent}, {"bytes_received", result.bytes_received},
          {"cursor", result.cursor},         {"complete", result.complete}};
}

Value exchange_json(const client::ExchangeEntry& entry) {
  return {{"at", time_json(entry.at_ms)},
          {"result", entry.result},
          {"message", or_null(entry.message)},
          {"pushed", entry.pushed},
          {"pulled", entry.pulled},
          {"round_trips", entry.round_trips},
          {"bytes_sent", entry.bytes_sent},
          {"bytes_received", entry.bytes_received},
          {"duration_ms", entry.duration_ms}};
}

Value history_json(const client::HistoryLine& line) {
  // For scripts a request that was not granted is one that was declined; whose doing it was stands in the note.
  const bool withdrawn = line.outcome == "withdrawn";
  std::string note = line.note;
  if (withdrawn && !note.starts_with("withdrawn")) note = note.empty() ? "withdrawn" : "withdrawn: " + note;
  return {{"id", line.id},
          {"type", line.type},
          {"record", line.record},
          {"op", record::name_of(line.op)},
          {"field", or_null(line.field)},
          {"value", line.value},
          {"previous", line.previous},
          {"user", line.user},
          {"device", line.device},
          {"made_at", time_json(line.made_ms)},
          {"committed_at", time_json(line.committed_ms)},
          {"outcome", withdrawn ? "declined" : line.outcome},
          {"note", or_null(note)},
          {"pending", line.pending},
          {"current", line.current}};
}

Value conflict_json(const client::Conflict& conflict) {
  Value sides = Value::array();
  for (const client::Side& side : conflict.sides)
    sides.push_back({{"edit", side.edit},
                     {"value", side.value},
                     {"user", side.user},
                     {"device", side.device},
                     {"made_at", time_json(side.made_ms)},
                     {"current", side.current}});
  return {{"id", conflict.id},
          {"type", conflict.type},
          {"record", conflict.record},
          {"account", or_null(conflict.account)},
          {"field", or_null(conflict.field)},
          {"before", conflict.before},
          {"sides", std::move(sides)}};
}

Value outbox_json(const client::OutboxEntry& entry) {
  Value records = Value::array();
  for (std::size_t i = 0; i < entry.records.size(); ++i)
    records.push_back({{"type", entry.records[i].first},
                       {"id", entry.records[i].second},
                       {"title", i < entry.titles.size() ? or_null(entry.titles[i]) : Value()}});
  return {{"n", entry.counter},
          {"stage", client::name_of(entry.stage)},
          {"made_at", time_json(entry.made_ms)},
          {"records", std::move(records)},
          {"fields", entry.fields},
          {"bytes", entry.bytes},
          {"reason", entry.reason ? error_json(*entry.reason) : Value()},
          {"along", entry.along}};
}

Value request_json(const client::Request& request) {
  return {{"id", request.id},         {"type", request.type},
          {"record", request.record}, {"field", request.field},
          {"value", request.value},   {"current", request.current},
          {"user", request.user},     {"made_at", time_json(request.made_ms)},
          {"state", request.state}};
}

Value import_json(const client::ImportResult& result) {
  Value rejected = Value::array();
  for (const client::Rejected& one : result.rejected)
    rejected.push_back({{"line", one.line}, {"field", or_null(one.field)}, {"reason", one.reason}});
  return {{"read", result.read},
          {"created", result.created},
          {"updated", result.updated},
          {"unchanged", result.unchanged},
          {"rejected", std::move(rejected)},
          {"rejected_file", or_null(result.rejected_path)}};
}

Value saved_json(const client::Saved& saved) {
  return {{"id", saved.ids.empty() ? Value() : Value(saved.ids.front())},
          {"n", saved.counter},
          {"requested", saved.requested}};
}

}  // namespace keybook::cli
