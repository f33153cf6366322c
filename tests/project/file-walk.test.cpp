// Which files a path stands for.
#include "project/file-walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/project/folder.h"

namespace asynclint {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::Folder;

std::vector<std::string> paths_of(const Folder& folder, const FoundFiles& found) {
  std::vector<std::string> paths;
  for (const FoundFile& file : found.files)
    paths.push_back(fs::path(file.path).lexically_relative(folder.path()).string());
  return paths;
}

FoundFiles find(const std::vector<std::string>& paths) { return find_files(paths); }

TEST(FileWalk, FindsScriptsByTheirExtensionInTheOrderOfNames) {
  const Folder folder;
  for (const char* name : {"b.js", "a/z.mjs", "a.js", "c.cjs", "d.jsx", "B.js", "e.ts", "e.d.ts", "f.tsx", "g.mts",
                           "g.d.mts", "h.cts", "f.json", "js", ".js", "g.JS", "d.ts"})
    folder.write(name, "");
  EXPECT_THAT(paths_of(folder, find({folder.path()})), ElementsAre("B.js", "a/z.mjs", "a.js", "b.js", "c.cjs", "d.jsx",
                                                                   "d.ts", "e.ts", "f.tsx", "g.mts", "h.cts"));
}

TEST(FileWalk, LeavesOutWhatNobodyWroteHere) {
  const Folder folder;
  for (const char* name : {"node_modules/x/index.js", "src/node_modules/y.js", ".git/hooks/z.js", "lib.min.js",
                           "lib-min.js", "admin.js", "src/.eslintrc.js"})
    folder.write(name, "");
  const FoundFiles found = find({folder.path()});
  EXPECT_THAT(paths_of(folder, found), ElementsAre("admin.js", "src/.eslintrc.js"));
  EXPECT_EQ(found.minified, 2U);
}

TEST(FileWalk, TakesEveryFileThatIsNamed) {
  const Folder folder;
  folder.write(".git/HEAD", "");
  folder.write(".gitignore", "*.js\n");
  const std::vector<std::string> named{folder.write("a.min.js", ""), folder.write("node_modules/b.js", ""),
                                       folder.write("c.txt", ""), folder.write("ignored.js", "")};
  const FoundFiles found = find(named);
  EXPECT_THAT(paths_of(folder, found), ElementsAre("a.min.js", "node_modules/b.js", "c.txt", "ignored.js"));
  EXPECT_TRUE(found.files.front().is_named);
}

TEST(FileWalk, WalksANamedDirectoryThatIsIgnored) {
  const Folder folder;
  folder.write(".git/HEAD", "");
  folder.write(".gitignore", "build/\nnode_modules\n*.gen.js\n");
  folder.write("build/a.js", "");
  folder.write("build/b.gen.js", "");
  folder.write("node_modules/pkg/index.js", "");
  folder.write("node_modules/pkg/node_modules/deep/index.js", "");
  EXPECT_THAT(paths_of(folder, find({folder.path()})), IsEmpty());
  EXPECT_THAT(paths_of(folder, find({folder.path("build")})), ElementsAre("build/a.js"));
  EXPECT_THAT(paths_of(folder, find({folder.path("node_modules/pkg")})), ElementsAre("node_modules/pkg/index.js"));
}

TEST(FileWalk, HeedsIgnoreFilesAboveUpToTheRepository) {
  const Folder folder;
  folder.write(".gitignore", "*.js\n");
  folder.write("repository/.git/info/exclude", "excluded.js\n");
  folder.write("repository/.gitignore", "/src/deep/generated/\nlocal.js\n");
  folder.write("repository/src/.gitignore", "!local.js\n");
  for (const char* name : {"a.js", "excluded.js", "local.js", "generated/b.js"})
    folder.write("repository/src/deep/" + std::string(name), "");
  EXPECT_THAT(paths_of(folder, find({folder.path("repository/src/deep")})),
              ElementsAre("repository/src/deep/a.js", "repository/src/deep/local.js"));
}

TEST(FileWalk, AnswersToTheInnerRepositoryInsideAnother) {
  const Folder folder;
  folder.write(".git/HEAD", "");
  folder.write(".gitignore", "*.js\n!vendor\n");
  folder.write("outer.js", "");
  folder.write("vendor/.git", "gitdir: ../.git/modules/vendor\n");
  folder.write(".git/modules/vendor/info/exclude", "inner.js\n");
  folder.write("vendor/inner.js", "");
  folder.write("vendor/main.js", "");
  EXPECT_THAT(paths_of(folder, find({folder.path()})), ElementsAre("vendor/main.js"));
}

TEST(FileWalk, SharesTheExcludeFileOfAWorktreeWithItsRepository) {
  const Folder folder;
  folder.write("main/.git/info/exclude", "secret.js\n");
  folder.write("main/.git/worktrees/tree/commondir", "../..\n");
  folder.write("tree/.git", "gitdir: " + folder.path("main/.git/worktrees/tree") + "\n");
  folder.write("tree/secret.js", "");
  folder.write("tree/a.js", "");
  EXPECT_THAT(paths_of(folder, find({folder.path("tree")})), ElementsAre("tree/a.js"));
}

TEST(FileWalk, HeedsIgnoreFilesWithoutARepositoryFromTheNamedDirectoryOn) {
  const Folder folder;
  folder.write(".gitignore", "*.js\n");
  folder.write("package/.gitignore", "dist\n");
  folder.write("package/dist/a.js", "");
  folder.write("package/b.js", "");
  EXPECT_THAT(paths_of(folder, find({folder.path("package")})), ElementsAre("package/b.js"));
}

TEST(FileWalk, FollowsLinksWhereTheyAreNamedOnly) {
  const Folder folder;
  folder.write("real/a.js", "");
  folder.write("other/c.js", "");
  folder.write("tree/b.js", "");
  fs::create_directory_symlink(folder.path("real"), folder.path("tree/directory"));
  fs::create_symlink(folder.path("other/c.js"), folder.path("tree/file.js"));
  EXPECT_THAT(paths_of(folder, find({folder.path("tree")})), ElementsAre("tree/b.js"));
  EXPECT_THAT(paths_of(folder, find({folder.path("tree/directory"), folder.path("tree/file.js")})),
              ElementsAre("tree/directory/a.js", "tree/file.js"));
}

TEST(FileWalk, EndsInALoopOfLinks) {
  const Folder folder;
  folder.write("a/b/c.js", "");
  fs::create_directory_symlink("../..", folder.path("a/b/up"));
  fs::create_directory_symlink(".", folder.path("a/self"));
  EXPECT_THAT(paths_of(folder, find({folder.path(), folder.path("a/self"), folder.path("a/b/up/a")})),
              ElementsAre("a/b/c.js"));
}

TEST(FileWalk, SaysWhenALinkLeadsNowhereOrToItself) {
  const Folder folder;
  fs::create_symlink("nowhere.js", folder.path("dangling.js"));
  fs::create_symlink("itself.js", folder.path("itself.js"));
  const FoundFiles found = find({folder.path("dangling.js"), folder.path("itself.js")});
  ASSERT_EQ(found.failures.size(), 2U);
  EXPECT_THAT(found.failures[0].path, HasSubstr("dangling.js"));
  EXPECT_EQ(found.failures[0].reason, "no such file or directory");
  EXPECT_THAT(found.failures[1].reason, HasSubstr("symbolic links"));
}

TEST(FileWalk, FindsAFileOnceHoweverOftenItIsMeant) {
  const Folder folder;
  folder.write("src/a.js", "");
  folder.write("src/lib/b.js", "");
  const std::string a = folder.path("src/a.js");
  EXPECT_THAT(paths_of(folder, find({a, folder.path("src"), folder.path("src/./lib"), a})),
              ElementsAre("src/a.js", "src/lib/b.js"));
  EXPECT_THAT(paths_of(folder, find({folder.path("src/lib"), folder.path("src"), a})),
              ElementsAre("src/lib/b.js", "src/a.js"));
}

TEST(FileWalk, ShowsPathsAsTheyWereNamed) {
  const Folder folder;
  folder.write("src/a.js", "");
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const auto shown = [](const std::string& path) { return find({path}).files.front().path; };
  EXPECT_EQ(shown("."), "src/a.js");
  EXPECT_EQ(shown("./src//"), "src/a.js");
  EXPECT_EQ(shown("src/../src/a.js"), "src/../src/a.js");
  EXPECT_EQ(shown(folder.path("src")), folder.path("src/a.js"));
  fs::current_path(before);
}

TEST(FileWalk, SaysWhatIsMissingAndWhatIsNoFile) {
  const FoundFiles found = find({"no-such-file.js", "", "/dev/null"});
  ASSERT_EQ(found.failures.size(), 3U);
  EXPECT_EQ(found.failures[0].reason, "no such file or directory");
  EXPECT_EQ(found.failures[1].path, "\"\"");
  EXPECT_EQ(found.failures[2].reason, "not a regular file");
}

}  // namespace
}  // namespace asynclint
