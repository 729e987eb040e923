// keybook-app: the composition root. Everything that the app takes from outside is made here.
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QFont>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QStandardPaths>
#include <filesystem>

#include "models/app.h"
#include "services/samples.h"
#include "services/screenshots.h"
#include "services/translation.h"
#include "transport/curl/curl_transport.h"

namespace {

using namespace keybook;

// Warnings of the client library go to the terminal; the screens say what a person needs to know.
class TerminalLog final : public base::Log {
 public:
  void write(base::LogLevel level, std::string_view event, std::initializer_list<Member> members) override {
    if (level < base::LogLevel::Warning) return;
    std::string line(event);
    for (const auto& [name, value] : members) line += " " + std::string(name) + "=" + value;
    qWarning("%s", line.c_str());
  }
};

base::Result<schema::Registry> declarations() {
  auto builtin = schema::Registry::builtin();
  const QString folder = qEnvironmentVariable("KEYBOOK_SCHEMA_DIR");
  if (!builtin || folder.isEmpty()) return builtin;
  return schema::Registry::folder(folder.toStdString(), &*builtin);
}

int run(const QString& profile, const QString& screenshots) {
  auto registry = declarations();
  if (!registry) {
    std::fprintf(stderr, "keybook-app: %s\n", registry.error().text().c_str());
    return 1;
  }
  base::SystemClock clock;
  base::SystemRandom random;
  TerminalLog log;
  const auto keys =
      client::platform::system_key_store([](const std::string& warning) { qWarning("%s", warning.c_str()); });
  const client::Environment environment{clock,
                                        random,
                                        log,
                                        *registry,
                                        *keys,
                                        [](const std::string& url) -> std::unique_ptr<client::transport::Transport> {
                                          auto transport = client::transport::make_curl_transport({url, {}, {}});
                                          return transport ? std::move(*transport) : nullptr;
                                        }};
  QDir().mkpath(profile);
  const std::filesystem::path folder = profile.toStdString();
  const auto open = [&]() -> base::Result<std::unique_ptr<client::Client>> {
    const auto of_user = client::folder_of(folder, {}, environment);
    if (!of_user) return tl::unexpected(of_user.error());
    return client::Client::open(*of_user, environment);
  };
  app::App application({clock, *registry, open,
                        [&] { return QFile::exists(QDir(profile).filePath(QStringLiteral("keybook.db"))); },
                        [&clock](client::Client& client) { return app::fill_samples(client, clock); }, profile,
                        [&] { return client::users_of(folder, environment); },
                        [&](const std::string& user) { return client::choose_user(folder, user); }});
  QQmlApplicationEngine engine;
  engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
  app::Translation translation(engine, *application.settings());
  engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Keybook/Shell/Main.qml")));
  if (engine.rootObjects().isEmpty()) return 1;
  auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
  std::unique_ptr<app::Screenshots> walk;
  if (!screenshots.isEmpty() && window != nullptr) {
    walk = std::make_unique<app::Screenshots>(*window, application, screenshots);
    QObject::connect(&application, &app::App::identityChanged, walk.get(), &app::Screenshots::start);
    if (application.needsFirstStart()) walk->start();
  }
  return QCoreApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  QGuiApplication application(argc, argv);
  QCoreApplication::setApplicationName(QStringLiteral("keybook"));
  QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Keybook 客簿"));
  QFont font(QStringLiteral("Noto Sans CJK SC"));
  QGuiApplication::setFont(font);
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("Keybook 客簿: key-account files, offline first"));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption profile(QStringLiteral("profile"), QStringLiteral("Folder of this device's local database"),
                                   QStringLiteral("DIR"),
                                   QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
  const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                      QStringLiteral("Save a picture of every page into DIR and exit"),
                                      QStringLiteral("DIR"));
  parser.addOption(profile);
  parser.addOption(screenshot);
  parser.process(application);
  return run(parser.value(profile), parser.value(screenshot));
}
