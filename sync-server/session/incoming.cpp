#include "session/incoming.h"

#include "protocol/limits.h"
#include "record/codec.h"

namespace keybook::server::session {
namespace {

std::optional<base::Error> trouble_with(const record::Value& mutation, const std::string& enrolment) {
  auto read = record::mutation_from_json(mutation, enrolment);
  if (!read) return read.error();
  return std::nullopt;
}

}  // namespace

void take_proof(const record::Value& mutation, record::Counter counter, Incoming& in) {
  if (auto proof = protocol::proof_with(mutation)) in.proofs.insert_or_assign(counter, std::move(*proof));
}

base::Result<Incoming> incoming(record::Value&& json, const std::string& enrolment) {
  Incoming in;
  auto whole = protocol::sync_request(json, enrolment);
  if (whole) {
    in.request = std::move(*whole);
    for (std::size_t i = 0; i < in.request.mutations.size(); ++i)
      take_proof(json["m"][i], in.request.mutations[i].counter, in);
    return in;
  }
  // Slower, one by one: which of the mutations is it?
  if (!json.is_object() || !json.contains("m") || !json["m"].is_array() ||
      json["m"].size() > static_cast<std::size_t>(protocol::mutations_per_request_max))
    return tl::unexpected(whole.error());
  record::Value readable = record::Value::array();
  for (record::Value& mutation : json["m"]) {
    auto why = trouble_with(mutation, enrolment);
    if (!why) {
      readable.push_back(std::move(mutation));
      continue;
    }
    if (!mutation.is_object() || !mutation.contains("n") || !mutation["n"].is_number_integer())
      return tl::unexpected(whole.error());
    const auto counter = mutation["n"].get<record::Counter>();
    if (!in.unreadable.try_emplace(counter, Unreadable{std::move(*why), record::sha256_hex(mutation.dump())}).second)
      return tl::unexpected(whole.error());
  }
  json["m"] = std::move(readable);
  auto rest = protocol::sync_request(json, enrolment);
  if (!rest) return tl::unexpected(rest.error());
  in.request = std::move(*rest);
  for (std::size_t i = 0; i < in.request.mutations.size(); ++i)
    take_proof(json["m"][i], in.request.mutations[i].counter, in);
  return in;
}

}  // namespace keybook::server::session
