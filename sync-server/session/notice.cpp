#include "session/notice.h"

#include <algorithm>

#include "base/failure.h"
#include "session/limits.h"
#include "session/sight.h"

namespace keybook::server::session {
namespace {

// Files that changed, or whose rights did, each with its rights looked up once for all waiters.
class News {
 public:
  News(storage::Reader& reader, CommitNumber since) : since_(since), tree_(reader.territories()) {
    std::vector<std::string> files = reader.changed_files(since);
    const std::vector<std::string> regranted = reader.regranted_files(since);
    files.insert(files.end(), regranted.begin(), regranted.end());
    for (const std::string& file : files)
      if (!file_rights_.contains(file))
        file_rights_.emplace(file, file.empty() ? std::vector<access::FileRights>{} : reader.rights(file));
  }

  [[nodiscard]] bool concerns(const access::User& user) const {
    return std::any_of(file_rights_.begin(), file_rights_.end(), [&](const auto& entry) {
      if (sees_all(user, entry.first)) return true;
      const Sight sight = sight_of(user, tree_, entry.second, since_);
      return sight.now || sight.then;
    });
  }

 private:
  CommitNumber since_;
  access::TerritoryTree tree_;
  std::map<std::string, std::vector<access::FileRights>> file_rights_;
};

transport::Response told(CommitNumber last) {
  transport::Response response;
  response.content_type.clear();
  response.body = "{\"c\":" + std::to_string(last) + "}";
  return response;
}

}  // namespace

void Notice::wait(storage::Store& store, const Session& session, CommitNumber cursor, std::int64_t ms_max,
                  transport::Responder responder) {
  // First in the list, then the look: a commit in between is told by one of the two, and the first answer counts.
  responder.hold(ms_max, told(cursor));
  {
    const std::lock_guard lock(mutex_);
    if (waiters_.size() >= waiters_max)
      waiters_.remove_if([](const Waiter& waiter) { return waiter.responder.closed(); });
    if (waiters_.size() >= waiters_max)
      throw base::Failure({base::ErrorCode::TooMany, "too many devices wait for news", {}, "Ask again later"});
    waiters_.push_back({session.user, session.enrolment.id, responder});
  }
  auto reader = store.read();
  const CommitNumber last = reader->last_commit();
  if (last > cursor && News(*reader, cursor).concerns(session.user)) responder.send(told(last));
}

void Notice::publish(storage::Reader& reader, const std::string& author, CommitNumber answered) {
  const CommitNumber last = reader.last_commit();
  const std::lock_guard lock(mutex_);
  const CommitNumber since = std::exchange(published_, std::max(published_, last));
  if (last <= since || waiters_.empty()) return;
  const News news(reader, since);
  waiters_.remove_if([&](const Waiter& waiter) {
    if (waiter.responder.closed()) return true;
    if ((waiter.enrolment == author && last <= answered) || !news.concerns(waiter.user)) return false;
    waiter.responder.send(told(last));
    return true;
  });
}

std::size_t Notice::waiting() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(waiters_.begin(), waiters_.end(), [](const Waiter& waiter) { return !waiter.responder.closed(); }));
}

}  // namespace keybook::server::session
