#include "project/paths.h"

#include <algorithm>
#include <vector>

#include "project/platform.h"

namespace asynclint {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != ".") parts.push_back(part);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
  return parts;
}

std::string assembled(std::string_view root, const std::vector<std::string_view>& parts) {
  std::string path(root);
  for (const std::string_view part : parts) {
    if (path.size() > root.size()) path += '/';
    path += part;
  }
  if (path.empty()) path = ".";
  return path;
}

}  // namespace

std::string_view base_name(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

std::string_view extension(std::string_view path) {
  const std::string_view name = base_name(path);
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view{} : name.substr(dot);
}

std::string_view parent_directory(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string_view::npos) return ".";
  return path.substr(0, std::max(slash, platform::root_of(path).size()));
}

bool is_root(std::string_view path) { return !path.empty() && platform::root_of(path).size() == path.size(); }

bool is_within(std::string_view path, std::string_view directory) {
  if (!path.starts_with(directory)) return false;
  return path.size() == directory.size() || directory.ends_with('/') || path[directory.size()] == '/';
}

std::string join_path(std::string_view directory, std::string_view name) {
  if (directory.empty() || directory == "." || platform::is_absolute(name)) return std::string(name);
  std::string path(directory);
  if (!path.ends_with('/')) path += '/';
  return path += name;
}

std::string tidy_path(std::string_view path) {
  const std::string slashed = platform::with_slashes(path);
  const std::string_view root = platform::root_of(slashed);
  return assembled(root, parts_of(std::string_view(slashed).substr(root.size())));
}

std::string absolute_path(std::string_view path, std::string_view directory) {
  const std::string joined = join_path(directory, platform::with_slashes(path));
  const std::string_view root = platform::root_of(joined);
  std::vector<std::string_view> parts;
  for (const std::string_view part : parts_of(std::string_view(joined).substr(root.size()))) {
    if (part != "..")
      parts.push_back(part);
    else if (!parts.empty())
      parts.pop_back();
  }
  return assembled(root.empty() ? "/" : root, parts);
}

std::string seen_from(std::string_view path, std::string_view directory) {
  std::string prefix(directory);
  if (!prefix.ends_with('/')) prefix += '/';
  return std::string(path.starts_with(prefix) ? path.substr(prefix.size()) : path);
}

}  // namespace asynclint
