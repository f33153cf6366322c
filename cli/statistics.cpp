#include "cli/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "cli/totals.h"
#include "cli/words.h"
#include "lint/rule.h"

namespace asynclint::cli {
namespace {

struct CountedFamily {
  std::string name;
  std::size_t findings = 0;
  std::vector<std::string> rules;
};

}  // namespace

void Statistics::add(const FileReport& report) {
  for (const Finding& finding : report.result.findings) {
    if (finding.level < report.least) continue;
    Counts& counts = rules_[std::string(finding.rule)];
    ++counts.levels.at(static_cast<std::size_t>(finding.level));
    if (const Fix* fix = offered_fix(finding)) ++(fix->kind == FixKind::safe ? counts.safe : counts.suggested);
  }
  for (const SuppressedFinding& one : report.result.suppressed) ++rules_[std::string(one.finding.rule)].suppressed;
}

void Statistics::add_to(Counts& sum, const Counts& counts) {
  for (std::size_t i = 0; i < counts.levels.size(); ++i) sum.levels.at(i) += counts.levels.at(i);
  sum.safe += counts.safe;
  sum.suggested += counts.suggested;
  sum.suppressed += counts.suppressed;
}

std::string Statistics::row(const Counts& counts, std::string_view name) {
  return fmt::format("{:>7} {:>8} {:>6} {:>6} {:>12} {:>11}  {}\n", counts.levels[3], counts.levels[2],
                     counts.levels[1], counts.safe, counts.suggested, counts.suppressed, name);
}

std::string Statistics::text() const {
  if (rules_.empty()) return {};
  Counts all;
  std::vector<CountedFamily> families;
  for (const auto& [id, counts] : rules_) {
    add_to(all, counts);
    const RuleEntry* rule = find_rule(id, rules_by_name());
    const std::string_view family = rule == nullptr ? "other" : name(rule->rule->family);
    auto one = std::ranges::find(families, family, &CountedFamily::name);
    if (one == families.end()) one = families.insert(one, {std::string(family), 0, {}});
    one->findings += counts.levels[1] + counts.levels[2] + counts.levels[3];
    one->rules.push_back(id);
  }
  std::ranges::stable_sort(families, std::ranges::greater{}, &CountedFamily::findings);
  std::string text = fmt::format("{:>7} {:>8} {:>6} {:>6} {:>12} {:>11}\n", "errors", "warnings", "hints", "--fix",
                                 "suggestions", "suppressed");
  for (const CountedFamily& family : families) {
    Counts sum;
    for (const std::string& rule : family.rules) add_to(sum, rules_.find(rule)->second);
    text += row(sum, family.name);
    for (const std::string& rule : family.rules) text += row(rules_.find(rule)->second, "  " + rule);
  }
  return text + row(all, "all");
}

}  // namespace asynclint::cli
