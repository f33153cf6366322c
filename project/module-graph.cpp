#include "project/module-graph.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "facts/module-summary.h"
#include "lint/engine.h"
#include "platform/platform.h"
#include "project/declaration-files.h"
#include "project/minified.h"
#include "project/module-kinds.h"
#include "project/paths.h"
#include "project/platform.h"
#include "project/script-blocks.h"
#include "project/source-text.h"
#include "project/specifiers.h"
#include "types/declaration-reader.h"

namespace asynclint {
namespace {

// A declaration file that is larger than this is left out: what it declares is unknown.
constexpr std::size_t declarations_size_limit = std::size_t{16} << 20U;
// What imports more than this is taken for asynchronous without a look at all of them.
constexpr std::size_t most_imports = 4000;

}  // namespace

enum class ModuleGraph::Asynchrony : std::uint8_t { unknown, no, yes };

struct ModuleGraph::Glance {
  bool has_words = false;
  // Asked for only where there are no words.
  std::vector<std::string> imports;
};

struct ModuleGraph::Entry {
  // Whether it has anything asynchronous in it, by itself or through what it imports; under the graph's lock.
  Asynchrony asynchrony = Asynchrony::unknown;
  std::shared_ptr<const Glance> glance;
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
    Answers& answers = answers_[from][static_cast<std::size_t>(syntax)];
    if (const auto known = answers.find(specifier); known != answers.end()) return known->second;
    const types::FoundModule found = graph_.find(from == nullptr ? path_ : std::string(from->path), specifier, syntax);
    answers.emplace(specifier, found);
    return found;
  }
  [[nodiscard]] const types::ModuleTypes& platform() const override { return apis::platform_types(); }

  static types::FoundModule builtin(std::string_view name) {
    const auto module = apis::platform_module(name);
    return module ? types::FoundModule{&apis::platform_types(), *module} : types::FoundModule{};
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Answers = std::unordered_map<std::string, types::FoundModule, Hash, std::equal_to<>>;

  ModuleGraph& graph_;
  std::string path_;
  // The same is asked again and again. By who asks, and by syntax.
  mutable std::unordered_map<const types::ModuleTypes*, std::array<Answers, 2>> answers_;
};

ModuleGraph::ModuleGraph(std::shared_ptr<PackageFiles> packages)
    : packages_(std::move(packages)), roots_(packages_), kinds_(packages_) {}

ModuleGraph::~ModuleGraph() = default;

std::unique_ptr<types::ModuleSource> ModuleGraph::seen_from(std::string path) {
  return std::make_unique<View>(*this, std::move(path));
}

ModuleResolver& ModuleGraph::resolver_for(const std::string& path) {
  const std::string directory(parent_directory(path));
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = by_directory_.find(directory); known != by_directory_.end()) return *known->second;
  }
  const std::string root = roots_.of(path);
  const std::lock_guard lock(mutex_);
  std::unique_ptr<ModuleResolver>& resolver = resolvers_[root];
  if (!resolver) resolver = std::make_unique<ModuleResolver>(root, packages_);
  by_directory_.emplace(directory, resolver.get());
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
  // What has nothing asynchronous in it gives no promise, whatever it exports.
  if (!is_asynchronous({module.path})) return nullptr;
  Entry& known = entry(module.path);
  std::call_once(known.built, [&] {
    if (module.form == ModuleForm::declarations) {
      known.types = read_declarations(module.path, roots_.of(module.path));
      return;
    }
    Result<std::string> bytes = platform::read_file(module.path, source_size_limit);
    if (!bytes) return;
    const SourceText source = SourceText::from_bytes(*std::move(bytes));
    if (looks_minified(*source.text)) return;
    const auto parsed = parsed_.of(module.path, source.text, dialect_of(module.path));
    known.types = summarize(*parsed.tree, top_level_of(*parsed.tree, kinds_.of(module.path)), module.path);
  });
  return known.types ? &known.types->view() : nullptr;
}

// What a module says without being parsed. What several threads find out at once is the same.
std::shared_ptr<const ModuleGraph::Glance> ModuleGraph::glance(const std::string& path) {
  Entry& known = entry(path);
  {
    const std::lock_guard lock(mutex_);
    if (known.glance) return known.glance;
  }
  auto glance = std::make_shared<Glance>();
  if (const Result<std::string> bytes = platform::read_file(path, declarations_size_limit)) {
    // What a declaration file refers to by a comment is part of it.
    glance->has_words = worth_parsing(*bytes) || bytes->find("<reference ") != std::string::npos;
    if (!glance->has_words) {
      const auto specifiers = specifiers_in(*bytes);
      glance->has_words = specifiers.size() > most_imports;
      if (!glance->has_words) glance->imports = resolved(specifiers, path);
    }
  }
  const std::lock_guard lock(mutex_);
  if (!known.glance) known.glance = std::move(glance);
  return known.glance;
}

std::vector<std::string> ModuleGraph::resolved(const std::vector<FoundSpecifier>& specifiers, const std::string& path) {
  std::vector<std::string> imports;
  if (specifiers.empty()) return imports;
  ModuleResolver& resolver = resolver_for(path);
  for (const FoundSpecifier& found : specifiers) {
    auto module = resolver.resolve(found.specifier, path, found.syntax);
    if (module && (module->form == ModuleForm::source || module->form == ModuleForm::declarations))
      imports.push_back(std::move(module->path));
  }
  return imports;
}

// Goes through all that is imported until something asynchronous is found. Where nothing is, all of it has nothing.
bool ModuleGraph::is_asynchronous(std::vector<std::string> open) {
  const std::vector<std::string> asked = open;
  std::unordered_set<std::string> seen(open.begin(), open.end());
  bool found = false;
  while (!open.empty() && !found) {
    const std::string path = std::move(open.back());
    open.pop_back();
    {
      Entry& known = entry(path);
      const std::lock_guard lock(mutex_);
      found = known.asynchrony == Asynchrony::yes;
      if (known.asynchrony != Asynchrony::unknown) continue;
    }
    const auto own = glance(path);
    found = own->has_words;
    for (const std::string& import : own->imports)
      if (seen.insert(import).second) open.push_back(import);
  }
  if (!found)
    for (const std::string& path : seen) remember(path, Asynchrony::no);
  else if (asked.size() == 1)
    remember(asked.front(), Asynchrony::yes);
  return found;
}

void ModuleGraph::remember(const std::string& path, Asynchrony asynchrony) {
  Entry& known = entry(path);
  const std::lock_guard lock(mutex_);
  known.asynchrony = asynchrony;
}

bool ModuleGraph::imports_asynchrony(std::string_view text, const std::string& path) {
  const auto specifiers = specifiers_in(text);
  return specifiers.size() > most_imports || is_asynchronous(resolved(specifiers, path));
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
