#include "models/cover_pool.h"

#include <QDateTime>
#include <algorithm>

#include "models/app.h"

namespace keybook::app {
namespace {

const QString new_cover = QStringLiteral("cover/new");

std::int64_t begin_ms(const QDate& day) { return QDateTime(day, QTime(0, 0)).toMSecsSinceEpoch(); }

}  // namespace

// ---- CoverListModel

CoverListModel::CoverListModel(QObject* parent)
    : BookModel(parent, {QStringLiteral("busy"), QStringLiteral("canEnd"), QStringLiteral("mine")}) {}

QList<Row> CoverListModel::rows_of(const HandoverBook::Held& held) const {
  const Words words = app().words();
  const client::Status& me = app().status();
  QList<Row> open, over;
  for (const protocol::CoverPlan& cover : held.covers) {
    const bool runs = cover.state == "active", ended = cover.state == "over";
    const std::int64_t last_ms = cover.ended_ms > 0 ? cover.ended_ms : cover.until_ms;
    Row row;
    row.recordId = q(cover.id);
    row.icon = QStringLiteral("users");
    row.title = words.say("%1 代管 %2 的客户", "%1 stands in for %2")
                    .arg(app().user_label(cover.substitute), app().user_label(cover.absent));
    row.subtitle =
        words.join({words.say("%1 至 %2", "%1 to %2")
                        .arg(words.moment(cover.from_ms, app().now_ms()), words.moment(last_ms, app().now_ms())),
                    words.say("%1 安排", "arranged by %1").arg(app().user_label(cover.by))});
    row.tagText = runs    ? words.say("代管中", "under way")
                  : ended ? words.say("已结束", "over")
                          : words.say("待开始", "to come");
    row.tagKind = runs ? QStringLiteral("positive") : ended ? QStringLiteral("plain") : QStringLiteral("info");
    row.tagIcon = runs ? QStringLiteral("check") : ended ? QString() : QStringLiteral("calendar");
    row.section = ended ? words.say("已了结", "Over") : words.say("进行中", "Under way");
    const bool arranges = me.role != "rep" || me.user == cover.absent || me.user == cover.by;
    row.extra = {{QStringLiteral("busy"), book().busy(row.recordId)},
                 {QStringLiteral("canEnd"), !ended && arranges},
                 {QStringLiteral("mine"), me.user == cover.substitute}};
    (ended ? over : open) << row;
  }
  return open + over;
}

int CoverListModel::activeCount() const {
  const auto& covers = book().held().covers;
  return static_cast<int>(
      std::count_if(covers.begin(), covers.end(), [](const auto& cover) { return cover.state != "over"; }));
}

// ---- PoolModel

PoolModel::PoolModel(QObject* parent) : BookModel(parent, {QStringLiteral("busy")}) {
  connect(this, &PoolModel::searchChanged, this, [this] { fill(); });
}

QList<Row> PoolModel::rows_of(const HandoverBook::Held& held) const {
  QList<Row> rows;
  for (Row row : held.pool) {
    if (filtered() && !row.title.contains(search_.trimmed(), Qt::CaseInsensitive) &&
        !row.subtitle.contains(search_.trimmed(), Qt::CaseInsensitive))
      continue;
    row.icon = QStringLiteral("accounts");
    row.extra = {{QStringLiteral("busy"), book().busy(QStringLiteral("pool/") + row.recordId)}};
    rows << row;
  }
  return rows;
}

int PoolModel::total() const { return static_cast<int>(book().held().pool.size()); }

// ---- CoverForm

CoverForm::CoverForm(QObject* parent)
    : QObject(parent), absent_(App::instance().userId()), from_(App::instance().today()) {
  until_ = App::instance().today_date().addDays(7).toString(Qt::ISODate);
  connect(&App::instance(), &App::identityChanged, this, &CoverForm::changed);
  connect(&App::instance().book(), &HandoverBook::changed, this, &CoverForm::changed);
}

QVariantList CoverForm::colleagues() const { return App::instance().colleagues(); }
bool CoverForm::canChooseAbsent() const { return App::instance().status().role != "rep"; }
bool CoverForm::busy() const { return App::instance().book().busy(new_cover); }

QString CoverForm::problem() const {
  const Words words = App::instance().words();
  if (absent_.isEmpty()) return words.say("请选谁不在", "Choose who is away");
  if (substitute_.isEmpty()) return words.say("请选谁代管", "Choose who stands in");
  if (absent_ == substitute_) return words.say("不能自己代管自己", "Nobody stands in for himself");
  const QDate from = QDate::fromString(from_, Qt::ISODate), until = QDate::fromString(until_, Qt::ISODate);
  if (!from.isValid() || !until.isValid())
    return words.say("请选开始和结束的日子", "Choose the first and the last day");
  if (until < from) return words.say("结束早于开始", "It would end before it begins");
  if (until < App::instance().today_date()) return words.say("结束的日子已经过去", "The last day is over already");
  return {};
}

QString CoverForm::hint() const {
  if (const QString wrong = problem(); !wrong.isEmpty()) return wrong;
  const App& app = App::instance();
  return app.words()
      .say("%1 在这些天里看到并能修改 %2 的全部客户；过了最后一天，档案自动离开他的设备。",
           "On these days %1 sees and edits all accounts of %2; after the last day the files leave the device by "
           "themselves.")
      .arg(app.user_label(s(substitute_)), app.user_label(s(absent_)));
}

void CoverForm::save() {
  if (!valid() || busy()) return;
  const App& app = App::instance();
  const QDate from = QDate::fromString(from_, Qt::ISODate), until = QDate::fromString(until_, Qt::ISODate);
  // From today means now: the morning is over.
  const std::int64_t from_ms = std::max<std::int64_t>(begin_ms(from), app.now_ms());
  const std::int64_t until_ms = begin_ms(until.addDays(1));
  HandoverBook::Act<protocol::CoverPlan> act;
  act.key = new_cover;
  act.context = this;
  act.failed = app.words().say("代管没有安排", "The cover was not arranged");
  act.icon = QStringLiteral("users");
  act.job = [absent = s(absent_), substitute = s(substitute_), from_ms, until_ms](client::Client& client) {
    return client.add_cover(absent, substitute, from_ms, until_ms);
  };
  act.done = [self = QPointer<CoverForm>(this),
              text = app.words().say("代管已安排", "Cover arranged")](const protocol::CoverPlan&) {
    if (!self.isNull()) emit self->saved();
    return text;
  };
  act.told = [this](const QString& why) {
    error_ = why;
    emit changed();
  };
  error_.clear();
  App::instance().book().act(std::move(act));
}

}  // namespace keybook::app
