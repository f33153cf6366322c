// What a configuration of ESLint says about rules that ours answer to. It is read as text: nothing in it runs, and what
// would have to run is told instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "lint/finding.h"
#include "project/result.h"

namespace asynclint::cli {

// For all files, or for those that patterns name.
struct EslintPart {
  std::vector<std::string> files;
  // By our rules' names, in the order of their table.
  std::vector<std::pair<std::string_view, Level>> levels;
};

struct EslintConfig {
  std::vector<EslintPart> parts;
  std::vector<std::string> ignored;
  // What could not be taken over, by the line it stands in; 0 for none.
  struct Unread {
    std::uint32_t line = 0;
    std::string what;
  };
  std::vector<Unread> unread;
};

// Files in which ESLint keeps its configuration, those that it prefers first.
[[nodiscard]] const std::vector<std::string_view>& eslint_config_names();

// The first of them here that says something; empty when there is none.
[[nodiscard]] std::string find_eslint_config();
// Of a file; the reason begins with its path.
[[nodiscard]] Result<EslintConfig> load_eslint_config(const std::string& path);

// By its name it is JSON with comments, a package.json, or a program.
[[nodiscard]] Result<EslintConfig> read_eslint_config(std::string_view name, std::string_view text);

// The same as a text for asynclint.json.
[[nodiscard]] std::string configuration_of(const EslintConfig& config);

// Says what was not taken over from a file.
void note_unread(const EslintConfig& config, const std::string& path, Console& console);

}  // namespace asynclint::cli
