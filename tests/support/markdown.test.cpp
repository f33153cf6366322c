// Headings, fences and code spans of a page.
#include "tests/support/markdown.h"

#include <gmock/gmock.h>

namespace asynclint::tests {
namespace {

using testing::ElementsAre;

const char* const page =
    "# floating-promise\n"
    "First.\n"
    "\n"
    "## Instead\n"
    "- so:\n"
    "  ```js run\n"
    "  if (a)\n"
    "    # b();\n"
    "  ```\n"
    "```text\n"
    "\n"
    "done\n"
    "```\n"
    "## Known as\n"
    "`one/a`, `two/b`\n";

TEST(Markdown, HeadingsOpenSections) {
  const auto found = sections(page);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].depth, 1);
  EXPECT_EQ(found[0].title, "floating-promise");
  EXPECT_EQ(found[0].body, "First.\n\n");
  EXPECT_EQ(found[1].depth, 2);
  EXPECT_EQ(found[1].title, "Instead");
  EXPECT_EQ(found[2].body, "`one/a`, `two/b`\n");
}

TEST(Markdown, FencesHoldCode) {
  const auto blocks = code_blocks(page);
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].line, 6U);
  EXPECT_THAT(blocks[0].words, ElementsAre("js", "run"));
  EXPECT_EQ(blocks[0].text, "if (a)\n  # b();\n");
  EXPECT_TRUE(blocks[1].has_word("text"));
  EXPECT_EQ(blocks[1].text, "\ndone\n");
}

TEST(Markdown, LinksStandInProse) {
  const std::string prose = without_code_blocks("See [a](a.md)\n```js\nlist[0](b)\n```\nand [b](../b.md#c).\n");
  EXPECT_EQ(prose, "See [a](a.md)\nand [b](../b.md#c).\n");
  EXPECT_THAT(link_targets(prose), ElementsAre("a.md", "../b.md#c"));
  EXPECT_THAT(link_targets("a [b](c"), ElementsAre("c"));
}

TEST(Markdown, CodeSpansStandBetweenBackticks) {
  EXPECT_THAT(code_spans("`one/a`, `two/b` and ` "), ElementsAre("one/a", "two/b"));
  EXPECT_EQ(without_code_spans("`save()` is lost in `run`, ` alone"), " is lost in , ` alone");
}

}  // namespace
}  // namespace asynclint::tests
