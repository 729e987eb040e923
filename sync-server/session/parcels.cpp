#include "session/parcels.h"

#include <algorithm>
#include <set>

#include "record/codec.h"
#include "record/limits.h"
#include "session/where.h"

namespace keybook::server::session {

base::Result<protocol::ParcelContent> open_parcel(const Secrets& secrets, const std::string& box) {
  const auto text = base::unseal(secrets.seal, box);
  if (!text) return tl::unexpected(text.error());
  const auto json = protocol::parse(*text);
  if (!json) return tl::unexpected(json.error());
  return protocol::parcel_content(*json);
}

namespace {

bool goes_on(const protocol::ParcelContent& content, const storage::Enrolment& from) {
  return !from.revoked && content.enrolment == from.id &&
         std::none_of(content.mutations.begin(), content.mutations.end(),
                      [](const protocol::Sealed& sealed) { return sealed.refused; });
}

}  // namespace

std::vector<std::string> take_parcels(const Ground& ground, const Secrets& secrets, const storage::Enrolment& from,
                                      const std::vector<protocol::Parcel>& parcels, std::int64_t now_ms) {
  auto writer = ground.store.write();
  std::vector<std::string> taken;
  for (const protocol::Parcel& parcel : parcels) {
    if (parcel.id.empty() || parcel.id.size() > record::id_length_max)
      throw base::Failure({base::ErrorCode::BadRequest, "the id of a parcel is none", at_field("P"), {}});
    taken.push_back(parcel.id);
    if (writer->parcel(parcel.id)) continue;
    storage::ParcelRow row{parcel.id, from.id, from.user, parcel.account, now_ms, storage::ParcelState::Held,
                           parcel.box};
    const auto content = open_parcel(secrets, parcel.box);
    if (content && goes_on(*content, from)) row.state = storage::ParcelState::Applied;
    writer->put(row);
    ground.log.write(base::LogLevel::Info, "parcel",
                     {{"id", parcel.id},
                      {"enrolment", from.id},
                      {"user", from.user},
                      {"account", parcel.account},
                      {"mutations", content ? std::to_string(content->mutations.size()) : "cannot be opened"}});
  }
  writer->commit();
  return taken;
}

void unpack_parcels(const Secrets& secrets, const std::string& enrolment, Incoming& incoming) {
  auto& mutations = incoming.request.mutations;
  std::set<record::Counter> there;
  for (const record::Mutation& mutation : mutations) there.insert(mutation.counter);
  for (const protocol::Parcel& parcel : incoming.request.parcels) {
    const auto content = open_parcel(secrets, parcel.box);
    if (!content || content->enrolment != enrolment) continue;
    for (const protocol::Sealed& sealed : content->mutations) {
      if (sealed.refused) continue;
      auto mutation = record::mutation_from_json(sealed.mutation, enrolment);
      if (!mutation || !there.insert(mutation->counter).second) continue;
      take_proof(sealed.mutation, mutation->counter, incoming);
      mutations.push_back(std::move(*mutation));
    }
  }
  std::stable_sort(mutations.begin(), mutations.end(),
                   [](const record::Mutation& a, const record::Mutation& b) { return a.counter < b.counter; });
}

}  // namespace keybook::server::session
