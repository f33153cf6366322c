// One configuration file, asynclint.json or the key `asynclint` of a package.json, as it was meant: what it sets, where
// each setting stands, and what is wrong with it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/option.h"
#include "lint/rule-entry.h"
#include "lint/rule.h"
#include "project/pattern-list.h"

namespace asynclint {

inline constexpr std::string_view configuration_name = "asynclint.json";
inline constexpr std::string_view package_name = "package.json";
inline constexpr std::string_view configuration_key = "asynclint";

// Where a setting stands: a line of a file, counted from 1; or, with no line, an option of the command line. Without a
// path it is the linter's own.
struct Origin {
  std::string path;
  std::size_t line = 0;
};

struct ConfigurationMistake {
  std::string path;
  // Counted from 1, the column in UTF-16 units; 0 when it is about the file as a whole.
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;
};

struct LevelChoice {
  // The rule's id, for as long as the rule table lives.
  std::string_view rule;
  // None: the rule's own levels, also where a preset leaves it out.
  std::optional<Level> level;
  Origin origin;
};

struct OptionChoice {
  std::string_view rule;
  std::string_view option;
  OptionValue value;
  Origin origin;
};

struct LeastChoice {
  Level level = Level::warning;
  Origin origin;
};

struct PresetChoice {
  // None: all rules.
  std::optional<Preset> preset = Preset::recommended;
  Origin origin;
};

// "recommended", "strict", "learning", "all".
[[nodiscard]] std::span<const std::string_view> preset_words();
[[nodiscard]] std::string_view name(const PresetChoice& choice);

struct Changes {
  std::vector<LevelChoice> levels;
  std::vector<OptionChoice> options;
  std::optional<LeastChoice> least;
};

struct Override {
  PatternList files;
  Changes changes;
};

struct ExtendedFile {
  // As it was written, relative to the file that it stands in.
  std::string path;
  // Where it stands, in case there is something wrong with it.
  std::size_t line = 0;
  std::size_t column = 0;
};

struct ConfigurationFile {
  // Absolute.
  std::string path;
  std::optional<PresetChoice> preset;
  std::vector<ExtendedFile> extends;
  Changes changes;
  PatternList ignore{{}};
  std::vector<Override> overrides;
};

// What a file says, as far as it can be understood; what cannot is added to the mistakes. None when a package.json has
// no such key.
[[nodiscard]] std::optional<ConfigurationFile> read_configuration(std::string path, std::string_view bytes,
                                                                  std::span<const RuleEntry> rules,
                                                                  std::vector<ConfigurationMistake>& mistakes);

}  // namespace asynclint
