// A thread of its own for the client library, so that nothing ever blocks the UI thread.
//
// Threads: run() from the UI thread; jobs run one after the other on the worker's thread with its Client; `done` runs
// on the UI thread, and not at all when `context`, or the page that it is part of, is gone by then. Ownership: the
// worker owns its Client. Destruction waits for the running job and drops the queued ones.
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "usecases/client.h"

namespace keybook::app {

class Worker {
 public:
  using Open = std::function<base::Result<std::unique_ptr<client::Client>>()>;

  explicit Worker(Open open);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // job(Client&) -> base::Result<T>; done(base::Result<T>). Where the profile cannot be opened, done gets that error.
  template <class Job, class Done>
  void run(QObject* context, Job job, Done done) {
    post([guard = QPointer<QObject>(context), job = std::move(job),
          done = std::move(done)](base::Result<client::Client*> client) mutable {
      using Answer = decltype(job(**client));
      auto answer = client ? job(**client) : Answer(tl::unexpected(client.error()));
      if (guard.isNull()) return;
      // The context lives on the UI thread; a queued call to it dies with it.
      QMetaObject::invokeMethod(
          guard.data(),
          [guard, done = std::move(done), answer = std::move(answer)]() mutable {
            if (!is_going(guard.data())) done(std::move(answer));
          },
          Qt::QueuedConnection);
    });
  }

  // Whether no job runs or waits. A finished job's `done` may still be on its way.
  [[nodiscard]] bool idle();

  // Closes the Client after the queued jobs; the next job opens it again (the profile was made anew).
  void reopen();

 private:
  // Whether the page of this object was left and waits to be deleted: new rows would make delegates that cannot be
  // finished.
  [[nodiscard]] static bool is_going(const QObject* object);

  using Task = std::function<void(base::Result<client::Client*>)>;
  void post(std::function<void(base::Result<client::Client*>)> task);
  void loop(const std::stop_token& stop);
  void do_task(const Task& task);

  Open open_;
  std::unique_ptr<client::Client> client_;  // of the worker's thread
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Task> tasks_;
  bool running_ = false;
  std::jthread thread_;
};

}  // namespace keybook::app
