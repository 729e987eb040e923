#include "models/first_start.h"

#include <QSysInfo>
#include <QUrl>

#include "models/app.h"
#include "models/row_model.h"

namespace keybook::app {
namespace {

// "sync.example.com" means https; a port or a scheme that was typed stays.
QString full_url(const QString& typed) {
  const QString text = typed.trimmed();
  return text.contains(QStringLiteral("://")) ? text : QStringLiteral("https://") + text;
}

// Which of the three fields a failure is about; empty: none of them.
QString field_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::WrongPassword:
      return QStringLiteral("password");
    case base::ErrorCode::Unreachable:
    case base::ErrorCode::WrongVersion:
    case base::ErrorCode::BadRequest:
    case base::ErrorCode::Usage:
      return QStringLiteral("server");
    default:
      return {};
  }
}

}  // namespace

void FirstStart::setServer(const QString& value) {
  if (std::exchange(server_, value) != value) emit inputChanged();
}
void FirstStart::setUser(const QString& value) {
  if (std::exchange(user_, value) != value) emit inputChanged();
}
void FirstStart::setPassword(const QString& value) {
  if (std::exchange(password_, value) != value) emit inputChanged();
}

QString FirstStart::errorText() const { return error_ ? error_text(*error_) : QString(); }

void FirstStart::fail(const base::Error& error) {
  busy_ = false;
  error_ = error;
  error_field_ = field_of(error.code);
  emit inputChanged();
  emit changed();
}

void FirstStart::connect_() {
  if (connected_ && !busy_ && !done_) {  // the first download broke off: it goes on where it ended
    busy_ = true;
    error_.reset();
    download();
    return;
  }
  if (!canConnect()) return;
  busy_ = true;
  error_.reset();
  error_field_.clear();
  emit inputChanged();
  emit changed();
  app_.worker().run(
      this,
      [server = s(full_url(server_)), user = s(user_.trimmed()), password = s(password_),
       device = s(QSysInfo::machineHostName())](client::Client& client) {
        return client.enroll(server, user, password, device);
      },
      [this](base::Status done) {
        if (!done) {
          fail(done.error());
          return;
        }
        password_.clear();
        connected_ = true;
        emit inputChanged();
        download();
      });
}

void FirstStart::download() {
  emit changed();
  client::SyncOptions options;
  options.progress = [this](const client::Progress& at) {
    QMetaObject::invokeMethod(
        this,
        [this, at] {
          at_ = at;
          emit changed();
        },
        Qt::QueuedConnection);
  };
  app_.network().run(
      this, [options](client::Client& client) { return client.sync(options); },
      [this](base::Result<client::SyncResult> result) {
        busy_ = false;
        if (!result) {
          fail(result.error());
          return;
        }
        done_ = true;
        app_.refresh_identity();
        emit changed();
      });
}

void FirstStart::useSampleData() {
  if (busy_) return;
  busy_ = true;
  error_.reset();
  emit inputChanged();
  emit changed();
  app_.worker().run(
      this, [fill = app_.composition().fill_samples](client::Client& client) { return fill(client); },
      [this](base::Status done) {
        if (!done) {
          fail(done.error());
          return;
        }
        busy_ = false;
        enter();
      });
}

void FirstStart::enter() { app_.enter(); }

double FirstStart::progress() const {
  if (done_) return 1;
  return at_.records_expected > 0
             ? static_cast<double>(at_.records_received) / static_cast<double>(at_.records_expected)
             : -1;
}

QString FirstStart::progressText() const {
  return at_.bytes_received > 0 ? app_.words().bytes(at_.bytes_received) : QString();
}

QString FirstStart::headline() const {
  const Words words = app_.words();
  if (!connected_) return {};
  if (done_) return words.say("%1 条记录已在本机", "%1 records are on this device").arg(at_.records_received);
  return words.say("正在下载你的客户档案", "Downloading your account files");
}

QVariantList FirstStart::stages() const {
  const Words words = app_.words();
  const auto stage = [](const QString& title, const QString& detail, bool running, bool done) {
    return QVariantMap{{QStringLiteral("title"), title},
                       {QStringLiteral("detail"), detail},
                       {QStringLiteral("state"), done      ? QStringLiteral("done")
                                                 : running ? QStringLiteral("running")
                                                           : QStringLiteral("queued")}};
  };
  return {
      stage(words.say("连接并登记这台设备", "Connect and enrol this device"), app_.deviceName(), busy_ && !connected_,
            connected_),
      stage(words.say("客户档案", "Account files"), words.say("%1 条记录", "%1 records").arg(at_.records_received),
            connected_ && !done_, done_),
      stage(words.say("搜索索引", "Search index"), words.say("离线也能搜索", "Search works offline"), false, done_)};
}

QVariantList FirstStart::facts() const {
  const Words words = app_.words();
  const auto fact = [](const QString& label, const QString& value) {
    return QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), value}};
  };
  return {fact(words.say("服务器", "Server"), server_), fact(words.say("用户", "User"), user_)};
}

}  // namespace keybook::app
