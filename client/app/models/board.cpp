#include "models/board.h"

#include "models/app.h"

namespace keybook::app {
namespace {

using domain::Decimal;

constexpr std::size_t cards_per_stage_max = 200;

const QList<QByteArray> roles = {"stage", "label", "stageNote", "sumText", "weightedText", "cardCount", "cards"};
const QStringList card_roles = {QStringLiteral("accountId"), QStringLiteral("dateText")};

const schema::Field* stage_field(const App& app) {
  const schema::Type* type = app.registry().type("opportunity");
  return type != nullptr ? type->field("stage") : nullptr;
}

Decimal decimal(const client::Value& fields, const char* name) {
  return Decimal::parse(s(text(member(fields, name)))).value_or(0);
}

// What the opportunity adds to the forecast: its amount times its probability in percent.
Decimal weighted_amount(const client::Record& record) {
  return decimal(record.fields, "amount") * decimal(record.fields, "probability") * Decimal(1, 2);
}

}  // namespace

BoardModel::BoardModel(QObject* parent) : QAbstractListModel(parent) {
  timer_.setSingleShot(true);
  timer_.setInterval(0);
  connect(&timer_, &QTimer::timeout, this, &BoardModel::reload);
  connect(this, &BoardModel::scopeChanged, &timer_, qOverload<>(&QTimer::start));
}

void BoardModel::componentComplete() {
  complete_ = true;
  App& app = App::instance();
  connect(&app, &App::dataChanged, &timer_, qOverload<>(&QTimer::start));
  connect(&app, &App::wordsChanged, &timer_, qOverload<>(&QTimer::start));
  if (const schema::Field* field = stage_field(app)) {
    beginInsertRows({}, 0, static_cast<int>(field->choices.size()) - 1);
    for (const schema::Choice& choice : field->choices)
      columns_.push_back({choice.value, {}, {}, {}, {}, std::make_unique<RowModel>(this, card_roles)});
    endInsertRows();
  }
  timer_.start();
}

int BoardModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> BoardModel::roleNames() const {
  QHash<int, QByteArray> names;
  for (qsizetype i = 0; i < roles.size(); ++i) names[Qt::UserRole + static_cast<int>(i)] = roles[i];
  return names;
}

QVariant BoardModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= count()) return {};
  const Column& column = columns_[static_cast<std::size_t>(index.row())];
  switch (role - Qt::UserRole) {
    case 0:
      return q(column.stage);
    case 1:
      return column.label;
    case 2:
      return QString();
    case 3:
      return column.sum;
    case 4:
      return column.weighted;
    case 5:
      return column.cards->count();
    case 6:
      return QVariant::fromValue<QObject*>(column.cards.get());
    default:
      return {};
  }
}

void BoardModel::reload() {
  if (!complete_) return;
  struct Stage {
    QList<Row> cards;
    Decimal amount, weighted;
  };
  const quint64 asked = ++asked_;
  App& app = App::instance();
  std::vector<std::string> stages;
  for (const Column& column : columns_) stages.push_back(column.stage);
  app.worker().run(
      this,
      [stages, mine = scope_ == QLatin1String("mine") ? app.status().user : std::string(),
       presenter = Presenter(app.registry(), app.words(), app.today_date(), app.now_ms())](
          client::Client& client) mutable -> base::Result<std::vector<Stage>> {
        std::vector<Stage> out;
        for (const std::string& stage : stages) {
          client::Query query{"opportunity", {{"stage", client::Filter::Op::Equal, {stage}}}};
          if (!mine.empty()) query.filters.push_back({"owner", client::Filter::Op::Equal, {mine}});
          const bool closed = stage == "Won" || stage == "Lost";
          query.order = {{"close_date", closed}};
          auto records = client.list(query);
          if (!records) return tl::unexpected(records.error());
          Stage column;
          for (const auto& record : *records) {
            column.amount += decimal(record.fields, "amount");
            column.weighted += weighted_amount(record);
          }
          if (records->size() > cards_per_stage_max) records->resize(cards_per_stage_max);
          presenter.read_accounts(client, *records);
          for (const auto& record : *records) {
            Row row = presenter.row(record, true);
            const std::string date = s(text(member(record.fields, "close_date")));
            row.extra[QStringLiteral("dateText")] = closed ? presenter.words().date(date) : presenter.due_text(date);
            if (record.conflicts.empty()) row.tagText.clear();  // the column says the stage
            column.cards << row;
          }
          out.push_back(std::move(column));
        }
        return out;
      },
      [this, asked](base::Result<std::vector<Stage>> read) {
        if (asked != asked_) return;
        loading_ = false;
        error_ = read ? QString() : error_text(read.error());
        const App& now = App::instance();
        const schema::Field* field = stage_field(now);
        Decimal weighted;
        for (std::size_t i = 0; read && i < read->size(); ++i) {
          Column& column = columns_[i];
          column.label = now.words().say(field->choices[i].label);
          column.sum = now.words().amount((*read)[i].amount);
          column.expected = (*read)[i].weighted;
          column.weighted = column.expected.positive() ? now.words().amount(column.expected) : QString();
          weighted += column.expected;
          column.cards->set_rows(std::move((*read)[i].cards));
        }
        shares_.clear();
        for (std::size_t i = 0; read && i < columns_.size() && weighted.positive(); ++i) {
          const Column& column = columns_[i];
          if (column.weighted.isEmpty()) continue;
          shares_ << QVariantMap{
              {QStringLiteral("label"), column.label + " " + column.weighted},
              {QStringLiteral("text"), QString()},
              {QStringLiteral("share"), q(divided(column.expected, weighted, 4)->text()).toDouble()}};
        }
        forecast_ = now.words().amount(weighted);
        if (count() > 0) emit dataChanged(index(0), index(count() - 1));
        emit changed();
      });
}

void BoardModel::moveCard(const QString& recordId, const QString& stage) {
  App::instance().setField(QStringLiteral("opportunity"), recordId, QStringLiteral("stage"), stage);
}

}  // namespace keybook::app
