#include "lint/option.h"

#include <algorithm>

namespace asynclint {
namespace {

constexpr bool is_name_letter(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '$' ||
         byte >= 0x80;
}

// `console.error`, `this.log`: names with dots between them.
bool is_member_path(std::string_view text) {
  bool begins = true;
  for (const char letter : text) {
    if (letter == '.' ? begins : !is_name_letter(letter) && (begins || letter < '0' || letter > '9')) return false;
    begins = letter == '.';
  }
  return !begins;
}

template <typename T>
const T* value_of(const OptionValue* configured) {
  return configured == nullptr ? nullptr : std::get_if<T>(configured);
}

std::string wanted_value(const FlagOption& /*option*/) { return "true or false"; }

std::string wanted_value(const NumberOption& option) {
  return "a whole number from " + std::to_string(option.least) + " to " + std::to_string(option.most);
}

std::string wanted_value(const TextOption& option) {
  if (option.form == TextForm::member_path) return "a name or names with dots, such as \"console.error\"";
  if (option.choices.empty()) return "a string";
  std::string text;
  for (std::size_t i = 0; i < option.choices.size(); ++i) {
    if (i > 0) text += i + 1 == option.choices.size() ? " or " : ", ";
    text.append("\"").append(option.choices[i]).append("\"");
  }
  return text;
}

std::string wanted_value(const NamesOption& /*option*/) {
  return "a list of names or names with dots, such as [\"track\", \"*.dispatch\"]";
}

bool accepts_value(const FlagOption& /*option*/, const OptionValue& value) {
  return std::holds_alternative<bool>(value);
}

bool accepts_value(const NumberOption& option, const OptionValue& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number != nullptr && option.least <= *number && *number <= option.most;
}

bool accepts_value(const TextOption& option, const OptionValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || (option.form == TextForm::member_path && !is_member_path(*text))) return false;
  return option.choices.empty() || std::ranges::find(option.choices, *text) != option.choices.end();
}

bool accepts_value(const NamesOption& /*option*/, const OptionValue& value) {
  const auto* names = std::get_if<std::vector<std::string>>(&value);
  return names != nullptr && std::ranges::all_of(*names, is_name_pattern);
}

}  // namespace

bool FlagOption::read(const OptionValue* configured) const {
  const auto* value = value_of<bool>(configured);
  return value == nullptr ? standard : *value;
}

std::int64_t NumberOption::read(const OptionValue* configured) const {
  const auto* value = value_of<std::int64_t>(configured);
  return value == nullptr ? standard : *value;
}

std::string_view TextOption::read(const OptionValue* configured) const {
  const auto* value = value_of<std::string>(configured);
  return value == nullptr ? standard : *value;
}

NamePatterns NamesOption::read(const OptionValue* configured) const {
  const auto* value = value_of<std::vector<std::string>>(configured);
  return {standard, value == nullptr ? std::span<const std::string>() : *value};
}

std::string wanted(const Option& option) {
  return std::visit([](const auto& one) { return wanted_value(one); }, option);
}

bool accepts(const Option& option, const OptionValue& value) {
  return std::visit([&](const auto& one) { return accepts_value(one, value); }, option);
}

}  // namespace asynclint
