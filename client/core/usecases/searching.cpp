// Full-text search and the timeline of an account file.
#include <algorithm>

#include "interchange/tokens.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "usecases/query_sql.h"

namespace keybook::client {

using record::RecordState;

namespace {

constexpr std::size_t excerpt_bytes_before = 30, excerpt_bytes_after = 90;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string excerpt_at(const std::string& text, std::size_t at) {
  std::size_t from = at > excerpt_bytes_before ? at - excerpt_bytes_before : 0;
  while (from > 0 && continues(text[from])) --from;
  std::size_t to = std::min(text.size(), at + excerpt_bytes_after);
  while (to < text.size() && continues(text[to])) ++to;
  return (from > 0 ? "…" : "") + text.substr(from, to - from) + (to < text.size() ? "…" : "");
}

// The field that shows why the record was found: the first that holds the first word.
void explain(Hit& hit, const schema::Type& type, const RecordState& state, const std::string& typed) {
  interchange::Tokens tokens(typed);
  if (!tokens.next()) return;
  const std::string word = interchange::folded_text(typed.substr(0, typed.find(' ')));
  for (const schema::Field& field : type.fields) {
    if (!field.search) continue;
    const std::string text = schema::to_text(field, store::value_of(type, state, field));
    const std::size_t at = interchange::folded_text(text).find(word);
    if (text.empty() || at == std::string::npos) continue;
    hit.field = field.name;
    hit.excerpt = excerpt_at(text, std::min(at, text.size()));
    return;
  }
}

void search_type(Client::Impl& impl, const schema::Type& type, const std::string& text, const std::string& account,
                 int limit, std::vector<Hit>& out) {
  Query query;
  query.type = type.name;
  query.search = text;
  query.account = account;
  query.limit = limit;
  QuerySql sql(impl, query);
  auto rows = sql.ids();
  while (store::next(rows)) {
    const auto state = impl.store->shown().read(type.name, rows.text(0));
    if (!state) continue;
    Hit hit;
    hit.type = type.name;
    hit.id = state->id;
    hit.account = state->account;
    hit.title = store::title_of(type, *state);
    if (hit.title.empty()) hit.title = state->id;
    explain(hit, type, *state, text);
    out.push_back(std::move(hit));
  }
}

bool wanted(const std::vector<std::string>& types, const std::string& name) {
  return types.empty() || std::find(types.begin(), types.end(), name) != types.end();
}

// What happened or is planned: the type's date, for plans the day they are planned for.
std::string date_expression(const schema::Type& type) {
  const std::string date = tables::RecordTables::column(type.date);
  for (const char* planned : {"planned_for", "due"})
    if (type.date != planned && type.field(planned) != nullptr)
      return "coalesce(" + date + ", " + tables::RecordTables::column(planned) + ")";
  return date;
}

}  // namespace

base::Result<std::vector<Hit>> Client::search(const std::string& text, const std::vector<std::string>& types,
                                              const std::string& account, int limit) {
  return impl_->read([&] {
    std::vector<Hit> out;
    for (const std::string& name : types) static_cast<void>(impl_->type(name));
    for (const schema::Type& type : impl_->store->registry().types())
      if (wanted(types, type.name) && impl_->store->search().has(type))
        search_type(*impl_, type, text, account, limit, out);
    return out;
  });
}

base::Result<std::vector<TimelineEntry>> Client::timeline(const std::string& account,
                                                          const std::vector<std::string>& types, int limit,
                                                          const std::string& before) {
  return impl_->read([&] {
    std::vector<std::tuple<std::string, const schema::Type*, std::string>> found;  // date, type, id
    for (const schema::Type& type : impl_->store->registry().types()) {
      if (type.date.empty() || type.scope != schema::Scope::Child || !wanted(types, type.name)) continue;
      const std::string date = date_expression(type);
      const std::string sql = "SELECT id, " + date + " FROM " + impl_->store->shown().table(type.name) +
                              " WHERE account = ? AND NOT (" + hidden_condition(*impl_, type) + ")" +
                              (before.empty() ? "" : " AND " + date + " < ?") + " ORDER BY 2 DESC LIMIT " +
                              std::to_string(std::max(limit, 0));
      auto rows = store::prepared(impl_->store->database(), sql, account);
      if (!before.empty()) rows.bind(std::string_view(before));
      while (store::next(rows)) found.emplace_back(rows.text(1), &type, rows.text(0));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return std::get<0>(a) > std::get<0>(b); });
    if (found.size() > static_cast<std::size_t>(std::max(limit, 0))) found.resize(static_cast<std::size_t>(limit));
    std::vector<TimelineEntry> out;
    for (const auto& [date, type, id] : found) {
      const auto state = impl_->store->shown().read(type->name, id);
      if (!state) continue;
      TimelineEntry entry{impl_->record_of(*state), date, store::title_of(*type, *state)};
      if (entry.title.empty()) entry.title = type->label.zh;
      out.push_back(std::move(entry));
    }
    return out;
  });
}

}  // namespace keybook::client
