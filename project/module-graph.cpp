#include "project/module-graph.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "facts/module-summary.h"
#include "lint/engine.h"
#include "platform/platform.h"
#include "project/declaration-files.h"
#include "project/minified.h"
#include "project/module-kinds.h"
#include "project/platform.h"
#include "project/script-blocks.h"
#include "project/source-text.h"
#include "project/specifiers.h"
#include "types/declaration-reader.h"

namespace asynclint {
namespace {

// A declaration file that is larger than this is left out: what it declares is unknown.
constexpr std::size_t declarations_size_limit = std::size_t{16} << 20U;
constexpr int deepest_import = 24;

std::unique_ptr<types::TypeBuilder> read_source(std::string_view text, const std::string& path, ModuleKind kind) {
  if (looks_minified(text)) return nullptr;
  const auto tree = parse_document({text, dialect_of(path), kind}, {});
  return summarize(*tree, top_level_of(*tree, kind), path);
}

}  // namespace

enum class ModuleGraph::Asynchrony : std::uint8_t { unknown, no, yes };

struct ModuleGraph::Entry {
  // Whether it has anything asynchronous in it, by itself or through what it imports; under the graph's lock.
  Asynchrony asynchrony = Asynchrony::unknown;
  std::once_flag built;
  // Null when nothing is known.
  std::unique_ptr<types::TypeBuilder> types;
};

// How one file sees the modules.
class ModuleGraph::View final : public types::ModuleSource {
 public:
  View(ModuleGraph& graph, std::string path) : graph_(graph), path_(std::move(path)) {}

  [[nodiscard]] types::FoundModule find(const types::ModuleTypes* from, std::string_view specifier,
                                        ImportSyntax syntax) const override {
    // What the platform's declarations import is in the platform.
    if (from == &platform()) return builtin(specifier);
    return graph_.find(from == nullptr ? path_ : std::string(from->path), specifier, syntax);
  }
  [[nodiscard]] const types::ModuleTypes& platform() const override { return apis::platform_types(); }

  static types::FoundModule builtin(std::string_view name) {
    const auto module = apis::platform_module(name);
    return module ? types::FoundModule{&apis::platform_types(), *module} : types::FoundModule{};
  }

 private:
  ModuleGraph& graph_;
  std::string path_;
};

ModuleGraph::ModuleGraph(std::shared_ptr<PackageFiles> packages)
    : packages_(std::move(packages)), roots_(packages_), kinds_(packages_) {}

ModuleGraph::~ModuleGraph() = default;

std::unique_ptr<types::ModuleSource> ModuleGraph::seen_from(std::string path) {
  return std::make_unique<View>(*this, std::move(path));
}

ModuleResolver& ModuleGraph::resolver_for(const std::string& path) {
  const std::string root = roots_.of(path);
  const std::lock_guard lock(mutex_);
  std::unique_ptr<ModuleResolver>& resolver = resolvers_[root];
  if (!resolver) resolver = std::make_unique<ModuleResolver>(root, packages_);
  return *resolver;
}

types::FoundModule ModuleGraph::find(const std::string& from, std::string_view specifier, ImportSyntax syntax) {
  const auto module = resolver_for(from).resolve(specifier, from, syntax);
  if (!module) return {};
  if (module->form == ModuleForm::builtin) return View::builtin(module->path);
  const types::ModuleTypes* const types = types_of(*module);
  return {types, types == nullptr ? 0 : types::module_for(*types, specifier)};
}

ModuleGraph::Entry& ModuleGraph::entry(const std::string& path) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Entry>& entry = entries_[path];
  if (!entry) entry = std::make_unique<Entry>();
  return *entry;
}

const types::ModuleTypes* ModuleGraph::types_of(const ResolvedModule& module) {
  if (module.form != ModuleForm::source && module.form != ModuleForm::declarations) return nullptr;
  if (markup_of(module.path) != Markup::none) return nullptr;
  Entry& known = entry(module.path);
  std::call_once(known.built, [&] {
    if (module.form == ModuleForm::declarations) {
      known.types = read_declarations(module.path, roots_.of(module.path));
      return;
    }
    Result<std::string> bytes = platform::read_file(module.path, source_size_limit);
    if (!bytes) return;
    const SourceText source = SourceText::from_bytes(*std::move(bytes));
    known.types = read_source(*source.text, module.path, kinds_.of(module.path));
  });
  return known.types ? &known.types->view() : nullptr;
}

bool ModuleGraph::is_asynchronous(const ResolvedModule& module, int depth) {
  if (module.form != ModuleForm::source && module.form != ModuleForm::declarations) return false;
  if (depth > deepest_import) return true;
  Entry& known = entry(module.path);
  {
    const std::lock_guard lock(mutex_);
    if (known.asynchrony != Asynchrony::unknown) return known.asynchrony == Asynchrony::yes;
    // A circle adds nothing.
    known.asynchrony = Asynchrony::no;
  }
  const Result<std::string> bytes = platform::read_file(module.path, declarations_size_limit);
  const bool is = bytes && (worth_parsing(*bytes) || imports_asynchrony(*bytes, module.path, depth + 1));
  const std::lock_guard lock(mutex_);
  known.asynchrony = is ? Asynchrony::yes : Asynchrony::no;
  return is;
}

bool ModuleGraph::imports_asynchrony(std::string_view text, const std::string& path, int depth) {
  const auto specifiers = specifiers_in(text);
  if (specifiers.empty()) return false;
  ModuleResolver& resolver = resolver_for(path);
  return std::ranges::any_of(specifiers, [&](const FoundSpecifier& found) {
    const auto module = resolver.resolve(found.specifier, path, found.syntax);
    return module && is_asynchronous(*module, depth);
  });
}

std::vector<ProjectWarning> ModuleGraph::take_warnings() {
  std::vector<ProjectWarning> all = packages_->take_warnings();
  const std::lock_guard lock(mutex_);
  for (const auto& [root, resolver] : resolvers_)
    for (ProjectWarning& warning : resolver->take_warnings()) all.push_back(std::move(warning));
  std::ranges::sort(all, {}, [](const ProjectWarning& one) { return std::tie(one.path, one.line, one.column); });
  return all;
}

}  // namespace asynclint
