#include "cli/formats/sarif-rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/formats/shown-findings.h"
#include "lessons/lessons.h"
#include "lessons/marked-text.h"
#include "lint/rule.h"

namespace asynclint::cli {
namespace {

using RuleJson = nlohmann::ordered_json;

// A page without its links to other pages, which lead nowhere from where it is shown.
std::string without_links(std::string_view marked) {
  std::string text;
  std::vector<bool> is_link;
  for (std::size_t at = 0; at < marked.size(); ++at) {
    const char letter = marked[at];
    if (letter == marks::style_begin) {
      is_link.push_back(marked.substr(at + 1, 1) == "a");
      if (is_link.back()) ++at;
      if (is_link.back()) continue;
    } else if (letter == marks::style_end && !is_link.empty()) {
      is_link.pop_back();
    } else if (letter == marks::separator && !is_link.empty() && is_link.back()) {
      at = std::min(marked.find(marks::style_end, at), marked.size());
      is_link.pop_back();
      continue;
    }
    text += letter;
  }
  return text;
}

// `await-in-foreach` as names of rules are written there: AwaitInForeach.
std::string pascal_case(std::string_view id) {
  std::string name;
  bool begins_word = true;
  for (const char letter : id) {
    if (letter != '-') name += begins_word && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    begins_word = letter == '-';
  }
  return name;
}

std::string sentence(std::string_view summary) {
  std::string text(summary);
  if (!text.ends_with('.')) text += '.';
  return text;
}

}  // namespace

std::string_view sarif_level(Level level) { return level_word(level, {"note", "warning", "error"}); }

RuleJson sarif_rule(const RuleEntry& entry) {
  const Rule& rule = *entry.rule;
  const Levels& levels = rule.levels;
  const Level highest = std::max({levels.certain, levels.known, levels.likely});
  RuleJson presets = RuleJson::array();
  for (const Preset preset : rule.presets) presets.push_back(name(preset));
  RuleJson known_as = RuleJson::array();
  for (const std::string_view other : rule.known_as) known_as.push_back(other);
  const auto page = page_of_rule(entry.id);
  const std::string markdown = page ? page_as_markdown(without_links(page->text)) : sentence(rule.summary);
  return {
      {"id", entry.id},
      {"name", pascal_case(entry.id)},
      {"shortDescription", {{"text", sentence(rule.summary)}}},
      {"fullDescription", {{"text", sentence(rule.summary)}}},
      {"help", {{"text", sentence(rule.summary)}, {"markdown", markdown}}},
      {"defaultConfiguration", {{"level", sarif_level(highest)}}},
      {"properties",
       {{"tags", {"asynchronous", name(rule.family)}},
        {"precision", "high"},
        {"problem.severity", level_word(highest, {"recommendation", "warning", "error"})},
        {"presets", presets},
        {"knownAs", known_as},
        {"since", rule.since}}},
  };
}

}  // namespace asynclint::cli
