// `asynclint lessons`, `drill` and `docs`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "lessons/drills.h"
#include "lessons/lessons.h"
#include "tests/cli/run-executable.h"
#include "tests/project/folder.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class LessonsCommand : public testing::Test {
 protected:
  [[nodiscard]] Outcome lessons(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "lessons");
    return run(Invocation{std::move(arguments), {}, {}, {{"XDG_STATE_HOME", state_.path()}}, 0, {}});
  }

  [[nodiscard]] json learned() const { return json::parse(state_.read("asynclint/learned.json")).at("learned"); }

  Folder state_;
};

TEST_F(LessonsCommand, ListsThePathLevelByLevel) {
  const Outcome outcome = lessons({});
  EXPECT_EQ(outcome.status, 0);
  for (const asynclint::Lesson& lesson : asynclint::lessons())
    EXPECT_THAT(outcome.output, HasSubstr("[ ] " + std::string(lesson.slug) + " "));
  EXPECT_THAT(outcome.output, StartsWith("beginner  0 of "));
  EXPECT_LT(outcome.output.find("beginner"), outcome.output.find("\nintermediate  0 of "));
  EXPECT_LT(outcome.output.find("\nintermediate  0 of "), outcome.output.find("\nadvanced  0 of "));
  EXPECT_THAT(outcome.output, HasSubstr("\nnext: `asynclint explain what-is-async`"));
  EXPECT_THAT(lessons({"--level", "advanced"}).output, AllOf(StartsWith("advanced"), Not(HasSubstr("beginner"))));
  // Looking leaves nothing behind.
  EXPECT_FALSE(fs::exists(state_.path("asynclint")));
}

TEST_F(LessonsCommand, RemembersWhatWasLearned) {
  const Outcome outcome = lessons({"--learned", "call-stack", "--learned", "what-is-async", "--learned", "call-stack"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("[x] call-stack "), HasSubstr("beginner  2 of ")));
  EXPECT_THAT(outcome.output, Not(HasSubstr("next: `asynclint explain what-is-async`")));
  EXPECT_THAT(learned(), ElementsAre("call-stack", "what-is-async"));
  EXPECT_THAT(lessons({}).output, HasSubstr("[x] what-is-async "));
  EXPECT_THAT(lessons({"--forget", "call-stack"}).output, HasSubstr("[ ] call-stack "));
  EXPECT_THAT(learned(), ElementsAre("what-is-async"));
  for (const json& lesson : json::parse(lessons({"--json"}).output))
    EXPECT_EQ(lesson.at("learned"), lesson.at("slug") == "what-is-async");
}

TEST_F(LessonsCommand, KeepsWhatItDoesNotKnow) {
  state_.write("asynclint/learned.json", R"({"learned": ["of-a-later-version", "call-stack"]})");
  EXPECT_EQ(lessons({"--learned", "event-loop"}).status, 0);
  EXPECT_THAT(learned(), ElementsAre("of-a-later-version", "call-stack", "event-loop"));
}

TEST_F(LessonsCommand, WritesNothingOverWhatItDoesNotUnderstand) {
  const std::string path = state_.write("asynclint/learned.json", "my notes");
  const Outcome outcome = lessons({"--learned", "event-loop"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: " + path + ": does not say what was learned; mend it, or remove it\n");
  EXPECT_EQ(state_.read("asynclint/learned.json"), "my notes");
}

TEST_F(LessonsCommand, RefusesWhatThereIsNot) {
  const Outcome outcome = lessons({"--learned", "call-stack", "--learned", "evnt-loop"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: there is no lesson \"evnt-loop\"; did you mean \"event-loop\"?\n");
  EXPECT_FALSE(fs::exists(state_.path("asynclint")));
  EXPECT_THAT(lessons({"--level", "easy"}).errors, HasSubstr("--level wants beginner, intermediate or advanced"));
  EXPECT_EQ(lessons({"call-stack"}).status, 2);
  EXPECT_EQ(lessons({"--help"}).status, 0);
}

TEST(WhereWhatWasLearnedIs, FollowsTheSystem) {
  const Folder home;
  const auto mark = [](const std::map<std::string, std::string>& environment) {
    return run(Invocation{{"lessons", "--learned", "call-stack"}, {}, {}, environment, 0, {}});
  };
  EXPECT_EQ(mark({{"HOME", home.path()}}).status, 0);
  EXPECT_TRUE(fs::exists(home.path(".local/state/asynclint/learned.json")));
  EXPECT_EQ(mark({{"HOME", home.path()}, {"LOCALAPPDATA", home.path("Local")}}).status, 0);
  EXPECT_TRUE(fs::exists(home.path("Local/asynclint/learned.json")));
  EXPECT_EQ(mark({{"HOME", home.path()}, {"XDG_STATE_HOME", home.path("state")}}).status, 0);
  EXPECT_TRUE(fs::exists(home.path("state/asynclint/learned.json")));
  const Outcome nowhere = mark({});
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_THAT(nowhere.errors, HasSubstr("there is no place for what was learned"));
}

class DrillCommand : public testing::Test {
 protected:
  [[nodiscard]] Outcome drill(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "drill");
    return run(Invocation{std::move(arguments), here_.path(), {}, {{"PATH", path_}}, 0, {}});
  }

  Folder here_;
  // The Node that is pinned for tests is called `node`.
  std::string path_ = fs::path(std::getenv("ASYNCLINT_NODE")).parent_path().string() + ":/usr/bin:/bin";
};

TEST_F(DrillCommand, ListsThem) {
  const Outcome outcome = drill({});
  EXPECT_EQ(outcome.status, 0);
  for (const Drill& each : drills()) EXPECT_THAT(outcome.output, HasSubstr(std::string(each.name) + " "));
  const json list = json::parse(drill({"--json"}).output);
  EXPECT_EQ(list.size(), drills().size());
  for (const json& each : list) {
    EXPECT_FALSE(each.at("title").get<std::string>().empty());
    EXPECT_THAT(each.at("lessons"), Not(IsEmpty())) << each.at("name");
  }
}

TEST_F(DrillCommand, CopiesOneOutWithoutItsSolution) {
  const Outcome outcome = drill({"async-pool"});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("asynclint drill async-pool --check async-pool\n"));
  for (const char* file : {"task.md", "check.test.mjs", "start/async-pool.mjs"})
    EXPECT_EQ(here_.read(std::string("async-pool/") + file), read_file(source_folder() / "drills/async-pool" / file));
  EXPECT_FALSE(fs::exists(here_.path("async-pool/solution")));
  EXPECT_EQ(drill({"async-pool", "--solution", "--to", "deep/in/here"}).status, 0);
  EXPECT_TRUE(fs::exists(here_.path("deep/in/here/solution/async-pool.mjs")));
}

TEST_F(DrillCommand, WritesOverNothing) {
  here_.write("async-pool/start/async-pool.mjs", "// my work");
  const Outcome outcome = drill({"async-pool"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.errors, "asynclint: async-pool/start/async-pool.mjs: it is there already; nothing was written\n");
  EXPECT_EQ(here_.read("async-pool/start/async-pool.mjs"), "// my work");
  EXPECT_FALSE(fs::exists(here_.path("async-pool/task.md")));
}

TEST_F(DrillCommand, ChecksTheCopyWhenToldTo) {
  ASSERT_EQ(drill({"promisify", "--solution"}).status, 0);
  const Outcome start = drill({"promisify", "--check", "promisify"});
  EXPECT_EQ(start.status, 1) << start.output;
  fs::copy(here_.path("promisify/solution"), here_.path("promisify/start"),
           fs::copy_options::overwrite_existing | fs::copy_options::recursive);
  const Outcome done = drill({"promisify", "--check", "promisify"});
  EXPECT_EQ(done.status, 0) << done.output << done.errors;
  EXPECT_THAT(done.output, HasSubstr("fail 0"));
}

TEST_F(DrillCommand, SaysWhyItCannotCheck) {
  const Outcome nothing = drill({"promisify", "--check", "nowhere"});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_EQ(nothing.errors,
            "asynclint: nowhere/check.test.mjs is not there; `asynclint drill promisify --to nowhere` writes it\n");
  ASSERT_EQ(drill({"promisify"}).status, 0);
  const Outcome without_node = run(
      Invocation{{"drill", "promisify", "--check", "promisify"}, here_.path(), {}, {{"PATH", here_.path()}}, 0, {}});
  EXPECT_EQ(without_node.status, 2);
  EXPECT_EQ(without_node.errors, "asynclint: cannot run node, which the check needs: no such file or directory\n");
}

TEST_F(DrillCommand, RefusesWhatThereIsNot) {
  EXPECT_EQ(drill({"asyncpool"}).errors, "asynclint: there is no drill \"asyncpool\"; did you mean \"async-pool\"?\n");
  for (const std::vector<std::string>& words : {std::vector<std::string>{"--check", "."},
                                                {"a", "b"},
                                                {"async-pool", "--check", ".", "--to", "x"},
                                                {"--solution"}})
    EXPECT_EQ(drill(words).status, 2);
  EXPECT_EQ(drill({"--help"}).status, 0);
}

TEST(DocsCommand, WritesASiteAndWritesItAgain) {
  const Folder folder;
  const auto docs = [&](const std::string& to) { return run(folder.path(), {"docs", "--out", to}); };
  const Outcome first = docs("deep/site");
  EXPECT_EQ(first.status, 0) << first.errors;
  EXPECT_THAT(first.output, HasSubstr(" pages in deep/site; begin with deep/site/index.html\n"));
  const std::string index = folder.read("deep/site/index.html");
  folder.write("deep/site/rules/floating-promise.html", "from before");
  folder.write("deep/site/CNAME", "example.org");
  EXPECT_EQ(docs("deep/site").status, 0);
  EXPECT_THAT(folder.read("deep/site/rules/floating-promise.html"), HasSubstr("<h1>floating-promise</h1>"));
  EXPECT_EQ(folder.read("deep/site/index.html"), index);
  EXPECT_EQ(folder.read("deep/site/CNAME"), "example.org");
}

TEST(DocsCommand, LeavesAloneWhatIsNoSite) {
  const Folder folder;
  folder.write("mine/index.html", "<h1>My own</h1>");
  const Outcome outcome = run(folder.path(), {"docs", "--out", "mine"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.errors, HasSubstr("mine: has files in it and is no site"));
  EXPECT_EQ(folder.read("mine/index.html"), "<h1>My own</h1>");
  EXPECT_EQ(run(folder.path(), {"docs", "--out", "mine/index.html"}).status, 2);
  EXPECT_THAT(run(folder.path(), {"docs"}).errors, HasSubstr("`asynclint docs --out DIR`"));
  EXPECT_EQ(run("", {"docs", "--help"}).status, 0);
}

}  // namespace
}  // namespace asynclint::tests
