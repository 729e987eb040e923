// Installs the translation of the QML strings and keeps it true when the language changes.
#pragma once

#include <QQmlEngine>
#include <QTranslator>

#include "models/app_settings.h"

namespace keybook::app {

// Threads: UI thread. English is the source language; Chinese comes from the catalogue that qml/i18n compiles in.
class Translation : public QObject {
  Q_OBJECT

 public:
  Translation(QQmlEngine& engine, AppSettings& settings);

 private:
  void apply();
  QQmlEngine& engine_;
  AppSettings& settings_;
  QTranslator chinese_, english_;
  QTranslator* installed_ = nullptr;
};

}  // namespace keybook::app
