#include "cli/eslint-config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "cli/display-text.h"
#include "cli/static-value.h"
#include "cli/words.h"
#include "project/paths.h"
#include "project/platform.h"
#include "text/line-index.h"

namespace asynclint::cli {
namespace {

using JsonType = JsonValue::Type;

constexpr std::size_t eslint_size_limit = std::size_t{4} << 20U;

// Rules of others about asynchronous code are worth a word when none of ours answers to them.
constexpr std::array<std::string_view, 6> words_of_interest{"async",  "await",    "promise",
                                                            "atomic", "thenable", "timeout"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return lower;
}

bool is_of_interest(std::string_view rule) {
  const std::string lower = lower_case(rule);
  return std::ranges::any_of(words_of_interest, [&](auto word) { return lower.find(word) != std::string::npos; });
}

// "error", 2, or a list that begins with one of these.
std::optional<Level> eslint_level(const JsonValue& value) {
  if (value.is(JsonType::array)) return value.items.empty() ? std::nullopt : eslint_level(value.items.front());
  if (value.is(JsonType::number)) {
    if (value.number == 0) return Level::off;
    if (value.number == 1) return Level::warning;
    return value.number == 2 ? std::optional(Level::error) : std::nullopt;
  }
  if (!value.is(JsonType::string)) return std::nullopt;
  if (value.text == "off") return Level::off;
  if (value.text == "warn") return Level::warning;
  return value.text == "error" ? std::optional(Level::error) : std::nullopt;
}

const JsonValue* options_of(const JsonValue& value) {
  const bool has_some = value.is(JsonType::array) && value.items.size() > 1 && value.items[1].is(JsonType::object);
  return has_some ? &value.items[1] : nullptr;
}

// Of no-misused-promises: which of our rules an option switches off.
bool is_switched_off(std::string_view ours, const JsonValue& options) {
  const auto is_false = [&](std::string_view key) {
    const JsonValue* option = options.find(key);
    return option != nullptr && option->is(JsonType::boolean) && !option->flag;
  };
  if (ours == "promise-condition" || ours == "async-predicate") return is_false("checksConditionals");
  return is_false("checksVoidReturn");
}

class EslintReader {
 public:
  explicit EslintReader(std::string_view text) : lines_(text) {}

  [[nodiscard]] EslintConfig take() { return std::move(config_); }

  // One object with overrides.
  void read_object(const JsonValue& value) {
    if (const JsonValue* patterns = value.find("ignorePatterns")) read_ignored(*patterns);
    note_extends(value);
    read_part({}, value);
    const JsonValue* overrides = value.find("overrides");
    if (overrides == nullptr) return;
    if (!overrides->is(JsonType::array)) return unread(*overrides, "overrides");
    for (const JsonValue& one : overrides->items) {
      if (!one.is(JsonType::object)) {
        unread(one, "an override");
        continue;
      }
      note_extends(one);
      if (const JsonValue* excluded = one.find("excludedFiles")) unread(*excluded, "excludedFiles");
      read_override(one);
    }
  }

  // A list of objects, in lists, as a flat configuration has it.
  void read_flat(const JsonValue& value) {
    if (value.is(JsonType::array)) {
      for (const JsonValue& item : value.items) read_flat(item);
      return;
    }
    // What globalIgnores is given.
    if (value.is(JsonType::string)) return config_.ignored.push_back(value.text);
    if (!value.is(JsonType::object)) return unread(value, "a configuration");
    const JsonValue* ignores = value.find("ignores");
    const bool has_more = std::ranges::any_of(
        value.members, [](const JsonMember& member) { return member.key != "ignores" && member.key != "name"; });
    if (ignores != nullptr && !has_more) return read_ignored(*ignores);
    note_extends(value);
    for (const JsonMember& member : value.members)
      if (member.key.empty()) unread(member.value, "a configuration");
    if (ignores != nullptr) unread(*ignores, "ignores beside other settings");
    value.find("files") == nullptr ? read_part({}, value) : read_override(value);
  }

 private:
  void unread(const JsonValue& value, std::string_view what) {
    std::string text(what);
    if (value.is(JsonType::null) && !value.text.empty()) text += ": " + value.text;
    note(value.span, std::move(text));
  }
  void note(Span span, std::string what) {
    config_.unread.push_back({lines_.line_of(span.begin) + 1, std::move(what)});
  }

  // Texts of a list, or one alone.
  [[nodiscard]] std::vector<std::string> texts_of(const JsonValue& value, std::string_view what) {
    std::vector<std::string> texts;
    if (value.is(JsonType::string)) return {value.text};
    if (!value.is(JsonType::array)) unread(value, what);
    for (const JsonValue& item : value.items)
      item.is(JsonType::string) ? texts.push_back(item.text) : unread(item, what);
    return texts;
  }

  void read_ignored(const JsonValue& value) {
    for (std::string& pattern : texts_of(value, "a pattern of files to ignore"))
      config_.ignored.push_back(std::move(pattern));
  }

  void note_extends(const JsonValue& value) {
    const JsonValue* extends = value.find("extends");
    if (extends == nullptr) return;
    const auto name = [](const JsonValue& one) { return one.text.empty() ? std::string("a list") : one.text; };
    if (!extends->is(JsonType::array)) return note(extends->span, "extends " + name(*extends));
    for (const JsonValue& one : extends->items) note(one.span, "extends " + name(one));
  }

  void read_override(const JsonValue& value) {
    const JsonValue* files = value.find("files");
    std::vector<std::string> patterns;
    if (files != nullptr) patterns = texts_of(*files, "a pattern of files");
    if (!patterns.empty()) read_part(std::move(patterns), value);
  }

  void read_part(std::vector<std::string> files, const JsonValue& value) {
    const JsonValue* rules = value.find("rules");
    if (rules == nullptr) return;
    if (!rules->is(JsonType::object)) return unread(*rules, "rules");
    std::unordered_map<std::string_view, Level> levels;
    for (const JsonMember& member : rules->members) read_rule(member, levels);
    EslintPart part{std::move(files), {}};
    for (const RuleEntry& entry : rules_by_name())
      if (const auto level = levels.find(entry.id); level != levels.end())
        part.levels.emplace_back(entry.id, level->second);
    if (!part.levels.empty()) config_.parts.push_back(std::move(part));
  }

  void read_rule(const JsonMember& member, std::unordered_map<std::string_view, Level>& levels) {
    if (member.key.empty()) return unread(member.value, "rules");
    const auto level = eslint_level(member.value);
    bool is_answered = false;
    for (const RuleEntry& entry : rules_by_name()) {
      if (entry.rule == nullptr || !answers_to(entry, member.key)) continue;
      is_answered = true;
      if (!level) continue;
      const JsonValue* options = options_of(member.value);
      const bool is_off =
          options != nullptr && member.key.ends_with("no-misused-promises") && is_switched_off(entry.id, *options);
      // Of several that one of ours answers to, the strictest counts.
      Level& known = levels.try_emplace(entry.id, Level::off).first->second;
      known = std::max(known, is_off ? Level::off : *level);
    }
    if (is_answered && !level) return note(member.key_span, "the level of " + member.key);
    if (!is_answered && level && *level != Level::off && is_of_interest(member.key))
      return note(member.key_span, "no rule answers to " + member.key);
    const bool has_options = options_of(member.value) != nullptr && !member.key.ends_with("no-misused-promises");
    if (is_answered && *level != Level::off && has_options) note(member.key_span, "the options of " + member.key);
  }

  LineIndex lines_;
  EslintConfig config_;
};

bool is_json_name(std::string_view name) {
  return name == ".eslintrc" || extension(name) == ".json" || extension(name) == ".jsonc";
}

Result<EslintConfig> read_eslint_json(std::string_view name, std::string_view text) {
  JsonText json = read_json(text);
  if (!json.value) {
    const Position place = LineIndex(text).position(json.mistake.at, ColumnUnit::utf32);
    std::string reason = fmt::format("{}:{}: {}", place.line + 1, place.column + 1, json.mistake.message);
    if (name == ".eslintrc") reason += "; if it is YAML, it cannot be read: make JSON of it first";
    return Failure{std::move(reason)};
  }
  const JsonValue* value = &*json.value;
  if (name == "package.json") value = value->find("eslintConfig");
  if (value == nullptr) return Failure{"has no eslintConfig"};
  if (!value->is(JsonType::object)) return Failure{"is no configuration of ESLint"};
  EslintReader reader(text);
  reader.read_object(*value);
  return reader.take();
}

}  // namespace

const std::vector<std::string_view>& eslint_config_names() {
  static const std::vector<std::string_view> names{
      "eslint.config.js",  "eslint.config.mjs", "eslint.config.cjs", "eslint.config.ts", "eslint.config.mts",
      "eslint.config.cts", ".eslintrc.js",      ".eslintrc.cjs",     ".eslintrc.yaml",   ".eslintrc.yml",
      ".eslintrc.json",    ".eslintrc",         "package.json"};
  return names;
}

std::string find_eslint_config() {
  for (const std::string_view name : eslint_config_names()) {
    const auto text = platform::read_file(std::string(name), eslint_size_limit);
    if (text && (name != "package.json" || read_eslint_config(name, *text))) return std::string(name);
  }
  return {};
}

Result<EslintConfig> load_eslint_config(const std::string& path) {
  const auto text = platform::read_file(path, eslint_size_limit);
  if (!text) return Failure{printable(path) + ": " + text.reason()};
  auto config = read_eslint_config(base_name(path), *text);
  if (!config) return Failure{printable(path) + ": " + printable(config.reason())};
  return config;
}

void note_unread(const EslintConfig& config, const std::string& path, Console& console) {
  for (const EslintConfig::Unread& unread : config.unread)
    console.note(fmt::format("{}:{}: not taken over: {}", printable(path), unread.line, printable(unread.what)));
}

Result<EslintConfig> read_eslint_config(std::string_view name, std::string_view text) {
  if (extension(name) == ".yaml" || extension(name) == ".yml")
    return Failure{"is YAML, which is not read: make JSON of it first"};
  if (is_json_name(name)) return read_eslint_json(name, text);
  const bool is_typescript = name.ends_with("ts");
  const auto tree = syntax::parse(text, is_typescript ? syntax::Grammar::typescript : syntax::Grammar::javascript);
  const StaticValues values(*tree);
  if (!values.exported()) return Failure{"exports nothing that can be read without running it"};
  const JsonValue value = values.of(values.exported());
  EslintReader reader(text);
  const bool is_flat = !base_name(name).starts_with(".eslintrc");
  if (is_flat || !value.is(JsonType::object))
    reader.read_flat(value);
  else
    reader.read_object(value);
  return reader.take();
}

std::string configuration_of(const EslintConfig& config) {
  using Json = nlohmann::ordered_json;
  const auto rules_of = [](const EslintPart& part) {
    Json rules = Json::object();
    for (const auto& [rule, level] : part.levels) rules[std::string(rule)] = name(level);
    return rules;
  };
  Json json = Json::object();
  Json overrides = Json::array();
  for (const EslintPart& part : config.parts) {
    if (!part.files.empty()) {
      overrides.push_back({{"files", part.files}, {"rules", rules_of(part)}});
    } else if (overrides.empty()) {
      json["rules"].update(rules_of(part));
    } else {
      // Later than something that is for some files only, and stronger than that.
      overrides.push_back({{"files", {"*"}}, {"rules", rules_of(part)}});
    }
  }
  if (!overrides.empty()) json["overrides"] = std::move(overrides);
  if (!config.ignored.empty()) json["ignore"] = config.ignored;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace asynclint::cli
