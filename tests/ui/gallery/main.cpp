// Renders QML scenes to PNG files, to be looked at beside the mock-ups.
//   keybook-gallery SCENE.qml --out DIR [--size WxH]… [--theme light|dark]… [--language zh_CN|en]… [--touch] [--import
//   DIR]…
// A scene is a Window; if it has `property var shots` (a list of names) and `function show(name)`, one picture is taken
// of each.
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFont>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTranslator>

#include <cstdio>
#include <memory>

namespace {

int warnings = 0;

// QML warnings are faults of a page: they fail the run.
void listen(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (text.startsWith(QStringLiteral("QStandardPaths:"))) return;  // about the machine, not about a page
  if (type != QtDebugMsg && type != QtInfoMsg) ++warnings;
  std::fprintf(stderr, "%s\n", qPrintable(text));
}

constexpr int kSettle_ms = 450;  // longest transition 240 ms, plus models that answer late

void settle(int for_ms = kSettle_ms) {
  QElapsedTimer clock;
  clock.start();
  while (clock.elapsed() < for_ms)
    QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 10);
}

struct Look {
  QString theme;
  QString language;
  QSize size;
  bool touch = false;
};

int render(const QString& scene, const QStringList& imports, const Look& look, const QString& out,
           const QStringList& only) {
  QTranslator translator;
  if (translator.load(QStringLiteral(":/i18n/keybook_%1.qm").arg(look.language)))
    QCoreApplication::installTranslator(&translator);
  QLocale::setDefault(QLocale(look.language));

  QQmlApplicationEngine engine;
  engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
  for (const QString& path : imports) engine.addImportPath(path);
  engine.setInitialProperties(
      {{"width", look.size.width()},
       {"height", look.size.height()},
       {"visible", true},
       {"look", QVariantMap{{"theme", look.theme}, {"language", look.language}, {"touch", look.touch}}}});
  engine.load(scene);
  if (engine.rootObjects().isEmpty()) return 1;
  auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
  if (!window) return 1;
  settle();

  const QStringList shots = window->property("shots").toStringList();
  const QString suffix =
      QStringLiteral("-%1-%2-%3x%4").arg(look.language, look.theme).arg(look.size.width()).arg(look.size.height()) +
      (look.touch ? "-touch" : "");
  for (const QString& shot : shots.isEmpty() ? QStringList{QFileInfo(scene).baseName()} : shots) {
    if (!only.isEmpty() && !only.contains(shot)) continue;
    if (!shots.isEmpty()) {
      QMetaObject::invokeMethod(window, "show", Q_ARG(QVariant, shot));
      settle();
    }
    const QString file = QDir(out).filePath(shot.toLower() + suffix + ".png");
    if (!window->grabWindow().save(file)) return 1;
    std::puts(qPrintable(file));
  }
  QCoreApplication::removeTranslator(&translator);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QUICK_BACKEND", "software");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  qInstallMessageHandler(listen);
  QGuiApplication app(argc, argv);
  QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));

  QCommandLineParser parser;
  parser.addPositionalArgument("scene", "QML file whose root is a Window");
  parser.addOptions({{"out", "Folder for the pictures", "dir", "."},
                     {"size", "Window size", "WxH"},
                     {"theme", "light or dark", "theme"},
                     {"language", "zh_CN or en", "language"},
                     {"touch", "Touch density"},
                     {"import", "More QML import paths", "dir"},
                     {"only", "Only these shots", "name"}});
  parser.addHelpOption();
  parser.process(app);
  if (parser.positionalArguments().size() != 1) parser.showHelp(2);
  QDir().mkpath(parser.value("out"));

  const auto orDefault = [&](const char* option, const QString& value) {
    const QStringList given = parser.values(option);
    return given.isEmpty() ? QStringList{value} : given;
  };
  int failures = 0;
  for (const QString& size : orDefault("size", "1440x900"))
    for (const QString& theme : orDefault("theme", "light"))
      for (const QString& language : orDefault("language", "zh_CN")) {
        const QStringList sides = size.split('x');
        failures +=
            render(parser.positionalArguments().constFirst(), parser.values("import"),
                   {theme, language, QSize(sides.value(0).toInt(), sides.value(1).toInt()), parser.isSet("touch")},
                   parser.value("out"), parser.values("only"));
      }
  return failures == 0 && warnings == 0 ? 0 : 1;
}
