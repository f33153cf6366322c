#include "tests/support/fixture.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/platform-source.h"
#include "text/line-index.h"

namespace asynclint::tests {
namespace {

namespace fs = std::filesystem;

struct Language {
  std::string_view extension;
  Dialect dialect;
  ModuleKind module_kind;
};

constexpr Language languages[] = {
    {".js", Dialect::javascript, ModuleKind::by_syntax},     {".mjs", Dialect::javascript, ModuleKind::module},
    {".cjs", Dialect::javascript, ModuleKind::commonjs},     {".jsx", Dialect::javascript, ModuleKind::by_syntax},
    {".ts", Dialect::typescript, ModuleKind::by_syntax},     {".mts", Dialect::typescript, ModuleKind::module},
    {".cts", Dialect::typescript, ModuleKind::commonjs},     {".tsx", Dialect::tsx, ModuleKind::by_syntax},
    {".html", Dialect::javascript, ModuleKind::by_syntax},   {".vue", Dialect::javascript, ModuleKind::by_syntax},
    {".svelte", Dialect::javascript, ModuleKind::by_syntax},
};

// Takes the `// prints:` and `// exits:` lines out of `text`.
std::optional<ExpectedRun> take_expected_run(std::string& text) {
  std::string code;
  std::optional<ExpectedRun> run;
  const LineIndex lines(text);
  for (std::uint32_t line = 0; line < lines.line_count(); ++line) {
    const Span span = lines.line_span(line);
    const std::string_view content = slice(text, span);
    const auto after = [&](std::string_view prefix) -> std::optional<std::string_view> {
      if (!content.starts_with(prefix)) return std::nullopt;
      const std::string_view rest = content.substr(prefix.size());
      return rest.starts_with(' ') ? rest.substr(1) : rest;
    };
    if (const auto printed = after("// prints:")) {
      if (!run) run.emplace();
      run->output.append(*printed).append("\n");
    } else if (const auto exited = after("// exits:")) {
      if (!run) run.emplace();
      std::from_chars(exited->data(), exited->data() + exited->size(), run->exit_code);
    } else {
      code += slice(text, {span.begin, lines.line_span(line + 1).begin});
    }
  }
  text = std::move(code);
  return run;
}

// `fixed`, `suggested`, `suggested-2`.
std::optional<FixVariant> fix_variant_named(std::string_view name) {
  if (name == "fixed") return FixVariant{FixKind::safe, 1};
  if (name == "suggested") return FixVariant{FixKind::suggestion, 1};
  constexpr std::string_view prefix = "suggested-";
  if (!name.starts_with(prefix)) return std::nullopt;
  FixVariant variant{FixKind::suggestion, 0};
  const char* const end = name.data() + name.size();
  if (std::from_chars(name.data() + prefix.size(), end, variant.index).ptr != end || variant.index < 2)
    return std::nullopt;
  return variant;
}

std::vector<Fixture> load_fixtures() {
  std::vector<Fixture> fixtures;
  const fs::path root = source_folder() / "fixtures";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const fs::path path = entry.path().lexically_relative(root);
    const std::string folder = path.begin()->string();
    if (folder == project_fixtures || folder == hover_fixture_folder || folder == refactoring_fixtures) continue;
    auto fixture = parse_fixture(path.lexically_relative(folder), read_file(entry.path()));
    if (!fixture) continue;
    fixture->path = entry.path();
    fixture->folder = folder;
    fixtures.push_back(std::move(*fixture));
  }
  std::sort(fixtures.begin(), fixtures.end(), [](const Fixture& a, const Fixture& b) { return a.path < b.path; });
  return fixtures;
}

}  // namespace

Document Fixture::document_with(std::string_view text) const {
  Document document{text, dialect, module_kind};
  document.modules = &platform_source();
  return document;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

fs::path source_folder() { return ASYNCLINT_SOURCE_DIR; }

std::optional<Fixture> parse_fixture(const fs::path& name, std::string_view text) {
  const auto* const language = std::find_if(std::begin(languages), std::end(languages),
                                            [&](const Language& each) { return each.extension == name.extension(); });
  if (language == std::end(languages)) return std::nullopt;
  Fixture fixture;
  fixture.name = name.generic_string();
  fixture.original = fixture.name;
  fixture.dialect = language->dialect;
  fixture.module_kind = language->module_kind;
  fixture.markup = markup_of(fixture.name);
  const std::string variant = name.stem().extension().string();
  if (!variant.empty()) fixture.twin_of = fix_variant_named(std::string_view(variant).substr(1));
  if (fixture.twin_of) {
    fs::path original = name;
    original.replace_extension().replace_extension(name.extension());
    fixture.original = original.generic_string();
  }
  std::string code(text);
  fixture.run = take_expected_run(code);
  fixture.code = parse_marks(code);
  return fixture;
}

const std::vector<Fixture>& all_fixtures() {
  static const std::vector<Fixture> fixtures = load_fixtures();
  return fixtures;
}

std::mt19937 random_of(const Fixture& fixture) {
  const std::string name = fixture.folder + "/" + fixture.name;
  std::seed_seq seed(name.begin(), name.end());
  return std::mt19937(seed);
}

const Fixture* original_of(const Fixture& twin) {
  for (const Fixture& fixture : all_fixtures())
    if (!fixture.twin_of && fixture.folder == twin.folder && fixture.name == twin.original) return &fixture;
  return nullptr;
}

bool has_module_syntax(std::string_view text) {
  const LineIndex lines(text);
  for (std::uint32_t line = 0; line < lines.line_count(); ++line) {
    const std::string_view content = slice(text, lines.line_span(line));
    for (const std::string_view keyword : {"import", "export"}) {
      if (!content.starts_with(keyword)) continue;
      const std::string_view rest = content.substr(keyword.size());
      // Not `import(…)`, `import.meta` or a longer name.
      if (rest.empty() || rest.find_first_of(" {*\"'") == 0) return true;
    }
  }
  return false;
}

std::string_view trimmed_end(std::string_view text) {
  const auto last = text.find_last_not_of(" \r\n");
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

}  // namespace asynclint::tests
