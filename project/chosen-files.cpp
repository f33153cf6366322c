#include "project/chosen-files.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "project/content-hash.h"
#include "project/git.h"
#include "project/paths.h"
#include "project/platform.h"
#include "project/source-text.h"
#include "project/workspace.h"

namespace asynclint {
namespace {

constexpr std::size_t list_size_limit = std::size_t{64} << 20U;

bool is_below(std::string_view path, std::string_view directory) {
  return path == directory || directory == "/" ||
         (path.size() > directory.size() && path.starts_with(directory) && path[directory.size()] == '/');
}

struct Chooser {
  Chooser(FoundFiles& files, std::span<const std::string> named, Configurations& asked)
      : found(files), paths(named), configurations(asked), directory(platform::current_directory()) {}

  FoundFiles& found;
  std::span<const std::string> paths;
  Configurations& configurations;
  std::string directory;

  // Git is asked about one repository.
  [[nodiscard]] std::optional<Failure> path_outside(const std::string& root) const {
    for (const std::string& path : paths)
      if (!is_below(located(path), root))
        return Failure{std::string(path)
                           .append(" is not in the repository ")
                           .append(root)
                           .append(", and git is asked about that one only")};
    return std::nullopt;
  }

  // What git would not be asked about because of its name.
  [[nodiscard]] std::vector<std::string> oddly_named() const {
    std::vector<std::string> odd;
    for (const FoundFile& file : found.files)
      if (file.is_named && !is_script_name(base_name(file.path))) odd.push_back(file.real);
    return odd;
  }

  // Takes from each file the lines that are its own, and leaves out files that have none.
  template <typename Lines>
  void keep(const Lines& lines_of) {
    std::vector<FoundFile> kept;
    for (FoundFile& file : found.files)
      if (lines_of(file.real, file)) kept.push_back(std::move(file));
    found.files = std::move(kept);
  }

  [[nodiscard]] Result<ChosenFiles> changed(const Git& git, const std::string& reference) {
    const auto changes = git.changes(reference, oddly_named());
    if (!changes) return changes.failure();
    const std::unordered_set<std::string> untracked(changes->untracked.begin(), changes->untracked.end());
    keep([&](const std::string& path, FoundFile& file) {
      if (changes->is_everything || untracked.contains(path)) return true;
      const auto lines = changes->lines.find(path);
      if (lines == changes->lines.end() || lines->second.empty()) return false;
      file.lines = std::make_shared<const ChangedLines>(lines->second);
      return true;
    });
    return ChosenFiles{changes->base, nullptr};
  }

  // A file that is staged and was removed since then is not found on the disk.
  void add_removed(const GitStaged& staged) {
    std::unordered_set<std::string> known;
    for (const FoundFile& file : found.files) known.insert(file.real);
    for (const std::string& path : staged.differing) {
      const bool is_wanted = staged.lines.contains(path) && !known.contains(path) && is_script_name(base_name(path)) &&
                             std::ranges::any_of(paths, [&](const auto& one) { return is_below(path, located(one)); });
      if (!is_wanted || platform::kind_of(path) || configurations.ignored(path, false)) continue;
      found.files.push_back({seen_from(path, directory), false, configurations.settings_of(path), path});
    }
  }

  [[nodiscard]] Result<ChosenFiles> staged(const Git& git) {
    const auto answer = git.staged(oddly_named());
    if (!answer) return answer.failure();
    add_removed(*answer);
    const auto texts = std::make_shared<OpenTexts>();
    const std::unordered_set<std::string> differing(answer->differing.begin(), answer->differing.end());
    std::optional<Failure> failure;
    keep([&](const std::string& path, FoundFile& file) {
      const auto lines = answer->lines.find(path);
      const bool is_staged = lines != answer->lines.end() && !lines->second.empty();
      if (!is_staged || failure) return false;
      file.lines = std::make_shared<const ChangedLines>(lines->second);
      if (!differing.contains(path)) return true;
      auto content = git.staged_content(path, source_size_limit);
      if (!content) {
        failure = Failure{file.path + ": " + content.reason()};
        return false;
      }
      file.content = std::make_shared<const std::string>(*std::move(content));
      texts->set(path, file.content);
      return true;
    });
    if (failure) return *failure;
    return ChosenFiles{"the last commit", texts};
  }
};

}  // namespace

Result<ChosenFiles> choose_files(FoundFiles& found, std::span<const std::string> paths, const FileChoice& choice,
                                 Configurations& configurations) {
  Chooser chooser(found, paths, configurations);
  const auto git = Git::at(chooser.directory);
  if (!git) return git.failure();
  if (auto outside = chooser.path_outside(git->root())) return *std::move(outside);
  return choice.by == ChosenBy::staging ? chooser.staged(*git) : chooser.changed(*git, choice.reference);
}

void keep_shard(FoundFiles& found, const Shard& shard) {
  if (shard.count < 2) return;
  const std::string root = workspace_root_of(join_path(platform::current_directory(), "file"));
  std::erase_if(found.files, [&](const FoundFile& file) {
    return content_hash(seen_from(file.real, root)).low % shard.count != shard.number - 1;
  });
}

Result<std::vector<std::string>> read_file_list(const std::string& name) {
  const auto text =
      name == "-" ? platform::read_standard_input(list_size_limit) : platform::read_file(name, list_size_limit);
  if (!text) return text.failure();
  const char end = text->find('\0') == std::string::npos ? '\n' : '\0';
  std::vector<std::string> paths;
  std::string_view rest = *text;
  while (!rest.empty()) {
    std::string_view path = rest.substr(0, rest.find(end));
    rest.remove_prefix(std::min(rest.size(), path.size() + 1));
    if (end == '\n' && path.ends_with('\r')) path.remove_suffix(1);
    if (!path.empty()) paths.emplace_back(path);
  }
  return paths;
}

}  // namespace asynclint
