// The commands of keybook. Each file of this folder adds one command, or one with its sub-commands; commands.cpp calls
// them all in the order in which --help lists them. Threads: main only.
#pragma once

#include "command_line.h"

namespace keybook::cli {

void add_commands(CommandLine& line);

void add_enroll(CommandLine& line);
void add_status(CommandLine& line);
void add_sync(CommandLine& line);
void add_watch(CommandLine& line);
void add_exchanges(CommandLine& line);

void add_new(CommandLine& line);
void add_set(CommandLine& line);
void add_delete(CommandLine& line);
void add_restore(CommandLine& line);
void add_apply(CommandLine& line);
void add_undo(CommandLine& line);
void add_put_back(CommandLine& line);

void add_get(CommandLine& line);
void add_list(CommandLine& line);
void add_search(CommandLine& line);
void add_history(CommandLine& line);
void add_reminders(CommandLine& line);
void add_choices(CommandLine& line);
void add_standards(CommandLine& line);
void add_findings(CommandLine& line);

void add_conflicts(CommandLine& line);
void add_resolve(CommandLine& line);
void add_waiting(CommandLine& line);
void add_refused(CommandLine& line);
void add_requests(CommandLine& line);
void add_parked(CommandLine& line);
void add_handover(CommandLine& line);
void add_cover(CommandLine& line);
void add_merge(CommandLine& line);
void add_move(CommandLine& line);
void add_pool(CommandLine& line);

void add_import(CommandLine& line);
void add_export(CommandLine& line);
void add_report(CommandLine& line);
void add_schema(CommandLine& line);
void add_users(CommandLine& line);
void add_digest(CommandLine& line);
void add_check(CommandLine& line);

// Commands of the interface that this version does not have: they say so and end with 1, instead of 2 for a wrong word.
void add_later(CommandLine& line);

}  // namespace keybook::cli
