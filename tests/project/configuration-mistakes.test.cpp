// What is said of mistakes in configuration files: where they are, and what was probably meant.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

#include "project/configuration-file.h"
#include "project/configuration.h"
#include "rules/rule-table.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> described(const std::vector<ConfigurationMistake>& mistakes) {
  std::vector<std::string> lines;
  lines.reserve(mistakes.size());
  for (const ConfigurationMistake& one : mistakes)
    lines.push_back(fmt::format("{}:{}:{}: {}", one.path, one.line, one.column, one.message));
  return lines;
}

std::vector<std::string> mistakes_of(std::string_view text, const std::string& path = "/c/asynclint.json") {
  std::vector<ConfigurationMistake> mistakes;
  static_cast<void>(read_configuration(path, text, rule_table(), mistakes));
  std::vector<std::string> lines = described(mistakes);
  for (std::string& line : lines) line.erase(0, path.size() + 1);
  return lines;
}

std::string mistake_of(std::string_view text) {
  const auto mistakes = mistakes_of(text);
  return mistakes.size() == 1 ? mistakes.front() : fmt::format("{} mistakes", mistakes.size());
}

TEST(ConfigurationMistakes, NameLineColumnAndTheNearestRightWord) {
  EXPECT_EQ(mistake_of("{\n  \"ruels\": {}\n}"), "2:3: there is no key \"ruels\" here; did you mean \"rules\"?");
  EXPECT_EQ(mistake_of("{\"plugins\": []}"),
            "1:2: there is no key \"plugins\" here; it may have $schema, extends, preset, level, rules, overrides or "
            "ignore");
  EXPECT_EQ(mistake_of("{\"rules\": {\n\t\"floating-promisse\": \"off\"}}"),
            "2:2: there is no rule \"floating-promisse\"; did you mean \"floating-promise\"?");
  EXPECT_EQ(mistake_of("{\"rules\": {\"no-floating-promises\": \"off\"}}"),
            "1:12: there is no rule \"no-floating-promises\"; the rule that answers to it is \"floating-promise\"");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": \"eror\"}}"),
            "1:32: \"floating-promise\" wants off, on, info, warning or error, not \"eror\"; did you mean \"error\"?");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": {\"level\": \"of\"}}}"),
            "1:42: \"floating-promise\" wants off, on, info, warning or error, not \"of\"; did you mean \"off\"?");
  EXPECT_EQ(mistake_of("{\"preset\": \"recomended\"}"),
            "1:12: \"preset\" wants recommended, strict, learning or all, not \"recomended\"; did you mean "
            "\"recommended\"?");
  EXPECT_EQ(mistake_of("{\"level\": \"warn\"}"), "0 mistakes");
  EXPECT_EQ(mistake_of("{\"level\": \"off\"}"), "1:11: \"level\" wants info, warning or error, not \"off\"");
  EXPECT_EQ(mistake_of("{\"overrides\": [{\"flies\": [], \"files\": []}]}"),
            "1:17: there is no key \"flies\" here; did you mean \"files\"?");
}

TEST(ConfigurationMistakes, CountColumnsAsEditorsDo) {
  EXPECT_EQ(mistake_of("{ /* 😀é */ \"x\": 1}").substr(0, 5), "1:13:");
  EXPECT_EQ(mistake_of("\xEF\xBB\xBF{\"x\": 1}").substr(0, 4), "1:2:");
  EXPECT_EQ(mistake_of("{\r\n\r\n\"x\": 1}").substr(0, 4), "3:1:");
}

TEST(ConfigurationMistakes, AreWrongTypes) {
  EXPECT_EQ(mistake_of("[]"), "1:1: a configuration is an object, not a list");
  EXPECT_EQ(mistake_of("{\"rules\": []}"), "1:11: \"rules\" wants an object, not a list");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": 2}}"),
            "1:32: a rule wants a level (off, on, info, warning or error) or an object with \"level\" and "
            "\"options\", not a number");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": [\"error\", {}]}}").substr(0, 28),
            "1:32: a rule wants a level (");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": {\"level\": null}}}"),
            "1:42: \"floating-promise\" wants off, on, info, warning or error, not null");
  EXPECT_EQ(mistake_of("{\"preset\": true}"), "1:12: \"preset\" wants recommended, strict, learning or all, not true");
  EXPECT_EQ(mistake_of("{\"ignore\": {}}"),
            "1:12: \"ignore\" wants a list of patterns as in .gitignore, not an object");
  EXPECT_EQ(mistake_of("{\"ignore\": [1]}"), "1:13: \"ignore\" wants patterns as in .gitignore, not a number");
  EXPECT_EQ(mistake_of("{\"overrides\": {}}"), "1:15: \"overrides\" wants a list, not an object");
  EXPECT_EQ(mistake_of("{\"overrides\": [\"a\"]}"),
            "1:16: \"overrides\" wants objects with \"files\" and \"rules\", not a string");
  EXPECT_EQ(mistake_of("{\"overrides\": [{\"rules\": {}}]}"),
            "1:16: an override wants \"files\": patterns as in .gitignore");
}

TEST(ConfigurationMistakes, AreWrongOptions) {
  const auto options = [](std::string_view text) {
    return mistake_of(fmt::format("{{\"rules\": {{\"floating-promise\": {{\"options\":\n{}}}}}}}", text));
  };
  EXPECT_EQ(options("{\"mayfloat\": []}"),
            "2:2: floating-promise has no option \"mayfloat\"; did you mean \"mayFloat\"?");
  EXPECT_EQ(options("{\"xyzzy\": []}"),
            "2:2: floating-promise has no option \"xyzzy\"; it has mayFloat, voidIsEnough or handler");
  EXPECT_EQ(options("{\"mayFloat\": \"a\"}"),
            "2:14: \"mayFloat\" wants a list of names or names with dots, such as [\"track\", \"*.dispatch\"], not "
            "\"a\"");
  EXPECT_THAT(options("{\"mayFloat\": [\"a\", \"b c\"]}"), HasSubstr("and \"b c\" is none"));
  EXPECT_THAT(options("{\"mayFloat\": [\"a\", 1]}"), HasSubstr("and a number is none"));
  EXPECT_EQ(options("{\"voidIsEnough\": \"no\"}"), "2:18: \"voidIsEnough\" wants true or false, not \"no\"");
  EXPECT_EQ(options("{\"voidIsEnough\": 1.5}"), "2:18: \"voidIsEnough\" wants true or false, not 1.5");
  EXPECT_THAT(options("{\"handler\": \"() => {}\"}"), HasSubstr("such as \"console.error\", not \"() => {}\""));
  EXPECT_EQ(options("[]"), "2:1: \"options\" wants an object, not a list");
  EXPECT_EQ(mistake_of("{\"rules\": {\"async-reduce\": {\"options\": {\"x\": 1}}}}"),
            "1:41: async-reduce has no options");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": {\"handler\": \"a\"}}}"),
            "1:33: \"handler\" belongs into \"options\"");
  EXPECT_EQ(mistake_of("{\"rules\": {\"floating-promise\": {\"optoins\": {}}}}"),
            "1:33: there is no key \"optoins\" here; did you mean \"options\"?");
}

TEST(ConfigurationMistakes, ArePatternsThatGitWouldNeverMatch) {
  EXPECT_EQ(mistake_of("{\"ignore\": \"./src\"}"),
            "1:12: a pattern does not begin with ./; / is the folder of asynclint.json");
  EXPECT_EQ(mistake_of("{\"ignore\": \"../src\"}"),
            "1:12: a pattern is about what is below the folder of the configuration");
  EXPECT_EQ(mistake_of("{\"ignore\": [\"!../a\"]}").substr(0, 5), "1:13:");
  EXPECT_EQ(mistake_of("{\"ignore\": [\" \"]}"), "1:13: this pattern is empty");
  EXPECT_EQ(mistake_of("{\"ignore\": [\"# x\"]}"),
            "1:13: a pattern that begins with # is a comment; \\# is the character");
  EXPECT_EQ(mistake_of("{\"ignore\": [\"a/..b\", \"\\\\#x\", \"!keep.js\", \".cache/\"]}"), "0 mistakes");
}

TEST(ConfigurationMistakes, AreKeysThatStandThereTwice) {
  EXPECT_EQ(mistake_of("{\"level\": \"info\",\n \"level\": \"error\"}"), "2:2: \"level\" stands here twice");
  EXPECT_EQ(mistake_of("{\"rules\": {\"async-reduce\": \"on\", \"async-reduce\": \"off\"}}"),
            "1:34: \"async-reduce\" stands here twice");
}

TEST(ConfigurationMistakes, AreTextsThatAreNoJson) {
  EXPECT_EQ(mistake_of("{\n  \"rules\": {\n    \"a\" \"b\"\n"), "3:9: expected `:`");
  EXPECT_EQ(mistake_of(""), "1:1: expected a value, and the file ends here");
  EXPECT_EQ(mistake_of(std::string(100'000, '[')), "1:66: nested too deeply");
}

TEST(ConfigurationMistakes, AreNotTheBusinessOfPackagesThatDoNotConfigureUs) {
  const std::string package = "/c/package.json";
  EXPECT_THAT(mistakes_of("{{name}}", package), IsEmpty());
  EXPECT_THAT(mistakes_of("{\"devDependencies\": {\"asynclint\": \"^1\"}, oops}", package), IsEmpty());
  EXPECT_THAT(mistakes_of("{\"asynclint\": {}, oops}", package), SizeIs(1));
  EXPECT_THAT(mistakes_of("{\n\"asynclint\": {\"x\": 1}}", package), ElementsAre(HasSubstr("2:15: there is no key")));
  EXPECT_THAT(mistakes_of("{\"asynclint\": 7}", package), ElementsAre(HasSubstr("is an object, not a number")));
}

TEST(ConfigurationMistakes, ComeToAnEndInFilesOfNothingElse) {
  std::string text = "{\"rules\": {";
  for (int i = 0; i < 60'000; ++i) text += fmt::format("\"a{}\":1,", i);
  EXPECT_THAT(mistakes_of(text + "}}"), SizeIs(100));
  text = "{\"ignore\": [";
  for (int i = 0; i < 100'000; ++i) text += "\"a\",";
  EXPECT_THAT(mistakes_of(text + "]}"), IsEmpty());
  text = "{\"extends\": [";
  for (int i = 0; i < 100'000; ++i) text += "\"./a\",";
  EXPECT_THAT(mistakes_of(text + "]}"), ElementsAre(HasSubstr("more than 64 files")));
}

// Whatever a file holds, reading it ends, and every mistake has a place in it.
TEST(ConfigurationMistakes, HavePlacesInWhateverText) {
  const std::string whole =
      "{\"extends\": [\"./b.json\", \"strict\"],\n\"rules\": {\"floating-promise\": {\"level\": \"warn\", \"options\": "
      "{\"mayFloat\": [\"a.*\"], \"handler\": \"x\"}}},\n\"overrides\": [{\"files\": [\"*.js\"], \"level\": "
      "\"info\"}],\n"
      "\"ignore\": \"dist/\"}";
  const std::vector<std::string> pieces{"{",  "}",    "[", "]",    ",",         ":",
                                        "\"", "null", "7", "true", "\"files\"", "\"rules\""};
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    for (auto changes = random() % 4; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0)
        text.erase(at, random() % 9);
      else
        text.insert(at, pieces[random() % pieces.size()]);
    }
    std::vector<ConfigurationMistake> mistakes;
    static_cast<void>(read_configuration("/c/asynclint.json", text, rule_table(), mistakes));
    for (const ConfigurationMistake& one : mistakes) {
      ASSERT_TRUE(one.line >= 1 && one.line <= 4 && one.column >= 1 && one.column <= text.size() + 1) << text;
      ASSERT_FALSE(one.message.empty());
    }
  }
}

// Those that show only when files are looked for.
class ExtendingMistakes : public testing::Test {
 protected:
  std::vector<std::string> find(const std::string& file = "a.js") {
    Configurations configurations(rule_table(), {});
    static_cast<void>(configurations.settings_of(folder_.path(file)));
    std::vector<std::string> lines = described(configurations.mistakes());
    for (std::string& line : lines)
      for (std::size_t at = line.find(folder_.path() + "/"); at != std::string::npos;
           at = line.find(folder_.path() + "/"))
        line.erase(at, folder_.path().size() + 1);
    return lines;
  }

  Folder folder_;
};

TEST_F(ExtendingMistakes, AreFilesThatAreNotThere) {
  folder_.write("asynclint.json", "{\n  \"extends\": [\"./base.json\"]\n}");
  EXPECT_THAT(find(), ElementsAre("asynclint.json:2:15: \"./base.json\": no such file or directory"));
  folder_.write("base.json/x", "");
  EXPECT_THAT(find(), ElementsAre("asynclint.json:2:15: \"./base.json\": is a directory"));
}

TEST_F(ExtendingMistakes, AreWordsThatAreNeitherPathsNorPresets) {
  folder_.write("asynclint.json", "{\"extends\": \"stric\"}");
  EXPECT_THAT(find(), ElementsAre(HasSubstr("not \"stric\"; did you mean \"strict\"?")));
  for (const char* word : {"base.json", "/etc/asynclint.json", "some-package", "", "~/x.json"}) {
    folder_.write("asynclint.json", fmt::format("{{\"extends\": \"{}\"}}", word));
    EXPECT_THAT(find(),
                ElementsAre(HasSubstr("1:13: \"extends\" wants a path that begins with ./ or ../, or a preset")));
  }
}

TEST_F(ExtendingMistakes, AreCirclesAndTheyNameTheirFiles) {
  folder_.write("asynclint.json", "{\"extends\": \"./asynclint.json\"}");
  EXPECT_THAT(find(),
              ElementsAre("asynclint.json:1:13: \"extends\" goes in a circle: asynclint.json -> asynclint.json"));
  folder_.write("asynclint.json", "{\"extends\": \"./b.json\"}");
  folder_.write("b.json", "{\"extends\": \"./c.json\"}");
  folder_.write("c.json", "{\"extends\": [\"./d.json\", \"./b.json\"]}");
  folder_.write("d.json", "{}");
  EXPECT_THAT(find(), ElementsAre("c.json:1:26: \"extends\" goes in a circle: b.json -> c.json -> b.json"));
}

TEST_F(ExtendingMistakes, AreCirclesThroughLinks) {
  folder_.write("asynclint.json", "{\"extends\": \"./link.json\"}");
  std::filesystem::create_symlink("asynclint.json", folder_.path("link.json"));
  EXPECT_THAT(find(), ElementsAre(HasSubstr("goes in a circle")));
  std::filesystem::remove(folder_.path("link.json"));
  std::filesystem::create_symlink("link.json", folder_.path("link.json"));
  EXPECT_THAT(find(), ElementsAre(HasSubstr("\"./link.json\": too many levels of symbolic links")));
}

TEST_F(ExtendingMistakes, ArePathsOutOfTheRepository) {
  folder_.write("outside.json", "{}");
  folder_.write("repository/.git/HEAD", "");
  folder_.write("repository/asynclint.json", "{\"extends\": \"../outside.json\"}");
  EXPECT_THAT(find("repository/a.js"),
              ElementsAre("repository/asynclint.json:1:13: \"../outside.json\" is outside the repository"));
  folder_.write("repository/asynclint.json", "{\"extends\": \"./link.json\"}");
  std::filesystem::create_symlink("../outside.json", folder_.path("repository/link.json"));
  EXPECT_THAT(find("repository/a.js"), ElementsAre(HasSubstr("\"./link.json\" is outside the repository")));
}

TEST_F(ExtendingMistakes, AreMoreFilesThanAnybodyExtends) {
  for (int i = 0; i < 1000; ++i)
    folder_.write(i == 0 ? "asynclint.json" : fmt::format("{}.json", i),
                  fmt::format("{{\"extends\": [\"./{0}.json\", \"./{0}.json\"]}}", i + 1));
  folder_.write("1000.json", "{}");
  const auto mistakes = find();
  ASSERT_FALSE(mistakes.empty());
  EXPECT_LE(mistakes.size(), 200U);
  EXPECT_THAT(mistakes, testing::Each(HasSubstr("more than 64 files extend each other")));
}

TEST_F(ExtendingMistakes, AreToldOnceWhereTheyStand) {
  folder_.write("base.json", "{\"levle\": \"info\", \"extends\": \"./nix.json\"}");
  folder_.write("a/asynclint.json", "{\"extends\": \"../base.json\"}");
  folder_.write("b/asynclint.json", "{\"extends\": [\"../base.json\", \"../base.json\"]}");
  Configurations configurations(rule_table(), {});
  static_cast<void>(configurations.settings_of(folder_.path("a/x.js")));
  static_cast<void>(configurations.settings_of(folder_.path("b/x.js")));
  EXPECT_THAT(described(configurations.mistakes()),
              ElementsAre(HasSubstr("base.json:1:2: there is no key \"levle\""),
                          HasSubstr("base.json:1:30: \"./nix.json\": no such file or directory")));
}

TEST_F(ExtendingMistakes, AreFilesThatCannotBeRead) {
  folder_.write("asynclint.json", std::string((std::size_t{1} << 20U) + 1, ' '));
  EXPECT_THAT(find(), ElementsAre("asynclint.json:0:0: larger than 1 MiB"));
  std::filesystem::remove(folder_.path("asynclint.json"));
  std::filesystem::create_directory(folder_.path("asynclint.json"));
  EXPECT_THAT(find(), ElementsAre("asynclint.json:0:0: is a directory"));
  std::filesystem::remove(folder_.path("asynclint.json"));
  std::filesystem::create_symlink("asynclint.json", folder_.path("asynclint.json"));
  EXPECT_THAT(find(), ElementsAre("asynclint.json:0:0: too many levels of symbolic links"));
}

TEST_F(ExtendingMistakes, LeaveTheRestAsItIs) {
  folder_.write("asynclint.json", "{\"rules\": {\"async-reduce\": \"off\", \"nonsense\": \"off\"}}");
  Configurations configurations(rule_table(), {});
  const auto settings = configurations.settings_of(folder_.path("a.js"));
  ASSERT_EQ(settings->settings.levels.size(), 1U);
  EXPECT_EQ(settings->settings.levels.front().rule, "async-reduce");
}

}  // namespace
}  // namespace asynclint::tests
