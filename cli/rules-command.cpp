// `asynclint rules`: what there is to find, as a list for people or for programs.
#include <nlohmann/json.hpp>
#include <string>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/descriptions.h"
#include "cli/schema-json.h"
#include "cli/words.h"
#include "lint/rule.h"
#include "rules/rule-table.h"

namespace asynclint::cli {
namespace {

std::string as_json() {
  nlohmann::ordered_json rules = nlohmann::ordered_json::array();
  for (const RuleEntry& entry : rule_table()) rules.push_back(description_of(entry));
  return rules.dump(2) + "\n";
}

std::string levels_text(const Levels& levels) {
  std::string text(name(levels.certain));
  if (levels.known != levels.certain) text += ", known " + std::string(name(levels.known));
  if (levels.likely != Level::off && levels.likely != levels.certain)
    text += ", likely " + std::string(name(levels.likely));
  return text;
}

std::string as_list(const Output& out) {
  std::size_t id_width = 0;
  std::size_t level_width = 0;
  for (const RuleEntry& entry : rule_table()) {
    id_width = std::max(id_width, entry.id.size());
    level_width = std::max(level_width, levels_text(entry.rule->levels).size());
  }
  const auto padded = [](std::string text, std::size_t width) {
    text.resize(std::max(width, text.size()), ' ');
    return text + "  ";
  };
  std::string text;
  for (const RuleEntry& entry : rule_table()) {
    text += out.palette()(Paint::bold, padded(std::string(entry.id), id_width));
    text += padded(levels_text(entry.rule->levels), level_width);
    text += std::string(entry.rule->summary) + "\n";
  }
  return text;
}

struct RulesArguments {
  bool json = false;
  bool schema = false;
  bool help = false;
};

CommandLine rules_line(RulesArguments& to) {
  return {.about = "Lists the rules.",
          .usage = {"rules [--json | --schema]"},
          .groups = {{"Options",
                      {{"--json", "", "Print an array with all that is known about each rule", &to.json},
                       {"--schema", "", "Print the JSON schema of asynclint.json", &to.schema},
                       {"-h,--help", "", "Show this help", &to.help}}}}};
}

}  // namespace

CommandLine describe_rules() {
  RulesArguments arguments;
  return described(rules_line(arguments));
}

ExitStatus run_rules(const Words& words, Console& console) {
  RulesArguments arguments;
  const CommandLine line = rules_line(arguments);
  if (const auto ended = ended_by_arguments(line, words, arguments.help, console)) return *ended;
  console.out.write(arguments.schema ? schema_json(rules_by_name())
                    : arguments.json ? as_json()
                                     : as_list(console.out));
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
