#include "schema/calendar.h"
#include "sync-server/commands/command.h"

namespace keybook::server::commands {
namespace {

using session::HeldGroup;

constexpr std::int64_t minute_ms = 60'000;

std::string_view name_of(HeldGroup::State state) {
  return state == HeldGroup::State::Open ? "held" : state == HeldGroup::State::Released ? "released" : "rejected";
}

void held_list(const Options& options) {
  Opened opened(options, Making::No);
  for (const HeldGroup& group : need(admin::held(*opened.store))) {
    const std::string since = schema::time_of_ms(group.first_ms);
    say(options,
        group.id + "  " + group.user + "  " + since + "  " + std::to_string(group.records) + " of " +
            std::to_string(group.seen) + " records, in " + std::to_string(group.mutations) + " changes  " +
            std::string(name_of(group.state)),
        {{"id", group.id},
         {"user", group.user},
         {"since", since},
         {"mutations", group.mutations},
         {"records", group.records},
         {"sees", group.seen},
         {"state", name_of(group.state)}});
  }
}

void say_decided(const Options& options, const char* word, const admin::DecidedGroup& done) {
  say(options,
      std::string(word) + " " + options.held + ": " + std::to_string(done.applied) + " changes applied, " +
          std::to_string(done.parked) + " parked, " + std::to_string(done.refused) + " refused",
      {{"id", options.held},
       {"state", word},
       {"mutations", done.mutations},
       {"applied", done.applied},
       {"parked", done.parked},
       {"refused", done.refused}});
}

void held_release(const Options& options) {
  Opened opened(options, Making::No);
  say_decided(options, "released", need(admin::release_held(opened.ground(), options.held)));
}

void held_reject(const Options& options) {
  Opened opened(options, Making::No);
  say_decided(options, "rejected", need(admin::reject_held(opened.ground(), options.held)));
}

void held_limits(const Options& options) {
  Opened opened(options, Making::No);
  session::BrakeLimits now = need(admin::brake_limits(*opened.store));
  if (options.percent || options.records || options.minutes) {
    now.percent = options.percent.value_or(now.percent);
    now.records = options.records.value_or(now.records);
    if (options.minutes) now.window_ms = *options.minutes * minute_ms;
    need(admin::set_brake_limits(opened.ground(), now));
  }
  const std::int64_t minutes = now.window_ms / minute_ms;
  say(options,
      "held is what deletes, moves or takes away more than " + std::to_string(now.percent) +
          " % of what its user sees, and at least " + std::to_string(now.records) + " records, within " +
          std::to_string(minutes) + " minutes",
      {{"percent", now.percent}, {"records", now.records}, {"minutes", minutes}});
}

}  // namespace

void add_held(CommandLine& line) {
  Options& options = line.options();
  CLI::App* held = line.group("held", "changes of too much at once, which wait for a second word");
  line.command(held, "list", "list what is or was held", held_list);
  CLI::App* sub = line.command(held, "release", "commit it after all, in its author's name", held_release);
  sub->add_option("id", options.held, "its id, as listed")->required();
  sub = line.command(held, "reject", "refuse it", held_reject);
  sub->add_option("id", options.held, "its id, as listed")->required();
  sub = line.command(held, "limits", "show or set from where on changes are held", held_limits);
  sub->add_option("--percent", options.percent, "share of what the user sees; 100: nothing is held");
  sub->add_option("--records", options.records, "fewer are never held");
  sub->add_option("--minutes", options.minutes, "within which changes count together");
}

}  // namespace keybook::server::commands
