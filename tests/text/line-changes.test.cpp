// What changed between random texts, against the texts themselves and a table of the longest common part.
#include "text/line-changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace asynclint {
namespace {

using Lines = std::vector<std::string_view>;

std::size_t longest_common(const Lines& before, const Lines& after) {
  std::vector<std::size_t> row(after.size() + 1);
  for (const std::string_view line : before) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < after.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = line == after[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

TEST(LineChanges, LinesKeepTheirEnds) {
  EXPECT_EQ(lines_with_ends(""), Lines{});
  EXPECT_EQ(lines_with_ends("a\r\n\nb"), (Lines{"a\r\n", "\n", "b"}));
}

TEST(LineChanges, LeadFromOneTextToTheOtherByAsFewLinesAsCanBe) {
  std::mt19937 random(7);
  const auto text_of = [&](unsigned lines) {
    std::string text;
    for (unsigned i = 0; i < lines; ++i) text += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    return text;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string old_text = text_of(random() % 25);
    const std::string new_text = text_of(random() % 25);
    const Lines before = lines_with_ends(old_text);
    const Lines after = lines_with_ends(new_text);
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    std::size_t kept = 0;
    const auto keep_to = [&](std::size_t old_end, std::size_t new_end) {
      ASSERT_EQ(old_end - old_at, new_end - new_at);
      for (; old_at < old_end; ++old_at, ++new_at, ++kept) ASSERT_EQ(before[old_at], after[new_at]);
    };
    const auto changes = line_changes(before, after);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const LineChange& change = changes[i];
      keep_to(change.old_begin, change.new_begin);
      ASSERT_TRUE(i == 0 || change.old_begin > changes[i - 1].old_end) << "changes that touch are one";
      ASSERT_TRUE(change.old_end > change.old_begin || change.new_end > change.new_begin);
      old_at = change.old_end;
      new_at = change.new_end;
    }
    keep_to(before.size(), after.size());
    ASSERT_EQ(kept, longest_common(before, after)) << old_text << "---\n" << new_text;
  }
}

}  // namespace
}  // namespace asynclint
