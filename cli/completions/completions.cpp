#include "cli/completions/completions.h"

#include <algorithm>
#include <array>

namespace asynclint::cli {
namespace {

constexpr std::array<ShellEntry, 4> shell_table{{
    {"bash", bash_completions},
    {"zsh", zsh_completions},
    {"fish", fish_completions},
    {"powershell", powershell_completions},
}};

}  // namespace

std::vector<DescribedCommand> described_commands() {
  std::vector<DescribedCommand> all;
  for (const Command& command : commands()) {
    CommandLine line = command.describe();
    DescribedCommand described{
        std::string(command.name), std::string(command.summary), {}, line.positional, line.positional_values};
    for (OptionGroup& group : line.groups)
      for (Option& option : group.options) described.options.push_back(std::move(option));
    all.push_back(std::move(described));
  }
  return all;
}

std::vector<std::string> names_of(const Option& option) {
  std::vector<std::string> names;
  if (!short_name(option).empty()) names.emplace_back(short_name(option));
  names.emplace_back(long_name(option));
  return names;
}

std::string gist(std::string_view help) {
  std::size_t end = help.size();
  for (const std::string_view stop : {". ", "; ", ": ", ", ", " (", "\n"}) end = std::min(end, help.find(stop));
  return std::string(help.substr(0, end));
}

std::vector<std::string> words_of(const Values& values) {
  return values.words == nullptr ? std::vector<std::string>() : values.words();
}

std::vector<std::string> words_behind(const Values& values) {
  return values.words_behind == nullptr ? std::vector<std::string>() : values.words_behind();
}

std::string joined_words(std::span<const std::string> words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::string with_all_replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    result.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return result.append(text);
}

std::span<const ShellEntry> shells() { return shell_table; }

}  // namespace asynclint::cli
