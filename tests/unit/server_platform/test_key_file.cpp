// The key for receipts: made once, for its owner alone, and never replaced behind anybody's back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sync-server/platform/key_file.h"

namespace keybook::server::platform {
namespace {

namespace fs = std::filesystem;

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() { fs::create_directories(folder_); }
  ~KeyFile() override { fs::remove_all(folder_); }
  base::Result<std::string> key() { return need_receipt_key(folder_, random_); }
  base::SystemRandom random_;
  const fs::path folder_ = fs::temp_directory_path() / ("keybook-key-" + std::to_string(::getpid()));
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerAlone) {
  const auto made = key();
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->size(), 43U);
  EXPECT_EQ(fs::status(folder_ / receipt_key_file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(*key(), *made);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1) << "nothing is left beside it";
}

TEST_F(KeyFile, WhoOnlyLooksMakesNone) {
  EXPECT_EQ(*receipt_key(folder_), "");
  EXPECT_TRUE(fs::is_empty(folder_));
  const std::string made = *key();
  EXPECT_EQ(*receipt_key(folder_), made);
}

TEST_F(KeyFile, OneThatCannotBeReadIsNotTakenForABrokenOne) {
  fs::create_directory(folder_ / receipt_key_file);
  const auto read = key();
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::ReadOnly);
  EXPECT_THAT(read.error().message, ::testing::HasSubstr("cannot be read"));
}

TEST_F(KeyFile, TwoServersHaveTwo) {
  const std::string first = *key();
  fs::remove(folder_ / receipt_key_file);
  EXPECT_NE(*key(), first);
}

TEST_F(KeyFile, ABrokenOneIsNamedAndStays) {
  std::ofstream(folder_ / receipt_key_file) << "short";
  const auto read = key();
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::BadFile);
  EXPECT_THAT(read.error().where.file, ::testing::HasSubstr(receipt_key_file));
  EXPECT_EQ(fs::file_size(folder_ / receipt_key_file), 5U);
}

TEST_F(KeyFile, AFolderThatIsMissingIsAnError) {
  const auto read = need_receipt_key(folder_ / "none", random_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::ErrorCode::ReadOnly);
}

}  // namespace
}  // namespace keybook::server::platform
