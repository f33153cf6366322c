// How deep the lines are that a repair adds.
#include "lint/edits.h"

#include <gtest/gtest.h>

#include <string>

namespace asynclint {
namespace {

// Of the statement that begins with `stop`.
std::string depth_in(const std::string& text) {
  const auto tree = syntax::parse(text, syntax::Grammar::javascript);
  syntax::Node at = tree->root();
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (const syntax::Node child : at.children()) {
      if (child.text().starts_with("stop") || child.text().find("stop") == std::string_view::npos) continue;
      at = child;
      goes_on = true;
      break;
    }
  }
  return one_deeper(at.child(syntax::Kind::expression_statement));
}

TEST(OneDeeper, IsByTheStepOfTheLinesAround) {
  EXPECT_EQ(depth_in("function f() {\n  stop();\n}\n"), "    ");
  EXPECT_EQ(depth_in("function f() {\n    stop();\n}\n"), "        ");
  EXPECT_EQ(depth_in("class A {\n    f() {\n        stop();\n    }\n}\n"), "            ");
  EXPECT_EQ(depth_in("function f() {\n\tstop();\n}\n"), "\t\t");
  EXPECT_EQ(depth_in("stop();\n"), "  ");
}

TEST(OneDeeper, LinesThatNobodyLaidOutSayNothing) {
  EXPECT_EQ(depth_in("function f() { stop(); }\n"), "  ");
  EXPECT_EQ(depth_in("    function f() { " + std::string(20'000, ' ') + "stop(); }\n"), "  ");
}

}  // namespace
}  // namespace asynclint
