// Which folder may include which. The most specific folder of a file decides; a layer may always include itself.
#include <array>
#include <optional>
#include <regex>
#include <set>

#include "architecture/rules.h"

namespace keybook::architecture {
namespace {

enum class Reach { Open, NamedOnly };

struct Layer {
  std::string_view folder;
  std::vector<std::string_view> uses;  // folders it may include, with all below them and all that those may include
  Reach reach = Reach::Open;           // NamedOnly: an implementation; only who lists this very folder may include it
};

const std::vector<Layer> layers = {
    // The product's library: no Qt, no curl, no network.
    {"shared/base", {}},
    {"shared/sqlite", {"shared/base"}},
    {"shared/schema", {"shared/base"}},
    {"shared/text", {"shared/base"}},
    {"shared/record", {"shared/schema"}},
    {"shared/merge", {"shared/record", "shared/text"}},
    {"shared/tables", {"shared/sqlite", "shared/merge"}},
    {"shared/protocol", {"shared/record"}},
    {"shared/domain", {"shared/record"}},
    {"shared/interchange", {"shared/record"}},
    {"shared/documents", {"shared/base"}},

    // A device, without any window.
    {"client/core/platform", {"shared/base"}},
    {"client/core/store", {"shared", "client/core/platform"}},
    {"client/core/outbox", {"client/core/store"}},
    {"client/core/transport", {"shared/base"}},
    {"client/core/transport/curl", {"client/core/transport"}, Reach::NamedOnly},
    {"client/core/session", {"client/core/store", "client/core/outbox", "client/core/transport"}},
    {"client/core/reports", {"client/core/store", "shared/domain"}},
    {"client/core/files", {"client/core/store", "client/core/transport"}},
    {"client/core/usecases",
     {"client/core/session", "client/core/files", "client/core/platform", "client/core/reports"}},
    {"client/core/printing", {"shared"}},
    {"client/cli", {"client/core", "client/core/transport/curl"}},
    {"client/app", {"client/core", "client/core/transport/curl"}},

    // The interface. Its C++ (icons, shapes) knows nothing of the product.
    {"qml", {}},

    {"sync-server/access", {"shared"}},
    {"sync-server/storage", {"sync-server/access"}},
    {"sync-server/storage/sqlite", {"sync-server/storage"}, Reach::NamedOnly},
    {"sync-server/storage/postgres", {"sync-server/storage"}, Reach::NamedOnly},
    {"sync-server/merge", {"sync-server/storage"}},
    {"sync-server/transport", {"shared/base"}},  // HTTP for a handler that it does not know
    {"sync-server/session", {"sync-server/merge", "sync-server/transport"}},
    {"sync-server/admin", {"sync-server/session", "sync-server/platform"}},
    {"sync-server/platform", {"shared/base"}},
    // main.cpp and commands/ put the parts together.
    {"sync-server", {"sync-server", "sync-server/storage/sqlite", "sync-server/storage/postgres"}},

    {"tests", {"*"}},  // everything
};

// Where #include paths may start (shared/cmake/KeybookModule.cmake), besides the including file's own folder.
constexpr std::array roots = {"shared/",      "client/core/", "client/app/", "client/cli/",
                              "sync-server/", "qml/",         "tests/",      ""};

bool below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

const Layer* layer_of(std::string_view path) {
  const Layer* best = nullptr;
  for (const Layer& layer : layers)
    if (below(path, layer.folder) && (best == nullptr || layer.folder.size() > best->folder.size())) best = &layer;
  return best;
}

// Adds every layer that `from` may include.
void collect(const Layer& from, std::set<const Layer*>& reached) {
  if (!reached.insert(&from).second) return;
  for (const std::string_view used : from.uses)
    for (const Layer& layer : layers)
      if (layer.folder == used || (below(layer.folder, used) && layer.reach == Reach::Open)) collect(layer, reached);
}

bool may_use(const Layer& from, const Layer& to) {
  if (!from.uses.empty() && from.uses.front() == "*") return true;
  std::set<const Layer*> reached;
  collect(from, reached);
  return reached.contains(&to);
}

// The files that `include` may mean. What a .cpp sees is settled by its own part and by what it links. A header is read
// with the paths of whoever includes it, the tests of both programs among them: there a path must mean one file only.
std::vector<std::string> candidates(const Tree& tree, const Source& source, const std::string& include) {
  const std::string own = source.path.substr(0, source.path.rfind('/') + 1);
  if (tree.has(own + include)) return {own + include};
  const std::string_view part = std::string_view(source.path).substr(0, source.path.find('/'));
  std::vector<std::string> found;
  for (const std::string_view root : roots) {
    std::string path = std::string(root) + include;
    if (!tree.has(path)) continue;
    if (source.path.ends_with(".cpp") && below(path, part)) return {path};
    found.push_back(std::move(path));
  }
  if (part == "tests" && source.path.ends_with(".cpp") && found.size() > 1) found.resize(1);
  return found;
}

std::optional<std::string> objection(const Tree& tree, const Source& source, const std::string& include) {
  const std::vector<std::string> found = candidates(tree, source, include);
  if (found.empty()) return std::nullopt;  // generated, or of a library
  if (found.size() > 1) return "\"" + include + "\" may be " + found[0] + " or " + found[1] + ": rename one";
  const Layer* from = layer_of(source.path);
  const Layer* to = layer_of(found[0]);
  if (from == nullptr) return source.path + " is in no layer of tests/architecture/layers.cpp";
  if (to == nullptr) return found[0] + " is in no layer of tests/architecture/layers.cpp";
  if (may_use(*from, *to)) return std::nullopt;
  return std::string(from->folder) + " must not include " + std::string(to->folder) + " (\"" + include + "\")";
}

}  // namespace

std::vector<Finding> check_layers(const Tree& tree) {
  static const std::regex include(R"re((?:^|\n)[ \t]*#[ \t]*include[ \t]*"([^"\n]+)")re");
  std::vector<Finding> findings;
  for (const Source& source : tree.sources) {
    if (!source.is_cpp()) continue;
    for (auto it = std::sregex_iterator(source.code.begin(), source.code.end(), include); it != std::sregex_iterator();
         ++it) {
      if (const auto text = objection(tree, source, (*it)[1]))
        findings.push_back({source.path, line_at(source.text, static_cast<std::size_t>(it->position(1))), *text});
    }
  }
  return findings;
}

}  // namespace keybook::architecture
