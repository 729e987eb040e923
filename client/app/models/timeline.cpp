#include "models/timeline.h"

#include <QDate>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "models/app.h"

namespace keybook::app {
namespace {

constexpr int timeline_rows_max = 500;
constexpr int history_rows_max = 500;

Presenter presenter_of(App& app) { return Presenter(app.registry(), app.words(), app.today_date(), app.now_ms()); }

struct OutcomeWord {
  const char* outcome;
  const char* zh;
  const char* en;
  const char* kind;
};
constexpr OutcomeWord outcome_words[] = {
    {"applied", "生效", "stands", "positive"},        {"merged", "已合并", "merged", "info"},
    {"overwritten", "后来被改", "replaced", "plain"}, {"lost", "未采用", "not taken", "warning"},
    {"parked", "待处理", "parked", "warning"},        {"requested", "待批准", "requested", "info"},
    {"declined", "未批准", "declined", "negative"},   {"reverted", "已撤回", "taken back", "plain"},
    {"withdrawn", "本人收回", "withdrawn", "plain"},
};

const OutcomeWord& word_of(const std::string& outcome) {
  for (const OutcomeWord& word : outcome_words)
    if (outcome == word.outcome) return word;
  return outcome_words[0];
}

QString promise_text(const client::Record& record) {
  const QString promise = text(member(record.fields, "promises"));
  return promise.isEmpty() ? text(member(record.fields, "next_step")) : promise;
}

QString body_text(const client::Record& record) {
  for (const char* name : {"report", "description", "notes"})
    if (const QString body = text(member(record.fields, name)); !body.isEmpty()) return body;
  return {};
}

Row timeline_row(const client::TimelineEntry& entry, const Presenter& presenter) {
  const Words& words = presenter.words();
  Row row = presenter.row(entry.record, false);
  const QDate day = date_of(entry.date);
  row.title = q(entry.title);
  row.extra[QStringLiteral("text")] = body_text(entry.record);
  row.extra[QStringLiteral("promise")] = promise_text(entry.record);
  row.extra[QStringLiteral("people")] = presenter.field_text(entry.record, "owner");
  row.extra[QStringLiteral("planned")] = day.isValid() && day > presenter.today();
  if (day.isValid()) {
    row.extra[QStringLiteral("month")] = words.chinese()
                                             ? QStringLiteral("%1 年 %2 月").arg(day.year()).arg(day.month())
                                             : QLocale(QLocale::English).toString(day, QStringLiteral("MMMM yyyy"));
    row.extra[QStringLiteral("dayText")] =
        words.chinese() ? QStringLiteral("%1日").arg(day.day()) : QString::number(day.day());
    row.extra[QStringLiteral("weekdayText")] = words.weekday(day);
  } else {
    row.extra[QStringLiteral("month")] = words.say("没有日期", "No date");
  }
  if (entry.date.size() > 10)
    row.extra[QStringLiteral("timeText")] =
        QDateTime::fromString(q(entry.date), Qt::ISODateWithMs).toLocalTime().toString(QStringLiteral("HH:mm"));
  return row;
}

}  // namespace

TimelineModel::TimelineModel(QObject* parent)
    : QueryModel(parent, {QStringLiteral("month"), QStringLiteral("dayText"), QStringLiteral("weekdayText"),
                          QStringLiteral("timeText"), QStringLiteral("text"), QStringLiteral("people"),
                          QStringLiteral("planned"), QStringLiteral("promise"), QStringLiteral("accountId")}) {
  connect(this, &TimelineModel::parametersChanged, this, &TimelineModel::reload);
}

QVariantList TimelineModel::kindChips() const {
  QVariantList out;
  for (const schema::Type& type : app().registry().types())
    if (!type.date.empty() && type.scope == schema::Scope::Child)
      out << QVariantMap{{QStringLiteral("name"), q(type.name)},
                         {QStringLiteral("label"), app().words().say(type.label)},
                         {QStringLiteral("icon"), q(type.icon)},
                         {QStringLiteral("count"), -1}};
  return out;
}

QueryModel::Job TimelineModel::query() {
  std::vector<std::string> types;
  for (const QString& kind : kinds_) types.push_back(s(kind));
  return [account = s(account_), types, promises = promises_only_,
          presenter = presenter_of(app())](client::Client& client) -> base::Result<QList<Row>> {
    if (account.empty()) return QList<Row>();
    auto entries = client.timeline(account, types, timeline_rows_max);
    if (!entries) return tl::unexpected(entries.error());
    QList<Row> rows;
    for (const auto& entry : *entries)
      if (!promises || !promise_text(entry.record).isEmpty()) rows << timeline_row(entry, presenter);
    return rows;
  };
}

// ---- HistoryModel

HistoryModel::HistoryModel(QObject* parent)
    : QueryModel(parent, {QStringLiteral("entryId"), QStringLiteral("recordType"), QStringLiteral("recordTitle"),
                          QStringLiteral("fieldName"), QStringLiteral("fieldLabel"), QStringLiteral("previous"),
                          QStringLiteral("user"), QStringLiteral("device"), QStringLiteral("madeAtText"),
                          QStringLiteral("committedAtText"), QStringLiteral("outcome"), QStringLiteral("outcomeText"),
                          QStringLiteral("outcomeKind"), QStringLiteral("canPutBack"), QStringLiteral("current")}) {
  connect(this, &HistoryModel::parametersChanged, this, &HistoryModel::reload);
}

QueryModel::Job HistoryModel::query() {
  return [type = s(type_), record = s(record_), account = s(account_), open_only = open_only_,
          presenter = presenter_of(app()), registry = &app().registry(),
          labels = app().user_labels()](client::Client& client) -> base::Result<QList<Row>> {
    base::Result<std::vector<client::HistoryLine>> lines = std::vector<client::HistoryLine>();
    if (!record.empty()) {
      lines = client.history(type, record);
      if (lines) std::reverse(lines->begin(), lines->end());
    } else if (!account.empty()) {
      lines = client.file_history(account, history_rows_max);
    }
    if (!lines) return tl::unexpected(lines.error());
    const Words& words = presenter.words();
    std::map<std::string, QString> titles;
    QList<Row> rows;
    for (const auto& line : *lines) {
      if (open_only && line.outcome != "lost" && line.outcome != "parked") continue;
      const schema::Type* declared = registry->type(line.type);
      const schema::Field* field = declared != nullptr ? declared->field(line.field) : nullptr;
      const auto shown = [&](const client::Value& value) {
        return field != nullptr ? words.value(*field, value) : text(value);
      };
      auto& title = titles[line.record];
      if (title.isEmpty()) title = q(client.title(line.type, line.record).value_or(line.record));
      const OutcomeWord& word = word_of(line.outcome);
      Row row;
      row.recordId = q(line.id);
      row.type = q(line.type);
      row.icon = declared != nullptr ? q(declared->icon) : QString();
      row.value = shown(line.value);
      row.section = words.moment(line.made_ms, presenter.now_ms()).section(' ', 0, 0);
      QString label = field != nullptr ? words.say(field->label) : q(line.field);
      if (line.field.empty())
        label = line.op == record::Op::Delete    ? words.say("删除", "Deleted")
                : line.op == record::Op::Restore ? words.say("恢复", "Restored")
                                                 : words.say("新建", "Created");
      row.extra = {
          {QStringLiteral("entryId"), q(line.id)},
          {QStringLiteral("recordType"), q(line.type)},
          {QStringLiteral("recordTitle"), title},
          {QStringLiteral("fieldName"), q(line.field)},
          {QStringLiteral("fieldLabel"), label},
          {QStringLiteral("previous"), shown(line.previous)},
          {QStringLiteral("user"), (labels.contains(line.user) ? labels.at(line.user) : q(line.user))},
          {QStringLiteral("device"), q(line.device)},
          {QStringLiteral("madeAtText"), words.moment(line.made_ms, presenter.now_ms())},
          {QStringLiteral("committedAtText"),
           line.pending ? words.say("待发送", "not sent yet") : words.moment(line.committed_ms, presenter.now_ms())},
          {QStringLiteral("outcome"), q(line.outcome)},
          {QStringLiteral("outcomeText"), words.say(word.zh, word.en)},
          {QStringLiteral("outcomeKind"), QString::fromUtf8(word.kind)},
          {QStringLiteral("canPutBack"),
           !line.current && (line.outcome == "overwritten" || line.outcome == "lost" || line.op == record::Op::Delete)},
          {QStringLiteral("current"), line.current}};
      rows << row;
    }
    return rows;
  };
}

void HistoryModel::putBack(const QString& entryId) {
  app().worker().run(
      this, [line = s(entryId)](client::Client& client) { return client.put_back(line); },
      [this](base::Result<client::Saved> saved) {
        const Words words = app().words();
        if (!saved)
          emit app().failed(words.say("没有放回", "Not put back"), error_text(saved.error()));
        else
          app().commit_done(words.say("已放回原来的值", "The value is back"), *saved, QStringLiteral("undo"));
      });
}

}  // namespace keybook::app
