// Writing a file whole or not at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "project/platform.h"
#include "tests/project/folder.h"

namespace asynclint {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using tests::Folder;

std::vector<std::string> names_in(const Folder& folder) {
  std::vector<std::string> names;
  const auto entries = platform::list_directory(folder.path());
  for (const platform::DirectoryEntry& entry : *entries) names.push_back(entry.name);
  return names;
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

TEST(ReplaceFile, KeepsTheMode) {
  const Folder folder;
  const std::string path = folder.write("tool.js", "old");
  ASSERT_EQ(::chmod(path.c_str(), 0751), 0);
  EXPECT_FALSE(platform::replace_file(path, "new"));
  EXPECT_EQ(folder.read("tool.js"), "new");
  EXPECT_EQ(mode_of(path), 0751U);
  EXPECT_THAT(names_in(folder), ElementsAre("tool.js"));
}

TEST(ReplaceFile, WritesThroughALink) {
  const Folder folder;
  folder.write("real/a.js", "old");
  fs::create_symlink("real/a.js", folder.path("a.js"));
  EXPECT_FALSE(platform::replace_file(folder.path("a.js"), "new"));
  EXPECT_TRUE(fs::is_symlink(folder.path("a.js")));
  EXPECT_EQ(folder.read("real/a.js"), "new");
}

// A limit on the size of files, in a process of its own, stands for a full disk.
TEST(ReplaceFile, LeavesTheFileWholeWhenTheDiskIsFull) {
  const Folder folder;
  const std::string path = folder.write("a.js", "old");
  const auto replace_with_little_room = [&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100, 100};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto failure = platform::replace_file(path, std::string(1000, 'x'));
    ::_exit(failure && failure->reason == "file too large" ? 0 : 1);
  };
  EXPECT_EXIT(replace_with_little_room(), testing::ExitedWithCode(0), "");
  EXPECT_EQ(folder.read("a.js"), "old");
  EXPECT_THAT(names_in(folder), ElementsAre("a.js"));
}

TEST(ReplaceFile, SaysWhyItCannot) {
  const Folder folder;
  EXPECT_EQ(platform::replace_file(folder.path("missing.js"), "new")->reason, "no such file or directory");
  if (::geteuid() == 0) return;  // whom nothing is denied
  const std::string path = folder.write("a.js", "old");
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  EXPECT_EQ(platform::replace_file(path, "new")->reason, "permission denied");
}

TEST(ReadFile, SaysWhyItCannot) {
  const Folder folder;
  const std::string path = folder.write("a.js", "12345");
  EXPECT_EQ(*platform::read_file(path, 5), "12345");
  EXPECT_EQ(platform::read_file(path, 4).reason(), "larger than 0 MiB");
  EXPECT_EQ(platform::read_file(folder.path(), 100).reason(), "is a directory");
  EXPECT_EQ(platform::read_file("/dev/null", 100).reason(), "not a regular file");
  EXPECT_EQ(platform::read_file(folder.path("b.js"), 100).reason(), "no such file or directory");
  EXPECT_EQ(platform::read_file(path + "/c.js", 100).reason(), "not a directory");
}

TEST(ReadFile, ReadsFilesThatSayTheyAreEmpty) {
  // What the kernel makes up has no size beforehand.
  const auto text = platform::read_file("/proc/self/status", 1 << 20U);
  if (!text) GTEST_SKIP() << text.reason();
  EXPECT_THAT(*text, testing::HasSubstr("Name:"));
}

// An interrupt that arrives while it is held ends the process only afterwards.
TEST(InterruptsHeld, AreTakenAfterwards) {
  const Folder folder;
  const auto interrupted = [&] {
    {
      const platform::InterruptsHeld held;
      ::raise(SIGINT);
      folder.write("done", "");
    }
    ::_exit(0);
  };
  EXPECT_EXIT(interrupted(), testing::KilledBySignal(SIGINT), "");
  EXPECT_TRUE(fs::exists(folder.path("done")));
}

TEST(CreateFile, WritesOverNothing) {
  const Folder folder;
  const std::string path = folder.path("a.txt");
  EXPECT_FALSE(platform::create_file(path, "new"));
  EXPECT_EQ(folder.read("a.txt"), "new");
  const auto failure = platform::create_file(path, "newer");
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->reason, platform::already_there);
  EXPECT_EQ(folder.read("a.txt"), "new");
  fs::create_symlink("nowhere", folder.path("link"));
  EXPECT_TRUE(platform::create_file(folder.path("link"), "new"));
  EXPECT_TRUE(platform::create_file(folder.path("no/folder"), "new"));
  EXPECT_THAT(names_in(folder), ElementsAre("a.txt", "link"));
}

TEST(MakeDirectories, MakesWhatIsMissing) {
  const Folder folder;
  EXPECT_FALSE(platform::make_directories(folder.path("a/b/c")));
  EXPECT_FALSE(platform::make_directories(folder.path("a/b/c/")));
  EXPECT_TRUE(fs::is_directory(folder.path("a/b/c")));
  folder.write("file", "");
  EXPECT_TRUE(platform::make_directories(folder.path("file")));
  EXPECT_TRUE(platform::make_directories(folder.path("file/below")));
}

TEST(RunProgram, SaysHowItEnded) {
  const Folder folder;
  EXPECT_EQ(*platform::run_program({"sh", "-c", "exit 3"}, folder.path()), 3);
  EXPECT_EQ(*platform::run_program({"sh", "-c", "pwd > here"}, folder.path()), 0);
  EXPECT_EQ(folder.read("here"), folder.path() + "\n");
  EXPECT_EQ(*platform::run_program({"sh", "-c", "kill -9 $$"}, folder.path()), 128 + 9);
  EXPECT_EQ(platform::run_program({"no-such-program"}, folder.path()).reason(), "no such file or directory");
  EXPECT_FALSE(platform::run_program({"sh", "-c", "exit 0"}, folder.path("nowhere")));
}

}  // namespace
}  // namespace asynclint
