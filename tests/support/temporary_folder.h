// A folder of a test's own that is gone with it, also where the test failed.
#pragma once

#include <filesystem>
#include <string>

#include "base/random.h"

namespace keybook::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    base::SystemRandom random;
    path_ = std::filesystem::temp_directory_path() / ("keybook-" + base::random_token(random, 12));
    std::filesystem::create_directory(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace keybook::testing
