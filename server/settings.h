// What a client sets, under `asynclint`: as options of `initialize`, and later as its configuration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "server/json.h"

namespace asynclint::server {

// What hovers speak of.
enum class HoverDepth : std::uint8_t {
  off,
  findings,  // of what was found
  all,       // of every asynchronous construct, too
};

struct Settings {
  bool is_enabled = true;
  // A configuration file for everything, below the workspace folder or absolute; empty: the nearest one counts.
  std::string configuration;
  // The least level that is shown, whatever the configuration says.
  std::optional<Level> level;
  // Where the pages of rules are, with `{rule}` in it; no address is invented.
  std::string rule_page;
  // The same of lessons, with `{lesson}`.
  std::string lesson_page;
  HoverDepth hover = HoverDepth::all;
  // Slugs of the lessons that need no more than a line.
  std::vector<std::string> learned;
  // Rules whose preferred suggestion is part of "fix all".
  std::vector<std::string> fix_all_suggestions;
  // Of the whole workspace, also of files that nobody has opened.
  bool workspace_diagnostics = false;
  // In MiB: how much text is remembered in a form that makes the next keystroke cheap.
  std::uint32_t memory = 16;

  friend bool operator==(const Settings&, const Settings&) = default;
};

// Each thing that is not as it should be is left at its default, and said.
[[nodiscard]] Settings read_settings(const Json& json, std::vector<std::string>& mistakes);

}  // namespace asynclint::server
