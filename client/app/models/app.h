// The one object that pages start from: who works here, and the commands that every page has.
#pragma once

#include <QJSEngine>
#include <QObject>
#include <QQmlEngine>
#include <QTimer>
#include <memory>

#include "models/app_settings.h"
#include "models/first_start.h"
#include "models/handover_book.h"
#include "models/sync_state.h"
#include "services/worker.h"
#include "usecases/profile_users.h"

namespace keybook::app {

// Everything that the application takes from outside; made in main.cpp.
struct Composition {
  base::Clock& clock;
  const schema::Registry& registry;
  Worker::Open open;  // opens (or makes) the profile
  std::function<bool()> profile_exists;
  std::function<base::Status(client::Client&)> fill_samples;  // sample data without a server
  QString profile;  // folder of the local database; the app's settings lie in it
  // Several people on one device (usecases/profile_users.h); missing: there is one only. `users` is called on a
  // worker's thread. After `choose`, `open` opens that user's data.
  std::function<base::Result<std::vector<client::ProfileUser>>()> users = {};
  std::function<base::Status(const std::string& user)> choose = {};
};

// Threads: UI thread. Ownership: made in main.cpp before the QML engine, outlives it.
class App : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  Q_PROPERTY(bool ready READ ready NOTIFY identityChanged)
  Q_PROPERTY(bool needsFirstStart READ needsFirstStart NOTIFY identityChanged)
  Q_PROPERTY(QString userId READ userId NOTIFY identityChanged)
  Q_PROPERTY(QString userName READ userName NOTIFY identityChanged)
  Q_PROPERTY(QString userInitial READ userInitial NOTIFY identityChanged)
  Q_PROPERTY(QString userRole READ userRole NOTIFY identityChanged)
  Q_PROPERTY(QString deviceName READ deviceName NOTIFY identityChanged)
  Q_PROPERTY(QString serverUrl READ serverUrl NOTIFY identityChanged)
  Q_PROPERTY(QString version READ version CONSTANT)
  Q_PROPERTY(QString scopeText READ scopeText NOTIFY identityChanged)
  Q_PROPERTY(bool sampleData READ sampleData NOTIFY identityChanged)
  Q_PROPERTY(QString today READ today NOTIFY todayChanged)
  Q_PROPERTY(QString todayText READ todayText NOTIFY todayChanged)
  Q_PROPERTY(keybook::app::SyncState* sync READ sync CONSTANT)
  Q_PROPERTY(keybook::app::AppSettings* settings READ settings CONSTANT)
  Q_PROPERTY(keybook::app::FirstStart* firstStart READ firstStart CONSTANT)
  Q_PROPERTY(QVariantList creatableTypes READ creatableTypes NOTIFY wordsChanged)
  Q_PROPERTY(QVariantList users READ users NOTIFY usersChanged)
  Q_PROPERTY(QVariantList typeGroups READ typeGroups NOTIFY typesChanged)

 public:
  explicit App(Composition composition);
  ~App() override;
  static App* create(QQmlEngine* engine, QJSEngine* script);
  [[nodiscard]] static App& instance();

  // ---- for other models
  [[nodiscard]] Worker& worker() { return *worker_; }    // reads and local changes
  [[nodiscard]] Worker& network() { return *network_; }  // sync, with a Client of its own
  // The declarations in force in the profile, as last looked at; valid as long as the application.
  [[nodiscard]] const schema::Registry& registry() const { return *registries_.back(); }
  [[nodiscard]] Composition& composition() { return composition_; }
  [[nodiscard]] Words words() const { return settings_->words(); }
  [[nodiscard]] std::int64_t now_ms() const { return composition_.clock.wall_ms(); }
  [[nodiscard]] QDate today_date() const;
  [[nodiscard]] const client::Status& status() const { return status_; }
  [[nodiscard]] HandoverBook& book() { return *book_; }
  // After a local commit: the toast, the new state, a sync soon.
  void commit_done(const QString& text, const client::Saved& saved, const QString& icon);
  void refresh_identity();
  // Says dataChanged() if anybody else wrote: another program with this profile, or our own sync.
  void look();
  // A first start ended: pages show the profile.
  void enter();
  [[nodiscard]] QString user_label(const std::string& user) const;
  [[nodiscard]] const std::map<std::string, QString>& user_labels() const {
    return user_labels_;
  }  // copy it for the worker
  // Active users, this one among them, by name: list of {value, label}, the label with the territory.
  [[nodiscard]] const QVariantList& colleagues() const { return colleagues_; }

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] bool needsFirstStart() const { return first_start_needed_; }
  [[nodiscard]] QString userId() const { return q(status_.user); }
  [[nodiscard]] QString userName() const;
  [[nodiscard]] QString userInitial() const { return userName().left(1); }
  [[nodiscard]] QString userRole() const;
  [[nodiscard]] QString deviceName() const { return q(status_.device_name); }
  [[nodiscard]] QString serverUrl() const { return q(status_.server); }
  [[nodiscard]] QString version() const { return QStringLiteral("0.1.0"); }
  [[nodiscard]] QString scopeText() const;
  [[nodiscard]] bool sampleData() const { return ready_ && status_.server.empty(); }
  [[nodiscard]] QString today() const { return today_date().toString(Qt::ISODate); }
  [[nodiscard]] QString todayText() const { return words().long_date(today_date()); }
  [[nodiscard]] SyncState* sync() const { return sync_.get(); }
  [[nodiscard]] AppSettings* settings() const { return settings_.get(); }
  [[nodiscard]] FirstStart* firstStart() const { return first_start_.get(); }
  [[nodiscard]] QVariantList creatableTypes() const;
  // {value, label} of everybody who works on this device; empty where it is one person's.
  [[nodiscard]] QVariantList users() const { return users_; }
  [[nodiscard]] QVariantList typeGroups() const;

  Q_INVOKABLE [[nodiscard]] QString typeLabel(const QString& type) const;
  Q_INVOKABLE [[nodiscard]] QString typeIcon(const QString& type) const;
  Q_INVOKABLE void setDone(const QString& type, const QString& id, bool done);
  Q_INVOKABLE void remove(const QString& type, const QString& id);
  Q_INVOKABLE void setField(const QString& type, const QString& id, const QString& field, const QVariant& value);
  Q_INVOKABLE void undo(const QString& token);
  Q_INVOKABLE void openUrl(const QString& url);
  // The data of another user of this device are shown from here on.
  Q_INVOKABLE void switchUser(const QString& user);

 signals:
  void identityChanged();
  void usersChanged();
  void todayChanged();
  void wordsChanged();  // the language, or the declarations: models give their texts again
  void typesChanged();  // what typeGroups says: the language, or who works here
  void dataChanged();   // something was written, here or by a sync
  void committed(const QString& text, const QString& undoToken, const QString& icon);
  void failed(const QString& title, const QString& detail);

 private:
  // One change on the worker, its toast or its failure.
  void change(const QString& done_text, const QString& icon,
              std::function<base::Result<client::Saved>(client::Client&)> job);

  void refresh_users();
  void take_declarations(std::shared_ptr<const schema::Registry> now);

  Composition composition_;
  // All that were ever in force: forms and lists that are open point into them. The last one is now.
  std::vector<std::shared_ptr<const schema::Registry>> registries_;
  std::unique_ptr<Worker> worker_, network_;
  std::unique_ptr<AppSettings> settings_;
  std::unique_ptr<SyncState> sync_;
  std::unique_ptr<FirstStart> first_start_;
  std::unique_ptr<HandoverBook> book_;
  QTimer look_;
  client::Status status_;
  QVariantList users_;
  std::map<std::string, QString> user_labels_;
  QVariantList colleagues_;
  qint64 accounts_ = 0;
  bool ready_ = false, first_start_needed_ = false;
};

}  // namespace keybook::app
