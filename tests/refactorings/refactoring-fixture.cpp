#include "tests/refactorings/refactoring-fixture.h"

#include <algorithm>

#include "lint/engine.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view twin_suffix = ".refactored";

}  // namespace

const std::vector<RefactoringFixture>& refactoring_programs() {
  static const std::vector<RefactoringFixture> fixtures = [] {
    std::vector<RefactoringFixture> found;
    for (const auto& entry : fs::recursive_directory_iterator(source_folder() / "fixtures" / refactoring_fixtures)) {
      if (!entry.is_regular_file() || entry.path().stem().extension() == twin_suffix) continue;
      auto program = parse_fixture(entry.path().filename(), read_file(entry.path()));
      if (!program) continue;
      found.push_back({entry.path(), entry.path().parent_path().filename().string(), std::move(*program)});
    }
    std::ranges::sort(found, {}, &RefactoringFixture::path);
    return found;
  }();
  return fixtures;
}

RefactoredTwin twin_of(const RefactoringFixture& fixture) {
  RefactoredTwin twin;
  twin.path = fixture.path;
  twin.path.replace_extension(std::string(twin_suffix) + fixture.path.extension().string());
  if (!fs::exists(twin.path)) return twin;
  const std::string whole = read_file(twin.path);
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    const std::string_view line = std::string_view(whole).substr(begin, end - begin);
    bool is_said = false;
    for (const std::string_view outcome : outcomes) {
      const std::string prefix = "// on " + std::string(outcome) + " prints:";
      if (!line.starts_with(prefix)) continue;
      const std::string_view rest = line.substr(prefix.size());
      twin.prints[std::string(outcome)].append(rest.empty() ? rest : rest.substr(1)).append("\n");
      is_said = true;
    }
    if (!is_said) twin.text.append(whole, begin, end + 1 - begin);
    begin = end + 1;
  }
  return twin;
}

std::optional<std::string> with_outcome(std::string_view text, std::string_view outcome) {
  constexpr std::string_view line = "const outcome = 'success'";
  const std::size_t at = text.find(line);
  if (at == std::string_view::npos) return std::nullopt;
  std::string changed(text);
  changed.replace(at, line.size(), "const outcome = '" + std::string(outcome) + "'");
  return changed;
}

ReadProgram::ReadProgram(const Document& document) : tree_(parse_document(document, {})) {
  facts_ = std::make_unique<Facts>(*tree_, top_level_of(*tree_, document.module_kind), document.surroundings,
                                   modules_of(document));
}

}  // namespace asynclint::tests
