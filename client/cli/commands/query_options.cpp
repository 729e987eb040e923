#include "commands/query_options.h"

#include "format/arguments.h"

namespace keybook::cli {

void QueryOptions::add_to(CLI::App* command) {
  command->add_option("type", type_, "which type: account, visit, …")->required();
  command->add_option("--where", where_, "FIELD=VALUE, also != < <= > >= and ~ (contains); several: all must hold")
      ->expected(1)
      ->take_all();
  command->add_option("--account", account_, "only of this account file: its id, or account:key=value");
  command->add_option("--search", search_, "only where this text is found");
  command->add_option("--limit", limit_, "at most so many")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
  command->add_flag("--deleted", deleted_, "deleted ones too");
}

client::Query QueryOptions::query(Context& context) const {
  client::Query query;
  query.type = type_;
  for (const std::string& one : where_) query.filters.push_back(base::need(filter(one)));
  query.account = context.account_id(account_);
  query.search = search_;
  query.limit = limit_;
  query.deleted = deleted_;
  return query;
}

}  // namespace keybook::cli
