// Where this device stands with its server, in words; syncs by itself after changes and from time to time.
#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QTimer>
#include <QVariant>
#include <stop_token>

#include "usecases/values.h"

namespace keybook::app {

class App;

// Threads: UI thread; the exchange itself runs on App::network().
class SyncState : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("App owns it")
  Q_PROPERTY(QString state READ state NOTIFY changed)
  Q_PROPERTY(bool offline READ offline NOTIFY changed)
  Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed)
  Q_PROPERTY(int refusedCount READ refusedCount NOTIFY changed)
  Q_PROPERTY(int decisionCount READ decisionCount NOTIFY changed)
  Q_PROPERTY(QString offlineSinceText READ offlineSinceText NOTIFY changed)
  Q_PROPERTY(QString lastSyncText READ lastSyncText NOTIFY changed)
  Q_PROPERTY(bool running READ running NOTIFY changed)
  Q_PROPERTY(double progress READ progress NOTIFY progressChanged)
  Q_PROPERTY(bool workOffline READ workOffline WRITE setWorkOffline NOTIFY changed)
  Q_PROPERTY(QString headline READ headline NOTIFY changed)
  Q_PROPERTY(QString detail READ detail NOTIFY changed)
  Q_PROPERTY(QString waitingBytesText READ waitingBytesText NOTIFY changed)
  Q_PROPERTY(QString storageText READ storageText NOTIFY changed)
  Q_PROPERTY(QVariantList storage READ storage NOTIFY changed)
  Q_PROPERTY(QString checkText READ checkText NOTIFY changed)

 public:
  explicit SyncState(App& app);
  ~SyncState() override;

  void refresh();    // reads the client's status again
  void sync_soon();  // after a local change, and when the server tells

  [[nodiscard]] QString state() const;
  [[nodiscard]] bool offline() const;
  [[nodiscard]] int waitingCount() const { return static_cast<int>(status_.pending); }
  [[nodiscard]] int refusedCount() const { return static_cast<int>(status_.refused); }
  [[nodiscard]] int decisionCount() const { return static_cast<int>(status_.conflicts + status_.parked); }
  [[nodiscard]] QString offlineSinceText() const;
  [[nodiscard]] QString lastSyncText() const;
  [[nodiscard]] bool running() const { return running_; }
  [[nodiscard]] double progress() const { return progress_; }
  [[nodiscard]] bool workOffline() const { return work_offline_; }
  void setWorkOffline(bool on);
  [[nodiscard]] QString headline() const;
  [[nodiscard]] QString detail() const;
  [[nodiscard]] QString waitingBytesText() const;
  [[nodiscard]] QString storageText() const;
  [[nodiscard]] QVariantList storage() const { return {}; }
  [[nodiscard]] QString checkText() const { return check_text_; }

  Q_INVOKABLE void syncNow();
  Q_INVOKABLE void check();

 signals:
  void changed();
  void progressChanged();

 private:
  void start(bool asked);
  void finished(const base::Result<client::SyncResult>& result, bool asked);

  App& app_;
  client::Status status_;
  std::int64_t waiting_bytes_ = 0, stored_bytes_ = 0, room_bytes_ = 0, offline_since_ms_ = 0;
  QString check_text_, error_;
  bool running_ = false, again_ = false, work_offline_ = false;
  double progress_ = -1;
  QTimer soon_, regularly_;
  std::stop_source stop_;
};

}  // namespace keybook::app
