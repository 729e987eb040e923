// What a field offers: the declared choices and head office's options, in its order.
#include <algorithm>

#include "tables/condition.h"
#include "usecases/option_rules.h"

namespace keybook::client {

namespace {

// What an option record says of one value.
struct Option {
  Offer offer;
  bool active = true;
};

// By field: those of this type, in their order. Of two for one value the first stands.
std::map<std::string, std::vector<Option>> options_of(Client::Impl& impl, const schema::Type& type) {
  std::map<std::string, std::vector<Option>> out;
  if (impl.store->registry().type("option") == nullptr) return out;
  // '/' follows '.': all lists of this type, by the index.
  auto rows = store::prepared(impl.store->database(),
                              "SELECT list, value, label_en, number, hint, counts, ifnull(active, 1) FROM " +
                                  impl.store->shown().table("option") + " WHERE list >= ? AND list < ? AND " +
                                  tables::is_shown() + " ORDER BY list, ifnull(position, 10000), value, id",
                              type.name + ".", type.name + "/");
  while (store::next(rows)) {
    Option one;
    const std::string field(rows.text(0).substr(type.name.size() + 1));
    one.offer.value = rows.text(1);
    one.offer.label = {one.offer.value, rows.text(2).empty() ? one.offer.value : std::string(rows.text(2))};
    if (!rows.is_null(3)) one.offer.number = rows.text(3);
    one.offer.hint = rows.text(4);
    if (!rows.is_null(5)) one.offer.counts = rows.integer(5) != 0;
    one.active = rows.integer(6) != 0;
    auto& all = out[field];
    const bool there =
        std::any_of(all.begin(), all.end(), [&](const Option& other) { return other.offer.value == one.offer.value; });
    if (!there) all.push_back(std::move(one));
  }
  return out;
}

// Options first, in head office's order; what they do not mention follows as it was declared.
std::vector<Offer> offers_of(const schema::Field& field, const std::vector<Option>& options) {
  std::vector<Offer> out;
  const auto declared = [&field](const std::string& value) {
    return std::find_if(field.choices.begin(), field.choices.end(),
                        [&](const schema::Choice& choice) { return choice.value == value; });
  };
  for (const Option& one : options) {
    const auto choice = declared(one.offer.value);
    if (!one.active || (choice == field.choices.end() && !takes_more(field))) continue;
    out.push_back(one.offer);
    if (choice != field.choices.end()) out.back().label = choice->label;
  }
  for (const schema::Choice& choice : field.choices) {
    const bool mentioned =
        std::any_of(options.begin(), options.end(), [&](const Option& one) { return one.offer.value == choice.value; });
    if (!mentioned) out.push_back({choice.value, choice.label, std::nullopt, {}, std::nullopt});
  }
  return out;
}

}  // namespace

base::Result<std::map<std::string, std::vector<Offer>>> Client::offers(const std::string& type_name) {
  return impl_->read([&] {
    const schema::Type& type = impl_->type(type_name);
    const auto options = options_of(*impl_, type);
    std::map<std::string, std::vector<Offer>> out;
    for (const schema::Field& field : type.fields) {
      const auto found = options.find(field.name);
      if (field.retired || (field.choices.empty() && found == options.end())) continue;
      auto offers = offers_of(field, found == options.end() ? std::vector<Option>() : found->second);
      if (!offers.empty()) out.emplace(field.name, std::move(offers));
    }
    return out;
  });
}

}  // namespace keybook::client
