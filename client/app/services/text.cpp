#include "services/text.h"

#include <QDate>
#include <QDateTime>
#include <QLocale>
#include <array>

namespace keybook::app {

QString q(const std::string& text) { return QString::fromStdString(text); }
std::string s(const QString& text) { return text.toStdString(); }

QString text(const client::Value& value) {
  if (value.is_null()) return {};
  return q(value.is_string() ? value.get<std::string>() : value.dump());
}

client::Value member(const client::Value& object, const std::string& name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? client::Value() : *found;
}

QDate date_of(const std::string& iso) {
  if (iso.size() <= 10) return QDate::fromString(q(iso), Qt::ISODate);
  return QDateTime::fromString(q(iso), Qt::ISODateWithMs).toLocalTime().date();
}

namespace {

// Digits in groups of three; the sign and the part behind the point stay.
QString grouped(QString number) {
  const bool negative = number.startsWith('-');
  if (negative) number.remove(0, 1);
  const qsizetype point = number.indexOf('.');
  qsizetype at = (point < 0 ? number.size() : point) - 3;
  for (; at > 0; at -= 3) number.insert(at, ',');
  return negative ? QStringLiteral("−") + number : number;
}

}  // namespace

QString Words::say(const schema::Label& label) const { return q(chinese() || label.en.empty() ? label.zh : label.en); }

QString Words::choice(const schema::Field& field, const std::string& value) const {
  for (const schema::Choice& one : field.choices)
    if (one.value == value) return say(one.label);
  return q(value);
}

QString Words::value(const schema::Field& field, const client::Value& value) const {
  using schema::Kind;
  if (value.is_null()) return {};
  switch (field.kind) {
    case Kind::Bool:
      return value == client::Value(true) ? say("是", "Yes") : say("否", "No");
    case Kind::Choice:
      return choice(field, s(text(value)));
    case Kind::Date:
    case Kind::Time:
      return date(s(text(value)));
    case Kind::Integer:
      return grouped(text(value));
    case Kind::Decimal:
    case Kind::Money:
      return number(s(text(value)));
    case Kind::Percent:
      return number(s(text(value))) + "%";
    case Kind::Set: {
      QStringList parts;
      if (value.is_array())
        for (const auto& one : value) parts << choice(field, s(text(one)));
      return parts.join(say("、", ", "));
    }
    default:
      return text(value);
  }
}

QString Words::number(const std::string& decimal) const { return grouped(q(decimal)); }

QString Words::amount(const std::string& decimal) const {
  const auto value = domain::Decimal::parse(decimal);
  return value ? amount(*value) : q(decimal);
}

QString Words::amount(const domain::Decimal& value) const {
  struct Unit {
    std::int64_t from, size;  // from which amount on it is used, and what it stands for
    int places;
    const char* name;
  };
  static constexpr std::array zh = {Unit{100'000'000, 100'000'000, 2, " 亿"}, Unit{10'000, 10'000, 1, " 万"}};
  static constexpr std::array en = {Unit{1'000'000, 1'000'000, 2, "M"}, Unit{10'000, 1'000, 1, "k"}};
  const domain::Decimal size = value.negative() ? -value : value;
  for (const Unit& unit : chinese() ? zh : en)
    if (size >= unit.from) return number(divided(value, unit.size, unit.places)->text()) + QString::fromUtf8(unit.name);
  return number(value.text(value == value.rounded(0) ? 0 : 2));
}

QString Words::bytes(std::int64_t bytes) const {
  if (bytes < 1000) return QString::number(bytes) + " B";
  if (bytes < 1000 * 1000) return QString::number(static_cast<double>(bytes) / 1e3, 'f', 1) + " KB";
  if (bytes < 1000LL * 1000 * 1000) return QString::number(static_cast<double>(bytes) / 1e6, 'f', 1) + " MB";
  return QString::number(static_cast<double>(bytes) / 1e9, 'f', 1) + " GB";
}

QString Words::duration(std::int64_t ms) const {
  return ms < 1000 ? QString::number(ms) + " ms" : QString::number(static_cast<double>(ms) / 1e3, 'f', 1) + " s";
}

QString Words::date(const std::string& iso) const {
  const QDate day = date_of(iso);
  if (!day.isValid()) return q(iso);
  if (chinese()) return QStringLiteral("%1年%2月%3日").arg(day.year()).arg(day.month()).arg(day.day());
  return QLocale(QLocale::English).toString(day, QStringLiteral("d MMM yyyy"));
}

QString Words::weekday(const QDate& date) const {
  static const char* const zh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  return chinese() ? QString::fromUtf8(zh[date.dayOfWeek() - 1])
                   : QLocale(QLocale::English).dayName(date.dayOfWeek(), QLocale::ShortFormat);
}

QString Words::long_date(const QDate& date) const {
  static const char* const zh[] = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};
  if (chinese())
    return QStringLiteral("%1 月 %2 日 %3")
        .arg(date.month())
        .arg(date.day())
        .arg(QString::fromUtf8(zh[date.dayOfWeek() - 1]));
  return QLocale(QLocale::English).toString(date, QStringLiteral("dddd, d MMMM"));
}

QString Words::moment(std::int64_t ms, std::int64_t now_ms) const {
  if (ms <= 0) return say("从未", "never");
  if (now_ms >= ms && now_ms - ms < 60'000) return say("刚刚", "just now");
  const QDateTime then = QDateTime::fromMSecsSinceEpoch(ms), now = QDateTime::fromMSecsSinceEpoch(now_ms);
  const QString clock = then.toString(QStringLiteral("HH:mm"));
  if (then.date() == now.date()) return say("今天 ", "today ") + clock;
  if (then.date().addDays(1) == now.date()) return say("昨天 ", "yesterday ") + clock;
  const QString day = chinese() ? QStringLiteral("%1月%2日").arg(then.date().month()).arg(then.date().day())
                                : QLocale(QLocale::English).toString(then.date(), QStringLiteral("d MMM"));
  return then.date().year() == now.date().year() ? day + " " + clock : date(s(then.date().toString(Qt::ISODate)));
}

QString Words::days_ago(int days) const {
  if (days == 0) return say("今天", "today");
  if (days == 1) return say("昨天", "yesterday");
  if (days > 1) return chinese() ? QStringLiteral("%1 天前").arg(days) : QStringLiteral("%1 days ago").arg(days);
  if (days == -1) return say("明天", "tomorrow");
  return chinese() ? QStringLiteral("%1 天后").arg(-days) : QStringLiteral("in %1 days").arg(-days);
}

QString Words::join(const QStringList& parts) const {
  QStringList kept;
  for (const QString& part : parts)
    if (!part.isEmpty()) kept << part;
  return kept.join(QStringLiteral("·"));  // a full-width mark in the product's face
}

}  // namespace keybook::app
