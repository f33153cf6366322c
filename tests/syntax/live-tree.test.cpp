// A tree that follows its text through edits is the tree that parsing the text gives.
#include "syntax/live-tree.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "tests/support/fixture.h"
#include "tests/support/tree-difference.h"

namespace asynclint::syntax {
namespace {

constexpr std::string_view pieces[] = {"x",
                                       "\n",
                                       " ",
                                       ";",
                                       "(",
                                       ")",
                                       "{",
                                       "}",
                                       "await ",
                                       "async ",
                                       "=> ",
                                       "// note\n",
                                       "/*",
                                       "*/",
                                       "'",
                                       "`",
                                       "${",
                                       "é",
                                       "😀",
                                       "\r\n",
                                       "foo()",
                                       ".then(",
                                       "function f() {}\n",
                                       "class A { b() {} }\n",
                                       "if (a) ",
                                       "return ",
                                       ", ",
                                       ": string",
                                       "?",
                                       "1"};

std::string edited(const std::string& text, std::mt19937& random) {
  const auto below = [&](std::size_t most) { return random() % (most + 1); };
  std::string changed = text;
  const std::size_t at = below(text.size());
  const std::size_t removed = random() % 3 == 0 ? std::min<std::size_t>(below(12), text.size() - at) : 0;
  std::string added(random() % 4 == 0 ? "" : pieces[random() % std::size(pieces)]);
  if (random() % 12 == 0 && !text.empty()) added = text.substr(below(text.size() - 1), below(200));
  changed.replace(at, removed, added);
  return changed;
}

// Every node lies in the one around it, and behind the one before it, whatever the text looks like.
void expect_in_order(const Node& node) {
  std::uint32_t at = node.span().begin;
  for (const Node child : node.children()) {
    ASSERT_LE(at, child.span().begin) << node.text();
    at = child.span().end;
    expect_in_order(child);
  }
  ASSERT_LE(at, node.span().end) << node.text();
  ASSERT_LE(node.span().end, node.tree().text().size());
}

// A text without errors is read as by parsing it anew; that the parser takes it for broken on the way there is rare,
// and so is that it makes another choice where two readings are possible. A text with errors is what it was before
// them. Whoever shows what was found parses anew when the text has come to rest.
std::shared_ptr<const std::string> kept(const std::string& text) { return std::make_shared<const std::string>(text); }

TEST(LiveTree, IsWhatParsingAnewGives) {
  std::size_t versions = 0;
  std::size_t with_errors = 0;
  std::size_t different = 0;
  std::size_t taken_for_the_other = 0;
  std::string first;
  for (const auto& fixture : tests::all_fixtures()) {
    std::mt19937 random = tests::random_of(fixture);
    const Grammar grammar = random() % 3 == 0 ? Grammar::tsx : Grammar::javascript;
    LiveTree live(grammar);
    auto text = std::make_shared<std::string>(fixture.code.text);
    for (int i = 0; i < 6; ++i) {
      const auto tree = live.parse(text);
      const auto anew = parse(*text, grammar);
      const bool is_sound = anew->errors().empty();
      ++(is_sound ? versions : with_errors);
      expect_in_order(tree->root());
      ASSERT_FALSE(HasFatalFailure()) << fixture.path << ":\n" << *text;
      std::string found;
      if (is_sound != tree->errors().empty()) {
        ++taken_for_the_other;
        found = is_sound ? "taken for broken" : "taken for sound";
      } else if (is_sound) {
        found = tests::tree_difference(*tree, *anew);
        if (!found.empty()) ++different;
      }
      if (!found.empty() && first.empty()) first = fmt::format("{}: {}\n{}", fixture.path.string(), found, *text);
      auto next = std::make_shared<std::string>(edited(random() % 4 == 0 ? fixture.code.text : *text, random));
      static_cast<void>(live.parse(next));
      text = std::move(next);
    }
  }
  EXPECT_GT(versions, 1000U);
  EXPECT_GT(with_errors, 1000U);
  EXPECT_LE(different * 500, versions) << first;
  EXPECT_LE(taken_for_the_other * 200, versions) << first;
}

// What makes no sense yet is an error in what stands around it, and everything else is what it was.
TEST(LiveTree, WhatMakesNoSenseIsLeftOut) {
  const std::string text = "class A {\n  async one() { await save(1); return 1; }\n}\nasync function last() {}\n";
  LiveTree live(Grammar::javascript);
  static_cast<void>(live.parse(kept(text)));
  const std::string typed = text.substr(0, text.find("await")) + "note( " + text.substr(text.find("await"));
  const auto broken = live.parse(kept(typed));
  ASSERT_EQ(broken->errors().size(), 1U);
  EXPECT_EQ(slice(typed, broken->errors().front()), "note( ");
  expect_in_order(broken->root());
  ASSERT_EQ(live.past().size(), broken->units().size());
  EXPECT_FALSE(live.past().front().is_same);
  EXPECT_TRUE(live.past().front().has_same_records);
  EXPECT_TRUE(live.past().back().is_same);

  const std::string torn = text.substr(0, text.find("save")) + text.substr(text.find(" return"));
  const auto without = live.parse(kept(torn));
  EXPECT_EQ(without->errors().size(), 1U);
  expect_in_order(without->root());

  const auto mended = live.parse(kept(text));
  EXPECT_EQ(tests::tree_difference(*mended, *parse(text, Grammar::javascript)), "");
  ASSERT_EQ(live.past().size(), mended->units().size());
  std::size_t touched = 0;
  for (const UnitPast& past : live.past().subspan(1)) touched += past.is_same || past.has_same_records ? 0 : 1;
  // Besides the program the method, which was otherwise in the version before.
  EXPECT_EQ(touched, 1U);
}

// Lines that come and go inside functions: most versions are sound, and read by the body alone.
TEST(LiveTree, ABodyByItselfIsWhatItIsInTheWhole) {
  constexpr std::string_view lines[] = {"count = 1;\n",
                                        "await save(order);\n",
                                        "// a remark\n",
                                        "/* two\nlines */ store.on('change', async () => { await load(1); });\n",
                                        "if (order) { return; }\n",
                                        "const list = [1, 2].map(function (one) { return { one, `${one}`: 1 }; });\n",
                                        "for (const item of items) { text += `a${item}b`; }\n",
                                        "async function* inner(a, { b }) { yield a; }\n",
                                        "class Inner { one() { return 1; } static { two(); } }\n",
                                        "}\nfunction other() {\n",
                                        "\n"};
  std::size_t versions = 0;
  std::size_t by_body = 0;
  std::size_t taken_for_broken = 0;
  for (const auto& fixture : tests::all_fixtures()) {
    std::mt19937 random = tests::random_of(fixture);
    const UnitSizes sizes{static_cast<std::uint32_t>(random() % 3 == 0 ? 0 : random() % 2 == 0 ? 100 : 512)};
    const Grammar grammar = random() % 3 == 0 ? Grammar::tsx : Grammar::javascript;
    LiveTree live(grammar, sizes);
    auto text = std::make_shared<std::string>(fixture.code.text);
    static_cast<void>(live.parse(text));
    for (int i = 0; i < 12; ++i) {
      auto next = std::make_shared<std::string>(*text);
      const std::size_t line = next->find('\n', random() % (next->size() + 1));
      if (line == std::string::npos) continue;
      const std::size_t end = next->find('\n', line + 1);
      if (random() % 4 == 0 && end != std::string::npos)
        next->erase(line, end - line);
      else
        next->insert(line + 1, lines[random() % std::size(lines)]);
      const auto tree = live.parse(next);
      if (!live.past().empty() && live.past().front().has_same_records) ++by_body;
      const auto anew = parse(*next, grammar, sizes);
      // A version with errors is given up; so is a sound one that the parser takes for broken on the way to it.
      if (anew->errors().empty() && !tree->errors().empty()) ++taken_for_broken;
      if (anew->errors().empty() && tree->errors().empty()) {
        ++versions;
        ASSERT_EQ(tests::tree_difference(*tree, *anew), "") << fixture.path << ":\n" << *next;
        text = std::move(next);
      } else {
        static_cast<void>(live.parse(text));
      }
    }
  }
  EXPECT_GT(versions, 1000U);
  EXPECT_LE(taken_for_broken, versions / 1000);
  EXPECT_GT(by_body, versions / 4) << versions;
}

// A block ends before the remark behind it, whatever comes after the remark, and whichever of them came first.
TEST(LiveTree, ABlockEndsBeforeTheRemarkBehindIt) {
  constexpr std::string_view blocks[] = {"if (a) { b(); }",       "{ b(); }",
                                         "class A { b() {} }",    "function b() {}",
                                         "for (;;) { b(); }",     "try { b(); } finally {}",
                                         "do { b(); } while (c)", "b()"};
  constexpr std::string_view remarks[] = {"\n// c\n", "\n/* c */\n", " // c\n", " /* c\n*/\n", "\n/* c */ "};
  constexpr std::string_view follows[] = {
      "['d'].e;\n", "async function* f() { yield a; }\n", "(g)();\n", "`h`;\n", "i();\n", ";\n", "else j();\n", ""};
  std::size_t compared = 0;
  for (const Grammar grammar : {Grammar::javascript, Grammar::tsx})
    for (const std::string_view block : blocks)
      for (const std::string_view remark : remarks)
        for (const std::string_view before : follows)
          for (const std::string_view after : follows) {
            LiveTree live(grammar);
            const std::string versions[] = {fmt::format("a();{}{}", remark, before),
                                            fmt::format("a();\n{}{}{}", block, remark, before),
                                            fmt::format("a();\n{}{}{}k();\n", block, remark, before),
                                            fmt::format("a();\n{}{}{}{}k();\n", block, remark, after, before),
                                            fmt::format("a();\n{}{}{}k();\n", block, remark, after)};
            for (const std::string& text : versions) {
              const auto tree = live.parse(kept(text));
              const auto anew = parse(text, grammar);
              if (!tree->errors().empty() || !anew->errors().empty()) continue;
              ++compared;
              ASSERT_EQ(tests::tree_difference(*tree, *anew), "") << text;
            }
          }
  EXPECT_GT(compared, 10000U);
}

// Byte by byte through a whole text and back: nothing is parsed anew, and the last version is the first one.
TEST(LiveTree, TakesOverWhatIsUnchanged) {
  const std::string text = "class A {\n  one() { return 1; }\n  two() { return 2; }\n}\nfunction last() {}\n";
  LiveTree live(Grammar::javascript);
  const auto first = live.parse(kept(text));
  EXPECT_TRUE(live.past().empty());
  std::string changed = text;
  changed.insert(text.find("1;"), "4");
  const auto second = live.parse(kept(changed));
  ASSERT_EQ(live.past().size(), second->units().size());
  std::size_t kept = 0;
  for (const UnitPast& past : live.past()) {
    EXPECT_NE(past.unit, no_unit);
    if (past.is_same) ++kept;
  }
  // All but the program, the class and the method that was edited.
  EXPECT_EQ(kept, second->units().size() - 3);
  EXPECT_EQ(tests::tree_difference(*second, *parse(changed, Grammar::javascript)), "");
}

}  // namespace
}  // namespace asynclint::syntax
