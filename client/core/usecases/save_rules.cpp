#include "usecases/save_rules.h"

#include <algorithm>

#include "domain/tenders.h"
#include "reports/local_days.h"
#include "reports/standards_in_force.h"
#include "tables/condition.h"
#include "usecases/option_rules.h"
#include "usecases/return_rules.h"
#include "usecases/scheme_rules.h"

namespace keybook::client {

using base::ErrorCode;
using domain::Day;
using domain::Decimal;

namespace {

std::string text(const Value& fields, const char* name) {
  const auto found = fields.find(name);
  return found != fields.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t whole(const Value& fields, const char* name) {
  const auto found = fields.find(name);
  return found != fields.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string percent_text(const std::optional<Decimal>& value) { return value ? value->text(2) + " %" : "0 %"; }

}  // namespace

// Most changes are of no such type: a bulk of them costs nothing.
bool SaveRules::judged(const schema::Type& type, const record::RecordEdit& edit) {
  static const std::set<std::string, std::less<>> types = {"project_declaration", "quotation",     "opportunity",
                                                           "grade_scheme",        "account_grade", "option"};
  if (types.contains(type.name) || !type.bands.empty()) return true;
  if (type.name == "order") return edit.op == record::Op::Set && edit.fields.contains("kind");
  if (type.name == "order_line") {
    if (edit.op == record::Op::Restore) return true;
    const auto quantity = edit.fields.find("quantity");
    return quantity != edit.fields.end() && quantity->second.change.value.is_string() &&
           quantity->second.change.value.get_ref<const std::string&>().starts_with('-');
  }
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [&](const schema::Field& field) { return field.tree && edit.fields.contains(field.name); });
}

SaveRules::SaveRules(Client::Impl& impl, const std::vector<record::RecordEdit>& edits, bool mends)
    : impl_(impl), mends_(mends) {
  for (const record::RecordEdit& edit : edits) {
    const schema::Type* type = impl.store->registry().type(edit.type);
    if (type == nullptr || edit.op == record::Op::Delete || !judged(*type, edit)) continue;
    Saving saving{edit.type, edit.id, edit.op == record::Op::Create, edit.op == record::Op::Restore, {}};
    for (const auto& [unit, change] : edit.fields) saving.units.insert(unit);
    savings_.push_back(std::move(saving));
  }
}

bool SaveRules::Saving::gives(std::initializer_list<const char*> names) const {
  for (const char* name : names)
    if (units.contains(name)) return true;
  return false;
}

void SaveRules::check() const {
  for (const Saving& saving : savings_) {
    check_by_declaration(saving);
    if (saving.type == "project_declaration") check_declaration(saving);
    if (saving.type == "quotation") check_quotation(saving);
    if (saving.type == "opportunity" && !mends_ && saving.units.contains("stage")) check_gate(saving);
    if (saving.type == "grade_scheme") check_scheme(saving);
    if (saving.type == "account_grade" && saving.units.contains("decision")) check_grade(saving);
    if (saving.type == "option" && (saving.restored || saving.gives({"list", "value"}))) check_option(impl_, saving.id);
    if (saving.type == "order_line") check_return_line(impl_, saving.id);
    if (saving.type == "order") check_return_order(impl_, saving.id);
  }
}

void SaveRules::check_by_declaration(const Saving& saving) const {
  const schema::Type& type = *impl_.store->registry().type(saving.type);
  for (const schema::Field& field : type.fields)
    if (field.tree && saving.units.contains(field.name)) check_tree(saving, field);
  const auto gives = [&](const std::string& name) {
    const schema::Field* field = type.field(name);
    return field != nullptr && field->stored() && saving.units.contains(type.unit_of(*field).name);
  };
  const bool bands = std::any_of(type.bands.begin(), type.bands.end(), [&](const schema::BandRule& rule) {
    return gives(rule.from) || gives(rule.to) || std::any_of(rule.within.begin(), rule.within.end(), gives);
  });
  if (bands || (!type.bands.empty() && (saving.restored || saving.gives({"valid_from", "valid_to", "active"}))))
    check_bands(impl_, type, saving.id, today());
}

// Put in force: from then on grades are given by it.
void SaveRules::check_scheme(const Saving& saving) const {
  if (!saving.created && !saving.restored && !saving.gives({"active", "primary", "valid_from"})) return;
  const Value fields = fields_of(saving);
  if (fields.value("active", Value(true)) == Value(false)) return;
  const std::string from = text(fields, "valid_from");
  check_weights(
      impl_, saving.id, std::max(from, today()),
      {.type = saving.type, .record = saving.id, .field = saving.units.contains("active") ? "active" : "valid_from"});
}

void SaveRules::check_grade(const Saving& saving) const {
  const Value fields = fields_of(saving);
  if (text(fields, "approval") != "approved") return;
  check_weights(impl_, text(fields, "scheme"), text(fields, "valid_from"),
                {.type = saving.type, .record = saving.id, .field = "scheme"});
}

std::string SaveRules::today() const {
  return reports::LocalDays(impl_.environment.zone).of_ms(impl_.environment.clock.wall_ms()).iso();
}

Value SaveRules::fields_of(const Saving& saving) const {
  const auto state = impl_.store->shown().read(saving.type, saving.id);
  return state ? impl_.record_of(*state).fields : Value::object();
}

Decimal SaveRules::standard(const char* name, std::int64_t otherwise, const std::string& day) const {
  const auto found =
      reports::standard_in_force(*impl_.store, name, Day::of(day.empty() ? today() : day).value_or(Day{}));
  return found && found->number ? Decimal::of(found->value) : Decimal(otherwise);
}

// Up from the record: a circle that does not hold it was there before, and is not this save's doing.
void SaveRules::check_tree(const Saving& saving, const schema::Field& field) const {
  const bool by_name = field.kind != schema::Kind::Reference;
  const std::string table = impl_.store->shown().table(saving.type);
  const Value fields = fields_of(saving);
  const std::string own = by_name ? text(fields, "name") : saving.id;
  std::set<std::string> seen;
  for (std::string above = text(fields, field.name.c_str()); !above.empty() && seen.insert(above).second;) {
    if (above == own)
      fail_at(ErrorCode::NotValid, "'" + field.name + "' would run in a circle: the record would stand above itself",
              {.type = saving.type, .record = saving.id, .field = field.name},
              "Choose one that does not stand below it; nothing was saved");
    auto row = store::prepared(impl_.store->database(),
                               "SELECT " + sqlite::quoted(field.name) + " FROM " + table + " WHERE " +
                                   (by_name ? "name" : "id") + " = ? AND " + tables::is_shown(),
                               above);
    above = store::next(row) ? std::string(row.text(0)) : std::string();
  }
}

// Errors above a share bar the approval, a low win rate bars further declarations; an exception needs the right to give
// its reason, which is a field that only head office may set [7.13–7.16, D6].
void SaveRules::check_declaration(const Saving& saving) const {
  if (!saving.created && !saving.gives({"approval", "decision", "fields_checked", "fields_wrong", "needs_authorisation",
                                        "override_reason"}))
    return;
  const Value fields = fields_of(saving);
  if (fields.value("needs_authorisation", Value(true)) == Value(false) || !text(fields, "override_reason").empty())
    return;
  const std::string day = text(fields, "declared_on"), account = text(fields, "account");
  domain::DeclarationRules rules;
  rules.error_max = standard("declaration.error_max", 20, day);
  rules.win_rate_min = standard("declaration.win_rate_min", 60, day);
  rules.projects_min = standard("declaration.projects_min", 5, day).to_cents().value_or(500) / 100;
  domain::DeclarationFacts facts{
      whole(fields, "fields_checked"), whole(fields, "fields_wrong"), true, true, true, true};
  auto row = store::prepared(
      impl_.store->database(),
      "SELECT count(*), sum(outcome = 'won') FROM " + impl_.store->shown().table("project_declaration") +
          " WHERE account = ? AND outcome IN ('won', 'lost') AND id <> ? AND " + tables::is_shown(),
      account, saving.id);
  if (store::next(row)) {
    facts.decided = row.integer(0);
    facts.won = row.integer(1);
  }
  const auto verdict = domain::judge(facts, rules);
  const bool approved = text(fields, "approval") == "approved";
  const std::string exception = "or let head office give override_reason; nothing was saved";
  for (const domain::Refusal refusal : verdict.reasons) {
    if (refusal == domain::Refusal::TooManyErrors && approved)
      fail_at(ErrorCode::NotValid,
              "the declaration cannot be approved: " + percent_text(verdict.error_rate) +
                  " of the points checked are wrong, at most " + rules.error_max.text() + " % may be",
              {.type = saving.type, .record = saving.id, .field = "fields_wrong"},
              "Have the declaration corrected and checked again, " + exception);
    // One that is over already comes from an older book; it is no further declaration.
    const std::string outcome = text(fields, "outcome");
    const bool over = !outcome.empty() && outcome != "open";
    if (refusal == domain::Refusal::LowWinRate && !over && (approved || saving.created))
      fail_at(ErrorCode::NotValid,
              "no further declaration of this dealer is accepted: it won " + std::to_string(facts.won) + " of " +
                  std::to_string(facts.decided) + " decided projects (" + percent_text(verdict.win_rate) +
                  "), at least " + rules.win_rate_min.text() + " % are asked for",
              {.type = saving.type, .record = saving.id, .field = "account"},
              "Declare it once the rate is reached, " + exception);
  }
}

// Once for each item within its period; withdrawing is final [7.03].
void SaveRules::check_quotation(const Saving& saving) const {
  if (!saving.created && !saving.gives({"tender_item", "quoted_on"})) return;
  const Value fields = fields_of(saving);
  const std::string item = text(fields, "tender_item"), day = text(fields, "quoted_on");
  if (item.empty() || standard("quotation.per_item", 1, day) != 1) return;
  domain::QuotationState state{Day{INT32_MIN}, Day{INT32_MAX}};
  auto others = store::prepared(impl_.store->database(),
                                "SELECT withdrawn_on IS NOT NULL OR coalesce(state, '') = 'withdrawn' FROM " +
                                    impl_.store->shown().table("quotation") +
                                    " WHERE tender_item = ? AND id <> ? AND " + tables::is_shown(),
                                item, saving.id);
  while (store::next(others)) (others.integer(0) != 0 ? state.withdrawn : state.quoted) = true;
  const auto allowed = domain::may_quote(state, Day::of(day).value_or(Day{}));
  if (!allowed)
    fail_at(ErrorCode::NotValid, allowed.error().message,
            {.type = saving.type, .record = saving.id, .field = "tender_item"},
            allowed.error().remedy + "; nothing was saved");
}

// A stage is entered with what its gate asks for: fields of the opportunity, or "account.FIELD" of its account, so that
// nobody pitches before the account is understood [2.04, 6.05].
void SaveRules::check_gate(const Saving& saving) const {
  if (impl_.store->registry().type("stage_gate") == nullptr) return;
  const Value fields = fields_of(saving);
  const std::string stage = text(fields, "stage"), account = text(fields, "account");
  auto gates = store::prepared(impl_.store->database(),
                               "SELECT required_fields FROM " + impl_.store->shown().table("stage_gate") +
                                   " WHERE process = 'opportunity' AND stage = ? AND required_fields IS NOT NULL AND " +
                                   tables::is_shown() + " ORDER BY id",
                               stage);
  std::set<std::string> missing;
  while (store::next(gates)) {
    const Value names = Value::parse(gates.text(0), nullptr, false);
    if (!names.is_array()) continue;
    for (const Value& one : names) {
      if (!one.is_string()) continue;
      const std::string name = one.get<std::string>();
      constexpr std::string_view of_account = "account.";
      Value held;
      if (name.starts_with(of_account)) {
        const auto state = impl_.store->shown().read("account", account);
        if (state) held = impl_.record_of(*state).fields.value(name.substr(of_account.size()), Value());
      } else {
        held = fields.value(name, Value());
      }
      if (held.is_null() || held.empty()) missing.insert(name);
    }
  }
  if (missing.empty()) return;
  std::string words;
  for (const std::string& name : missing) words += (words.empty() ? "" : ", ") + name;
  fail_at(ErrorCode::NotValid, "stage '" + stage + "' asks for what is not filled in yet: " + words,
          {.type = saving.type, .record = saving.id, .field = "stage"},
          "Fill it in first; head office says in stage_gate.required_fields what a stage needs; nothing was saved");
}

}  // namespace keybook::client
