#include "models/app.h"

#include "models/row_model.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QUrl>
#include <algorithm>

namespace keybook::app {
namespace {

constexpr int look_every_ms = 2'000;  // a count is read; nothing more where nobody wrote

App* the_app = nullptr;

// Types that people make by hand; line items and collections of head office are made elsewhere.
const std::vector<std::string> creatable = {"visit",       "account", "contact",   "task",
                                            "opportunity", "order",   "complaint", "competitor"};

client::Value from_variant(const QVariant& value) {
  if (!value.isValid() || value.isNull()) return nullptr;
  if (value.typeId() == QMetaType::Bool) return value.toBool();
  if (value.typeId() == QMetaType::QStringList || value.typeId() == QMetaType::QVariantList) {
    client::Value list = client::Value::array();
    for (const QString& one : value.toStringList()) list.push_back(s(one));
    return list;
  }
  const QString text = value.toString();
  return text.isEmpty() ? client::Value(nullptr) : client::Value(s(text));
}

}  // namespace

App::App(Composition composition)
    : composition_(std::move(composition)),
      registries_{{std::shared_ptr<const schema::Registry>(), &composition_.registry}},
      worker_(std::make_unique<Worker>(composition_.open)),
      network_(std::make_unique<Worker>(composition_.open)),
      settings_(std::make_unique<AppSettings>(settings_file(composition_.profile))),
      sync_(std::make_unique<SyncState>(*this)),
      first_start_(std::make_unique<FirstStart>(*this)),
      book_(std::make_unique<HandoverBook>(*this)) {
  the_app = this;
  connect(this, &App::wordsChanged, this, &App::typesChanged);
  connect(this, &App::identityChanged, this, &App::typesChanged);
  first_start_needed_ = !composition_.profile_exists();
  connect(settings_.get(), &AppSettings::languageChanged, this, [this] {
    emit wordsChanged();
    emit todayChanged();
    emit identityChanged();
    emit sync_->changed();
    emit first_start_->changed();
  });
  connect(this, &App::dataChanged, this, &App::refresh_identity);
  connect(&look_, &QTimer::timeout, this, &App::look);
  look_.start(look_every_ms);
  if (!first_start_needed_) refresh_identity();
  if (!first_start_needed_) refresh_users();
}

App::~App() {
  network_.reset();
  worker_.reset();
  the_app = nullptr;
}

App* App::create(QQmlEngine*, QJSEngine*) {
  QJSEngine::setObjectOwnership(the_app, QJSEngine::CppOwnership);
  return the_app;
}

App& App::instance() { return *the_app; }

QDate App::today_date() const { return QDateTime::fromMSecsSinceEpoch(composition_.clock.wall_ms()).date(); }

void App::refresh_identity() {
  struct Read {
    client::Status status;
    bool enrolled = false;
    qint64 accounts = 0;
    std::map<std::string, QString> users;
    QVariantList colleagues;
    std::shared_ptr<const schema::Registry> declarations;
  };
  worker_->run(
      this,
      [words = words()](client::Client& client) -> base::Result<Read> {
        Read read;
        auto status = client.status();
        if (!status) return tl::unexpected(status.error());
        read.status = std::move(*status);
        read.enrolled = client.enrolled();
        read.declarations = client.declarations();
        client::Query accounts;
        accounts.type = "account";
        if (auto count = client.count(accounts)) read.accounts = *count;
        client::Query users;
        users.type = "user";
        users.order = {{"title", false}};
        if (auto list = client.list(users))
          for (const auto& user : *list) {
            const QString name = text(member(user.fields, "name")), full = text(member(user.fields, "display_name"));
            if (!full.isEmpty()) read.users[s(name)] = full;
            if (member(user.fields, "active") != client::Value(false))
              read.colleagues << QVariantMap{
                  {QStringLiteral("value"), name},
                  {QStringLiteral("label"),
                   words.join({full.isEmpty() ? name : full, text(member(user.fields, "territory"))})}};
          }
        return read;
      },
      [this](base::Result<Read> read) {
        if (!read) {
          emit failed(words().say("打不开本机数据", "The local data cannot be opened"), error_text(read.error()));
          return;
        }
        take_declarations(std::move(read->declarations));
        status_ = std::move(read->status);
        accounts_ = read->accounts;
        user_labels_ = std::move(read->users);
        colleagues_ = std::move(read->colleagues);
        ready_ = read->enrolled;
        first_start_needed_ =
            first_start_needed_ || !read->enrolled;  // a first start that was given up left an empty profile
        emit identityChanged();
        sync_->refresh();
      });
}

void App::look() {
  if (!ready_) return;
  worker_->run(
      this,
      [](client::Client& client) -> base::Result<std::optional<client::Status>> {
        if (!client.changed()) return std::nullopt;
        return client.status();
      },
      [this](const base::Result<std::optional<client::Status>>& now) {
        if (now && *now && (*now)->has_news_since(status_)) emit dataChanged();
      });
}

void App::take_declarations(std::shared_ptr<const schema::Registry> now) {
  if (now->digest() == registry().digest()) return;
  registries_.push_back(std::move(now));
  emit wordsChanged();
}

void App::refresh_users() {
  if (!composition_.users) return;
  worker_->run(
      this, [list = composition_.users](client::Client&) { return list(); },
      [this](base::Result<std::vector<client::ProfileUser>> found) {
        if (!found) {
          emit failed(words().say("打不开本机数据", "The local data cannot be opened"), error_text(found.error()));
          return;
        }
        users_.clear();
        if (found->size() > 1)
          for (const client::ProfileUser& one : *found)
            users_ << QVariantMap{{QStringLiteral("value"), q(one.user)},
                                  {QStringLiteral("label"), user_label(one.user)}};
        emit usersChanged();
      });
}

void App::switchUser(const QString& user) {
  if (!composition_.choose || user == userId()) return;
  if (const base::Status chosen = composition_.choose(s(user)); !chosen) {
    emit failed(words().say("没有切换用户", "The user was not switched"), error_text(chosen.error()));
    return;
  }
  // What runs ends in the data that it began in.
  worker_->reopen();
  network_->reopen();
  emit dataChanged();
}

void App::enter() {
  first_start_needed_ = false;
  refresh_identity();
  refresh_users();
  emit dataChanged();
}

QString App::user_label(const std::string& user) const {
  const auto found = user_labels_.find(user);
  return found == user_labels_.end() ? q(user) : found->second;
}

QString App::userName() const {
  if (!status_.user.empty()) return user_label(status_.user);
  return ready_ ? words().say("示例用户", "Sample user") : QString();
}

QString App::userRole() const {
  const Words w = words();
  if (status_.role == "rep") return w.say("客户经理", "Account manager");
  if (status_.role == "manager") return w.say("区域经理", "Regional manager");
  if (status_.role == "head-office") return w.say("总部", "Head office");
  if (status_.role == "admin") return w.say("管理员", "Administrator");
  return {};
}

QString App::scopeText() const {
  const Words w = words();
  return w.join({w.say("%1 个客户", "%1 accounts").arg(accounts_), q(status_.territory)});
}

QString App::typeLabel(const QString& type) const {
  const schema::Type* declared = registry().type(s(type));
  return declared != nullptr ? words().say(declared->label) : type;
}

QString App::typeIcon(const QString& type) const {
  const schema::Type* declared = registry().type(s(type));
  return declared != nullptr && !declared->icon.empty() ? q(declared->icon) : QStringLiteral("file");
}

QVariantList App::creatableTypes() const {
  QVariantList out;
  std::vector<std::string> names = creatable;
  // What a company declares of an account's own stands behind the product's.
  for (const schema::Type& type : registry().types()) {
    const schema::Field* parent = type.parent_field();
    const bool of_account =
        parent != nullptr && registry().root() != nullptr && parent->target == registry().root()->name;
    if (of_account && type.menu.empty() && std::find(names.begin(), names.end(), type.name) == names.end())
      names.push_back(type.name);
  }
  for (const std::string& name : names)
    if (registry().type(name) != nullptr)
      out << QVariantMap{{QStringLiteral("type"), q(name)},
                         {QStringLiteral("label"), typeLabel(q(name))},
                         {QStringLiteral("icon"), typeIcon(q(name))}};
  return out;
}

void App::commit_done(const QString& done_text, const client::Saved& saved, const QString& icon) {
  QString text = done_text;
  if (!saved.requested.empty())
    text = words().join({text, words().say("需要批准的字段已成为申请", "fields that need approval became requests")});
  if (saved.counter != 0) emit committed(text, QString::number(saved.counter), icon);
  emit dataChanged();
  sync_->sync_soon();
}

void App::change(const QString& done_text, const QString& icon,
                 std::function<base::Result<client::Saved>(client::Client&)> job) {
  worker_->run(this, std::move(job), [this, done_text, icon](base::Result<client::Saved> saved) {
    if (!saved)
      emit failed(words().say("没有保存", "Not saved"), error_text(saved.error()));
    else
      commit_done(done_text, *saved, icon);
  });
}

void App::setDone(const QString& type, const QString& id, bool done) {
  change(done ? words().say("已完成", "Done") : words().say("重新打开", "Open again"), QStringLiteral("check"),
         [type = s(type), id = s(id), done](client::Client& client) {
           return client.set(type, id, {{"done", done}});
         });
}

void App::remove(const QString& type, const QString& id) {
  change(words().say("已删除%1", "%1 deleted").arg(typeLabel(type)), QStringLiteral("trash"),
         [type = s(type), id = s(id)](client::Client& client) { return client.remove(type, id); });
}

void App::setField(const QString& type, const QString& id, const QString& field, const QVariant& value) {
  client::Value fields = client::Value::object();
  fields[s(field)] = from_variant(value);
  change(words().say("已保存", "Saved"), QStringLiteral("check"),
         [type = s(type), id = s(id), fields](client::Client& client) { return client.set(type, id, fields); });
}

void App::undo(const QString& token) {
  worker_->run(
      this, [counter = token.toLongLong()](client::Client& client) { return client.undo(counter); },
      [this](base::Result<client::Saved> saved) {
        if (!saved) emit failed(words().say("无法撤销", "It cannot be undone"), error_text(saved.error()));
        emit dataChanged();
        sync_->sync_soon();
      });
}

void App::openUrl(const QString& url) {
  const QUrl parsed(url);
  static const QStringList allowed = {QStringLiteral("tel"), QStringLiteral("mailto"), QStringLiteral("https"),
                                      QStringLiteral("http")};
  if (allowed.contains(parsed.scheme())) QDesktopServices::openUrl(parsed);
}

}  // namespace keybook::app
