// Drives the pages over the stand-in by keyboard and mouse (Qt Quick Test). A warning from QML fails the run.
#include <QtQuickTest/quicktest.h>
#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>

namespace {

class Setup : public QObject {
  Q_OBJECT

 public slots:
  void applicationAvailable() {
    QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));
    QLocale::setDefault(QLocale(QStringLiteral("en")));
  }
  void qmlEngineAvailable(QQmlEngine* engine) {
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->addImportPath(QStringLiteral(KEYBOOK_STANDIN));
  }
};

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QUICK_BACKEND", "software");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  Setup setup;
  return quick_test_main_with_setup(argc, argv, "keybook-ui", KEYBOOK_DRIVE, &setup);
}

#include "main.moc"
