// A field and a type that a folder declares have a form, with label, choices, check and a record in the end; no page
// and no model names them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <filesystem>
#include <fstream>

#include "models/app.h"
#include "models/record_form.h"
#include "store/store.h"
#include "support/offline/offline.h"

namespace keybook::app {
namespace {

using base::need;

constexpr const char* declared_field = R"({ "extend": "account", "fields": [
  {"number": 1000, "name": "fleet_size", "kind": "integer", "min": 0, "max": 9999,
   "label": {"zh": "车队规模", "en": "Fleet size"}} ] })";
constexpr const char* declared_type = R"({ "type": "vehicle", "number": 900, "scope": "child", "parent": "account",
  "title": ["plate"], "label": {"zh": "车辆", "en": "Vehicle"}, "plural": {"zh": "车辆", "en": "Vehicles"}, "fields": [
    {"number": 1, "name": "account", "kind": "reference", "target": "account", "required": true, "merge": "locked",
     "index": true, "label": {"zh": "客户", "en": "Account"}},
    {"number": 2, "name": "plate", "kind": "text", "required": true, "label": {"zh": "车牌", "en": "Plate"}},
    {"number": 3, "name": "state", "kind": "choice", "label": {"zh": "状态", "en": "State"},
     "choices": [{"value": "on", "label": {"zh": "在用", "en": "In use"}}, {"value": "off", "label": {"zh": "停用", "en": "Idle"}}]} ] })";

class Form : public ::testing::Test {
 protected:
  static schema::Registry declarations() {
    const auto folder = std::filesystem::temp_directory_path() / ("keybook-form-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "more.json") << declared_field;
    std::ofstream(folder / "vehicle.json") << declared_type;
    const schema::Registry builtin = need(schema::Registry::builtin());
    auto declared = schema::Registry::folder(folder, &builtin);
    std::filesystem::remove_all(folder);
    return need(std::move(declared));
  }
  Form() {
    auto client = offline_.open();
    need(client->start_without_server("amy"));
    need(client->create("account", {{"name", "华东物流"}}, "a-1"));
    app = std::make_unique<App>(Composition{offline_.clock(), offline_.registry(),
                                            [this] { return base::Result<std::unique_ptr<client::Client>>(open()); },
                                            [] { return true; }, [](client::Client&) { return base::Status{}; },
                                            QString::fromStdString((offline_.folder() / "settings.ini").string())});
  }
  std::unique_ptr<client::Client> open() { return offline_.open(); }
  template <class Condition>
  static bool waited(Condition condition) {
    const QDeadlineTimer end(20'000);
    while (!condition() && !end.hasExpired()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    return condition();
  }
  void show(RecordForm& form, const QString& type, const QString& id, const QVariantMap& presets = {}) {
    form.setProperty("type", type);
    form.setProperty("recordId", id);
    form.setProperty("presets", presets);
    form.componentComplete();
    ASSERT_TRUE(waited([&] { return form.count() > 0; })) << form.property("errorText").toString().toStdString();
  }
  static QVariant cell(const RecordForm& form, const QString& field, const QByteArray& role) {
    const auto names = form.roleNames();
    for (int row = 0; row < form.count(); ++row)
      if (form.data(form.index(row), names.key("name")).toString() == field)
        return form.data(form.index(row), names.key(role));
    return {};
  }

  // What a sync stores that brings an addition to the declarations, by another program on the same profile.
  void addition_arrives(const std::string& document) {
    auto store = need(client::store::Store::open(
        {(offline_.folder() / "profile" / "keybook.db").string(), {}, {}, true}, offline_.registry()));
    record::Origin origin;
    origin.name = {1'760'000'000'000, 0, "server"};
    origin.rank = origin.name;
    origin.commit = 1;
    record::RecordState state;
    state.type = "declaration";
    state.id = "d-1";
    state.created = std::make_shared<const record::Origin>(origin);
    const client::Value units = {{"number", 1}, {"document", document}};
    for (const auto& [unit, value] : units.items()) {
      state.fields[unit].heads.push_back({state.created, nullptr, std::nullopt});
      state.fields[unit].value = value;
    }
    auto transaction = store->begin();
    store->write_shown(state, 1, nullptr);
    store->take_declarations();
    need(transaction.commit());
  }

  QCoreApplication& qt = application();

 private:
  static QCoreApplication& application() {
    static int argc = 1;
    static char name[] = "form";
    static char* argv[] = {name, nullptr};
    static QCoreApplication one(argc, argv);
    return one;
  }
  testing::Offline offline_{declarations()};

 protected:
  std::unique_ptr<App> app;  // ends before its profile's folder
};

TEST_F(Form, ADeclaredFieldStandsInTheFormOfItsType) {
  RecordForm form;
  show(form, QStringLiteral("account"), QStringLiteral("a-1"));
  EXPECT_FALSE(cell(form, QStringLiteral("fleet_size"), "label").toString().isEmpty());
  form.setValue(QStringLiteral("fleet_size"), QStringLiteral("100000"));
  form.touch(QStringLiteral("fleet_size"));
  EXPECT_FALSE(form.valid()) << "out of bounds";
  form.setValue(QStringLiteral("fleet_size"), QStringLiteral("12"));
  EXPECT_TRUE(form.valid());
  bool done = false;
  QObject::connect(&form, &RecordForm::committed, &form, [&] { done = true; });
  form.commit();
  ASSERT_TRUE(waited([&] { return done; }));
  EXPECT_EQ(need(open()->get("account", "a-1")).fields["fleet_size"], 12);
}

TEST_F(Form, ADeclaredTypeHasAFormOfItsOwn) {
  RecordForm form;
  show(form, QStringLiteral("vehicle"), {}, {{QStringLiteral("account"), QStringLiteral("a-1")}});
  EXPECT_EQ(form.count(), 3);
  EXPECT_EQ(cell(form, QStringLiteral("state"), "choices").toList().size(), 2);
  EXPECT_TRUE(cell(form, QStringLiteral("plate"), "required").toBool());
  EXPECT_FALSE(form.valid()) << "the plate is missing";
  form.setValue(QStringLiteral("plate"), QStringLiteral("沪A1"));
  form.setValue(QStringLiteral("state"), QStringLiteral("off"));
  QString id;
  QObject::connect(&form, &RecordForm::committed, &form, [&](const QString& made) { id = made; });
  form.commit();
  ASSERT_TRUE(waited([&] { return !id.isEmpty(); })) << form.property("errorText").toString().toStdString();
  const auto record = need(open()->get("vehicle", id.toStdString()));
  EXPECT_EQ(record.fields["plate"], "沪A1");
  EXPECT_EQ(record.fields["state"], "off");
  EXPECT_EQ(record.account, "a-1");
}

TEST_F(Form, ADeclaredTypeCanBeMadeByHand) {
  bool offered = false;
  for (const QVariant& one : app->creatableTypes())
    offered |= one.toMap().value(QStringLiteral("type")).toString() == QStringLiteral("vehicle");
  EXPECT_TRUE(offered);
}

// What is in force changes while the app runs.
TEST_F(Form, AnAdditionThatASyncBroughtStandsInTheForm) {
  ASSERT_TRUE(waited([&] { return app->ready(); }));
  RecordForm open_before;
  show(open_before, QStringLiteral("account"), QStringLiteral("a-1"));
  addition_arrives(R"({"extend": "account", "fields": [{"number": 1001, "name": "x_must", "kind": "choice",
    "required": true, "label": {"zh": "级别", "en": "Level"},
    "choices": [{"value": "a", "label": {"zh": "甲", "en": "A"}}]}]})");
  emit app->dataChanged();
  ASSERT_TRUE(waited([&] { return app->registry().type("account")->field("x_must") != nullptr; }));
  EXPECT_GT(open_before.count(), 0);
  EXPECT_FALSE(cell(open_before, QStringLiteral("name"), "label").toString().isEmpty()) << "what is open stays";
  RecordForm form;
  show(form, QStringLiteral("account"), QStringLiteral("a-1"));
  EXPECT_EQ(form.count(), open_before.count() + 1);
  EXPECT_TRUE(cell(form, QStringLiteral("x_must"), "required").toBool());
  form.setValue(QStringLiteral("x_must"), QStringLiteral("a"));
  bool done = false;
  QObject::connect(&form, &RecordForm::committed, &form, [&] { done = true; });
  form.commit();
  ASSERT_TRUE(waited([&] { return done; })) << form.property("errorText").toString().toStdString();
  EXPECT_EQ(need(open()->get("account", "a-1")).fields["x_must"], "a");
}

// ---- every type that the product declares

class EveryType : public Form {
 protected:
  struct Need {
    QString field, kind, target, choice;
  };
  // What must be filled in by hand.
  static std::vector<Need> needs(const RecordForm& form) {
    const auto names = form.roleNames();
    std::vector<Need> out;
    for (int row = 0; row < form.count(); ++row) {
      const auto get = [&](const char* role) { return form.data(form.index(row), names.key(role)); };
      if (!get("required").toBool() || !get("value").toString().isEmpty()) continue;
      const QVariantList choices = get("choices").toList();
      out.push_back(
          {get("name").toString(), get("kind").toString(), get("referenceType").toString(),
           choices.isEmpty() ? QString() : choices.first().toMap().value(QStringLiteral("value")).toString()});
    }
    return out;
  }
  QString sample(const Need& need_) {
    if (!need_.target.isEmpty()) return made.value(need_.target);
    if (!need_.choice.isEmpty()) return need_.choice;
    if (need_.field == QLatin1String("list")) return QStringLiteral("visit.excuse");  // of an option
    if (need_.kind == QLatin1String("date")) return QStringLiteral("2026-03-01");
    if (need_.kind == QLatin1String("time")) return QStringLiteral("2026-03-01T09:30:00Z");
    const bool text = need_.kind == QLatin1String("text") || need_.kind == QLatin1String("longText");
    return text                                   ? QStringLiteral("试")
           : need_.field == QLatin1String("year") ? QStringLiteral("2026")
                                                  : QStringLiteral("1");
  }
  // Opens the form, fills in what is needed and saves; false: another type has to be made before.
  bool make(const QString& type) {
    RecordForm form;
    show(form, type, {}, {{QStringLiteral("account"), QStringLiteral("a-1")}});
    const auto wanted = needs(form);
    for (const Need& one : wanted)
      if (!one.target.isEmpty() && !made.contains(one.target)) return false;
    for (const Need& one : wanted) form.setValue(one.field, sample(one));
    QString id;
    QObject::connect(&form, &RecordForm::committed, &form, [&](const QString& saved) { id = saved; });
    form.commit();
    EXPECT_TRUE(waited([&] { return !id.isEmpty(); }))
        << type.toStdString() << ": " << form.property("errorText").toString().toStdString();
    made.insert(type, id);
    return true;
  }
  QHash<QString, QString> made{{QStringLiteral("account"), QStringLiteral("a-1")}};
};

TEST_F(EveryType, IsListedAndHasAFormThatSaves) {
  // Role and menus are known once the profile was read.
  ASSERT_TRUE(waited([&] { return app->ready(); }));
  QStringList waiting;
  for (const QVariant& group : app->typeGroups())
    for (const QVariant& type : group.toMap().value(QStringLiteral("types")).toList())
      if (type.toMap().value(QStringLiteral("creatable")).toBool())
        waiting << type.toMap().value(QStringLiteral("type")).toString();
  EXPECT_GT(waiting.size(), 70);
  for (bool progress = true; progress && !waiting.isEmpty();) {
    progress = false;
    for (const QString& type : QStringList(waiting))
      if (make(type)) progress = waiting.removeAll(type) > 0;
  }
  EXPECT_TRUE(waiting.isEmpty()) << waiting.join(QLatin1Char(' ')).toStdString();
}

}  // namespace
}  // namespace keybook::app
