// The same folders, asked of Node itself: what it resolves without declarations and TypeScript is what we resolve.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "tests/project/modules.h"
#include "tests/support/run-node.h"

namespace asynclint {
namespace {

using tests::Modules;

struct Question {
  std::string from;
  std::string specifier;
  ImportSyntax syntax = ImportSyntax::import_;
};

// For each question the file, `node:` and the name, or an empty line; `missing` where Node settles on a file that is
// not there. We look further then, for a package that is not built.
constexpr std::string_view answers = R"js(
import { createRequire } from "node:module";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

function resolve({ from, specifier, syntax }) {
  if (syntax === "require") return createRequire(from).resolve(specifier);
  const url = import.meta.resolve(specifier, pathToFileURL(from).href);
  return url.startsWith("file:") ? fileURLToPath(url) : url;
}

function answer(question) {
  try {
    const found = resolve(question);
    if (!found.startsWith("/")) return `node:${found.replace("node:", "")}`;
    return existsSync(found) && statSync(found).isFile() ? realpathSync(found) : "missing";
  } catch (error) {
    // Only of what a package exports does this error name the package.
    return error.code === "MODULE_NOT_FOUND" && error.path ? "missing" : "";
  }
}

for (const question of JSON.parse(readFileSync(process.argv[2], "utf8"))) console.log(answer(question));
)js";

void compare_with_node(const Modules& files, const std::vector<Question>& questions) {
  auto list = nlohmann::json::array();
  for (const Question& one : questions)
    list.push_back({{"from", files.path(one.from)},
                    {"specifier", one.specifier},
                    {"syntax", one.syntax == ImportSyntax::import_ ? "import" : "require"}});
  const tests::TemporaryFolder folder;
  const std::string script = folder.write("answers.mjs", answers).string();
  const std::string input = folder.write("questions.json", list.dump()).string();
  const auto run =
      tests::run_node({"--no-warnings", "--experimental-import-meta-resolve", script, input}, folder.path());
  ASSERT_EQ(run.exit_code, 0) << run.errors;

  ModuleResolver resolver(files.path());
  std::istringstream lines(run.output);
  int found = 0;
  for (const Question& one : questions) {
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    if (line.starts_with(files.path() + "/")) line.erase(0, files.path().size() + 1);
    if (line == "missing") continue;
    found += line.empty() ? 0 : 1;
    EXPECT_EQ(files.shown(resolver.resolve(one.specifier, files.path(one.from), one.syntax)), line)
        << (one.syntax == ImportSyntax::import_ ? "import" : "require") << " \"" << one.specifier << "\" in "
        << one.from;
  }
  // Questions that lead nowhere prove little.
  EXPECT_GT(found, static_cast<int>(questions.size() / 8));
}

void compare_with_node(const Modules& files, std::string_view from, std::initializer_list<const char*> specifiers,
                       std::initializer_list<ImportSyntax> syntaxes = {ImportSyntax::import_, ImportSyntax::require}) {
  std::vector<Question> questions;
  for (const char* specifier : specifiers)
    for (const ImportSyntax syntax : syntaxes) questions.push_back({std::string(from), specifier, syntax});
  compare_with_node(files, questions);
}

TEST(AsNode, Builtins) {
  const Modules files{"app.js", "node_modules/test/index.js", "node_modules/test/package.json"};
  files.write("node_modules/test/package.json", "{}");
  compare_with_node(files, "app.js",
                    {"fs",
                     "node:fs",
                     "fs/promises",
                     "node:fs/promises",
                     "node:test",
                     "test",
                     "node:test/reporters",
                     "test/reporters",
                     "node:sea",
                     "sea",
                     "process",
                     "nothing",
                     "assert/strict",
                     "path/posix",
                     "timers/promises",
                     "util/types",
                     "stream/web",
                     "fs/nothing",
                     "_http_agent",
                     "node:_http_agent"});
}

TEST(AsNode, Files) {
  const Modules files{"app.js", "a.js", "b.mjs", "c.cjs", "d.json", "dir/index.js", "dir/up.js", "tool"};
  compare_with_node(
      files, "app.js",
      {"./a.js", "./b.mjs", "./c.cjs", "./d.json", "./dir/index.js", "./dir/../a.js", "./tool", "./gone.js", "./A.js"});
  // Names that are not spelled out are for require alone.
  compare_with_node(files, "app.js", {"./a", "./d", "./dir", "./dir/", "./dir/.", ".", "./tool", "./gone"},
                    {ImportSyntax::require});
  compare_with_node(files, "dir/up.js", {".", "..", "./", "../a", "../dir", "./index"}, {ImportSyntax::require});
}

TEST(AsNode, PackagesAndLinks) {
  const Modules files{{"package.json", R"({"name": "self", "exports": {".": "./app.js", "./part": "./lib/part.js"},
                        "imports": {"#part": "./lib/part.js", "#lib/*": "./lib/*.js", "#lib/no*": null, "#fs": "fs",
                        "#far": {"node": "far", "default": "./app.js"}, "#out": "../x.js"}})"},
                      "app.js",
                      "lib/part.js",
                      "lib/none.js",
                      {"node_modules/main/package.json", R"({"main": "./lib/start"})"},
                      "node_modules/main/lib/start.js",
                      "node_modules/main/other.js",
                      "node_modules/index/index.js",
                      "node_modules/@s/far/index.js",
                      "node_modules/far/index.js",
                      "node_modules/single.js",
                      "packages/linked/src/index.js",
                      {"packages/linked/package.json", R"({"name": "linked", "main": "src/index.js"})"},
                      "packages/linked/node_modules/far/index.js",
                      {"packages/bare/package.json", R"({"name": "bare"})"},
                      "packages/bare/a.js"};
  files.link("node_modules/linked", "../packages/linked");
  files.link("node_modules/circle", "circle");
  compare_with_node(files, "app.js",
                    {"self",
                     "self/part",
                     "self/gone",
                     "#part",
                     "#lib/part",
                     "#lib/none",
                     "#far",
                     "#out",
                     "#gone",
                     "#",
                     "main",
                     "main/other.js",
                     "main/lib/start.js",
                     "index",
                     "far",
                     "@s/far",
                     "@s",
                     "linked",
                     "linked/src/index.js",
                     "circle",
                     "gone"});
  compare_with_node(files, "app.js", {"single", "main/other", "main/lib/start"}, {ImportSyntax::require});
  // `require` does not know builtins there.
  compare_with_node(files, "app.js", {"#fs"}, {ImportSyntax::import_});
  compare_with_node(files, "node_modules/linked/src/index.js", {"far", "linked", "./index.js", "main"});
  compare_with_node(files, "packages/bare/a.js", {"self", "bare", "#part", "far"});
}

// Packages by chance, whose targets are all there.
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  template <typename Items>
  const auto& one_of(const Items& items) {
    return items[engine_() % std::size(items)];
  }
  bool in(unsigned rounds) { return engine_() % rounds == 0; }

  nlohmann::ordered_json target(int depth, bool has_star) {
    static constexpr std::array plain{"./a.js",
                                      "./b.mjs",
                                      "./c.cjs",
                                      "./d.json",
                                      "./lib/x.js",
                                      "./lib/../a.js",
                                      "../p1/a.js",
                                      "a.js",
                                      "./node_modules/q.js",
                                      "/a.js",
                                      ""};
    static constexpr std::array starred{"./lib/*", "./lib/*.js", "./*", "./deep/*/*.js", "./a.js", "./deep/*/y.js"};
    static constexpr std::array conditions{"import", "require", "node", "default", "browser", "development", "custom"};
    const unsigned choice = engine_() % 8;
    if (depth > 3 || choice < 4) return has_star ? one_of(starred) : one_of(plain);
    if (choice == 4) return in(2) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(one_of(plain));
    if (choice == 5) {
      auto list = nlohmann::ordered_json::array();
      while (!in(3)) list.push_back(target(depth + 1, has_star));
      return list;
    }
    auto object = nlohmann::ordered_json::object();
    while (!in(4)) {
      const char* condition = one_of(conditions);
      auto value = target(depth + 1, has_star);
      // That one we read in another way than Node does.
      if (condition == std::string_view("node") && value.is_null()) continue;
      if (!object.contains(condition)) object[condition] = std::move(value);
    }
    return object;
  }

  nlohmann::ordered_json exports() {
    static constexpr std::array keys{".",    "./x", "./x.js",     "./lib/*",  "./lib/*.js",
                                     "./l*", "./*", "./deep/*/y", "./lib/x*", "./a.js"};
    if (in(5)) return target(0, false);
    auto object = nlohmann::ordered_json::object();
    for (int i = 0; i < 5; ++i) {
      const std::string key = one_of(keys);
      if (!object.contains(key)) object[key] = target(0, key.find('*') != std::string::npos);
    }
    return object;
  }

 private:
  std::mt19937 engine_;
};

TEST(AsNode, ExportsByChance) {
  const Modules files{"app.js"};
  Chance chance(20);
  std::vector<Question> questions;
  for (int i = 0; i < 120; ++i) {
    const std::string name = "p" + std::to_string(i);
    for (const char* file : {"a.js", "b.mjs", "c.cjs", "d.json", "lib/x.js", "lib/x/y.js", "deep/x/x.js", "deep/x/y.js",
                             "x.js", "node_modules/q.js"})
      files.write("node_modules/" + name + "/" + file, "");
    const nlohmann::ordered_json package{{"name", name}, {"main", "a.js"}, {"exports", chance.exports()}};
    files.write("node_modules/" + name + "/package.json", package.dump());
    for (const char* subpath : {"", "/x", "/x.js", "/lib/x", "/lib/x.js", "/lib/x/y.js", "/deep/x/y", "/a.js",
                                "/lib/../a.js", "/package.json"})
      for (const ImportSyntax syntax : {ImportSyntax::import_, ImportSyntax::require})
        questions.push_back({"app.js", name + subpath, syntax});
    // A package that asks for itself.
    questions.push_back({"node_modules/" + name + "/a.js", name, ImportSyntax::import_});
  }
  compare_with_node(files, questions);
}

}  // namespace
}  // namespace asynclint
