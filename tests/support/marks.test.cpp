// The mark parser: what is a mark, which span it stands for, and what it says about those that it cannot read.
#include "tests/support/marks.h"

#include <gmock/gmock.h>

namespace asynclint::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Mark only_mark(std::string_view text) {
  const MarkedText marked = parse_marks(text);
  EXPECT_THAT(marked.problems, IsEmpty());
  EXPECT_EQ(marked.marks.size(), 1U) << text;
  return marked.marks.empty() ? Mark{} : marked.marks.front();
}

TEST(Marks, CaretsStandUnderTheSpan) {
  const Mark mark = only_mark(
      "names.forEach(greet);\n"
      "//    ^^^^^^^ await-in-foreach\n");
  EXPECT_EQ(mark, (Mark{0, 6, 13, "await-in-foreach", {}, {}}));
}

TEST(Marks, ALevelAndAMessageMayFollowTheRule) {
  const Mark mark = only_mark(
      "  save();\n"
      "//^^^^^^ floating-promise(info): `save` is not awaited\n");
  EXPECT_EQ(mark, (Mark{0, 2, 8, "floating-promise", Level::info, "`save` is not awaited"}));
}

TEST(Marks, AnAngleStartsTheSpanAtTheComment) {
  EXPECT_EQ(only_mark("  audit(entry);\n  //<^^^^^^^^^ floating-promise\n"),
            (Mark{0, 2, 14, "floating-promise", {}, {}}));
  EXPECT_EQ(only_mark("a()\n//< floating-promise\n"), (Mark{0, 0, 3, "floating-promise", {}, {}}));
}

TEST(Marks, InsideJsxAMarkIsABlockComment) {
  const Mark mark = only_mark(
      "<ul>{rows.map(load)}</ul>\n"
      "{/*       ^^^ unawaited-map(error) */}\n");
  EXPECT_EQ(mark, (Mark{0, 10, 13, "unawaited-map", Level::error, {}}));
}

TEST(Marks, SeveralMarksSpeakOfTheSameLine) {
  const MarkedText marked = parse_marks(
      "load();\n"
      "first(); second();\n"
      "//<^^^^ floating-promise\n"
      "//       ^^^^^^^^ floating-promise\n"
      "done();\n");
  EXPECT_EQ(marked.text, "load();\nfirst(); second();\ndone();\n");
  EXPECT_THAT(marked.marks,
              ElementsAre(Mark{1, 0, 7, "floating-promise", {}, {}}, Mark{1, 9, 17, "floating-promise", {}, {}}));
  EXPECT_THAT(marked.source_lines, ElementsAre(1, 2, 5, 6));
  EXPECT_THAT(marked.problems, IsEmpty());
}

TEST(Marks, ColumnsCountCodePoints) {
  const Mark mark = only_mark(
      "\"\xF0\x9F\x90\xA2\xC3\xA9\"; run();\n"
      "//     ^^^ floating-promise\n");
  EXPECT_EQ(mark, (Mark{0, 7, 10, "floating-promise", {}, {}}));
}

TEST(Marks, LineEndsStayAsTheyAre) {
  const MarkedText marked = parse_marks("run();\r\n//<^^ floating-promise\r\nend();\r\n");
  EXPECT_EQ(marked.text, "run();\r\nend();\r\n");
  EXPECT_THAT(marked.marks, ElementsAre(Mark{0, 0, 5, "floating-promise", {}, {}}));
}

TEST(Marks, OrdinaryCommentsAreCode) {
  for (const std::string_view text : {"// why\n", "//\n", "run(); // ^^^ not-alone\n", "//<div>\n", "{/* rows */}\n",
                                      "// prints: ^\n", "{/**/}\n", "/* ^^^ not-jsx */\n"}) {
    const MarkedText marked = parse_marks(text);
    EXPECT_EQ(marked.text, text);
    EXPECT_THAT(marked.marks, IsEmpty());
    EXPECT_THAT(marked.problems, IsEmpty());
  }
}

TEST(Marks, WhatCannotBeReadIsAProblem) {
  const auto problem = [](std::string_view text) {
    const MarkedText marked = parse_marks(text);
    EXPECT_THAT(marked.marks, IsEmpty());
    return marked.problems.size() == 1 ? marked.problems.front() : std::string();
  };
  EXPECT_THAT(problem("run();\n//  ^^ Floating promise\n"), HasSubstr("line 2: not a mark"));
  EXPECT_THAT(problem("run();\n//  ^^\n"), HasSubstr("not a mark"));
  EXPECT_THAT(problem("run();\n//  ^^ floating-promise(fatal)\n"), HasSubstr("not a mark"));
  EXPECT_THAT(problem("run();\n//  ^^ floating-promise and more\n"), HasSubstr("not a mark"));
  EXPECT_THAT(problem("//  ^^ floating-promise\nrun();\n"), HasSubstr("without a line of code"));
  EXPECT_THAT(problem("run();\n//  ^^^^ floating-promise\n"), HasSubstr("beyond the end"));
}

}  // namespace
}  // namespace asynclint::tests
