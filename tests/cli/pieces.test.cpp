// The pieces that output is made of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/code-frame.h"
#include "cli/display-text.h"
#include "cli/html.h"
#include "cli/page-text.h"
#include "cli/unified-diff.h"
#include "cli/utf16-offsets.h"
#include "cli/words.h"
#include "lessons/marked-text.h"
#include "text/line-index.h"

namespace asynclint::cli {
namespace {

using testing::HasSubstr;

std::string frame(const std::string& text, Span span, unsigned width = 80, std::vector<RelatedPlace> related = {}) {
  const LineIndex lines(text);
  const Palette palette;
  Finding finding;
  finding.span = span;
  finding.related = std::move(related);
  return code_frame({text, lines, palette, width}, finding);
}

TEST(CodeFrame, MarksTheSpan) {
  EXPECT_EQ(frame("a;\nfoo();\nb;\n", {3, 8}), "  1 │ a;\n  2 │ foo();\n    │ ^^^^^\n  3 │ b;\n");
  EXPECT_EQ(frame("foo();", {0, 5}), "  1 │ foo();\n    │ ^^^^^\n");
}

TEST(CodeFrame, LeavesOutBlankNeighbours) { EXPECT_EQ(frame("\n  \nx();\n\n", {4, 7}), "  3 │ x();\n    │ ^^^\n"); }

TEST(CodeFrame, CountsCellsAndNotBytes) {
  EXPECT_EQ(frame("\tf();", {1, 4}), "  1 │     f();\n    │     ^^^\n");
  EXPECT_EQ(frame("a\tf();", {2, 5}), "  1 │ a   f();\n    │     ^^^\n");
  EXPECT_EQ(frame("日本f();", {6, 9}), "  1 │ 日本f();\n    │     ^^^\n");
  EXPECT_EQ(frame("e\u0301f();", {3, 6}), "  1 │ e\u0301f();\n    │  ^^^\n");
  EXPECT_EQ(frame("f('日本');", {2, 10}), "  1 │ f('日本');\n    │   ^^^^^^\n");
}

TEST(CodeFrame, DoesNotObeyTheCode) {
  EXPECT_EQ(frame("'\x1b[2J'; f();", {8, 11}), "  1 │ '␛[2J'; f();\n    │         ^^^\n");
  EXPECT_EQ(frame("/*\u202e*/ f();", {8, 11}), "  1 │ /*\uFFFD*/ f();\n    │       ^^^\n");
  EXPECT_EQ(frame("\xFF f();", {2, 5}), "  1 │ \uFFFD f();\n    │   ^^^\n");
}

TEST(CodeFrame, KeepsTheEndOfALineApart) {
  EXPECT_EQ(frame("a;\r\nf();\r\nb;\r\n", {4, 7}), "  1 │ a;\n  2 │ f();\n    │ ^^^\n  3 │ b;\n");
  EXPECT_EQ(frame("f(\n1);", {0, 5}), "  1 │ f(\n    │ ^^\n  2 │ 1);\n") << "a span ends with its line";
  EXPECT_EQ(frame("f()", {3, 3}), "  1 │ f()\n    │    ^\n") << "an empty one is seen, too";
}

TEST(CodeFrame, ShowsRelatedPlacesInTheOrderOfTheText) {
  EXPECT_EQ(frame("async function f() {}\n\n\nf();\n", {24, 27}, 80, {{{0, 5}, "made async here"}}),
            "  1 │ async function f() {}\n    │ ----- made async here\n    │ …\n  4 │ f();\n    │ ^^^\n");
  EXPECT_EQ(frame("f(g);", {0, 1}, 80, {{{2, 3}, "this"}}), "  1 │ f(g);\n    │ ^\n    │   - this\n");
}

TEST(CodeFrame, WindowsLongLinesAroundTheSpan) {
  const std::string text = std::string(300, 'a') + " f() " + std::string(300, 'b');
  const std::string shown = frame(text, {301, 304}, 60);
  EXPECT_THAT(shown, HasSubstr("a f() b"));
  std::string_view rest = shown;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    EXPECT_LE(width_of(rest.substr(0, end)), 60U);
    rest.remove_prefix(end + 1);
  }
}

TEST(CodeFrame, SurvivesEverySpanOfEveryText) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{"a",    "\t", "日",      "\r\n", "\n",       "\r",
                                        "\xFF", "😀",  "e\u0301", " ",    "\xE6\x97", std::string(90, 'x')};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (unsigned i = random() % 30; i > 0; --i) text += pieces[random() % pieces.size()];
    const auto begin = static_cast<std::uint32_t>(random() % (text.size() + 1));
    const auto end = begin + static_cast<std::uint32_t>(random() % (text.size() + 1 - begin));
    const auto other = static_cast<std::uint32_t>(random() % (text.size() + 1));
    const std::string shown = frame(text, {begin, end}, 30 + random() % 60, {{{other, other}, "here"}});
    EXPECT_THAT(shown, HasSubstr("^")) << round;
    EXPECT_EQ(shown, valid_utf8(shown)) << round;
  }
}

TEST(UnifiedDiff, ShowsChangesWithThreeLinesAround) {
  EXPECT_EQ(unified_diff("a.js", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", {}),
            "--- a/a.js\n+++ b/a.js\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  EXPECT_EQ(unified_diff("a.js", "1\n", "1\n", {}), "");
  EXPECT_EQ(unified_diff("a.js", "", "1\n", {}), "--- a/a.js\n+++ b/a.js\n@@ -0,0 +1 @@\n+1\n");
  EXPECT_EQ(unified_diff("a.js", "1", "1\n", {}),
            "--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n");
}

// What a patch says: applied line by line, by a naive reader.
std::string patched(const std::string& before, const std::string& diff) {
  std::vector<std::string> old_lines;
  for (std::string_view rest = before; !rest.empty();) {
    const std::size_t size = std::min(rest.find('\n'), rest.size() - 1) + 1;
    old_lines.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  std::string result;
  std::size_t at = 0;
  std::vector<std::string> diff_lines;
  for (std::string_view rest = diff; !rest.empty();) {
    const std::size_t size = rest.find('\n') + 1;
    diff_lines.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  for (std::size_t i = 2; i < diff_lines.size(); ++i) {
    std::string line = diff_lines[i];
    if (line.starts_with("@@ -")) {
      const std::size_t begin = std::stoul(line.substr(4));
      const bool is_empty = line.find(",0 +") != std::string::npos;
      while (at < begin - (is_empty ? 0 : 1)) result += old_lines[at++];
      continue;
    }
    if (line.starts_with("\\")) continue;
    const bool has_no_end = i + 1 < diff_lines.size() && diff_lines[i + 1].starts_with("\\");
    if (has_no_end) line.pop_back();
    if (line[0] != '+') {
      EXPECT_EQ(old_lines.at(at), line.substr(1));
      ++at;
    }
    if (line[0] != '-') result += line.substr(1);
  }
  while (at < old_lines.size()) result += old_lines[at++];
  return result;
}

TEST(UnifiedDiff, LeadsFromOneTextToTheOther) {
  std::mt19937 random(3);
  const auto text_of = [&](unsigned lines) {
    std::string text;
    for (unsigned i = 0; i < lines; ++i) text += std::string(1, static_cast<char>('a' + random() % 4)) + "\n";
    if (!text.empty() && random() % 4 == 0) text.pop_back();
    return text;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string before = text_of(random() % 25);
    const std::string after = text_of(random() % 25);
    const std::string diff = unified_diff("a.js", before, after, {});
    if (before != after) {
      ASSERT_EQ(patched(before, diff), after) << before << "---\n" << after << diff;
    }
  }
}

TEST(UnifiedDiff, ManyChangesTakeNoLongerThanTheyMust) {
  std::string before;
  std::string after;
  for (int i = 0; i < 60000; ++i) {
    before += "old " + std::to_string(i) + "\n";
    after += "new " + std::to_string(i) + "\n";
  }
  EXPECT_EQ(patched(before, unified_diff("a.js", before, after, {})), after);
}

TEST(Utf16Offsets, AgreeWithCountingFromTheStart) {
  std::mt19937 random(5);
  const std::vector<std::string> pieces{
      "a", "é", "日", "😀", "\xFF", "\xE6\x97", "\x80\x80\x80\x80\x80", std::string(700, 'x')};
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += pieces[random() % pieces.size()];
    const Utf16Offsets offsets(text);
    for (int i = 0; i < 60; ++i) {
      const auto at = static_cast<std::uint32_t>(random() % (text.size() + 10));
      // Between two letters, as spans are.
      if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
      EXPECT_EQ(offsets.of(at), count_units(slice(text, {0, at}), ColumnUnit::utf16)) << at;
    }
  }
}

TEST(ValidUtf8, HasAsManyUnitsAsTheText) {
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      constexpr unsigned char bytes[] = {'a', 0x80, 0xBF, 0xC3, 0xE0, 0xED, 0xA0, 0xF0, 0x90, 0xF4, 0xFF, 0xE6};
      text += static_cast<char>(bytes[random() % sizeof bytes]);
    }
    EXPECT_EQ(count_units(valid_utf8(text), ColumnUnit::utf16), count_units(text, ColumnUnit::utf16));
    EXPECT_EQ(valid_utf8(valid_utf8(text)), valid_utf8(text));
  }
}

TEST(Widths, FollowTheScript) {
  EXPECT_EQ(width_of("abc"), 3U);
  EXPECT_EQ(width_of("日本"), 4U);
  EXPECT_EQ(width_of("e\u0301"), 1U);
  EXPECT_EQ(width_of("😀"), 2U);
  EXPECT_EQ(width_of("ﬃ"), 1U);
}

TEST(Words, TheNearestOneIsMeant) {
  const std::vector<std::string_view> words{"stylish", "json", "floating-promise"};
  EXPECT_EQ(nearest("styilsh", words), "stylish");
  EXPECT_EQ(nearest("jason", words), "json");
  EXPECT_EQ(nearest("floating-promises", words), "floating-promise");
  EXPECT_EQ(nearest("xml", words), std::nullopt);
  EXPECT_EQ(nearest(std::string(100000, 'x'), words), std::nullopt);
  EXPECT_EQ(counted(1, "error"), "1 error");
  EXPECT_EQ(counted(0, "file"), "0 files");
}

TEST(PageText, IsMadeReadable) {
  // As tools/pages/markdown.mjs writes it.
  const std::string page =
      "1title\n\npSome \001ccode\002 and \001bstrong\002 words in two lines, and a \001alink\003other.md\002.\n\n"
      "-0-\003an item that is long enough to be wrapped\n-0-\003two\n-11.\003deeper\n\nFjs run\ncf(\001n1\002);\n"
      "c\001m//<^^^ rule\002\nE\nFtext\noout\nE\n";
  EXPECT_EQ(page_for_people(page, 40, {}),
            "title\n\nSome `code` and strong words in two\nlines, and a link (other).\n\n- an item that is long "
            "enough to be\n  wrapped\n- two\n  1. deeper\n\n    f(1);\n    //<^^^ rule\n\n    out\n");
  EXPECT_EQ(page_for_people("pa \001cb\002 \001bc \001cd\002\002\n", 40, {.has_colors = true}),
            "a \x1b[36mb\x1b[0m \x1b[1mc\x1b[0m \x1b[36md\x1b[0m\n");
  EXPECT_EQ(
      page_as_markdown(page),
      "# title\n\nSome `code` and **strong** words in two lines, and a [link](other.md).\n\n- an item that is long "
      "enough to be wrapped\n- two\n  1. deeper\n\n```js run\nf(1);\n//<^^^ rule\n```\n```text\nout\n```\n");
  // A link to what is named by its text says so once.
  EXPECT_EQ(page_for_people("p\001aevent-loop\003event-loop.md#x\002\n", 40, {}), "event-loop\n");
  EXPECT_EQ(page_for_people("p\001afinally\003../lessons/finally.md\002\n", 40, {}), "finally (lessons/finally)\n");
}

TEST(PageText, HasTables) {
  const std::string page = "T\003Browser\003Node\nt\001cthis\002\003window\003an object that takes more room\n";
  EXPECT_EQ(page_for_people(page, 40, {}),
            "        Browser  Node\n`this`  window   an object that takes\n                 more room\n");
  EXPECT_EQ(page_as_markdown(page),
            "| | Browser | Node |\n|---|---|---|\n| `this` | window | an object that takes more room |\n");
}

TEST(PageText, SurvivesEveryCut) {
  const std::string page = "-0-\003a \001alink\003to.md\002 \001ccode\002\nTa\003b\n\n";
  for (std::size_t size = 0; size <= page.size(); ++size) {
    for (std::size_t begin = 0; begin <= size; ++begin) {
      const std::string_view cut = std::string_view(page).substr(begin, size - begin);
      EXPECT_LT(page_for_people(cut, 40, {}).size(), 200U);
      EXPECT_LT(page_as_markdown(cut).size(), 200U);
    }
  }
}

TEST(Html, EscapesAndFillsIn) {
  EXPECT_EQ(html_text("a < b && \"c\""), "a &lt; b &amp;&amp; &quot;c&quot;");
  EXPECT_EQ(html_line("`a<b>` and `open"), "<code>a&lt;b&gt;</code> and <code>open</code>");
  EXPECT_EQ(filled("{{a}} {{b}} {{a}} {{", {{"a", "{{b}}"}}), "{{b}} {{b}} {{b}} {{");
}

TEST(Help, IsWrapped) {
  EXPECT_EQ(wrapped("one two three four", 2, 10), "one two\n  three\n  four");
  EXPECT_EQ(wrapped("", 2, 10), "");
}

}  // namespace
}  // namespace asynclint::cli
