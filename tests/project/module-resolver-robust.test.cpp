// What nobody means to write, and what must not be looked at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "tests/project/modules.h"

namespace asynclint {
namespace {

using testing::HasSubstr;
using tests::Modules;

TEST(OddSpecifiers, AreNoModules) {
  const Modules files{"x.js",     "style.css", "icon.svg", "native.node", ".env", "node_modules/p/index.js",
                      "Store.js", "app.js"};
  files.link("linked.js", "style.css");
  files.by_both("app.js", {{"", ""},
                           {"./x?raw", ""},
                           {"./x.js?worker&inline", ""},
                           {"https://example.org/x.js", ""},
                           {"data:text/javascript,export {}", ""},
                           {"file:///x.js", ""},
                           {"npm:p", ""},
                           {"astro:content", ""},
                           {"!!raw-loader!./x", ""},
                           {"./style.css", ""},
                           {"./icon.svg", ""},
                           {"./native", ""},
                           {"./.env", ""},
                           {"./linked.js", ""},
                           {"./store", ""},
                           {"./STORE.js", ""},
                           {"./Store", "Store.js"},
                           {" ./x.js", ""},
                           {"./x.js/", ""},
                           {"./x.js/y", ""},
                           {"./gone/../x.js", "x.js"},
                           {".x", ""},
                           {"..x", ""},
                           {".\\x.js", ""},
                           {"/x.js", ""},
                           {"//", ""},
                           {"@", ""},
                           {"@/", ""},
                           {"@//x", ""},
                           {"p//index.js", ""},
                           {"./\xFF\xFE", ""},
                           {"%2e/x", ""},
                           {"#", ""},
                           {"*", ""},
                           {"./*", ""}});
  EXPECT_EQ(files.resolve(files.path("x"), "app.js"), "x.js");
  EXPECT_EQ(files.resolve(std::string(100'000, 'x'), "app.js"), "");
  EXPECT_EQ(files.resolve("./" + std::string(3000, '/') + "x", "app.js"), "x.js");
  EXPECT_EQ(files.resolve(std::string("./x\0.js", 7), "app.js"), "");
}

TEST(OddSpecifiers, FromFilesThatAreNotThere) {
  const Modules files{"x.js", "node_modules/p/index.js"};
  files.by_both("new.js", {{"./x", "x.js"}, {"p", "node_modules/p/index.js"}});
  files.by_both("new/new.js", {{"../x", ""}, {"p", ""}, {"fs", "node:fs"}});
  EXPECT_FALSE(ModuleResolver(files.path("gone")).resolve("./x", files.path("gone/a.js"), ImportSyntax::import_));
  EXPECT_FALSE(ModuleResolver(files.path("x.js")).resolve("./x", files.path("x.js"), ImportSyntax::import_));
  EXPECT_FALSE(ModuleResolver("").resolve("./x", "", ImportSyntax::import_));
}

TEST(TheRoot, NothingOutsideOfItIsFound) {
  const Modules files{
      "outside.js",
      "node_modules/p/index.js",
      {"package.json", R"({"name": "around", "exports": "./outside.js", "imports": {"#x": "./outside.js"}})"},
      {"tsconfig.json", R"({"compilerOptions": {"baseUrl": "."}})"},
      "root/src/a.js",
      "root/src/real/b.js"};
  files.link("root/src/absolute.js", files.path("outside.js"));
  files.link("root/src/relative.js", "../../outside.js");
  files.link("root/src/up", "../..");
  files.link("root/node_modules", "../node_modules");
  // These leave it, but come back.
  files.link("root/src/back", "../../root/src/real");
  files.link("root/src/same", files.path("root/src/real"));
  files.link("root/src/around", "real/../../src/real");
  ModuleResolver resolver(files.path("root"));
  const auto resolve = [&](std::string_view specifier, std::string_view from = "root/src/a.js") {
    return files.shown(resolver.resolve(specifier, files.path(from), ImportSyntax::import_));
  };
  for (const char* specifier :
       {"../../outside.js", "./absolute.js", "./relative.js", "./up/outside.js", "p", "around", "#x", "outside"})
    EXPECT_EQ(resolve(specifier), "") << specifier;
  EXPECT_EQ(resolve(files.path("outside.js")), "");
  EXPECT_EQ(resolve("./outside.js", "outside.js"), "");
  for (const char* specifier : {"./back/b.js", "./same/b.js", "./around/b.js", "../../root/src/real/b.js"})
    EXPECT_EQ(resolve(specifier), "root/src/real/b.js") << specifier;
}

TEST(TheRoot, ItMayBeNamedByALink) {
  const Modules files{"real/src/a.js", "real/src/b.js"};
  files.link("alias", "real");
  files.link("real/src/c.js", files.path("alias/src/b.js"));
  ModuleResolver resolver(files.path("alias"));
  for (const char* from : {"alias/src/a.js", "real/src/a.js"})
    for (const char* specifier : {"./b", "./c"})
      EXPECT_EQ(files.shown(resolver.resolve(specifier, files.path(from), ImportSyntax::import_)), "real/src/b.js");
}

TEST(OddLinks, EndNowhere) {
  const Modules files{"a.js", "deep/a.js"};
  files.link("self.js", "self.js");
  files.link("one.js", "two.js");
  files.link("two.js", "one.js");
  files.link("inside", "inside/inside");
  files.link("gone.js", "not-there.js");
  files.link("through-file", "a.js/b");
  files.link("here", ".");
  files.link("node_modules", ".");
  // Each link leads through the one before, twice.
  files.link("l0", "deep");
  for (int i = 1; i < 60; ++i) {
    const std::string before = "l" + std::to_string(i - 1);
    files.link("l" + std::to_string(i), std::string(before).append("/../").append(before));
  }
  files.by_both("a.js", {{"./self", ""},
                         {"./one", ""},
                         {"./two", ""},
                         {"./inside/a", ""},
                         {"./gone", ""},
                         {"./through-file", ""},
                         {"./here/here/here/a", "a.js"},
                         {"a", "a.js"},
                         {"node_modules/a", "a.js"},
                         {"./l9/a", "deep/a.js"}});
  (void)files.resolve("./l59/a", "a.js");
}

TEST(OddEntries, ThatAreNoFiles) {
  const Modules files{"index.js/deep.js",
                      "dir.ts/index.js",
                      "package.json/index.js",
                      "tsconfig.json/index.js",
                      "node_modules/p/package.json/x.js",
                      "node_modules/p/index.js",
                      "a.js"};
  ASSERT_EQ(::mkfifo(files.path("pipe.js").c_str(), 0600), 0);
  files.write("file/node_modules", "");
  files.write("file/a.js", "");
  files.by_both("a.js", {{".", ""},
                         {"./dir", ""},
                         {"./dir.ts", "dir.ts/index.js"},
                         {"./pipe", ""},
                         {"p", "node_modules/p/index.js"},
                         {"#x", ""}});
  files.by_both("file/a.js", {{"p", "node_modules/p/index.js"}});
}

// What is wrong, as `path:line:column message`.
std::vector<std::string> warnings_of(const Modules& files, ModuleResolver& resolver) {
  std::vector<std::string> warnings;
  for (const ProjectWarning& warning : resolver.take_warnings())
    warnings.push_back(warning.path.substr(files.path().size() + 1) + ":" + std::to_string(warning.line) + ":" +
                       std::to_string(warning.column) + " " + warning.message);
  return warnings;
}

TEST(BrokenFiles, AreSaidOnceAndTheRestGoesOn) {
  const Modules files{{"package.json", "{\n  \"name\": \"a\",\n  \"main\" }"},
                      {"tsconfig.json", "{\"compilerOptions\": {\"paths\": [}}"},
                      {"node_modules/list/package.json", "[]"},
                      "node_modules/list/index.js",
                      {"node_modules/blank/package.json", "  \n"},
                      "node_modules/blank/index.js",
                      {"node_modules/mark/package.json", "\xEF\xBB\xBF{\"main\": \"a.js\"}"},
                      "node_modules/mark/a.js",
                      {"node_modules/bytes/package.json", "{\"main\": \"\xFF.js\", \"types\": \"index.d.ts\"}"},
                      "node_modules/bytes/index.d.ts",
                      "src/b.js",
                      "src/a.js"};
  ModuleResolver resolver(files.path());
  for (int round = 0; round < 2; ++round) {
    for (const auto& [specifier, path] : {std::pair{"./b", "src/b.js"},
                                          {"list", "node_modules/list/index.js"},
                                          {"blank", "node_modules/blank/index.js"},
                                          {"mark", "node_modules/mark/a.js"},
                                          {"bytes", "node_modules/bytes/index.d.ts"},
                                          {"#x", ""}})
      EXPECT_EQ(files.shown(resolver.resolve(specifier, files.path("src/a.js"), ImportSyntax::require)), path);
    const std::vector<std::string> warnings = warnings_of(files, resolver);
    if (round == 0)
      EXPECT_THAT(warnings,
                  testing::UnorderedElementsAre("package.json:3:10 expected `:`", "tsconfig.json:1:32 expected a value",
                                                "node_modules/list/package.json:1:1 this is to be an object"));
    else
      EXPECT_THAT(warnings, testing::IsEmpty());
  }
}

TEST(BrokenFiles, AreNotReadWhenTheyAreTooLarge) {
  const Modules files{{"node_modules/p/package.json", "{\"main\": \"a.js\"" + std::string(16U << 20U, ' ') + "}"},
                      "node_modules/p/index.js",
                      "a.js"};
  ModuleResolver resolver(files.path());
  EXPECT_EQ(files.shown(resolver.resolve("p", files.path("a.js"), ImportSyntax::import_)), "node_modules/p/index.js");
  EXPECT_THAT(warnings_of(files, resolver), testing::ElementsAre("node_modules/p/package.json:0:0 larger than 16 MiB"));
}

TEST(BrokenFiles, ExportsWithoutEnd) {
  const auto nested = [](int depth, const std::string& inside) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += R"({"default": )";
    text += inside;
    return text + std::string(static_cast<std::size_t>(depth), '}');
  };
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "\"./gone-" + std::to_string(i) + ".js\", ";
  std::string stars = "./";
  for (int i = 0; i < 1000; ++i) stars += "*";
  const Modules files{
      {"node_modules/deep/package.json", R"({"exports": )" + nested(50, R"("./a.js")") + "}"},
      "node_modules/deep/a.js",
      {"node_modules/deeper/package.json", R"({"exports": )" + nested(100'000, R"("./a.js")") + "}"},
      "node_modules/deeper/a.js",
      {"node_modules/many/package.json", R"({"exports": [)" + many + R"("./a.js"]})"},
      "node_modules/many/a.js",
      {"node_modules/odd/package.json",
       R"({"exports": {".": 1, "./a": true, "./b": [[]], "./c": "", "./d": "./", "./e": ".", "./*": ")" + stars +
           R"(", "x": "./a.js"},
                           "main": "a.js", "typesVersions": {">=4": 7, "*": {"*": 3}}, "imports": [1]})"},
      "node_modules/odd/a.js",
      {"package.json",
       R"({"imports": {"#a": "#b", "#b": "#a", "#c": "", "#d": {"node": {}}, "#e": "./a*.js", "#f": ".."}})"},
      "a.js"};
  ModuleResolver resolver(files.path());
  const auto resolve = [&](std::string_view specifier) {
    return files.shown(resolver.resolve(specifier, files.path("a.js"), ImportSyntax::import_));
  };
  EXPECT_EQ(resolve("deep"), "node_modules/deep/a.js");
  EXPECT_EQ(resolve("deeper"), "");
  EXPECT_EQ(resolve("many"), "");
  for (const char* specifier :
       {"odd", "odd/a", "odd/b", "odd/c", "odd/d", "odd/e", "odd/x", "#a", "#b", "#c", "#d", "#e", "#f"})
    EXPECT_EQ(resolve(specifier), "") << specifier;
  EXPECT_EQ(resolve("odd/" + std::string(4000, 'y')), "");
  EXPECT_THAT(warnings_of(files, resolver), testing::ElementsAre(HasSubstr("nested too deeply")));
}

TEST(BrokenFiles, AChainOfConfigurations) {
  const Modules files{"a.ts"};
  constexpr int length = 2000;
  for (int i = 0; i < length; ++i)
    files.write("c" + std::to_string(i) + ".json", R"({"extends": "./c)" + std::to_string(i + 1) + R"("})");
  files.write("tsconfig.json", R"({"extends": "./c0", "compilerOptions": {"paths": {"x": ["./a.ts"]}}})");
  files.by_both("a.ts", {{"x", "a.ts"}});
}

TEST(ModuleResolving, AnyThreadMayAsk) {
  const Modules files{
      {"package.json", R"({"name": "self", "exports": "./src/f0.js", "imports": {"#own": "./src/f0.js"}})"},
      {"tsconfig.json", R"({"compilerOptions": {"paths": {"@/*": ["./src/*"]}}})"},
      {"node_modules/broken/package.json", "{"},
      "node_modules/broken/index.js"};
  for (int i = 0; i < 50; ++i) files.write("src/f" + std::to_string(i) + ".js", "");
  ModuleResolver resolver(files.path());
  std::atomic<int> wrong = 0;
  std::atomic<std::size_t> warnings = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) {
        const std::string name = "f" + std::to_string(i % 50);
        const std::string from = files.path("src/" + name + ".js");
        for (const std::string& specifier : {"./" + name, "@/" + name})
          if (files.shown(resolver.resolve(specifier, from, ImportSyntax::import_)) != "src/" + name + ".js") ++wrong;
        for (const char* specifier : {"self", "#own"})
          if (files.shown(resolver.resolve(specifier, from, ImportSyntax::require)) != "src/f0.js") ++wrong;
        if (!resolver.resolve("broken", from, ImportSyntax::import_)) ++wrong;
        warnings += resolver.take_warnings().size();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(warnings, 1U);
}

}  // namespace
}  // namespace asynclint
