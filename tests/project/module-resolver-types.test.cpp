// Where a package has its declarations, which come before its JavaScript.
#include <gtest/gtest.h>

#include "project/types-versions.h"
#include "tests/project/modules.h"

namespace asynclint {
namespace {

using tests::Modules;

TEST(Declarations, APackageNamesThem) {
  const Modules files{{"node_modules/types/package.json", R"({"types": "lib/a.d.ts", "main": "index.js"})"},
                      "node_modules/types/lib/a.d.ts",
                      "node_modules/types/index.js",
                      "node_modules/types/index.d.ts",
                      {"node_modules/typings/package.json", R"({"typings": "./lib/a"})"},
                      "node_modules/typings/lib/a.d.ts",
                      {"node_modules/folder/package.json", R"({"types": "lib"})"},
                      "node_modules/folder/lib/index.d.ts",
                      {"node_modules/lost/package.json", R"({"types": "gone.d.ts", "main": "lib/main.js"})"},
                      "node_modules/lost/lib/main.js",
                      "node_modules/lost/lib/main.d.ts",
                      "node_modules/lost/index.d.ts",
                      "app.ts"};
  files.by_both("app.ts", {{"types", "node_modules/types/lib/a.d.ts"},
                           {"typings", "node_modules/typings/lib/a.d.ts"},
                           {"folder", "node_modules/folder/lib/index.d.ts"},
                           {"lost", "node_modules/lost/lib/main.d.ts"}});
}

TEST(Declarations, TheyStandBesideTheFile) {
  const Modules files{{"node_modules/main/package.json", R"({"main": "lib/start.js"})"},
                      "node_modules/main/lib/start.js",
                      "node_modules/main/lib/start.d.ts",
                      "node_modules/main/sub.js",
                      "node_modules/main/sub.d.ts",
                      "node_modules/index/index.js",
                      "node_modules/index/index.d.ts",
                      {"node_modules/exports/package.json", R"({
                        "exports": {
                          ".": {"import": "./index.mjs", "require": "./index.cjs"},
                          "./*": "./lib/*.js"
                        }
                      })"},
                      "node_modules/exports/index.mjs",
                      "node_modules/exports/index.d.mts",
                      "node_modules/exports/index.cjs",
                      "node_modules/exports/index.d.cts",
                      "node_modules/exports/lib/a.js",
                      "node_modules/exports/lib/a.d.ts",
                      "node_modules/single.js",
                      "node_modules/single.d.ts",
                      "app.ts"};
  files.by_import("app.ts", {{"exports", "node_modules/exports/index.d.mts"}});
  files.by_require("app.ts", {{"exports", "node_modules/exports/index.d.cts"}});
  files.by_both("app.ts", {{"main", "node_modules/main/lib/start.d.ts"},
                           {"main/sub", "node_modules/main/sub.d.ts"},
                           {"main/sub.js", "node_modules/main/sub.d.ts"},
                           {"index", "node_modules/index/index.d.ts"},
                           {"exports/a", "node_modules/exports/lib/a.d.ts"},
                           {"single", "node_modules/single.d.ts"}});
}

TEST(Declarations, ExportsNameThem) {
  const Modules files{{"node_modules/p/package.json", R"({
    "types": "./old.d.ts",
    "exports": {
      ".": {
        "import": {"types": "./index.d.mts", "default": "./index.mjs"},
        "require": {"types": "./index.d.cts", "default": "./index.cjs"}
      },
      "./late": {"default": "./late.js", "types": "./types/late.d.ts"},
      "./versions": {"types@<4.1": "./old.d.ts", "types@>=5.2": "./index.d.mts", "types": "./index.d.cts"},
      "./lost": {"types": "./gone.d.ts", "default": "./late.js"},
      "./source": "./src/source.ts",
      "./script": {"default": "./src/part.svelte"}
    }
  })"},
                      "node_modules/p/old.d.ts",
                      "node_modules/p/index.mjs",
                      "node_modules/p/index.d.mts",
                      "node_modules/p/index.cjs",
                      "node_modules/p/index.d.cts",
                      "node_modules/p/late.js",
                      "node_modules/p/types/late.d.ts",
                      "node_modules/p/src/source.ts",
                      "node_modules/p/src/part.svelte",
                      "app.ts"};
  files.by_import("app.ts", {{"p", "node_modules/p/index.d.mts"}});
  files.by_require("app.ts", {{"p", "node_modules/p/index.d.cts"}});
  files.by_both("app.ts", {{"p/late", "node_modules/p/types/late.d.ts"},
                           {"p/versions", "node_modules/p/index.d.mts"},
                           {"p/lost", "node_modules/p/late.js"},
                           {"p/source", "node_modules/p/src/source.ts"},
                           {"p/script", "node_modules/p/src/part.svelte"}});
}

TEST(Declarations, ForAVersionOfTypeScript) {
  const Modules files{{"node_modules/p/package.json", R"({
    "types": "./index.d.ts",
    "typesVersions": {
      "<=4.9": {"*": ["old/*"]}, ">=5": {"exact": ["new/other.d.ts"], "*": ["new/*"]}, "*": {"*": ["no/*"]}
    }
  })"},
                      "node_modules/p/index.d.ts",
                      "node_modules/p/old/index.d.ts",
                      "node_modules/p/new/index.d.ts",
                      "node_modules/p/new/sub.d.ts",
                      "node_modules/p/new/other.d.ts",
                      "node_modules/p/no/sub.d.ts",
                      "node_modules/p/plain.d.ts",
                      {"node_modules/q/package.json",
                       R"({"main": "a.js", "typesVersions": {"*": {"a.js": ["b.d.ts"], "index": ["c.d.ts"]}}})"},
                      "node_modules/q/a.js",
                      "node_modules/q/b.d.ts",
                      "app.ts"};
  files.by_both("app.ts", {{"p", "node_modules/p/new/index.d.ts"},
                           {"p/sub", "node_modules/p/new/sub.d.ts"},
                           {"p/exact", "node_modules/p/new/other.d.ts"},
                           {"p/plain", "node_modules/p/plain.d.ts"},
                           {"q", "node_modules/q/b.d.ts"}});
}

TEST(Declarations, RangesOfVersions) {
  for (const char* range : {"*", "", ">=4.2", ">= 4.2", ">4", "<7", ">=5.0.0-beta", ">=4.1 <8", "5.x", "<3 || >=5",
                            "^5.1", "~6.0", "v6", "<=5"})
    EXPECT_TRUE(fits_typescript(range)) << range;
  for (const char* range :
       {"<=4.9", "<5", ">7", "3.x", ">=5 <5.1", "=4.0", "^4.1", "~5.1", "4.1 - 4.9", "word", ">=99999999999999999999"})
    EXPECT_FALSE(fits_typescript(range)) << range;
}

TEST(Declarations, AnotherPackageHasThem) {
  const Modules files{"node_modules/plain/index.js",
                      "node_modules/plain/lib/sub.js",
                      "node_modules/@types/plain/index.d.ts",
                      "node_modules/@types/plain/lib/sub.d.ts",
                      "node_modules/@scope/name/index.js",
                      "node_modules/@types/scope__name/index.d.ts",
                      "node_modules/@types/scope__name/sub.d.ts",
                      "node_modules/own/index.js",
                      "node_modules/own/index.d.ts",
                      "node_modules/@types/own/index.d.ts",
                      "node_modules/@types/only/index.d.ts",
                      {"node_modules/@types/exports/package.json",
                       R"({"exports": {".": {"types": {"import": "./a.d.mts", "default": "./a.d.ts"}}}})"},
                      "node_modules/@types/exports/a.d.ts",
                      "node_modules/@types/exports/a.d.mts",
                      {"node_modules/closed/package.json", R"({"exports": {"./a": "./a.js"}})"},
                      "node_modules/closed/a.js",
                      "node_modules/@types/closed/index.d.ts",
                      "app/node_modules/plain/index.js",
                      "app/page.ts",
                      "page.ts"};
  files.by_import("page.ts", {{"exports", "node_modules/@types/exports/a.d.mts"}});
  files.by_require("page.ts", {{"exports", "node_modules/@types/exports/a.d.ts"}});
  files.by_both("page.ts", {{"plain", "node_modules/@types/plain/index.d.ts"},
                            {"plain/lib/sub", "node_modules/@types/plain/lib/sub.d.ts"},
                            {"plain/lib/sub.js", "node_modules/@types/plain/lib/sub.d.ts"},
                            {"@scope/name", "node_modules/@types/scope__name/index.d.ts"},
                            {"@scope/name/sub", "node_modules/@types/scope__name/sub.d.ts"},
                            {"own", "node_modules/own/index.d.ts"},
                            {"closed", "node_modules/@types/closed/index.d.ts"},
                            {"only", "node_modules/@types/only/index.d.ts"},
                            {"@types/only", "node_modules/@types/only/index.d.ts"}});
  // A package nearby may be declared far away.
  files.by_both("app/page.ts", {{"plain", "node_modules/@types/plain/index.d.ts"}});
}

TEST(Declarations, WhatTheyImportIsFoundTheSameWay) {
  const Modules files{
      {"node_modules/p/package.json", R"({"types": "dist/index.d.ts"})"},
      "node_modules/p/dist/index.d.ts",
      "node_modules/p/dist/part.d.ts",
      "node_modules/p/dist/part.js",
      "node_modules/p/dist/source.d.ts",
      "node_modules/p/node_modules/q/index.d.ts",
      "node_modules/@types/node/fs.d.ts",
      // What it was compiled with is not here any more.
      {"node_modules/p/tsconfig.json", R"({"extends": "./gone.json", "compilerOptions": {"baseUrl": "dist"}})"}};
  files.by_both("node_modules/p/dist/index.d.ts", {{"./part", "node_modules/p/dist/part.d.ts"},
                                                   {"./part.js", "node_modules/p/dist/part.d.ts"},
                                                   {"./source.ts", "node_modules/p/dist/source.d.ts"},
                                                   {"q", "node_modules/p/node_modules/q/index.d.ts"},
                                                   {"part", ""},
                                                   {"fs", "node:fs"}});
}

TEST(Declarations, Forms) {
  const auto form_of = [](const char* name) {
    const Modules files{name, "app.js"};
    return ModuleResolver(files.path())
        .resolve(std::string("./") + name, files.path("app.js"), ImportSyntax::import_)
        ->form;
  };
  for (const char* name : {"a.d.ts", "a.d.mts", "a.d.cts", "a.d.css.ts"})
    EXPECT_EQ(form_of(name), ModuleForm::declarations) << name;
  for (const char* name : {"a.ts", "a.tsx", "a.mts", "a.js", "a.cjs", "a.vue", "a.svelte", "a"})
    EXPECT_EQ(form_of(name), ModuleForm::source) << name;
  EXPECT_EQ(form_of("a.json"), ModuleForm::json);
}

}  // namespace
}  // namespace asynclint
