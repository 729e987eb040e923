#include "services/screenshots.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QImage>
#include <QVariant>

namespace keybook::app {
namespace {

constexpr int settle_ms = 350;  // longest transition (240 ms) and one round of queries

}  // namespace

Screenshots::Screenshots(QQuickWindow& window, AppSettings& settings, QString folder) : window_(window), settings_(settings), folder_(std::move(folder)) {
  settle_.setSingleShot(true);
  settle_.setInterval(settle_ms);
  connect(&settle_, &QTimer::timeout, this, &Screenshots::save);
}

void Screenshots::start() {
  if (!shots_.isEmpty()) return;  // the identity changes more than once
  QDir().mkpath(folder_);
  const QStringList pages = window_.property("pageNames").toStringList();
  for (const char* language : {"zh_CN", "en"})
    for (const char* theme : {"light", "dark"})
      for (const QSize size : {QSize(1440, 900), QSize(1024, 768), QSize(800, 1280)})
        for (const QString& page : pages) shots_ << Shot{page, QString::fromUtf8(language), QString::fromUtf8(theme), size};
  next();
}

void Screenshots::next() {
  if (++at_ >= shots_.size()) {
    std::printf("%d screenshots in %s\n", saved_, qPrintable(folder_));
    QCoreApplication::exit(saved_ == shots_.size() && saved_ > 0 ? 0 : 1);
    return;
  }
  const Shot& shot = shots_[at_];
  // The page before goes first: with Qt 6.4 a list that is being destroyed must not be asked for other delegates.
  QMetaObject::invokeMethod(&window_, "showPage", Q_ARG(QString, shots_.constFirst().page));
  QCoreApplication::processEvents();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  settings_.setLanguage(shot.language);
  settings_.setTheme(shot.theme);
  settings_.setDensity(shot.size.width() < 1000 ? QStringLiteral("touch") : QStringLiteral("compact"));
  window_.resize(shot.size);
  QMetaObject::invokeMethod(&window_, "showPage", Q_ARG(QString, shot.page));
  settle_.start();
}

void Screenshots::save() {
  const Shot& shot = shots_[at_];
  const QString name = QStringLiteral("%1-%2-%3-%4x%5.png").arg(shot.page, shot.language, shot.theme).arg(shot.size.width()).arg(shot.size.height());
  if (window_.grabWindow().save(QDir(folder_).filePath(name))) ++saved_;
  else std::fprintf(stderr, "keybook-app: %s could not be saved\n", qPrintable(name));
  next();
}

}  // namespace keybook::app
