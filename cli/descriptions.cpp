#include "cli/descriptions.h"

#include <nlohmann/json.hpp>

#include "lint/rule.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

template <typename List>
Json strings_of(const List& list) {
  Json strings = Json::array();
  for (const std::string_view each : list) strings.push_back(each);
  return strings;
}

Json options_of(const Rule& rule) {
  Json options = Json::array();
  for (const asynclint::Option& option : rule.options)
    options.push_back({{"name", name(option)}, {"summary", summary(option)}, {"wants", wanted(option)}});
  return options;
}

}  // namespace

Json description_of(const RuleEntry& entry) {
  const Rule& rule = *entry.rule;
  Json presets = Json::array();
  for (const Preset preset : rule.presets) presets.push_back(name(preset));
  const Json levels = {
      {"certain", name(rule.levels.certain)}, {"known", name(rule.levels.known)}, {"likely", name(rule.levels.likely)}};
  return {
      {"id", entry.id},
      {"family", name(rule.family)},
      {"summary", rule.summary},
      {"levels", levels},
      {"fix", name(rule.fix)},
      {"presets", presets},
      {"knownAs", strings_of(rule.known_as)},
      {"lesson", rule.lesson},
      {"since", rule.since},
      {"options", options_of(rule)},
  };
}

Json description_of(const Lesson& lesson, const std::set<std::string>& learned) {
  return {
      {"slug", lesson.slug},
      {"title", lesson.title},
      {"sentence", lesson.sentence},
      {"part", lesson.part},
      {"order", lesson.order},
      {"level", name(lesson.level)},
      {"learned", learned.contains(std::string(lesson.slug))},
      {"topics", strings_of(lesson.topics)},
      {"rules", strings_of(lesson.rules)},
      {"related", strings_of(lesson.related)},
      {"words", strings_of(lesson.words)},
  };
}

}  // namespace asynclint::cli
