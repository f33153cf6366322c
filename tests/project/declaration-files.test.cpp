// Declaration files that refer to each other by path are read together.
#include "project/declaration-files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "project/module-graph.h"
#include "project/platform.h"
#include "tests/project/modules.h"
#include "types/type-walk.h"

namespace asynclint {
namespace {

using tests::Modules;

std::vector<std::string> declared(const types::TypeBuilder& builder) {
  std::vector<std::string> names;
  for (const types::Declaration& one : builder.view().declarations) names.emplace_back(builder.view().name(one.name));
  std::ranges::sort(names);
  return names;
}

TEST(DeclarationFiles, AreReadWithThoseThatTheyReferTo) {
  const Modules files{
      {"a/index.d.ts",
       "/// <reference path='./b.d.ts' />\n/// <reference path=\"../c.d.ts\" />\ndeclare const a: 1;\n"},
      {"a/b.d.ts",
       "/// <reference path=\"index.d.ts\" />\n/// <reference path=\"gone.d.ts\" />\ndeclare const b: 1;\n"},
      {"c.d.ts", "/// <reference path=\"../outside.d.ts\" />\ndeclare const c: 1;\n"},
      {"outside/d.d.ts", "declare const d: 1;\n"}};
  files.link("a/gone.d.ts", "../outside/d.d.ts");
  const std::string path = *platform::real_path(files.path("a/index.d.ts"));
  const std::string root = path.substr(0, path.size() - std::string_view("/a/index.d.ts").size());
  const auto all = read_declarations(path, root);
  ASSERT_TRUE(all);
  EXPECT_EQ(declared(*all), (std::vector<std::string>{"a", "b", "c", "d"}));
  // What lies outside is not looked at, by whatever path it is reached.
  const auto inside = read_declarations(path, root + "/a");
  ASSERT_TRUE(inside);
  EXPECT_EQ(declared(*inside), (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(read_declarations(root + "/nothing.d.ts", root));
}

TEST(DeclarationFiles, AModuleIsTheOneThatIsDeclaredByItsName) {
  const Modules files{
      {"package.json", "{}"},
      {"node_modules/db/package.json", R"({"types": "types/index.d.ts"})"},
      {"node_modules/db/types/index.d.ts",
       "/// <reference path='./query.d.ts' />\ndeclare module 'db' { export function find(): Query; }\n"},
      {"node_modules/db/types/query.d.ts", "declare module 'db' { interface Query { exec(): Promise<void> } }\n"},
      "app.ts"};
  ModuleGraph graph(std::make_shared<PackageFiles>());
  const auto source = graph.seen_from(*platform::real_path(files.path("app.ts")));
  types::TypeWalk walk(source.get(), nullptr);
  const std::string_view name = "find";
  const types::TypeRef find = walk.imported("db", types::ImportSyntax::import_, std::span(&name, 1));
  const types::TypeRef exec = walk.member(walk.call(find, {}).result, "exec");
  EXPECT_TRUE(walk.head(walk.call(exec, {}).result).is(types::TypeKind::promise));
}

}  // namespace
}  // namespace asynclint
