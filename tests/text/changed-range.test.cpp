// What differs between two texts, for whoever knows where to look.
#include "text/changed-range.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace asynclint {
namespace {

bool operator==(const ChangedRange& one, const ChangedRange& other) {
  return one.begin == other.begin && one.old_end == other.old_end && one.new_end == other.new_end;
}

struct Edit {
  std::string text;
  ChangedRange range;
};

// As an editor says it: of the same few letters, so that much of what is put in stood there before.
Edit edited(const std::string& before, std::mt19937& random) {
  const auto below = [&](std::size_t most) { return static_cast<std::uint32_t>(random() % (most + 1)); };
  const std::uint32_t begin = below(before.size());
  const std::uint32_t end = begin + below(before.size() - begin);
  std::string added;
  for (std::uint32_t i = below(5); i > 0; --i) added += static_cast<char>('a' + below(1));
  std::string text = before;
  text.replace(begin, end - begin, added);
  return {std::move(text), {begin, end, begin + static_cast<std::uint32_t>(added.size())}};
}

TEST(ChangedRange, IsTheSameForWhoeverKnowsWhereToLook) {
  std::mt19937 random(31);
  std::string first = "abba";
  for (int round = 0; round < 5000; ++round) {
    const Edit second = edited(first, random);
    ASSERT_TRUE(changed_range(first, second.text, second.range) == changed_range(first, second.text));
    const Edit third = edited(second.text, random);
    const ChangedRange both = range_of_both(second.range, third.range);
    ASSERT_TRUE(changed_range(first, third.text, both) == changed_range(first, third.text))
        << first << " " << second.text << " " << third.text;
    first = third.text.size() < 30 ? third.text : "abba";
  }
}

}  // namespace
}  // namespace asynclint
