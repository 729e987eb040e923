#include "sync-server/commands/command.h"

#include "schema/calendar.h"

namespace keybook::server::commands {
namespace {

void device_list(const Options& options) {
  Opened opened(options, Making::No);
  for (const storage::Enrolment& device : need(admin::devices(*opened.store))) {
    const std::string seen = schema::time_of_ms(device.last_seen_ms);
    std::string text = device.id + "  " + device.user + "  " + device.device_name + "  seen " + seen;
    if (!device.copy_of.empty()) text += "  copy of " + device.copy_of;
    if (device.waiting > 0) text += "  " + std::to_string(device.waiting) + " waiting";
    say(options, text + (device.revoked ? "  (revoked)" : ""),
        {{"id", device.id},
         {"user", device.user},
         {"name", device.device_name},
         {"enrolled", schema::time_of_ms(device.enrolled_ms)},
         {"last_seen", seen},
         {"waiting", device.waiting},
         {"mutations", device.counter},
         {"cursor", device.cursor},
         {"copy_of", device.copy_of.empty() ? Value() : Value(device.copy_of)},
         {"revoked", device.revoked}});
  }
}

void device_revoke(const Options& options) {
  Opened opened(options, Making::No);
  need(admin::revoke_device(opened.ground(), options.device));
  say(options, "revoked " + options.device + "; it has no access any more, and wipes itself when it comes again",
      {{"id", options.device}, {"revoked", true}});
}

}  // namespace

void add_devices(CommandLine& line) {
  Options& options = line.options();
  CLI::App* devices = line.group("device", "devices");
  line.command(devices, "list", "list devices, with what they hold unsent", device_list);
  CLI::App* sub = line.command(devices, "revoke", "stop a device's access", device_revoke);
  sub->add_option("id", options.device, "the device's id, as listed")->required();
}

}  // namespace keybook::server::commands
