// Import: one mutation per line; lines whose id or natural key is here update that record with what differs, so that
// running it twice changes nothing.
#include <algorithm>
#include <set>

#include "interchange/csv.h"
#include "interchange/file.h"
#include "schema/decimal.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "usecases/impl.h"
#include "usecases/import_rows.h"
#include "usecases/query_sql.h"

namespace keybook::client {

using base::ErrorCode;
using record::Op;
using record::RecordState;

namespace {

constexpr int lines_per_import_transaction = 500;
constexpr std::int64_t progress_every = 100;

class Importer {
 public:
  Importer(Client::Impl& impl, const schema::Type& type, const ImportOptions& options, ImportRows& rows)
      : impl_(impl), type_(type), options_(options), rows_(rows) {}

  ImportResult run() {
    for (bool more = true; more && !options_.stop.stop_requested();) {
      // A trial writes, and takes it all back: the same checks, the same counts.
      auto transaction = impl_.store->begin();
      const bool all_at_once = options_.atomic || options_.dry_run;
      if (options_.atomic) base::need(impl_.store->database().exec("SAVEPOINT trial"));
      for (int i = 0; more && (all_at_once || i < lines_per_import_transaction); ++i) more = one();
      if (options_.atomic) base::need(impl_.store->database().exec("ROLLBACK TO trial; RELEASE trial"));
      if (options_.atomic && !rejected_rows_.empty()) break;  // one bad line rejects the file
      if (options_.atomic && !edits_.empty())
        static_cast<void>(impl_.save(edits_, {.unknown_references = options_.unknown_references}));
      if (!options_.dry_run) base::need(transaction.commit());
    }
    if (options_.atomic && !rejected_rows_.empty()) result_.created = result_.updated = 0;
    return result_;
  }
  [[nodiscard]] const std::vector<std::pair<std::int64_t, std::vector<std::string>>>& rejected_rows() const {
    return rejected_rows_;
  }

 private:
  bool one() {
    auto row = rows_.next();
    if (!row) {
      ++result_.read;
      const std::int64_t line = row.error().where.line;
      if (line == 0 || line == last_bad_line_ || row.error().code != ErrorCode::BadFile)
        throw base::Failure(row.error());
      last_bad_line_ = line;
      reject(row.error(), line, {});
      return true;
    }
    if (!*row) return false;
    ++result_.read;
    auto done = base::caught([&] { take(**row); });
    if (!done) {
      const base::ErrorCode code = done.error().code;
      const bool of_line = code == ErrorCode::NotValid || code == ErrorCode::UnknownRecord ||
                           code == ErrorCode::UnknownField || code == ErrorCode::NoRight || code == ErrorCode::BadFile;
      if (!of_line) throw base::Failure(done.error());
      reject(done.error(), (*row)->line, (*row)->cells);
    }
    if (options_.progress && result_.read % progress_every == 0) options_.progress(result_.read);
    return true;
  }

  void reject(const base::Error& error, std::int64_t line, std::vector<std::string> cells) {
    result_.rejected.push_back(
        {line, error.where.field, error.remedy.empty() ? error.message : error.message + ". " + error.remedy});
    rejected_rows_.emplace_back(line, std::move(cells));
  }

  void take(ImportRow& row) {
    const std::optional<RecordState> held = existing(row.edit);
    if (!held) {
      row.edit.op = Op::Create;
      claimed_.insert(save(row.edit));
      ++result_.created;
      return;
    }
    row.edit.op = Op::Set;
    row.edit.id = held->id;
    drop_equal(row.edit, *held);
    if (row.edit.fields.empty()) {
      ++result_.unchanged;
      return;
    }
    static_cast<void>(save(row.edit));
    ++result_.updated;
  }

  // Of an atomic import each line is tried by itself, so that all bad lines are found and later lines see what earlier
  // ones made; run() takes the trial back. Gives the record's id.
  std::string save(Edit& edit) {
    edit.id = impl_.save({edit}, {.unknown_references = options_.unknown_references}).ids.front();
    if (options_.atomic) edits_.push_back(edit);
    return edit.id;
  }

  // The record that the line is about: by id, else by the first natural key that the line has.
  std::optional<RecordState> existing(const Edit& edit) {
    if (!edit.id.empty()) {
      if (schema::natural_key(edit.id)) return impl_.need_state(type_.name, edit.id);
      return impl_.store->shown().read(type_.name, edit.id);
    }
    bool keyed = false;
    // Keys that people give numbers for are tried before names.
    for (const bool title : {false, true})
      for (const schema::Field& field : type_.fields) {
        const bool is_title = std::find(type_.title.begin(), type_.title.end(), field.name) != type_.title.end();
        if (!field.key || is_title != title) continue;
        const auto given = edit.fields.find(field.name);
        if (given == edit.fields.end() || !given->is_string() || given->get<std::string>().empty()) continue;
        if (auto found = impl_.store->find(type_.name, field.name, given->get<std::string>()))
          return impl_.store->shown().read(type_.name, *found);
        keyed = true;
        if (!title) break;  // it has a number of its own and is not here: do not go by its name
      }
    return keyed ? std::nullopt : alike(edit);
  }

  // A line without id and key is about a record that has every value of the line; each record answers for one line
  // only, so that equal lines make as many records, once.
  std::optional<RecordState> alike(const Edit& edit) {
    Query query;
    query.type = type_.name;
    for (const auto& [name, given] : edit.fields.items())
      if (const schema::Field* field = type_.field(name); field != nullptr && field->stored()) {
        const auto value = value_in(*field, given, edit.as_text);
        if (!value) return std::nullopt;  // saving says what is wrong with it
        if (compares(*field, *value)) query.filters.push_back({name, Filter::Op::Equal, {*value}});
      }
    if (query.filters.empty()) return std::nullopt;
    QuerySql sql(impl_, query);  // holds what is bound
    auto ids = sql.ids();
    while (store::next(ids)) {
      const std::string id(ids.text(0));
      if (claimed_.count(id) != 0) continue;
      auto state = impl_.store->shown().read(type_.name, id);
      Edit left = edit;
      if (state) drop_equal(left, *state);
      if (!state || !left.fields.empty()) continue;
      claimed_.insert(id);
      return state;
    }
    return std::nullopt;
  }

  // Whether the table can compare it: cheap values, of fields that show what was written.
  [[nodiscard]] bool compares(const schema::Field& field, const Value& value) const {
    const bool leads_up = field.name == type_.parent;
    if (field.merge == schema::Merge::Locked && !leads_up) return false;
    return field.kind == schema::Kind::Reference || (value.is_string() && field.kind != schema::Kind::LongText) ||
           value.is_boolean() || value.is_number_integer();
  }

  // What the field would hold, with references by key or name resolved; an error where it cannot hold that.
  base::Result<Value> value_in(const schema::Field& field, const Value& given, bool as_text) {
    if (field.kind == schema::Kind::Reference && given.is_string()) {
      const std::string reference = given.get<std::string>();
      if (const auto key = schema::natural_key(reference)) {
        const auto found = impl_.store->find(key->type, key->field, key->value);
        return schema::canonical(type_, field, found ? Value(*found) : given);
      }
      const schema::Type* target = impl_.store->registry().type(field.target);
      if (target != nullptr && !reference.empty() && !impl_.store->shown().contains(field.target, reference))
        for (const schema::Field& one : target->fields)
          if (one.key)
            if (const auto found = impl_.store->find(field.target, one.name, reference))
              return schema::canonical(type_, field, Value(*found));
    }
    return given.is_string() && as_text ? schema::from_text(type_, field, given.get<std::string>())
                                        : schema::canonical(type_, field, given);
  }

  void drop_equal(Edit& edit, const RecordState& held) {
    for (auto it = edit.fields.begin(); it != edit.fields.end();) {
      const schema::Field* field = type_.field(it.key());
      bool equal = false;
      if (field != nullptr && field->stored()) {
        const auto canonical = value_in(*field, it.value(), edit.as_text);
        equal = canonical && same_value(*field, *canonical, store::value_of(type_, held, *field));
        if (canonical && field->merge == schema::Merge::Locked && waits(held, *field, *canonical)) equal = true;
      }
      it = equal ? edit.fields.erase(it) : std::next(it);
    }
  }

  // Spreadsheets drop the zeros that people typed: 12.50 is 12.5.
  static bool same_value(const schema::Field& field, const Value& a, const Value& b) {
    const bool number =
        field.kind == schema::Kind::Decimal || field.kind == schema::Kind::Money || field.kind == schema::Kind::Percent;
    if (!number || !a.is_string() || !b.is_string()) return a == b;
    return schema::without_trailing_zeros(a.get<std::string>()) == schema::without_trailing_zeros(b.get<std::string>());
  }

  // The same request was made already.
  [[nodiscard]] bool waits(const RecordState& held, const schema::Field& field, const Value& value) const {
    for (const record::Line& line : impl_.store->shown_history().lines(held.id, type_.unit_of(field).name))
      if (line.state == record::LineState::Request && line.change.value == value) return true;
    return false;
  }

  Client::Impl& impl_;
  const schema::Type& type_;
  const ImportOptions& options_;
  ImportRows& rows_;
  ImportResult result_;
  std::vector<Edit> edits_;
  std::set<std::string> claimed_;  // records that lines without a key were about
  std::vector<std::pair<std::int64_t, std::vector<std::string>>> rejected_rows_;
  std::int64_t last_bad_line_ = -1;
};

// The rejected lines with their reasons, in a form that can be mended and imported again.
void write_rejected(const std::filesystem::path& file, const std::vector<std::string>& header,
                    const std::vector<std::pair<std::int64_t, std::vector<std::string>>>& rows,
                    const std::vector<Rejected>& reasons) {
  std::string out;
  if (!header.empty()) {
    std::vector<std::string> first = header;
    first.insert(first.end(), {"_line", "_field", "_reason"});
    interchange::append_csv_record(out, first);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> cells = rows[i].second;
    if (header.empty()) {
      for (const std::string& json : cells) out += json + "\n";
      continue;
    }
    cells.resize(header.size());
    cells.insert(cells.end(), {std::to_string(reasons[i].line), reasons[i].field, reasons[i].reason});
    interchange::append_csv_record(out, cells);
  }
  base::need(interchange::write_file(file, out));
}

}  // namespace

base::Result<ImportResult> Client::import_file(const std::string& type_name, const std::filesystem::path& file,
                                               const ImportOptions& options) {
  auto done = base::caught([&] {
    static_cast<void>(impl_->device());
    const schema::Type& type = impl_->type(type_name);
    const std::string name = file.string();
    const std::unique_ptr<ImportRows> rows = import_rows(type, file, options);
    Importer importer(*impl_, type, options, *rows);
    ImportResult result = importer.run();
    if (!result.rejected.empty() && !options.dry_run) {
      result.rejected_path = options.rejected_path.empty()
                                 ? name + ".rejected" + (rows->header().empty() ? ".jsonl" : ".csv")
                                 : options.rejected_path;
      write_rejected(result.rejected_path, rows->header(), importer.rejected_rows(), result.rejected);
    }
    return result;
  });
  if (done) return done;
  base::Error error = done.error();
  if (error.where.file.empty()) error.where.file = file.string();
  return tl::unexpected(std::move(error));
}

}  // namespace keybook::client
