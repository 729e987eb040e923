#include "session/acts/acts.h"

#include <algorithm>

#include "base/failure.h"
#include "session/acts/act_receipts.h"
#include "session/acts/given.h"
#include "session/acts/table.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using record::CommitNumber;

namespace {

constexpr std::size_t act_id_bytes_max = 100;
constexpr std::int64_t broken_plan_pause_ms = 60'000;  // a plan that cannot be done is tried again after this

void do_due(Scene& scene, const storage::Plan& plan) {
  if (plan.kind == "cover")
    move_due_cover(scene, plan);
  else if (plan.kind == "pool-rule")
    apply_pool_rule(scene, plan);
  else
    make_due_handover(scene, plan);
}

}  // namespace

Acts::Acts(const Ground& ground, const Secrets& secrets)
    : ground_(ground), secrets_(secrets), next_due_ms_(ground.store.read()->next_due_ms()) {}

base::Result<Acts::Done> Acts::run(std::string_view authorization, std::string_view body) {
  return base::caught([&]() -> Done {
    const std::int64_t now_ms = ground_.clock.wall_ms();
    const Session session = [&] {
      auto reader = ground_.store.read();
      return base::need(Auth::session(authorization, *reader));
    }();
    const Value json = base::need(protocol::parse(body));
    const Given given(json);
    Done done;
    done.user = session.user.name;
    done.enrolment = session.enrolment.id;
    done.act = given.needed("act");
    const bool changes = act_changes(done.act);
    const std::string id = changes ? given.needed("id") : std::string();
    if (id.size() > act_id_bytes_max)
      throw Failure({ErrorCode::BadRequest, "the id of the act is too long", at_field("id"), "Use a UUID"});

    auto writer = ground_.store.write();
    if (changes)
      if (const auto before = writer->act_answer(done.user, id)) {
        done.text = *before;
        return done;
      }
    merge::Engine engine(writer->registry(), *writer);
    Ids ids;
    Value found = Value::object();
    Scene scene{ground_, *writer, session.user, now_ms, engine, &ids, &found};
    const CommitNumber last = writer->last_commit();
    Value result = run_act(scene, json);
    if (!changes) {  // the transaction is rolled back
      done.text = act_answer_text(result, now_ms);
      return done;
    }
    // What is only planned has no commit: a backup of the next one surely holds it.
    const CommitNumber number = std::max(writer->last_commit(), last + 1);
    Value more = Value::object();
    if (std::string receipt = receipt_of(ground_, secrets_, writer->meta("server"),
                                         {done.user, id, json, result, found, ids.made, number, now_ms});
        !receipt.empty())
      more = {{"n", number}, {"K", std::move(receipt)}};
    done.text = act_answer_text(result, now_ms, more);
    writer->put_act(done.user, id, done.text, now_ms);
    const std::int64_t next_ms = writer->next_due_ms();
    writer->commit();
    next_due_ms_ = next_ms;
    done.changed = true;
    return done;
  });
}

bool Acts::due() const {
  const std::int64_t next = next_due_ms_;
  return next > 0 && ground_.clock.wall_ms() >= next;
}

// Owners change by handovers and by edits of whoever may: covers follow both.
void Acts::settle_later(storage::Reader& reader, bool& covers_moved) {
  const record::CommitNumber last = reader.last_commit();
  if (covers_settled_ >= last) return;
  covers_moved = covers_settled_ < 0 || !reader.regranted_files(covers_settled_).empty();
  covers_settled_ = last;
}

bool Acts::run_due() {
  bool covers_moved = false;
  {
    auto reader = ground_.store.read();
    const std::int64_t next_ms = reader->next_due_ms();  // another process may have planned something
    next_due_ms_ = next_ms;
    settle_later(*reader, covers_moved);
    if (!due() && (!covers_moved || next_ms == 0)) return false;
  }
  const std::int64_t now_ms = ground_.clock.wall_ms();
  auto writer = ground_.store.write();
  const record::CommitNumber before = writer->last_commit();
  for (const storage::Plan& listed : writer->due_plans(now_ms)) {
    // One that was done before it may have changed it: the end of a cover lends its accounts to the next one.
    std::optional<storage::Plan> known = writer->plan(listed.kind, listed.id);
    if (!known || known->due_ms == 0 || known->due_ms > now_ms) continue;
    storage::Plan& plan = *known;
    writer->savepoint();
    try {
      merge::Engine engine(writer->registry(), *writer);
      Scene scene{ground_, *writer, {}, now_ms, engine};
      do_due(scene, plan);
      writer->release();
    } catch (const Failure& failure) {
      writer->rollback_to_savepoint();
      ground_.log.write(base::LogLevel::Error, "plan-broke",
                        {{"kind", plan.kind}, {"plan", plan.id}, {"why", failure.error().message}});
      plan.due_ms = now_ms + broken_plan_pause_ms;
      writer->put(plan);
    }
  }
  if (covers_moved) {
    merge::Engine engine(writer->registry(), *writer);
    Scene scene{ground_, *writer, {}, now_ms, engine};
    settle_covers(scene);
  }
  const std::int64_t next_ms = writer->next_due_ms();
  const bool changed = writer->last_commit() > before;
  writer->commit();
  next_due_ms_ = next_ms;  // a commit that failed leaves the plans due
  return changed;
}

}  // namespace keybook::server::session
