// The first start: connect this device to a server, or try with sample data; progress of the first download.
#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QVariant>

#include "usecases/values.h"

namespace keybook::app {

class App;

class FirstStart : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("App owns it")
  Q_PROPERTY(QString server READ server WRITE setServer NOTIFY inputChanged)
  Q_PROPERTY(QString user READ user WRITE setUser NOTIFY inputChanged)
  Q_PROPERTY(QString password READ password WRITE setPassword NOTIFY inputChanged)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(bool connected READ connected NOTIFY changed)
  Q_PROPERTY(bool canConnect READ canConnect NOTIFY inputChanged)
  Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
  Q_PROPERTY(QString errorField READ errorField NOTIFY changed)
  Q_PROPERTY(double progress READ progress NOTIFY changed)
  Q_PROPERTY(QString progressText READ progressText NOTIFY changed)
  Q_PROPERTY(QString remainingText READ remainingText NOTIFY changed)
  Q_PROPERTY(QString headline READ headline NOTIFY changed)
  Q_PROPERTY(bool canEnter READ canEnter NOTIFY changed)
  Q_PROPERTY(QVariantList stages READ stages NOTIFY changed)
  Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)

 public:
  explicit FirstStart(App& app) : app_(app) {}

  [[nodiscard]] QString server() const { return server_; }
  [[nodiscard]] QString user() const { return user_; }
  [[nodiscard]] QString password() const { return password_; }
  void setServer(const QString& value);
  void setUser(const QString& value);
  void setPassword(const QString& value);
  [[nodiscard]] bool busy() const { return busy_; }
  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] bool canConnect() const {
    return !server_.trimmed().isEmpty() && !user_.trimmed().isEmpty() && !password_.isEmpty() && !busy_;
  }
  [[nodiscard]] QString errorText() const;
  [[nodiscard]] QString errorField() const { return error_field_; }
  [[nodiscard]] double progress() const;
  [[nodiscard]] QString progressText() const;
  [[nodiscard]] QString remainingText() const { return {}; }
  [[nodiscard]] QString headline() const;
  [[nodiscard]] bool canEnter() const { return connected_ && (done_ || at_.records_received > 0); }
  [[nodiscard]] QVariantList stages() const;
  [[nodiscard]] QVariantList facts() const;

  Q_INVOKABLE void connect_();
  Q_INVOKABLE void useSampleData();
  Q_INVOKABLE void enter();

 signals:
  void inputChanged();
  void changed();

 private:
  void fail(const base::Error& error);
  void download();

  App& app_;
  QString server_, user_, password_, error_field_;
  std::optional<base::Error> error_;
  bool busy_ = false, connected_ = false, done_ = false;
  client::Progress at_;
};

}  // namespace keybook::app
