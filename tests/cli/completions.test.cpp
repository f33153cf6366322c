// `asynclint completions` in the shells that are here, and `asynclint man` in the programs that show it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "cli/completions/completions.h"
#include "cli/formats/formats.h"
#include "cli/words.h"
#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;

std::string script_of(const std::string& shell) {
  const Outcome outcome = run("", {"completions", shell});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  return outcome.output;
}

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

// Status 0, or what the command had to say. Everything stands in the folder where it runs.
std::string complaint_of(const Folder& folder, const std::string& command) {
  const int status = std::system(("cd '" + folder.path() + "' && " + command + " >out 2>err </dev/null").c_str());
  const std::string errors = folder.read("err");
  return status == 0 && errors.empty() ? "" : command + " ended with " + std::to_string(status) + ": " + errors;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class BashCompletion : public testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("bash")) GTEST_SKIP() << "there is no bash here";
    folder_.write("asynclint.bash", script_of("bash"));
    folder_.write("place/lib/a.js", "");
    folder_.write("place/my file.js", "");
    folder_.write("place/known.txt", "");
  }

  // What is offered for the last of the words, which are taken apart as bash takes them apart.
  std::vector<std::string> complete(const std::vector<std::string>& words, const std::string& settings = "") {
    std::string list;
    for (const std::string& word : words) list += " '" + word + "'";
    folder_.write("complete.bash", "source ./asynclint.bash\n" + settings + "\ncd place\nCOMP_WORDS=(asynclint" + list +
                                       ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_asynclint\n" +
                                       "((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\"\nexit 0\n");
    EXPECT_EQ(complaint_of(folder_, "bash --norc -u complete.bash"), "");
    return lines_of(folder_.read("out"));
  }

  Folder folder_;
};

TEST_F(BashCompletion, OffersCommandsAndPathsFirst) {
  EXPECT_THAT(complete({""}), IsSupersetOf({"lint", "rules", "completions", "man", "lib", "my file.js"}));
  EXPECT_THAT(complete({"mi"}), ElementsAre("migrate"));
  EXPECT_THAT(complete({"li"}), UnorderedElementsAre("lint", "lib"));
  EXPECT_THAT(complete({"lint", "li"}), ElementsAre("lib"));
}

TEST_F(BashCompletion, OffersTheOptionsOfTheCommand) {
  EXPECT_THAT(complete({"--fix"}), UnorderedElementsAre("--fix", "--fix-suggestions", "--fix-only"));
  EXPECT_THAT(complete({"rules", "--"}), UnorderedElementsAre("--json", "--schema", "--help"));
  EXPECT_THAT(complete({"--quiet", "--sta"}), UnorderedElementsAre("--staged", "--statistics"));
  EXPECT_THAT(complete({"--", "--fi"}), IsEmpty());
}

TEST_F(BashCompletion, OffersWhatIsKnownOfValues) {
  EXPECT_THAT(complete({"--level", ""}), ElementsAre("info", "warning", "error"));
  EXPECT_THAT(complete({"--level", "=", "w"}), ElementsAre("warning"));
  EXPECT_THAT(complete({"--level", "="}), ElementsAre("info", "warning", "error"));
  EXPECT_THAT(complete({"--color", "a"}), UnorderedElementsAre("auto", "always"));
  EXPECT_THAT(complete({"-f", "js"}), IsSupersetOf({"json"}));
  EXPECT_THAT(complete({"--rule", "floating-p"}), ElementsAre("floating-promise"));
  EXPECT_THAT(complete({"--config", "kn"}), ElementsAre("known.txt"));
  EXPECT_THAT(complete({"--cache-location", ""}), ElementsAre("lib"));
  EXPECT_THAT(complete({"--max-warnings", ""}), IsEmpty());
  EXPECT_THAT(complete({"lessons", "--level", "beg"}), ElementsAre("beginner"));
  EXPECT_THAT(complete({"explain", "floating-p"}), Contains("floating-promise"));
  EXPECT_THAT(complete({"completions", ""}), UnorderedElementsAre("bash", "zsh", "fish", "powershell"));
  EXPECT_THAT(complete({"help", "exp"}), ElementsAre("explain"));
  EXPECT_THAT(complete({"migrate", "es"}), ElementsAre("eslint"));
}

TEST_F(BashCompletion, OffersWhatStandsBehindAName) {
  EXPECT_THAT(complete({"--rule", "floating-promise", "="}), ElementsAre("off", "info", "warning", "error"));
  EXPECT_THAT(complete({"--rule", "=", "floating-promise", "=", "e"}), ElementsAre("error"));
  EXPECT_THAT(complete({"--format", "json", "=", "kn"}), ElementsAre("known.txt"));
  // Whoever keeps words whole gets them back whole.
  const std::string whole = "COMP_WORDBREAKS=' '";
  EXPECT_THAT(complete({"--level=w"}, whole), ElementsAre("--level=warning"));
  EXPECT_THAT(complete({"--rule", "floating-promise=e"}, whole), ElementsAre("floating-promise=error"));
  EXPECT_THAT(complete({"--rule=floating-promise=e"}, whole), ElementsAre("--rule=floating-promise=error"));
}

TEST_F(BashCompletion, OffersEveryOptionOfEveryCommand) {
  for (const cli::DescribedCommand& command : cli::described_commands()) {
    std::vector<std::string> names;
    for (const cli::Option& option : command.options)
      for (const std::string& name : cli::names_of(option)) names.push_back(name);
    EXPECT_THAT(complete({command.name, "-"}), testing::UnorderedElementsAreArray(names)) << command.name;
  }
}

// What the others are told, as far as it can be read without running them.
TEST(Completions, NameEveryOptionAndWhatIsKnownOfValues) {
  const std::string zsh = script_of("zsh");
  const std::string fish = script_of("fish");
  const std::string powershell = script_of("powershell");
  for (const cli::DescribedCommand& command : cli::described_commands()) {
    const std::size_t begin = zsh.find("    " + command.name + ")\n");
    ASSERT_NE(begin, std::string::npos) << command.name;
    const std::string zsh_part = zsh.substr(begin, zsh.find(";;", begin) - begin);
    const std::size_t table = powershell.find("$options['" + command.name + "'] = ");
    ASSERT_NE(table, std::string::npos) << command.name;
    const std::string powershell_part = powershell.substr(table, powershell.find("\n  }\n", table) - table);
    for (const cli::Option& option : command.options) {
      const std::string name(cli::long_name(option));
      EXPECT_THAT(zsh_part, testing::ContainsRegex(name + "(=-?)?\\[")) << command.name;
      EXPECT_THAT(powershell_part, HasSubstr("'" + name + "' = '")) << command.name;
      const std::vector<std::string> lines = lines_of(fish);
      EXPECT_TRUE(std::ranges::any_of(lines,
                                      [&](const std::string& line) {
                                        return line.find("__asynclint_in " + command.name + "'") != std::string::npos &&
                                               line.find(" -l " + name.substr(2) + " ") != std::string::npos;
                                      }))
          << command.name << " " << name;
    }
  }
  for (const std::string& script : {script_of("bash"), zsh, fish, powershell}) {
    for (const RuleEntry& rule : cli::rules_by_name()) EXPECT_THAT(script, HasSubstr(std::string(rule.id)));
    for (const cli::FormatEntry& format : cli::formats()) EXPECT_THAT(script, HasSubstr(std::string(format.name)));
    for (const char* word : {"advanced", "always", "warning"}) EXPECT_THAT(script, HasSubstr(word));
  }
}

TEST(Completions, AreRightZsh) {
  if (!is_installed("zsh")) GTEST_SKIP() << "there is no zsh here (Debian's package zsh)";
  const Folder folder;
  folder.write("_asynclint", script_of("zsh"));
  EXPECT_EQ(complaint_of(folder, "zsh -f -n _asynclint"), "");
}

TEST(Completions, AreRightFish) {
  if (!is_installed("fish")) GTEST_SKIP() << "there is no fish here (Debian's package fish)";
  const Folder folder;
  folder.write("asynclint.fish", script_of("fish"));
  EXPECT_EQ(complaint_of(folder, "HOME=$PWD fish -N -n asynclint.fish"), "");
  const auto offered = [&](const std::string& line) {
    EXPECT_EQ(complaint_of(folder, "HOME=$PWD fish -N -c 'source asynclint.fish; complete -C \"" + line + "\"'"), "");
    return folder.read("out");
  };
  EXPECT_THAT(offered("asynclint exp"), HasSubstr("explain\t"));
  EXPECT_THAT(offered("asynclint --col"), HasSubstr("--color\t"));
  EXPECT_THAT(offered("asynclint rules --"), AllOf(HasSubstr("--schema\t"), Not(HasSubstr("--color"))));
  EXPECT_THAT(offered("asynclint --level w"), HasSubstr("warning"));
  EXPECT_THAT(offered("asynclint --rule floating-promise=e"), HasSubstr("floating-promise=error"));
  EXPECT_THAT(offered("asynclint --format jso"), HasSubstr("json"));
}

TEST(Completions, WantAShellThatThereIs) {
  const Outcome unknown = run("", {"completions", "fishh"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.errors, AllOf(HasSubstr("completions wants bash, zsh, fish or powershell, not \"fishh\""),
                                    HasSubstr("did you mean \"fish\"?")));
  EXPECT_EQ(run("", {"completions"}).status, 2);
  EXPECT_EQ(run("", {"completions", "bash", "zsh"}).status, 2);
  EXPECT_THAT(run("", {"completions", "--help"}).output, HasSubstr("eval \"$(asynclint completions bash)\""));
  EXPECT_THAT(run("", {"help"}).output, AllOf(HasSubstr("asynclint completions bash"), HasSubstr("  man  ")));
}

// Only what a terminal would show: without letters printed twice to make them bold.
std::string without_emphasis(const std::string& text) {
  std::string result;
  for (const char character : without_escapes(text)) {
    if (character == '\b')
      result.pop_back();
    else
      result += character;
  }
  return result;
}

std::string squeezed(const std::string& text) {
  std::string result;
  for (const char character : text)
    if (character != ' ' && character != '\n') result += character;
  return result;
}

TEST(ManPage, IsMadeOfWhatTheHelpSays) {
  const Outcome outcome = run("", {"man"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.output, HasSubstr(".TH ASYNCLINT 1 "));
  for (const char character : outcome.output)
    ASSERT_TRUE(character == '\n' || (character >= ' ' && character <= '~')) << static_cast<int>(character);
  for (const cli::DescribedCommand& command : cli::described_commands()) {
    const std::string title = command.name == "lint" ? ".SH \"OPTIONS\"" : ".SS \"asynclint " + command.name + "\"";
    const std::size_t begin = outcome.output.find(title);
    ASSERT_NE(begin, std::string::npos) << title;
    const std::size_t end = outcome.output.find(command.name == "lint" ? "\n.SH" : "\n.S", begin + title.size());
    const std::string part = outcome.output.substr(begin, end - begin);
    for (const cli::Option& option : command.options)
      for (const std::string& name : cli::names_of(option)) {
        std::string escaped;
        for (const char character : name) escaped += character == '-' ? std::string("\\-") : std::string(1, character);
        EXPECT_THAT(part, HasSubstr("\\fB" + escaped + "\\fR")) << command.name;
      }
  }
  EXPECT_EQ(run("", {"man", "--hlp"}).status, 2);
  EXPECT_EQ(run("", {"man", "asynclint"}).status, 2);
}

TEST(ManPage, CanBeShown) {
  const Folder folder;
  folder.write("asynclint.1", run("", {"man"}).output);
  std::string show;
  if (is_installed("groff"))
    show = "groff -man -Tutf8 -ww asynclint.1";
  else if (is_installed("mandoc"))
    show = "mandoc -T utf8 -W warning asynclint.1";
  else
    GTEST_SKIP() << "there is neither groff nor mandoc here";
  EXPECT_EQ(complaint_of(folder, show), "");
  const std::string page = squeezed(without_emphasis(folder.read("out")));
  for (const cli::DescribedCommand& command : cli::described_commands()) {
    EXPECT_THAT(page, HasSubstr(squeezed(command.summary)));
    for (const cli::Option& option : command.options) {
      // Hyphens and quotes are typeset by the one program in another way than by the other.
      const std::size_t plain = option.help.find_first_of("-`\"'\n");
      EXPECT_THAT(page, HasSubstr(squeezed(option.help.substr(0, plain)))) << option.names;
    }
  }
}

}  // namespace
}  // namespace asynclint::tests
