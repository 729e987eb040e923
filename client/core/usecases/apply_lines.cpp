// JSON Lines of operations: `keybook apply`.
#include <istream>

#include "protocol/messages.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;

namespace {

// Lines that share one transaction: each is a mutation of its own, but they need not wait for the disk one by one.
constexpr int lines_per_transaction = 200;

base::Where line_of(const std::string& file, std::int64_t line) { return {{}, {}, {}, file, line}; }

Edit edit_from(const std::string& text, const std::string& file, std::int64_t line) {
  auto json = protocol::parse(text);
  if (!json || !json->is_object())
    fail_at(ErrorCode::BadFile, json ? "the line is not a JSON object" : json.error().message, line_of(file, line),
            R"(Each line is {"op":"new|set|delete|restore","type":…,"id":…,"fields":{…}})");
  const auto text_of = [&](const char* name) {
    const auto found = json->find(name);
    if (found == json->end() || found->is_null()) return std::string();
    if (!found->is_string())
      fail_at(ErrorCode::BadFile, "'" + std::string(name) + "' must be text", line_of(file, line));
    return found->get<std::string>();
  };
  Edit edit;
  edit.line = line;
  edit.type = text_of("type");
  edit.id = text_of("id");
  const std::string op = text_of("op");
  if (op == "new")
    edit.op = record::Op::Create;
  else if (op == "set")
    edit.op = record::Op::Set;
  else if (op == "delete")
    edit.op = record::Op::Delete;
  else if (op == "restore")
    edit.op = record::Op::Restore;
  else
    fail_at(ErrorCode::BadFile, "'" + op + "' is no operation", line_of(file, line), "Use new, set, delete or restore");
  if (edit.op != record::Op::Create && edit.id.empty())
    fail_at(ErrorCode::BadFile, "the line names no id", line_of(file, line),
            "Give the id of the record, or type:key=value");
  if (const auto fields = json->find("fields"); fields != json->end()) edit.fields = *fields;
  return edit;
}

}  // namespace

base::Result<std::int64_t> Client::apply_lines(std::istream& in, bool atomic, const std::string& name,
                                               const std::function<void(std::int64_t line, const Saved&)>& each) {
  std::string text;
  std::int64_t line = 0, done = 0;
  std::vector<Edit> all;
  for (bool more = true; more;) {
    std::vector<std::pair<std::int64_t, Saved>> saved;
    std::optional<base::Error> failed;
    auto written = impl_->write([&] {
      while (more && (atomic || saved.size() < lines_per_transaction)) {
        more = static_cast<bool>(std::getline(in, text));
        if (!more) break;
        ++line;
        if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
        // A bad line ends the work; those before it are kept, unless all are one.
        auto one = base::caught([&] {
          all.push_back(edit_from(text, name, line));
          if (!atomic) saved.emplace_back(line, impl_->save({all.back()}));
          if (!atomic) all.clear();
        });
        if (one) continue;
        failed = one.error();
        failed->where.file = name;
        failed->where.line = line;
        if (atomic) throw base::Failure(*failed);
        return;
      }
      if (atomic && !all.empty()) saved.emplace_back(line, impl_->save(all));
    });
    if (!written) {
      base::Error error = written.error();
      if (error.where.file.empty() && error.where.line != 0) error.where.file = name;
      return tl::unexpected(std::move(error));
    }
    for (const auto& [at, one] : saved) {
      ++done;
      if (each) each(at, one);
    }
    if (failed) return tl::unexpected(*failed);
  }
  return atomic ? static_cast<std::int64_t>(all.size()) : done;
}

}  // namespace keybook::client
