#include "project/ignore-scope.h"

#include <utility>

#include "project/ignore-file.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {
namespace {

// No ignore file that somebody wrote comes near this.
constexpr std::size_t ignore_file_limit = std::size_t{4} << 20U;

bool exists(const std::string& path) { return static_cast<bool>(platform::kind_of(path)); }

// The first line of a file, behind a prefix that must be there; empty when it is not.
std::string first_line(const std::string& path, std::string_view prefix) {
  const Result<std::string> text = platform::read_file(path, ignore_file_limit);
  if (!text || !text->starts_with(prefix)) return {};
  return text->substr(prefix.size(), text->find_first_of("\r\n") - prefix.size());
}

// Where a repository keeps what belongs to all of its worktrees. `.git` is a directory, or in worktrees and submodules
// a file that names one.
std::string common_git_directory(const std::string& root) {
  std::string git = join_path(root, ".git");
  if (const std::string elsewhere = first_line(git, "gitdir: "); !elsewhere.empty()) git = join_path(root, elsewhere);
  const std::string common = first_line(join_path(git, "commondir"), "");
  return common.empty() ? git : join_path(git, common);
}

}  // namespace

struct IgnoreScope::Level {
  std::shared_ptr<const Level> outer;
  // Of the directory's path with a slash at its end.
  std::size_t prefix_length;
  IgnoreFile file;
  // Where the file is.
  std::string place;
};

IgnoreScope IgnoreScope::above(const std::string& directory) {
  IgnoreScope scope;
  if (exists(join_path(directory, ".git"))) return scope;
  std::string root = directory;
  do {
    if (is_root(root)) return scope;
    root = parent_directory(root);
  } while (!exists(join_path(root, ".git")));

  scope.enter_repository(root);
  for (std::string inside = root; inside != directory;) {
    scope.enter_directory(inside);
    const std::size_t begin = inside.size() + (inside.ends_with('/') ? 0 : 1);
    inside = directory.substr(0, directory.find('/', begin));
  }
  return scope;
}

void IgnoreScope::enter_repository(const std::string& root) {
  innermost_ = nullptr;
  add(root, join_path(common_git_directory(root), "info/exclude"));
}

void IgnoreScope::enter_directory(const std::string& directory) { add(directory, join_path(directory, ".gitignore")); }

void IgnoreScope::add(const std::string& directory, const std::string& file) {
  const Result<std::string> text = platform::read_file(file, ignore_file_limit);
  if (!text) return;
  IgnoreFile patterns(*text);
  if (patterns.empty()) return;
  const std::size_t prefix_length = directory.size() + (directory.ends_with('/') ? 0 : 1);
  innermost_ = std::make_shared<const Level>(Level{std::move(innermost_), prefix_length, std::move(patterns), file});
}

std::optional<IgnoreScope::Line> IgnoreScope::ignored_by(std::string_view path, bool is_directory) const {
  for (const Level* level = innermost_.get(); level != nullptr; level = level->outer.get()) {
    const IgnoreAnswer answer = level->file.answer({path.substr(level->prefix_length), base_name(path), is_directory});
    if (answer.verdict == Verdict::kept) return std::nullopt;
    if (answer.verdict == Verdict::ignored) return Line{level->place, answer.line};
  }
  return std::nullopt;
}

bool is_ignored_by_git(const std::string& path) {
  std::string directory(parent_directory(path));
  while (!exists(join_path(directory, ".git"))) {
    if (is_root(directory)) return false;
    directory = parent_directory(directory);
  }
  IgnoreScope scope;
  scope.enter_repository(directory);
  while (true) {
    scope.enter_directory(directory);
    const std::size_t begin = directory.size() + (directory.ends_with('/') ? 0 : 1);
    const std::size_t end = path.find('/', begin);
    const std::string inside = path.substr(0, end);
    if (scope.ignores(inside, end != std::string::npos)) return true;
    if (end == std::string::npos) return false;
    directory = inside;
  }
}

}  // namespace asynclint
