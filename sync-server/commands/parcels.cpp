#include "sync-server/commands/command.h"

#include "record/codec.h"
#include "schema/calendar.h"

namespace keybook::server::commands {
namespace {

std::string_view name_of(storage::ParcelState state) {
  return state == storage::ParcelState::Held ? "held" : state == storage::ParcelState::Applied ? "applied" : "dropped";
}

void parcel_list(const Options& options) {
  Opened opened(options, Making::No);
  for (const admin::ParcelView& view : need(admin::parcels(*opened.store))) {
    const storage::ParcelRow& row = view.row;
    const std::string received = schema::time_of_ms(row.received_ms);
    const std::string inside =
        view.unsent < 0 ? "nothing that can be opened"
                        : std::to_string(view.unsent) + " unsent, " + std::to_string(view.refused) + " refused";
    say(options,
        row.id + "  " + row.user + "  " + (row.account.empty() ? "all files" : row.account) + "  " + received + "  " +
            inside + "  " + std::string(name_of(row.state)),
        {{"id", row.id},
         {"user", row.user},
         {"device", row.enrolment},
         {"account", row.account.empty() ? Value() : Value(row.account)},
         {"received", received},
         {"unsent", view.unsent},
         {"refused", view.refused},
         {"state", name_of(row.state)}});
  }
}

// One line an edit: what it was, of which record, and what it said.
void parcel_show(const Options& options) {
  Opened opened(options, Making::No);
  const protocol::ParcelContent content = need(admin::parcel_content(*opened.store, options.parcel));
  for (const protocol::Sealed& sealed : content.mutations) {
    const record::Mutation mutation = need(record::mutation_from_json(sealed.mutation, content.enrolment));
    for (const record::RecordEdit& edit : mutation.edits) {
      Value fields = Value::object();
      for (const auto& [unit, field] : edit.fields) fields[unit] = field.change.value;
      const std::string made = schema::time_of_ms(mutation.stamp.ms), op(record::name_of(edit.op));
      say(options,
          made + "  " + op + "  " + edit.type + "  " + edit.id + "  " + fields.dump() +
              (sealed.refused ? "  (refused, or held)" : ""),
          {{"number", mutation.counter},
           {"made", made},
           {"op", op},
           {"type", edit.type},
           {"id", edit.id},
           {"account", edit.account.empty() ? Value() : Value(edit.account)},
           {"fields", fields},
           {"refused", sealed.refused}});
    }
  }
}

void parcel_apply(const Options& options) {
  Opened opened(options, Making::No);
  const admin::AppliedParcel done = need(admin::apply_parcel(opened.ground(), options.parcel));
  std::string reasons;
  for (const std::string& reason : done.reasons) reasons += "\n  " + reason;
  say(options,
      "applied " + std::to_string(done.mutations) + " changes; " + std::to_string(done.parked) + " parked, " +
          std::to_string(done.refused) + " refused" + reasons,
      {{"id", options.parcel},
       {"mutations", done.mutations},
       {"parked", done.parked},
       {"refused", done.refused},
       {"repeated", done.repeated},
       {"reasons", done.reasons}});
}

void parcel_drop(const Options& options) {
  Opened opened(options, Making::No);
  need(admin::drop_parcel(opened.ground(), options.parcel));
  say(options, "dropped " + options.parcel, {{"id", options.parcel}, {"state", "dropped"}});
}

}  // namespace

void add_parcels(CommandLine& line) {
  Options& options = line.options();
  CLI::App* parcels = line.group("parcel", "sealed work of devices that were revoked or lost a file");
  line.command(parcels, "list", "list parcels", parcel_list);
  CLI::App* sub = line.command(parcels, "show", "what is inside a parcel", parcel_show);
  sub->add_option("id", options.parcel, "the parcel's id, as listed")->required();
  sub = line.command(parcels, "apply", "commit the unsent work of a parcel in its author's name", parcel_apply);
  sub->add_option("id", options.parcel, "the parcel's id, as listed")->required();
  sub = line.command(parcels, "drop", "forget what is inside a parcel", parcel_drop);
  sub->add_option("id", options.parcel, "the parcel's id, as listed")->required();
}

}  // namespace keybook::server::commands
