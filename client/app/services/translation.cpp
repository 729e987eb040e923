#include "services/translation.h"

#include <QCoreApplication>

namespace keybook::app {

Translation::Translation(QQmlEngine& engine, AppSettings& settings) : engine_(engine), settings_(settings) {
  if (!chinese_.load(QStringLiteral(":/i18n/keybook_zh_CN.qm"))) qWarning("the Chinese catalogue is missing");
  connect(&settings_, &AppSettings::languageChanged, this, &Translation::apply);
  apply();
}

void Translation::apply() {
  const bool wanted = settings_.words().chinese();
  if (wanted == installed_) return;
  if (wanted) QCoreApplication::installTranslator(&chinese_);
  else QCoreApplication::removeTranslator(&chinese_);
  installed_ = wanted;
  engine_.retranslate();
}

}  // namespace keybook::app
