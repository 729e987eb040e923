#include "services/samples.h"

#include <QDateTime>
#include <QFile>
#include <QRegularExpression>
#include <sstream>

namespace keybook::app {
namespace {

// Dates are written as days from today ("@-3", "@+2T01:30:00Z"), so that the first day always looks alive.
QString with_dates(QString text, const QDate& today) {
  static const QRegularExpression day(QStringLiteral("@([+-]\\d+)"));
  QRegularExpressionMatch match;
  for (qsizetype at = 0; (at = text.indexOf(day, at, &match)) >= 0;)
    text.replace(at, match.capturedLength(), today.addDays(match.captured(1).toInt()).toString(Qt::ISODate));
  return text;
}

}  // namespace

base::Status fill_samples(client::Client& client, base::Clock& clock) {
  QFile file(QStringLiteral(":/samples/sample.jsonl"));
  if (!file.open(QIODevice::ReadOnly))
    return base::fail(base::ErrorCode::Internal, "the sample data is missing from this build");
  const QDate today = QDateTime::fromMSecsSinceEpoch(clock.wall_ms()).date();
  // Nothing to connect to: this device is its own author.
  if (auto started = client.start_without_server("demo"); !started && !client.enrolled()) return started;
  std::istringstream in(with_dates(QString::fromUtf8(file.readAll()), today).toStdString());
  auto applied = client.apply_lines(in, true, "sample data");
  if (!applied) return tl::unexpected(applied.error());
  return {};
}

}  // namespace keybook::app
