// What every lesson must have: front matter, its place in the course, the same sections, links that lead somewhere.
// Its blocks of code are looked at in page-tests.cpp.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>

#include "rules/rule-table.h"
#include "tests/support/fixture.h"
#include "tests/support/lesson.h"
#include "tests/support/markdown.h"

namespace asynclint::tests {

// How a failing test names its lesson; GoogleTest gives this its name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Lesson& lesson, std::ostream* out) { *out << lesson.id; }

namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Lt;
using testing::Not;
using testing::SizeIs;

struct Part {
  std::string_view name;
  // Its lessons have orders from here up to the next part's.
  int first_order;
};

constexpr std::array<Part, 17> parts{{{"execution-model", 10},
                                      {"callbacks", 300},
                                      {"timers", 400},
                                      {"promises", 500},
                                      {"combinators", 600},
                                      {"async-await", 700},
                                      {"errors", 800},
                                      {"concurrency", 900},
                                      {"cancellation", 1000},
                                      {"leaks", 1100},
                                      {"internals", 1200},
                                      {"node-and-browser", 1300},
                                      {"streams-and-async-iteration", 1400},
                                      {"races", 1500},
                                      {"production", 1600},
                                      {"drills", 1800},
                                      {"projects", 1900}}};
constexpr int end_of_orders = 2000;

// -1 where it is no number.
int order_of(const Lesson& lesson) {
  const std::string text = lesson.value("order");
  int order = -1;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), order);
  return result.ptr == text.data() + text.size() ? order : -1;
}

bool is_external(std::string_view target) { return target.starts_with("https://") || target.starts_with("http://"); }

// A page that is there, or a lesson that is planned and not written yet.
bool leads_somewhere(std::string_view target) {
  const fs::path path = fs::path(target.substr(0, target.find('#')));
  if (fs::is_regular_file(source_folder() / "lessons" / path)) return true;
  const auto& planned = planned_lessons();
  return !path.has_parent_path() && path.extension() == ".md" &&
         std::find(planned.begin(), planned.end(), path.stem().string()) != planned.end();
}

class EveryLesson : public testing::TestWithParam<Lesson> {
 protected:
  [[nodiscard]] static const Lesson& lesson() { return GetParam(); }
};

TEST_P(EveryLesson, HasFrontMatterThatIsUnderstood) {
  EXPECT_THAT(lesson().problems, IsEmpty());
  EXPECT_THAT(lesson().keys, ElementsAre("title", "part", "order", "level", "topics", "rules"));
  EXPECT_THAT(lesson().list("topics"), Not(IsEmpty()));
  const std::vector<std::string> levels{"beginner", "intermediate", "advanced"};
  EXPECT_THAT(levels, Contains(lesson().value("level")));
}

TEST_P(EveryLesson, HasItsPlaceInTheCourse) {
  EXPECT_THAT(planned_lessons(), Contains(lesson().id));
  const std::string name = lesson().value("part");
  const auto* const part =
      std::find_if(parts.begin(), parts.end(), [&](const Part& each) { return each.name == name; });
  ASSERT_NE(part, parts.end()) << name;
  const int order = order_of(lesson());
  EXPECT_THAT(order, Ge(part->first_order));
  EXPECT_THAT(order, Lt(std::next(part) == parts.end() ? end_of_orders : std::next(part)->first_order));
}

TEST_P(EveryLesson, NamesRulesThatExist) {
  std::vector<std::string> ids;
  for (const RuleEntry& rule : rule_table()) ids.emplace_back(rule.id);
  EXPECT_THAT(ids, IsSupersetOf(lesson().list("rules")));
}

TEST_P(EveryLesson, HasTheSectionsOfALesson) {
  std::vector<std::string> titles;
  for (const Section& section : sections(lesson().page)) {
    if (section.depth > 2) continue;
    titles.push_back(fmt::format("{:#>{}} {}", "", section.depth, section.title));
    EXPECT_THAT(section.body, Not(IsEmpty())) << titles.back();
  }
  // The sentence to remember.
  EXPECT_THAT(lesson().page, HasSubstr("\n# " + lesson().value("title") + "\n\n> "));
  EXPECT_THAT(titles,
              ElementsAre("# " + lesson().value("title"), "## The idea", "## An example", "## The usual mistake",
                          "## When to do otherwise", "## In an interview", "## See also"));
}

TEST_P(EveryLesson, LeadsToPagesThatExist) {
  const std::vector<std::string> targets = link_targets(without_code_spans(without_code_blocks(lesson().page)));
  EXPECT_THAT(targets, Not(IsEmpty()));
  for (const std::string& target : targets) EXPECT_TRUE(is_external(target) || leads_somewhere(target)) << target;
}

INSTANTIATE_TEST_SUITE_P(Lessons, EveryLesson, testing::ValuesIn(all_lessons()),
                         [](const testing::TestParamInfo<Lesson>& info) {
                           std::string name = info.param.id;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Lessons, AreInOneOrder) {
  std::map<int, std::vector<std::string>> by_order;
  for (const Lesson& lesson : all_lessons()) by_order[order_of(lesson)].push_back(lesson.id);
  for (const auto& [order, ids] : by_order) EXPECT_THAT(ids, SizeIs(1)) << order;
}

TEST(Lessons, HaveTitlesOfTheirOwn) {
  std::map<std::string, std::vector<std::string>> by_title;
  for (const Lesson& lesson : all_lessons()) by_title[lesson.value("title")].push_back(lesson.id);
  for (const auto& [title, ids] : by_title) EXPECT_THAT(ids, SizeIs(1)) << title;
}

}  // namespace
}  // namespace asynclint::tests
