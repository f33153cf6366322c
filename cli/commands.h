// The commands: what `asynclint WORD` runs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"

namespace asynclint::cli {

enum class ExitStatus : std::uint8_t {
  clean = 0,
  // Findings of level error, or more warnings than are allowed.
  findings = 1,
  // Asked for something that there is not, or something could not be read or written.
  failure = 2,
};

inline constexpr std::string_view what_asynclint_does = "finds asynchronous mistakes in JavaScript and TypeScript";

using Words = std::vector<std::string>;

struct Command {
  std::string_view name;
  std::string_view usage;
  std::string_view summary;
  ExitStatus (*run)(const Words& words, Console& console);
  // What it understands.
  CommandLine (*describe)();
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
ExitStatus run_completions(const Words& words, Console& console);
ExitStatus run_man(const Words& words, Console& console);
ExitStatus run_help(const Words& words, Console& console);

[[nodiscard]] CommandLine describe_lint();
[[nodiscard]] CommandLine describe_rules();
[[nodiscard]] CommandLine describe_explain();
[[nodiscard]] CommandLine describe_lessons();
[[nodiscard]] CommandLine describe_drill();
[[nodiscard]] CommandLine describe_docs();
[[nodiscard]] CommandLine describe_merge();
[[nodiscard]] CommandLine describe_migrate();
[[nodiscard]] CommandLine describe_lsp();
[[nodiscard]] CommandLine describe_completions();
[[nodiscard]] CommandLine describe_man();
[[nodiscard]] CommandLine describe_help();

[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] std::vector<std::string> command_words();

// How most commands begin: their arguments go where `line` says. The status when that is the end of it, because
// something is wrong or `help`, which the arguments may set, was wanted.
[[nodiscard]] std::optional<ExitStatus> ended_by_arguments(const CommandLine& line, const Words& words,
                                                           const bool& help, Console& console);
// Says why the command cannot do what it was asked for.
[[nodiscard]] ExitStatus failed(Console& console, std::string_view why);

// A first word that names no command is a path to lint.
[[nodiscard]] ExitStatus run(const Words& arguments);

}  // namespace asynclint::cli
