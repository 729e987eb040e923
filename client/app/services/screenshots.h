// Walks every page of the shell and saves its picture: for tests and the manual (--screenshot DIR).
#pragma once

#include <QObject>
#include <QQuickWindow>
#include <QTimer>

namespace keybook::app {

class App;

// Threads: UI thread. Pages × {zh_CN, en} × {light, dark} × {1440×900, 1024×768, 800×1280}; quits the application when
// done, with 1 where a picture could not be saved or a page warned.
class Screenshots : public QObject {
  Q_OBJECT

 public:
  Screenshots(QQuickWindow& window, App& app, QString folder);
  void start();

 private:
  struct Shot {
    QString page, language, theme;
    QSize size;
  };
  void next();
  void save();
  QQuickWindow& window_;
  App& app_;
  QString folder_;
  QList<Shot> shots_;
  qsizetype at_ = -1;
  QTimer settle_;
  int saved_ = 0, rests_ = 0, looks_ = 0;
};

}  // namespace keybook::app
