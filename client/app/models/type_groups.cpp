// All declared types by the menu that their declaration names: what the app has beyond its own pages.
#include <algorithm>

#include "models/app.h"
#include "models/row_model.h"
#include "schema/menus.h"

namespace keybook::app {

namespace {

// Parts of other records are made in their forms, the account has a page of its own.
bool is_listed(const schema::Type& type) { return type.scope != schema::Scope::Root && !type.label.zh.empty(); }

bool may_write(const schema::Type& type, const std::string& role) {
  return type.write.empty() || std::find(type.write.begin(), type.write.end(), role) != type.write.end();
}

}  // namespace

QVariantList App::typeGroups() const {
  const Words w = words();
  const schema::Type* root = registry().root();
  const auto entries = [&](const std::string& menu) {
    QVariantList out;
    for (const schema::Type& type : registry().types()) {
      if (type.menu != menu || !is_listed(type)) continue;
      const schema::Field* parent = type.parent_field();
      out << QVariantMap{
          {QStringLiteral("type"), q(type.name)},
          {QStringLiteral("label"), w.say(type.label)},
          {QStringLiteral("plural"), w.say(type.plural)},
          {QStringLiteral("icon"), typeIcon(q(type.name))},
          {QStringLiteral("help"), w.say(type.help)},
          {QStringLiteral("ofAccount"), parent != nullptr && root != nullptr && parent->target == root->name},
          {QStringLiteral("creatable"), may_write(type, status_.role)}};
    }
    return out;
  };
  QVariantList groups;
  const auto add = [&groups](const QString& name, const QString& label, const QVariantList& types) {
    if (!types.isEmpty())
      groups << QVariantMap{
          {QStringLiteral("name"), name}, {QStringLiteral("label"), label}, {QStringLiteral("types"), types}};
  };
  for (const schema::Heading& menu : schema::menus()) add(q(menu.name), w.say(menu.label), entries(menu.name));
  // What a company declares without a menu.
  add(QStringLiteral("own"), w.say("自定义", "Our own"), entries({}));
  return groups;
}

}  // namespace keybook::app
