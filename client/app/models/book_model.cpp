#include "models/book_model.h"

#include "models/app.h"

namespace keybook::app {

using State = HandoverBook::State;

BookModel::BookModel(QObject* parent, QStringList extra_roles) : RowModel(parent, std::move(extra_roles)) {}

App& BookModel::app() const { return App::instance(); }
HandoverBook& BookModel::book() const { return app().book(); }

void BookModel::componentComplete() {
  complete_ = true;
  connect(&book(), &HandoverBook::changed, this, &BookModel::fill);
  fill();
  book().look();
}

void BookModel::refresh() { book().ask(); }

void BookModel::fill() {
  if (!complete_) return;
  if (book().state() != State::Loading) set_rows(rows_of(book().held()));
  filled();
  emit stateChanged();
}

QString BookModel::state() const {
  switch (book().state()) {
    case State::Loading:
      return QStringLiteral("loading");
    case State::Here:
      return QStringLiteral("here");
    case State::Offline:
      return QStringLiteral("offline");
    case State::Alone:
      return QStringLiteral("alone");
    case State::Failed:
      break;
  }
  return QStringLiteral("failed");
}

QString BookModel::stateText() const {
  const Words words = app().words();
  switch (book().state()) {
    case State::Offline:
      return words.say("这一页要问服务器。其余一切照常：档案都在本机，修改有网络时自动发出。",
                       "This page asks the server. Everything else works: the files are on this device, and changes "
                       "go out when there is a network.");
    case State::Alone:
      return words.say("交接、代管和公共池在服务器上。现在是示例数据，只在本机。",
                       "Handovers, covers and the pool are the server's. These are sample data, on this device only.");
    case State::Failed:
      return book().errorText();
    default:
      return {};
  }
}

QString BookModel::asOfText() const {
  if (book().heard_ms() == 0 || book().state() == State::Here || book().state() == State::Loading) return {};
  const Words words = app().words();
  return words.say("%1的情况", "as of %1").arg(words.moment(book().heard_ms(), app().now_ms()));
}

}  // namespace keybook::app
