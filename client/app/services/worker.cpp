#include "services/worker.h"

#include <QQmlContext>
#include <QQmlEngine>

namespace keybook::app {

Worker::Worker(Open open) : open_(std::move(open)), thread_([this](const std::stop_token& stop) { loop(stop); }) {}

Worker::~Worker() {
  thread_.request_stop();
  wake_.notify_all();
}

void Worker::post(Task task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  wake_.notify_one();
}

bool Worker::is_going(const QObject* object) {
  const QQmlContext* context = qmlContext(object);
  return context != nullptr && !context->isValid();
}

bool Worker::idle() {
  const std::lock_guard lock(mutex_);
  return tasks_.empty() && !running_;
}

void Worker::reopen() {
  post([this](base::Result<client::Client*>) { client_.reset(); });
}

void Worker::loop(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !tasks_.empty(); })) break;
      task = std::move(tasks_.front());
      tasks_.pop_front();
      running_ = true;
    }
    do_task(task);
    const std::lock_guard lock(mutex_);
    running_ = false;
  }
  client_.reset();
}

void Worker::do_task(const Task& task) {
  if (!client_) {
    auto opened = open_();
    if (!opened) {
      task(tl::unexpected(opened.error()));
      return;
    }
    client_ = std::move(*opened);
  }
  task(client_.get());
}

}  // namespace keybook::app
