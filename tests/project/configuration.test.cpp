// Which configuration counts for a file: the nearest one, what it extends, its overrides, and the command line on top.
#include "project/configuration.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "lint/rule.h"
#include "project/file-walk.h"
#include "rules/rule-table.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A rule outside of all presets but one, beside one of each.
constexpr Rule with_presets(FixedList<Preset, 3> presets) {
  return {.summary = "A rule",
          .family = Family::errors,
          .levels = {.certain = Level::error, .known = Level::error, .likely = Level::info},
          .presets = presets,
          .fix = FixKind::none,
          .since = "0.1",
          .known_as = {},
          .lesson = "none",
          .check = {}};
}
constexpr Rule in_all = with_presets({Preset::recommended, Preset::strict, Preset::learning});
constexpr Rule in_strict = with_presets({Preset::strict});
constexpr Rule in_learning = with_presets({Preset::learning});
constexpr Rule in_none = with_presets({});
constexpr std::array<RuleEntry, 4> preset_rules{
    {{"in-all", &in_all}, {"in-strict", &in_strict}, {"in-learning", &in_learning}, {"in-none", &in_none}}};

class ConfigurationOf : public testing::Test {
 protected:
  // A level or `on` for each of these rules, in a new look at the files.
  std::string levels(const std::string& path, const ConfigurationRequest& request = {},
                     std::span<const RuleEntry> rules = preset_rules) {
    Configurations configurations(rules, request);
    const ResolvedConfiguration resolved = configurations.resolved(folder_.path(path));
    EXPECT_THAT(configurations.mistakes(), IsEmpty());
    std::string text;
    for (const ResolvedRule& rule : resolved.rules)
      if (rule.entry->id.starts_with("in-"))
        text += fmt::format("{}{}", text.empty() ? "" : " ", rule.level ? name(*rule.level) : "on");
    return text;
  }

  ResolvedConfiguration resolved(const std::string& path, const ConfigurationRequest& request = {}) {
    // What it answers refers to it.
    looks_.push_back(std::make_unique<Configurations>(rule_table(), request));
    return looks_.back()->resolved(folder_.path(path));
  }

  // The files that count, the nearest one last, as seen from the folder.
  std::vector<std::string> files(const std::string& path) {
    std::vector<std::string> files = resolved(path).files;
    for (std::string& file : files) file.erase(0, folder_.path().size() + 1);
    return files;
  }

  static ResolvedRule rule(const ResolvedConfiguration& resolved, std::string_view id) {
    return *std::ranges::find_if(resolved.rules, [&](const ResolvedRule& one) { return one.entry->id == id; });
  }

  bool is_ignored(const std::string& path) { return resolved(path).ignored.has_value(); }

  std::vector<std::string> walked(const std::vector<std::string>& paths) {
    Configurations configurations(rule_table(), {});
    std::vector<std::string> named;
    named.reserve(paths.size());
    for (const std::string& path : paths) named.push_back(folder_.path(path));
    std::vector<std::string> found;
    for (const FoundFile& file : find_files(named, &configurations).files)
      found.push_back(file.path.substr(folder_.path().size() + 1));
    return found;
  }

  Folder folder_;
  std::vector<std::unique_ptr<Configurations>> looks_;
};

TEST_F(ConfigurationOf, a_file_without_one_is_the_recommended_preset) {
  EXPECT_EQ(levels("a.js"), "on off off off");
  EXPECT_THAT(files("a.js"), IsEmpty());
  EXPECT_EQ(resolved("a.js").least.level, Level::warning);
}

TEST_F(ConfigurationOf, a_preset_says_which_rules_run) {
  const auto with = [&](std::string_view preset) {
    folder_.write("asynclint.json", fmt::format(R"({{"preset": "{}"}})", preset));
    return levels("a.js");
  };
  EXPECT_EQ(with("recommended"), "on off off off");
  EXPECT_EQ(with("strict"), "on on off off");
  EXPECT_EQ(with("learning"), "on off on off");
  EXPECT_EQ(resolved("a.js").least.level, Level::info);
  EXPECT_EQ(with("all"), "on on on on");
}

TEST_F(ConfigurationOf, a_rule_has_the_level_that_is_set_whatever_the_preset_says) {
  folder_.write("asynclint.json", R"({"rules": {"in-all": "warn", "in-strict": "on", "in-none": {"level": "info"}}})");
  EXPECT_EQ(levels("a.js"), "warning on off info");
}

TEST_F(ConfigurationOf, a_file_is_the_nearest_and_no_other) {
  folder_.write("asynclint.json", R"({"rules": {"in-all": "off"}})");
  folder_.write("packages/one/asynclint.json", R"({"rules": {"in-strict": "error"}})");
  EXPECT_EQ(levels("a.js"), "off off off off");
  EXPECT_EQ(levels("packages/a.js"), "off off off off");
  EXPECT_EQ(levels("packages/one/a.js"), "on error off off");
  EXPECT_EQ(levels("packages/one/src/deep/a.js"), "on error off off");
}

TEST_F(ConfigurationOf, a_file_may_stand_in_package_json) {
  folder_.write("package.json", R"({"name": "x", "asynclint": {"preset": "strict"}})");
  folder_.write("inner/package.json", R"({"name": "y", "devDependencies": {"asynclint": "^0.1"}})");
  EXPECT_THAT(files("a.js"), ElementsAre("package.json"));
  EXPECT_EQ(levels("inner/a.js"), "on on off off");
  folder_.write("asynclint.json", "{}");
  EXPECT_THAT(files("a.js"), ElementsAre("asynclint.json"));
}

TEST_F(ConfigurationOf, a_file_is_not_sought_outside_of_the_repository) {
  folder_.write("asynclint.json", R"({"preset": "all", "ignore": ["repository/"]})");
  folder_.write("repository/.git/HEAD", "");
  EXPECT_THAT(files("repository/src/a.js"), IsEmpty());
  EXPECT_FALSE(is_ignored("repository/src/a.js"));
  folder_.write("repository/asynclint.json", "{}");
  EXPECT_THAT(files("repository/src/a.js"), ElementsAre("repository/asynclint.json"));
  // A worktree's .git is a file.
  folder_.write("worktree/.git", "gitdir: elsewhere");
  EXPECT_THAT(files("worktree/a.js"), IsEmpty());
}

TEST_F(ConfigurationOf, a_file_has_below_it_what_it_extends) {
  folder_.write("base.json", R"({"preset": "strict", "rules": {"in-all": "info", "in-none": "info"},
                                 "overrides": [{"files": "*.test.js", "rules": {"in-all": "off"}}]})");
  folder_.write("more.json", R"({"rules": {"in-none": "warning"}})");
  folder_.write("app/asynclint.json",
                R"({"extends": ["../base.json", "../more.json"], "rules": {"in-learning": "error"}})");
  EXPECT_THAT(files("app/a.js"), ElementsAre("base.json", "more.json", "app/asynclint.json"));
  EXPECT_EQ(levels("app/a.js"), "info on error warning");
  EXPECT_EQ(levels("app/a.test.js"), "off on error warning");
  // What the file itself says goes on top of what it extends, overrides included.
  folder_.write("app/asynclint.json", R"({"extends": "../base.json", "rules": {"in-all": "error"}})");
  EXPECT_EQ(levels("app/a.test.js"), "error on off info");
}

TEST_F(ConfigurationOf, a_preset_may_be_extended_and_the_nearest_one_counts) {
  folder_.write("asynclint.json", R"({"extends": ["all"]})");
  EXPECT_EQ(levels("a.js"), "on on on on");
  folder_.write("base.json", R"({"preset": "learning"})");
  folder_.write("asynclint.json", R"({"extends": ["./base.json"]})");
  EXPECT_EQ(levels("a.js"), "on off on off");
  folder_.write("asynclint.json", R"({"extends": ["./base.json", "strict"]})");
  EXPECT_EQ(levels("a.js"), "on on off off");
  folder_.write("asynclint.json", R"({"preset": "all", "extends": ["./base.json", "strict"]})");
  EXPECT_EQ(levels("a.js"), "on on on on");
}

TEST_F(ConfigurationOf, a_file_that_two_extend_is_no_circle) {
  folder_.write("base.json", R"({"preset": "strict"})");
  folder_.write("a.json", R"({"extends": "./base.json"})");
  folder_.write("b.json", R"({"extends": "./base.json"})");
  folder_.write("asynclint.json", R"({"extends": ["./a.json", "./b.json"]})");
  EXPECT_EQ(levels("x.js"), "on on off off");
}

TEST_F(ConfigurationOf, overrides_count_in_their_order) {
  folder_.write("asynclint.json", R"({
    "rules": {"in-all": "error"},
    "overrides": [
      {"files": ["*.js"], "rules": {"in-all": "info", "in-none": "info"}},
      {"files": ["test/"], "rules": {"in-all": "off"}},
      {"files": ["/test/fast.js"], "rules": {"in-all": "warning"}, "level": "error"}
    ]})");
  EXPECT_EQ(levels("a.mjs"), "error off off off");
  EXPECT_EQ(levels("a.js"), "info off off info");
  EXPECT_EQ(levels("test/slow.js"), "off off off info");
  EXPECT_EQ(levels("test/fast.js"), "warning off off info");
  EXPECT_EQ(resolved("test/fast.js").least.level, Level::error);
  EXPECT_EQ(resolved("test/slow.js").least.level, Level::warning);
}

TEST_F(ConfigurationOf, overrides_match_as_git_does) {
  const auto matches = [&](std::string_view patterns, const std::string& path) {
    folder_.write("c/asynclint.json",
                  fmt::format(R"({{"overrides": [{{"files": [{}], "rules": {{"in-all": "off"}}}}]}})", patterns));
    return levels("c/" + path).starts_with("off");
  };
  EXPECT_TRUE(matches(R"("a.js")", "a.js"));
  EXPECT_TRUE(matches(R"("a.js")", "x/y/a.js"));
  EXPECT_TRUE(matches(R"("/a.js")", "a.js"));
  EXPECT_FALSE(matches(R"("/a.js")", "x/a.js"));
  EXPECT_TRUE(matches(R"("x/*.js")", "x/a.js"));
  EXPECT_FALSE(matches(R"("x/*.js")", "y/x/a.js"));
  EXPECT_FALSE(matches(R"("x/*.js")", "x/y/a.js"));
  EXPECT_TRUE(matches(R"("x/**/*.js")", "x/y/z/a.js"));
  EXPECT_TRUE(matches(R"("x/**/*.js")", "x/a.js"));
  EXPECT_TRUE(matches(R"("**/x/")", "y/x/z/a.js"));
  EXPECT_TRUE(matches(R"("x/")", "x/y/a.js"));
  EXPECT_FALSE(matches(R"("a.js/")", "a.js"));
  EXPECT_TRUE(matches(R"("[ab].js")", "b.js"));
  EXPECT_FALSE(matches(R"("[!ab].js")", "b.js"));
  EXPECT_TRUE(matches(R"("*.js", "!keep.js")", "a.js"));
  EXPECT_FALSE(matches(R"("*.js", "!keep.js")", "keep.js"));
  EXPECT_TRUE(matches(R"("!keep.js", "*.js")", "keep.js"));
  // Out of a directory git takes nothing back.
  EXPECT_TRUE(matches(R"("x/", "!x/keep.js")", "x/keep.js"));
  EXPECT_FALSE(matches(R"("x/*", "!x/keep.js")", "x/keep.js"));
  EXPECT_FALSE(matches(R"("*.{js,mjs}")", "a.js"));
  EXPECT_FALSE(matches(R"("c/a.js")", "a.js"));
}

TEST_F(ConfigurationOf, options_are_replaced_one_by_one) {
  folder_.write("base.json", R"({"rules": {"floating-promise": {"level": "warning",
                                 "options": {"mayFloat": ["a"], "handler": "log.a"}}}})");
  folder_.write("asynclint.json", R"({
  "extends": "./base.json",
  "rules": {"floating-promise": {"options": {"mayFloat": ["b"]}}},
  "overrides": [{"files": "x.js", "rules": {"floating-promise": {"options": {"voidIsEnough": false}}}}]
})");
  Configurations configurations(rule_table(), {});
  const auto settings = configurations.settings_of(folder_.path("x.js"));
  ASSERT_EQ(settings->settings.levels.size(), 1U);
  EXPECT_EQ(settings->settings.levels[0].level, Level::warning);
  std::vector<std::string> options;
  for (const OptionSetting& one : settings->settings.options) options.emplace_back(one.option);
  EXPECT_THAT(options, ElementsAre("handler", "mayFloat", "voidIsEnough"));
  EXPECT_EQ(std::get<std::vector<std::string>>(settings->settings.options[1].value), std::vector<std::string>{"b"});
}

TEST_F(ConfigurationOf, every_setting_knows_where_it_stands) {
  const std::string base = folder_.write("base.json", "{\n\"level\": \"info\"}");
  const std::string file = folder_.write("asynclint.json",
                                         "{\n\"extends\": \"./base.json\",\n\"preset\": \"strict\",\n\"rules\": {\n"
                                         "\"async-reduce\": \"off\",\n\"floating-promise\": {\n\"options\": {\n"
                                         "\"handler\": \"x\"}}},\n\"ignore\": [\"a\",\n\"b.js\"]}");
  ConfigurationRequest request;
  request.levels = {{"unawaited-map", Level::info}};
  const ResolvedConfiguration found = resolved("b.js", request);
  EXPECT_EQ(found.least.origin.path, base);
  EXPECT_EQ(found.least.origin.line, 2U);
  EXPECT_EQ(found.preset.origin.path, file);
  EXPECT_EQ(found.preset.origin.line, 3U);
  EXPECT_EQ(rule(found, "async-reduce").origin.line, 5U);
  EXPECT_EQ(rule(found, "floating-promise").options.at(0).origin.line, 8U);
  EXPECT_EQ(rule(found, "floating-promise").origin.line, 3U);
  EXPECT_EQ(rule(found, "unawaited-map").origin.path, "--rule");
  ASSERT_TRUE(found.ignored);
  EXPECT_EQ(found.ignored->line, 10U);
}

TEST_F(ConfigurationOf, the_command_line_has_the_last_word) {
  folder_.write("asynclint.json", R"({"level": "error", "rules": {"in-all": "off", "in-none": "off"}})");
  ConfigurationRequest request;
  request.levels = {{"in-all", Level::info}};
  request.only = {"in-strict", "in-none", "in-all"};
  request.least = Level::info;
  EXPECT_EQ(levels("a.js", request), "info on off on");
  EXPECT_EQ(resolved("a.js", request).least.level, Level::info);
}

TEST_F(ConfigurationOf, everything_may_be_one_named_file_or_none) {
  folder_.write("app/asynclint.json", R"({"preset": "all"})");
  const std::string other = folder_.write("other/mine.json", R"({"rules": {"in-all": "off"}, "ignore": ["x.js"]})");
  ConfigurationRequest request;
  request.file = other;
  EXPECT_EQ(levels("app/a.js", request), "off off off off");
  EXPECT_TRUE(resolved("other/src/x.js", request).ignored);
  EXPECT_FALSE(resolved("app/x.js", request).ignored);
  folder_.write("other/x/inner/.git/HEAD", "");
  request.file = folder_.write("other/mine.json", R"({"ignore": ["x/"]})");
  EXPECT_TRUE(resolved("other/x/inner/a.js", request).ignored) << "a named file holds for repositories, too";
  request.ignores_files = true;
  EXPECT_EQ(levels("app/a.js", request), "on off off off");

  request = {};
  request.file = folder_.write("other/package.json", R"({"asynclint": {"preset": "strict"}})");
  EXPECT_EQ(levels("app/a.js", request), "on on off off");
  folder_.write("other/package.json", "{}");
  Configurations without_key(preset_rules, request);
  EXPECT_EQ(without_key.mistakes().at(0).message, "has no key \"asynclint\"");
  request.file = folder_.path("nowhere.json");
  Configurations missing(preset_rules, request);
  EXPECT_EQ(missing.mistakes().at(0).message, "no such file or directory");
}

TEST_F(ConfigurationOf, ignored_files_are_those_that_git_would_ignore) {
  folder_.write("asynclint.json", R"({"ignore": ["dist/", "*.gen.js", "!keep.gen.js", "/only-here.js"]})");
  EXPECT_TRUE(is_ignored("dist/a.js"));
  EXPECT_TRUE(is_ignored("src/dist/deep/a.js"));
  EXPECT_TRUE(is_ignored("src/a.gen.js"));
  EXPECT_FALSE(is_ignored("src/keep.gen.js"));
  EXPECT_TRUE(is_ignored("dist/keep.gen.js"));
  EXPECT_TRUE(is_ignored("only-here.js"));
  EXPECT_FALSE(is_ignored("src/only-here.js"));
  EXPECT_FALSE(is_ignored("dist.js"));
}

TEST_F(ConfigurationOf, ignored_files_are_those_of_extended_files_too_from_there) {
  folder_.write("base/base.json", R"({"ignore": ["/a.js", "b.js"]})");
  folder_.write("base/app/asynclint.json", R"({"extends": "../base.json", "ignore": ["!b.js"]})");
  EXPECT_FALSE(is_ignored("base/app/a.js"));
  EXPECT_FALSE(is_ignored("base/app/b.js"));
  folder_.write("base/app/asynclint.json", R"({"extends": "../base.json"})");
  EXPECT_TRUE(is_ignored("base/app/b.js"));
}

TEST_F(ConfigurationOf, ignored_directories_keep_what_is_in_them) {
  folder_.write("asynclint.json", R"({"ignore": ["vendor/"]})");
  folder_.write("vendor/lib/asynclint.json", "{}");
  EXPECT_TRUE(is_ignored("vendor/lib/a.js"));
  folder_.write("src/asynclint.json", "{}");
  EXPECT_FALSE(is_ignored("src/a.js"));
}

TEST_F(ConfigurationOf, a_walk_leaves_out_what_is_ignored_even_where_it_is_named) {
  folder_.write("asynclint.json", R"({"ignore": ["dist/", "b.js"]})");
  for (const char* file : {"a.js", "b.js", "dist/c.js", "src/d.js", "src/b.js", "inner/b.js", "inner/e.js"})
    folder_.write(file, "");
  folder_.write("inner/asynclint.json", R"({"ignore": ["e.js"]})");
  EXPECT_THAT(walked({""}), ElementsAre("a.js", "inner/b.js", "src/d.js"));
  EXPECT_THAT(walked({"b.js", "a.js", "dist", "dist/c.js", "src"}), ElementsAre("a.js", "src/d.js"));
  Configurations configurations(rule_table(), {});
  const std::vector<std::string> named{folder_.path("dist/c.js")};
  const FoundFiles found = find_files(named, &configurations);
  ASSERT_EQ(found.named_but_excluded.size(), 1U);
  EXPECT_EQ(found.named_but_excluded[0].by.line, 1U);
}

TEST_F(ConfigurationOf, a_walk_finds_the_same_as_a_look_at_each_file) {
  folder_.write("asynclint.json", R"({"preset": "strict", "overrides": [{"files": "src/", "level": "info"}]})");
  folder_.write("packages/a/package.json", R"({"asynclint": {"preset": "learning"}})");
  folder_.write("packages/b/.git/HEAD", "");
  for (const char* file : {"x.js", "src/x.js", "packages/x.js", "packages/a/x.js", "packages/a/src/x.js",
                           "packages/b/x.js", "packages/b/src/x.js"})
    folder_.write(file, "");
  Configurations walked(preset_rules, {});
  const std::vector<std::string> root{folder_.path()};
  const auto found = find_files(root, &walked).files;
  EXPECT_EQ(found.size(), 7U);
  for (const FoundFile& file : found) {
    Configurations alone(preset_rules, {});
    const auto settings = alone.settings_of(file.path);
    EXPECT_EQ(settings->least, file.settings->least) << file.path;
    EXPECT_TRUE(std::ranges::equal(
        settings->settings.levels, file.settings->settings.levels,
        [](const LevelSetting& a, const LevelSetting& b) { return a.rule == b.rule && a.level == b.level; }))
        << file.path;
  }
}

TEST_F(ConfigurationOf, linked_directories_have_the_one_where_they_lead) {
  folder_.write("real/asynclint.json", R"({"rules": {"in-all": "off"}})");
  folder_.write("real/a.js", "");
  folder_.write("other/asynclint.json", "{}");
  std::filesystem::create_directory_symlink("../real", folder_.path("other/link"));
  EXPECT_EQ(located(folder_.path("other/link/a.js")), folder_.path("real/a.js"));
  EXPECT_EQ(located(folder_.path("other/link/new/b.js")), folder_.path("real/new/b.js"));
  EXPECT_EQ(located(folder_.path("other/../real/")), folder_.path("real"));
  Configurations configurations(preset_rules, {});
  const std::vector<std::string> named{folder_.path("other/link")};
  const auto found = find_files(named, &configurations).files;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].settings->settings.levels.at(0).level, Level::off);
}

TEST_F(ConfigurationOf, any_thread_may_ask_for) {
  for (int i = 0; i < 20; ++i)
    folder_.write(fmt::format("p{}/asynclint.json", i),
                  R"({"overrides": [{"files": "a*.js", "rules": {"in-all": "off"}}], "levle": 1})");
  Configurations configurations(preset_rules, {});
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&] {
      for (int i = 0; i < 400; ++i) {
        const std::string path = folder_.path(fmt::format("p{}/{}{}.js", i % 20, i % 2 == 0 ? 'a' : 'b', i));
        const Level level = configurations.settings_of(path)->settings.levels.at(0).level;
        EXPECT_EQ(level, Level::off);
        EXPECT_FALSE(configurations.ignored(path, false));
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(configurations.mistakes().size(), 20U);
}

TEST_F(ConfigurationOf, files_with_the_same_overrides_is_made_once) {
  folder_.write("asynclint.json", R"({"overrides": [{"files": "a*.js", "level": "info"}]})");
  Configurations configurations(preset_rules, {});
  EXPECT_EQ(configurations.settings_of(folder_.path("a1.js")), configurations.settings_of(folder_.path("x/a2.js")));
  EXPECT_NE(configurations.settings_of(folder_.path("a1.js")), configurations.settings_of(folder_.path("b.js")));
}

}  // namespace
}  // namespace asynclint::tests
