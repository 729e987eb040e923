// Records as ledger rows: what names them, the reason in words, the figure at the right. Decided by the declarations,
// so that a new type has a decent row without code. Threads: a value of one thread; made for the worker with copies.
#pragma once

#include <map>

#include "models/row_model.h"
#include "usecases/client.h"

namespace keybook::app {

class Presenter {
 public:
  Presenter(const schema::Registry& registry, Words words, QDate today, std::int64_t now_ms)
      : registry_(registry), words_(words), today_(today), now_ms_(now_ms) {}

  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] QDate today() const { return today_; }
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }

  // The names of the accounts that these records belong to are read in one query, for rows outside an account's page.
  void read_accounts(client::Client& client, const std::vector<client::Record>& records);
  [[nodiscard]] QString account_name(const std::string& id) const;

  // `with_account`: the row names its account.
  [[nodiscard]] Row row(const client::Record& record, bool with_account) const;
  [[nodiscard]] QString title(const client::Record& record) const;
  // Fills gradeRank, gradeMark, gradeName from the record's field `grade`.
  void grade(const client::Record& record, Row& row) const;
  [[nodiscard]] QString field_text(const client::Record& record, const std::string& field) const;
  [[nodiscard]] QString field_label(const std::string& type, const std::string& field) const;
  // "已逾期 3 天", "后天": how a date stands to today.
  [[nodiscard]] QString due_text(const std::string& iso) const;

 private:
  const schema::Registry& registry_;
  Words words_;
  QDate today_;
  std::int64_t now_ms_;
  std::map<std::string, client::Record> accounts_;
};

// A field's kind as the pages call it: "longText", "money" …
[[nodiscard]] QString kind_name(const schema::Field& field);

}  // namespace keybook::app
