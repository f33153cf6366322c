// The cards of fixtures/hovers, as they are written there.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "constructs/table.h"
#include "tests/hovers/hover-fixture.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {

// How a failing test names its fixture; GoogleTest gives this its name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const HoverFixture& fixture, std::ostream* out) { *out << fixture.path.filename(); }

namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;

constexpr std::string_view nothing = "nothing";

std::string construct_of(const std::optional<Card>& card) {
  return std::string(card ? row_of(card->kind).name : nothing);
}

// The fixture with the cards that its marks have now.
std::string updated(const HoverFixture& fixture) {
  const HoverProgram program(fixture.path, fixture.text);
  std::map<std::uint32_t, std::vector<std::string>> cards;
  for (const HoverMark& mark : fixture.marks) {
    const auto card = program.card_at(mark.token.begin);
    cards[mark.line] = card ? lines_of(*card) : std::vector<std::string>();
  }
  std::string text;
  const LineIndex lines(fixture.text);
  for (std::uint32_t line = 0; line < lines.line_count(); ++line) {
    const Span span = lines.line_span(line);
    const std::string_view content = slice(fixture.text, span);
    const auto indent = std::min(content.find_first_not_of(' '), content.size());
    if (content.substr(indent).starts_with("// | ")) continue;
    text += slice(fixture.text, {span.begin, lines.line_span(line + 1).begin});
    if (const auto found = cards.find(line); found != cards.end())
      for (const std::string& said : found->second) text += fmt::format("{}// | {}\n", content.substr(0, indent), said);
  }
  return text;
}

class EveryHoverFixture : public testing::TestWithParam<HoverFixture> {};

TEST_P(EveryHoverFixture, HasTheCardsThatAreWrittenThere) {
  HoverFixture fixture = GetParam();
  ASSERT_THAT(fixture.problems, IsEmpty());
  ASSERT_FALSE(fixture.marks.empty());
  if (std::getenv("ASYNCLINT_UPDATE_HOVERS") != nullptr) {
    // Cards name lines, which move when a card grows.
    for (std::string text = updated(fixture); text != fixture.text; text = updated(fixture))
      fixture = read_hover_fixture(fixture.path, text);
    std::ofstream(fixture.path, std::ios::binary) << fixture.text;
  }
  const HoverProgram program(fixture.path, fixture.text);
  for (const HoverMark& mark : fixture.marks) {
    SCOPED_TRACE(fmt::format("{}:{}", fixture.path.string(), mark.line + 1));
    for (const std::uint32_t offset : {mark.token.begin, mark.token.end - 1}) {
      const auto card = program.card_at(offset);
      EXPECT_EQ(construct_of(card), mark.construct);
      if (!card) continue;
      EXPECT_EQ(slice(fixture.text, card->range), slice(fixture.text, mark.token));
      EXPECT_EQ(card->range, mark.token);
      EXPECT_THAT(lines_of(*card), ElementsAreArray(mark.card));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Fixtures, EveryHoverFixture, testing::ValuesIn(hover_fixtures()), [](const auto& info) {
  std::string name = info.param.path.filename().string();
  for (char& c : name)
    if (c == '-' || c == '.') c = '_';
  return name;
});

TEST(Constructs, HaveTwoPlacesWithTwoCards) {
  std::map<std::string, std::set<std::vector<std::string>>> cards;
  for (const HoverFixture& fixture : hover_fixtures())
    for (const HoverMark& mark : fixture.marks) cards[mark.construct].insert(mark.card);
  for (const ConstructRow& row : construct_table())
    EXPECT_GE(cards[std::string(row.name)].size(), 2U) << row.name << " has no two cards in fixtures/hovers";
}

TEST(Constructs, AreMarkedByNamesOfTheTable) {
  std::set<std::string_view> names{nothing};
  for (const ConstructRow& row : construct_table()) EXPECT_TRUE(names.insert(row.name).second) << row.name;
  for (const HoverFixture& fixture : hover_fixtures())
    for (const HoverMark& mark : fixture.marks) EXPECT_TRUE(names.contains(mark.construct)) << mark.construct;
}

// A cursor right behind a word means the word; in blanks and punctuation it means nothing.
TEST(Constructs, AreFoundAtTheEdgesOfTheirToken) {
  const std::string text = "async function load() {\n  (await (fetch('/')));\n}\n";
  const HoverProgram program("edges.js", text);
  const auto at = static_cast<std::uint32_t>(text.find("await"));
  for (std::uint32_t offset = at; offset <= at + 5; ++offset) EXPECT_EQ(construct_of(program.card_at(offset)), "await");
  EXPECT_EQ(construct_of(program.card_at(at - 1)), nothing);
  EXPECT_EQ(construct_of(program.card_at(at - 3)), nothing);
  EXPECT_EQ(construct_of(program.card_at(static_cast<std::uint32_t>(text.size()) + 10)), nothing);
}

// The order of lines is claimed where one call in straight-line code leads here, and nowhere else.
TEST(Cards, SayWhereTheCallerGoesOnOnlyWhereItIsCertain) {
  const auto says = [](std::string_view callers, std::string_view first = {}) {
    std::string text = fmt::format("async function load() {{\n  {}\n  await fetch('/');\n}}\n{}\n", first, callers);
    const HoverProgram program("order.js", text);
    const auto card = program.card_at(static_cast<std::uint32_t>(text.rfind("await fetch")));
    std::string all;
    for (const std::string& line : lines_of(*card)) all += line + "\n";
    return all.find("goes on at line") != std::string::npos;
  };
  EXPECT_TRUE(says("load();\nconsole.log('next');"));
  EXPECT_TRUE(says("const page = load();\nconsole.log(page);"));
  EXPECT_TRUE(says("function start() {\n  load();\n  console.log('next');\n}"));
  EXPECT_TRUE(says("void load();\nconsole.log('next');"));
  // Two callers, a condition, a loop, a callback, somebody else who has it, and a caller that waits.
  EXPECT_FALSE(says("load();\nload();\nconsole.log('next');"));
  EXPECT_FALSE(says("if (page) load();\nconsole.log('next');"));
  EXPECT_FALSE(says("for (;;) {\n  load();\n  console.log('next');\n}"));
  EXPECT_FALSE(says("pages.forEach(load);\nconsole.log('next');"));
  EXPECT_FALSE(says("load();\nconsole.log('next');\nexport { load };"));
  EXPECT_FALSE(says("load().then(show);\nconsole.log('next');"));
  EXPECT_FALSE(says("async function start() {\n  await load();\n  console.log('next');\n}"));
  // Nothing follows; and a pause that is not the first is reached from the queue, not from the caller.
  EXPECT_FALSE(says("load();"));
  EXPECT_FALSE(says("load();\nconsole.log('next');", "await open();"));
  EXPECT_FALSE(says("load();\nconsole.log('next');", "if (page) await open();"));
}

}  // namespace
}  // namespace asynclint::tests
