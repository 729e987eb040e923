#include "models/sync_state.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStorageInfo>

#include "models/app.h"
#include "models/row_model.h"

namespace keybook::app {
namespace {

constexpr int soon_ms = 800;          // a few quick edits go up in one exchange
constexpr int regularly_ms = 60'000;  // where the server cannot tell us, look once a minute

}  // namespace

SyncState::SyncState(App& app) : app_(app) {
  soon_.setSingleShot(true);
  soon_.setInterval(soon_ms);
  regularly_.setInterval(regularly_ms);
  connect(&soon_, &QTimer::timeout, this, [this] { start(false); });
  connect(&regularly_, &QTimer::timeout, this, [this] { start(false); });
  work_offline_ = QSettings(settings_file(app.composition().profile), QSettings::IniFormat)
                      .value(QStringLiteral("workOffline"))
                      .toBool();
  regularly_.start();
}

SyncState::~SyncState() { stop_.request_stop(); }

void SyncState::refresh() {
  struct Read {
    client::Status status;
    std::int64_t bytes = 0, stored = 0, room = 0;
  };
  app_.worker().run(
      this,
      [profile = app_.composition().profile](client::Client& client) -> base::Result<Read> {
        Read read;
        for (const QFileInfo& file : QDir(profile).entryInfoList(QDir::Files)) read.stored += file.size();
        read.room = QStorageInfo(profile).bytesAvailable();
        auto status = client.status();
        if (!status) return tl::unexpected(status.error());
        read.status = std::move(*status);
        if (read.status.pending > 0) {
          auto waiting = client.waiting();
          if (!waiting) return tl::unexpected(waiting.error());
          for (const auto& entry : *waiting) read.bytes += entry.bytes;
        }
        return read;
      },
      [this](base::Result<Read> read) {
        if (!read) return;
        status_ = read->status;
        waiting_bytes_ = read->bytes;
        stored_bytes_ = read->stored;
        room_bytes_ = read->room;
        emit changed();
      });
}

void SyncState::sync_soon() {
  if (!work_offline_) soon_.start();
}

bool SyncState::offline() const { return work_offline_ || offline_since_ms_ > 0 || status_.offline_since_ms > 0; }

QString SyncState::state() const {
  if (status_.refused > 0) return QStringLiteral("refused");
  if (decisionCount() > 0) return QStringLiteral("decision");
  if (offline()) return QStringLiteral("offline");
  if (status_.pending > 0 || running_) return QStringLiteral("waiting");
  return QStringLiteral("ok");
}

QString SyncState::offlineSinceText() const {
  const std::int64_t since = offline_since_ms_ > 0 ? offline_since_ms_ : status_.offline_since_ms;
  if (since <= 0) return {};
  const QDateTime then = QDateTime::fromMSecsSinceEpoch(since);
  return then.date() == app_.today_date() ? then.toString(QStringLiteral("HH:mm"))
                                          : app_.words().moment(since, app_.now_ms());
}

QString SyncState::lastSyncText() const { return app_.words().moment(status_.last_sync_ms, app_.now_ms()); }

void SyncState::setWorkOffline(bool on) {
  if (work_offline_ == on) return;
  work_offline_ = on;
  QSettings(settings_file(app_.composition().profile), QSettings::IniFormat)
      .setValue(QStringLiteral("workOffline"), on);
  if (on)
    stop_.request_stop();
  else
    sync_soon();
  emit changed();
}

QString SyncState::headline() const {
  const Words words = app_.words();
  if (status_.server.empty()) return words.say("示例数据，只在本机", "Sample data, on this device only");
  if (running_) return words.say("正在同步", "Syncing");
  if (status_.refused > 0) return words.say("%1 项被拒绝，需要你处理", "%1 refused, your turn").arg(status_.refused);
  if (work_offline_) return words.say("离线工作", "Working offline");
  if (offline()) return words.say("离线，%1 起", "Offline since %1").arg(offlineSinceText());
  if (decisionCount() > 0) return words.say("%1 项等你决定", "%1 need your decision").arg(decisionCount());
  if (status_.pending > 0) return words.say("%1 项修改等待发送", "%1 changes wait to be sent").arg(status_.pending);
  return words.say("已同步", "In sync");
}

QString SyncState::detail() const {
  const Words words = app_.words();
  if (status_.server.empty())
    return words.say("连接服务器以后，档案会与同事保持一致。",
                     "Connect to a server to share account files with colleagues.");
  if (offline() && !error_.isEmpty() && !work_offline_) return error_;
  if (offline() && status_.pending > 0)
    return words
        .say("%1 项修改在本机，安全。有网络时自动发出。",
             "%1 changes are safe on this device and go out when there is a network.")
        .arg(status_.pending);
  if (offline())
    return words.say("可以照常工作，所有客户都在本机。", "Work as usual: every account is on this device.");
  return words.say("最近一次同步：%1", "Last sync: %1").arg(lastSyncText());
}

QString SyncState::waitingBytesText() const {
  return waiting_bytes_ > 0 ? app_.words().bytes(waiting_bytes_) : QString();
}
QString SyncState::storageText() const {
  const Words words = app_.words();
  if (stored_bytes_ <= 0) return {};
  return words.say("用了 %1，还有 %2 空间", "%1 used, %2 free")
      .arg(words.bytes(stored_bytes_), words.bytes(room_bytes_));
}

void SyncState::syncNow() { start(true); }

void SyncState::start(bool asked) {
  if (status_.server.empty() || (work_offline_ && !asked)) return;
  if (running_) {
    again_ = true;
    return;
  }
  running_ = true;
  progress_ = -1;
  stop_ = {};
  emit changed();
  client::SyncOptions options;
  options.stop = stop_.get_token();
  options.attempts_max = asked ? 1 : 2;
  options.progress = [this](const client::Progress& at) {
    const double share = at.records_expected > 0
                             ? static_cast<double>(at.records_received) / static_cast<double>(at.records_expected)
                             : -1;
    QMetaObject::invokeMethod(
        this,
        [this, share] {
          progress_ = share;
          emit progressChanged();
        },
        Qt::QueuedConnection);
  };
  app_.network().run(
      this, [options](client::Client& client) { return client.sync(options); },
      [this, asked](base::Result<client::SyncResult> result) { finished(result, asked); });
}

void SyncState::finished(const base::Result<client::SyncResult>& result, bool asked) {
  running_ = false;
  if (result) {
    offline_since_ms_ = 0;
    error_.clear();
  } else {
    const base::Error& error = result.error();
    error_ = error_text(error);
    if (error.code == base::ErrorCode::Unreachable && offline_since_ms_ == 0) offline_since_ms_ = app_.now_ms();
    // Offline is the normal state: only what a person asked for, or what will not mend itself, is told aloud.
    if (asked || error.code != base::ErrorCode::Unreachable)
      emit app_.failed(app_.words().say("同步没有完成", "The sync did not finish"), error_);
  }
  app_.look();  // after a failure too: pages that came stay, and a revoked device was wiped
  refresh();
  emit changed();
  if (std::exchange(again_, false)) sync_soon();
}

void SyncState::check() {
  app_.worker().run(
      this, [](client::Client& client) { return client.check(); },
      [this](base::Result<std::vector<std::string>> broken) {
        const Words words = app_.words();
        if (!broken)
          check_text_ = error_text(broken.error());
        else if (broken->empty())
          check_text_ =
              words.say("本机数据完好，%1", "Local data is sound, %1").arg(words.moment(app_.now_ms(), app_.now_ms()));
        else
          check_text_ = words.say("发现 %1 处问题：%2", "%1 problems: %2").arg(broken->size()).arg(q(broken->front()));
        emit changed();
      });
}

}  // namespace keybook::app
