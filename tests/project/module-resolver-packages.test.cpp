// What the names of packages lead to.
#include <gtest/gtest.h>

#include "tests/project/modules.h"

namespace asynclint {
namespace {

using tests::Modules;

TEST(ModulePackages, ExportsDecide) {
  const Modules files{{"node_modules/pack/package.json", R"({
    "main": "./old.js",
    "exports": {
      ".": {"import": {"types": "./index.d.mts", "default": "./index.mjs"}, "require": "./index.cjs"},
      "./deep": {"types": "./deep.d.ts", "default": "./deep.js"},
      "./features/*.js": "./lib/*.js",
      "./internal/*": null
    }
  })"},
                      "node_modules/pack/old.js",
                      "node_modules/pack/index.mjs",
                      "node_modules/pack/index.d.mts",
                      "node_modules/pack/index.cjs",
                      "node_modules/pack/deep.js",
                      "node_modules/pack/deep.d.ts",
                      "node_modules/pack/lib/one.js",
                      "node_modules/pack/internal/x.js"};
  files.imports("app.js", {{"pack", "node_modules/pack/index.d.mts"}});
  files.requires_("app.js", {{"pack", "node_modules/pack/index.cjs"}});
  files.both("app.js", {{"pack/deep", "node_modules/pack/deep.d.ts"},
                            {"pack/features/one.js", "node_modules/pack/lib/one.js"},
                            {"pack/internal/x", ""},
                            {"pack/old.js", ""},
                            {"pack/package.json", ""}});
}

TEST(ModulePackages, DeclarationsOfAnother) {
  const Modules files{"node_modules/plain/index.js",          "node_modules/plain/sub.js",
                      "node_modules/@types/plain/index.d.ts", "node_modules/@types/plain/sub.d.ts",
                      "node_modules/@s/n/index.js",           "node_modules/@types/s__n/index.d.ts",
                      "node_modules/@types/only/index.d.ts"};
  files.both("app.js", {{"plain", "node_modules/@types/plain/index.d.ts"},
                        {"plain/sub", "node_modules/@types/plain/sub.d.ts"},
                        {"@s/n", "node_modules/@types/s__n/index.d.ts"},
                        {"only", "node_modules/@types/only/index.d.ts"}});
}

}  // namespace
}  // namespace asynclint
