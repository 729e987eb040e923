// The app as main.cpp puts it together, in a window of the test, with hands: it finds what a person would look for, by
// its accessible name or its words, and presses and types there. A QML warning is a failure (see main.cpp).
#pragma once

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <functional>
#include <memory>
#include <string>

#include "models/app.h"
#include "services/translation.h"

namespace keybook::ui {

constexpr int patience_ms = 20'000;  // for anything to appear; long, for a loaded machine

class Desk {
 public:
  // Opens the app on a profile folder that may be empty. English, without animations.
  explicit Desk(const std::string& profile);
  ~Desk();

  [[nodiscard]] app::App& app() { return *app_; }
  [[nodiscard]] QQuickWindow& window() { return *window_; }

  // What is drawn last wins; nullptr where nothing visible has that name (of a control) or those words (of a text).
  [[nodiscard]] QQuickItem* named(const QString& name);
  [[nodiscard]] QQuickItem* words(const QString& text);
  [[nodiscard]] QQuickItem* words_with(const QString& part);  // a text that contains this

  // The last visible item of a QML file's type.
  [[nodiscard]] QQuickItem* of_type(const QString& file);

  // Each waits for its target, and is false (with a test failure) where it does not come.
  bool press(const QString& name);
  bool see(const QString& text);  // words somewhere on the screen
  bool see_part(const QString& part);
  bool until(const std::function<bool()>& condition, const char* what);
  void type(const QString& text);                        // into what has the focus
  bool fill(const QString& field, const QString& text);  // presses the field, clears it, types
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  void resize(int width, int height);
  void go(const QString& page);  // as the screenshot walk does
  void idle(int for_ms = 50);

 private:
  [[nodiscard]] QString on_screen();  // all texts, for whoever looks into a failure
  QQuickItem* find(const std::function<bool(QQuickItem*)>& accept);

  std::string profile_;
  std::unique_ptr<app::App> app_;
  std::unique_ptr<QQmlApplicationEngine> engine_;
  std::unique_ptr<app::Translation> translation_;
  QQuickWindow* window_ = nullptr;
};

}  // namespace keybook::ui
