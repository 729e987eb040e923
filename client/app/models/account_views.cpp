#include "models/account_views.h"

#include "models/app.h"

namespace keybook::app {
namespace {

const QString views_key = QStringLiteral("accountViews"), columns_key = QStringLiteral("accountColumnsHidden");

}  // namespace

void AccountViews::componentComplete() {
  AppSettings& settings = *App::instance().settings();
  views_ = settings.kept(views_key).toMap();
  if (const QVariant hidden = settings.kept(columns_key); hidden.isValid())
    accounts_->hide_columns(hidden.toStringList());
  connect(accounts_, &AccountListModel::parametersChanged, this, &AccountViews::changed);
  connect(accounts_, &AccountListModel::wordsChanged, this, &AccountViews::changed);
  emit changed();
}

QString AccountViews::current() const {
  const QVariantMap shown = accounts_ != nullptr ? accounts_->view() : QVariantMap();
  for (auto it = views_.begin(); it != views_.end(); ++it)
    if (it.value().toMap() == shown) return it.key();
  return {};
}

QVariantList AccountViews::columns() const { return accounts_ != nullptr ? accounts_->all_columns() : QVariantList(); }

void AccountViews::keep() {
  App::instance().settings()->keep(views_key, views_);
  emit changed();
}

void AccountViews::save(const QString& name) {
  if (name.trimmed().isEmpty()) return;
  views_[name.trimmed()] = accounts_->view();
  keep();
}

void AccountViews::apply(const QString& name) {
  if (views_.contains(name)) accounts_->set_view(views_[name].toMap());
}

void AccountViews::remove(const QString& name) {
  if (views_.remove(name) > 0) keep();
}

void AccountViews::showColumn(const QString& name, bool shown) {
  QStringList hidden = accounts_->hidden_columns();
  hidden.removeAll(name);
  if (!shown) hidden << name;
  accounts_->hide_columns(hidden);
  App::instance().settings()->keep(columns_key, hidden);
}

}  // namespace keybook::app
