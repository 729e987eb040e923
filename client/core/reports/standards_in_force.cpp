#include "reports/standards_in_force.h"

#include <algorithm>

#include "domain/number.h"
#include "tables/condition.h"

namespace keybook::client::reports {

namespace {

std::string plain(std::string_view number) {
  std::string text(number);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

std::optional<InForceStandard> standard_in_force(store::Store& store, const std::string& name, domain::Day day) {
  if (store.registry().type("standard") == nullptr) return std::nullopt;
  const std::string at = day.iso();
  const std::size_t slash = std::min(name.find('/'), name.size());
  const std::string plain_name = name.substr(0, slash), grade = name.substr(std::min(slash + 1, name.size()));
  auto rows = store::prepared(store.database(),
                              "SELECT id, value, value_text, valid_from FROM " + store.shown().table("standard") +
                                  " WHERE name = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) AND "
                                  "coalesce(grade, '') = ? AND coalesce(subject, '') = '' AND " +
                                  tables::is_shown() + " ORDER BY valid_from DESC, id DESC LIMIT 1",
                              plain_name, at, at, grade);
  if (!store::next(rows) || (rows.is_null(1) && rows.text(2).empty())) return std::nullopt;
  return InForceStandard{name, rows.is_null(1) ? std::string(rows.text(2)) : plain(rows.text(1)),
                         std::string(rows.text(0)), !rows.is_null(1),
                         domain::Day::of(rows.text(3)).value_or(domain::Day{})};
}

}  // namespace keybook::client::reports
