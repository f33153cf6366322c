// The scripts that make shells complete what is typed, and what they have in common.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"

namespace asynclint::cli {

struct DescribedCommand {
  std::string name;
  std::string summary;
  std::vector<Option> options;
  std::string positional;
  Values positional_values;
};

// All of them, with all of their options.
[[nodiscard]] std::vector<DescribedCommand> described_commands();

// `--level`, and `-l` before it where there is one.
[[nodiscard]] std::vector<std::string> names_of(const Option& option);

// The part of a help text that fits beside a word: up to the first stop of any kind.
[[nodiscard]] std::string gist(std::string_view help);

[[nodiscard]] std::vector<std::string> words_of(const Values& values);
[[nodiscard]] std::vector<std::string> words_behind(const Values& values);

[[nodiscard]] std::string joined_words(std::span<const std::string> words, std::string_view between = " ");

[[nodiscard]] std::string with_all_replaced(std::string_view text, std::string_view from, std::string_view to);

struct ShellEntry {
  std::string_view name;
  std::string (*script)();
};

std::string bash_completions();
std::string zsh_completions();
std::string fish_completions();
std::string powershell_completions();

[[nodiscard]] std::span<const ShellEntry> shells();

}  // namespace asynclint::cli
