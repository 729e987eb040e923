// What a row of the account list says, put together on the worker so that scrolling never formats a date or a figure.
#pragma once

#include "models/presenter.h"

namespace keybook::app {

// The values of one row, in the order of account_roles(); `selected` belongs to the list and is left out.
struct AccountItem {
  QString id;
  QVariantList roles;
  domain::Decimal purchase;  // of the last 12 months, for the sum of a selection
};

[[nodiscard]] const QList<QByteArray>& account_roles();
[[nodiscard]] int account_role(const QByteArray& name);  // as Qt::UserRole + n

// Threads: made on the UI thread with copies, used on the worker.
class AccountRows {
 public:
  AccountRows(Presenter presenter, const schema::Registry& registry, std::map<std::string, QString> users,
              QString search)
      : presenter_(std::move(presenter)), registry_(registry), users_(std::move(users)), search_(std::move(search)) {}

  // The rows of these accounts, in any order; those that are not here are left out.
  [[nodiscard]] base::Result<std::vector<AccountItem>> read(client::Client& client,
                                                            const std::vector<std::string>& ids) const;

 private:
  [[nodiscard]] AccountItem item(const client::Record& record, const QString& next_step) const;
  Presenter presenter_;
  const schema::Registry& registry_;
  std::map<std::string, QString> users_;
  QString search_;
};

}  // namespace keybook::app
