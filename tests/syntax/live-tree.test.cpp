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

// tree-sitter's recovery from errors, and its choice where two readings are possible, may depend on the way to a text:
// that is rare, and counted here. Whoever shows what was found parses anew when the text has come to rest.
TEST(LiveTree, IsWhatParsingAnewGives) {
  std::mt19937 random(7);
  std::size_t versions = 0;
  std::size_t with_errors = 0;
  std::size_t different = 0;
  std::size_t different_with_errors = 0;
  std::string first;
  for (const auto& fixture : asynclint::tests::all_fixtures()) {
    const Grammar grammar = random() % 3 == 0 ? Grammar::tsx : Grammar::javascript;
    LiveTree live(grammar);
    auto text = std::make_unique<std::string>(fixture.code.text);
    for (int i = 0; i < 6; ++i) {
      const auto tree = live.parse(*text);
      const auto anew = parse(*text, grammar);
      const std::string found = tests::tree_difference(*tree, *anew);
      ++(anew->errors().empty() ? versions : with_errors);
      if (!found.empty()) ++(anew->errors().empty() ? different : different_with_errors);
      if (!found.empty() && first.empty()) first = fmt::format("{}: {}\n{}", fixture.path.string(), found, *text);
      auto next = std::make_unique<std::string>(edited(random() % 4 == 0 ? fixture.code.text : *text, random));
      static_cast<void>(live.parse(*next));
      text = std::move(next);
    }
  }
  EXPECT_GT(versions, 1000U);
  EXPECT_GT(with_errors, 1000U);
  EXPECT_LE(different * 500, versions) << first;
  EXPECT_LE(different_with_errors * 200, with_errors) << first;
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
  std::mt19937 random(11);
  std::size_t versions = 0;
  std::size_t by_body = 0;
  std::size_t taken_for_broken = 0;
  for (const auto& fixture : asynclint::tests::all_fixtures()) {
    const UnitSizes sizes{static_cast<std::uint32_t>(random() % 3 == 0 ? 0 : random() % 2 == 0 ? 100 : 512)};
    const Grammar grammar = random() % 3 == 0 ? Grammar::tsx : Grammar::javascript;
    LiveTree live(grammar, sizes);
    auto text = std::make_unique<std::string>(fixture.code.text);
    static_cast<void>(live.parse(*text));
    for (int i = 0; i < 12; ++i) {
      auto next = std::make_unique<std::string>(*text);
      const std::size_t line = next->find('\n', random() % (next->size() + 1));
      if (line == std::string::npos) continue;
      const std::size_t end = next->find('\n', line + 1);
      if (random() % 4 == 0 && end != std::string::npos)
        next->erase(line, end - line);
      else
        next->insert(line + 1, lines[random() % std::size(lines)]);
      const auto tree = live.parse(*next);
      if (!live.past().empty() && live.past().front().has_same_records) ++by_body;
      const auto anew = parse(*next, grammar, sizes);
      // A version with errors is given up; so is a sound one that the parser takes for broken on the way to it.
      if (anew->errors().empty() && !tree->errors().empty()) ++taken_for_broken;
      if (anew->errors().empty() && tree->errors().empty()) {
        ++versions;
        ASSERT_EQ(tests::tree_difference(*tree, *anew), "") << fixture.path << ":\n" << *next;
        text = std::move(next);
      } else {
        static_cast<void>(live.parse(*text));
      }
    }
  }
  EXPECT_GT(versions, 1000U);
  EXPECT_LE(taken_for_broken, versions / 1000);
  EXPECT_GT(by_body, versions / 4) << versions;
}

// Byte by byte through a whole text and back: nothing is parsed anew, and the last version is the first one.
TEST(LiveTree, TakesOverWhatIsUnchanged) {
  const std::string text = "class A {\n  one() { return 1; }\n  two() { return 2; }\n}\nfunction last() {}\n";
  LiveTree live(Grammar::javascript);
  const auto first = live.parse(text);
  EXPECT_TRUE(live.past().empty());
  std::string changed = text;
  changed.insert(text.find("1;"), "4");
  const auto second = live.parse(changed);
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
