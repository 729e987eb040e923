#include "models/app_settings.h"

#include <QDir>
#include <QGuiApplication>
#include <QInputDevice>
#include <QLocale>
#include <QPalette>

namespace keybook::app {

QString settings_file(const QString& profile) { return QDir(profile).filePath(QStringLiteral("settings.ini")); }

AppSettings::AppSettings(const QString& file) : settings_(file, QSettings::IniFormat) {}

QString AppSettings::read(const QString& key) const {
  // Simplified Chinese first; a desktop in another language starts in English.
  const bool chinese = QLocale::system().language() == QLocale::Chinese || QLocale::system().language() == QLocale::C;
  const QMap<QString, QString> defaults = {
      {QStringLiteral("language"), chinese ? QStringLiteral("zh_CN") : QStringLiteral("en")},
      {QStringLiteral("theme"), QStringLiteral("system")},
      {QStringLiteral("density"), QStringLiteral("auto")}};
  return settings_.value(key, defaults.value(key)).toString();
}

bool AppSettings::write(const QString& key, const QString& value) {
  if (read(key) == value) return false;
  settings_.setValue(key, value);
  return true;
}

bool AppSettings::dark() const {
  if (theme() != QLatin1String("system")) return theme() == QLatin1String("dark");
  return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

bool AppSettings::touch() const {
  if (density() != QLatin1String("auto")) return density() == QLatin1String("touch");
  for (const QInputDevice* device : QInputDevice::devices())
    if (device->type() == QInputDevice::DeviceType::TouchScreen) return true;
  return false;
}

void AppSettings::setLanguage(const QString& value) {
  if (write(QStringLiteral("language"), value)) emit languageChanged();
}
void AppSettings::setTheme(const QString& value) {
  if (write(QStringLiteral("theme"), value)) emit themeChanged();
}
void AppSettings::setDensity(const QString& value) {
  if (write(QStringLiteral("density"), value)) emit densityChanged();
}
void AppSettings::setReduceMotion(bool value) {
  if (write(QStringLiteral("reduceMotion"), value ? QStringLiteral("true") : QStringLiteral("false")))
    emit reduceMotionChanged();
}

}  // namespace keybook::app
