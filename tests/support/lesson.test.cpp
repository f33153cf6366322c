// What front matter is understood, and what is said of the rest.
#include "tests/support/lesson.h"

#include <gmock/gmock.h>

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Lesson, FrontMatterHasValuesAndLists) {
  const Lesson lesson = parse_lesson("event-loop",
                                     "---\n"
                                     "title: The event loop\n"
                                     "topics:\n"
                                     "  - Tasks\n"
                                     "  - Microtasks, too\n"
                                     "rules: []\n"
                                     "---\n"
                                     "# The event loop\n"
                                     "part: of the text\n");
  EXPECT_THAT(lesson.problems, IsEmpty());
  EXPECT_THAT(lesson.keys, ElementsAre("title", "topics", "rules"));
  EXPECT_EQ(lesson.value("title"), "The event loop");
  EXPECT_THAT(lesson.list("topics"), ElementsAre("Tasks", "Microtasks, too"));
  EXPECT_THAT(lesson.list("rules"), IsEmpty());
  EXPECT_EQ(lesson.value("part"), "");
}

TEST(Lesson, WhatReadersOfYamlUnderstandOtherwiseIsAProblem) {
  EXPECT_THAT(parse_lesson("a", "# A\n").problems, ElementsAre("does not begin with `---`"));
  EXPECT_THAT(parse_lesson("a", "---\ntitle: A\n").problems, ElementsAre("the front matter has no end"));
  EXPECT_THAT(parse_lesson("a", "---\ntitle: now: later\n---\n").problems, ElementsAre("not plain: title: now: later"));
  EXPECT_THAT(parse_lesson("a", "---\ntitle: \"A\"\n---\n").problems, ElementsAre("not plain: title: \"A\""));
  EXPECT_THAT(parse_lesson("a", "---\ntitle: A\n  - b\n---\n").problems, ElementsAre("an item of no list:   - b"));
  EXPECT_THAT(parse_lesson("a", "---\n\n---\n").problems, ElementsAre("no `key: value`: "));
}

}  // namespace
}  // namespace asynclint::tests
