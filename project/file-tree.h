// What is below one folder, and nothing else: each directory is listed once, when it is first asked about, and names
// are looked up in what was listed. So names are exact on every system, a name that is not there costs nothing, and a
// symbolic link that leads out of the folder leads nowhere.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "project/platform.h"

namespace asynclint {

// A file or directory that is there. Links have been followed: `path` is absolute and real.
struct FileNode {
  std::string path;
  // Null above the folder.
  FileNode* parent = nullptr;
  bool is_directory = false;

  [[nodiscard]] std::string_view name() const;

 private:
  friend class FileTree;

  bool is_listed_ = false;
  std::vector<platform::DirectoryEntry> entries_;
  // Beside the entries: what each is, once somebody asked.
  std::vector<FileNode*> nodes_;
};

// One thread at a time. Nodes live as long as the tree.
class FileTree {
 public:
  // `folder` is absolute. When there is no such directory, nothing is ever found.
  explicit FileTree(const std::string& folder);
  FileTree(const FileTree&) = delete;
  FileTree& operator=(const FileTree&) = delete;

  // Null when there is nothing, or nothing that may be looked at.
  [[nodiscard]] FileNode* child(FileNode& directory, std::string_view name);
  [[nodiscard]] FileNode* file_in(FileNode& directory, std::string_view name);
  [[nodiscard]] FileNode* directory_in(FileNode& directory, std::string_view name);
  // By an absolute path without `.` and `..`.
  [[nodiscard]] FileNode* find(std::string_view path);

 private:
  void list(FileNode& directory);
  [[nodiscard]] FileNode* add(FileNode& parent, const std::string& name, bool is_directory);
  [[nodiscard]] FileNode* follow(FileNode& directory, const std::string& name);

  // As it was given, when that is another name for the root.
  std::string alias_;
  FileNode* root_ = nullptr;
  // Stands for an entry that nobody has asked about yet.
  FileNode unasked_;
  // Of links to links, at this moment.
  int depth_ = 0;
  std::deque<FileNode> nodes_;
};

}  // namespace asynclint
