#include "models/handover_book.h"

#include <set>

#include "models/app.h"

namespace keybook::app {
namespace {

constexpr int just_now_ms = 1'000;       // a page with several lists asks once
constexpr int background_ms = 60'000;    // between questions that nobody waits for
constexpr std::size_t names_max = 2000;  // accounts of plans that are named; more than one territory has

// The names of the plans' accounts, as far as they are on this device.
std::map<std::string, Row> named(client::Client& client, const std::vector<protocol::HandoverPlan>& plans,
                                 const Presenter& presenter) {
  std::set<std::string> wanted;
  for (const auto& plan : plans)
    for (const auto& account : plan.accounts)
      if (wanted.size() < names_max) wanted.insert(account.id);
  std::map<std::string, Row> rows;
  if (auto records = client.records("account", {wanted.begin(), wanted.end()}))
    for (const auto& record : *records) rows[record.id] = presenter.row(record, false);
  return rows;
}

}  // namespace

HandoverBook::HandoverBook(App& app) : app_(app) {
  later_.setSingleShot(true);
  connect(&later_, &QTimer::timeout, this, &HandoverBook::notice);
  connect(&app, &App::dataChanged, this, &HandoverBook::notice);
  connect(&app, &App::identityChanged, this, [this] {
    if (app_.ready() && asked_ms_ == 0) notice();
  });
  connect(&app, &App::wordsChanged, this, &HandoverBook::changed);
}

Worker& HandoverBook::line() { return app_.network(); }

void HandoverBook::look() {
  if (app_.now_ms() - asked_ms_ >= just_now_ms && !stays_off()) ask();
}

// Whoever works offline does not want questions that nobody asked for.
bool HandoverBook::stays_off() {
  if (!app_.ready() || !app_.sync()->workOffline() || app_.status().server.empty()) return false;
  if (state_ != State::Loading) return true;
  state_ = State::Offline;
  emit changed();
  return true;
}

void HandoverBook::notice() {
  const std::int64_t since_ms = app_.now_ms() - asked_ms_;
  if (asked_ms_ > 0 && since_ms >= 0 && since_ms < background_ms) {
    if (!later_.isActive()) later_.start(static_cast<int>(background_ms - since_ms));
  } else if (!stays_off()) {
    ask();
  }
}

void HandoverBook::ask() {
  if (!app_.ready()) return;
  if (app_.status().server.empty()) {
    state_ = State::Alone;
    emit changed();
    return;
  }
  if (asking_) {
    again_ = true;
    return;
  }
  asking_ = true;
  asked_ms_ = app_.now_ms();
  line().run(
      this,
      [presenter = Presenter(app_.registry(), app_.words(), app_.today_date(), app_.now_ms())](
          client::Client& client) -> base::Result<Held> {
        Held held;
        auto plans = client.handovers();
        if (!plans) return tl::unexpected(plans.error());
        auto covers = client.covers();
        if (!covers) return tl::unexpected(covers.error());
        auto pool = client.pool();
        if (!pool) return tl::unexpected(pool.error());
        held.accounts = named(client, *plans, presenter);
        held.plans.assign(plans->rbegin(), plans->rend());
        held.covers.assign(covers->rbegin(), covers->rend());
        for (const auto& one : *pool) {
          Row row;
          row.recordId = text(member(one, "id"));
          row.title = text(member(one, "name"));
          row.subtitle = text(member(one, "territory"));
          held.pool.push_back(std::move(row));
        }
        return held;
      },
      [this](base::Result<Held> held) { heard(std::move(held)); });
}

void HandoverBook::heard(base::Result<Held> held) {
  asking_ = false;
  if (held) {
    held_ = std::move(*held);
    state_ = State::Here;
    heard_ms_ = app_.now_ms();
    error_.clear();
  } else if (held.error().code == base::ErrorCode::NotEnrolled) {
    state_ = State::Alone;
  } else {
    state_ = held.error().code == base::ErrorCode::Unreachable ? State::Offline : State::Failed;
    error_ = error_text(held.error());
  }
  emit changed();
  if (std::exchange(again_, false)) ask();
}

bool HandoverBook::begin(const QString& key) {
  if (busy_.contains(key)) return false;
  busy_.insert(key);
  emit changed();
  return true;
}

void HandoverBook::acted(const QString& key, const QString& done_text, const QString& icon) {
  busy_.remove(key);
  if (!done_text.isEmpty()) emit app_.committed(done_text, {}, icon);
  emit app_.dataChanged();
  emit changed();
  ask();
}

void HandoverBook::refused(const QString& key, const base::Error& error, const QString& failed,
                           const std::function<void(const QString&)>& told) {
  busy_.remove(key);
  const QString why = error_text(error);
  if (told)
    told(why);
  else
    emit app_.failed(failed, why);
  emit changed();
  // Somebody else may have decided meanwhile; and what waited in the outbox may have gone up.
  if (error.code != base::ErrorCode::Unreachable) {
    emit app_.dataChanged();
    ask();
  }
}

}  // namespace keybook::app
