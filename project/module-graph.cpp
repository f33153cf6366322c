#include "project/module-graph.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
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
#include "types/failures-of-code.h"
#include "types/same-types.h"

namespace asynclint {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> declarations_and_code{
    {{".d.ts", ".js"}, {".d.mts", ".mjs"}, {".d.cts", ".cjs"}}};

// Where the code would be that a declaration file of the project itself describes: `queue.js` of `queue.d.ts`. Of
// installed packages declarations alone are read.
std::string code_beside(const std::string& path) {
  if (path.find("/node_modules/") != std::string::npos) return {};
  for (const auto& [declarations, code] : declarations_and_code)
    if (path.ends_with(declarations)) return path.substr(0, path.size() - declarations.size()) + std::string(code);
  return {};
}

// The same, if it is there, and not outside of the root by a link.
std::string readable_code_beside(const std::string& path, const std::string& root) {
  const std::string beside = code_beside(path);
  if (beside.empty()) return {};
  Result<std::string> real = platform::real_path(beside);
  return real && is_within(*real, root) ? *std::move(real) : std::string();
}

// The declaration file that would describe code.
std::string declarations_beside(const std::string& path) {
  for (const auto& [declarations, code] : declarations_and_code)
    if (path.ends_with(code)) return path.substr(0, path.size() - code.size()) + std::string(declarations);
  return {};
}

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
  friend bool operator==(const Glance&, const Glance&) = default;
};

// What depends on a module's own text alone, so that graphs share it.
struct ModuleGraph::Module {
  std::mutex mutex;
  std::shared_ptr<const Glance> glance;
  // As the file was before it was first read.
  std::optional<platform::FileStamp> stamp;
  // The same of the code that a declaration file describes.
  std::optional<platform::FileStamp> code_stamp;
  WorkedOutOnce built;
  ModuleForm form = ModuleForm::source;
  // Null when nothing is known.
  std::unique_ptr<types::TypeBuilder> types;
};

struct ModuleGraph::Entry {
  // Whether it has anything asynchronous in it, by itself or through what it imports; under the graph's lock.
  Asynchrony asynchrony = Asynchrony::unknown;
  std::shared_ptr<Module> module;
};

// Where files are, and what is said of packages.
struct ModuleGraph::Places {
  explicit Places(std::shared_ptr<PackageFiles> files) : packages(std::move(files)), roots(packages), kinds(packages) {}

  std::shared_ptr<PackageFiles> packages;
  WorkspaceRoots roots;
  ModuleKinds kinds;
  std::mutex mutex;
  // By root, and by the directories whose files were asked about.
  std::unordered_map<std::string, std::unique_ptr<ModuleResolver>> resolvers;
  std::unordered_map<std::string, ModuleResolver*> by_directory;
};

namespace {

// The names that a module may export are kept as bits: one whose bit is not set is none of them.
std::uint64_t bit_of_name(std::string_view name) {
  return std::uint64_t{1} << (std::hash<std::string_view>()(name) % 64U);
}

std::uint64_t bits_of_exports(types::FoundModule found) {
  if (found.types == nullptr) return 0;
  const types::Module& module = found.types->modules[found.module];
  if (module.stars.count > 0 || module.whole != 0) return ~std::uint64_t{0};
  std::uint64_t bits = 0;
  for (const types::Export& one : found.types->exports.subspan(module.exports.first, module.exports.count))
    bits |= bit_of_name(found.types->name(one.name));
  return bits;
}

}  // namespace

// What was found under a specifier: by the module that asks, and by syntax.
class ModuleGraph::Answers {
 public:
  // Where an `export *` leads.
  struct KnownStar {
    types::FoundModule found;
    std::uint64_t names = 0;
  };
  // `place` is that of its specifier in the lists of the module. Null before it was looked for.
  [[nodiscard]] const KnownStar* star(const types::ModuleTypes* from, std::size_t place) const {
    const auto known = stars_.find(from);
    if (known == stars_.end() || place >= known->second.size() || !known->second[place]) return nullptr;
    return &*known->second[place];
  }
  void add_star(const types::ModuleTypes* from, std::size_t place, types::FoundModule found) {
    auto& known = stars_[from];
    if (known.size() <= place) known.resize(place + 1);
    known[place] = KnownStar{found, bits_of_exports(found)};
  }

  [[nodiscard]] const types::FoundModule* find(const types::ModuleTypes* from, std::string_view specifier,
                                               ImportSyntax syntax) const {
    const auto known = known_.find(from);
    if (known == known_.end()) return nullptr;
    const BySpecifier& answers = known->second[static_cast<std::size_t>(syntax)];
    const auto answer = answers.find(specifier);
    return answer == answers.end() ? nullptr : &answer->second;
  }
  void add(const types::ModuleTypes* from, std::string_view specifier, ImportSyntax syntax, types::FoundModule found) {
    known_[from][static_cast<std::size_t>(syntax)].emplace(specifier, found);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using BySpecifier = std::unordered_map<std::string, types::FoundModule, Hash, std::equal_to<>>;

  std::unordered_map<const types::ModuleTypes*, std::array<BySpecifier, 2>> known_;
  std::unordered_map<const types::ModuleTypes*, std::vector<std::optional<KnownStar>>> stars_;
};

// How one file sees the modules.
class ModuleGraph::View final : public types::ModuleSource {
 public:
  View(ModuleGraph& graph, std::string path, std::vector<ModuleQuestion>* asked)
      : graph_(graph), path_(std::move(path)), asked_(asked) {}

  [[nodiscard]] types::FoundModule find(const types::ModuleTypes* from, std::string_view specifier,
                                        ImportSyntax syntax) const override {
    // What the platform's declarations import is in the platform.
    if (from == &platform()) return builtin(specifier);
    if (from != nullptr) return found_by(*from, specifier, syntax);
    if (const auto* known = answers_.find(from, specifier, syntax)) return *known;
    if (asked_ != nullptr) asked_->push_back({path_, std::string(specifier), syntax});
    const types::FoundModule found = graph_.find(path_, specifier, syntax);
    answers_.add(from, specifier, syntax, found);
    return found;
  }
  [[nodiscard]] const types::ModuleTypes& platform() const override { return apis::platform_types(); }
  // Whoever notes what was asked wants to know of each.
  [[nodiscard]] std::optional<Star> next_star(const types::ModuleTypes& from, types::Slice stars, std::string_view name,
                                              std::uint32_t begin) const override {
    if (asked_ != nullptr || &from == &platform()) return ModuleSource::next_star(from, stars, name, begin);
    return graph_.next_star(from, stars, name, begin);
  }

  static types::FoundModule builtin(std::string_view name) {
    const auto module = apis::platform_module(name);
    return module ? types::FoundModule{&apis::platform_types(), *module} : types::FoundModule{};
  }

 private:
  // A module's specifier, as the module itself has it: it lives as long, and so its place stands for it.
  struct ForeignQuestion {
    const types::ModuleTypes* from;
    const char* specifier;
    std::size_t length;
    ImportSyntax syntax;
    friend bool operator==(const ForeignQuestion&, const ForeignQuestion&) = default;
  };
  struct HashOfQuestion {
    std::size_t operator()(const ForeignQuestion& question) const {
      const std::hash<const void*> hash;
      return (hash(question.specifier) * 31 + hash(question.from)) * 31 + question.length * 2 +
             static_cast<std::size_t>(question.syntax);
    }
  };

  types::FoundModule found_by(const types::ModuleTypes& from, std::string_view specifier, ImportSyntax syntax) const {
    const ForeignQuestion question{&from, specifier.data(), specifier.size(), syntax};
    if (const auto known = foreign_answers_.find(question); known != foreign_answers_.end()) return known->second;
    if (asked_ != nullptr) asked_->push_back({std::string(from.path), std::string(specifier), syntax});
    const types::FoundModule found = graph_.found_by(from, specifier, syntax);
    foreign_answers_.emplace(question, found);
    return found;
  }

  ModuleGraph& graph_;
  std::string path_;
  std::vector<ModuleQuestion>* asked_;
  // The same is asked again and again.
  mutable Answers answers_;
  mutable std::unordered_map<ForeignQuestion, types::FoundModule, HashOfQuestion> foreign_answers_;
};

ModuleGraph::ModuleGraph(std::shared_ptr<PackageFiles> packages, std::shared_ptr<const OpenTexts> open)
    : ModuleGraph(std::make_shared<Places>(std::move(packages)), std::move(open)) {}

ModuleGraph::ModuleGraph(std::shared_ptr<Places> places, std::shared_ptr<const OpenTexts> open)
    : places_(std::move(places)), open_(std::move(open)), answers_(std::make_unique<Answers>()) {}

ModuleGraph::~ModuleGraph() = default;

std::unique_ptr<types::ModuleSource> ModuleGraph::seen_from(std::string path, std::vector<ModuleQuestion>* asked) {
  return std::make_unique<View>(*this, std::move(path), asked);
}

ModuleResolver& ModuleGraph::resolver_for(const std::string& path) {
  const std::string directory(parent_directory(path));
  {
    const std::lock_guard lock(places_->mutex);
    if (const auto known = places_->by_directory.find(directory); known != places_->by_directory.end())
      return *known->second;
  }
  const std::string root = places_->roots.of(path);
  const std::lock_guard lock(places_->mutex);
  std::unique_ptr<ModuleResolver>& resolver = places_->resolvers[root];
  if (!resolver) resolver = std::make_unique<ModuleResolver>(root, places_->packages);
  places_->by_directory.emplace(directory, resolver.get());
  return *resolver;
}

types::FoundModule ModuleGraph::find(const std::string& from, std::string_view specifier, ImportSyntax syntax) {
  const auto module = resolver_for(from).resolve(specifier, from, syntax);
  if (!module) return {};
  if (module->form == ModuleForm::builtin) return View::builtin(module->path);
  const types::ModuleTypes* const types = types_of(*module);
  return {types, types == nullptr ? 0 : types::module_for(*types, specifier)};
}

// Every file that imports a barrel goes through all that it hands on.
types::FoundModule ModuleGraph::found_by(const types::ModuleTypes& from, std::string_view specifier,
                                         ImportSyntax syntax) {
  {
    const std::shared_lock lock(answers_mutex_);
    if (const auto* known = answers_->find(&from, specifier, syntax)) return *known;
  }
  const types::FoundModule found = find(std::string(from.path), specifier, syntax);
  const std::unique_lock lock(answers_mutex_);
  answers_->add(&from, specifier, syntax, found);
  return found;
}

std::optional<types::ModuleSource::Star> ModuleGraph::next_star(const types::ModuleTypes& from, types::Slice stars,
                                                                std::string_view name, std::uint32_t begin) {
  const std::uint64_t wanted = bit_of_name(name);
  while (begin < stars.count) {
    {
      const std::shared_lock lock(answers_mutex_);
      for (; begin < stars.count; ++begin) {
        const auto* known = answers_->star(&from, stars.first + begin);
        if (known == nullptr) break;
        if ((known->names & wanted) != 0) return types::ModuleSource::Star{begin, known->found};
      }
    }
    if (begin == stars.count) break;
    const std::size_t place = stars.first + begin;
    const types::FoundModule found = found_by(from, from.name(from.lists[place]), ImportSyntax::import_);
    const std::unique_lock lock(answers_mutex_);
    answers_->add_star(&from, place, found);
  }
  return std::nullopt;
}

std::shared_ptr<ModuleGraph::Module> ModuleGraph::module_at(const std::string& path) {
  const std::lock_guard lock(mutex_);
  Entry& entry = entries_[path];
  if (!entry.module) entry.module = std::make_shared<Module>();
  return entry.module;
}

ModuleGraph::Asynchrony ModuleGraph::known_asynchrony(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto known = entries_.find(path);
  return known == entries_.end() ? Asynchrony::unknown : known->second.asynchrony;
}

Result<std::string> ModuleGraph::read_text(const std::string& path, std::size_t limit) const {
  const OpenTexts::Text text = open_ ? open_->find(path) : nullptr;
  if (!text) return platform::read_file(path, limit);
  if (text->size() > limit) return Failure{"too large", true, false};
  return *text;
}

std::unique_ptr<types::TypeBuilder> ModuleGraph::read_types(const std::string& path, ModuleForm form) {
  const auto heard = [&](const std::string& file, std::string_view bytes) {
    if (contents_ != nullptr) contents_->read(file, bytes);
  };
  if (form == ModuleForm::declarations) {
    const std::string root = places_->roots.of(path);
    auto declared = read_declarations(path, root, heard);
    const std::string beside = declared ? readable_code_beside(path, root) : std::string();
    const auto code = beside.empty() ? nullptr : read_types(beside, ModuleForm::source);
    if (code) types::note_failures_of_code(*declared, code->view());
    return declared;
  }
  Result<std::string> bytes = read_text(path, source_size_limit);
  if (!bytes) return nullptr;
  heard(path, *bytes);
  const SourceText source = SourceText::from_bytes(*std::move(bytes));
  if (looks_minified(*source.text)) return nullptr;
  const auto parsed = parse(path, source.text);
  return summarize(*parsed.tree, top_level_of(*parsed.tree, places_->kinds.of(path)), path);
}

const types::ModuleTypes* ModuleGraph::types_of(const ResolvedModule& module) {
  if (module.form != ModuleForm::source && module.form != ModuleForm::declarations) return nullptr;
  if (markup_of(module.path) != Markup::none) return nullptr;
  // What has nothing asynchronous in it gives no promise, whatever it exports.
  if (!is_asynchronous({module.path})) return nullptr;
  const std::shared_ptr<Module> known = module_at(module.path);
  known->built.run(
      [&] {
        known->form = module.form;
        const bool has_code = module.form == ModuleForm::declarations && !code_beside(module.path).empty();
        if (open_ && has_code) {
          const std::lock_guard lock(known->mutex);
          known->code_stamp = platform::stamp_of(code_beside(module.path));
        }
        known->types = read_types(module.path, module.form);
      },
      ahead_);
  return known->types ? &known->types->view() : nullptr;
}

ModuleGraph::Glance ModuleGraph::look_at(const std::string& path) {
  Glance glance;
  if (contents_ != nullptr) {
    const ContentFacts& facts = contents_->of(path);
    glance.has_words = facts.has_words || facts.has_references || facts.specifiers.size() > most_imports;
    if (!glance.has_words) glance.imports = resolved(facts.specifiers, path);
    return glance;
  }
  const Result<std::string> bytes = read_text(path, declarations_size_limit);
  if (!bytes) return glance;
  // What a declaration file refers to by a comment is part of it.
  glance.has_words = worth_parsing(*bytes) || bytes->find("<reference ") != std::string::npos;
  if (glance.has_words) return glance;
  const auto specifiers = specifiers_in(*bytes);
  glance.has_words = specifiers.size() > most_imports;
  if (!glance.has_words) glance.imports = resolved(specifiers, path);
  return glance;
}

// What a module says without being parsed. What several threads find out at once is the same.
std::shared_ptr<const ModuleGraph::Glance> ModuleGraph::glance(const std::string& path) {
  const std::shared_ptr<Module> known = module_at(path);
  {
    const std::lock_guard lock(known->mutex);
    if (known->glance) return known->glance;
    if (open_ && !known->stamp) known->stamp = platform::stamp_of(path);
  }
  auto glance = std::make_shared<const Glance>(look_at(path));
  const std::lock_guard lock(known->mutex);
  if (!known->glance) known->glance = std::move(glance);
  return known->glance;
}

bool ModuleGraph::is_outdated(const std::string& path) {
  std::shared_ptr<Module> known;
  {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find(path);
    if (entry == entries_.end() || !entry->second.module) return false;
    known = entry->second.module;
  }
  std::shared_ptr<const Glance> glance;
  {
    const std::lock_guard lock(known->mutex);
    glance = known->glance;
  }
  if (glance && *glance != look_at(path)) return true;
  if (!known->built.is_done()) return false;
  const auto types = read_types(path, known->form);
  if (!types || !known->types) return static_cast<bool>(types) != static_cast<bool>(known->types);
  return !types::same_types(types->view(), known->types->view());
}

std::vector<std::string> ModuleGraph::with_declarations(std::vector<std::string> paths) {
  for (std::size_t i = paths.size(); i-- > 0;)
    if (std::string declarations = declarations_beside(paths[i]); !declarations.empty())
      paths.push_back(std::move(declarations));
  return paths;
}

std::vector<std::string> ModuleGraph::written_since() {
  std::vector<std::pair<std::string, std::shared_ptr<Module>>> known;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [path, entry] : entries_)
      if (entry.module && !(open_ && open_->find(path))) known.emplace_back(path, entry.module);
  }
  std::vector<std::string> written;
  for (auto& [path, module] : known) {
    const std::lock_guard lock(module->mutex);
    const bool is_written = module->stamp && *module->stamp != platform::stamp_of(path);
    const bool has_other_code = module->code_stamp && *module->code_stamp != platform::stamp_of(code_beside(path));
    if (is_written || has_other_code) written.push_back(std::move(path));
  }
  return written;
}

std::unique_ptr<ModuleGraph> ModuleGraph::without(std::span<const std::string> paths) {
  std::unique_ptr<ModuleGraph> other(new ModuleGraph(places_, open_));
  const std::lock_guard lock(mutex_);
  for (const auto& [path, entry] : entries_)
    if (std::ranges::find(paths, path) == paths.end()) other->entries_[path].module = entry.module;
  return other;
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
  // Most modules are asked about again and again.
  if (open.size() == 1)
    if (const Asynchrony known = known_asynchrony(open.front()); known != Asynchrony::unknown)
      return known == Asynchrony::yes;
  const std::vector<std::string> asked = open;
  std::unordered_set<std::string> seen(open.begin(), open.end());
  bool found = false;
  while (!open.empty() && !found) {
    const std::string path = std::move(open.back());
    open.pop_back();
    const Asynchrony known = known_asynchrony(path);
    found = known == Asynchrony::yes;
    if (known != Asynchrony::unknown) continue;
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
  const std::lock_guard lock(mutex_);
  entries_[path].asynchrony = asynchrony;
}

bool ModuleGraph::imports_asynchrony(std::string_view text, const std::string& path) {
  return imports_asynchrony(specifiers_in(text), path);
}

bool ModuleGraph::imports_asynchrony(const std::vector<FoundSpecifier>& specifiers, const std::string& path) {
  return specifiers.size() > most_imports || is_asynchronous(resolved(specifiers, path));
}

// What the file at a path is made of; false when it was not the same all the time.
bool ModuleGraph::add_content(const std::string& path, const std::string& root, ByteWriter& to) const {
  const ContentFacts& facts = contents_->of(path);
  to.text(asynclint::seen_from(path, root));
  to.flag(facts.is_there);
  to.hash(facts.hash);
  return contents_->is_steady(path);
}

std::optional<ContentHash> ModuleGraph::answer_to(const ModuleQuestion& question, const std::string& root) {
  ByteWriter answer;
  const auto hash = [&] { return content_hash(answer.bytes()); };
  const auto module = resolver_for(question.from).resolve(question.specifier, question.from, question.syntax);
  if (module && module->form == ModuleForm::builtin) {
    answer.text(module->path);
    return hash();
  }
  // See types_of: from these nothing comes.
  const bool has_types = module && (module->form == ModuleForm::source || module->form == ModuleForm::declarations);
  if (!has_types || markup_of(module->path) != Markup::none || !is_asynchronous({module->path})) return hash();
  answer.number(static_cast<std::uint64_t>(module->form) + 1);
  answer.number(static_cast<std::uint64_t>(places_->kinds.of(module->path)));
  // Those that declarations refer to belong to them.
  const std::string below = places_->roots.of(module->path) + '/';
  std::vector<std::string> files{module->path};
  for (std::size_t at = 0; at < files.size(); ++at) {
    if (!add_content(files[at], root, answer)) return std::nullopt;
    if (module->form != ModuleForm::declarations) break;
    const std::string code = at == 0 ? readable_code_beside(files[at], places_->roots.of(files[at])) : std::string();
    if (!code.empty())
      if (!add_content(code, root, answer)) return std::nullopt;
    for (const std::string_view reference : contents_->of(files[at]).references) {
      const auto real = platform::real_path(absolute_path(reference, parent_directory(files[at])));
      if (real && real->starts_with(below) && std::ranges::find(files, *real) == files.end()) files.push_back(*real);
    }
  }
  return hash();
}

std::vector<ProjectWarning> ModuleGraph::take_warnings() {
  std::vector<ProjectWarning> all = places_->packages->take_warnings();
  const std::lock_guard lock(places_->mutex);
  for (const auto& [root, resolver] : places_->resolvers)
    for (ProjectWarning& warning : resolver->take_warnings()) all.push_back(std::move(warning));
  std::ranges::sort(all, {}, [](const ProjectWarning& one) { return std::tie(one.path, one.line, one.column); });
  return all;
}

}  // namespace asynclint
