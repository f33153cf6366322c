// What a selection means, and where nothing is offered whatever stands there.
#include <gmock/gmock.h>

#include "tests/refactorings/refactoring-fixture.h"

namespace asynclint::tests {
namespace {

Document module_of(std::string_view text) {
  auto fixture = parse_fixture("program.mjs", "");
  return fixture->document_with(text);
}

// What a refactoring makes of a text where `|` stands twice around a selection, or once at a cursor; empty: no offer.
std::string refactored(std::string_view id, std::string marked) {
  const auto begin = static_cast<std::uint32_t>(marked.find('|'));
  marked.erase(begin, 1);
  auto end = begin;
  if (const std::size_t second = marked.find('|'); second != std::string::npos) {
    end = static_cast<std::uint32_t>(second);
    marked.erase(end, 1);
  }
  const Document document = module_of(marked);
  const ReadProgram program(document);
  const Offer offer = offer_at(*find_refactoring(id), program.facts(), {begin, end});
  return offer.is_made() ? apply_edits(marked, offer.edits) : std::string();
}

constexpr std::string_view together = "awaits-to-promise-all";

TEST(RefactoringOffers, TakeTheAwaitsThatAreSelected) {
  EXPECT_EQ(refactored(together,
                       "const a = await fetch('/a');\n|const b = await fetch('/b');\nconst c = await "
                       "fetch('/c');|\n"),
            "const a = await fetch('/a');\nconst [b, c] = await Promise.all([fetch('/b'), fetch('/c')]);\n");
  // Blanks around them are selected by accident, and one alone is meant with all that go with it.
  const std::string both = "const [a, b] = await Promise.all([fetch('/a'), fetch('/b')]);\n";
  EXPECT_EQ(refactored(together, "|const a = await fetch('/a');\nconst b = await fetch('/b');\n|"), both);
  EXPECT_EQ(refactored(together, "|const a = await fetch('/a');|\nconst b = await fetch('/b');\n"), both);
  EXPECT_EQ(refactored(together, "const a = await fetch('/a');|\nconst b = await fetch('/b');\n"), both);
}

TEST(RefactoringOffers, HoldAtTheEdgesOfWords) {
  const std::string after = "for (const word of ['a']) console.log(word);\n";
  const std::string before = "['a'].forEach((word) => console.log(word));\n";
  const auto name = before.find("forEach");
  for (std::size_t at = name; at <= name + 7; ++at) {
    std::string marked = before;
    marked.insert(at, "|");
    EXPECT_EQ(refactored("for-each-to-for-of", marked), after) << at;
  }
  std::string marked = before;
  marked.insert(before.find("console"), "|");
  EXPECT_EQ(refactored("for-each-to-for-of", marked), "");
}

TEST(RefactoringOffers, AreNotMadeInCodeThatCannotBeParsed) {
  EXPECT_EQ(refactored("for-each-to-for-of", "['a'].for|Each((word) => { console.log(word; });\n"), "");
  EXPECT_EQ(refactored("await-to-then", "async function lo|ad() {\n  await fetch('/');\n  if (\n}\n"), "");
}

TEST(RefactoringOffers, MayBeAskedForAnywhere) {
  const std::string text = "const a = 1;\n";
  const Document document = module_of(text);
  const ReadProgram program(document);
  for (const RefactoringEntry& entry : refactoring_table())
    for (const Span selection :
         {Span{0, 0}, Span{13, 13}, Span{0, 13}, Span{500, 900}, Span{9, 2}, Span{0, 0xffffffffU}})
      EXPECT_FALSE(offer_at(entry, program.facts(), selection).is_made()) << entry.id;
  const std::string empty;
  const Document nothing = module_of(empty);
  const ReadProgram none(nothing);
  for (const RefactoringEntry& entry : refactoring_table())
    EXPECT_FALSE(offer_at(entry, none.facts(), {0, 0}).is_made()) << entry.id;
}

TEST(RefactoringOffers, KnowTheirRefactoringByItsId) {
  EXPECT_NE(find_refactoring("then-to-await"), nullptr);
  EXPECT_EQ(find_refactoring("then-to"), nullptr);
  EXPECT_EQ(find_refactoring(""), nullptr);
}

}  // namespace
}  // namespace asynclint::tests
