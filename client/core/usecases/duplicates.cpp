// Accounts on this device that say the same: equal code, full name, phone or website, each without what people write
// differently. Simple on purpose: every pair that it shows has a reason that can be told.
#include <algorithm>
#include <map>

#include "schema/utf8.h"
#include "tables/condition.h"
#include "usecases/impl.h"

namespace keybook::client {

namespace {

std::string said_in(const record::RecordState& state, const std::string& field) {
  const record::FieldState* held = state.field(field);
  return held != nullptr && held->value.is_string() ? held->value.get<std::string>() : std::string();
}

// Full-width letters and digits as ASCII, in small letters; blanks and ASCII marks left out.
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    char c = text[at];
    // U+FF01 … U+FF5E are EF BC 81 … EF BD 9E; U+3000, the wide blank, is E3 80 80.
    if (byte == 0xEF && at + 2 < text.size()) {
      const auto second = static_cast<unsigned char>(text[at + 1]), third = static_cast<unsigned char>(text[at + 2]);
      const int code = ((byte & 0x0F) << 12) | ((second & 0x3F) << 6) | (third & 0x3F);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        c = static_cast<char>(code - 0xFF01 + 0x21);
        at += 2;
      }
    } else if (text.compare(at, 3, "\u3000") == 0) {
      at += 2;
      continue;
    }
    const auto plain_byte = static_cast<unsigned char>(c);
    if (plain_byte >= 0x80)
      out += c;
    else if (std::isalnum(plain_byte) != 0)
      out += static_cast<char>(std::tolower(plain_byte));
  }
  return out;
}

std::string digits(const std::string& text) {
  std::string out;
  for (const char c : plain(text))
    if (c >= '0' && c <= '9') out += c;
  return out.size() < 5 ? std::string() : out;  // "110" is nobody's own number
}

std::string host(const std::string& text) {
  std::string out = text.substr(text.find("://") == std::string::npos ? 0 : text.find("://") + 3);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (out.starts_with("www.")) out = out.substr(4);
  while (out.ends_with('/')) out.pop_back();
  return out;
}

struct Reason {
  const char* field;
  std::string (*key)(const std::string&);
};
constexpr Reason likenesses[] = {{"code", plain}, {"name", plain}, {"phone", digits}, {"website", host}};
constexpr std::size_t alike_max = 20;  // a number that more accounts share is a switchboard, not a sign

}  // namespace

base::Result<std::vector<Duplicate>> Client::duplicates() {
  return impl_->read([&] {
    const schema::Type* root = impl_->store->registry().root();
    std::vector<Duplicate> out;
    if (root == nullptr) return out;
    std::vector<std::pair<std::string, std::string>>
        accounts;  // (id, name), the oldest first: ids are in order of time
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> alike;
    auto rows = store::prepared(impl_->store->database(), "SELECT id FROM " + impl_->store->shown().table(root->name) +
                                                              " WHERE " + tables::is_shown() + " ORDER BY id");
    while (store::next(rows)) {
      const auto state = impl_->store->shown().read(root->name, rows.text(0));
      if (!state) continue;
      for (const Reason& reason : likenesses)
        if (const std::string key = reason.key(said_in(*state, reason.field)); !key.empty())
          alike[{reason.field, key}].push_back(accounts.size());
      accounts.emplace_back(state->id, said_in(*state, "name"));
    }
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::string>> pairs;
    for (const Reason& reason : likenesses)
      for (const auto& [key, same] : alike) {
        if (key.first != reason.field || same.size() > alike_max) continue;
        for (std::size_t i = 0; i < same.size(); ++i)
          for (std::size_t j = i + 1; j < same.size(); ++j) pairs[{same[i], same[j]}].emplace_back(reason.field);
      }
    for (auto& [pair, same] : pairs)
      out.push_back({accounts[pair.first].first, accounts[pair.second].first, accounts[pair.first].second,
                     accounts[pair.second].second, std::move(same)});
    return out;
  });
}

}  // namespace keybook::client
