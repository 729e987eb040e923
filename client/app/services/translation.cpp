#include "services/translation.h"

#include <QCoreApplication>

namespace keybook::app {

Translation::Translation(QQmlEngine& engine, AppSettings& settings) : engine_(engine), settings_(settings) {
  if (!chinese_.load(QStringLiteral(":/i18n/keybook_zh_CN.qm"))) qWarning("the Chinese catalogue is missing");
  // English is the source language; its catalogue only forms plurals.
  if (!english_.load(QStringLiteral(":/i18n/keybook_en.qm"))) qWarning("the English catalogue is missing");
  connect(&settings_, &AppSettings::languageChanged, this, &Translation::apply);
  apply();
}

void Translation::apply() {
  QTranslator* wanted = settings_.words().chinese() ? &chinese_ : &english_;
  if (wanted == installed_) return;
  if (installed_ != nullptr) QCoreApplication::removeTranslator(installed_);
  QCoreApplication::installTranslator(wanted);
  installed_ = wanted;
  engine_.retranslate();
}

}  // namespace keybook::app
