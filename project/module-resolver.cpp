#include "project/module-resolver.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

#include "project/file-tree.h"
#include "project/module-files.h"
#include "project/package-exports.h"
#include "project/path-patterns.h"
#include "project/paths.h"
#include "project/ts-config.h"

namespace asynclint {
namespace {

// No path is longer.
constexpr std::size_t longest_specifier = 4096;

bool is_relative(std::string_view specifier) {
  return specifier == "." || specifier == ".." || specifier.starts_with("./") || specifier.starts_with("../");
}

// What can be told apart by its text alone: a URL, a query for a bundler, and what no file is called.
bool is_no_module(std::string_view specifier) {
  constexpr std::array<std::string_view, 5> schemes{"https:", "http:", "data:", "file:", "blob:"};
  return specifier.empty() || specifier.size() > longest_specifier ||
         specifier.find_first_of(std::string_view("?\0", 2)) != std::string_view::npos ||
         std::any_of(schemes.begin(), schemes.end(),
                     [&](std::string_view each) { return specifier.starts_with(each); });
}

// Whether a path that is seen from a directory leads out of it.
bool leads_out(std::string_view path) {
  const std::string there = absolute_path(path, "/x");
  return there != "/x" && !there.starts_with("/x/");
}

ResolvedModule builtin(std::string_view specifier) {
  constexpr std::string_view prefix = "node:";
  if (specifier.starts_with(prefix)) specifier.remove_prefix(prefix.size());
  return {ModuleForm::builtin, std::string(specifier)};
}

// Where a package has its declarations when they are not its own.
std::string types_package(std::string_view name) {
  std::string types = "@types/";
  if (!name.starts_with('@')) return types.append(name);
  const std::size_t slash = name.find('/');
  return types.append(name.substr(1, slash - 1)).append("__").append(name.substr(slash + 1));
}

}  // namespace

struct ModuleResolver::Kept {
  Kept(const std::string& root, std::shared_ptr<PackageFiles> shared)
      : packages(std::move(shared)), tree(root), files(tree, *packages), configs(tree, files) {}

  std::shared_ptr<PackageFiles> packages;
  std::shared_mutex answers_mutex;
  // By syntax, directory and specifier.
  std::unordered_map<std::string, std::optional<ResolvedModule>> answers;

  // Of what follows.
  std::mutex mutex;
  FileTree tree;
  ModuleFiles files;
  TsConfigs configs;
};

// One question.
class ModuleResolver::Search {
 public:
  Search(Kept& kept, ImportSyntax syntax)
      : tree_(kept.tree), files_(kept.files), configs_(kept.configs), syntax_(syntax) {}

  std::optional<ResolvedModule> run(std::string_view specifier, std::string_view from_directory) {
    FileNode* directory = tree_.find(absolute_path(from_directory, "/"));
    if (directory == nullptr || !directory->is_directory) return std::nullopt;
    if (is_relative(specifier)) return answer(files_.path(directory->path, specifier, Wanted::any));
    if (FileNode* found = mapped_by_config(*directory, specifier)) return answer(found);
    if (platform::is_absolute(specifier)) return answer(files_.path(directory->path, specifier, Wanted::any));
    if (specifier.find(':') != std::string_view::npos) return std::nullopt;
    if (specifier.starts_with('#')) return imported(*directory, specifier);
    return answer(from_package(*directory, specifier));
  }

 private:
  static std::optional<ResolvedModule> answer(const FileNode* file) {
    if (file == nullptr) return std::nullopt;
    const std::optional<ModuleForm> form = module_form(file->name());
    return form ? std::optional(ResolvedModule{*form, file->path}) : std::nullopt;
  }

  // First what has types, then what runs.
  template <typename Find>
  static FileNode* typed_first(const Find& find) {
    FileNode* found = find(Wanted::types);
    return found != nullptr ? found : find(Wanted::code);
  }

  FileNode* mapped_by_config(FileNode& directory, std::string_view specifier) {
    for (const PathMapping& mapping : configs_.mappings_for(directory)) {
      const std::vector<std::string> targets = mapped(specifier, mapping.paths);
      for (const std::string& target : targets)
        if (FileNode* found = files_.path(mapping.directory, target, Wanted::any)) return found;
      // What `paths` maps, they map alone.
      if (!targets.empty() || mapping.base_url.empty()) continue;
      if (FileNode* found = files_.path(mapping.base_url, specifier, Wanted::any)) return found;
    }
    return nullptr;
  }

  // `#name`, by the package that the file is in.
  std::optional<ResolvedModule> imported(FileNode& directory, std::string_view specifier) {
    FileNode* root = files_.package_around(directory);
    const PackageFile* package = root == nullptr ? nullptr : files_.package_in(*root);
    if (package == nullptr || !package->imports) return std::nullopt;
    std::optional<ResolvedModule> result;
    visit_imports(*package->imports, specifier, syntax_, [&](const std::string& target) {
      const bool is_path = target.starts_with("./");
      result = is_path ? answer(files_.exact(root->path, target, Wanted::any)) : outside(*root, target);
      return result.has_value();
    });
    return result;
  }

  // What `imports` say of another package.
  std::optional<ResolvedModule> outside(FileNode& root, std::string_view specifier) {
    if (is_node_builtin(specifier)) return builtin(specifier);
    return answer(from_package(root, specifier));
  }

  FileNode* from_package(FileNode& directory, std::string_view specifier) {
    const std::optional<PackageSpecifier> package = package_specifier(specifier);
    if (!package || leads_out(package->subpath)) return nullptr;
    if (FileNode* root = files_.package_around(directory)) {
      const PackageFile& own = *files_.package_in(*root);
      if (own.exports && own.name == package->name) return exported(*root, *own.exports, package->subpath);
    }
    const std::vector<FileNode*> folders = files_.package_folders(directory);
    FileNode* found = installed(folders, *package);
    if (found != nullptr && has_types(found->name())) return found;
    FileNode* types = package->name.starts_with("@types/") ? nullptr : declared_elsewhere(folders, *package);
    return types != nullptr ? types : found;
  }

  // In the nearest folder that has such a package.
  FileNode* installed(const std::vector<FileNode*>& folders, const PackageSpecifier& package) {
    for (FileNode* folder : folders) {
      if (FileNode* root = directory_at(*folder, package.name)) {
        const PackageFile* said = files_.package_in(*root);
        // What a package does not export, nobody else has.
        if (said != nullptr && said->exports) return exported(*root, *said->exports, package.subpath);
        FileNode* found = typed_first([&](Wanted wanted) { return inside(*root, said, package.subpath, wanted); });
        if (found != nullptr) return found;
      }
      // A file alone, beside the packages.
      if (!package.subpath.empty()) continue;
      if (FileNode* found = files_.file(folder->path, package.name, Wanted::any)) return found;
    }
    return nullptr;
  }

  FileNode* declared_elsewhere(const std::vector<FileNode*>& folders, const PackageSpecifier& package) {
    const std::string name = types_package(package.name);
    for (FileNode* folder : folders) {
      FileNode* root = directory_at(*folder, name);
      if (root == nullptr) continue;
      const PackageFile* said = files_.package_in(*root);
      FileNode* found = said != nullptr && said->exports
                            ? target_of(*root, *said->exports, package.subpath, Wanted::types)
                            : inside(*root, said, package.subpath, Wanted::types);
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  FileNode* exported(FileNode& root, const JsonValue& exports, std::string_view subpath) {
    return typed_first([&](Wanted wanted) { return target_of(root, exports, subpath, wanted); });
  }

  FileNode* target_of(FileNode& root, const JsonValue& exports, std::string_view subpath, Wanted wanted) {
    FileNode* found = nullptr;
    visit_exports(exports, subpath, syntax_, [&](const std::string& target) {
      found = files_.exact(root.path, target, wanted);
      return found != nullptr;
    });
    return found;
  }

  // Of a package that does not say what it exports.
  FileNode* inside(FileNode& root, const PackageFile* said, std::string_view subpath, Wanted wanted) {
    if (subpath.empty()) return files_.package(root, wanted);
    if (said != nullptr && said->types_versions && wanted == Wanted::types)
      if (FileNode* found = files_.typed_entry(root, *said, subpath)) return found;
    return files_.path(root.path, subpath, wanted);
  }

  FileNode* directory_at(FileNode& folder, std::string_view name) {
    FileNode* found = tree_.find(absolute_path(name, folder.path));
    return found != nullptr && found->is_directory ? found : nullptr;
  }

  FileTree& tree_;
  ModuleFiles& files_;
  TsConfigs& configs_;
  ImportSyntax syntax_;
};

ModuleResolver::ModuleResolver(const std::string& root, std::shared_ptr<PackageFiles> packages)
    : kept_(std::make_unique<Kept>(root, std::move(packages))) {}

ModuleResolver::~ModuleResolver() = default;

std::optional<ResolvedModule> ModuleResolver::resolve(std::string_view specifier, std::string_view from_file,
                                                      ImportSyntax syntax) {
  if (is_no_module(specifier)) return std::nullopt;
  if (is_node_builtin(specifier)) return builtin(specifier);
  const std::string_view directory = parent_directory(from_file);
  std::string key(1, syntax == ImportSyntax::import_ ? 'i' : 'r');
  key.append(directory).append(1, '\0').append(specifier);
  {
    const std::shared_lock lock(kept_->answers_mutex);
    if (const auto known = kept_->answers.find(key); known != kept_->answers.end()) return known->second;
  }
  std::optional<ResolvedModule> result;
  {
    const std::lock_guard lock(kept_->mutex);
    result = Search(*kept_, syntax).run(specifier, directory);
  }
  const std::lock_guard lock(kept_->answers_mutex);
  return kept_->answers.emplace(std::move(key), std::move(result)).first->second;
}

std::vector<ProjectWarning> ModuleResolver::take_warnings() {
  std::vector<ProjectWarning> warnings = kept_->packages->take_warnings();
  const std::lock_guard lock(kept_->mutex);
  std::vector<ProjectWarning> others = kept_->configs.take_warnings();
  std::move(others.begin(), others.end(), std::back_inserter(warnings));
  // Threads read in any order.
  std::sort(warnings.begin(), warnings.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return warnings;
}

}  // namespace asynclint
