// What a tsconfig.json or jsconfig.json maps.
#include <gtest/gtest.h>

#include "tests/project/modules.h"

namespace asynclint {
namespace {

using tests::Modules;

TEST(TsConfig, PathsMapNames) {
  const Modules files{{"tsconfig.json", R"({
    // As people write it.
    "compilerOptions": {
      "paths": {
        "@/*": ["./src/*"],
        "@/lib/*": ["./lib/*", "./other/*"],
        "~store": ["./src/store.ts"],
        "*.svg": ["./src/svg.d.ts"],
        "fs": ["./src/a.ts"],
        "virtual:config": ["./src/a.ts"],
        "#own": ["./src/a.ts"],
        "pack": ["./gone"],
        "folder": ["./folder"],
      },
    },
  })"},
                      "src/a.ts",
                      "src/store.ts",
                      "src/svg.d.ts",
                      "src/deep/page.ts",
                      "lib/x.ts",
                      "other/y.ts",
                      "src/lib/z.ts",
                      "node_modules/pack/index.js",
                      {"folder/package.json", R"({"main": "lib/main"})"},
                      "folder/lib/main.ts"};
  files.by_both("src/deep/page.ts", {{"@/a", "src/a.ts"},
                                     {"@/a.js", "src/a.ts"},
                                     {"@/deep/page", "src/deep/page.ts"},
                                     {"@/lib/x", "lib/x.ts"},
                                     {"@/lib/y", "other/y.ts"},
                                     // The longest prefix counts, and no other.
                                     {"@/lib/z", ""},
                                     {"~store", "src/store.ts"},
                                     {"icon.svg", "src/svg.d.ts"},
                                     {"virtual:config", "src/a.ts"},
                                     {"#own", "src/a.ts"},
                                     {"pack", "node_modules/pack/index.js"},
                                     {"folder", "folder/lib/main.ts"},
                                     {"fs", "node:fs"},
                                     {"./store", ""}});
}

TEST(TsConfig, BaseUrlIsWhereNamesBegin) {
  const Modules files{
      {"tsconfig.json", R"({"compilerOptions": {"baseUrl": "./src", "paths": {"lib/*": ["../lib/*"]}}})"},
      "src/utils/time.ts",
      "src/lib/b.ts",
      "src/app.ts",
      "lib/a.ts",
      "node_modules/utils/index.js",
      "node_modules/pack/index.js"};
  files.by_both("src/app.ts", {{"utils/time", "src/utils/time.ts"},
                               {"app", "src/app.ts"},
                               {"lib/a", "lib/a.ts"},
                               // What `paths` maps, they map alone.
                               {"lib/b", ""},
                               {"utils", "node_modules/utils/index.js"},
                               {"pack", "node_modules/pack/index.js"}});
}

TEST(TsConfig, TheNearestCounts) {
  const Modules files{{"tsconfig.json", R"({"compilerOptions": {"paths": {"x": ["./a.ts"]}}})"},
                      "a.ts",
                      {"web/jsconfig.json", R"({"compilerOptions": {"paths": {"x": ["./b.js"]}}})"},
                      "web/b.js",
                      "web/src/page.js",
                      {"both/tsconfig.json", R"({"compilerOptions": {"paths": {"x": ["./c.ts"]}}})"},
                      {"both/jsconfig.json", R"({"compilerOptions": {"paths": {"x": ["./d.ts"]}}})"},
                      "both/c.ts",
                      "both/d.ts",
                      {"none/tsconfig.json", "{}"},
                      "none/a.ts",
                      {"blank/tsconfig.json", ""},
                      "blank/a.ts"};
  files.by_both("a.ts", {{"x", "a.ts"}});
  files.by_both("web/src/page.js", {{"x", "web/b.js"}});
  files.by_both("both/c.ts", {{"x", "both/c.ts"}});
  files.by_both("none/a.ts", {{"x", ""}});
  files.by_both("blank/a.ts", {{"x", ""}});
}

TEST(TsConfig, ItExtendsOthers) {
  const Modules files{
      {"config/base.json", R"({"compilerOptions": {"paths": {"base": ["./from-base.ts"]}}})"},
      "config/from-base.ts",
      {"config/second.json", R"({"compilerOptions": {"paths": {"second": ["./from-second.ts"]}}})"},
      "config/from-second.ts",
      {"config/url.json", R"({"compilerOptions": {"baseUrl": ".."}})"},
      "top.ts",
      {"one/tsconfig.json", R"({"extends": "../config/base"})"},
      "one/a.ts",
      {"list/tsconfig.json", R"({"extends": ["../config/base.json", "../config/second.json"]})"},
      "list/a.ts",
      {"own/tsconfig.json", R"({"extends": "../config/base.json", "compilerOptions": {"paths": {"own": ["./a.ts"]}}})"},
      "own/a.ts",
      {"url/tsconfig.json",
       R"({"extends": "../config/url.json", "compilerOptions": {"paths": {"own": ["url/a.ts"]}}})"},
      "url/a.ts",
      {"chain/tsconfig.json", R"({"extends": "../one/tsconfig.json"})"},
      "chain/a.ts"};
  files.by_both("one/a.ts", {{"base", "config/from-base.ts"}});
  files.by_both("chain/a.ts", {{"base", "config/from-base.ts"}});
  files.by_both("list/a.ts", {{"second", "config/from-second.ts"}, {"base", ""}});
  files.by_both("own/a.ts", {{"own", "own/a.ts"}, {"base", ""}});
  files.by_both("url/a.ts", {{"top", "top.ts"}, {"own", "url/a.ts"}});
}

TEST(TsConfig, ItExtendsPackages) {
  const std::string config = R"({"compilerOptions": {"paths": {"x": ["${configDir}/src/x.ts"]}}})";
  const Modules files{{"node_modules/plain/tsconfig.json", config},
                      {"node_modules/@scope/named/strict.json", config},
                      {"node_modules/field/package.json", R"({"tsconfig": "lib/ts.json"})"},
                      {"node_modules/field/lib/ts.json", config},
                      {"node_modules/exports/package.json", R"({"exports": {"./base": "./lib/ts.json"}})"},
                      {"node_modules/exports/lib/ts.json", config},
                      {"a/tsconfig.json", R"({"extends": "plain"})"},
                      "a/src/x.ts",
                      {"b/tsconfig.json", R"({"extends": "@scope/named/strict"})"},
                      "b/src/x.ts",
                      {"c/tsconfig.json", R"({"extends": "field"})"},
                      "c/src/x.ts",
                      {"d/tsconfig.json", R"({"extends": "exports/base"})"},
                      "d/src/x.ts",
                      {"e/tsconfig.json", R"({"extends": "not-installed"})"},
                      "e/src/x.ts"};
  for (const char* folder : {"a", "b", "c", "d"}) {
    const std::string file = std::string(folder) + "/src/x.ts";
    files.by_both(file, {{"x", file}});
  }
  files.by_both("e/src/x.ts", {{"x", ""}});
}

TEST(TsConfig, WhatItRefersToCountsWhereItMapsNothing) {
  const Modules files{{"tsconfig.json", R"({
                        "files": [],
                        "references": [
                          {"path": "./tsconfig.node.json"}, {"path": "./tsconfig.app.json"}, {"path": "lib"}, {"path": "gone"}, {}
                        ]
                      })"},
                      {"tsconfig.node.json", "{}"},
                      {"tsconfig.app.json", R"({"compilerOptions": {"paths": {"@/*": ["./src/*"]}}})"},
                      {"lib/tsconfig.json", R"({"compilerOptions": {"paths": {"lib": ["./index.ts"]}}})"},
                      "lib/index.ts",
                      "src/a.ts"};
  files.by_both("src/a.ts", {{"@/a", "src/a.ts"}, {"lib", "lib/index.ts"}});
}

TEST(TsConfig, Circles) {
  const Modules files{{"tsconfig.json",
                       R"({"extends": "./other.json", "compilerOptions": {"paths": {"x": ["./a.ts"]}},
           "references": [{"path": "."}]})"},
                      {"other.json", R"({"extends": ["./tsconfig.json", "./other.json"]})"},
                      {"self/tsconfig.json", R"({"extends": "./tsconfig.json"})"},
                      "a.ts",
                      "self/b.ts"};
  files.by_both("a.ts", {{"x", "a.ts"}});
  files.by_both("self/b.ts", {{"x", ""}});
}

TEST(TsConfig, ItDoesNotReachOutOfTheRoot) {
  const Modules files{
      {"app/tsconfig.json", R"({"extends": "../outside.json", "compilerOptions": {"paths": {"y": ["../b.ts"]}}})"},
      {"outside.json", R"({"compilerOptions": {"paths": {"x": ["./a.ts"]}}})"},
      "a.ts",
      "b.ts",
      "app/a.ts"};
  ModuleResolver resolver(files.path("app"));
  EXPECT_FALSE(resolver.resolve("x", files.path("app/a.ts"), ImportSyntax::import_));
  EXPECT_FALSE(resolver.resolve("y", files.path("app/a.ts"), ImportSyntax::import_));
}

TEST(TsConfig, OddOnes) {
  const Modules files{{"tsconfig.json", R"({
    "extends": [1, null, "", ".", ["x"]],
    "references": {"path": "."},
    "compilerOptions": {
      "baseUrl": 3,
      "paths": {"a": "a.ts", "b": [1, "./b.ts"], "": ["./b.ts"], "**": ["./b.ts"], "c*d*": ["*"]}
    }
  })"},
                      "a.ts",
                      "b.ts"};
  files.by_both("a.ts", {{"a", ""}, {"b", "b.ts"}, {"", ""}, {"cxdy", ""}});
}

}  // namespace
}  // namespace asynclint
