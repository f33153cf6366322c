// Thousands of places in whatever JavaScript lies around: hovers keep to their lines and to the token.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>

#include "constructs/table.h"
#include "lint/lint.h"
#include "project/source-text.h"
#include "rules/rule-table.h"
#include "server/hover-text.h"
#include "tests/hovers/hover-fixture.h"
#include "tests/support/fixture.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t wanted_places = 20000;
// Larger files take long to read, and hold the same.
constexpr std::uintmax_t largest_file = 400000;

std::vector<fs::path> files() {
  std::vector<fs::path> found;
  const auto add = [&](const fs::path& folder) {
    if (!fs::exists(folder)) return;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file() || entry.file_size() > largest_file) continue;
      const std::string extension = entry.path().extension().string();
      constexpr std::array<std::string_view, 8> programs{".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"};
      if (std::find(programs.begin(), programs.end(), extension) != programs.end()) found.push_back(entry.path());
    }
  };
  for (const char* name : {"fixtures", "drills", "node_modules", "tools", "tests/editors"}) add(source_folder() / name);
  std::sort(found.begin(), found.end());
  return found;
}

std::size_t line_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
}

std::uint32_t characters_in(std::string_view text) { return count_units(text, ColumnUnit::utf32); }

void expect_in_bounds(const HoverProgram& program, std::string_view text, std::uint32_t offset,
                      const std::vector<Finding>& findings) {
  server::HoverParts parts;
  parts.card = program.card_at(offset);
  for (const Finding& finding : findings)
    if (finding.span.begin <= offset && offset <= finding.span.end) parts.findings.push_back(&finding);
  if (parts.card) {
    const Span range = parts.card->range;
    EXPECT_TRUE(range.begin <= offset && offset <= range.end);
    EXPECT_LE(range.end, text.size());
    EXPECT_EQ(program.lines().line_of(range.begin), program.lines().line_of(range.end));
    EXPECT_LE(parts.card->details.size(), most_details);
    EXPECT_FALSE(parts.card->lead.empty()) << row_of(parts.card->kind).name;
    for (const std::string& line : lines_of(*parts.card)) {
      EXPECT_EQ(line.find('\n'), std::string::npos) << line;
      EXPECT_LE(characters_in(line), 400U) << line;
      EXPECT_EQ(std::count(line.begin(), line.end(), '`') % 2, 0) << line;
      EXPECT_EQ(line.find("``"), std::string::npos) << line;
    }
  }
  for (const bool is_markdown : {false, true}) {
    const server::HoverStyle style{is_markdown, {}, "https://pages.example/rules/{rule}.html", {}};
    const std::string hover = server::hover_text(parts, style, rule_table(), program.lines());
    EXPECT_EQ(hover.empty(), !parts.card && parts.findings.empty());
    EXPECT_LE(line_count(hover), server::most_hover_lines) << hover;
  }
}

TEST(Hovers, KeepTheirBoundsAtManyPlaces) {
  const std::vector<fs::path> all = files();
  ASSERT_GT(all.size(), 100U);
  std::uintmax_t bytes = 0;
  for (const fs::path& path : all) bytes += fs::file_size(path);
  std::mt19937 random(20);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same places every time
  std::size_t places = 0;
  std::size_t cards = 0;
  for (const fs::path& path : all) {
    const SourceText source = SourceText::from_bytes(read_file(path));
    const std::string& text = *source.text;
    if (text.empty()) continue;
    const HoverProgram program(path, text);
    const auto fixture = parse_fixture(path.filename(), "");
    const std::vector<Finding> findings = lint(fixture->document_with(text), rule_table(), {}).findings;
    // As many as its share of all bytes, and one at least.
    const auto share = 1 + wanted_places * text.size() / std::max<std::uintmax_t>(bytes, 1);
    std::uniform_int_distribution<std::uint32_t> offsets(0, static_cast<std::uint32_t>(text.size()));
    for (std::size_t i = 0; i < share; ++i) {
      const std::uint32_t offset = offsets(random);
      SCOPED_TRACE(path.string() + " at " + std::to_string(offset));
      expect_in_bounds(program, text, offset, findings);
      cards += program.card_at(offset) ? 1U : 0U;
      if (HasFailure()) return;
    }
    places += share;
  }
  EXPECT_GE(places, wanted_places);
  EXPECT_GT(cards, 100U);
}

// Texts that are cut off in the middle.
TEST(Hovers, KeepTheirBoundsInTornTexts) {
  for (const HoverFixture& fixture : hover_fixtures())
    for (const HoverMark& mark : fixture.marks) {
      const std::string text = fixture.text.substr(0, mark.token.end);
      const HoverProgram program(fixture.path, text);
      SCOPED_TRACE(fixture.path.string() + ":" + std::to_string(mark.line));
      expect_in_bounds(program, text, mark.token.begin, {});
      expect_in_bounds(program, text, mark.token.end, {});
    }
}

}  // namespace
}  // namespace asynclint::tests
