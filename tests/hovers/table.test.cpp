// Constructs and lessons refer to each other.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "constructs/table.h"
#include "lessons/lessons.h"

namespace asynclint::tests {
namespace {

std::set<std::string_view> lessons_of_constructs() {
  std::set<std::string_view> slugs;
  for (const ConstructRow& row : construct_table()) {
    slugs.insert(row.lesson);
    for (const std::string_view also : row.also)
      if (!also.empty()) slugs.insert(also);
  }
  return slugs;
}

TEST(ConstructTable, NamesLessonsThatExist) {
  for (const std::string_view slug : lessons_of_constructs()) EXPECT_NE(find_lesson(slug), nullptr) << slug;
  for (const std::string_view slug : lessons_without_construct()) EXPECT_NE(find_lesson(slug), nullptr) << slug;
}

TEST(ConstructTable, HasWhateverBringsALessonUp) {
  const std::set<std::string_view> taught = lessons_of_constructs();
  const auto apart = lessons_without_construct();
  for (const Lesson& lesson : lessons()) {
    const bool is_apart = std::find(apart.begin(), apart.end(), lesson.slug) != apart.end();
    EXPECT_NE(taught.contains(lesson.slug), is_apart)
        << lesson.slug << " is brought up by a construct, or is one of those that are read in the course only";
  }
}

TEST(ConstructTable, SaysWhatBringsItUp) {
  for (const ConstructRow& row : construct_table()) {
    EXPECT_FALSE(row.brought_up_by.empty()) << row.name;
    for (const std::string_view also : row.also) EXPECT_NE(also, row.lesson) << row.name;
  }
}

}  // namespace
}  // namespace asynclint::tests
