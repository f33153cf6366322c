// What is offered in the programs of fixtures/refactorings, the text after it, and that it prints the same.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "tests/refactorings/refactoring-fixture.h"
#include "tests/support/run-node.h"
#include "text/line-index.h"

namespace asynclint::tests {

// How a failing test names its fixture; GoogleTest gives this its name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const RefactoringFixture& fixture, std::ostream* out) {
  *out << fixture.id << "/" << fixture.program.name;
}

namespace {

using testing::IsEmpty;

Span place_of(const LineIndex& lines, const Mark& mark) {
  const auto at = [&](std::uint32_t column) { return lines.offset({mark.line, column}, ColumnUnit::utf32); };
  // One caret, or several under a word: the cursor stands on it.
  return {at(mark.begin), mark.rule == "selected" ? at(mark.end) : at(mark.begin)};
}

// Where something is offered, and what: all edits of a program, or nothing when an offer is missing.
std::vector<TextEdit> compare_offers(const RefactoringFixture& fixture) {
  const MarkedText& code = fixture.program.code;
  const RefactoringEntry* const entry = find_refactoring(fixture.id);
  if (entry == nullptr) {
    ADD_FAILURE() << "there is no refactoring " << fixture.id;
    return {};
  }
  const Document document = fixture.program.document();
  const ReadProgram program(document);
  const LineIndex lines(code.text);
  std::vector<TextEdit> edits;
  for (const Mark& mark : code.marks) {
    SCOPED_TRACE("line " + std::to_string(code.source_lines[mark.line]) + ": " + mark.rule);
    Offer offer = offer_at(*entry, program.facts(), place_of(lines, mark));
    if (mark.rule == "refused") {
      EXPECT_THAT(offer.edits, IsEmpty());
      EXPECT_EQ(offer.refusal, mark.message.value_or("give the reason"));
    } else if (mark.rule == "nothing") {
      EXPECT_THAT(offer.edits, IsEmpty());
      EXPECT_EQ(offer.refusal, "");
    } else {
      EXPECT_TRUE(mark.rule == "offered" || mark.rule == "selected") << "an unknown word in a mark";
      EXPECT_TRUE(offer.is_made()) << "refused: " << offer.refusal;
      EXPECT_EQ(offer.title, mark.message.value_or(offer.title));
      edits.insert(edits.end(), offer.edits.begin(), offer.edits.end());
    }
  }
  sort_edits(edits);
  EXPECT_FALSE(edits_conflict(edits)) << "what is offered at two marks is in each other's way";
  return edits;
}

bool is_updating() { return std::getenv("ASYNCLINT_UPDATE_REFACTORINGS") != nullptr; }

void compare_runs(const RefactoringFixture& fixture, RefactoredTwin& twin, const std::string& after) {
  if (!compares_output()) return;
  const auto kind = fixture.program.module_kind;
  std::set<std::string> printed;
  for (const std::string_view outcome : outcomes) {
    SCOPED_TRACE("on " + std::string(outcome));
    const auto first = with_outcome(fixture.program.code.text, outcome);
    const auto second = with_outcome(after, outcome);
    ASSERT_TRUE(first && second) << "there is no line `const outcome = 'success';`";
    const RunResult before = run_program(*first, kind);
    const RunResult now = run_program(*second, kind);
    EXPECT_FALSE(before.timed_out);
    EXPECT_NE(before.output + before.errors, "") << "it prints nothing";
    EXPECT_EQ(before.exit_code, now.exit_code) << before.errors << now.errors << after;
    if (is_updating()) {
      twin.prints.erase(std::string(outcome));
      if (now.output != before.output) twin.prints[std::string(outcome)] = now.output;
    }
    const auto said = twin.prints.find(outcome);
    EXPECT_EQ(said == twin.prints.end() ? before.output : said->second, now.output) << now.errors << after;
    if (said != twin.prints.end()) {
      EXPECT_NE(said->second, before.output) << "it prints that before, too";
    }
    printed.insert(before.output + std::to_string(before.exit_code));
  }
  EXPECT_GE(printed.size(), 2U) << "it prints the same whatever the outcome";
  // A title that says what changes has a colon before that.
  const auto says_what_changes = [](const Mark& mark) {
    return mark.message.value_or("").find(": ") != std::string::npos;
  };
  if (!twin.prints.empty()) {
    EXPECT_TRUE(std::ranges::any_of(fixture.program.code.marks, says_what_changes)) << "no title says what changes";
  }
}

void write(const RefactoredTwin& twin) {
  std::ofstream file(twin.path, std::ios::binary);
  file << trimmed_end(twin.text) << "\n";
  for (const auto& [outcome, lines] : twin.prints)
    for (std::size_t begin = 0; begin < lines.size(); begin = lines.find('\n', begin) + 1)
      file << "// on " << outcome << " prints: " << lines.substr(begin, lines.find('\n', begin) + 1 - begin);
}

class EveryRefactoringFixture : public testing::TestWithParam<RefactoringFixture> {};

TEST_P(EveryRefactoringFixture, IsOfferedWhatItsMarksSay) {
  const RefactoringFixture& fixture = GetParam();
  const Fixture& program = fixture.program;
  ASSERT_THAT(program.code.problems, IsEmpty());
  ASSERT_THAT(program.code.marks, testing::Not(IsEmpty()));
  const std::vector<TextEdit> edits = compare_offers(fixture);
  if (edits.empty()) return;
  const std::string after = apply_edits(program.code.text, edits);
  EXPECT_LE(count_syntax_errors(program.document_with(after)), count_syntax_errors(program.document())) << after;
  RefactoredTwin twin = twin_of(fixture);
  if (is_updating()) twin.text = after;
  EXPECT_EQ(trimmed_end(twin.text), trimmed_end(after)) << "expected is the twin, actual is what the edits make";
  if (program.dialect == Dialect::javascript && program.path.extension() != ".jsx") compare_runs(fixture, twin, after);
  if (is_updating()) write(twin);
}

INSTANTIATE_TEST_SUITE_P(Fixtures, EveryRefactoringFixture, testing::ValuesIn(refactoring_programs()),
                         [](const auto& info) {
                           std::string name = info.param.id + "_" + info.param.program.name;
                           for (char& c : name)
                             if (c == '-' || c == '.') c = '_';
                           return name;
                         });

TEST(Refactorings, AreOfferedAndRefusedOftenEnoughToTrustThem) {
  std::map<std::string_view, int> offered;
  std::map<std::string_view, std::set<std::string>> refused;
  for (const RefactoringFixture& fixture : refactoring_programs())
    for (const Mark& mark : fixture.program.code.marks) {
      if (mark.rule == "offered" || mark.rule == "selected") ++offered[fixture.id];
      if (mark.rule == "refused") refused[fixture.id].insert(mark.message.value_or(""));
    }
  for (const RefactoringEntry& entry : refactoring_table()) {
    EXPECT_GE(offered[entry.id], 8) << entry.id;
    EXPECT_GE(refused[entry.id].size(), 6U) << entry.id << " is refused for too few reasons";
  }
}

TEST(Refactorings, HaveASectionInTheDocumentation) {
  const std::string page = read_file(source_folder() / "docs/refactorings.md");
  for (const RefactoringEntry& entry : refactoring_table())
    EXPECT_NE(page.find("`" + std::string(entry.id) + "`"), std::string::npos) << entry.id;
}

}  // namespace
}  // namespace asynclint::tests
