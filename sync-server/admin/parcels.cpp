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

base::Result<AppliedParcel> apply_parcel(const Ground& ground, const std::string& id) {
  return base::caught([&]() -> AppliedParcel {
    storage::ParcelRow row;
    session::Session author;
    session::Secrets secrets;
    {
      auto reader = ground.store.read();
      row = need_parcel(*reader, id);
      secrets = session::read_secrets(*reader);
      const auto enrolment = reader->enrolment(row.enrolment);
      const auto user = reader->user(row.user);
      if (!enrolment || !user)
        throw Failure({ErrorCode::UnknownRecord, "the device of this parcel is not known here",
                       session::at_record("parcel", id), "Restore the store that knows it"});
      author = {*enrolment, user->user, true};
    }
    const auto content = base::need(session::open_parcel(secrets, row.box));
    session::Incoming in;
    in.request.gaps = true;
    for (const protocol::Sealed& sealed : content.mutations) {
      if (sealed.refused) continue;
      in.request.mutations.push_back(base::need(record::mutation_from_json(sealed.mutation, row.enrolment)));
      session::take_proof(sealed.mutation, in.request.mutations.back().counter, in);
    }
    AppliedParcel applied;
    if (in.brings_mutations()) {
      session::Presence presence;
      const session::Tokens tokens(secrets.token_key);
      const auto pushed = session::Push(ground, tokens, author, in, ground.clock.wall_ms()).run(presence);
      applied = {static_cast<std::int64_t>(pushed.outcomes.size()), pushed.parked, pushed.refused, pushed.repeated};
    }
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
