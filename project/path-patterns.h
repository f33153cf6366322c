// Maps of names with one `*` in them: `paths` of a tsconfig.json, `typesVersions` of a package.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "project/json-text.h"

namespace asynclint {

struct PathPattern {
  // Around the `*`; without one, the prefix is the whole name.
  std::string prefix;
  std::string suffix;
  bool has_star = false;
  // In the order in which they are tried.
  std::vector<std::string> targets;
};

[[nodiscard]] PathPattern path_pattern(std::string_view key);

// The members of an object that map a name to a list of names. What is something else is left out.
[[nodiscard]] std::vector<PathPattern> path_patterns(const JsonValue& object);

// As TypeScript chooses: the name itself, or else the pattern with the longest text before its `*`. Its targets, with
// what the `*` stands for put into them; none when no pattern matches.
[[nodiscard]] std::vector<std::string> mapped(std::string_view name, const std::vector<PathPattern>& patterns);

// Every `*` of a target becomes that.
[[nodiscard]] std::string with_star(std::string_view target, std::string_view star);

}  // namespace asynclint
