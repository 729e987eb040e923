// Export of a query as CSV or JSON Lines, in a form that import reads back.
#include <ostream>

#include "interchange/csv.h"
#include "interchange/jsonl.h"
#include "schema/validate.h"
#include "usecases/impl.h"

namespace keybook::client {

namespace {

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  interchange::append_csv_record(out, cells);
  return out;
}

}  // namespace

base::Result<std::int64_t> Client::export_to(const Query& query, Format format, std::ostream& out) {
  return base::caught([&] {
    const schema::Type& type = impl_->type(query.type);
    std::int64_t count = 0;
    if (format == Format::Csv) {
      std::vector<std::string> header = {"id"};
      for (const schema::Field& field : type.fields)
        if (field.stored()) header.push_back(field.name);
      out << csv_line(header);
    }
    base::need(list(query, [&](Record&& record) {
      ++count;
      if (format == Format::Csv) {
        std::vector<std::string> cells = {record.id};
        for (const schema::Field& field : type.fields)
          if (field.stored()) cells.push_back(schema::to_text(field, record.fields[field.name]));
        out << csv_line(cells);
        return out.good();
      }
      Value json = {{"id", record.id}};
      for (const auto& [name, value] : record.fields.items())
        if (!value.is_null()) json[name] = value;
      std::string line;
      base::need(interchange::append_json_line(line, json));
      out << line;
      return out.good();
    }));
    out.flush();
    if (!out.good())
      fail_at(base::ErrorCode::DiskFull, "writing the export failed", {}, "Check the disk and try again");
    return count;
  });
}

}  // namespace keybook::client
