// Completions for zsh: a file _asynclint of its fpath, which can be sourced as well.
#include <fmt/format.h>

#include "cli/completions/completions.h"

namespace asynclint::cli {
namespace {

constexpr std::string_view zsh_head = R"script(#compdef asynclint
# What zsh completes for asynclint. Made by `asynclint completions zsh`.

# NAME, or NAME=WORD once there is a `=`: the first argument has the names, the second the words; without words it is
# files.
_asynclint_pairs() {
  if compset -P '*='; then
    if [[ -n $2 ]]; then compadd -- ${=2}; else _files; fi
  else
    compadd -S '' -- ${=1}
  fi
}

)script";

constexpr std::string_view zsh_tail = R"script(
# Sourced, it says for what it is; as a file of fpath, it is what zsh calls.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _asynclint "$@"
else
  compdef _asynclint asynclint
fi
)script";

std::string in_zsh_quotes(std::string_view text) { return "'" + with_all_replaced(text, "'", "'\\''") + "'"; }

std::string with_escapes(std::string text, std::string_view characters) {
  // The backslash first: the others get one.
  const std::string all = std::string("\\").append(characters);
  for (const char character : all) {
    const std::string one(1, character);
    text = with_all_replaced(text, one, std::string("\\").append(one));
  }
  return text;
}

std::string zsh_action(const Values& values) {
  const std::string words = joined_words(words_of(values));
  if (values.are_pairs())
    return fmt::format("{{_asynclint_pairs \"{}\" \"{}\"}}", words, joined_words(words_behind(values)));
  const std::string_view paths = values.paths == Paths::files         ? "_files"
                                 : values.paths == Paths::directories ? "_files -/"
                                                                      : "";
  if (words.empty()) return paths.empty() ? " " : std::string(paths);
  return paths.empty() ? fmt::format("({})", words) : fmt::format("{{compadd -- {}; {}}}", words, paths);
}

// Each of its names is a specification of its own, of which one is enough.
std::string zsh_option(const Option& option) {
  const std::vector<std::string> names = names_of(option);
  std::string text;
  for (const std::string& name : names) {
    const bool is_long = name.starts_with("--");
    std::string specification;
    if (may_be_given_again(option))
      specification = "*";
    else if (names.size() > 1)
      specification = fmt::format("({})", joined_words(names));
    specification += name;
    if (takes_value(option)) specification += may_be_left_out(option) ? "=-" : is_long ? "=" : "+";
    specification += fmt::format("[{}]", with_escapes(gist(option.help), "[]"));
    if (takes_value(option))
      specification += fmt::format("{}{}:{}", may_be_left_out(option) ? "::" : ":",
                                   with_escapes(option.placeholder, ":"), zsh_action(option.values));
    text += fmt::format("        {} \\\n", in_zsh_quotes(specification));
  }
  return text;
}

std::string zsh_command(const DescribedCommand& command) {
  std::string text = fmt::format("    {})\n      _arguments -S \\\n", command.name);
  for (const Option& option : command.options) text += zsh_option(option);
  if (command.positional.empty())
    text += "        && return\n";
  else
    text +=
        fmt::format("        {} && return\n",
                    in_zsh_quotes(fmt::format("*:{}:{}", command.positional, zsh_action(command.positional_values))));
  return text + "      ;;\n";
}

}  // namespace

std::string zsh_completions() {
  const std::vector<DescribedCommand> all = described_commands();
  std::string text(zsh_head);
  text += "_asynclint() {\n  local command=lint\n  local -a commands\n  commands=(\n";
  for (const DescribedCommand& command : all)
    text += fmt::format("    {}\n", in_zsh_quotes(command.name + ":" + gist(command.summary)));
  text += "  )\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n";
  text += "    _describe -t commands command commands\n    _files\n    return\n  fi\n";
  text += "  if (( CURRENT > 2 )) && [[ -n ${commands[(r)$words[2]:*]} ]]; then\n";
  text += "    command=$words[2]\n    shift words\n    (( CURRENT-- ))\n  fi\n  case $command in\n";
  for (const DescribedCommand& command : all) text += zsh_command(command);
  return text.append("  esac\n}\n").append(zsh_tail);
}

}  // namespace asynclint::cli
