// The history lines of one set of tables. Internal to this folder. Threads: as sqlite::Database. Errors: base::Failure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/state.h"
#include "sqlite/database.h"

namespace keybook::tables {

class LineTable {
 public:
  LineTable(sqlite::Database& database, const std::string& name);

  void create();
  void write(const record::Line& line, std::string_view account);
  void erase(const record::Line& line);
  void erase(const std::string& record);
  std::int64_t erase_file(std::string_view account);
  [[nodiscard]] std::vector<record::Line> of(const std::string& record, const std::string& unit);
  [[nodiscard]] std::vector<record::Line> of(const std::string& record);
  void changed(std::string_view account, record::CommitNumber since, const std::function<bool(record::Line&&)>& each);
  void check(std::vector<std::string>& wrong);

 private:
  [[nodiscard]] static record::Line row(const sqlite::Query& query);
  std::vector<record::Line> all(sqlite::Query query);

  sqlite::Database& database_;
  std::string name_, quoted_;
  std::string columns_;  // SELECT … FROM …
  std::optional<sqlite::Query> write_;
};

}  // namespace keybook::tables
