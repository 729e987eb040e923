// Import: one mutation per line; lines whose id or natural key is here update that record with what differs, so that
// running it twice changes nothing.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "schema/decimal.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "usecases/impl.h"
#include "usecases/import_rows.h"
#include "usecases/query_sql.h"
#include "usecases/rejected_lines.h"

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
      if (options_.atomic && !rejected_lines_.empty()) break;  // one bad line rejects the file
      if (options_.atomic && !edits_.empty())
        static_cast<void>(impl_.save(edits_, {.unknown_references = options_.unknown_references}));
      if (!options_.dry_run) base::need(transaction.commit());
    }
    if (options_.atomic && !rejected_lines_.empty()) result_.created = result_.updated = 0;
    return result_;
  }
  [[nodiscard]] const std::vector<LineText>& rejected_lines() const { return rejected_lines_; }

 private:
  bool one() {
    auto row = rows_.next();
    if (!row) {
      ++result_.read;
      const std::int64_t line = row.error().where.line;
      if (line == 0 || line == last_bad_line_ || row.error().code != ErrorCode::BadFile)
        throw base::Failure(row.error());
      last_bad_line_ = line;
      reject(row.error(), line, rows_.broken());
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
      reject(done.error(), (*row)->line, std::move((*row)->text));
    }
    if (options_.progress && result_.read % progress_every == 0) options_.progress(result_.read);
    return true;
  }

  void reject(const base::Error& error, std::int64_t line, LineText text) {
    result_.rejected.push_back(
        {line, error.where.field, error.remedy.empty() ? error.message : error.message + ". " + error.remedy});
    rejected_lines_.push_back(std::move(text));
  }

  void take(ImportRow& row) {
    const std::optional<RecordState> held = existing(row.edit);
    if (!held) {
      row.edit.op = Op::Create;
      const Given given = given_by(row.edit);
      const std::string id = save(row.edit);
      claimed_.insert(id);
      given_.emplace(id, given);
      ++result_.created;
      return;
    }
    row.edit.op = Op::Set;
    row.edit.id = held->id;
    Given given = given_by(row.edit);
    drop_equal(row.edit, *held);
    if (!row.edit.fields.empty()) {
      refuse_other_values(row.edit);
      static_cast<void>(save(row.edit));
    }
    ++(row.edit.fields.empty() ? result_.unchanged : result_.updated);
    const auto [earlier, first] = given_.emplace(held->id, given);
    if (!first) earlier->second.fields.merge(given.fields);
  }

  // What a line of the file said about a record. The lines of a table all say the same columns; only others name them.
  struct Given {
    std::int64_t line = 0;
    std::set<std::string> fields;
  };
  static Given given_by(const Edit& edit) {
    Given given{edit.line, {}};
    if (!edit.as_text)
      for (const auto& [name, value] : edit.fields.items()) given.fields.insert(name);
    return given;
  }

  // Two lines that give one record different values would take turns, each time that the file is imported.
  void refuse_other_values(const Edit& edit) const {
    const auto earlier = given_.find(edit.id);
    if (earlier == given_.end()) return;
    for (const auto& [name, value] : edit.fields.items())
      if (edit.as_text || earlier->second.fields.contains(name))
        fail_at(ErrorCode::NotValid,
                found_by_ + " is in line " + std::to_string(earlier->second.line) + " already, with another value",
                {type_.name, edit.id, name, {}, edit.line},
                "Leave one of the two lines out, or give it a key of its own");
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
      found_by_ = "the id '" + edit.id + "'";
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
        const std::string value = given->get<std::string>();
        found_by_ = "the " + field.name + " '" + value + "'";
        if (const auto found =
                the_one(*impl_.store, type_.name, field.name, value, {type_.name, {}, field.name, {}, edit.line}))
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
        const auto found = only_one(key->type, key->field, key->value);
        return schema::canonical(type_, field, found ? Value(*found) : given);
      }
      const schema::Type* target = impl_.store->registry().type(field.target);
      if (target != nullptr && !reference.empty() && !impl_.store->shown().contains(field.target, reference))
        for (const schema::Field& one : target->fields)
          if (one.key)
            if (const auto found = only_one(field.target, one.name, reference))
              return schema::canonical(type_, field, Value(*found));
    }
    return given.is_string() && as_text ? schema::from_text(type_, field, given.get<std::string>())
                                        : schema::canonical(type_, field, given);
  }

  // Where several have the key, or none has it, saving says so.
  std::optional<std::string> only_one(const std::string& type, const std::string& field, const std::string& value) {
    const std::vector<std::string> ids = impl_.store->found(type, field, value, 2);
    return ids.size() == 1 ? std::optional(ids.front()) : std::nullopt;
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
  std::set<std::string> claimed_;                 // records that lines without a key were about
  std::unordered_map<std::string, Given> given_;  // by the lines so far: record -> the first of them
  std::string found_by_;                          // how the present line names its record
  std::vector<LineText> rejected_lines_;
  std::int64_t last_bad_line_ = -1;
};

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
      write_rejected(result.rejected_path, *rows, importer.rejected_lines(), result.rejected);
    }
    return result;
  });
  if (done) return done;
  base::Error error = done.error();
  if (error.where.file.empty()) error.where.file = file.string();
  return tl::unexpected(std::move(error));
}

}  // namespace keybook::client
