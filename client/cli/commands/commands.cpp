#include "commands/commands.h"

namespace keybook::cli {

void add_commands(CommandLine& line) {
  for (const auto add :
       {add_enroll,    add_status,  add_sync,      add_watch,    add_exchanges, add_new,     add_set,     add_delete,
        add_restore,   add_apply,   add_undo,      add_put_back, add_get,       add_list,    add_search,  add_history,
        add_reminders, add_choices, add_standards, add_findings, add_conflicts, add_resolve, add_waiting, add_refused,
        add_requests,  add_parked,  add_handover,  add_cover,    add_merge,     add_move,    add_pool,    add_import,
        add_export,    add_report,  add_schema,    add_digest,   add_check,     add_users,   add_later})
    add(line);
}

}  // namespace keybook::cli
