#include "project/module-files.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "project/paths.h"
#include "project/types-versions.h"

namespace asynclint {
namespace {

using std::string_view_literals::operator""sv;

// What is written for an extension, in the order in which it is looked for: sources come before what is made of them.
struct Written {
  std::string_view extension;
  std::array<std::string_view, 5> instead;
};
constexpr std::array<Written, 8> written{{
    {".js", {".ts", ".tsx", ".d.ts", ".js", ".jsx"}},
    {".jsx", {".tsx", ".ts", ".d.ts", ".jsx", ".js"}},
    {".mjs", {".mts", ".d.mts", ".mjs"}},
    {".cjs", {".cts", ".d.cts", ".cjs"}},
    {".ts", {".ts", ".tsx", ".d.ts", ".js", ".jsx"}},
    {".tsx", {".tsx", ".ts", ".d.ts", ".jsx", ".js"}},
    {".mts", {".mts", ".d.mts", ".mjs"}},
    {".cts", {".cts", ".d.cts", ".cjs"}},
}};

// What may be left out of a name. Neither Node nor TypeScript looks for the others; bundlers do, each in its own order,
// so they come last.
constexpr std::array<std::string_view, 6> added{".ts", ".tsx", ".d.ts", ".js", ".jsx", ".json"};
constexpr std::array<std::string_view, 6> added_last{".mts", ".d.mts", ".mjs", ".cts", ".d.cts", ".cjs"};

constexpr std::array<std::string_view, 4> typed_extensions{".ts", ".tsx", ".mts", ".cts"};
constexpr std::array<std::string_view, 6> code_extensions{".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// `x.d.ts`, and `x.d.css.ts`, which declares what a style sheet exports.
bool is_declaration(std::string_view name, std::string_view suffix) {
  if (suffix == ".tsx" || !has_types(suffix)) return false;
  const std::string_view stem = name.substr(0, name.size() - suffix.size());
  if (stem.ends_with(".d")) return true;
  const std::size_t dot = stem.find_last_of('.');
  return suffix == ".ts" && dot != std::string_view::npos && stem.substr(0, dot).ends_with(".d");
}

bool accepts(Wanted wanted, std::string_view name) {
  return wanted == Wanted::any || (wanted == Wanted::types) == has_types(name);
}

std::string joined(std::string_view one, std::string_view other) {
  std::string both(one);
  return both += other;
}

// Whether a path can only be a directory.
bool is_folder_path(std::string_view path) {
  const std::string_view last = base_name(path);
  return last.empty() || last == "." || last == "..";
}

}  // namespace

bool has_types(std::string_view name) {
  return std::any_of(typed_extensions.begin(), typed_extensions.end(),
                     [&](std::string_view each) { return name.ends_with(each); });
}

std::optional<ModuleForm> module_form(std::string_view name) {
  const std::string_view suffix = extension(name);
  if (is_declaration(name, suffix)) return ModuleForm::declarations;
  if (suffix == ".json") return ModuleForm::json;
  // What has no extension runs as JavaScript, such as a command in `bin`.
  if ((suffix.empty() && !name.starts_with('.')) || has_types(suffix) || is_one_of(suffix, code_extensions))
    return ModuleForm::source;
  return std::nullopt;
}

FileNode* ModuleFiles::named_as(FileNode& directory, std::string_view name, Wanted wanted) {
  FileNode* found = accepts(wanted, name) && module_form(name) ? tree_.file_in(directory, name) : nullptr;
  // A link may lead to a file of another name, and that name counts.
  return found != nullptr && module_form(found->name()) ? found : nullptr;
}

// With what it is written in, but nothing added to it.
FileNode* ModuleFiles::written_as(FileNode& directory, std::string_view name, Wanted wanted) {
  const std::string_view suffix = extension(name);
  const std::string_view stem = name.substr(0, name.size() - suffix.size());
  for (const Written& one : written) {
    if (one.extension != suffix) continue;
    for (const std::string_view instead : one.instead)
      if (!instead.empty())
        if (FileNode* found = named_as(directory, joined(stem, instead), wanted)) return found;
    return nullptr;
  }
  return named_as(directory, name, wanted);
}

FileNode* ModuleFiles::with_one_of(FileNode& directory, std::string_view stem, Wanted wanted,
                                   std::span<const std::string_view> extensions) {
  for (const std::string_view extension : extensions)
    if (FileNode* found = named_as(directory, joined(stem, extension), wanted)) return found;
  return nullptr;
}

FileNode* ModuleFiles::exact(std::string_view directory, std::string_view path, Wanted wanted) {
  const std::string absolute = absolute_path(path, directory);
  FileNode* parent = is_folder_path(path) ? nullptr : tree_.find(parent_directory(absolute));
  return parent == nullptr ? nullptr : written_as(*parent, base_name(absolute), wanted);
}

ModuleFiles::Place ModuleFiles::place(std::string_view directory, std::string_view path, Wanted wanted) {
  const std::string absolute = absolute_path(path, directory);
  if (!is_folder_path(path)) {
    FileNode* parent = tree_.find(parent_directory(absolute));
    if (parent == nullptr) return {};
    const std::string_view name = base_name(absolute);
    if (FileNode* found = written_as(*parent, name, wanted)) return {found, nullptr};
    if (FileNode* found = with_one_of(*parent, name, wanted, added)) return {found, nullptr};
    FileNode* last = with_one_of(*parent, name, wanted, added_last);
    return {last, tree_.directory_in(*parent, name)};
  }
  FileNode* found = tree_.find(absolute);
  return {nullptr, found != nullptr && found->is_directory ? found : nullptr};
}

FileNode* ModuleFiles::file(std::string_view directory, std::string_view path, Wanted wanted) {
  return place(directory, path, wanted).file;
}

FileNode* ModuleFiles::path(std::string_view directory, std::string_view path, Wanted wanted) {
  const Place there = place(directory, path, wanted);
  FileNode* found = there.directory == nullptr ? nullptr : package(*there.directory, wanted);
  return found == nullptr ? there.file : found;
}

// A file that a package.json names. If it is a directory, its index; a package.json in there does not count any more.
FileNode* ModuleFiles::entry(std::string_view directory, std::string_view path, Wanted wanted) {
  const Place there = place(directory, path, wanted);
  FileNode* found = there.directory == nullptr ? nullptr : index(*there.directory, wanted);
  return found == nullptr ? there.file : found;
}

FileNode* ModuleFiles::index(FileNode& directory, Wanted wanted) {
  FileNode* found = with_one_of(directory, "index", wanted, added);
  return found == nullptr ? with_one_of(directory, "index", wanted, added_last) : found;
}

FileNode* ModuleFiles::typed_entry(const FileNode& directory, const PackageFile& package, std::string_view path) {
  if (package.types_versions)
    for (const std::string& mapped : mapped_by_types_versions(*package.types_versions, tidy_path(path)))
      if (FileNode* found = entry(directory.path, mapped, Wanted::types)) return found;
  return entry(directory.path, path, Wanted::types);
}

FileNode* ModuleFiles::package(FileNode& directory, Wanted wanted) {
  const PackageFile* said = package_in(directory);
  if (said == nullptr) return index(directory, wanted);
  if (wanted != Wanted::code)
    for (const std::string_view path : {std::string_view(said->types), std::string_view(said->main), "index"sv})
      if (!path.empty())
        if (FileNode* found = typed_entry(directory, *said, path)) return found;
  if (wanted == Wanted::types) return nullptr;
  if (!said->main.empty())
    if (FileNode* found = entry(directory.path, said->main, Wanted::code)) return found;
  return index(directory, Wanted::code);
}

const PackageFile* ModuleFiles::package_in(FileNode& directory) {
  const FileNode* file = tree_.file_in(directory, "package.json");
  return file == nullptr ? nullptr : packages_.read(file->path);
}

FileNode* ModuleFiles::package_around(FileNode& directory) {
  for (FileNode* at = &directory; at != nullptr && at->name() != "node_modules"; at = at->parent)
    if (package_in(*at) != nullptr) return at;
  return nullptr;
}

std::vector<FileNode*> ModuleFiles::package_folders(FileNode& directory) {
  std::vector<FileNode*> folders;
  for (FileNode* at = &directory; at != nullptr; at = at->parent) {
    if (at->name() == "node_modules") continue;
    if (FileNode* folder = tree_.directory_in(*at, "node_modules")) folders.push_back(folder);
  }
  return folders;
}

}  // namespace asynclint
