#include "workload.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>

namespace keybook::bench {
namespace {

// Generator's member -> Keybook's field. Members that are not listed keep their name.
const std::map<std::string, std::map<std::string, std::string>> names = {
    {"account", {{"owner", ""}, {"grade", ""}, {"updated_at", ""}}},  // locked: the server's own transactions set them
    {"contact", {{"account_id", "account"}, {"updated_at", ""}}},
    {"visit", {{"account_id", "account"}, {"contact_id", "contact"}, {"visit_at", "visited_at"}, {"updated_at", ""}}},
};

std::string decimal(double number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", number);
  return text.data();
}

}  // namespace

base::Result<std::vector<Json>> generate(const std::string& options) {
  const std::string tool = KEYBOOK_SOURCE_DIR "/../shared/tools/workload.py";
  const std::string command = "python3 '" + tool + "' " + options + " 2>/dev/null";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::vector<Json> out;
  std::string line;
  std::array<char, 65536> buffer{};
  while (pipe && std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) != nullptr) {
    line += buffer.data();
    if (line.empty() || line.back() != '\n') continue;
    out.push_back(Json::parse(line));
    line.clear();
  }
  if (out.empty())
    return base::fail(base::ErrorCode::BadFile, "the workload generator wrote nothing", {{}, {}, {}, tool, 0},
                      "Put ../shared/tools/workload.py beside the checkout and install python3");
  return out;
}

Json fields_of(const std::string& type, const Json& document) {
  Json fields = Json::object();
  const auto& renamed = names.at(type);
  for (const auto& [name, value] : document.items()) {
    if (name == "id" || name == "type") continue;
    const auto found = renamed.find(name);
    if (found != renamed.end() && found->second.empty()) continue;
    Json canonical = value;
    if (value.is_number_float()) canonical = decimal(value.get<double>());
    if (name == "credit_limit") canonical = std::to_string(value.get<std::int64_t>());
    fields[found == renamed.end() ? name : found->second] = std::move(canonical);
  }
  return fields;
}

base::Result<Workload> base_set(int accounts) {
  auto documents = generate("--accounts " + std::to_string(accounts));
  if (!documents) return tl::unexpected(documents.error());
  Workload workload;
  workload.records.reserve(documents->size());
  for (const Json& document : *documents) {
    workload.json_bytes += static_cast<std::int64_t>(document.dump().size()) + 1;
    const auto type = document["type"].get<std::string>();
    workload.records.push_back({{"type", type}, {"id", document["id"]}, {"fields", fields_of(type, document)}});
  }
  return workload;
}

}  // namespace keybook::bench
