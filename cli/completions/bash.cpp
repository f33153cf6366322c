// Completions for bash, from 3.2 on, with or without the package bash-completion.
#include <fmt/format.h>

#include "cli/completions/completions.h"

namespace asynclint::cli {
namespace {

constexpr std::string_view bash_head =
    R"script(# What bash completes for asynclint. Made by `asynclint completions bash`.

# Sets words, paths, words_behind and paths_behind to what is known of a value.
_asynclint_values() {
  words= paths= words_behind= paths_behind=
  case $1 in
)script";

constexpr std::string_view bash_tail = R"script(
_asynclint_paths() {
  case $1 in
    files) compgen -f -- "$2" ;;
    directories) compgen -d -- "$2" ;;
  esac
}

_asynclint() {
  local -a typed=()
  local word glued= position=0 command=lint ended= option= before= current
  local words= paths= words_behind= paths_behind=
  COMPREPLY=()

  # bash may take words apart at `=`; here they are one again.
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ $word == = && ${#typed[@]} -gt 1 ]]; then
      typed[${#typed[@]}-1]+='='
      glued=yes
    elif [[ $glued ]]; then
      typed[${#typed[@]}-1]+=$word
      glued=
    else
      typed+=("$word")
    fi
  done
  position=$((${#typed[@]} - 1))
  current=${typed[position]}
  if ((position > 1)) && [[ " $_asynclint_commands " == *" ${typed[1]} "* ]]; then command=${typed[1]}; fi
  for word in "${typed[@]:1:position-1}"; do [[ $word == -- ]] && ended=yes; done

  if [[ ! $ended && $current == --*=* ]]; then
    option=${current%%=*}
    before=$option=
    current=${current#*=}
  elif [[ ! $ended ]] && ((position > 1)) && _asynclint_takes_value "$command ${typed[position-1]}"; then
    option=${typed[position-1]}
  fi

  if [[ $option ]]; then
    _asynclint_values "$command $option"
  elif [[ ! $ended && $current == -* ]]; then
    _asynclint_options "$command"
  else
    _asynclint_values "$command"
    if ((position == 1)); then words="$_asynclint_commands $words"; fi
  fi
  if [[ $words_behind$paths_behind && $current == *=* ]]; then
    before+=${current%%=*}=
    current=${current#*=}
    words=$words_behind paths=$paths_behind
  fi
  # Where bash takes words apart at `=`, it wants what stands behind it.
  if [[ $COMP_WORDBREAKS == *=* ]]; then before=; fi

  while IFS= read -r word; do COMPREPLY+=("$before$word"); done < <(compgen -W "$words" -- "$current")
  if [[ $paths ]]; then
    if ((${#COMPREPLY[@]} == 0)); then compopt -o filenames 2>/dev/null; fi
    while IFS= read -r word; do COMPREPLY+=("$before$word"); done < <(_asynclint_paths "$paths" "$current")
  elif [[ $words_behind$paths_behind && ${#COMPREPLY[@]} -eq 1 ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

complete -F _asynclint asynclint
)script";

std::string paths_word(Paths paths) {
  return paths == Paths::files ? "files" : paths == Paths::directories ? "directories" : "";
}

std::string settings_of(const Values& values) {
  std::string text;
  const auto set = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format(" {}='{}'", name, value);
  };
  set("words", joined_words(words_of(values)));
  set("paths", paths_word(values.paths));
  set("words_behind", joined_words(words_behind(values)));
  set("paths_behind", paths_word(values.paths_behind));
  return text;
}

// What is asked for stands between quotes, with the command before the option.
std::string pattern_of(const DescribedCommand& command, const Option& option) {
  std::string pattern;
  for (const std::string& name : names_of(option))
    pattern += fmt::format("{}'{} {}'", pattern.empty() ? "" : "|", command.name, name);
  return pattern;
}

std::string bash_values(std::span<const DescribedCommand> all) {
  std::string text;
  for (const DescribedCommand& command : all) {
    const std::string positional = settings_of(command.positional_values);
    if (!positional.empty()) text += fmt::format("    '{}'){} ;;\n", command.name, positional);
    for (const Option& option : command.options) {
      const std::string settings = settings_of(option.values);
      if (!settings.empty()) text += fmt::format("    {}){} ;;\n", pattern_of(command, option), settings);
    }
  }
  return text + "  esac\n}\n";
}

// Of options whose value is the next word: there paths and options are not what is wanted.
std::string bash_value_takers(std::span<const DescribedCommand> all) {
  std::string text = "\n_asynclint_takes_value() {\n  case $1 in\n";
  for (const DescribedCommand& command : all)
    for (const Option& option : command.options)
      if (takes_value(option) && !may_be_left_out(option))
        text += fmt::format("    {}) return 0 ;;\n", pattern_of(command, option));
  return text + "  esac\n  return 1\n}\n";
}

std::string bash_options(std::span<const DescribedCommand> all) {
  std::string text = "\n_asynclint_options() {\n  case $1 in\n";
  for (const DescribedCommand& command : all) {
    std::vector<std::string> names;
    for (const Option& option : command.options)
      for (std::string& name : names_of(option)) names.push_back(std::move(name));
    text += fmt::format("    {}) words='{}' ;;\n", command.name, joined_words(names));
  }
  return text + "  esac\n}\n";
}

}  // namespace

std::string bash_completions() {
  const std::vector<DescribedCommand> all = described_commands();
  std::string text(bash_head);
  text += bash_values(all) + bash_value_takers(all) + bash_options(all);
  text += fmt::format("\n_asynclint_commands='{}'\n", joined_words(command_words()));
  return text.append(bash_tail);
}

}  // namespace asynclint::cli
