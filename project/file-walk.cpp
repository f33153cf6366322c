#include "project/file-walk.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "project/ignore-scope.h"
#include "project/minified.h"
#include "project/module-kinds.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {
namespace {

using platform::DirectoryEntry;
using platform::FileKind;

constexpr std::array<std::string_view, 12> extensions{".js",  ".mjs", ".cjs", ".jsx",    ".ts",   ".tsx",
                                                      ".mts", ".cts", ".vue", ".svelte", ".html", ".htm"};

bool holds(const std::vector<DirectoryEntry>& entries, std::string_view name) {
  const auto by_name = [](const DirectoryEntry& entry, std::string_view wanted) { return entry.name < wanted; };
  const auto place = std::lower_bound(entries.begin(), entries.end(), name, by_name);
  return place != entries.end() && place->name == name;
}

struct NamedPath {
  std::string path;
  Result<FileKind> kind;
  std::string real;
  bool is_listed = false;
};

NamedPath resolve(const std::string& named, bool is_listed) {
  NamedPath resolved{named.empty() ? "\"\"" : tidy_path(named), platform::kind_of(named), {}, is_listed};
  if (!resolved.kind) return resolved;
  const Result<std::string> real = platform::real_path(named);
  if (real)
    resolved.real = *real;
  else
    resolved.kind = real.failure();
  return resolved;
}

class Walk {
 public:
  Walk(std::span<const NamedPath> paths, Configurations* configurations) : configurations_(configurations) {
    for (const NamedPath& path : paths)
      if (path.kind && *path.kind == FileKind::file && !path.is_listed) named_files_.insert(path.real);
    for (const NamedPath& path : paths) start(path);
  }

  [[nodiscard]] FoundFiles take() { return std::move(found_); }

 private:
  void start(const NamedPath& named) {
    const bool is_of_no_use = named.is_listed && !is_script_name(base_name(named.path));
    if (!named.kind && is_of_no_use) return;
    if (!named.kind) return fail(named.path, named.kind.reason());
    const bool is_directory = *named.kind == FileKind::directory;
    if (!is_directory && *named.kind != FileKind::file) return fail(named.path, "not a regular file");
    if (configurations_ != nullptr) {
      if (auto by = configurations_->ignored(named.real, is_directory)) {
        ++found_.excluded;
        if (!named.is_listed) found_.named_but_excluded.push_back({named.path, std::move(*by)});
        return;
      }
    }
    if (is_directory) return enter(named.path, named.real, IgnoreScope::above(named.real));
    if (named.is_listed) return add_listed(named);
    if (only_declares_types(named.path)) return found_.named_declarations.push_back(named.path);
    if (listed_.insert(named.real).second)
      found_.files.push_back({named.path, true, settings_of(named.real), named.real});
  }

  void add_listed(const NamedPath& named) {
    if (!is_script_name(base_name(named.path))) return;
    if (has_minified_name(base_name(named.path))) {
      ++found_.minified;
    } else if (!named_files_.contains(named.real) && listed_.insert(named.real).second) {
      found_.files.push_back({named.path, false, settings_of(named.real), named.real});
    }
  }

  [[nodiscard]] std::shared_ptr<const FileSettings> settings_of(const std::string& path) const {
    return configurations_ == nullptr ? nullptr : configurations_->settings_of(path);
  }

  // Whether the configuration excludes what the walk has come to.
  [[nodiscard]] bool is_excluded(const std::string& shown, const std::string& path, bool is_directory) {
    if (configurations_ == nullptr) return false;
    auto by = configurations_->excludes(path, is_directory);
    if (!by) return false;
    ++found_.excluded;
    skip(shown, SkippedEntry::Why::excluded, std::move(*by));
    return true;
  }

  [[nodiscard]] bool is_ignored(const std::string& shown, const std::string& path, bool is_directory,
                                const IgnoreScope& scope) {
    auto by = scope.ignored_by(path, is_directory);
    if (!by) return false;
    ++found_.ignored;
    skip(shown, SkippedEntry::Why::ignored_by_git, {std::move(by->file), by->number});
    return true;
  }

  void skip(const std::string& shown, SkippedEntry::Why why, Origin by = {}) {
    found_.skipped.push_back({shown, why, std::move(by)});
  }

  void fail(const std::string& path, const std::string& reason) { found_.failures.push_back({path, reason}); }

  // `shown` and `real` are the same directory, as it was named and as the system knows it.
  void enter(const std::string& shown, const std::string& real, IgnoreScope scope) {
    if (!entered_.insert(real).second) return;
    found_.directories.push_back(real);
    const auto entries = platform::list_directory(real);
    if (!entries) return fail(shown, entries.reason());
    const bool is_repository = holds(*entries, ".git");
    if (is_repository) scope.enter_repository(real);
    if (holds(*entries, ".gitignore")) scope.enter_directory(real);
    if (configurations_ != nullptr)
      configurations_->enter(real, {holds(*entries, configuration_name), holds(*entries, package_name), is_repository});
    for (const DirectoryEntry& entry : *entries) {
      if (entry.kind == FileKind::file) visit_file(shown, real, entry.name, scope);
      if (entry.kind == FileKind::directory) visit_directory(shown, real, entry.name, scope);
    }
  }

  void visit_file(const std::string& shown, const std::string& real, const std::string& name,
                  const IgnoreScope& scope) {
    if (only_declares_types(name)) return skip(join_path(shown, name), SkippedEntry::Why::declarations);
    if (!is_script_name(name)) return;
    const std::string path = join_path(real, name);
    const std::string seen = join_path(shown, name);
    if (is_ignored(seen, path, false, scope)) return;
    if (has_minified_name(name)) {
      ++found_.minified;
      skip(seen, SkippedEntry::Why::minified_name);
    } else if (!named_files_.contains(path) && !listed_.contains(path) && !is_excluded(seen, path, false)) {
      found_.files.push_back({seen, false, settings_of(path), path});
    }
  }

  void visit_directory(const std::string& shown, const std::string& real, const std::string& name,
                       const IgnoreScope& scope) {
    if (name == ".git") return;
    const std::string seen = join_path(shown, name);
    const std::string path = join_path(real, name);
    if (name == "node_modules") {
      found_.directories.push_back(path);
      return skip(seen, SkippedEntry::Why::installed);
    }
    if (!is_ignored(seen, path, true, scope) && !is_excluded(seen, path, true)) enter(seen, path, scope);
  }

  Configurations* configurations_;
  FoundFiles found_;
  std::unordered_set<std::string> entered_;
  // A named file is listed where it was named, and not again where the walk meets it.
  std::unordered_set<std::string> named_files_;
  std::unordered_set<std::string> listed_;
};

}  // namespace

std::span<const std::string_view> script_extensions() { return extensions; }

bool is_script_name(std::string_view name) {
  return std::ranges::find(extensions, extension(name)) != extensions.end() && !only_declares_types(name);
}

FoundFiles find_files(std::span<const std::string> paths, Configurations* configurations,
                      std::span<const std::string> listed) {
  std::vector<NamedPath> resolved;
  for (const std::string& path : listed) resolved.push_back(resolve(path, true));
  for (const std::string& path : paths) resolved.push_back(resolve(path, false));
  return Walk(resolved, configurations).take();
}

}  // namespace asynclint
