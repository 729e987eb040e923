// Words, dates, figures for people, in the two languages of the product. Threads: the language is set on the UI thread;
// everything here is called there, or on the worker with a Language passed in.
#pragma once

#include <QDate>
#include <QString>
#include <QVariant>
#include <string>
#include <vector>

#include "domain/number.h"
#include "schema/registry.h"
#include "usecases/values.h"

namespace keybook::app {

enum class Language { Chinese, English };

// Texts of one language. Cheap to copy.
class Words {
 public:
  explicit Words(Language language = Language::Chinese) : language_(language) {}
  [[nodiscard]] bool chinese() const { return language_ == Language::Chinese; }
  [[nodiscard]] QString say(const char* zh, const char* en) const { return QString::fromUtf8(chinese() ? zh : en); }
  [[nodiscard]] QString say(const schema::Label& label) const;

  // ---- values
  // Of a field as people read it: choice labels, dates, grouped digits; empty for null.
  [[nodiscard]] QString value(const schema::Field& field, const client::Value& value) const;
  [[nodiscard]] QString choice(const schema::Field& field, const std::string& value) const;
  [[nodiscard]] QString number(const std::string& decimal) const;
  // Large amounts in 万 (zh) or thousands/millions (en): "1,589.3 万".
  [[nodiscard]] QString amount(const domain::Decimal& value) const;
  [[nodiscard]] QString amount(const std::string& decimal) const;  // what is no number: as it is
  [[nodiscard]] QString bytes(std::int64_t bytes) const;           // "21.4 KB"
  [[nodiscard]] QString duration(std::int64_t ms) const;           // "340 ms", "1.2 s"

  // ---- dates: `iso` is a date or a time of the declarations, `now_ms` the present
  [[nodiscard]] QString date(const std::string& iso) const;  // "3月24日", with the year where it is another
  [[nodiscard]] QString long_date(const QDate& date) const;  // "3 月 24 日 星期二"
  [[nodiscard]] QString moment(std::int64_t ms, std::int64_t now_ms) const;  // "刚刚", "今天 08:11", "3月20日 17:05"
  [[nodiscard]] QString days_ago(int days) const;                            // "今天", "47 天前"
  [[nodiscard]] QString weekday(const QDate& date) const;

  [[nodiscard]] QString join(const QStringList& parts) const;  // with "·", empty parts left out

 private:
  Language language_;
};

[[nodiscard]] QString text(const client::Value& value);  // a JSON string's text, else its dump; null: empty
[[nodiscard]] QString q(const std::string& text);
[[nodiscard]] std::string s(const QString& text);
[[nodiscard]] QDate date_of(const std::string& iso);  // local date of an ISO date or time; invalid if empty
[[nodiscard]] client::Value member(const client::Value& object, const std::string& name);  // null where absent

}  // namespace keybook::app
