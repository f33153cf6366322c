// `asynclint explain RULE`: the rule's page. It is inside the executable, so that no network is needed.
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/markdown.h"
#include "cli/words.h"

namespace asynclint::cli {

ExitStatus run_explain(const Words& words, Console& console) {
  std::vector<std::string> names;
  bool help = false;
  const CommandLine line{"Shows the page of a rule.\n\nUsage\n  asynclint explain RULE\n",
                         {{"Options", {{"-h,--help", "", "Show this help", &help}}}},
                         "RULE",
                         &names};
  std::string wrong = parse_arguments(line, words);
  console.set_colors(When::automatically);
  if (wrong.empty() && help) {
    console.out.write(help_text(line, console.out.width()));
    return ExitStatus::clean;
  }
  if (wrong.empty() && names.size() != 1) wrong = "explain wants one rule; `asynclint rules` lists them";
  const RuleEntry* rule = names.empty() ? nullptr : find_rule(names.front(), rules_by_name());
  if (wrong.empty() && rule == nullptr) wrong = no_such_rule(names.front(), rules_by_name());
  if (!wrong.empty()) {
    console.complain(wrong);
    return ExitStatus::failure;
  }
  // In a pipe it stays Markdown, for whatever reads it.
  if (console.out.is_for_people())
    console.out.write(rendered_markdown(rule->page, console.out.width(), console.out.palette()));
  else
    console.out.write(rule->page);
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
