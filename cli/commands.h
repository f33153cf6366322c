// The commands: what `asynclint WORD` runs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"

namespace asynclint::cli {

enum class ExitStatus : std::uint8_t {
  clean = 0,
  // Findings of level error, or more warnings than are allowed.
  findings = 1,
  // Asked for something that there is not, or something could not be read or written.
  failure = 2,
};

using Words = std::vector<std::string>;

struct Command {
  std::string_view name;
  std::string_view usage;
  std::string_view summary;
  ExitStatus (*run)(const Words& words, Console& console);
};

// One function a command, each in a file of its own.
ExitStatus run_lint(const Words& words, Console& console);
ExitStatus run_rules(const Words& words, Console& console);
ExitStatus run_explain(const Words& words, Console& console);
ExitStatus run_lessons(const Words& words, Console& console);
ExitStatus run_drill(const Words& words, Console& console);
ExitStatus run_docs(const Words& words, Console& console);
ExitStatus run_merge(const Words& words, Console& console);
ExitStatus run_migrate(const Words& words, Console& console);
ExitStatus run_lsp(const Words& words, Console& console);
ExitStatus run_help(const Words& words, Console& console);

[[nodiscard]] std::span<const Command> commands();

// A first word that names no command is a path to lint.
[[nodiscard]] ExitStatus run(const Words& arguments);

}  // namespace asynclint::cli
