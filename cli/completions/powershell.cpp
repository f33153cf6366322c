// Completions for PowerShell, from 5.1 on. Where it is told nothing, it completes files by itself.
#include <fmt/format.h>

#include "cli/completions/completions.h"

namespace asynclint::cli {
namespace {

constexpr std::string_view powershell_tail = R"script(
  $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { $_.ToString() })
  $current = $wordToComplete
  $command = 'lint'
  if ($typed.Count -gt 1 -and $commands.Contains($typed[1])) { $command = $typed[1] }
  $offer = {
    param($found, $before, $start)
    $found | Where-Object { $_.StartsWith($start) } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($before + $_, $_, 'ParameterValue', $_)
    }
  }

  # A value, behind its option or behind `=`.
  $before = ''
  $key = $command
  if ($current -match '^(--[^=]+)=(.*)$') {
    $key = "$command $($Matches[1])"
    $before = "$($Matches[1])="
    $current = $Matches[2]
  } elseif ($typed.Count -gt 1 -and $takers.Contains("$command $($typed[-1])")) {
    $key = "$command $($typed[-1])"
  } elseif ($current.StartsWith('-')) {
    $options[$command].GetEnumerator() | Where-Object { $_.Key.StartsWith($current) } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterName', $_.Value)
    }
    return
  } elseif ($typed.Count -eq 1) {
    $commands.GetEnumerator() | Where-Object { $_.Key.StartsWith($current) } | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterValue', $_.Value)
    }
    return
  }
  if ($behind.Contains($key) -and $current -match '^([^=]*=)(.*)$') {
    & $offer $behind[$key] ($before + $Matches[1]) $Matches[2]
  } elseif ($values.Contains($key)) {
    & $offer $values[$key] $before $current
  }
}
)script";

std::string in_powershell_quotes(std::string_view text) { return "'" + with_all_replaced(text, "'", "''") + "'"; }

std::string powershell_list(std::span<const std::string> words) {
  std::vector<std::string> quoted;
  quoted.reserve(words.size());
  for (const std::string& word : words) quoted.push_back(in_powershell_quotes(word));
  return "@(" + joined_words(quoted, ", ") + ")";
}

// Case counts, as it does for asynclint: -h and -H are not the same.
std::string powershell_table(std::string_view name, const std::string& entries) {
  return fmt::format("  ${0} = [System.Collections.Specialized.OrderedDictionary]::new([StringComparer]::Ordinal)\n{1}",
                     name, entries);
}

std::string powershell_entry(std::string_view table, std::string_view key, std::string_view value) {
  return fmt::format("  ${}[{}] = {}\n", table, in_powershell_quotes(key), value);
}

}  // namespace

std::string powershell_completions() {
  std::string names;
  std::string options;
  std::string takers;
  std::string values;
  std::string behind;
  const auto add_values = [&](const std::string& key, const Values& known) {
    if (known.words != nullptr) values += powershell_entry("values", key, powershell_list(known.words()));
    if (known.words_behind != nullptr) behind += powershell_entry("behind", key, powershell_list(known.words_behind()));
  };
  for (const DescribedCommand& command : described_commands()) {
    names += powershell_entry("commands", command.name, in_powershell_quotes(command.summary));
    add_values(command.name, command.positional_values);
    options += fmt::format("  $options['{}'] = [ordered]@{{\n", command.name);
    for (const Option& option : command.options) {
      for (const std::string& name : names_of(option)) {
        options += fmt::format("    '{}' = {}\n", name, in_powershell_quotes(gist(option.help)));
        const std::string key = command.name + " " + name;
        if (takes_value(option) && !may_be_left_out(option)) takers += powershell_entry("takers", key, "$true");
        add_values(key, option.values);
      }
    }
    options += "  }\n";
  }
  return "# What PowerShell completes for asynclint. Made by `asynclint completions powershell`.\n"
         "Register-ArgumentCompleter -Native -CommandName asynclint -ScriptBlock {\n"
         "  param($wordToComplete, $commandAst, $cursorPosition)\n" +
         powershell_table("commands", names) + powershell_table("options", options) +
         powershell_table("takers", takers) + powershell_table("values", values) + powershell_table("behind", behind) +
         std::string(powershell_tail);
}

}  // namespace asynclint::cli
