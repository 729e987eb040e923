#include "usecases/eligibility.h"

#include "domain/number.h"
#include "tables/condition.h"

namespace keybook::client {

using domain::Decimal;

void find_ineligible(Client::Impl& impl, const std::string& day, std::vector<RuleFinding>& out) {
  const schema::Registry& registry = impl.store->registry();
  for (const char* type : {"tender_item", "eligibility_rule", "product"})
    if (registry.type(type) == nullptr) return;
  tables::RecordTables& shown = impl.store->shown();
  auto rows = store::prepared(
      impl.store->database(),
      "SELECT i.id, i.title, i.buyer_rank, r.property, r.value_max, r.value_min, coalesce(r.measure, ''), CASE "
      "r.property WHEN 'price' THEN i.ceiling ELSE coalesce(i.rated_value, p.rated_value) END FROM " +
          shown.table("tender_item") + " i JOIN " + shown.table("eligibility_rule") +
          " r ON r.buyer_rank = i.buyer_rank AND coalesce(r.product_category, '') IN ('', coalesce(i.category, '')) "
          "LEFT JOIN " +
          shown.table("product") +
          " p ON p.id = i.product WHERE r.property IN ('price', 'rated_value') AND r.valid_from <= ? AND "
          "coalesce(r.valid_to, '9999') >= ? AND (r.property <> 'price' OR coalesce(r.currency, i.currency) IS "
          "i.currency) AND " +
          tables::is_shown("i") + " AND " + tables::is_shown("r") + " ORDER BY i.id, r.id",
      day, day);
  while (store::next(rows)) {
    const auto value = Decimal::parse(rows.text(7)), most = Decimal::parse(rows.text(4)),
               least = Decimal::parse(rows.text(5));
    if (!value || !((most && *value > *most) || (least && *value < *least))) continue;
    const bool above = most && *value > *most;
    const std::string property(rows.text(3));
    out.push_back({"tender_item", std::string(rows.text(0)), property == "price" ? "ceiling" : property, "eligibility",
                   "'" + std::string(rows.text(1)) + "' asks for " + property + " " + value->text() + ", " +
                       (above ? "above the " + most->text() : "below the " + least->text()) +
                       std::string(rows.text(6)) + " that rank '" + std::string(rows.text(2)) + "' may have",
                   "Offer what the standard allows, or correct rank, category or value"});
  }
}

}  // namespace keybook::client
