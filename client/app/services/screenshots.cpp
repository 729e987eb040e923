#include "services/screenshots.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QVariant>

#include "models/app.h"

namespace keybook::app {
namespace {

constexpr int settle_ms = 300;     // longest transition: 240 ms
constexpr int look_again_ms = 30;  // while queries run
constexpr int rests_wanted = 3;    // an answer may ask the next question: rows after their ids
constexpr int patience_looks = 300;

int warnings = 0;
QtMessageHandler shown_by = nullptr;

// A warning of a page is a fault of that page: it is shown as before and fails the walk.
void count_warnings(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  const bool of_the_machine = text.startsWith(QLatin1String("QStandardPaths:"));
  if (type != QtDebugMsg && type != QtInfoMsg && !of_the_machine) ++warnings;
  shown_by(type, context, text);
}

}  // namespace

Screenshots::Screenshots(QQuickWindow& window, App& app, QString folder)
    : window_(window), app_(app), folder_(std::move(folder)) {
  settle_.setSingleShot(true);
  connect(&settle_, &QTimer::timeout, this, &Screenshots::save);
  shown_by = qInstallMessageHandler(count_warnings);
}

void Screenshots::start() {
  if (!shots_.isEmpty()) return;  // the identity changes more than once
  QDir().mkpath(folder_);
  QStringList pages = window_.property("pageNames").toStringList();
  if (app_.status().conflicts == 0 && pages.removeOne(QStringLiteral("conflict")))
    std::printf("conflict: left out, nothing in this profile is in conflict\n");
  for (const char* language : {"zh_CN", "en"})
    for (const char* theme : {"light", "dark"})
      for (const QSize size : {QSize(1440, 900), QSize(1024, 768), QSize(800, 1280)})
        for (const QString& page : pages)
          shots_ << Shot{page, QString::fromUtf8(language), QString::fromUtf8(theme), size};
  next();
}

void Screenshots::next() {
  if (++at_ >= shots_.size()) {
    std::printf("%d screenshots in %s\n", saved_, qPrintable(folder_));
    if (warnings > 0) std::fprintf(stderr, "keybook-app: %d warnings, see above\n", warnings);
    QCoreApplication::exit(saved_ == shots_.size() && saved_ > 0 && warnings == 0 ? 0 : 1);
    return;
  }
  const Shot& shot = shots_[at_];
  AppSettings& settings = *app_.settings();
  settings.setLanguage(shot.language);
  settings.setTheme(shot.theme);
  settings.setDensity(shot.size.width() < 1000 ? QStringLiteral("touch") : QStringLiteral("compact"));
  window_.resize(shot.size);
  QMetaObject::invokeMethod(&window_, "showPage", Q_ARG(QString, shot.page));
  rests_ = looks_ = 0;
  settle_.start(settle_ms);
}

void Screenshots::save() {
  rests_ = app_.worker().idle() ? rests_ + 1 : 0;
  if (rests_ < rests_wanted && ++looks_ < patience_looks) {
    settle_.start(look_again_ms);
    return;
  }
  const Shot& shot = shots_[at_];
  const QString name = QStringLiteral("%1-%2-%3-%4x%5.png")
                           .arg(shot.page, shot.language, shot.theme)
                           .arg(shot.size.width())
                           .arg(shot.size.height());
  if (window_.grabWindow().save(QDir(folder_).filePath(name)))
    ++saved_;
  else
    std::fprintf(stderr, "keybook-app: %s could not be saved\n", qPrintable(name));
  next();
}

}  // namespace keybook::app
