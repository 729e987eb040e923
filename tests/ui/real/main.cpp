// Runs the stories of this folder without a display, and fails one that makes QML or the app warn.
#include <gtest/gtest.h>

#include <QFont>
#include <QGuiApplication>

#include "ui/real/unfinished.h"

namespace {

QStringList warnings;

void collect(QtMsgType type, const QMessageLogContext&, const QString& text) {
  std::fprintf(stderr, "%s\n", qPrintable(text));
  const bool of_the_machine = text.startsWith("QStandardPaths:") || text.contains("does not support");
  if (type != QtDebugMsg && type != QtInfoMsg && !of_the_machine) warnings << text;
}

class NoWarnings : public ::testing::EmptyTestEventListener {
  void OnTestStart(const ::testing::TestInfo&) override { warnings.clear(); }
  void OnTestEnd(const ::testing::TestInfo&) override {
    if (!warnings.isEmpty()) ADD_FAILURE() << "warnings: " << qPrintable(warnings.join('\n'));
  }
};

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QUICK_BACKEND", "software");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("KEYBOOK_KEYRING", "file");
  ::testing::InitGoogleTest(&argc, argv);
  QGuiApplication application(argc, argv);
  QGuiApplication::setFont(QFont("Noto Sans CJK SC"));
  qInstallMessageHandler(collect);
  if (argc == 3 && std::string_view(argv[1]) == "--type-and-wait") return keybook::ui::type_and_wait(argv[2]);
  ::testing::UnitTest::GetInstance()->listeners().Append(new NoWarnings);
  return RUN_ALL_TESTS();
}
