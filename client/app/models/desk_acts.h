// What a page asks the server to do about handovers, covers, the pool and requests. The answer is a toast, or why it
// was not done.
#pragma once

#include "models/handover_book.h"

namespace keybook::app {

class DeskActs : public QObject {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QVariantList colleagues READ colleagues NOTIFY colleaguesChanged)  // list of {value, label}
  Q_PROPERTY(bool manages READ manages NOTIFY colleaguesChanged)                // more than the own accounts

 public:
  explicit DeskActs(QObject* parent = nullptr);
  [[nodiscard]] QVariantList colleagues() const;  // App::colleagues()
  [[nodiscard]] bool manages() const;

  Q_INVOKABLE void accept(const QString& handover);
  Q_INVOKABLE void decline(const QString& handover);
  Q_INVOKABLE void withdraw(const QString& handover);
  // Of RequestListModel's rows, each by its recordId.
  Q_INVOKABLE void grantRequest(const QString& request);
  Q_INVOKABLE void declineRequest(const QString& request);
  Q_INVOKABLE void withdrawRequest(const QString& request);
  Q_INVOKABLE void endCover(const QString& cover);
  Q_INVOKABLE void claim(const QString& account);
  Q_INVOKABLE void giveBack(const QString& account);
  Q_INVOKABLE void assign(const QString& account, const QString& user);

 signals:
  void colleaguesChanged();
  void returned(const QString& account);

 private:
  void decide(const QString& handover, client::Client::HandoverAct what, const QString& done, const QString& failed);
  void decide_request(const QString& request, client::Client::RequestAct what, const QString& done,
                      const QString& failed);
  void use_pool(client::Client::PoolAct what, const QString& account, const QString& user, const QString& done,
                const QString& failed);
};

}  // namespace keybook::app
