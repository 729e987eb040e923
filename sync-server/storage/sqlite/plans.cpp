// Plans, answered acts and remade files.
#include "base/failure.h"
#include "storage/sqlite/writer.h"

namespace keybook::server::storage {

using base::need;

namespace {

std::vector<Plan> plans_of(sqlite::Query query) {
  std::vector<Plan> out;
  while (Connection::step(query))
    out.push_back(
        {std::string(query.text(0)), std::string(query.text(1)), query.integer(2), std::string(query.text(3))});
  return out;
}

}  // namespace

std::optional<Plan> Connection::plan(std::string_view kind, std::string_view id) {
  auto query = prepare("SELECT kind, id, due_ms, body FROM plan WHERE kind = ? AND id = ?");
  query.bind(kind).bind(id);
  auto found = plans_of(std::move(query));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Plan> Connection::plans(std::string_view kind) {
  auto query = prepare("SELECT kind, id, due_ms, body FROM plan WHERE kind = ? ORDER BY id");
  query.bind(kind);
  return plans_of(std::move(query));
}

std::vector<Plan> Connection::due_plans(std::int64_t until_ms) {
  auto query = prepare("SELECT kind, id, due_ms, body FROM plan WHERE due_ms > 0 AND due_ms <= ? ORDER BY due_ms");
  query.bind(until_ms);
  return plans_of(std::move(query));
}

std::int64_t Connection::next_due_ms() {
  auto query = prepare("SELECT due_ms FROM plan WHERE due_ms > 0 ORDER BY due_ms LIMIT 1");
  return step(query) ? query.integer(0) : 0;
}

std::optional<std::string> Connection::act_answer(std::string_view user, std::string_view act) {
  auto query = prepare("SELECT answer FROM act WHERE user = ? AND id = ?");
  query.bind(user).bind(act);
  if (!step(query)) return std::nullopt;
  return std::string(query.text(0));
}

std::vector<std::string> Connection::remade_files(CommitNumber since) {
  auto query = prepare("SELECT account FROM remade WHERE changed > ?");
  query.bind(since);
  std::vector<std::string> out;
  while (step(query)) out.emplace_back(query.text(0));
  return out;
}

std::vector<std::string> Connection::unowned_files() {
  auto query = prepare("SELECT account FROM file_now WHERE owner = ''");
  std::vector<std::string> out;
  while (step(query)) out.emplace_back(query.text(0));
  return out;
}

void SqliteWriter::put(const Plan& plan) {
  auto query = connection_.prepare("INSERT OR REPLACE INTO plan VALUES(?, ?, ?, ?)");
  need(query.bind(plan.kind).bind(plan.id).bind(plan.due_ms).bind(plan.body).run());
}

void SqliteWriter::erase_plan(std::string_view kind, std::string_view id) {
  auto query = connection_.prepare("DELETE FROM plan WHERE kind = ? AND id = ?");
  need(query.bind(kind).bind(id).run());
}

void SqliteWriter::put_act(std::string_view user, std::string_view act, std::string_view answer, std::int64_t now_ms) {
  auto query = connection_.prepare("INSERT INTO act VALUES(?, ?, ?, ?)");
  need(query.bind(user).bind(act).bind(now_ms).bind(answer).run());
}

void SqliteWriter::remake_file(std::string_view account, CommitNumber changed) {
  auto query = connection_.prepare("INSERT OR REPLACE INTO remade VALUES(?, ?)");
  need(query.bind(account).bind(changed).run());
  touch(account, changed);
}

}  // namespace keybook::server::storage
