// Locked fields that somebody asked to change.
#include <algorithm>

#include "usecases/impl.h"

namespace keybook::client {

std::int64_t Client::Impl::count_requests(const std::string& user) const {
  auto row = store::prepared(store->database(), "SELECT count(*) FROM request WHERE user = ?", user);
  return store::next(row) ? row.integer(0) : 0;
}

namespace {

// Who may change a field by an own edit; of a child's account, who has both files.
bool grantable(store::Store& store, const store::Device& device, const std::string& type_name,
               const std::string& unit_name, const Value& wanted) {
  const schema::Type* type = store.registry().type(type_name);
  const schema::Unit* unit = type == nullptr ? nullptr : type->unit(unit_name);
  if (unit == nullptr) return false;
  if (type->scope == schema::Scope::Child && unit_name == type->parent)
    return wanted.is_string() && store.type_of(wanted.get<std::string>()) == type->parent_field()->target;
  return type->grants(*unit, device.role);
}

}  // namespace

base::Result<std::vector<Request>> Client::requests(bool mine) {
  return impl_->read([&] {
    const store::Device device = impl_->device();
    std::vector<std::pair<std::string, std::string>> found;
    auto row = store::prepared(impl_->store->database(), "SELECT DISTINCT record, unit FROM request");
    while (store::next(row)) found.emplace_back(row.text(0), row.text(1));
    std::vector<Request> out;
    for (const auto& [record, unit] : found) {
      const std::string type = impl_->store->type_of(record);
      const auto state = type.empty() ? std::nullopt : impl_->store->shown().read(type, record);
      if (!state) continue;
      for (const record::Line& line : impl_->store->shown_history().lines(record, unit)) {
        if (line.state != record::LineState::Request || (mine && line.origin->user != device.user)) continue;
        const record::FieldState* held = state->field(unit);
        const std::string& of = line.origin->addressed.empty() ? record : line.origin->addressed;
        out.push_back({line.origin->name.text() + '/' + of + '/' + unit, type, record, unit, line.change.value,
                       held == nullptr ? Value() : held->value, line.origin->user, line.origin->rank.ms, "waiting",
                       grantable(*impl_->store, device, type, unit, line.change.value)});
      }
    }
    std::sort(out.begin(), out.end(), [](const Request& a, const Request& b) { return a.made_ms < b.made_ms; });
    return out;
  });
}

}  // namespace keybook::client
