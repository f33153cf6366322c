#include "project/file-tree.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "project/paths.h"

namespace asynclint {
namespace {

using platform::DirectoryEntry;
using platform::FileKind;

// As many as Linux follows.
constexpr int most_links = 40;

// What is left of a path below a directory; none when it is not below it.
std::optional<std::string_view> below(std::string_view path, std::string_view directory) {
  if (!is_within(path, directory)) return std::nullopt;
  path.remove_prefix(directory.size());
  if (path.starts_with('/')) path.remove_prefix(1);
  return path;
}

// Takes the first part off a path, which must not be empty.
std::string_view take_part(std::string_view& path) {
  const std::size_t slash = path.find('/');
  const std::string_view part = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return part;
}

}  // namespace

std::string_view FileNode::name() const { return base_name(path); }

FileTree::FileTree(const std::string& folder) {
  const Result<std::string> real = platform::real_path(folder);
  if (!real) return;
  const Result<FileKind> kind = platform::kind_of(*real);
  if (!kind || *kind != FileKind::directory) return;
  if (*real != folder) alias_ = folder;
  root_ = &nodes_.emplace_back();
  root_->path = *real;
  root_->is_directory = true;
}

FileNode* FileTree::add(FileNode& parent, const std::string& name, bool is_directory) {
  FileNode& node = nodes_.emplace_back();
  node.path = join_path(parent.path, name);
  node.parent = &parent;
  node.is_directory = is_directory;
  return &node;
}

// A directory that cannot be listed is as good as empty.
void FileTree::list(FileNode& directory) {
  directory.is_listed_ = true;
  Result<std::vector<DirectoryEntry>> entries = platform::list_directory(directory.path);
  if (!entries) return;
  directory.entries_ = *std::move(entries);
  directory.nodes_.assign(directory.entries_.size(), &unasked_);
}

FileNode* FileTree::child(FileNode& directory, std::string_view name) {
  if (!directory.is_directory) return nullptr;
  if (!directory.is_listed_) list(directory);
  const auto by_name = [](const DirectoryEntry& entry, std::string_view wanted) { return entry.name < wanted; };
  const auto place = std::lower_bound(directory.entries_.begin(), directory.entries_.end(), name, by_name);
  if (place == directory.entries_.end() || place->name != name) return nullptr;
  const auto index = static_cast<std::size_t>(place - directory.entries_.begin());
  FileNode* known = directory.nodes_[index];
  if (known != &unasked_) return known;
  // A link that comes back here while it is followed leads nowhere.
  directory.nodes_[index] = nullptr;
  FileNode* node = nullptr;
  if (place->kind == FileKind::link)
    node = follow(directory, place->name);
  else if (place->kind != FileKind::other)
    node = add(directory, place->name, place->kind == FileKind::directory);
  return directory.nodes_[index] = node;
}

FileNode* FileTree::file_in(FileNode& directory, std::string_view name) {
  FileNode* node = child(directory, name);
  return node == nullptr || node->is_directory ? nullptr : node;
}

FileNode* FileTree::directory_in(FileNode& directory, std::string_view name) {
  FileNode* node = child(directory, name);
  return node == nullptr || !node->is_directory ? nullptr : node;
}

FileNode* FileTree::find(std::string_view path) {
  if (root_ == nullptr) return nullptr;
  std::optional<std::string_view> rest = below(path, root_->path);
  if (!rest && !alias_.empty()) rest = below(path, alias_);
  if (!rest) return nullptr;
  FileNode* node = root_;
  while (node != nullptr && !rest->empty()) node = child(*node, take_part(*rest));
  return node;
}

// Part by part, as the system would, so that `..` behind another link means what it means there. On its way a link may
// go through the folders above the root: their names are known from the root's own path, and nobody has to look.
FileNode* FileTree::follow(FileNode& directory, const std::string& name) {
  if (depth_ >= most_links) return nullptr;
  const Result<std::string> target = platform::read_link(join_path(directory.path, name));
  if (!target) return nullptr;
  std::string_view rest = *target;
  FileNode* node = &directory;
  // Where the way is while it is above the root; then there is no node.
  std::string above;
  if (platform::is_absolute(rest)) {
    const std::optional<std::string_view> in_alias = alias_.empty() ? std::nullopt : below(rest, alias_);
    node = in_alias ? root_ : nullptr;
    if (in_alias) {
      rest = *in_alias;
    } else {
      above = platform::root_of(rest);
      rest.remove_prefix(above.size());
    }
    if (!in_alias && root_->path == above) node = root_;
  }
  ++depth_;
  while (!rest.empty()) {
    const std::string_view part = take_part(rest);
    if (part.empty() || part == ".") continue;
    if (node != nullptr && part != "..") {
      node = child(*node, part);
      if (node == nullptr) break;
    } else if (node != nullptr) {
      if (node->parent == nullptr) above = parent_directory(node->path);
      // The folder above the root of the file system is that root.
      if (node->parent != nullptr || above != node->path) node = node->parent;
    } else if (part == "..") {
      above = std::string(parent_directory(above));
    } else {
      above = join_path(above, part);
      if (above == root_->path) node = root_;
      if (!below(root_->path, above)) break;
    }
  }
  --depth_;
  return node;
}

}  // namespace asynclint
