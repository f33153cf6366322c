#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "project/platform.h"
#include "project/words.h"

namespace asynclint::cli {
namespace {

constexpr std::array<Command, 12> table{{
    {"lint", "[lint] [OPTION...] [PATH...]", "find asynchronous mistakes; what happens without a command", run_lint,
     describe_lint},
    {"rules", "rules [--json | --schema]", "list the rules", run_rules, describe_rules},
    {"explain", "explain RULE | LESSON | WORD...", "show the page of a rule or a lesson, or lessons about a word",
     run_explain, describe_explain},
    {"lessons", "lessons [OPTION...]", "list the lessons in the order in which one learns", run_lessons,
     describe_lessons},
    {"drill", "drill [NAME [OPTION...]]", "list the exercises, start one, check it", run_drill, describe_drill},
    {"docs", "docs --out DIR", "write a static site of rules and lessons", run_docs, describe_docs},
    {"migrate", "migrate eslint [FILE]", "make an asynclint.json of a configuration of ESLint", run_migrate,
     describe_migrate},
    {"merge", "merge REPORT...", "make one JSON report of several", run_merge, describe_merge},
    {"lsp", "lsp", "serve an editor, in the language server protocol", run_lsp, describe_lsp},
    {"completions", "completions bash | zsh | fish | powershell", "print what makes a shell complete all this",
     run_completions, describe_completions},
    {"man", "man", "print the man page", run_man, describe_man},
    {"help", "help [COMMAND]", "show this help, or that of a command", run_help, describe_help},
}};

}  // namespace

std::span<const Command> commands() { return table; }

std::vector<std::string> command_words() {
  std::vector<std::string> words;
  words.reserve(table.size());
  for (const Command& command : table) words.emplace_back(command.name);
  return words;
}

std::optional<ExitStatus> ended_by_arguments(const CommandLine& line, const Words& words, const bool& help,
                                             Console& console) {
  const std::string wrong = parse_arguments(line, words);
  console.set_colors(When::automatically);
  if (!wrong.empty()) return failed(console, wrong);
  if (!help) return std::nullopt;
  console.out.write(help_text(line, console.out.width()));
  return ExitStatus::clean;
}

ExitStatus failed(Console& console, std::string_view why) {
  console.complain(why);
  return ExitStatus::failure;
}

CommandLine describe_help() {
  return {.about = "Shows the help of everything, or that of a command.",
          .usage = {"help [COMMAND]"},
          .positional = "COMMAND",
          .positional_values = {.words = command_words}};
}

ExitStatus run_help(const Words& words, Console& console) {
  if (words.empty() || words.front().starts_with('-')) return run_lint({"--help"}, console);
  const auto command = std::find_if(
      table.begin(), table.end(), [&](const Command& one) { return one.name == words.front() && one.name != "help"; });
  if (command != table.end() && words.size() == 1) return command->run({"--help"}, console);
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const Command& one : table) names.push_back(one.name);
  return failed(console, "there is no command \"" + words.front() + "\"" + did_you_mean(words.front(), names));
}

ExitStatus run(const Words& arguments) {
  platform::prepare_process();
  Console console;
  const auto is_named = [&](const Command& command) { return !arguments.empty() && command.name == arguments.front(); };
  const auto command = std::find_if(table.begin(), table.end(), is_named);
  ExitStatus status = ExitStatus::clean;
  if (command == table.end())
    status = run_lint(arguments, console);
  else
    status = command->run({arguments.begin() + 1, arguments.end()}, console);
  console.out.flush();
  if (!console.out.failure().empty()) {
    console.complain("cannot write the output: " + console.out.failure());
    return ExitStatus::failure;
  }
  return status;
}

}  // namespace asynclint::cli
