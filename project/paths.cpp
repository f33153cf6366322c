#include "project/paths.h"

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

std::string assembled(bool is_rooted, const std::vector<std::string_view>& parts) {
  std::string path;
  for (const std::string_view part : parts) {
    if (is_rooted || !path.empty()) path += '/';
    path += part;
  }
  if (path.empty()) path = is_rooted ? "/" : ".";
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
  return path.substr(0, slash == 0 ? 1 : slash);
}

std::string join_path(std::string_view directory, std::string_view name) {
  if (directory.empty() || directory == "." || platform::is_absolute(name)) return std::string(name);
  std::string path(directory);
  if (!path.ends_with('/')) path += '/';
  return path += name;
}

std::string tidy_path(std::string_view path) { return assembled(path.starts_with('/'), parts_of(path)); }

std::string absolute_path(std::string_view path, std::string_view directory) {
  const std::string joined = join_path(directory, path);
  std::vector<std::string_view> parts;
  for (const std::string_view part : parts_of(joined)) {
    if (part != "..")
      parts.push_back(part);
    else if (!parts.empty())
      parts.pop_back();
  }
  return assembled(true, parts);
}

std::string seen_from(std::string_view path, std::string_view directory) {
  std::string prefix(directory);
  if (!prefix.ends_with('/')) prefix += '/';
  return std::string(path.starts_with(prefix) ? path.substr(prefix.size()) : path);
}

}  // namespace asynclint
