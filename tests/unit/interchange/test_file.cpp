#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "interchange/file.h"

namespace keybook::interchange {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  Files() {
    std::string name = (fs::temp_directory_path() / "keybook-files-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~Files() override { fs::remove_all(folder); }
  fs::path folder;
};

TEST_F(Files, WrittenThenRead) {
  ASSERT_TRUE(write_file(folder / "a", "eins"));
  ASSERT_TRUE(write_file(folder / "a", std::string(200'000, 'x')));
  EXPECT_EQ(*read_file(folder / "a"), std::string(200'000, 'x'));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);  // no temporary file stays
}

TEST_F(Files, AbandonedWriteChangesNothing) {
  ASSERT_TRUE(write_file(folder / "a", "old"));
  {
    auto sink = FileSink::create(folder / "a");
    ASSERT_TRUE(sink);
    ASSERT_TRUE(sink->write(std::string(100'000, 'x')));
  }
  EXPECT_EQ(*read_file(folder / "a"), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
}

TEST_F(Files, ErrorsSayWhichFileAndWhatToDo) {
  const auto missing = read_file(folder / "missing.csv");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().text(), (folder / "missing.csv").string() + ": no such file or folder. Check the path");
  const auto directory = read_file(folder);
  ASSERT_FALSE(directory);
  EXPECT_NE(directory.error().message.find("folder"), std::string::npos);
  EXPECT_FALSE(write_file(folder, "x"));
  EXPECT_FALSE(write_file(folder / "no" / "where", "x"));
}

TEST_F(Files, LimitIsKept) {
  ASSERT_TRUE(write_file(folder / "a", "12345"));
  EXPECT_EQ(*read_file(folder / "a", 5), "12345");
  const auto large = read_file(folder / "a", 4);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, base::ErrorCode::TooLarge);
  EXPECT_EQ(large.error().message, "the file is larger than 4 bytes");
}

TEST_F(Files, NoRight) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  ASSERT_TRUE(write_file(folder / "a", "x"));
  fs::permissions(folder / "a", fs::perms::none);
  const auto locked = read_file(folder / "a");
  ASSERT_FALSE(locked);
  EXPECT_NE(locked.error().message.find("no right"), std::string::npos);
}

TEST_F(Files, SourceRewinds) {
  ASSERT_TRUE(write_file(folder / "a", "abc"));
  auto source = FileSource::open(folder / "a");
  ASSERT_TRUE(source);
  std::array<char, 10> buffer = {};
  EXPECT_EQ(*source->read(buffer), 3u);
  EXPECT_EQ(*source->read(buffer), 0u);
  ASSERT_TRUE(source->rewind());
  EXPECT_EQ(*source->read(buffer), 3u);
}

}  // namespace
}  // namespace keybook::interchange
