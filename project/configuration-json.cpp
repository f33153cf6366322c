#include "project/configuration-json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "lint/rule.h"

namespace asynclint {
namespace {

using Json = nlohmann::ordered_json;

Json origin_json(const Origin& origin) {
  if (origin.path.empty()) return {};
  return origin.line == 0 ? origin.path : fmt::format("{}:{}", origin.path, origin.line);
}

Json value_json(const NamePatterns& patterns) {
  Json list = Json::array();
  for (const std::string_view pattern : patterns.standard()) list.push_back(pattern);
  for (const std::string& pattern : patterns.added()) list.push_back(pattern);
  return list;
}
template <typename T>
Json value_json(const T& value) {
  return value;
}

Json value_json(const Levels& levels) {
  if (levels.certain == levels.known && levels.certain == levels.likely) return name(levels.certain);
  return {{"certain", name(levels.certain)}, {"known", name(levels.known)}, {"likely", name(levels.likely)}};
}

Json options_json(const ResolvedRule& rule) {
  Json options = Json::object();
  for (const Option& option : rule.entry->rule->options) {
    const OptionChoice* chosen = nullptr;
    for (const OptionChoice& choice : rule.options)
      if (choice.option == name(option)) chosen = &choice;
    const auto value = [&](const auto& one) {
      return value_json(one.read(chosen == nullptr ? nullptr : &chosen->value));
    };
    options[std::string(name(option))] = {{"value", std::visit(value, option)},
                                          {"from", chosen == nullptr ? Json() : origin_json(chosen->origin)}};
  }
  return options;
}

Json rule_json(const ResolvedRule& rule) {
  Levels levels = rule.entry->rule->levels;
  if (rule.level) {
    levels.certain = levels.known = *rule.level;
    if (*rule.level == Level::off) levels.likely = Level::off;
  }
  Json json = {{"level", value_json(levels)}, {"from", origin_json(rule.origin)}};
  if (rule.entry->rule->options.size() > 0) json["options"] = options_json(rule);
  return json;
}

}  // namespace

std::string configuration_json(const std::string& path, const ResolvedConfiguration& resolved) {
  Json rules = Json::object();
  for (const ResolvedRule& rule : resolved.rules) rules[std::string(rule.entry->id)] = rule_json(rule);
  const Json json = {
      {"file", path},
      {"configuration", resolved.files.empty() ? Json() : Json(resolved.files.back())},
      {"files", resolved.files},
      {"ignored", resolved.ignored ? origin_json(*resolved.ignored) : Json(false)},
      {"preset", {{"value", name(resolved.preset)}, {"from", origin_json(resolved.preset.origin)}}},
      {"level", {{"value", name(resolved.least.level)}, {"from", origin_json(resolved.least.origin)}}},
      {"rules", std::move(rules)},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace asynclint
