// Spans and edits: what each function says, and random edits against a model that replaces byte by byte.
#include "text/span.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace asynclint {
namespace {

// Each byte of the text with what is inserted before it; edits remove bytes and insert, one after the other.
class EditModel {
 public:
  explicit EditModel(std::string_view text) : bytes_(text), before_(text.size() + 1), removed_(text.size() + 1) {}

  void apply(const TextEdit& edit) {
    before_[edit.span.begin] += edit.text;
    for (std::uint32_t i = edit.span.begin; i < edit.span.end; ++i) removed_[i] = true;
  }

  [[nodiscard]] std::string text() const {
    std::string result;
    for (std::size_t i = 0; i <= bytes_.size(); ++i) {
      result += before_[i];
      if (i < bytes_.size() && !removed_[i]) result += bytes_[i];
    }
    return result;
  }

 private:
  std::string bytes_;
  std::vector<std::string> before_;
  std::vector<bool> removed_;
};

std::string random_text(std::mt19937& random, std::size_t longest) {
  std::string text(random() % (longest + 1), ' ');
  for (char& c : text) c = static_cast<char>('a' + random() % 26);
  return text;
}

// Edits that do not conflict, in any order; some only insert, some at the same place.
std::vector<TextEdit> random_edits(std::mt19937& random, std::size_t size) {
  std::vector<TextEdit> edits;
  for (std::uint32_t at = 0; at <= size; at += random() % 4) {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(size, at + random() % 4));
    edits.push_back({{at, end}, random_text(random, 3)});
    at = end;
    if (at == size) break;
  }
  return edits;
}

TEST(Span, ContainsAndOverlapsSpeakOfBytes) {
  constexpr Span span{2, 5};
  static_assert(span.length() == 3 && !span.empty() && Span{2, 2}.empty());
  static_assert(span.contains({2, 5}) && span.contains({5, 5}) && !span.contains({1, 3}) && !span.contains({4, 6}));
  static_assert(span.overlaps({4, 6}) && !span.overlaps({5, 6}) && !span.overlaps({0, 2}));
  static_assert(Span{1, 4} < Span{2, 3} && Span{1, 2} < Span{1, 3});
}

TEST(Slice, LeavesOutWhatIsBeyondTheEnd) {
  EXPECT_EQ(slice("await", {1, 3}), "wa");
  EXPECT_EQ(slice("await", {3, 9}), "it");
  EXPECT_EQ(slice("await", {9, 12}), "");
  EXPECT_EQ(slice("", {0, 0}), "");
}

TEST(SortEdits, InsertionsAtOnePlaceKeepTheirOrder) {
  std::vector<TextEdit> edits{{{4, 4}, "b"}, {{4, 4}, "c"}, {{0, 1}, "a"}, {{4, 4}, "a"}};
  sort_edits(edits);
  EXPECT_EQ(edits, (std::vector<TextEdit>{{{0, 1}, "a"}, {{4, 4}, "b"}, {{4, 4}, "c"}, {{4, 4}, "a"}}));
  EXPECT_FALSE(edits_conflict(edits));
  EXPECT_EQ(apply_edits("save()", edits), "aavebca()");
}

TEST(EditsConflict, WhereTheySpeakOfTheSameBytes) {
  EXPECT_FALSE(edits_conflict({}));
  EXPECT_FALSE(edits_conflict({{{0, 3}, ""}, {{3, 5}, ""}}));
  EXPECT_FALSE(edits_conflict({{{3, 3}, "a"}, {{3, 5}, ""}}));
  EXPECT_TRUE(edits_conflict({{{0, 3}, ""}, {{2, 5}, ""}}));
  EXPECT_TRUE(edits_conflict({{{0, 3}, ""}, {{1, 1}, "a"}}));
  EXPECT_TRUE(edits_conflict({{{0, 9}, ""}, {{1, 1}, "a"}, {{2, 3}, ""}}));
  EXPECT_TRUE(edits_conflict({{{0, 2}, ""}, {{0, 2}, ""}}));
}

TEST(ApplyEdits, WrapsACall) {
  EXPECT_EQ(apply_edits("rows.map(load);", {{{0, 0}, "await Promise.all("}, {{14, 14}, ")"}}),
            "await Promise.all(rows.map(load));");
  EXPECT_EQ(apply_edits("", {{{0, 0}, "a"}}), "a");
  EXPECT_EQ(apply_edits("abc", {}), "abc");
}

TEST(MergeEdits, IsOneEditFromTheFirstChangedByteToTheLast) {
  EXPECT_FALSE(merge_edits("abc", {}));
  EXPECT_EQ(merge_edits("rows.forEach(load);", {{{18, 18}, ")"}, {{5, 12}, "map"}}), (TextEdit{{5, 18}, "map(load))"}));
}

TEST(Edits, DoWhatTheModelDoes) {
  std::mt19937 random(20);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random, 24);
    std::vector<TextEdit> edits = random_edits(random, text.size());
    std::shuffle(edits.begin(), edits.end(), random);
    EditModel model(text);
    std::vector<TextEdit> sorted = edits;
    sort_edits(sorted);
    if (edits_conflict(sorted)) continue;
    for (const TextEdit& edit : sorted) model.apply(edit);
    ASSERT_EQ(apply_edits(text, sorted), model.text()) << "round " << round;

    const auto merged = merge_edits(text, edits);
    ASSERT_EQ(merged.has_value(), !edits.empty());
    if (!merged) continue;
    ASSERT_EQ(apply_edits(text, {*merged}), model.text()) << "round " << round;
    ASSERT_EQ(merged->span.begin, sorted.front().span.begin);
  }
}

// The model of a conflict: two edits that change the same byte, or one that inserts inside of what another removes.
TEST(Edits, ConflictAsTheModelSays) {
  std::mt19937 random(21);
  int conflicts = 0;
  for (int round = 0; round < 5000; ++round) {
    std::vector<TextEdit> edits;
    for (auto count = 1 + random() % 4; count > 0; --count) {
      const auto begin = static_cast<std::uint32_t>(random() % 12);
      const auto length = static_cast<std::uint32_t>(random() % 4);
      edits.push_back({{begin, begin + length}, "x"});
    }
    sort_edits(edits);
    bool conflict = false;
    for (std::size_t i = 0; i < edits.size(); ++i) {
      for (std::size_t j = i + 1; j < edits.size(); ++j) {
        const Span a = edits[i].span;
        const Span b = edits[j].span;
        for (std::uint32_t byte = a.begin; byte < a.end; ++byte) conflict |= b.begin <= byte && byte < b.end;
        conflict |= b.empty() && a.begin < b.begin && b.begin < a.end;
        conflict |= a.empty() && b.begin < a.begin && a.begin < b.end;
      }
    }
    conflicts += conflict ? 1 : 0;
    ASSERT_EQ(edits_conflict(edits), conflict) << "round " << round;
  }
  EXPECT_GT(conflicts, 100);
}

}  // namespace
}  // namespace asynclint
