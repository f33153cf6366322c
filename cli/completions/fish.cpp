// Completions for fish.
#include <fmt/format.h>

#include "cli/completions/completions.h"

namespace asynclint::cli {
namespace {

constexpr std::string_view fish_head =
    R"script(# What fish completes for asynclint. Made by `asynclint completions fish`.

# Whether the command is this one. Without a command it is lint.
function __asynclint_in
    set -l words (commandline -opc)
    if contains -- "$words[2]" $__asynclint_commands
        test "$words[2]" = $argv[1]
    else
        test lint = $argv[1]
    end
end

function __asynclint_at_command
    test (count (commandline -opc)) -eq 1
end

# NAME, or NAME=WORD once there is a `=`: the names are what comes before --, the words what comes behind it. Without
# words it is files.
function __asynclint_pairs
    set -l split (contains -i -- -- $argv)
    set -l typed (commandline -ct)
    set -l option (string match -r -- '^--[^=]*=' $typed)
    test -n "$option"; and set typed (string replace -- $option '' $typed)
    set -l name (string match -r -- '^[^=]*=' $typed)
    if test -z "$name"
        test $split -gt 1; and printf '%s\n' $argv[1..(math $split - 1)]
    else if test $split -lt (count $argv)
        printf "$name%s\n" $argv[(math $split + 1)..-1]
    else
        for path in (__fish_complete_path (string replace -- $name '' $typed))
            printf '%s\n' $name$path
        end
    end
end

)script";

std::string in_fish_quotes(std::string_view text) {
  return "'" + with_all_replaced(with_all_replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_values(const Values& values) {
  const std::string words = joined_words(words_of(values));
  std::string text;
  if (values.are_pairs())
    text = in_fish_quotes(fmt::format("(__asynclint_pairs {} -- {})", words, joined_words(words_behind(values))));
  else if (values.paths == Paths::directories)
    text = in_fish_quotes("(__fish_complete_directories (commandline -ct))");
  else if (!words.empty())
    text = in_fish_quotes(words);
  return text.empty() ? "" : " -a " + text;
}

std::string fish_option(const DescribedCommand& command, const Option& option) {
  std::string text = fmt::format("complete -c asynclint -n '__asynclint_in {}'", command.name);
  if (!short_name(option).empty()) text += fmt::format(" -s {}", short_name(option).substr(1));
  text += fmt::format(" -l {}", long_name(option).substr(2));
  // -r wants a value, and fish offers files for it; -x offers none.
  if (takes_value(option) && !may_be_left_out(option)) text += option.values.paths == Paths::files ? " -r -F" : " -x";
  return text + fish_values(option.values) + fmt::format(" -d {}\n", in_fish_quotes(gist(option.help)));
}

}  // namespace

std::string fish_completions() {
  std::string text(fish_head);
  text += fmt::format("set -g __asynclint_commands {}\n\n", joined_words(command_words()));
  text += "complete -c asynclint -e\ncomplete -c asynclint -f\n";
  for (const DescribedCommand& command : described_commands()) {
    text += fmt::format("\ncomplete -c asynclint -n __asynclint_at_command -a {} -d {}\n", command.name,
                        in_fish_quotes(gist(command.summary)));
    const Values& values = command.positional_values;
    if (values.paths == Paths::files)
      text += fmt::format("complete -c asynclint -n '__asynclint_in {}' -F\n", command.name);
    if (values.words != nullptr)
      text += fmt::format("complete -c asynclint -n '__asynclint_in {}; and not __asynclint_at_command'{}\n",
                          command.name, fish_values(values));
    for (const Option& option : command.options) text += fish_option(command, option);
  }
  return text;
}

}  // namespace asynclint::cli
