// The schema of asynclint.json: as committed it is the one of the rules, and it agrees with what the linter takes.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "cli/schema-json.h"
#include "cli/words.h"
#include "project/configuration-file.h"
#include "tests/cli/run-executable.h"
#include "tests/project/plain-json.h"

namespace asynclint::tests {
namespace {

using nlohmann::json;

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(ASYNCLINT_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const json& schema() {
  static const json parsed = json::parse(cli::schema_json(cli::rules_by_name()));
  return parsed;
}

bool has_type(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  ADD_FAILURE() << "a type that this test does not know: " << type;
  return false;
}

// As much of a validator as our schema needs; a keyword that it does not know is a failure.
bool is_valid(const json& value, const json& schema_part) {
  for (const auto& [key, wanted] : schema_part.items()) {
    if (key == "$ref") {
      const std::string pointer = wanted.get<std::string>().substr(1);
      if (!is_valid(value, schema().at(json::json_pointer(pointer)))) return false;
    } else if (key == "type") {
      if (!has_type(value, wanted)) return false;
    } else if (key == "enum") {
      if (std::find(wanted.begin(), wanted.end(), value) == wanted.end()) return false;
    } else if (key == "anyOf") {
      if (std::none_of(wanted.begin(), wanted.end(), [&](const json& one) { return is_valid(value, one); }))
        return false;
    } else if (key == "properties" && value.is_object()) {
      for (const auto& [name, member] : value.items()) {
        if (!wanted.contains(name) && schema_part.at("additionalProperties") == false) return false;
        if (wanted.contains(name) && !is_valid(member, wanted.at(name))) return false;
      }
    } else if (key == "allOf") {
      if (!std::all_of(wanted.begin(), wanted.end(), [&](const json& one) { return is_valid(value, one); }))
        return false;
    } else if (key == "required" && value.is_object()) {
      for (const auto& name : wanted)
        if (!value.contains(name)) return false;
    } else if (key == "items" && value.is_array()) {
      for (const json& item : value)
        if (!is_valid(item, wanted)) return false;
    } else if (key == "minLength" && value.is_string()) {
      if (value.get<std::string>().size() < wanted) return false;
    } else if (key == "pattern" && value.is_string()) {
      // Tests are ASCII; so is what std::regex can do.
      std::string pattern = wanted;
      for (std::size_t at = pattern.find(R"(\u0080-\uffff)"); at != std::string::npos;
           at = pattern.find(R"(\u0080-\uffff)"))
        pattern.erase(at, 13);
      if (!std::regex_search(value.get<std::string>(), std::regex(pattern))) return false;
    } else if (key == "minimum" && value.is_number()) {
      if (value < wanted) return false;
    } else if (key == "maximum" && value.is_number()) {
      if (value > wanted) return false;
    } else {
      static const std::vector<std::string> known{"$schema",     "title",         "description",
                                                  "default",     "allowComments", "allowTrailingCommas",
                                                  "definitions", "properties",    "required",
                                                  "items",       "minLength",     "pattern",
                                                  "minimum",     "maximum",       "additionalProperties"};
      EXPECT_THAT(known, testing::Contains(key));
    }
  }
  return true;
}

std::size_t count_mistakes(const std::string& text) {
  std::vector<ConfigurationMistake> mistakes;
  static_cast<void>(read_configuration("/c/asynclint.json", text, cli::rules_by_name(), mistakes));
  return mistakes.size();
}

TEST(Schema, IsCommittedAsTheRulesSayIt) {
  EXPECT_TRUE(text_of("docs/asynclint.schema.json") == cli::schema_json(cli::rules_by_name()))
      << "it is stale: asynclint rules --schema > docs/asynclint.schema.json";
  EXPECT_EQ(run("", {"rules", "--schema"}).output, cli::schema_json(cli::rules_by_name()));
}

TEST(Schema, TakesAndRefusesWhatTheLinterTakesAndRefuses) {
  for (const char* text : {
           R"({})",
           R"({"$schema": "./node_modules/asynclint/asynclint.schema.json", "preset": "strict", "level": "warn"})",
           R"({"extends": "./base.json"})",
           R"({"extends": ["../base.json", "learning"]})",
           R"({"rules": {"floating-promise": "on", "async-reduce": "warn", "unused-suppression": "off"}})",
           R"({"rules": {"floating-promise": {"level": "info", "options": {"mayFloat": ["a.*"], "handler": "a.b",
               "voidIsEnough": false}}}})",
           R"({"overrides": [{"files": "*.js", "rules": {"async-reduce": "off"}, "level": "info"}, {"files": []}]})",
           R"({"ignore": ["dist/", "!x"]})",
       }) {
    EXPECT_EQ(count_mistakes(text), 0U) << text;
    EXPECT_TRUE(is_valid(json::parse(text), schema())) << text;
  }
  for (const char* text : {
           R"([])",
           R"({"rule": {}})",
           R"({"preset": "strct"})",
           R"({"level": "off"})",
           R"({"extends": "base.json"})",
           R"({"extends": [7]})",
           R"({"rules": {"floating-promisse": "on"}})",
           R"({"rules": {"floating-promise": "loud"}})",
           R"({"rules": {"floating-promise": ["error"]}})",
           R"({"rules": {"floating-promise": {"handler": "a"}}})",
           R"({"rules": {"floating-promise": {"options": {"handler": "a b"}}}})",
           R"({"rules": {"floating-promise": {"options": {"handlr": "a"}}}})",
           R"({"rules": {"floating-promise": {"options": {"mayFloat": "a"}}}})",
           R"({"rules": {"floating-promise": {"options": {"mayFloat": [1]}}}})",
           R"({"rules": {"floating-promise": {"options": {"voidIsEnough": "no"}}}})",
           R"({"rules": {"async-reduce": {"options": {"x": 1}}}})",
           R"({"overrides": {}})",
           R"({"overrides": [{"rules": {}}]})",
           R"({"overrides": [{"files": ["a"], "preset": "all"}]})",
           R"({"ignore": ""})",
           R"({"ignore": {}})",
       }) {
    EXPECT_GT(count_mistakes(text), 0U) << text;
    EXPECT_FALSE(is_valid(json::parse(text), schema())) << text;
  }
}

// Every block of JSON in the documentation for users is right.
TEST(Schema, TakesTheExamplesOfTheDocumentation) {
  std::vector<std::string> pages{"docs/configuration.md"};
  for (const auto& entry : std::filesystem::directory_iterator(ASYNCLINT_SOURCE_DIR "/rules"))
    if (entry.path().extension() == ".md") pages.push_back("rules/" + entry.path().filename().string());
  std::size_t count = 0;
  for (const std::string& page : pages) {
    const std::string text = text_of(page);
    for (const std::string fence : {"```json\n", "```jsonc\n"}) {
      for (std::size_t at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
        const std::size_t begin = at + fence.size();
        std::string block = text.substr(begin, text.find("```", begin) - begin);
        ++count;
        const JsonText read = read_json(block);
        ASSERT_TRUE(read.value) << page << "\n" << block;
        json value = plain(*read.value);
        if (value.contains("name")) {
          value = value.at("asynclint");
          block = value.dump();
        }
        EXPECT_EQ(count_mistakes(block), 0U) << page << "\n" << block;
        EXPECT_TRUE(is_valid(value, schema())) << page << "\n" << block;
      }
    }
  }
  EXPECT_GE(count, 8U);
}

}  // namespace
}  // namespace asynclint::tests
