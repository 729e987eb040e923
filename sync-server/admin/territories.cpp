#include <functional>

#include "admin/admin.h"
#include "admin/records.h"
#include "base/failure.h"
#include "session/where.h"

namespace keybook::server::admin {

using base::ErrorCode;
using base::Failure;

base::Status add_territory(const Ground& ground, const Territory& territory) {
  return base::caught([&] {
    check_text(ground, "territory", "name", territory.name);
    const base::Where where = session::at_record("territory", territory.name);
    auto writer = ground.store.write();
    const access::TerritoryTree tree = writer->territories();
    if (tree.contains(territory.name))
      throw Failure({ErrorCode::NotValid, "there is a territory of this name already", where, "Choose another name"});
    if (territory.parent == territory.name || access::within(tree, territory.parent, territory.name))
      throw Failure({ErrorCode::NotValid, "a territory cannot lie within itself", where, "Choose another parent"});
    if (!territory.parent.empty() && !tree.contains(territory.parent))
      throw Failure({ErrorCode::UnknownRecord, "there is no territory '" + territory.parent + "' to be its parent",
                     where, "Add that one first"});
    std::map<std::string, record::Value> fields = {{"name", territory.name}};
    if (!territory.parent.empty()) fields["parent"] = territory.parent;
    create_record(ground, *writer, "territory", fields);
    writer->put_territory(territory.name, territory.parent);
    writer->commit();
  });
}

base::Result<std::vector<Territory>> territories(storage::Store& store) {
  return base::caught([&] {
    const access::TerritoryTree tree = store.read()->territories();
    std::vector<Territory> out;
    const std::function<void(const std::string&)> below = [&](const std::string& parent) {
      for (const auto& [name, above] : tree) {
        if (above != parent || out.size() >= tree.size()) continue;
        out.push_back({name, above});
        below(name);
      }
    };
    below({});
    return out;
  });
}

}  // namespace keybook::server::admin
