// Which files Node takes for ES modules.
#include "project/module-kinds.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/project/folder.h"

namespace asynclint {
namespace {

using tests::Folder;

ModuleKind kind_of(const Folder& folder, std::string_view path) { return ModuleKinds().of(folder.path(path)); }

TEST(ModuleKinds, TheExtensionDecidesFirst) {
  const Folder folder;
  folder.write("package.json", R"({"type": "module"})");
  EXPECT_EQ(kind_of(folder, "a.cjs"), ModuleKind::commonjs);
  EXPECT_EQ(kind_of(folder, "a.mjs"), ModuleKind::module);
  EXPECT_EQ(kind_of(folder, "a.js"), ModuleKind::module);
  EXPECT_EQ(kind_of(folder, "a.jsx"), ModuleKind::module);
}

TEST(ModuleKinds, TheNearestPackageDecidesNext) {
  const Folder folder;
  folder.write("package.json", R"({"type": "module"})");
  folder.write("old/package.json", R"({"type": "commonjs"})");
  folder.write("bare/package.json", R"({"name": "bare"})");
  folder.write("broken/package.json", "{");
  folder.write("odd/package.json", R"({"type": ["module"]})");
  EXPECT_EQ(kind_of(folder, "src/deep/a.js"), ModuleKind::module);
  EXPECT_EQ(kind_of(folder, "old/src/a.js"), ModuleKind::commonjs);
  EXPECT_EQ(kind_of(folder, "bare/a.js"), ModuleKind::by_syntax);
  EXPECT_EQ(kind_of(folder, "broken/a.js"), ModuleKind::by_syntax);
  EXPECT_EQ(kind_of(folder, "odd/a.js"), ModuleKind::by_syntax);
}

TEST(ModuleKinds, APackageDoesNotReachIntoItsDependencies) {
  const Folder folder;
  folder.write("package.json", R"({"type": "module"})");
  EXPECT_EQ(kind_of(folder, "node_modules/loose/a.js"), ModuleKind::by_syntax);
}

TEST(ModuleKinds, AnyThreadMayAsk) {
  const Folder folder;
  folder.write("package.json", R"({"type": "module"})");
  ModuleKinds kinds;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i)
        if (kinds.of(folder.path("d" + std::to_string(i % 20) + "/a.js")) != ModuleKind::module) ++wrong;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Dialects, FollowFromTheExtension) {
  EXPECT_EQ(dialect_of("a.js"), Dialect::javascript);
  EXPECT_EQ(dialect_of("bin/tool"), Dialect::javascript);
  EXPECT_EQ(dialect_of("a.mts"), Dialect::typescript);
  EXPECT_EQ(dialect_of("a.tsx"), Dialect::tsx);
}

}  // namespace
}  // namespace asynclint
