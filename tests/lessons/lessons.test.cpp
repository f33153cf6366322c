// Lessons in the executable are those of lessons/, and know the rules that know them.
#include "lessons/lessons.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "lessons/marked-text.h"
#include "lessons/search.h"
#include "lint/rule.h"
#include "rules/rule-table.h"
#include "tests/support/fixture.h"
#include "tests/support/lesson.h"
#include "tests/support/markdown.h"

namespace asynclint::tests {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> strings(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

TEST(LessonsInTheExecutable, AreThoseOfTheFolder) {
  EXPECT_EQ(asynclint::lessons().size(), all_lessons().size());
  for (const Lesson& source : all_lessons()) {
    const asynclint::Lesson* lesson = find_lesson(source.id);
    ASSERT_NE(lesson, nullptr) << source.id;
    EXPECT_EQ(lesson->title, source.value("title"));
    EXPECT_EQ(lesson->part, source.value("part"));
    EXPECT_EQ(std::to_string(lesson->order), source.value("order"));
    EXPECT_EQ(name(lesson->level), source.value("level"));
    EXPECT_THAT(strings(lesson->topics), ElementsAreArray(source.list("topics")));
    EXPECT_THAT(strings(lesson->rules), ElementsAreArray(source.list("rules")));
    EXPECT_THAT(lesson->sentence, Not(IsEmpty()));
    EXPECT_THAT(source.page, HasSubstr("\n> " + std::string(lesson->sentence) + "\n"));
  }
  EXPECT_EQ(find_lesson("no-such-lesson"), nullptr);
  EXPECT_EQ(find_lesson(""), nullptr);
}

TEST(LessonsInTheExecutable, StandInTheOrderOfTheCourse) {
  const auto all = asynclint::lessons();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.order < b.order; }));
}

TEST(LessonsInTheExecutable, LeadToLessonsThatAreThere) {
  for (const asynclint::Lesson& lesson : asynclint::lessons()) {
    EXPECT_THAT(lesson.related, Not(IsEmpty())) << lesson.slug;
    for (const std::string_view slug : lesson.related)
      EXPECT_NE(find_lesson(slug), nullptr) << lesson.slug << " leads to " << slug;
  }
}

TEST(LessonsInTheExecutable, HaveTheirPagesInBothForms) {
  for (const asynclint::Lesson& lesson : asynclint::lessons()) {
    const RenderedPage page = page_of(lesson);
    EXPECT_THAT(page.text, StartsWith("1" + std::string(lesson.title) + "\n\nq")) << lesson.slug;
    EXPECT_THAT(page.html, AllOf(StartsWith("<h1>"), HasSubstr("<h2 id=\"in-an-interview\">"), Not(HasSubstr(".md\""))))
        << lesson.slug;
  }
  for (const RuleEntry& rule : rule_table()) {
    const auto page = page_of_rule(rule.id);
    ASSERT_TRUE(page.has_value()) << rule.id;
    EXPECT_THAT(page->text, StartsWith("1" + std::string(rule.id) + "\n")) << rule.id;
    EXPECT_THAT(page->html, StartsWith("<h1>" + std::string(rule.id) + "</h1>")) << rule.id;
  }
  EXPECT_EQ(page_of_rule("no-such-rule"), std::nullopt);
}

TEST(LessonsInTheExecutable, AreTheirSourcesToTheLetter) {
  for (const Lesson& source : all_lessons()) {
    std::string body = source.page.substr(source.page.find("\n# ") + 1);
    // An empty cell is written in two ways, and read in one.
    if (const auto cell = body.find("\n|  |"); cell != std::string::npos) body.replace(cell, 5, "\n| |");
    EXPECT_EQ(page_as_markdown(page_of(*find_lesson(source.id)).text), body) << source.id;
  }
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() / "rules")) {
    const std::string id = entry.path().stem().string();
    if (entry.path().extension() != ".md" || id == "README") continue;
    const auto page = page_of_rule(id);
    ASSERT_TRUE(page.has_value()) << id;
    EXPECT_EQ(page_as_markdown(page->text), read_file(entry.path())) << id;
  }
}

TEST(SearchOfLessons, FindsEachByItsTopicsAndItsName) {
  for (const asynclint::Lesson& lesson : asynclint::lessons()) {
    for (const std::string_view topic : lesson.topics) EXPECT_THAT(search_lessons(topic), Contains(&lesson)) << topic;
    EXPECT_THAT(search_lessons(lesson.slug), Contains(&lesson));
  }
}

TEST(SearchOfLessons, PutsTheNearestFirst) {
  const auto first = [](std::string_view question) {
    const auto found = search_lessons(question);
    return found.empty() ? std::string_view() : found.front()->slug;
  };
  EXPECT_EQ(first("event loop"), "event-loop");
  EXPECT_EQ(first("Promise.allSettled"), "promise-all-settled");
  EXPECT_EQ(first("process.nextTick(callback)"), "node-next-tick");
  EXPECT_EQ(first("setinterval"), "set-interval");
  EXPECT_EQ(first("AsyncLocalStorage"), "request-ids");
  EXPECT_EQ(first("call stacks"), "call-stack");
  EXPECT_EQ(first("for await"), "for-await-of");
  EXPECT_TRUE(search_lessons("").empty());
  EXPECT_TRUE(search_lessons("await xyzzy").empty());
  EXPECT_TRUE(search_lessons("...").empty());
}

// A rule names the lesson that explains its mistake, and a lesson names the rules that find what it warns of.
TEST(LessonsAndRules, ReferToEachOther) {
  std::set<std::string_view> rules;
  for (const RuleEntry& rule : rule_table()) {
    rules.insert(rule.id);
    const asynclint::Lesson* lesson = find_lesson(rule.rule->lesson);
    ASSERT_NE(lesson, nullptr) << rule.id << " names " << rule.rule->lesson;
    EXPECT_THAT(lesson->rules, Contains(rule.id)) << lesson->slug << " is the lesson of " << rule.id;
    EXPECT_THAT(lessons_of_rule(rule.id), Contains(lesson));
  }
  for (const asynclint::Lesson& lesson : asynclint::lessons())
    for (const std::string_view rule : lesson.rules) EXPECT_TRUE(rules.contains(rule)) << lesson.slug << ": " << rule;
}

// What a page leads to below "See also" and marks in its code is what its front matter says.
TEST(LessonsAndRules, AreNamedOnThePageAndAboveIt) {
  for (const Lesson& source : all_lessons()) {
    std::set<std::string> shown;
    for (const std::string& target : link_targets(without_code_spans(without_code_blocks(source.page))))
      if (target.starts_with("../rules/")) shown.insert(target.substr(9, target.size() - 12));
    for (const CodeBlock& block : code_blocks(source.page))
      for (const Mark& mark : parse_marks(block.text).marks) shown.insert(mark.rule);
    const std::vector<std::string> named = source.list("rules");
    EXPECT_THAT(std::set<std::string>(named.begin(), named.end()), testing::IsSupersetOf(shown)) << source.id;
  }
}

}  // namespace
}  // namespace asynclint::tests
