// Orders of arrival that can happen (README of the vectors, "Other orders").
#include <algorithm>
#include <random>
#include <set>

#include "vectors/vector.h"

namespace keybook::vectors {

namespace {

bool has_delete(const Item& item) {
  const auto* arriving = std::get_if<ArrivingMutation>(&item.what);
  return arriving != nullptr && std::any_of(arriving->mutation.edits.begin(), arriving->mutation.edits.end(),
                                            [](const auto& edit) { return edit.op == record::Op::Delete; });
}

// What each item comes after.
std::vector<std::set<int>> predecessors(const Vector& vector) {
  const auto& items = vector.items;
  const auto& listed = vector.orders.front();
  const auto place = [&listed](int n) { return std::find(listed.begin(), listed.end(), n) - listed.begin(); };
  std::map<std::string, int> number, creator;
  const int count = static_cast<int>(items.size());
  for (int n = 0; n < count; ++n) number[items[n].name.text()] = n;
  for (int n = 0; n < count; ++n)
    if (const auto* arriving = std::get_if<ArrivingMutation>(&items[n].what))
      for (const auto& edit : arriving->mutation.edits)
        if (edit.op == record::Op::Create) creator.emplace(edit.id, n);
  std::vector<std::set<int>> before(items.size());
  for (int n = 0; n < count; ++n) {
    for (const std::string& name : items[n].refers_to)
      if (const auto found = number.find(name); found != number.end()) before[n].insert(found->second);
    const auto* arriving = std::get_if<ArrivingMutation>(&items[n].what);
    for (int m = 0; m < count; ++m) {
      if (items[m].is_event() && items[m].rank < items[n].rank) before[n].insert(m);
      const auto* other = std::get_if<ArrivingMutation>(&items[m].what);
      if (arriving != nullptr && other != nullptr && other->author.enrolment == arriving->author.enrolment &&
          other->mutation.counter < arriving->mutation.counter)
        before[n].insert(m);
      if (items[m].is_event() && has_delete(items[n])) {
        const bool first = place(n) < place(m);
        before[first ? m : n].insert(first ? n : m);
      }
    }
    if (arriving != nullptr)
      for (const auto& edit : arriving->mutation.edits)
        if (const auto made = creator.find(edit.id); made != creator.end() && made->second != n)
          before[n].insert(made->second);
  }
  return before;
}

}  // namespace

std::vector<std::vector<int>> more_orders(const Vector& vector, int count, unsigned seed) {
  const auto before = predecessors(vector);
  std::mt19937 random(seed);
  std::vector<std::vector<int>> orders;
  for (int i = 0; i < count; ++i) {
    std::vector<int> order;
    std::set<int> arrived;
    while (order.size() < vector.items.size()) {
      std::vector<int> possible;
      for (int n = 0; n < static_cast<int>(before.size()); ++n)
        if (!arrived.contains(n) && std::includes(arrived.begin(), arrived.end(), before[n].begin(), before[n].end()))
          possible.push_back(n);
      if (possible.empty()) return orders;  // the vector's own order cannot be told from its constraints
      order.push_back(possible[random() % possible.size()]);
      arrived.insert(order.back());
    }
    orders.push_back(std::move(order));
  }
  return orders;
}

}  // namespace keybook::vectors
