#include "usecases/rule_facts.h"
#include "tables/condition.h"

namespace keybook::client {

using domain::findings::Facts;

std::vector<Facts> rule_facts(Client::Impl& impl, const schema::Type& type, const std::string& field,
                              const std::string& value) {
  const auto fields = domain::findings::fields_of(type);
  std::vector<Facts> out;
  auto rows =
      store::prepared(impl.store->database(),
                      "SELECT id FROM " + impl.store->shown().table(type.name) + " WHERE " + tables::is_shown() +
                          (field.empty() ? "" : " AND " + sqlite::quoted(field) + " = ?") + " ORDER BY id");
  if (!field.empty()) rows.bind(std::string_view(value));
  while (store::next(rows)) {
    const auto state = impl.store->shown().read(type.name, rows.text(0));
    if (!state) continue;
    Facts seen{state->id, {}, {}};
    const Record record = impl.record_of(*state);
    for (const schema::Field* one : fields)
      if (const auto held = record.fields.find(one->name); held != record.fields.end()) seen.fields[one->name] = *held;
    for (const std::string& title : type.title) {
      const auto held = seen.fields.find(title);
      if (seen.name.empty() && held != seen.fields.end() && held->second.is_string())
        seen.name = held->second.get<std::string>();
    }
    if (seen.name.empty()) seen.name = seen.id;
    out.push_back(std::move(seen));
  }
  return out;
}

}  // namespace keybook::client
