// What the names of packages lead to, in JavaScript: node_modules, `exports`, `imports`, links.
#include <gtest/gtest.h>

#include "tests/project/modules.h"

namespace asynclint {
namespace {

using tests::Modules;

TEST(Packages, AreInTheNearestNodeModules) {
  const Modules files{"node_modules/near/index.js",
                      "node_modules/far/index.js",
                      "node_modules/@scope/name/index.js",
                      "node_modules/@scope/name/lib/part.js",
                      "app/node_modules/near/index.js",
                      "app/node_modules/near/lib/part.js",
                      "app/src/page.js",
                      "node_modules/single.js",
                      "node_modules/empty/readme.md",
                      "page.js"};
  files.by_both("app/src/page.js", {{"near", "app/node_modules/near/index.js"},
                                    {"near/", "app/node_modules/near/index.js"},
                                    {"near/lib/part", "app/node_modules/near/lib/part.js"},
                                    {"near/lib/part.js", "app/node_modules/near/lib/part.js"},
                                    {"near/lib/other", ""},
                                    {"far", "node_modules/far/index.js"},
                                    {"@scope/name", "node_modules/@scope/name/index.js"},
                                    {"@scope/name/lib/part", "node_modules/@scope/name/lib/part.js"},
                                    {"single", "node_modules/single.js"},
                                    {"empty", ""},
                                    {"nowhere", ""},
                                    {"@scope", ""},
                                    {"@scope/", ""},
                                    {"node_modules/far", ""}});
  files.by_both("page.js", {{"near", "node_modules/near/index.js"}});
  // A package does not look for its own dependencies in node_modules/node_modules.
  files.by_both("node_modules/far/index.js",
                {{"near", "node_modules/near/index.js"}, {"far", "node_modules/far/index.js"}});
}

TEST(Packages, MainIsTheEntryWhereNothingIsExported) {
  const Modules files{{"node_modules/a/package.json", R"({"main": "lib/start.js"})"},
                      "node_modules/a/lib/start.js",
                      "node_modules/a/index.js",
                      {"node_modules/b/package.json", R"({"main": "./lib/start"})"},
                      "node_modules/b/lib/start.js",
                      {"node_modules/c/package.json", R"({"main": "lib"})"},
                      "node_modules/c/lib/index.js",
                      {"node_modules/c/lib/package.json", R"({"main": "other.js"})"},
                      "node_modules/c/lib/other.js",
                      {"node_modules/d/package.json", R"({"main": "gone.js"})"},
                      "node_modules/d/index.js",
                      {"node_modules/e/package.json", R"({"main": ["start.js"]})"},
                      "node_modules/e/index.js",
                      {"node_modules/f/package.json", R"({"main": "."})"},
                      "node_modules/f/index.js",
                      {"node_modules/g/sub/package.json", R"({"main": "../lib/sub.js"})"},
                      "node_modules/g/lib/sub.js",
                      {"node_modules/h/package.json", R"({"main": "data.json"})"},
                      "node_modules/h/data.json",
                      "app.js"};
  files.by_both("app.js", {{"a", "node_modules/a/lib/start.js"},
                           {"b", "node_modules/b/lib/start.js"},
                           {"c", "node_modules/c/lib/index.js"},
                           {"c/lib", "node_modules/c/lib/other.js"},
                           {"d", "node_modules/d/index.js"},
                           {"e", "node_modules/e/index.js"},
                           {"f", "node_modules/f/index.js"},
                           {"g/sub", "node_modules/g/lib/sub.js"},
                           {"h", "node_modules/h/data.json"},
                           {"h/package.json", "node_modules/h/package.json"}});
}

TEST(Packages, ExportsDecide) {
  const Modules files{{"node_modules/p/package.json", R"({
    "main": "./old.js",
    "exports": {
      ".": {"import": "./index.mjs", "require": "./index.cjs"},
      "./part": "./lib/part.js",
      "./lib/*": "./lib/*.js",
      "./lib/*.js": "./lib/*.js",
      "./lib/deep/*": {"node": {"require": "./lib/deep/*.cjs"}, "default": "./lib/deep/*.js"},
      "./lib/secret*": null,
      "./data": "./data.json",
      "./both/*/twice": "./both/*/*.js",
      "./styles": "./style.css"
    }
  })"},
                      "node_modules/p/old.js",
                      "node_modules/p/index.mjs",
                      "node_modules/p/index.cjs",
                      "node_modules/p/lib/part.js",
                      "node_modules/p/lib/secrets.js",
                      "node_modules/p/lib/deep/down.js",
                      "node_modules/p/lib/deep/down.cjs",
                      "node_modules/p/data.json",
                      "node_modules/p/both/x/x.js",
                      "node_modules/p/style.css",
                      "app.js"};
  files.by_import("app.js",
                  {{"p", "node_modules/p/index.mjs"}, {"p/lib/deep/down", "node_modules/p/lib/deep/down.js"}});
  files.by_require("app.js",
                   {{"p", "node_modules/p/index.cjs"}, {"p/lib/deep/down", "node_modules/p/lib/deep/down.cjs"}});
  files.by_both("app.js", {{"p/part", "node_modules/p/lib/part.js"},
                           {"p/lib/part", "node_modules/p/lib/part.js"},
                           {"p/lib/part.js", "node_modules/p/lib/part.js"},
                           {"p/lib/secrets", ""},
                           {"p/data", "node_modules/p/data.json"},
                           {"p/both/x/twice", "node_modules/p/both/x/x.js"},
                           {"p/styles", ""},
                           // What is not exported is not there.
                           {"p/old.js", ""},
                           {"p/package.json", ""},
                           {"p/lib/", ""},
                           {"p/lib/../old", ""}});
}

TEST(Packages, ExportsInTheirOtherForms) {
  const Modules files{
      {"node_modules/text/package.json", R"({"exports": "./main.js"})"},
      "node_modules/text/main.js",
      {"node_modules/conditions/package.json", R"({"exports": {"import": "./a.mjs", "default": "./a.cjs"}})"},
      "node_modules/conditions/a.mjs",
      "node_modules/conditions/a.cjs",
      {"node_modules/list/package.json", R"({"exports": ["no-path", {"browser": "./b.js"}, "./a.js"]})"},
      "node_modules/list/a.js",
      "node_modules/list/b.js",
      {"node_modules/nobody/package.json", R"({"exports": {}, "main": "a.js"})"},
      "node_modules/nobody/a.js",
      {"node_modules/null/package.json", R"({"exports": null, "main": "a.js"})"},
      "node_modules/null/a.js",
      {"node_modules/order/package.json", R"({"exports": {"default": "./a.js", "import": "./b.js"}})"},
      "node_modules/order/a.js",
      "node_modules/order/b.js",
      {"node_modules/only-import/package.json", R"({"exports": {"import": "./a.js"}})"},
      "node_modules/only-import/a.js",
      {"node_modules/folder/package.json", R"({"exports": {"./": "./", "./lib/": "./build/"}})"},
      "node_modules/folder/a.js",
      "node_modules/folder/build/b.js",
      {"node_modules/browser/package.json", R"({"exports": {"node": null, "default": "./a.js"}})"},
      "node_modules/browser/a.js",
      "app.js"};
  files.by_import("app.js",
                  {{"conditions", "node_modules/conditions/a.mjs"}, {"only-import", "node_modules/only-import/a.js"}});
  files.by_require("app.js", {{"conditions", "node_modules/conditions/a.cjs"}, {"only-import", ""}});
  files.by_both("app.js", {{"text", "node_modules/text/main.js"},
                           {"text/main.js", ""},
                           {"list", "node_modules/list/a.js"},
                           {"nobody", ""},
                           {"null", "node_modules/null/a.js"},
                           {"order", "node_modules/order/a.js"},
                           {"folder/a.js", "node_modules/folder/a.js"},
                           {"folder/lib/b.js", "node_modules/folder/build/b.js"},
                           {"browser", "node_modules/browser/a.js"}});
}

TEST(Packages, TargetsStayInThePackage) {
  const Modules files{{"node_modules/p/package.json", R"({
    "exports": {
      "./up": "./../other.js",
      "./out": "../../secret.js",
      "./absolute": "/secret.js",
      "./dot": "./lib/./a.js",
      "./inner": "./node_modules/q/index.js",
      "./*": "./lib/*",
      "./fallback": ["./../other.js", "./lib/a.js"]
    }
  })"},
                      "node_modules/p/lib/a.js",
                      "node_modules/p/node_modules/q/index.js",
                      "node_modules/other.js",
                      "secret.js",
                      "app.js"};
  files.by_both("app.js", {{"p/up", ""},
                           {"p/out", ""},
                           {"p/absolute", ""},
                           {"p/dot", ""},
                           {"p/inner", ""},
                           {"p/a.js", "node_modules/p/lib/a.js"},
                           {"p/../../other.js", ""},
                           {"p/x/../../../other.js", ""},
                           {"p/fallback", "node_modules/p/lib/a.js"}});
}

TEST(Packages, APackageKnowsItselfByWhatItExports) {
  const Modules files{{"package.json", R"({"name": "self", "exports": {".": "./src/main.js", "./x": "./src/x.js"}})"},
                      "src/main.js",
                      "src/x.js",
                      {"silent/package.json", R"({"name": "silent"})"},
                      "silent/index.js",
                      "silent/src/a.js",
                      "node_modules/self/index.js"};
  files.by_both("src/main.js", {{"self", "src/main.js"}, {"self/x", "src/x.js"}, {"self/y", ""}});
  files.by_both("silent/src/a.js", {{"silent", ""}, {"self", "node_modules/self/index.js"}});
}

TEST(Packages, NamesWithAHashAreThePackagesOwn) {
  const Modules files{{"package.json", R"({
    "imports": {
      "#store": "./src/store.js",
      "#lib/*": "./src/lib/*.js",
      "#lib/hidden/*": null,
      "#db": {"node": "pack", "default": "./src/store.js"},
      "#fs": "node:fs",
      "#by-syntax": {"import": "./src/a.mjs", "require": "./src/a.cjs"},
      "#out": "../secret.js",
      "#hash": "#store"
    }
  })"},
                      "src/store.js",
                      "src/lib/a.js",
                      "src/lib/hidden/b.js",
                      "src/a.mjs",
                      "src/a.cjs",
                      "node_modules/pack/index.js",
                      {"nested/package.json", "{}"},
                      "nested/a.js"};
  files.by_import("src/a.mjs", {{"#by-syntax", "src/a.mjs"}});
  files.by_require("src/a.mjs", {{"#by-syntax", "src/a.cjs"}});
  files.by_both("src/a.mjs", {{"#store", "src/store.js"},
                              {"#lib/a", "src/lib/a.js"},
                              {"#lib/hidden/b", ""},
                              {"#db", "node_modules/pack/index.js"},
                              {"#fs", "node:fs"},
                              {"#out", ""},
                              {"#hash", ""},
                              {"#nothing", ""},
                              {"#", ""}});
  files.by_both("nested/a.js", {{"#store", ""}});
}

TEST(Packages, AWorkspaceIsWhereItsLinkLeads) {
  const Modules files{{"package.json", R"({"workspaces": ["packages/*"]})"},
                      {"packages/core/package.json", R"({"name": "@acme/core", "main": "src/index.ts"})"},
                      "packages/core/src/index.ts",
                      "packages/core/src/deep.ts",
                      "packages/core/node_modules/dep/index.js",
                      "packages/web/app.ts",
                      "node_modules/dep/index.js"};
  files.link("node_modules/@acme/core", "../../packages/core");
  files.by_both("packages/web/app.ts", {{"@acme/core", "packages/core/src/index.ts"},
                                        {"@acme/core/src/deep", "packages/core/src/deep.ts"},
                                        {"dep", "node_modules/dep/index.js"}});
  // What is imported there is looked for from the real place.
  files.by_both("node_modules/@acme/core/src/index.ts",
                {{"./deep", "packages/core/src/deep.ts"}, {"dep", "packages/core/node_modules/dep/index.js"}});
}

TEST(Packages, AStoreOfLinks) {
  const Modules files{"node_modules/.pnpm/a@1.0.0/node_modules/a/index.js",
                      "node_modules/.pnpm/b@2.0.0/node_modules/b/index.js", "app.js"};
  files.link("node_modules/a", ".pnpm/a@1.0.0/node_modules/a");
  files.link("node_modules/.pnpm/a@1.0.0/node_modules/b", "../../b@2.0.0/node_modules/b");
  files.by_both("app.js", {{"a", "node_modules/.pnpm/a@1.0.0/node_modules/a/index.js"}, {"b", ""}});
  files.by_both("node_modules/.pnpm/a@1.0.0/node_modules/a/index.js",
                {{"b", "node_modules/.pnpm/b@2.0.0/node_modules/b/index.js"}});
}

}  // namespace
}  // namespace asynclint
