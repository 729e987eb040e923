#include "protocol/messages.h"

#include <algorithm>

#include "protocol/limits.h"
#include "record/codec.h"

namespace keybook::protocol {

using base::ErrorCode;
using base::fail;

namespace {

// Reads the members of one JSON object with one kind of error for all that can be wrong with it.
class Reader {
 public:
  Reader(const Value& json, std::string message) : json_(json), message_(std::move(message)) {
    if (!json.is_object()) problem("is not an object", "");
  }

  [[nodiscard]] const Value* member(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() || found->is_null() ? nullptr : &*found;
  }
  std::string text(const char* name, bool needed = false) {
    const Value* value = member(name);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    if (value != nullptr || needed) problem("must be text", name);
    return {};
  }
  std::int64_t number(const char* name, bool needed = false) {
    const Value* value = member(name);
    if (value != nullptr && value->is_number_integer() && *value >= 0) return value->get<std::int64_t>();
    if (value != nullptr || needed) problem("must be a whole number from 0", name);
    return 0;
  }
  const Value& list(const char* name) {
    static const Value none = Value::array();
    const Value* value = member(name);
    if (value == nullptr) return none;
    if (value->is_array()) return *value;
    problem("must be a list", name);
    return none;
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> out;
    for (const Value& item : list(name)) {
      if (item.is_string())
        out.push_back(item.get<std::string>());
      else
        problem("must be a list of texts", name);
    }
    return out;
  }
  void problem(const std::string& what, const char* name) {
    if (!error_)
      error_ =
          base::Error{ErrorCode::BadRequest, message_ + ": member '" + name + "' " + what, {}, "See docs/protocol.md"};
  }
  void problem(base::Error error) {
    if (!error_) error_ = std::move(error);
  }
  template <class T>
  base::Result<T> done(T value) {
    if (error_) return tl::unexpected(*error_);
    return value;
  }

 private:
  const Value& json_;
  std::string message_;
  std::optional<base::Error> error_;
};

void put(Value& out, const char* name, const std::string& value) {
  if (!value.empty()) out[name] = value;
}
void put(Value& out, const char* name, std::int64_t value) {
  if (value != 0) out[name] = value;
}
void put(Value& out, const char* name, Value&& list) {
  if (!list.empty()) out[name] = std::move(list);
}

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

std::string_view name_of(PartState state) {
  switch (state) {
    case PartState::Applied:
      return "applied";
    case PartState::Parked:
      return "parked";
    case PartState::Refused:
      return "refused";
    case PartState::Requested:
      return "requested";
  }
  return "applied";
}

Value part_json(const PartOutcome& part) {
  Value out = {{"a", part.account}, {"s", name_of(part.state)}};
  put(out, "r", Value(part.records));
  put(out, "q", Value(part.requests));
  if (part.reason) out["e"] = to_json(*part.reason);
  return out;
}

base::Result<PartOutcome> part_from(const Value& json) {
  Reader reader(json, "part of an outcome");
  PartOutcome part;
  part.account = reader.text("a");
  const std::string state = reader.text("s");
  part.state = state == "parked"      ? PartState::Parked
               : state == "refused"   ? PartState::Refused
               : state == "requested" ? PartState::Requested
                                      : PartState::Applied;
  part.records = reader.texts("r");
  part.requests = reader.texts("q");
  if (const Value* error = reader.member("e")) part.reason = error_from_json(*error);
  return reader.done(std::move(part));
}

bool brief(const Outcome& outcome) {
  return outcome.plain && outcome.rank.empty() && outcome.committed_ms == 0 && outcome.parts.empty();
}

// Runs of plain outcomes shrink to [n, commit, count].
Value outcomes_json(const std::vector<Outcome>& outcomes) {
  Value out = Value::array();
  for (std::size_t i = 0; i < outcomes.size();) {
    const Outcome& first = outcomes[i];
    if (!brief(first)) {
      Value one = {{"n", first.counter}, {"c", first.commit}};
      if (!first.rank.empty()) one["k"] = first.rank.text();
      put(one, "t", first.committed_ms);
      if (first.plain) one["x"] = 1;
      Value parts = Value::array();
      for (const PartOutcome& part : first.parts) parts.push_back(part_json(part));
      put(one, "p", std::move(parts));
      out.push_back(std::move(one));
      ++i;
      continue;
    }
    std::int64_t count = 1;
    while (i + static_cast<std::size_t>(count) < outcomes.size()) {
      const Outcome& next = outcomes[i + static_cast<std::size_t>(count)];
      if (!brief(next) || next.counter != first.counter + count || next.commit != first.commit + count) break;
      ++count;
    }
    out.push_back({first.counter, first.commit, count});
    i += static_cast<std::size_t>(count);
  }
  return out;
}

// Marks beside the outcomes, in their order: devices that know of none read the rest as ever.
std::string proofs_text(const std::vector<Outcome>& outcomes) {
  const auto proven = [](const Outcome& outcome) { return outcome.proof.size() == proof_characters; };
  std::string text;
  if (std::none_of(outcomes.begin(), outcomes.end(), proven)) return text;
  for (const Outcome& outcome : outcomes) text += proven(outcome) ? outcome.proof : std::string(proof_characters, '.');
  return text;
}

void proofs_from(const std::string& text, std::vector<Outcome>& outcomes, Reader& owner) {
  if (text.empty()) return;
  if (text.size() != outcomes.size() * proof_characters) return owner.problem("holds no mark for each outcome", "K");
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    if (std::string proof = text.substr(i * proof_characters, proof_characters); proof.front() != '.')
      outcomes[i].proof = std::move(proof);
}

void outcome_from(const Value& json, std::vector<Outcome>& out, Reader& owner) {
  if (json.is_array()) {
    if (json.size() != 3 || !json[0].is_number_integer() || !json[1].is_number_integer() ||
        !json[2].is_number_integer() || json[2].get<std::int64_t>() < 1 ||
        json[2].get<std::int64_t>() > mutations_per_request_max)
      return owner.problem("holds a run that is not [n, commit, count]", "o");
    for (std::int64_t i = 0; i < json[2].get<std::int64_t>(); ++i) {
      Outcome outcome;
      outcome.counter = json[0].get<std::int64_t>() + i;
      outcome.commit = json[1].get<std::int64_t>() + i;
      outcome.plain = true;
      out.push_back(std::move(outcome));
    }
    return;
  }
  Reader reader(json, "outcome");
  Outcome outcome;
  outcome.counter = reader.number("n", true);
  outcome.commit = reader.number("c");
  outcome.committed_ms = reader.number("t");
  outcome.plain = reader.number("x") != 0;
  if (const std::string rank = reader.text("k"); !rank.empty()) {
    if (auto stamp = record::Stamp::parse(rank))
      outcome.rank = *stamp;
    else
      reader.problem("is not a stamp", "k");
  }
  for (const Value& item : reader.list("p")) {
    auto part = part_from(item);
    if (part)
      outcome.parts.push_back(std::move(*part));
    else
      reader.problem(part.error());
  }
  auto done = reader.done(std::move(outcome));
  if (done)
    out.push_back(std::move(*done));
  else
    owner.problem(done.error());
}

}  // namespace

// ---- enrol

Value to_json(const EnrolRequest& message) {
  return {{"user", message.user}, {"password", message.password}, {"device", message.device_name}};
}

base::Result<EnrolRequest> enrol_request(const Value& json) {
  Reader reader(json, "enrol");
  EnrolRequest message;
  message.user = reader.text("user", true);
  message.password = reader.text("password", true);
  message.device_name = reader.text("device");
  return reader.done(std::move(message));
}

Value to_json(const EnrolAnswer& message) {
  return {{"enrolment", message.enrolment}, {"credential", message.credential}, {"user", message.user},
          {"role", message.role},           {"territory", message.territory},   {"server", message.server},
          {"epoch", message.epoch},         {"time", message.server_ms},        {"token", message.token},
          {"seal", message.seal_key}};
}

base::Result<EnrolAnswer> enrol_answer(const Value& json) {
  Reader reader(json, "answer to enrol");
  EnrolAnswer message;
  message.enrolment = reader.text("enrolment", true);
  message.credential = reader.text("credential", true);
  message.user = reader.text("user", true);
  message.role = reader.text("role", true);
  message.territory = reader.text("territory");
  message.server = reader.text("server");
  message.epoch = reader.text("epoch", true);
  message.server_ms = reader.number("time", true);
  message.token = reader.text("token");
  message.seal_key = reader.text("seal");
  return reader.done(std::move(message));
}

// ---- sync

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

namespace {

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
  message.held = counters_from(reader, "h");
  message.dropped = reader.texts("z");
  message.damaged = reader.texts("R");
  message.acts = reader.texts("A");
  message.digests = digests_from(reader, "f");
  if (message.damaged.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.held.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.acts.size() > static_cast<std::size_t>(mutations_per_request_max) ||
      message.parked.size() > static_cast<std::size_t>(mutations_per_request_max) ||
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

// ---- refusals

Value to_json(const Refusal& message) {
  Value out = {{"error", to_json(message.error)}};
  if (message.fork) out["fork"] = to_json(*message.fork);
  if (message.restored)
    out["restored"] = {
        {"epoch", message.restored->epoch}, {"held", message.restored->held}, {"begins", message.restored->begins}};
  return out;
}

Refusal refusal(const Value& json) {
  Reader reader(json, "error");
  Refusal message;
  if (const Value* error = reader.member("error")) message.error = error_from_json(*error);
  if (const Value* fork = reader.member("fork"))
    if (auto read = enrol_answer(*fork)) message.fork = std::move(*read);
  if (const Value* restored = reader.member("restored")) {
    Reader one(*restored, "error");
    const Restored read{one.text("epoch", true), one.number("held"), one.number("begins")};
    if (one.done(true)) message.restored = read;
  }
  return message;
}

// ---- parcels

Value to_json(const ParcelContent& content) {
  Value out = {{"enrolment", content.enrolment}, {"mutations", Value::array()}};
  for (const Sealed& sealed : content.mutations)
    out["mutations"].push_back({{"m", sealed.mutation}, {"refused", sealed.refused}});
  return out;
}

base::Result<ParcelContent> parcel_content(const Value& json) {
  Reader reader(json, "parcel");
  ParcelContent content;
  content.enrolment = reader.text("enrolment", true);
  for (const Value& item : reader.list("mutations")) {
    if (!item.is_object() || !item.contains("m"))
      reader.problem("holds something that is no mutation", "mutations");
    else
      content.mutations.push_back({item["m"], item.value("refused", false)});
  }
  return reader.done(std::move(content));
}

}  // namespace keybook::protocol
