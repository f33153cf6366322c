// What relative paths lead to: files whose extension is left out, TypeScript behind the names of what it becomes,
// directories.
#include <gtest/gtest.h>

#include "tests/project/modules.h"

namespace asynclint {
namespace {

using tests::Modules;

TEST(ModulePaths, AFileIsTakenByItsName) {
  const Modules files{"src/a.js",     "src/b.ts",   "src/c.mjs",  "src/d.vue",
                      "src/e.svelte", "src/f.json", "src/g.d.ts", "bin/tool"};
  files.by_both("src/app.js", {{"./a.js", "src/a.js"},
                               {"./b.ts", "src/b.ts"},
                               {"./c.mjs", "src/c.mjs"},
                               {"./d.vue", "src/d.vue"},
                               {"./e.svelte", "src/e.svelte"},
                               {"./f.json", "src/f.json"},
                               {"./g.d.ts", "src/g.d.ts"},
                               {"../bin/tool", "bin/tool"},
                               {".././src/../src/a.js", "src/a.js"}});
}

TEST(ModulePaths, AnExtensionMayBeLeftOut) {
  const Modules files{"1.ts",  "1.js",   "2.tsx",   "2.js",           "3.d.ts",         "3.js",     "4.js",  "4.mjs",
                      "5.jsx", "5.mjs",  "6.mts",   "6.mjs",          "7.mjs",          "7.cjs",    "8.cts", "8.cjs",
                      "9.cjs", "9.json", "10.json", "app.service.ts", "style.css.d.ts", "style.css"};
  files.by_both("app.js", {{"./1", "1.ts"},
                           {"./2", "2.tsx"},
                           {"./3", "3.d.ts"},
                           {"./4", "4.js"},
                           {"./5", "5.jsx"},
                           {"./6", "6.mts"},
                           {"./7", "7.mjs"},
                           {"./8", "8.cts"},
                           {"./9", "9.json"},
                           {"./10", "10.json"},
                           {"./app.service", "app.service.ts"},
                           {"./style.css", "style.css.d.ts"},
                           {"./11", ""}});
}

TEST(ModulePaths, AnExtensionOfJavaScriptMayMeanTheTypeScriptBesideIt) {
  const Modules files{"a.ts",  "a.js",  "b.tsx",   "c.d.ts", "c.js", "d.mts", "e.d.mts",
                      "e.mjs", "f.cts", "g.d.cts", "h.tsx",  "i.ts", "k.js"};
  files.by_both("app.ts", {{"./a.js", "a.ts"},
                           {"./b.js", "b.tsx"},
                           {"./c.js", "c.d.ts"},
                           {"./d.mjs", "d.mts"},
                           {"./e.mjs", "e.d.mts"},
                           {"./f.cjs", "f.cts"},
                           {"./g.cjs", "g.d.cts"},
                           {"./h.jsx", "h.tsx"},
                           {"./i.mjs", ""},
                           {"./k.js", "k.js"}});
}

TEST(ModulePaths, ADirectoryStandsForItsEntry) {
  const Modules files{"plain/index.js",
                      "typed/index.ts",
                      "typed/index.js",
                      {"main/package.json", R"({"main": "lib/start"})"},
                      "main/lib/start.js",
                      "main/index.js",
                      {"types/package.json", R"({"main": "a.js", "types": "b.d.ts"})"},
                      "types/a.js",
                      "types/b.d.ts",
                      {"lost/package.json", R"({"main": "gone.js"})"},
                      "lost/index.js",
                      {"folder/package.json", R"({"main": "./lib"})"},
                      "folder/lib/index.js",
                      "both.js",
                      "neither.mjs",
                      "neither/index.js",
                      "deep/lib/index.mjs",
                      "both/index.js",
                      "empty/readme.md"};
  files.by_both("app.js", {{"./plain", "plain/index.js"},
                           {"./plain/", "plain/index.js"},
                           {"./typed", "typed/index.ts"},
                           {"./main", "main/lib/start.js"},
                           {"./types", "types/b.d.ts"},
                           {"./lost", "lost/index.js"},
                           {"./folder", "folder/lib/index.js"},
                           {"./both", "both.js"},
                           {"./both/", "both/index.js"},
                           // What neither Node nor TypeScript would look for is the last resort.
                           {"./neither", "neither/index.js"},
                           {"./deep/lib", "deep/lib/index.mjs"},
                           {"./empty", ""}});
  files.by_both(
      "plain/deep.js",
      {{".", "plain/index.js"}, {"./", "plain/index.js"}, {"../both", "both.js"}, {"../both/.", "both/index.js"}});
}

TEST(ModulePaths, BuiltinsOfNode) {
  const Modules files{"fs.js", "node_modules/fs/index.js", "node_modules/test/index.js"};
  files.by_both("app.js", {{"fs", "node:fs"},
                           {"node:fs", "node:fs"},
                           {"fs/promises", "node:fs/promises"},
                           {"node:test", "node:test"},
                           {"test", "node_modules/test/index.js"},
                           {"fs/", "node_modules/fs/index.js"},
                           {"./fs", "fs.js"},
                           {"node:nothing", ""},
                           {"node:", ""}});
}

}  // namespace
}  // namespace asynclint
