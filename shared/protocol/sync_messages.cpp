#include <algorithm>

#include "protocol/limits.h"
#include "protocol/members.h"
#include "protocol/outcomes.h"
#include "record/codec.h"

namespace keybook::protocol {

using base::ErrorCode;
using base::fail;

namespace {

record::ClockReading clock_from(Reader& reader, const char* name) {
  const Value* value = reader.member(name);
  if (value == nullptr) return {};
  if (!value->is_array() || value->size() < 2 || !(*value)[0].is_number_integer() || !(*value)[1].is_number_integer() ||
      (value->size() > 2 && !(*value)[2].is_string())) {
    reader.problem("must be [wall ms, monotonic ms, boot]", name);
    return {};
  }
  return {(*value)[0].get<std::int64_t>(), (*value)[1].get<std::int64_t>(),
          value->size() > 2 ? (*value)[2].get<std::string>() : ""};
}

std::vector<Counter> counters_from(Reader& reader, const char* name) {
  std::vector<Counter> counters;
  for (const Value& item : reader.list(name)) {
    if (item.is_number_integer() && item >= 1)
      counters.push_back(item.get<Counter>());
    else
      reader.problem("must be a list of numbers of mutations", name);
  }
  return counters;
}

std::vector<LateEdit> late_from(Reader& reader, const char* name) {
  std::vector<LateEdit> late;
  for (const Value& item : reader.list(name)) {
    if (item.is_array() && item.size() == 3 && item[0].is_number_integer() && item[1].is_string() &&
        item[2].is_string())
      late.push_back({item[0].get<Counter>(), item[1].get<std::string>(), item[2].get<std::string>()});
    else
      reader.problem("must be a list of [n, stamp, record]", name);
  }
  return late;
}

std::optional<FileDigests> digests_from(Reader& reader, const char* name) {
  const Value& given = reader.list(name);
  if (given.empty()) return std::nullopt;
  const auto wrong = [&] { reader.problem("must be [first, after, upto, [[file, digest]…]]", name); };
  FileDigests digests;
  if (given.size() != 4 || !given[0].is_number_integer() || !given[1].is_string() || !given[2].is_string() ||
      !given[3].is_array() || given[3].size() > static_cast<std::size_t>(digests_per_request_max)) {
    wrong();
    return std::nullopt;
  }
  digests.first = given[0] != 0;
  digests.after = given[1].get<std::string>();
  digests.upto = given[2].get<std::string>();
  for (const Value& file : given[3]) {
    const bool fits = file.is_array() && file.size() == 2 && file[0].is_string() && file[1].is_string();
    const auto sum = fits ? record::sum_from(file[1].get_ref<const std::string&>()) : std::nullopt;
    if (sum)
      digests.files.emplace_back(file[0].get<std::string>(), *sum);
    else
      wrong();
  }
  return digests;
}

}  // namespace

Value to_json(const SyncRequest& message) {
  Value out = Value::object();
  put(out, "c", message.cursor);
  put(out, "e", message.epoch);
  if (message.clock.wall_ms != 0) {
    out["w"] = {message.clock.wall_ms, message.clock.monotonic_ms};
    if (!message.clock.boot.empty()) out["w"].push_back(message.clock.boot);
  }
  put(out, "n", message.made);
  put(out, "q", message.waiting);
  put(out, "g", message.page);
  put(out, "d", message.declarations);
  put(out, "i", message.token);
  if (message.gaps) out["l"] = 1;
  Value parcels = Value::array();
  for (const Parcel& parcel : message.parcels) parcels.push_back({parcel.id, parcel.account, parcel.box});
  put(out, "P", std::move(parcels));
  Value mutations = Value::array();
  for (const record::Mutation& mutation : message.mutations) mutations.push_back(record::to_json(mutation));
  put(out, "m", std::move(mutations));
  put(out, "k", Value(message.parked));
  Value late = Value::array();
  for (const LateEdit& edit : message.late) late.push_back({edit.counter, edit.stamp, edit.record});
  put(out, "L", std::move(late));
  put(out, "z", Value(message.dropped));
  put(out, "R", Value(message.damaged));
  put(out, "h", Value(message.held));
  put(out, "A", Value(message.acts));
  if (message.digests) {
    Value files = Value::array();
    for (const auto& [account, sum] : message.digests->files) files.push_back({account, record::sum_text(sum)});
    out["f"] = {message.digests->first ? 1 : 0, message.digests->after, message.digests->upto, std::move(files)};
  }
  return out;
}

base::Result<SyncRequest> sync_request(const Value& json, const std::string& enrolment) {
  Reader reader(json, "sync");
  SyncRequest message;
  message.cursor = reader.number("c");
  message.epoch = reader.text("e");
  message.clock = clock_from(reader, "w");
  message.made = reader.number("n");
  message.waiting = reader.number("q");
  message.page = reader.text("g");
  message.declarations = reader.text("d");
  message.parked = counters_from(reader, "k");
  message.late = late_from(reader, "L");
  message.held = counters_from(reader, "h");
  message.dropped = reader.texts("z");
  message.damaged = reader.texts("R");
  message.acts = reader.texts("A");
  message.digests = digests_from(reader, "f");
  if (message.damaged.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.held.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.acts.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.parked.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.late.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.dropped.size() > static_cast<std::size_t>(mutations_per_request_max))
    return fail(ErrorCode::TooLarge, "the request names too many parked mutations or files", {}, "Name fewer of them");
  message.token = reader.text("i");
  message.gaps = reader.number("l") != 0;
  for (const Value& item : reader.list("P")) {
    const auto is_text = [](const Value& part) { return part.is_string(); };
    if (item.is_array() && item.size() == 3 && std::all_of(item.begin(), item.end(), is_text))
      message.parcels.push_back({item[0].get<std::string>(), item[1].get<std::string>(), item[2].get<std::string>()});
    else
      reader.problem("must be a list of [id, account, box]", "P");
  }
  const Value& mutations = reader.list("m");
  if (mutations.size() > static_cast<std::size_t>(mutations_per_request_max))
    return fail(ErrorCode::TooLarge,
                "more than " + std::to_string(mutations_per_request_max) + " mutations in one request", {},
                "Send them in several requests");
  message.mutations.reserve(mutations.size());
  for (const Value& item : mutations) {
    auto mutation = record::mutation_from_json(item, enrolment);
    if (!mutation) return tl::unexpected(mutation.error());
    message.mutations.push_back(std::move(*mutation));
  }
  return reader.done(std::move(message));
}

Value to_json(const SyncAnswer& message) {
  Value out = {{"t", message.server_ms}};
  put(out, "e", message.epoch);
  put(out, "i", message.token);
  put(out, "h", message.horizon);
  put(out, "P", Value(message.parcels));
  put(out, "o", outcomes_json(message.outcomes));
  put(out, "K", proofs_text(message.outcomes));
  put(out, "x", Value(message.evicted));
  put(out, "y", Value(message.whole));
  put(out, "r", Value(message.records));
  Value batches = Value::array();
  for (const Batch& batch : message.batches)
    batches.push_back({{"t", batch.type}, {"u", batch.units}, {"v", batch.rows}});
  put(out, "b", std::move(batches));
  put(out, "l", Value(message.lines));
  Value receipts = Value::array();
  for (const Receipt& receipt : message.receipts)
    receipts.push_back({receipt.counter, receipt.record, receipt.unit, receipt.state});
  put(out, "k", std::move(receipts));
  if (message.sum) out["s"] = record::sum_text(*message.sum);
  put(out, "u", Value(message.unequal));
  if (message.anew) out["a"] = 1;
  put(out, "g", message.page);
  if (message.page.empty()) out["c"] = message.cursor;
  return out;
}

base::Result<SyncAnswer> sync_answer(const Value& json) {
  Reader reader(json, "answer to sync");
  SyncAnswer message;
  message.server_ms = reader.number("t", true);
  message.epoch = reader.text("e");
  message.token = reader.text("i");
  message.horizon = reader.number("h");
  message.parcels = reader.texts("P");
  for (const Value& item : reader.list("o")) outcome_from(item, message.outcomes, reader);
  proofs_from(reader.text("K"), message.outcomes, reader);
  message.evicted = reader.texts("x");
  message.whole = reader.texts("y");
  for (const Value& item : reader.list("r")) message.records.push_back(item);
  for (const Value& item : reader.list("b")) {
    Reader one(item, "batch");
    Batch batch{one.text("t", true), one.texts("u"), {}};
    for (const Value& row : one.list("v")) {
      if (!row.is_array() || row.size() != batch.units.size() + 7)
        one.problem("has a row of the wrong length", "v");
      else
        batch.rows.push_back(row);
    }
    auto done = one.done(std::move(batch));
    if (done)
      message.batches.push_back(std::move(*done));
    else
      reader.problem(done.error());
  }
  for (const Value& item : reader.list("l")) message.lines.push_back(item);
  for (const Value& item : reader.list("k")) {
    const bool fits = item.is_array() && item.size() == 4 && item[0].is_number_integer() && item[1].is_string() &&
                      item[2].is_string() && item[3].is_string();
    if (fits)
      message.receipts.push_back(
          {item[0].get<Counter>(), item[1].get<std::string>(), item[2].get<std::string>(), item[3].get<std::string>()});
    else
      reader.problem("must be a list of [n, record, unit, state]", "k");
  }
  if (const std::string sum = reader.text("s"); !sum.empty()) {
    message.sum = record::sum_from(sum);
    if (!message.sum) reader.problem("is no digest", "s");
  }
  message.unequal = reader.texts("u");
  message.anew = reader.number("a") != 0;
  message.page = reader.text("g");
  message.cursor = reader.number("c");
  return reader.done(std::move(message));
}

}  // namespace keybook::protocol
