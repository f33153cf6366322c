#include "cli/schema-json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "lint/rule.h"
#include "project/configuration-file.h"

namespace asynclint::cli {
namespace {

using Json = nlohmann::ordered_json;

// What an option takes.
struct OptionSchema {
  Json operator()(const FlagOption& option) const { return {{"type", "boolean"}, {"default", option.standard}}; }
  Json operator()(const NumberOption& option) const {
    return {{"type", "integer"}, {"minimum", option.least}, {"maximum", option.most}, {"default", option.standard}};
  }
  Json operator()(const TextOption& option) const {
    Json schema = {{"type", "string"}, {"default", option.standard}};
    if (!option.choices.empty()) schema["enum"] = option.choices;
    if (option.form == TextForm::member_path)
      schema["pattern"] =
          R"(^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*(\.[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)*$)";
    return schema;
  }
  Json operator()(const NamesOption& /*option*/) const {
    return {{"type", "array"}, {"items", {{"type", "string"}, {"minLength", 1}}}, {"default", Json::array()}};
  }
};

Json reference(std::string_view definition) { return {{"$ref", fmt::format("#/definitions/{}", definition)}}; }

Json closed_object(Json properties) {
  return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

Json level_or_object(Json options) {
  return {reference("level"), closed_object({{"level", reference("level")}, {"options", std::move(options)}})};
}

Json rule_schema(const RuleEntry& entry) {
  if (entry.rule->options.size() == 0)
    return {{"description", fmt::format("{}.", entry.rule->summary)}, {"allOf", {reference("rule")}}};
  Json options = Json::object();
  for (const asynclint::Option& option : entry.rule->options) {
    Json schema = {{"description", fmt::format("{}.", summary(option))}};
    schema.update(std::visit(OptionSchema{}, option));
    options[std::string(name(option))] = std::move(schema);
  }
  return {{"description", fmt::format("{}.", entry.rule->summary)},
          {"anyOf", level_or_object(closed_object(std::move(options)))}};
}

Json with_description(std::string_view description, const Json& schema) {
  Json described = {{"description", description}};
  described.update(schema);
  return described;
}

// One of something, or a list of them.
Json one_or_many(const Json& one) { return {{"anyOf", {one, {{"type", "array"}, {"items", one}}}}}; }

Json definitions(std::span<const RuleEntry> entries) {
  Json rules = Json::object();
  for (const RuleEntry& entry : entries) rules[std::string(entry.id)] = rule_schema(entry);
  const Json words = {"off", "on", "info", "warning", "warn", "error"};
  const Json least = {"info", "warning", "warn", "error"};
  return {
      {"level", with_description("off, or the level of what the rule is sure of; on: the rule's own levels.",
                                 {{"enum", words}})},
      {"rule", {{"anyOf", level_or_object(closed_object(Json::object()))}}},
      {"least",
       with_description("The least level that is shown and fixed.", {{"enum", least}, {"default", "warning"}})},
      {"preset", {{"enum", preset_words()}}},
      {"patterns", one_or_many({{"type", "string"}, {"minLength", 1}})},
      {"rules", with_description("A level, or a level and options, by rule.", closed_object(std::move(rules)))},
  };
}

}  // namespace

std::string schema_json(std::span<const RuleEntry> rules) {
  const Json path = {{"type", "string"}, {"pattern", R"(^\.\.?/)"}};
  Json override = closed_object({
      {"files", with_description("Files that this is about, as in .gitignore, below the folder of this file.",
                                 reference("patterns"))},
      {"level", reference("least")},
      {"rules", reference("rules")},
  });
  override["required"] = {"files"};
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "Configuration of asynclint"},
                 {"allowComments", true},
                 {"allowTrailingCommas", true}};
  schema.update(closed_object({
      {"$schema", {{"type", "string"}}},
      {"extends",
       with_description("Configuration files, by their paths from here, and presets; what this file says goes on "
                        "top of them.",
                        one_or_many({{"anyOf", {reference("preset"), path}}}))},
      {"preset", with_description("Which rules run.", {{"enum", preset_words()}, {"default", "recommended"}})},
      {"level", reference("least")},
      {"rules", reference("rules")},
      {"overrides", with_description("What is different for some files; the last one that is about a file counts.",
                                     {{"type", "array"}, {"items", std::move(override)}})},
      {"ignore",
       with_description("What is not linted, as in .gitignore, below the folder of this file.", reference("patterns"))},
  }));
  schema["definitions"] = definitions(rules);
  return schema.dump(2) + "\n";
}

}  // namespace asynclint::cli
