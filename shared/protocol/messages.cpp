#include "protocol/messages.h"

#include "protocol/members.h"

namespace keybook::protocol {

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

Value to_json(ParcelContent content) {
  Value mutations = Value::array();
  for (Sealed& sealed : content.mutations)
    mutations.push_back({{"m", std::move(sealed.mutation)}, {"refused", sealed.refused}});
  return {{"enrolment", content.enrolment}, {"mutations", std::move(mutations)}};
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
