#include "session/parcels.h"
#include "admin/admin.h"
#include "base/failure.h"
#include "record/codec.h"
#include "session/push.h"
#include "session/where.h"

namespace keybook::server::admin {

using base::ErrorCode;
using base::Failure;

namespace {

storage::ParcelRow need_parcel(storage::Reader& reader, const std::string& id) {
  auto row = reader.parcel(id);
  if (!row)
    throw Failure({ErrorCode::UnknownRecord, "there is no such parcel", session::at_record("parcel", id),
                   "List them with: keybook-server parcel list"});
  return *std::move(row);
}

}  // namespace

base::Result<std::vector<ParcelView>> parcels(storage::Store& store) {
  return base::caught([&] {
    auto reader = store.read();
    const session::Secrets secrets = session::read_secrets(*reader);
    std::vector<ParcelView> views;
    for (storage::ParcelRow& row : reader->parcels()) {
      ParcelView view;
      const auto whole = reader->parcel(row.id);
      const auto content = session::open_parcel(secrets, whole ? whole->box : std::string());
      if (content) {
        for (const protocol::Sealed& sealed : content->mutations) ++(sealed.refused ? view.refused : view.unsent);
      } else {
        view.unsent = view.refused = -1;
      }
      view.row = std::move(row);
      views.push_back(std::move(view));
    }
    return views;
  });
}

base::Result<protocol::ParcelContent> parcel_content(storage::Store& store, const std::string& id) {
  return base::caught([&] {
    auto reader = store.read();
    const storage::ParcelRow row = need_parcel(*reader, id);
    if (row.state == storage::ParcelState::Dropped)
      throw Failure({ErrorCode::NotValid, "what was inside was dropped", session::at_record("parcel", id), {}});
    return base::need(session::open_parcel(session::read_secrets(*reader), row.box));
  });
}

base::Result<AppliedParcel> apply_parcel(const Ground& ground, const std::string& id) {
  return base::caught([&]() -> AppliedParcel {
    storage::ParcelRow row;
    session::Session author;
    session::Secrets secrets;
    protocol::ParcelContent content;
    {
      auto reader = ground.store.read();
      row = need_parcel(*reader, id);
      secrets = session::read_secrets(*reader);
      content = base::need(session::open_parcel(secrets, row.box));
      // The device may have been enrolled again since it closed the parcel: what is inside has its old name.
      const auto enrolment = reader->enrolment(content.enrolment);
      const auto user = reader->user(row.user);
      if (!enrolment || !user || enrolment->user != row.user)
        throw Failure({ErrorCode::UnknownRecord, "the device of this parcel is not known here",
                       session::at_record("parcel", id), "Restore the store that knows it"});
      author = {*enrolment, user->user, true};
    }
    session::Incoming in;
    in.request.gaps = true;
    for (const protocol::Sealed& sealed : content.mutations) {
      if (sealed.refused) continue;
      in.request.mutations.push_back(base::need(record::mutation_from_json(sealed.mutation, content.enrolment)));
      session::take_proof(sealed.mutation, in.request.mutations.back().counter, in);
    }
    if (!in.brings_mutations())
      throw Failure(
          {ErrorCode::NotValid, "all that is inside was refused, or held and not released",
           session::at_record("parcel", id),
           "Read it with: keybook-server parcel show " + id + "; its author can enter it anew; then drop it"});
    session::Presence presence;
    const session::Tokens tokens(secrets.token_key);
    const auto pushed = session::Push(ground, tokens, author, in, ground.clock.wall_ms()).run(presence);
    AppliedParcel applied{
        static_cast<std::int64_t>(pushed.outcomes.size()), pushed.parked, pushed.refused, pushed.repeated, {}};
    for (const protocol::Outcome& outcome : pushed.outcomes)
      for (const protocol::PartOutcome& part : outcome.parts)
        if (part.reason) applied.reasons.push_back(part.reason->text());
    auto writer = ground.store.write();
    row.state = storage::ParcelState::Applied;
    writer->put(row);
    writer->commit();
    return applied;
  });
}

base::Status drop_parcel(const Ground& ground, const std::string& id) {
  return base::caught([&] {
    auto writer = ground.store.write();
    storage::ParcelRow row = need_parcel(*writer, id);
    row.state = storage::ParcelState::Dropped;
    row.box.clear();
    writer->put(row);
    writer->commit();
  });
}

}  // namespace keybook::server::admin
