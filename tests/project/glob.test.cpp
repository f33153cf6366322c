// Patterns one at a time; git itself is asked in git-ignore.test.cpp.
#include "project/glob.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace asynclint {
namespace {

bool matches(std::string_view pattern, std::string_view text) { return Glob(pattern).matches(text); }

TEST(Glob, StarsStayWithinAPart) {
  EXPECT_TRUE(matches("*.js", "a.js"));
  EXPECT_TRUE(matches("*.js", ".js"));
  EXPECT_FALSE(matches("*.js", "a/b.js"));
  EXPECT_TRUE(matches("a*c", "abbc"));
  EXPECT_TRUE(matches("a*c", "ac"));
  EXPECT_FALSE(matches("a*c", "a/c"));
  EXPECT_FALSE(matches("a**c", "a/c"));
  EXPECT_TRUE(matches("?b", "ab"));
  EXPECT_FALSE(matches("a?b", "a/b"));
}

TEST(Glob, DoubleStarsCrossParts) {
  EXPECT_TRUE(matches("**/b", "b"));
  EXPECT_TRUE(matches("**/b", "a/c/b"));
  EXPECT_FALSE(matches("**/b", "ab"));
  EXPECT_TRUE(matches("a/**", "a/b/c"));
  EXPECT_FALSE(matches("a/**", "a"));
  EXPECT_TRUE(matches("a/**/b", "a/b"));
  EXPECT_TRUE(matches("a/**/b", "a/x/y/b"));
  EXPECT_FALSE(matches("a/**/b", "a/xb"));
}

TEST(Glob, ClassesAreOneByte) {
  EXPECT_TRUE(matches("[a-c]x", "bx"));
  EXPECT_FALSE(matches("[a-c]x", "dx"));
  EXPECT_TRUE(matches("[!a-c]x", "dx"));
  EXPECT_FALSE(matches("[!a]", "/"));
  EXPECT_TRUE(matches("[]x]", "]"));
  EXPECT_TRUE(matches("[a-]", "-"));
  EXPECT_TRUE(matches("[\\]]", "]"));
  EXPECT_TRUE(matches("v[[:digit:]][[:alpha:]]", "v1a"));
}

TEST(Glob, WhatIsNotWellFormedMatchesNothing) {
  for (const char* pattern : {"[a", "a\\", "[[:nonsense:]]", "[a-\\", "["}) {
    EXPECT_FALSE(matches(pattern, "a")) << pattern;
    EXPECT_FALSE(matches(pattern, pattern)) << pattern;
  }
}

TEST(Glob, ManyStarsTakeNoLongerThanFew) {
  std::string pattern;
  for (int i = 0; i < 40; ++i) pattern += "*a";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(matches(pattern + "b", std::string(4000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace asynclint
