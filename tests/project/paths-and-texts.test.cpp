// Paths as text, what a file's bytes are taken for, and what looks minified.
#include <gtest/gtest.h>

#include <string>

#include "project/minified.h"
#include "project/paths.h"
#include "project/source-text.h"

namespace asynclint {
namespace {

TEST(Paths, AreTakenApart) {
  EXPECT_EQ(base_name("a/b.js"), "b.js");
  EXPECT_EQ(base_name("b.js"), "b.js");
  EXPECT_EQ(extension("a.b/c.test.js"), ".js");
  EXPECT_EQ(extension("a.b/c"), "");
  EXPECT_EQ(extension(".js"), "");
  EXPECT_EQ(parent_directory("a/b"), "a");
  EXPECT_EQ(parent_directory("a"), ".");
  EXPECT_EQ(parent_directory("/a"), "/");
  EXPECT_EQ(parent_directory("/"), "/");
}

TEST(Paths, AreTidied) {
  EXPECT_EQ(tidy_path("./a//b/./c/"), "a/b/c");
  EXPECT_EQ(tidy_path("."), ".");
  EXPECT_EQ(tidy_path("/"), "/");
  EXPECT_EQ(tidy_path("../a"), "../a");
}

TEST(Paths, AreMadeAbsolute) {
  EXPECT_EQ(absolute_path("a.js", "/home/me"), "/home/me/a.js");
  EXPECT_EQ(absolute_path("../a.js", "/home/me"), "/home/a.js");
  EXPECT_EQ(absolute_path("../../../a.js", "/home/me"), "/a.js");
  EXPECT_EQ(absolute_path("/x/./y.js", "/home/me"), "/x/y.js");
}

TEST(SourceText, KeepsTheByteOrderMarkApart) {
  const SourceText marked = SourceText::from_bytes("\xEF\xBB\xBFlet a;");
  EXPECT_EQ(*marked.text, "let a;");
  EXPECT_EQ(marked.bytes_with("let b;"), "\xEF\xBB\xBFlet b;");
  const SourceText plain = SourceText::from_bytes("let a;");
  EXPECT_EQ(plain.bytes_with(*plain.text), "let a;");
}

TEST(Minified, ByName) {
  EXPECT_TRUE(has_minified_name("lib/jquery.min.js"));
  EXPECT_TRUE(has_minified_name("jquery-min.cjs"));
  EXPECT_FALSE(has_minified_name("admin.js"));
  EXPECT_FALSE(has_minified_name("min.js"));
}

TEST(Minified, ByTheLengthOfMostLines) {
  const std::string line = "const total = prices.reduce((sum, price) => sum + price, 0);\n";
  std::string written;
  for (int i = 0; i < 100; ++i) written += line;
  const std::string embedded = "const image = \"" + std::string(3000, 'A') + "\";\n";
  std::string squeezed = "/*! a licence */\n";
  for (int i = 0; i < 40; ++i) squeezed += "function a(b,c){return b.map(function(d){return c(d)})}";
  EXPECT_FALSE(looks_minified(""));
  EXPECT_FALSE(looks_minified(written));
  EXPECT_FALSE(looks_minified(written + embedded));
  EXPECT_TRUE(looks_minified(squeezed));
}

}  // namespace
}  // namespace asynclint
