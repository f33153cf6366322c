// `asynclint explain`: rules, lessons and words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/run-executable.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

std::string explained(const std::vector<std::string>& words) {
  std::vector<std::string> arguments{"explain"};
  arguments.insert(arguments.end(), words.begin(), words.end());
  const Outcome outcome = run("", arguments);
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  return outcome.output;
}

Outcome on_a_terminal(const std::string& word) { return run(Invocation{{"explain", word}, {}, {}, {}, 72, {}}); }

// That all pages are what they were is looked at in tests/lessons.
TEST(ExplainCommand, PrintsPagesAsTheyAreInAPipe) {
  for (const char* id : {"floating-promise", "unused-suppression"})
    EXPECT_THAT(explained({id}), StartsWith(read_file(source_folder() / "rules" / (std::string(id) + ".md"))));
  const std::string page = read_file(source_folder() / "lessons/event-loop.md");
  EXPECT_THAT(explained({"event-loop"}), StartsWith(page.substr(page.find("\n# ") + 1)));
}

TEST(ExplainCommand, NamesTheLessonsOfARuleAndTheRulesOfALesson) {
  EXPECT_THAT(explained({"await-in-foreach"}),
              HasSubstr("\n## Lessons\n\n- [forEach does not wait](../lessons/await-in-foreach.md)\n"));
  EXPECT_THAT(explained({"then-must-return"}),
              HasSubstr("\n## Rules that find it\n\n- [missing-then-return](../rules/missing-then-return.md): "));
  EXPECT_THAT(explained({"microtasks-before-macrotasks"}),
              AllOf(HasSubstr("\n- beginner, in the part on execution model\n"), HasSubstr("\n- after: [")));
}

TEST(ExplainCommand, RendersPagesOnATerminal) {
  ASYNCLINT_NEEDS_TERMINALS();
  for (const char* name : {"floating-promise", "event-loop", "node-vs-browser", "interview-qa"}) {
    const Outcome outcome = on_a_terminal(name);
    EXPECT_EQ(outcome.status, 0);
    const std::string text = without_escapes(outcome.output);
    EXPECT_THAT(text, AllOf(Not(HasSubstr("```")), Not(HasSubstr("\n#")), Not(HasSubstr("](")), Not(HasSubstr("\x01")),
                            Not(HasSubstr("\x02")), Not(HasSubstr("\x03"))));
    EXPECT_THAT(outcome.output, HasSubstr("\x1b[1m"));
  }
}

// One lesson has the name of a rule.
TEST(ExplainCommand, TellsRulesAndLessonsApart) {
  EXPECT_THAT(explained({"await-in-foreach"}), StartsWith("# await-in-foreach\n"));
  EXPECT_THAT(explained({"rules/await-in-foreach"}), StartsWith("# await-in-foreach\n"));
  EXPECT_THAT(explained({"lessons/await-in-foreach"}), StartsWith("# forEach does not wait\n"));
}

TEST(ExplainCommand, FindsLessonsByAWord) {
  EXPECT_THAT(explained({"setTimeout"}),
              AllOf(HasSubstr("timers-zero-delay\n"), HasSubstr("`asynclint explain NAME`")));
  EXPECT_THAT(explained({"microtask"}), HasSubstr("microtasks-before-macrotasks\n"));
  EXPECT_THAT(explained({"await"}), HasSubstr("await-desugaring\n"));
  EXPECT_THAT(explained({"nextTick"}), HasSubstr("node-next-tick\n"));
  EXPECT_THAT(explained({"forEach"}), HasSubstr("await-in-foreach\n"));
  // Words that are a name together need no hyphen.
  EXPECT_THAT(explained({"event", "loop"}), StartsWith("# "));
  EXPECT_THAT(explained({"no-async-in-foreach"}), StartsWith("# await-in-foreach\n"));
  EXPECT_THAT(explained({"no-floating-promises"}), StartsWith("floating-promise\n"));
}

TEST(ExplainCommand, TellsPrograms) {
  const auto rule = nlohmann::json::parse(explained({"--json", "floating-promise"}));
  EXPECT_EQ(rule.at("kind"), "rule");
  EXPECT_EQ(rule.at("rule").at("id"), "floating-promise");
  EXPECT_THAT(rule.at("page").get<std::string>(), StartsWith("# floating-promise\n"));
  EXPECT_THAT(rule.at("lessons"), Not(IsEmpty()));
  const auto lesson = nlohmann::json::parse(explained({"--json", "event-loop"}));
  EXPECT_EQ(lesson.at("kind"), "lesson");
  for (const char* key : {"title", "sentence", "part", "level"})
    EXPECT_FALSE(lesson.at("lesson").at(key).get<std::string>().empty()) << key;
  const auto word = nlohmann::json::parse(explained({"--json", "await"}));
  EXPECT_EQ(word.at("kind"), "word");
  EXPECT_THAT(word.at("lessons"), SizeIs(testing::Gt(3U)));
}

TEST(ExplainCommand, NamesTheNearest) {
  const auto complaint = [](const std::string& word) {
    const Outcome outcome = run("", {"explain", word});
    EXPECT_EQ(outcome.status, 2);
    return outcome.errors;
  };
  EXPECT_EQ(complaint("floatingpromise"),
            "asynclint: no rule and no lesson is about \"floatingpromise\"; did you mean \"floating-promise\"?\n");
  EXPECT_THAT(complaint("evnt-loop"), HasSubstr("did you mean \"event-loop\"?"));
  EXPECT_THAT(complaint("setTimout"), HasSubstr("did you mean \"setTimeout\"?"));
  EXPECT_THAT(complaint("xyzzy"), HasSubstr("`asynclint lessons` and `asynclint rules` list them"));
  EXPECT_THAT(complaint("?!"), HasSubstr("no rule and no lesson"));
  const Outcome nothing = run("", {"explain"});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_THAT(nothing.errors, HasSubstr("explain wants a rule, a lesson or a word"));
  EXPECT_EQ(run("", {"explain", "--help"}).status, 0);
}

}  // namespace
}  // namespace asynclint::tests
