// `asynclint completions`: the script that makes a shell complete commands, options and their values.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/completions/completions.h"
#include "cli/words.h"

namespace asynclint::cli {
namespace {

struct CompletionsArguments {
  Words names;
  bool help = false;
};

Words shell_words() {
  Words words;
  for (const ShellEntry& shell : shells()) words.emplace_back(shell.name);
  return words;
}

CommandLine completions_line(CompletionsArguments& to) {
  return {.about = "Prints the script that makes a shell complete commands, options and their values.",
          .usage = {"completions bash | zsh | fish | powershell"},
          .notes =
              "bash: eval \"$(asynclint completions bash)\", in ~/.bashrc\n"
              "zsh: source <(asynclint completions zsh), in ~/.zshrc after compinit\n"
              "fish: asynclint completions fish | source, in ~/.config/fish/config.fish\n"
              "PowerShell: asynclint completions powershell | Out-String | Invoke-Expression, in $PROFILE",
          .groups = {{"Options", {{"-h,--help", "", "Show this help", &to.help}}}},
          .positional = "SHELL",
          .positionals = &to.names,
          .positional_values = {.words = shell_words}};
}

}  // namespace

CommandLine describe_completions() {
  CompletionsArguments arguments;
  return described(completions_line(arguments));
}

ExitStatus run_completions(const Words& words, Console& console) {
  CompletionsArguments arguments;
  const CommandLine line = completions_line(arguments);
  if (const auto ended = ended_by_arguments(line, words, arguments.help, console)) return *ended;
  if (arguments.names.size() != 1)
    return failed(console, "completions wants one shell: `asynclint completions bash | zsh | fish | powershell`");
  const std::string& name = arguments.names.front();
  const std::span<const ShellEntry> all = shells();
  const auto shell = std::find_if(all.begin(), all.end(), [&](const ShellEntry& each) { return each.name == name; });
  if (shell == all.end()) {
    std::vector<std::string_view> names;
    for (const ShellEntry& each : all) names.push_back(each.name);
    return failed(console,
                  "completions wants " + alternatives(names) + ", not \"" + name + "\"" + did_you_mean(name, names));
  }
  console.out.write(shell->script());
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
