// How far a project reaches.
#include "project/workspace.h"

#include <gtest/gtest.h>

#include "tests/project/modules.h"

namespace asynclint {
namespace {

using tests::Modules;

TEST(Workspace, TheNearestRepositoryOrWorkspace) {
  const Modules files{"repo/.git/HEAD",
                      {"repo/package.json", "{}"},
                      {"repo/packages/a/package.json", "{}"},
                      "repo/packages/a/src/x.js",
                      {"repo/mono/package.json", R"({"workspaces": ["packages/*"]})"},
                      {"repo/mono/packages/b/package.json", "{}"},
                      "repo/mono/packages/b/x.js",
                      "repo/pnpm/pnpm-workspace.yaml",
                      {"repo/pnpm/b/package.json", "{}"},
                      {"repo/module/.git", "gitdir: ../.git/modules/module"},
                      "repo/module/src/x.js"};
  WorkspaceRoots roots;
  for (const auto& [file, root] : {std::pair{"repo/packages/a/src/x.js", "repo"},
                                   {"repo/index.js", "repo"},
                                   {"repo/mono/packages/b/x.js", "repo/mono"},
                                   {"repo/pnpm/b/x.js", "repo/pnpm"},
                                   {"repo/module/src/x.js", "repo/module"},
                                   {"repo/not/yet/there.js", "repo"}}) {
    EXPECT_EQ(workspace_root_of(files.path(file)), files.path(root)) << file;
    EXPECT_EQ(roots.of(files.path(file)), files.path(root)) << file;
  }
}

TEST(Workspace, ElseTheNearestPackage) {
  const Modules files{{"package.json", "{}"}, {"a/package.json", "{"}, "a/src/x.js", "b/x.js"};
  EXPECT_EQ(workspace_root_of(files.path("a/src/x.js")), files.path("a"));
  EXPECT_EQ(workspace_root_of(files.path("b/x.js")), files.path());
}

TEST(Workspace, ElseTheFilesOwnFolder) {
  const Modules files{"a/b/x.js"};
  EXPECT_EQ(workspace_root_of(files.path("a/b/x.js")), files.path("a/b"));
}

TEST(Workspace, InstalledPackagesBelongToTheProject) {
  const Modules files{{"a/package.json", "{}"},
                      {"a/node_modules/b/package.json", "{}"},
                      "a/node_modules/b/x.js",
                      {"a/node_modules/b/node_modules/c/package.json", "{}"},
                      "a/node_modules/b/node_modules/c/x.js",
                      {"a/node_modules_not/package.json", "{}"},
                      "a/node_modules_not/x.js"};
  EXPECT_EQ(workspace_root_of(files.path("a/node_modules/b/x.js")), files.path("a"));
  EXPECT_EQ(workspace_root_of(files.path("a/node_modules/b/node_modules/c/x.js")), files.path("a"));
  EXPECT_EQ(workspace_root_of(files.path("a/node_modules_not/x.js")), files.path("a/node_modules_not"));
}

TEST(Workspace, LinksAreResolved) {
  const Modules files{{"real/package.json", "{}"}, "real/x.js"};
  files.link("alias", "real");
  EXPECT_EQ(workspace_root_of(files.path("alias/x.js")), files.path("real"));
}

}  // namespace
}  // namespace asynclint
