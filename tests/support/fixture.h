// Fixtures: files with scripts with their findings marked, their fix twins, and what Node prints when it runs them.
#pragma once

#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.h"
#include "project/file-text.h"
#include "tests/support/marks.h"

namespace asynclint::tests {

// What `// prints: LINE` and `// exits: CODE` lines say of a program.
struct ExpectedRun {
  std::string output;
  int exit_code = 0;
};

// Which fixes a twin shows: `.fixed` the safe ones, `.suggested` each finding's first suggestion, `.suggested-2` the
// second.
struct FixVariant {
  FixKind kind = FixKind::suggestion;
  // 1-based, among the fixes of that kind.
  std::size_t index = 1;
  friend bool operator==(const FixVariant&, const FixVariant&) = default;
};

struct Fixture {
  std::filesystem::path path;
  // The folder below fixtures/: a rule's id, or `showcase`.
  std::string folder;
  // The path below that folder.
  std::string name;
  // The name of the fixture that this is a twin of; the fixture's own when it is none.
  std::string original;
  std::optional<FixVariant> twin_of;
  Dialect dialect = Dialect::javascript;
  ModuleKind module_kind = ModuleKind::by_syntax;
  // Whether the scripts are elements of a page or component.
  Markup markup = Markup::none;
  MarkedText code;
  std::optional<ExpectedRun> run;

  // What is linted. It sees the platform, as every program does, and no other file.
  [[nodiscard]] FileText file() const { return file_with(code.text); }
  [[nodiscard]] FileText file_with(std::string_view text) const { return {document_with(text), markup}; }
  // The same as a program, which markup is not.
  [[nodiscard]] Document document() const { return document_with(code.text); }
  [[nodiscard]] Document document_with(std::string_view text) const;
};

// A file's contents; a test that asks for a file which is not there fails.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

// The root of the repository.
[[nodiscard]] std::filesystem::path source_folder();

// None when nothing of that extension is linted.
[[nodiscard]] std::optional<Fixture> parse_fixture(const std::filesystem::path& name, std::string_view text);

// The folder below fixtures/ whose fixtures are several files each.
inline constexpr std::string_view project_fixtures = "projects";

// The folder below fixtures/ with the programs that hovers are tested on; see tests/hovers.
inline constexpr std::string_view hover_fixture_folder = "hovers";

// The folder below fixtures/ with the programs that are rewritten; see tests/refactorings.
inline constexpr std::string_view refactoring_fixtures = "refactorings";

// All fixtures and twins of one file, in the order of their paths. Read once.
[[nodiscard]] const std::vector<Fixture>& all_fixtures();

// Random numbers that are a fixture's own, so that another fixture that comes or goes changes no test of this one.
[[nodiscard]] std::mt19937 random_of(const Fixture& fixture);

// The fixture that a twin is of; null when there is none.
[[nodiscard]] const Fixture* original_of(const Fixture& twin);

// Whether Node would take a .js file for an ES module: it imports or exports at its top level.
[[nodiscard]] bool has_module_syntax(std::string_view text);

// The text as it counts in comparisons: blank lines at its end do not.
[[nodiscard]] std::string_view trimmed_end(std::string_view text);

}  // namespace asynclint::tests
