#include "models/board.h"

#include "models/app.h"

namespace keybook::app {
namespace {

using domain::Decimal;
using Sums = BoardModel::Sums;

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

// Amounts in several currencies stand side by side: "1,589.3 万 CNY + 3.2 万 USD".
QString sums_text(const Words& words, const Sums& sums) {
  if (sums.size() <= 1) return words.amount(sums.empty() ? Decimal() : sums.begin()->second);
  QStringList parts;
  for (const auto& [currency, sum] : sums) parts << (words.amount(sum) + " " + q(currency)).trimmed();
  return parts.join(" + ");
}

bool any(const Sums& sums) {
  return std::any_of(sums.begin(), sums.end(), [](const auto& sum) { return sum.second.positive(); });
}

// On the worker. `owner` may be empty: everybody's.
base::Result<BoardModel::Stage> read_stage(client::Client& client, Presenter& presenter, const std::string& stage,
                                           const std::string& owner) {
  client::Query query{"opportunity", {{"stage", client::Filter::Op::Equal, {stage}}}};
  if (!owner.empty()) query.filters.push_back({"owner", client::Filter::Op::Equal, {owner}});
  const bool closed = stage == "Won" || stage == "Lost";
  query.order = {{"close_date", closed}};
  auto records = client.list(query);
  if (!records) return tl::unexpected(records.error());
  BoardModel::Stage out;
  out.total = static_cast<int>(records->size());
  for (const auto& record : *records) {
    const Decimal amount = decimal(record.fields, "amount");
    if (amount.zero()) continue;
    const std::string currency = s(text(member(record.fields, "currency")));
    out.amount[currency] += amount;
    // What it adds to the forecast: the probability is in percent.
    if (const Decimal percent = decimal(record.fields, "probability"); !percent.zero())
      out.weighted[currency] += amount * percent * Decimal(1, 2);
  }
  if (records->size() > cards_per_stage_max) records->resize(cards_per_stage_max);
  presenter.read_accounts(client, *records);
  for (const auto& record : *records) {
    Row row = presenter.row(record, true);
    const std::string date = s(text(member(record.fields, "close_date")));
    row.extra[QStringLiteral("dateText")] = closed ? presenter.words().date(date) : presenter.due_text(date);
    if (record.conflicts.empty()) row.tagText.clear();  // the column says the stage
    out.cards << row;
  }
  return out;
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
      columns_.push_back({choice.value, {}, {}, {}, {}, 0, std::make_unique<RowModel>(this, card_roles)});
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
      return column.note;
    case 3:
      return column.sum;
    case 4:
      return column.weighted;
    case 5:
      return column.total;
    case 6:
      return QVariant::fromValue<QObject*>(column.cards.get());
    default:
      return {};
  }
}

void BoardModel::reload() {
  if (!complete_) return;
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
          auto read = read_stage(client, presenter, stage, mine);
          if (!read) return tl::unexpected(read.error());
          out.push_back(std::move(*read));
        }
        return out;
      },
      [this, asked](base::Result<std::vector<Stage>> read) {
        if (asked != asked_) return;
        loading_ = false;
        error_ = read ? QString() : error_text(read.error());
        if (read) show(std::move(*read));
        emit changed();
      });
}

void BoardModel::show(std::vector<Stage> stages) {
  const App& app = App::instance();
  const Words& words = app.words();
  const schema::Field* field = stage_field(app);
  Sums forecast;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    Column& column = columns_[i];
    Stage& stage = stages[i];
    column.label = words.say(field->choices[i].label);
    column.sum = sums_text(words, stage.amount);
    column.weighted = any(stage.weighted) ? sums_text(words, stage.weighted) : QString();
    column.total = stage.total;
    const auto shown = stage.cards.size();
    column.note = stage.total > shown ? words.say("这里列出 %1 条", "%1 are listed").arg(shown) : QString();
    column.cards->set_rows(std::move(stage.cards));
    for (const auto& [currency, sum] : stage.weighted) forecast[currency] += sum;
  }
  forecast_ = sums_text(words, forecast);
  shares_.clear();
  // Parts of one bar: of several currencies there is no whole.
  for (std::size_t i = 0; forecast.size() == 1 && any(forecast) && i < stages.size(); ++i) {
    if (columns_[i].weighted.isEmpty()) continue;
    // Exact until here; a share is a width on the screen.
    const auto share = divided(stages[i].weighted.begin()->second, forecast.begin()->second, 4);
    shares_ << QVariantMap{{QStringLiteral("label"), columns_[i].label + " " + columns_[i].weighted},
                           {QStringLiteral("text"), QString()},
                           {QStringLiteral("share"), q(share->text()).toDouble()}};
  }
  if (count() > 0) emit dataChanged(index(0), index(count() - 1));
}

void BoardModel::moveCard(const QString& recordId, const QString& stage) {
  App::instance().setField(QStringLiteral("opportunity"), recordId, QStringLiteral("stage"), stage);
}

}  // namespace keybook::app
