// Runs during the build: reads the platform's declarations and labels, and writes the table that platform.h looks into.
#include <algorithm>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "platform/generator/apis.h"
#include "platform/generator/compact.h"
#include "platform/generator/labels.h"
#include "platform/generator/write-source.h"
#include "types/declaration-reader.h"

namespace asynclint::apis {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The declarations as one world, with what they are read from.
class Declarations {
 public:
  void add(std::string text) {
    if (auto rewritten = types::declaration_text(text)) text = std::move(*rewritten);
    texts_.push_back(std::move(text));
    trees_.push_back(syntax::parse(texts_.back(), syntax::Grammar::typescript));
    reader_.add(*trees_.back());
  }
  [[nodiscard]] const types::ModuleTypes& read() {
    reader_.read();
    return builder_.view();
  }

 private:
  std::deque<std::string> texts_;
  std::deque<std::unique_ptr<syntax::Tree>> trees_;
  types::TypeBuilder builder_;
  types::DeclarationReader reader_{builder_};
};

std::vector<fs::path> sorted_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().string().ends_with(".d.ts")) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

// The language's own libraries; `full` and `es6` only name others, and workers come later.
bool is_library(const std::string& name) {
  if (!name.starts_with("lib.") || name.find("full") != std::string::npos) return false;
  return name.starts_with("lib.es") ? name != "lib.es6.d.ts" : name == "lib.dom.d.ts" || name == "lib.decorators.d.ts";
}

// Of Node's globals that browsers have too, those of browsers count, which say the same; timers are Node's own.
bool is_node_file(const fs::path& path, const fs::path& folder) {
  const std::string inside = fs::relative(path, folder).generic_string();
  if (inside.starts_with("ts5") || inside == "index.d.ts") return false;
  return !inside.starts_with("web-globals/") || inside == "web-globals/timers.d.ts";
}

std::string_view declared_name(syntax::Node statement) {
  if (statement.is(syntax::Kind::ambient_declaration)) statement = statement.last_named_child();
  if (statement.is(syntax::Kind::variable_declaration, syntax::Kind::lexical_declaration))
    statement = statement.child(syntax::Kind::variable_declarator);
  const syntax::Node name = statement.child(syntax::Field::name);
  return name ? name.text() : std::string_view{};
}

// The statements of a file that declare what the others do not.
std::string lacking(const std::string& text, const types::ModuleTypes& others) {
  const auto exports = others.exports.subspan(others.globals.first, others.globals.count);
  const auto tree = syntax::parse(text, syntax::Grammar::typescript);
  std::string kept;
  for (const syntax::Node statement : tree->root().children()) {
    const std::string_view name = declared_name(statement);
    const bool is_there =
        std::ranges::any_of(exports, [&](const types::Export& one) { return others.name(one.name) == name; });
    if (!name.empty() && !is_there) kept += std::string(statement.text()) + "\n";
  }
  return kept;
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() != 4) {
    std::fputs("usage: asynclint_platform_generator OUTPUT LABELS TYPESCRIPT_LIB NODE_TYPES\n", stderr);
    return 2;
  }
  const fs::path output = arguments[0];
  const fs::path libraries = arguments[2];
  const fs::path node = arguments[3];

  Declarations world;
  Declarations browser;
  // Node's timers come first: what they give has methods.
  for (const fs::path& path : sorted_files(node))
    if (is_node_file(path, node)) world.add(text_of(path));
  for (const fs::path& path : sorted_files(libraries)) {
    if (!is_library(path.filename().string())) continue;
    std::string text = text_of(path);
    browser.add(text);
    world.add(std::move(text));
  }
  world.add(lacking(text_of(libraries / "lib.webworker.d.ts"), browser.read()));
  const types::ModuleTypes& all = world.read();

  // `fs` is what `node:fs` is.
  std::vector<std::uint32_t> modules;
  for (std::uint32_t i = 1; i < all.modules.size(); ++i)
    if (all.name(all.modules[i].name).starts_with("node:")) modules.push_back(i);
  std::ranges::sort(modules, {}, [&](std::uint32_t i) { return all.name(all.modules[i].name); });
  types::TypeBuilder table;
  Compactor(all, table).copy(modules);

  const ApiSurface surface(table.view());
  const Labels labels = make_labels(text_of(arguments[1]), surface);
  for (const std::string& mistake : labels.mistakes)
    std::fprintf(stderr, "%s: %s\n", arguments[1].c_str(), mistake.c_str());
  if (!labels.mistakes.empty()) return 1;

  fs::create_directories(output.parent_path());
  std::ofstream file(output, std::ios::binary);
  file << write_source(table, labels.labels);
  return file ? 0 : 1;
}

}  // namespace
}  // namespace asynclint::apis

int main(int count, char** values) { return asynclint::apis::run({values + std::min(count, 1), values + count}); }
