// What holds of every refactoring at every place: what comes out parses, no name loses its declaration, nothing
// crashes, and there is a way back.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "facts/flow.h"
#include "project/source-text.h"
#include "refactorings/base/places.h"
#include "tests/refactorings/refactoring-fixture.h"
#include "tests/support/dice.h"
#include "tests/support/run-node.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;

using syntax::Kind;
using syntax::Node;

// Larger files take long to read, and hold the same.
constexpr std::uintmax_t largest_file = 400000;

std::vector<fs::path> programs_below(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.file_size() > largest_file || entry.path().filename() == "package.json")
      continue;
    const auto fixture = parse_fixture(entry.path().filename(), "");
    if (fixture && fixture->markup == Markup::none) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

// Where something may be offered: on these words, and at any place besides.
std::vector<std::uint32_t> places_in(std::string_view text, Dice& dice, std::size_t most) {
  std::vector<std::uint32_t> places;
  for (const std::string_view word :
       {".then(", ".catch(", "await ", "async ", ".forEach(", "setInterval(", ".all(", "fs.", "err"})
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
      places.push_back(static_cast<std::uint32_t>(at + (word.front() == '.' ? 1 : 0)));
  while (places.size() > most) {
    places[dice.below(places.size())] = places.back();
    places.pop_back();
  }
  for (int i = 0; i < 3; ++i) places.push_back(static_cast<std::uint32_t>(dice.below(text.size() + 1)));
  return places;
}

// The names that are declared nowhere in a text.
std::set<std::string, std::less<>> free_names(const Facts& facts) {
  std::set<std::string, std::less<>> names;
  visit_all(facts.tree().root(), [&](Node node) {
    if (node.begins_type()) return false;
    if (node.is(Kind::identifier, Kind::shorthand_property_identifier) && !facts.bindings().resolve(node))
      names.insert(std::string(node.text()));
    return true;
  });
  return names;
}

// How many names mean something that their scope declares twice, which only `var`, functions and parameters may be.
std::size_t count_doubtful_names(const Facts& facts) {
  std::size_t count = 0;
  visit_all(facts.tree().root(), [&](Node node) {
    if (!node.is(Kind::identifier, Kind::shorthand_property_identifier)) return true;
    const Binding binding = facts.bindings().resolve(node);
    const bool is_lexical = binding.kind == DeclarationKind::let || binding.kind == DeclarationKind::constant;
    if (binding && binding.is_repeated && is_lexical) ++count;
    return true;
  });
  return count;
}

struct Counts {
  std::size_t places = 0;
  std::map<std::string_view, std::size_t> offers;
  // By refactoring and reason.
  std::map<std::string, std::size_t> refusals;
};

void expect_sound(const Document& document, const ReadProgram& program, std::uint32_t at, Counts& counts) {
  for (const RefactoringEntry& entry : refactoring_table()) {
    const Offer offer = offer_at(entry, program.facts(), {at, at});
    if (!offer.refusal.empty()) ++counts.refusals[std::string(entry.id) + ": " + offer.refusal];
    if (!offer.is_made()) continue;
    ++counts.offers[entry.id];
    EXPECT_TRUE(may_be_offered(entry, document.text)) << entry.id;
    const std::string after = apply_edits(document.text, offer.edits);
    const Document changed = document.with_text(after);
    EXPECT_LE(count_syntax_errors(changed), count_syntax_errors(document)) << entry.id << "\n" << after;
    EXPECT_NE(after, document.text) << entry.id;
    const ReadProgram read(changed);
    EXPECT_LE(count_doubtful_names(read.facts()), count_doubtful_names(program.facts())) << entry.id << "\n" << after;
    auto now = free_names(read.facts());
    for (const std::string& known : free_names(program.facts())) now.erase(known);
    // What the rewritten code names itself.
    for (const char* own : {"Promise", "setTimeout", "clearTimeout", "undefined", "require"}) now.erase(own);
    EXPECT_THAT(now, testing::IsEmpty()) << entry.id << " at " << at << "\n" << after;
    if (const char* const folder = std::getenv("ASYNCLINT_REFACTORED_FILES")) {
      static std::size_t count = 0;
      const std::string name = std::string(entry.id) + "-" + std::to_string(count++);
      std::ofstream(fs::path(folder) / (name + ".js")) << after;
      std::ofstream(fs::path(folder) / (name + ".before")) << document.text;
    }
  }
}

Counts check_all(const std::vector<fs::path>& files, std::size_t most_places) {
  Dice dice(7);
  Counts counts;
  for (const fs::path& path : files) {
    const SourceText source = SourceText::from_bytes(read_file(path));
    if (source.text->empty()) continue;
    const auto fixture = parse_fixture(path.filename(), "");
    const Document document = fixture->document_with(*source.text);
    const ReadProgram program(document);
    for (const std::uint32_t at : places_in(*source.text, dice, most_places)) {
      SCOPED_TRACE(path.string() + " at " + std::to_string(at));
      expect_sound(document, program, at, counts);
      ++counts.places;
      if (testing::Test::HasFailure()) return counts;
    }
  }
  return counts;
}

void report(const Counts& counts) {
  for (const auto& [id, count] : counts.offers) testing::Test::RecordProperty(std::string(id), static_cast<int>(count));
  if (std::getenv("ASYNCLINT_PACKAGES") == nullptr) return;
  std::cout << counts.places << " places\n";
  for (const auto& [id, count] : counts.offers) std::cout << id << " " << count << "\n";
  for (const auto& [reason, count] : counts.refusals) std::cout << count << " refused, " << reason << "\n";
}

TEST(RefactoringProperties, HoldInAllFixtures) {
  const Counts counts = check_all(programs_below(source_folder() / "fixtures"), 40);
  for (const RefactoringEntry& entry : refactoring_table())
    EXPECT_GT(counts.offers.contains(entry.id) ? counts.offers.at(entry.id) : 0U, 0U) << entry.id;
  report(counts);
}

// `ASYNCLINT_PACKAGES` names a folder with more; `./dev bench` puts packages where this looks without it. What is made
// of them goes to the folder `ASYNCLINT_REFACTORED_FILES`, for who wants to read it.
TEST(RefactoringProperties, HoldInRealPackages) {
  const char* const named = std::getenv("ASYNCLINT_PACKAGES");
  const fs::path folder = named != nullptr ? fs::path(named) : source_folder() / "bench/packages/data";
  std::vector<fs::path> files = programs_below(folder);
  if (files.empty()) GTEST_SKIP() << "there are no packages";
  Dice dice(11);
  const std::size_t wanted = named != nullptr ? files.size() : 300;
  while (files.size() > wanted) {
    files[dice.below(files.size())] = files.back();
    files.pop_back();
  }
  report(check_all(files, named != nullptr ? 60 : 20));
}

// Texts that are cut off in the middle.
TEST(RefactoringProperties, HoldInTornTexts) {
  Counts counts;
  for (const RefactoringFixture& fixture : refactoring_programs()) {
    const std::string& text = fixture.program.code.text;
    for (std::size_t end = 40; end < text.size(); end += 97) {
      const std::string torn = text.substr(0, end);
      const Document document = fixture.program.document_with(torn);
      const ReadProgram program(document);
      for (std::uint32_t at = 0; at < end; at += 41) expect_sound(document, program, at, counts);
    }
    if (HasFailure()) return;
  }
}

// The text after a refactoring has been done wherever it is offered at one of the words, as long as there is one.
std::string everywhere(const RefactoringFixture& fixture, std::string text, std::string_view id,
                       const std::vector<std::string_view>& words) {
  const RefactoringEntry& entry = *find_refactoring(id);
  for (int round = 0; round < 40; ++round) {
    const Document document = fixture.program.document_with(text);
    const ReadProgram program(document);
    Offer offer;
    for (const std::string_view word : words)
      for (std::size_t at = text.find(word); at != std::string::npos && !offer.is_made();
           at = text.find(word, at + 1)) {
        const auto place = static_cast<std::uint32_t>(at + (word.front() == '.' ? 1 : 0));
        offer = offer_at(entry, program.facts(), {place, place});
      }
    if (!offer.is_made()) break;
    text = apply_edits(text, offer.edits);
  }
  return text;
}

TEST(RefactoringProperties, ChainsAndAwaitsLeadToEachOther) {
  std::size_t there = 0;
  std::size_t back = 0;
  for (const RefactoringFixture& fixture : refactoring_programs()) {
    if (fixture.id != "then-to-await" && fixture.id != "await-to-then") continue;
    const std::string& text = fixture.program.code.text;
    if (!with_outcome(text, "success")) continue;
    SCOPED_TRACE(fixture.path.string());
    const std::vector<std::string_view> chains{".then(", ".catch("};
    const std::vector<std::string_view> awaits{"await ", "async "};
    const std::string awaited = everywhere(fixture, text, "then-to-await", chains);
    const std::string chained = everywhere(fixture, awaited, "await-to-then", awaits);
    const std::string again = everywhere(fixture, chained, "then-to-await", chains);
    there += awaited != text ? 1U : 0U;
    back += chained != awaited ? 1U : 0U;
    if (!compares_output()) continue;
    for (const std::string_view outcome : outcomes) {
      const RunResult first = run_program(*with_outcome(text, outcome), fixture.program.module_kind);
      for (const std::string* other : {&awaited, &chained, &again}) {
        const RunResult result = run_program(*with_outcome(*other, outcome), fixture.program.module_kind);
        EXPECT_EQ(first.output, result.output) << outcome << "\n" << *other << result.errors;
        EXPECT_EQ(first.exit_code, result.exit_code) << outcome << "\n" << *other << result.errors;
      }
    }
  }
  EXPECT_GE(there, 3U);
  EXPECT_GE(back, 3U);
}

}  // namespace
}  // namespace asynclint::tests
