// Which configuration counts for a file: one resolver, for the command line and for the language server.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/lint.h"
#include "project/configuration-file.h"
#include "project/result.h"

namespace asynclint {

// What the command line says on top of all files.
struct ConfigurationRequest {
  // This file for all, absolute; empty: the nearest one.
  std::string file;
  bool ignores_files = false;
  std::vector<std::string_view> only;
  std::vector<LevelSetting> levels;
  std::optional<Level> least;
  // Findings say what they rest on.
  bool with_evidence = false;
};

// What counts for one file, as the linter takes it.
struct FileSettings {
  LintSettings settings;
  // The least level that is shown, and that is fixed.
  Level least = Level::warning;
};

// Where a file is that need not be there: absolute, with those links resolved that are.
[[nodiscard]] std::string located(const std::string& path);

// What counts for one file, with where it comes from.
struct ResolvedRule {
  const RuleEntry* entry = nullptr;
  // None: the rule's own levels.
  std::optional<Level> level;
  Origin origin;
  // The last of each that was set.
  std::vector<OptionChoice> options;
};

struct ResolvedConfiguration {
  // The nearest file last, what it extends before it; none when nothing is configured.
  std::vector<std::string> files;
  PresetChoice preset;
  LeastChoice least;
  std::vector<ResolvedRule> rules;
  // The line that excludes the file.
  std::optional<Origin> ignored;
};

// Any thread may ask. Files are read once, when they are first needed: whoever lives longer than a run makes a new one
// when a configuration file changes. Paths are absolute, with links resolved.
class Configurations {
 public:
  Configurations(std::span<const RuleEntry> rules, ConfigurationRequest request);
  ~Configurations();
  Configurations(const Configurations&) = delete;
  Configurations& operator=(const Configurations&) = delete;

  // What a walk saw in a directory, so that nobody has to look.
  struct Listing {
    bool has_configuration = true;
    bool has_package = true;
    bool is_repository = true;
  };
  void enter(const std::string& directory, const Listing& listing);

  [[nodiscard]] std::shared_ptr<const FileSettings> settings_of(const std::string& path);
  // The line that excludes an entry by `ignore`: itself, when the walk has come to it, …
  [[nodiscard]] std::optional<Origin> excludes(const std::string& path, bool is_directory);
  // … or itself or a directory around it.
  [[nodiscard]] std::optional<Origin> ignored(const std::string& path, bool is_directory);
  [[nodiscard]] ResolvedConfiguration resolved(const std::string& path);

  // The files that were read up to now, and those that were looked for and could not be.
  [[nodiscard]] std::vector<std::string> files();
  // In the files that were read up to now. What is wrong there is left out, and the rest counts.
  [[nodiscard]] std::vector<ConfigurationMistake> mistakes();

 private:
  struct Chain;
  struct Directory;

  [[nodiscard]] bool looks_for_files() const { return request_.file.empty() && !request_.ignores_files; }
  const Directory& directory(const std::string& path);
  const Directory& add_directory(const std::string& path, const Listing& listing);
  std::shared_ptr<Chain> nearest_in(const std::string& path, const Listing& listing);
  std::shared_ptr<Chain> chain_from(const std::shared_ptr<const ConfigurationFile>& file);
  void extend(Chain& chain, const std::shared_ptr<const ConfigurationFile>& file, std::vector<std::string>& open);
  std::shared_ptr<const ConfigurationFile> extended(const Chain& chain, const ConfigurationFile& file,
                                                    const ExtendedFile& entry, const std::vector<std::string>& open);
  Result<std::shared_ptr<const ConfigurationFile>> load(const std::string& path);
  [[nodiscard]] ResolvedConfiguration merged(const Chain& chain, const std::vector<bool>& overrides) const;
  void merge(const Changes& changes, ResolvedConfiguration& into) const;
  [[nodiscard]] std::shared_ptr<const FileSettings> compiled(const ResolvedConfiguration& resolved) const;

  // The rules of the table, and what the engine itself reports.
  std::vector<RuleEntry> rules_;
  ConfigurationRequest request_;

  std::mutex mutex_;
  std::vector<ConfigurationMistake> mistakes_;
  std::unordered_map<std::string, std::unique_ptr<const Directory>> directories_;
  // Null: a package.json that configures nothing.
  std::unordered_map<std::string, std::shared_ptr<const ConfigurationFile>> files_;
  // What counts where nothing is configured, or for everything.
  std::shared_ptr<Chain> general_;
};

}  // namespace asynclint
