// The names of kinds and merge rules, as the declarations write them.
#include <array>

#include "schema/registry.h"

namespace keybook::schema {
namespace {

constexpr std::array kind_names = {
    std::string_view("text"),    std::string_view("long_text"), std::string_view("integer"),
    std::string_view("decimal"), std::string_view("money"),     std::string_view("percent"),
    std::string_view("date"),    std::string_view("time"),      std::string_view("bool"),
    std::string_view("choice"),  std::string_view("set"),       std::string_view("reference"),
    std::string_view("phone"),   std::string_view("email"),     std::string_view("url"),
    std::string_view("address"), std::string_view("geo"),       std::string_view("file"),
    std::string_view("computed")};
static_assert(kind_names.size() == static_cast<std::size_t>(Kind::Computed) + 1);

constexpr std::array merge_names = {std::string_view("latest"), std::string_view("set"), std::string_view("counter"),
                                    std::string_view("text"),   std::string_view("max"), std::string_view("min"),
                                    std::string_view("locked")};
static_assert(merge_names.size() == static_cast<std::size_t>(Merge::Locked) + 1);

}  // namespace

std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Merge merge) { return merge_names[static_cast<std::size_t>(merge)]; }

}  // namespace keybook::schema
