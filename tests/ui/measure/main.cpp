// keybook-app-measure PROFILE: opens the whole app on a profile and measures what a person waits for. One JSON object
// on standard output, milliseconds. "longest event" is the processor time of the longest event on the window's thread:
// what makes typing and scrolling stutter where it passes 16 ms.
#include <QElapsedTimer>
#include <QFont>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QQuickItem>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <ctime>
#include <utility>
#include <vector>

#include "models/account_list.h"
#include "ui/desk/desk.h"

namespace {

using keybook::ui::Desk;

double ms(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

// Counts the processor time that each event takes from the window's thread. Time on the wall would count what other
// programs do.
class Application : public QGuiApplication {
 public:
  using QGuiApplication::QGuiApplication;
  bool notify(QObject* receiver, QEvent* event) override {
    if (depth_ > 0 || QThread::currentThread() != thread()) return QGuiApplication::notify(receiver, event);
    ++depth_;
    const double before = cpu_ms();
    const bool handled = QGuiApplication::notify(receiver, event);
    longest_ = std::max(longest_, cpu_ms() - before);
    --depth_;
    return handled;
  }
  // Of the events since the last call.
  double longest_ms() { return std::exchange(longest_, 0); }
  static double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
  }

 private:
  int depth_ = 0;
  double longest_ = 0;
};

double part(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

class Measuring {
 public:
  Measuring(Desk& desk, Application& application) : desk_(desk), application_(application) {}

  void open(QElapsedTimer since_start) {
    until([&] { return desk_.app().ready(); });
    desk_.go("accounts");
    until([&] { return list() != nullptr && list()->property("count").toInt() > 0 && filled(); });
    out_["cold start to a list that can be used"] = ms(since_start);
    out_["rows"] = list()->property("count").toInt();
    desk_.idle(500);  // chips, pictures
    application_.longest_ms();
  }

  void scroll() {
    std::vector<double> frames;
    QQuickItem* view = list();
    const double end = view->property("contentHeight").toDouble() - view->height();
    for (int i = 0; i < 300; ++i) {
      const double at = i < 200 ? i * 60.0 : end * (i - 200) / 100;  // a flick, then jumps with the scroll bar
      const double before = Application::cpu_ms();
      view->setProperty("contentY", std::min(at, end));
      bool shown = false;
      const auto connection =
          QObject::connect(&desk_.window(), &QQuickWindow::frameSwapped, [&shown] { shown = true; });
      desk_.window().update();
      until([&shown] { return shown; });
      QObject::disconnect(connection);
      frames.push_back(Application::cpu_ms() - before);
    }
    out_["scroll frame, processor, median"] = part(frames, 0.5);
    out_["scroll frame, processor, 99 %"] = part(frames, 0.99);
    out_["scroll, longest event"] = application_.longest_ms();
  }

  // From the change to the answer in the model.
  void ask(const char* name, const std::function<void(QObject*)>& change) {
    QObject* model = qvariant_cast<QObject*>(list()->property("model"));
    std::vector<double> times;
    bool answered = false;
    const auto told = QObject::connect(qobject_cast<keybook::app::AccountListModel*>(model),
                                       &keybook::app::AccountListModel::countChanged, [&answered] { answered = true; });
    application_.longest_ms();
    for (int i = 0; i < 5; ++i) {
      answered = false;
      QElapsedTimer timer;
      timer.start();
      change(model);
      until([&answered] { return answered; });
      times.push_back(ms(timer));
      desk_.idle(150);
    }
    QObject::disconnect(told);
    out_[QString::fromUtf8(name)] = part(times, 0.5);
    out_[QString::fromUtf8(name) + ", longest event"] = application_.longest_ms();
  }

  [[nodiscard]] const QJsonObject& out() const { return out_; }

 private:
  static void until(const std::function<bool()>& condition) {
    if (!QTest::qWaitFor(condition, keybook::ui::patience_ms)) {
      std::fprintf(stderr, "keybook-app-measure: waited in vain\n");
      std::exit(1);
    }
  }
  QQuickItem* list() { return desk_.of_type("AccountRows"); }
  bool filled() {
    return desk_.of_type("MarkedName") != nullptr &&
           !desk_.of_type("MarkedName")->property("name").toString().isEmpty();
  }

  Desk& desk_;
  Application& application_;
  QJsonObject out_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "Usage: keybook-app-measure PROFILE\n");
    return 2;
  }
  QElapsedTimer since_start;
  since_start.start();
  qputenv("QT_QUICK_BACKEND", "software");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  Application application(argc, argv);
  QGuiApplication::setFont(QFont("Noto Sans CJK SC"));
  Desk desk(argv[1]);
  Measuring measuring(desk, application);
  measuring.open(since_start);
  measuring.scroll();
  int turn = 0;
  const char* words[] = {"机", "机械", "cq", "1385", "华"};
  measuring.ask("search",
                [&](QObject* model) { model->setProperty("searchText", QString::fromUtf8(words[turn++ % 5])); });
  measuring.ask("search taken back",
                [&](QObject* model) { model->setProperty("searchText", turn++ % 2 == 0 ? QString("有") : QString()); });
  measuring.ask("sort by figure",
                [&](QObject* model) { model->setProperty("sortColumn", turn++ % 2 == 0 ? "revenue" : "lastContact"); });
  measuring.ask("sort by name",
                [&](QObject* model) { model->setProperty("sortColumn", turn++ % 2 == 0 ? "name" : "industry"); });
  measuring.ask("filter", [&](QObject* model) {
    QMetaObject::invokeMethod(model, "setFilter", Q_ARG(QString, "industry"),
                              Q_ARG(QVariantList, turn++ % 2 == 0 ? QVariantList{"化工"} : QVariantList{}));
  });
  std::puts(QJsonDocument(measuring.out()).toJson().constData());
  return 0;
}
