#include "record/sum.h"

#include <bit>
#include <charconv>
#include <cstring>

namespace keybook::record {
namespace {

// MurmurHash64A, which is fast and mixes well; both sides compute it alike, whatever their machine.
static_assert(std::endian::native == std::endian::little, "the words of a text are read in the order of the machine");
constexpr Sum multiplier = 0xc6a4a7935bd1e995ULL;
constexpr int shift = 47;
constexpr int number_base = 36;

Sum hash(std::string_view text, Sum seed) {
  Sum sum = seed ^ (text.size() * multiplier);
  std::size_t at = 0;
  for (; at + sizeof(Sum) <= text.size(); at += sizeof(Sum)) {
    Sum word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    word *= multiplier;
    word ^= word >> shift;
    word *= multiplier;
    sum ^= word;
    sum *= multiplier;
  }
  if (at < text.size()) {
    Sum word = 0;
    std::memcpy(&word, text.data() + at, text.size() - at);
    sum ^= word;
    sum *= multiplier;
  }
  sum ^= sum >> shift;
  sum *= multiplier;
  return sum ^ (sum >> shift);
}

// What a value is: the text "1" is not the number 1.
enum Seed : Sum { seed_type = 1, seed_id, seed_account, seed_unit, seed_text, seed_other, seed_member, seed_merged };

Sum combined(Sum a, Sum b) {
  Sum sum = (a ^ std::rotl(b, 23)) * multiplier;
  sum ^= sum >> shift;
  return sum * multiplier;
}

// 0: it says nothing.
Sum value_sum(const Value& value) {
  if (value.is_null()) return 0;
  if (value.is_string()) return hash(value.get_ref<const std::string&>(), seed_text);
  if (!value.is_object()) return hash(value.dump(-1, ' ', false, Value::error_handler_t::replace), seed_other);
  Sum sum = 0;  // of a group, member by member: one without members equals one that was never written
  for (const auto& [name, member] : value.items())
    if (const Sum one = value_sum(member); one != 0) sum ^= combined(hash(name, seed_member), one);
  return sum;
}

}  // namespace

RecordSum::RecordSum(std::string_view type, std::string_view id, std::string_view account)
    : of_record_(combined(hash(id, seed_id), combined(hash(type, seed_type), hash(account, seed_account)))),
      sum_(of_record_) {}

void RecordSum::add_term(std::string_view unit, Sum value) {
  if (value != 0) sum_ ^= combined(of_record_, combined(hash(unit, seed_unit), value));
}
void RecordSum::add(std::string_view unit, const Value& value) { add_term(unit, value_sum(value)); }
void RecordSum::add_text(std::string_view unit, std::string_view text) { add_term(unit, hash(text, seed_text)); }
void RecordSum::add_other(std::string_view unit, std::string_view json) { add_term(unit, hash(json, seed_other)); }

Sum sum_of(const RecordState& state) {
  if (state.deleted) return 0;
  RecordSum sum(state.type, state.id, state.account);
  for (const auto& [unit, field] : state.fields) sum.add(unit, field.value);
  if (state.merged_into.empty()) return sum.sum();
  return combined(sum.sum(), hash(state.merged_into, seed_merged));
}

std::string sum_text(Sum sum) {
  char digits[16];
  return {digits, std::to_chars(digits, digits + sizeof digits, sum, number_base).ptr};
}

std::optional<Sum> sum_from(std::string_view text) {
  Sum sum = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), sum, number_base);
  if (text.empty() || error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return sum;
}

}  // namespace keybook::record
