#include "models/app.h"
#include "models/lists.h"
#include "services/error_words.h"

namespace keybook::app {
namespace {

constexpr int exchanges_shown = 30;

QString titles_of(const client::OutboxEntry& entry, const Words& words) {
  QStringList parts;
  for (const std::string& title : entry.titles) parts << q(title);
  if (parts.size() > 3)
    return parts.mid(0, 3).join(words.say("、", ", ")) +
           words.say(" 等 %1 条", " and more, %1 in all").arg(parts.size());
  return parts.join(words.say("、", ", "));
}

QString fields_of(const client::OutboxEntry& entry, const Presenter& presenter) {
  QStringList labels;
  for (const std::string& name : entry.fields) {
    const auto dot = name.find('.');
    if (dot != std::string::npos) labels << presenter.field_label(name.substr(0, dot), name.substr(dot + 1));
  }
  labels.removeDuplicates();
  return labels.mid(0, 4).join(presenter.words().say("、", ", "));
}

Presenter presenter_of(App& app) { return Presenter(app.registry(), app.words(), app.today_date(), app.now_ms()); }

}  // namespace

QueryModel::Job WaitingModel::query() {
  return [presenter = presenter_of(app()),
          registry = &app().registry()](client::Client& client) -> base::Result<QList<Row>> {
    auto entries = client.waiting();
    if (!entries) return tl::unexpected(entries.error());
    QList<Row> rows;
    for (const auto& entry : *entries) {
      Row row;
      row.recordId = QString::number(entry.counter);
      row.title = titles_of(entry, presenter.words());
      const schema::Type* type = entry.records.empty() ? nullptr : registry->type(entry.records.front().first);
      if (type != nullptr) {
        row.type = q(type->name);
        row.icon = q(type->icon);
      }
      row.subtitle = presenter.words().join({fields_of(entry, presenter), presenter.words().say(entry.standing.text)});
      row.valueNote = presenter.words().moment(entry.made_ms, presenter.now_ms());
      row.value = presenter.words().bytes(entry.bytes);
      row.tagIcon = QStringLiteral("sync-wait");
      rows << row;
    }
    return rows;
  };
}

// ---- RefusedModel

RefusedModel::RefusedModel(QObject* parent)
    : QueryModel(parent, {QStringLiteral("entry"), QStringLiteral("reason"), QStringLiteral("remedy"),
                          QStringLiteral("fixLabel"), QStringLiteral("canFix"), QStringLiteral("formType"),
                          QStringLiteral("formRecord"), QStringLiteral("along")}) {}

QueryModel::Job RefusedModel::query() {
  return [presenter = presenter_of(app()),
          registry = &app().registry()](client::Client& client) -> base::Result<QList<Row>> {
    auto entries = client.refused();
    if (!entries) return tl::unexpected(entries.error());
    QList<Row> rows;
    for (const auto& entry : *entries) {
      Row row;
      row.recordId = QString::number(entry.counter);
      row.title = titles_of(entry, presenter.words());
      QString type, record;
      if (!entry.records.empty()) {
        type = q(entry.records.front().first);
        record = q(entry.records.front().second);
      }
      base::Error reason = entry.reason.value_or(base::Error{});
      if (reason.where.type.empty()) reason.where.type = s(type);
      const Told why = told(reason, *registry, presenter.words());
      row.extra = {
          {QStringLiteral("entry"), row.recordId},
          {QStringLiteral("reason"),
           why.detail.isEmpty() ? why.what : why.what + presenter.words().say("（%1）", " (%1)").arg(why.detail)},
          {QStringLiteral("remedy"), why.remedy},
          {QStringLiteral("fixLabel"), presenter.words().say("修改", "Mend")},
          {QStringLiteral("canFix"), registry->type(s(type)) != nullptr},
          {QStringLiteral("formType"), type},
          {QStringLiteral("formRecord"), record},
          {QStringLiteral("along"), static_cast<int>(entry.along.size())}};
      rows << row;
    }
    return rows;
  };
}

void RefusedModel::mend(const QString& entry) {
  for (const Row& row : rows())
    if (row.recordId == entry)
      emit openForm(row.extra[QStringLiteral("formType")].toString(),
                    row.extra[QStringLiteral("formRecord")].toString(), entry);
}

void RefusedModel::resend(const QString& entry) {
  app().worker().run(
      this, [counter = entry.toLongLong()](client::Client& client) { return client.retry_refused(counter); },
      [this](base::Result<client::Saved> saved) {
        const Words words = app().words();
        if (!saved)
          emit app().failed(words.say("没有重新发送", "Not sent again"), error_text(saved.error()));
        else
          app().commit_done(words.say("已重新排队", "Queued again"), {}, QStringLiteral("sync"));
      });
}

void RefusedModel::drop(const QString& entry) {
  app().worker().run(
      this, [counter = entry.toLongLong()](client::Client& client) { return client.drop_refused(counter); },
      [this](base::Result<std::vector<client::Counter>> dropped) {
        if (!dropped) emit app().failed(app().words().say("没有丢弃", "Not dropped"), error_text(dropped.error()));
        emit app().dataChanged();
      });
}

QString RefusedModel::dropText(const QString& entry) const {
  const Words words = app().words();
  for (const Row& row : rows()) {
    if (row.recordId != entry) continue;
    const int along = row.extra[QStringLiteral("along")].toInt();
    if (along == 0) return words.say("丢弃“%1”的这次修改？", "Drop this change of “%1”?").arg(row.title);
    return words
        .say("丢弃“%1”的这次修改，以及建立在它上面的 %2 项？", "Drop this change of “%1”, and %2 that build on it?")
        .arg(row.title)
        .arg(along);
  }
  return {};
}

// ---- ExchangeModel

ExchangeModel::ExchangeModel(QObject* parent)
    : QueryModel(parent, {QStringLiteral("timeText"), QStringLiteral("sentText"), QStringLiteral("receivedText"),
                          QStringLiteral("bytesText"), QStringLiteral("durationText"), QStringLiteral("roundTripsText"),
                          QStringLiteral("outcomeKind"), QStringLiteral("errorText")}) {}

QueryModel::Job ExchangeModel::query() {
  return [words = app().words(), now = app().now_ms(),
          registry = &app().registry()](client::Client& client) -> base::Result<QList<Row>> {
    auto entries = client.exchanges(exchanges_shown);
    if (!entries) return tl::unexpected(entries.error());
    QList<Row> rows;
    for (const auto& entry : *entries) {
      Row row;
      const bool done = entry.result == "done";
      row.recordId = QString::number(entry.at_ms) + "/" + QString::number(rows.size());
      row.extra = {
          {QStringLiteral("timeText"), words.moment(entry.at_ms, now)},
          {QStringLiteral("sentText"), QString::number(entry.pushed)},
          {QStringLiteral("receivedText"), QString::number(entry.pulled)},
          {QStringLiteral("bytesText"), words.bytes(entry.bytes_sent + entry.bytes_received)},
          {QStringLiteral("durationText"), words.duration(entry.duration_ms)},
          {QStringLiteral("roundTripsText"), QString::number(entry.round_trips)},
          {QStringLiteral("outcomeKind"), done ? QStringLiteral("positive") : QStringLiteral("negative")},
          {QStringLiteral("errorText"),
           done ? QString() : told({base::code_of_key(entry.result), entry.message}, *registry, words).text(words)}};
      rows << row;
    }
    return rows;
  };
}

// ---- ConflictListModel

QueryModel::Job ConflictListModel::query() {
  return [presenter = presenter_of(app())](client::Client& client) mutable -> base::Result<QList<Row>> {
    auto conflicts = client.conflicts();
    if (!conflicts) return tl::unexpected(conflicts.error());
    std::map<std::pair<std::string, std::string>, QStringList> fields;  // (type, record) -> labels
    for (const auto& conflict : *conflicts)
      fields[{conflict.type, conflict.record}]
          << (conflict.field.empty() ? presenter.words().say("删除与修改", "deleted and edited")
                                     : presenter.field_label(conflict.type, conflict.field));
    std::vector<client::Record> records;
    for (const auto& [key, labels] : fields) {
      auto found = client.records(key.first, {key.second});
      if (!found) return tl::unexpected(found.error());
      for (auto& record : *found) records.push_back(std::move(record));
    }
    presenter.read_accounts(client, records);
    QList<Row> rows;
    for (const auto& record : records) {
      Row row = presenter.row(record, true);
      row.subtitle = presenter.words().join(
          {fields[{record.type, record.id}].join(presenter.words().say("、", ", ")), row.subtitle});
      rows << row;
    }
    return rows;
  };
}

}  // namespace keybook::app
