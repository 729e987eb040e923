#include "usecases/option_rules.h"

#include <algorithm>

namespace keybook::client {

namespace {

std::string declared_values(const schema::Field& field) {
  std::string out;
  for (const schema::Choice& choice : field.choices) out += (out.empty() ? "" : ", ") + choice.value;
  return out;
}

}  // namespace

bool takes_more(const schema::Field& field) {
  const bool text =
      field.kind == schema::Kind::Text || (field.kind == schema::Kind::Set && field.element == schema::Kind::Text);
  return field.open_choices || text;
}

void check_option(Client::Impl& impl, const std::string& option) {
  const auto state = impl.store->shown().read("option", option);
  if (!state) return;
  const Value fields = impl.record_of(*state).fields;
  const auto text = [&fields](const char* name) {
    const Value value = fields.value(name, Value());
    return value.is_string() ? value.get<std::string>() : std::string();
  };
  const std::string list = text("list"), value = text("value");
  const std::size_t dot = std::min(list.find('.'), list.size());
  const schema::Type* type = impl.store->registry().type(list.substr(0, dot));
  const schema::Field* field = type == nullptr ? nullptr : type->field(list.substr(std::min(dot + 1, list.size())));
  if (field == nullptr)
    fail_at(base::ErrorCode::NotValid, "there is no such field", {.type = "option", .record = option, .field = "list"},
            "Name a type and a field of it, such as visit.excuse; `keybook schema` lists them");
  const bool is_declared = std::any_of(field->choices.begin(), field->choices.end(),
                                       [&value](const schema::Choice& choice) { return choice.value == value; });
  if (is_declared || takes_more(*field)) return;
  if (field->choices.empty())
    fail_at(base::ErrorCode::NotValid, "there is nothing to choose in this field",
            {.type = "option", .record = option, .field = "list"}, "Name a field of text or choices");
  fail_at(base::ErrorCode::NotValid, "this field takes its declared values alone",
          {.type = "option", .record = option, .field = "value"},
          "Those of " + list + " are " + declared_values(*field) + "; a declaration adds others");
}

}  // namespace keybook::client
