#include "server/disk-stamps.h"

#include <array>
#include <functional>
#include <string_view>

#include "project/file-walk.h"
#include "project/paths.h"

namespace asynclint::server {
namespace {

constexpr std::array<std::string_view, 5> speaking_names{"asynclint.json", "package.json", "tsconfig.json",
                                                         "jsconfig.json", ".gitignore"};

// Of the names that an import may lead to; editors put other files there for a moment whenever they save.
std::size_t hash_of_names(const std::string& directory) {
  std::size_t hash = 0;
  const auto entries = platform::list_directory(directory);
  if (!entries) return hash;
  for (const platform::DirectoryEntry& entry : *entries)
    if (entry.kind == platform::FileKind::directory || is_script_name(entry.name) || entry.name.ends_with(".d.ts"))
      hash = hash * 31 + std::hash<std::string>()(entry.name);
  return hash;
}

}  // namespace

void DiskStamps::add(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!files_.contains(path)) files_[path] = platform::stamp_of(path);
}

void DiskStamps::add_around(const std::string& path, std::string_view folder) {
  const std::lock_guard lock(mutex_);
  const std::string own(parent_directory(path));
  for (std::string directory = own; !directories_.contains(directory); directory = parent_directory(directory)) {
    const bool is_ours = directory == own || (!folder.empty() && directory.starts_with(folder));
    directories_[directory] = {is_ours ? platform::stamp_of(directory) : platform::FileStamp{},
                               is_ours ? hash_of_names(directory) : 0, is_ours};
    for (const std::string_view name : speaking_names) {
      const std::string file = join_path(directory, name);
      files_[file] = platform::stamp_of(file);
    }
  }
}

bool DiskStamps::has_changed() {
  const std::lock_guard lock(mutex_);
  for (const auto& [path, stamp] : files_)
    if (stamp != platform::stamp_of(path)) return true;
  for (auto& [path, names] : directories_) {
    if (!names.is_ours) continue;
    const platform::FileStamp now = platform::stamp_of(path);
    if (now == names.stamp) continue;
    names.stamp = now;
    if (names.hash != hash_of_names(path)) return true;
  }
  return false;
}

}  // namespace asynclint::server
