// What the server plans with this user's accounts: handovers, covers, the pool. Kept as it was last heard, so that
// pages show something at once and also without a network; and the one way by which the app asks the server to act.
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>
#include <map>

#include "models/presenter.h"
#include "protocol/acts.h"
#include "services/worker.h"

namespace keybook::app {

class App;

// Threads: UI thread; the questions run on App::network(), so that they and the syncs take turns. Owned by App.
class HandoverBook : public QObject {
  Q_OBJECT

 public:
  enum class State {
    Loading,  // not heard yet
    Here,     // as of heard_ms()
    Offline,  // the server was not reached: what is held may be from earlier, or nothing
    Alone,    // this profile has no server
    Failed,   // the server refused the question: error_text()
  };
  struct Held {
    std::vector<protocol::HandoverPlan> plans;  // newest first
    std::vector<protocol::CoverPlan> covers;    // newest first
    std::vector<Row> pool;                      // recordId, title, subtitle
    std::map<std::string, Row> accounts;        // of the plans, those that are on this device
  };

  explicit HandoverBook(App& app);

  [[nodiscard]] const Held& held() const { return held_; }
  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] QString errorText() const { return error_; }
  [[nodiscard]] std::int64_t heard_ms() const { return heard_ms_; }

  // A page shows it: asks, unless it was asked just now or the user works offline.
  void look();
  // A person wants to know: asks in any case.
  void ask();

  // ---- acts
  // One act at a time for a `key` (the id of what it is about). `done` gets the answer and says what to tell the user;
  // `told` gets the reason of a failure, or, where it is empty or its `context` is gone, the window does, under
  // `failed`.
  template <class Answer>
  struct Act {
    QString key;
    std::function<base::Result<Answer>(client::Client&)> job;
    std::function<QString(const Answer&)> done;
    QString icon, failed;
    QPointer<QObject> context;
    std::function<void(const QString&)> told;
  };
  template <class Answer>
  void act(Act<Answer> asked);
  [[nodiscard]] bool busy(const QString& key) const { return busy_.contains(key); }

 signals:
  void changed();

 private:
  [[nodiscard]] Worker& line();
  [[nodiscard]] bool begin(const QString& key);
  void acted(const QString& key, const QString& text, const QString& icon);
  void refused(const QString& key, const base::Error& error, const QString& failed,
               const std::function<void(const QString&)>& told);
  [[nodiscard]] bool stays_off();
  void notice();  // something changed here or came from the server
  void heard(base::Result<Held> held);

  App& app_;
  Held held_;
  State state_ = State::Loading;
  QString error_;
  std::int64_t heard_ms_ = 0, asked_ms_ = 0;
  bool asking_ = false, again_ = false;
  QSet<QString> busy_;
  QTimer later_;
};

template <class Answer>
void HandoverBook::act(Act<Answer> asked) {
  if (!begin(asked.key)) return;
  auto job = asked.job;
  const bool form = !asked.context.isNull();
  line().run(this, std::move(job), [this, asked = std::move(asked), form](base::Result<Answer> answer) {
    if (answer)
      acted(asked.key, asked.done(*answer), asked.icon);
    else
      refused(asked.key, answer.error(), asked.failed,
              form && asked.context.isNull() ? std::function<void(const QString&)>() : asked.told);
  });
}

}  // namespace keybook::app
