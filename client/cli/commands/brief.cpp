#include "commands/brief.h"

#include <algorithm>
#include <fstream>

#include "commands/record_text.h"
#include "printing/brief.h"

namespace keybook::cli {
namespace {

using protocol::HandoverPlan;

HandoverPlan need_plan(Context& context, const std::string& id) {
  const auto plans = base::need(context.client().handovers());
  const auto found =
      std::find_if(plans.begin(), plans.end(), [&id](const HandoverPlan& plan) { return plan.id == id; });
  if (found == plans.end())
    throw base::Failure({base::ErrorCode::UnknownRecord,
                         "there is no such handover",
                         {"handover", id, {}, {}, 0},
                         "`keybook handover list` shows yours"});
  return *found;
}

std::string printed(Context& context, const Value& brief) {
  client::BriefPrint how;
  how.language =
      context.document_language() == Language::Chinese ? documents::Language::Chinese : documents::Language::English;
  how.offset_ms = client::local_offset_ms;
  how.title_of = [&context](const std::string& type, const std::string& id) { return title_of(context, type, id); };
  return base::need(client::print_brief(context.client().registry(), brief, how));
}

}  // namespace

int write_brief(Context& context, const std::string& id, const std::string& out) {
  if (out.empty() && !context.json())
    throw base::Failure({base::ErrorCode::Usage,
                         "the file is missing",
                         {"handover", id, {}, {}, 0},
                         "Name it with --out FILE, or have the brief printed with --json"});
  const Value made = base::need(context.client().handover_brief(need_plan(context, id)));
  if (made["accounts"].empty())
    throw base::Failure({base::ErrorCode::NoRight,
                         "you see none of the accounts of this handover",
                         {"handover", id, {}, {}, 0},
                         "The successor sees them once it took effect; sync first"});
  if (out.empty()) {
    context.print(made);
    return 0;
  }
  const std::string content =
      out.ends_with(".pdf") ? printed(context, made) : made.dump(2, ' ', false, Value::error_handler_t::replace) + '\n';
  std::ofstream file(out, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  if (!file)
    throw base::Failure({base::ErrorCode::BadFile,
                         "the file cannot be written",
                         {{}, {}, {}, out, 0},
                         "Check the folder and the disk"});
  for (const Value& account : made["not_here"])
    context.note(context.words("看不到的客户: ", "not here, left out: ") + account.get<std::string>());
  if (context.json())
    context.print({{"file", out}, {"accounts", made["accounts"].size()}, {"not_here", made["not_here"]}});
  else
    context.note(context.words("已写入 ", "written: ") + out);
  return 0;
}

}  // namespace keybook::cli
