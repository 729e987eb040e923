// What a person chose on this device: language, theme, density. Kept in a settings file, not replicated.
#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QSettings>

#include "services/text.h"

namespace keybook::app {

// The settings file of a profile.
[[nodiscard]] QString settings_file(const QString& profile);

class AppSettings : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("App owns it")
  Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
  Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
  Q_PROPERTY(QString density READ density WRITE setDensity NOTIFY densityChanged)
  Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY reduceMotionChanged)
  Q_PROPERTY(bool dark READ dark NOTIFY themeChanged)
  Q_PROPERTY(bool touch READ touch NOTIFY densityChanged)

 public:
  explicit AppSettings(const QString& file);

  [[nodiscard]] Words words() const {
    return Words(language() == QLatin1String("en") ? Language::English : Language::Chinese);
  }

  // For what a page keeps on this device under a key of its own.
  [[nodiscard]] QVariant kept(const QString& key) const { return settings_.value(QStringLiteral("kept/") + key); }
  void keep(const QString& key, const QVariant& value) { settings_.setValue(QStringLiteral("kept/") + key, value); }

  [[nodiscard]] QString language() const { return read(QStringLiteral("language")); }
  [[nodiscard]] QString theme() const { return read(QStringLiteral("theme")); }
  [[nodiscard]] QString density() const { return read(QStringLiteral("density")); }
  [[nodiscard]] bool reduceMotion() const { return read(QStringLiteral("reduceMotion")) == QLatin1String("true"); }
  [[nodiscard]] bool dark() const;
  [[nodiscard]] bool touch() const;
  void setLanguage(const QString& value);
  void setTheme(const QString& value);
  void setDensity(const QString& value);
  void setReduceMotion(bool value);

 signals:
  void languageChanged();
  void themeChanged();
  void densityChanged();
  void reduceMotionChanged();

 private:
  [[nodiscard]] QString read(const QString& key) const;
  bool write(const QString& key, const QString& value);  // whether it changed
  QSettings settings_;
};

}  // namespace keybook::app
