#include "project/configuration-file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "project/json-text.h"
#include "project/paths.h"
#include "project/words.h"
#include "text/line-index.h"

namespace asynclint {
namespace {

using JsonType = JsonValue::Type;

constexpr std::array<std::string_view, 4> presets{"recommended", "strict", "learning", "all"};
constexpr std::array<std::string_view, 7> keys{"$schema", "extends", "preset", "level", "rules", "overrides", "ignore"};
constexpr std::array<std::string_view, 3> override_keys{"files", "level", "rules"};
constexpr std::array<std::string_view, 2> rule_keys{"level", "options"};
constexpr std::array<std::string_view, 5> level_words{"off", "on", "info", "warning", "error"};
constexpr std::array<std::string_view, 3> least_words{"info", "warning", "error"};

constexpr std::size_t most_mistakes = 100;
constexpr std::size_t most_extended = 64;

std::string_view noun(const JsonValue& value) {
  switch (value.type) {
    case JsonType::null: return "null";
    case JsonType::boolean: return value.flag ? "true" : "false";
    case JsonType::number: return "a number";
    case JsonType::string: return "a string";
    case JsonType::array: return "a list";
    case JsonType::object: break;
  }
  return "an object";
}

std::optional<PresetChoice> preset_of(std::string_view word, const Origin& origin) {
  if (word == "all") return PresetChoice{std::nullopt, origin};
  for (const Preset preset : {Preset::recommended, Preset::strict, Preset::learning})
    if (word == name(preset)) return PresetChoice{preset, origin};
  return std::nullopt;
}

// What an option is given, if it has a type that an option can have.
std::optional<OptionValue> option_value(const JsonValue& value) {
  constexpr double most = 1e15;
  if (value.is(JsonType::boolean)) return value.flag;
  if (value.is(JsonType::string)) return value.text;
  if (value.is(JsonType::number)) {
    if (std::trunc(value.number) != value.number || std::abs(value.number) > most) return std::nullopt;
    return static_cast<std::int64_t>(value.number);
  }
  if (!value.is(JsonType::array)) return std::nullopt;
  std::vector<std::string> words;
  words.reserve(value.items.size());
  for (const JsonValue& item : value.items) {
    if (!item.is(JsonType::string)) return std::nullopt;
    words.push_back(item.text);
  }
  return words;
}

// A package.json that nobody can read is not our business unless it configures us; that it depends on us does not.
bool seems_to_configure(std::string_view package) {
  constexpr std::string_view quoted_key = "\"asynclint\"";
  for (std::size_t at = package.find(quoted_key); at != std::string_view::npos; at = package.find(quoted_key, at)) {
    at += quoted_key.size();
    const std::size_t colon = package.find_first_not_of(" \t\r\n", at);
    if (colon == std::string_view::npos || package[colon] != ':') continue;
    const std::size_t value = package.find_first_not_of(" \t\r\n", colon + 1);
    if (value != std::string_view::npos && package[value] == '{') return true;
  }
  return false;
}

class ConfigurationReader {
 public:
  ConfigurationReader(std::string path, std::string_view text, std::span<const RuleEntry> rules,
                      std::vector<ConfigurationMistake>& mistakes)
      : text_(text), lines_(text), rules_(rules), mistakes_(mistakes), first_mistake_(mistakes.size()) {
    file_.path = std::move(path);
    file_.ignore = PatternList(directory());
  }

  std::optional<ConfigurationFile> read() {
    JsonText json = read_json(text_);
    const bool is_package = base_name(file_.path) == package_name;
    if (!json.value) {
      if (is_package && !seems_to_configure(text_)) return std::nullopt;
      complain(Span{json.mistake.at, json.mistake.at}, std::move(json.mistake.message));
      return std::move(file_);
    }
    const JsonValue* root = is_package ? json.value->find(configuration_key) : &*json.value;
    if (root == nullptr) return std::nullopt;
    read_file(*root);
    return std::move(file_);
  }

 private:
  [[nodiscard]] std::string directory() const { return std::string(parent_directory(file_.path)); }

  [[nodiscard]] Position place(Span span) const { return lines_.position(span.begin, ColumnUnit::utf16); }
  [[nodiscard]] std::size_t line(Span span) const { return lines_.line_of(span.begin) + std::size_t{1}; }
  [[nodiscard]] Origin origin(Span span) const { return {file_.path, line(span)}; }

  void complain(Span span, std::string message) {
    if (is_full()) return;
    const Position at = place(span);
    mistakes_.push_back({file_.path, at.line + std::size_t{1}, at.column + std::size_t{1}, std::move(message)});
  }

  [[nodiscard]] bool expect(const JsonValue& value, JsonType type, std::string_view key, std::string_view wanted) {
    if (value.is(type)) return true;
    complain(value.span, fmt::format("\"{}\" wants {}, not {}", key, wanted, noun(value)));
    return false;
  }

  // Nobody reads more than this of one file.
  [[nodiscard]] bool is_full() const { return mistakes_.size() - first_mistake_ >= most_mistakes; }

  // What stands there twice is meant once, and nobody knows which.
  using Seen = std::unordered_set<std::string_view>;
  bool is_first(const JsonMember& member, Seen& seen) {
    if (seen.insert(member.key).second) return true;
    complain(member.key_span, fmt::format("\"{}\" stands here twice", member.key));
    return false;
  }

  // The members whose keys are known, each of them once. `elsewhere` says where another key belongs, if it can.
  template <typename Elsewhere>
  std::vector<const JsonMember*> known_members(const JsonValue& object, std::span<const std::string_view> known,
                                               const Elsewhere& elsewhere) {
    std::vector<const JsonMember*> members;
    Seen seen;
    for (const JsonMember& member : object.members) {
      if (is_full()) break;
      if (std::find(known.begin(), known.end(), member.key) != known.end()) {
        if (is_first(member, seen)) members.push_back(&member);
        continue;
      }
      std::string message = elsewhere(member.key);
      if (message.empty()) {
        const std::string meant = did_you_mean(member.key, known);
        message = fmt::format("there is no key \"{}\" here{}", member.key,
                              meant.empty() ? "; it may have " + alternatives(known) : meant);
      }
      complain(member.key_span, std::move(message));
    }
    return members;
  }
  std::vector<const JsonMember*> known_members(const JsonValue& object, std::span<const std::string_view> known) {
    return known_members(object, known, [](const std::string&) { return std::string(); });
  }

  void read_file(const JsonValue& root) {
    if (!root.is(JsonType::object))
      return complain(root.span, fmt::format("a configuration is an object, not {}", noun(root)));
    for (const JsonMember* member : known_members(root, keys)) {
      const JsonValue& value = member->value;
      if (member->key == "extends") read_extends(value);
      if (member->key == "preset") read_preset(value);
      if (member->key == "level") read_least(value, file_.changes);
      if (member->key == "rules") read_rules(value, file_.changes);
      if (member->key == "overrides") read_overrides(value);
      if (member->key == "ignore") read_patterns(value, "ignore", file_.ignore);
    }
    // The file's own preset is nearer than one that it extends.
    if (own_preset_) file_.preset = own_preset_;
  }

  // One of some words; the place of a wrong one is told.
  bool is_word(const JsonValue& value, std::string_view key, std::span<const std::string_view> words) {
    const std::string wanted = alternatives(words);
    if (!expect(value, JsonType::string, key, wanted)) return false;
    const std::string_view word = value.text == "warn" ? "warning" : std::string_view(value.text);
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    complain(value.span,
             fmt::format("\"{}\" wants {}, not \"{}\"{}", key, wanted, value.text, did_you_mean(value.text, words)));
    return false;
  }

  void read_preset(const JsonValue& value) {
    if (is_word(value, "preset", presets)) own_preset_ = preset_of(value.text, origin(value.span));
  }

  void read_extends(const JsonValue& value) {
    if (!value.is(JsonType::array)) return read_extended(value);
    if (value.items.size() > most_extended)
      return complain(value.span, fmt::format("\"extends\" names more than {} files", most_extended));
    for (const JsonValue& item : value.items) read_extended(item);
  }

  void read_extended(const JsonValue& value) {
    const std::string wanted = "a path that begins with ./ or ../, or a preset: " + alternatives(presets);
    if (!expect(value, JsonType::string, "extends", wanted)) return;
    if (auto preset = preset_of(value.text, origin(value.span))) {
      file_.preset = std::move(preset);
    } else if (value.text.starts_with("./") || value.text.starts_with("../")) {
      const Position at = place(value.span);
      file_.extends.push_back({value.text, at.line + std::size_t{1}, at.column + std::size_t{1}});
    } else {
      complain(value.span, fmt::format("\"extends\" wants {}; not \"{}\"{}", wanted, value.text,
                                       did_you_mean(value.text, presets)));
    }
  }

  void read_least(const JsonValue& value, Changes& to) {
    if (is_word(value, "level", least_words)) to.least = {*level_of(value.text), origin(value.span)};
  }

  void read_rules(const JsonValue& value, Changes& to) {
    if (!expect(value, JsonType::object, "rules", "an object")) return;
    Seen seen;
    for (const JsonMember& member : value.members) {
      if (is_full()) return;
      const RuleEntry* entry = find_rule(member.key, rules_);
      if (entry == nullptr)
        complain(member.key_span, no_such_rule(member.key, rules_));
      else if (is_first(member, seen))
        read_rule(*entry, member, to);
    }
  }

  void read_rule(const RuleEntry& entry, const JsonMember& member, Changes& to) {
    const JsonValue& value = member.value;
    if (value.is(JsonType::string)) return read_level(entry, value, to);
    if (!value.is(JsonType::object))
      return complain(value.span, fmt::format("a rule wants a level ({}) or an object with \"level\" and \"options\", "
                                              "not {}",
                                              alternatives(level_words), noun(value)));
    const auto in_options = [&](const std::string& key) {
      return find_option(entry, key) == nullptr ? "" : fmt::format("\"{}\" belongs into \"options\"", key);
    };
    for (const JsonMember* one : known_members(value, rule_keys, in_options)) {
      if (one->key == "level") read_level(entry, one->value, to);
      if (one->key == "options") read_options(entry, one->value, to);
    }
  }

  void read_level(const RuleEntry& entry, const JsonValue& value, Changes& to) {
    if (is_word(value, entry.id, level_words))
      to.levels.push_back({entry.id, level_of(value.text), origin(value.span)});
  }

  static const Option* find_option(const RuleEntry& entry, std::string_view word) {
    for (const Option& option : entry.rule->options)
      if (name(option) == word) return &option;
    return nullptr;
  }

  void read_options(const RuleEntry& entry, const JsonValue& value, Changes& to) {
    if (!expect(value, JsonType::object, "options", "an object")) return;
    Seen seen;
    for (const JsonMember& member : value.members) {
      if (is_full()) return;
      const Option* option = find_option(entry, member.key);
      if (option == nullptr) {
        complain(member.key_span, no_such_option(entry, member.key));
        continue;
      }
      auto given = option_value(member.value);
      if (!given || !accepts(*option, *given))
        complain(member.value.span, wrong_value(*option, member.value));
      else if (is_first(member, seen))
        to.options.push_back({entry.id, name(*option), std::move(*given), origin(member.key_span)});
    }
  }

  static std::string no_such_option(const RuleEntry& entry, const std::string& word) {
    std::vector<std::string_view> names;
    names.reserve(entry.rule->options.size());
    for (const Option& option : entry.rule->options) names.push_back(name(option));
    if (names.empty()) return fmt::format("{} has no options", entry.id);
    const std::string meant = did_you_mean(word, names);
    return fmt::format("{} has no option \"{}\"{}", entry.id, word,
                       meant.empty() ? "; it has " + alternatives(names) : meant);
  }

  static std::string wrong_value(const Option& option, const JsonValue& value) {
    std::string message = fmt::format("\"{}\" wants {}", name(option), wanted(option));
    if (value.is(JsonType::string)) return message.append(", not \"").append(value.text).append("\"");
    if (value.is(JsonType::number)) return message.append(fmt::format(", not {}", value.number));
    if (value.is(JsonType::array)) {
      for (const JsonValue& item : value.items) {
        if (!item.is(JsonType::string)) return message.append(", and ").append(noun(item)).append(" is none");
        if (!is_name_pattern(item.text)) return message.append(", and \"").append(item.text).append("\" is none");
      }
    }
    return message.append(", not ").append(noun(value));
  }

  void read_patterns(const JsonValue& value, std::string_view key, PatternList& to) {
    if (value.is(JsonType::string)) return read_pattern(value, key, to);
    if (!expect(value, JsonType::array, key, "a list of patterns as in .gitignore")) return;
    for (const JsonValue& item : value.items) read_pattern(item, key, to);
  }

  // What git would never match is not what somebody meant.
  void read_pattern(const JsonValue& value, std::string_view key, PatternList& to) {
    if (!expect(value, JsonType::string, key, "patterns as in .gitignore")) return;
    const std::string_view pattern = value.text;
    const std::string_view path = pattern.substr(pattern.starts_with('!') ? 1 : 0);
    if (path.find_first_not_of(" /") == std::string_view::npos) return complain(value.span, "this pattern is empty");
    if (pattern.starts_with('#'))
      return complain(value.span, "a pattern that begins with # is a comment; \\# is the character");
    if (path.starts_with("./"))
      return complain(value.span,
                      fmt::format("a pattern does not begin with ./; / is the folder of {}", base_name(file_.path)));
    if (path == ".." || path.starts_with("../") || path.find("/../") != std::string_view::npos)
      return complain(value.span, "a pattern is about what is below the folder of the configuration");
    to.add(pattern, line(value.span));
  }

  void read_overrides(const JsonValue& value) {
    if (!expect(value, JsonType::array, "overrides", "a list")) return;
    for (const JsonValue& item : value.items) {
      if (!expect(item, JsonType::object, "overrides", "objects with \"files\" and \"rules\"")) continue;
      Override made{PatternList(directory()), {}};
      bool has_files = false;
      for (const JsonMember* member : known_members(item, override_keys)) {
        if (member->key == "level") read_least(member->value, made.changes);
        if (member->key == "rules") read_rules(member->value, made.changes);
        if (member->key != "files") continue;
        has_files = true;
        read_patterns(member->value, "files", made.files);
      }
      if (!has_files) complain(item.span, "an override wants \"files\": patterns as in .gitignore");
      file_.overrides.push_back(std::move(made));
    }
  }

  std::string_view text_;
  LineIndex lines_;
  std::span<const RuleEntry> rules_;
  std::vector<ConfigurationMistake>& mistakes_;
  std::size_t first_mistake_;
  ConfigurationFile file_;
  std::optional<PresetChoice> own_preset_;
};

}  // namespace

std::span<const std::string_view> preset_words() { return presets; }

std::string_view name(const PresetChoice& choice) { return choice.preset ? name(*choice.preset) : presets.back(); }

std::optional<ConfigurationFile> read_configuration(std::string path, std::string_view bytes,
                                                    std::span<const RuleEntry> rules,
                                                    std::vector<ConfigurationMistake>& mistakes) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  return ConfigurationReader(std::move(path), bytes, rules, mistakes).read();
}

}  // namespace asynclint
