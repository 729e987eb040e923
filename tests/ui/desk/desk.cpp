#include "ui/desk/desk.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QQuickItem>
#include <QTest>

#include "platform/key_store.h"
#include "services/samples.h"
#include "transport/curl/curl_transport.h"

namespace keybook::ui {
namespace {

class NoLog final : public base::Log {
 public:
  void write(base::LogLevel, std::string_view, std::initializer_list<Member>) override {}
};

// What the app takes from outside: the real thing, once for the test program.
struct World {
  base::SystemClock clock;
  base::SystemRandom random;
  NoLog log;
  schema::Registry registry = std::move(*schema::Registry::builtin());
  std::unique_ptr<client::platform::KeyStore> keys = client::platform::system_key_store({}, false);
  client::Environment environment{
      clock, random, log, registry, *keys, [](const std::string& url) -> std::unique_ptr<client::transport::Transport> {
        auto transport = client::transport::make_curl_transport({url, {}, {}});
        return transport ? std::move(*transport) : nullptr;
      }};
};

World& world() {
  static World the_world;
  return the_world;
}

// Scrolls what is around the item so far that it can be pressed.
void reveal(QQuickItem* item) {
  for (QQuickItem* area = item->parentItem(); area != nullptr; area = area->parentItem()) {
    auto* content = qvariant_cast<QQuickItem*>(area->property("contentItem"));
    if (content == nullptr || !area->property("contentY").isValid()) continue;
    const double top = item->mapToItem(content, QPointF()).y(), at = area->property("contentY").toDouble();
    if (top < at || top + item->height() > at + area->height())
      area->setProperty("contentY",
                        std::max(0.0, std::min(top - area->height() / 2,
                                               area->property("contentHeight").toDouble() - area->height())));
  }
}

QString accessible_name(QQuickItem* item) {
  QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
  return face != nullptr ? face->text(QAccessible::Name) : QString();
}

bool is_control(const QQuickItem* item) {
  const QMetaObject* type = item->metaObject();
  return type->indexOfSignal("clicked()") >= 0 || type->indexOfProperty("cursorPosition") >= 0 ||
         type->indexOfSignal("activated(int)") >= 0;
}

void visit(QQuickItem* item, const std::function<void(QQuickItem*)>& act) {
  if (!item->isVisible()) return;
  act(item);
  for (QQuickItem* child : item->childItems()) visit(child, act);
}

}  // namespace

Desk::Desk(const std::string& profile) : profile_(profile) {
  const QString folder = QString::fromStdString(profile);
  QDir().mkpath(folder);
  app_ = std::make_unique<app::App>(app::Composition{
      world().clock, world().registry, [profile] { return client::Client::open(profile, world().environment); },
      [folder] { return QFile::exists(QDir(folder).filePath("keybook.db")); },
      [](client::Client& client) { return app::fill_samples(client, world().clock); }, folder});
  app_->settings()->setLanguage("en");
  app_->settings()->setReduceMotion(true);
  app_->settings()->setDensity("compact");
  engine_ = std::make_unique<QQmlApplicationEngine>();
  engine_->addImportPath("qrc:/qt/qml");
  translation_ = std::make_unique<app::Translation>(*engine_, *app_->settings());
  engine_->load(QUrl("qrc:/qt/qml/Keybook/Shell/Main.qml"));
  if (engine_->rootObjects().isEmpty()) {
    ADD_FAILURE() << "the shell does not load";
    std::abort();
  }
  window_ = qobject_cast<QQuickWindow*>(engine_->rootObjects().constFirst());
  window_->resize(1440, 900);
  window_->requestActivate();
  EXPECT_TRUE(QTest::qWaitForWindowActive(window_));
}

Desk::~Desk() {
  engine_.reset();  // pages first: their models speak to the app
  translation_.reset();
  app_.reset();
}

QQuickItem* Desk::find(const std::function<bool(QQuickItem*)>& accept) {
  QQuickItem* found = nullptr;
  visit(window_->contentItem(), [&](QQuickItem* item) {
    if (accept(item)) found = item;
  });
  return found;
}

QQuickItem* Desk::named(const QString& name) {
  return find([&](QQuickItem* item) { return is_control(item) && item->isEnabled() && accessible_name(item) == name; });
}
QQuickItem* Desk::words(const QString& text) {
  return find([&](QQuickItem* item) { return item->property("text").toString() == text; });
}
QQuickItem* Desk::words_with(const QString& part) {
  return find([&](QQuickItem* item) { return item->property("text").toString().contains(part); });
}

QQuickItem* Desk::of_type(const QString& file) {
  return find([name = file + "_QMLTYPE"](QQuickItem* item) {
    return QString::fromUtf8(item->metaObject()->className()).startsWith(name);
  });
}

QString Desk::on_screen() {
  QStringList texts;
  visit(window_->contentItem(), [&](QQuickItem* item) {
    const QString text = item->property("text").toString();
    if (!text.isEmpty() && !texts.contains(text)) texts << text;
  });
  return texts.join(QStringLiteral(" | "));
}

bool Desk::until(const std::function<bool()>& condition, const char* what) {
  const bool came = QTest::qWaitFor(condition, patience_ms);
  EXPECT_TRUE(came) << "waited in vain for: " << what << "\non the screen: " << qPrintable(on_screen());
  if (!came) window_->grabWindow().save("/tmp/keybook-ui-real.png");
  return came;
}

bool Desk::press(const QString& name) {
  if (!until([&] { return named(name) != nullptr; }, qPrintable("control " + name))) return false;
  idle(30);  // for a menu to be where it will stay
  QQuickItem* item = named(name);
  if (item == nullptr) return false;
  reveal(item);
  const QPointF middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
  QTest::mouseClick(window_, Qt::LeftButton, Qt::NoModifier, middle.toPoint());
  idle(30);
  return true;
}

bool Desk::see(const QString& text) {
  return until([&] { return words(text) != nullptr; }, qPrintable("text " + text));
}
bool Desk::see_part(const QString& part) {
  return until([&] { return words_with(part) != nullptr; }, qPrintable("text with " + part));
}

void Desk::type(const QString& text) {
  for (const QChar& letter : text) {
    if (letter.unicode() < 128) {
      QTest::keyClick(window_, letter.toLatin1());
    } else {  // as an input method gives it
      QInputMethodEvent event;
      event.setCommitString(letter);
      QCoreApplication::sendEvent(window_->focusObject(), &event);
    }
  }
}

bool Desk::fill(const QString& field, const QString& text) {
  if (!press(field)) return false;
  key(Qt::Key_A, Qt::ControlModifier);
  key(Qt::Key_Delete);
  type(text);
  return true;
}

void Desk::key(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(window_, key, modifiers); }

void Desk::resize(int width, int height) {
  window_->resize(width, height);
  idle(20);
}

void Desk::go(const QString& page) { QMetaObject::invokeMethod(window_, "showPage", Q_ARG(QString, page)); }

void Desk::idle(int for_ms) { QTest::qWait(for_ms); }

}  // namespace keybook::ui
