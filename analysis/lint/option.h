// What a rule can be told by its user. An option is a constant in the rule's own file; the rule names it in its
// `.options`, and asks for its value with `context.option(…)`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/name-patterns.h"

namespace asynclint {

// As it was configured. Numbers are whole.
using OptionValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

// Each has a name in camelCase, a sentence without a final stop, and a value for when nothing is configured. `read`
// gives the value that counts; null stands for "not configured".
struct FlagOption {
  std::string_view name;
  std::string_view summary;
  bool standard = false;

  [[nodiscard]] bool read(const OptionValue* configured) const;
};

struct NumberOption {
  std::string_view name;
  std::string_view summary;
  std::int64_t standard = 0;
  std::int64_t least = 0;
  std::int64_t most = 1'000'000;

  [[nodiscard]] std::int64_t read(const OptionValue* configured) const;
};

enum class TextForm : std::uint8_t {
  any,
  // A name or names with dots: what can be written into code.
  member_path,
};

struct TextOption {
  std::string_view name;
  std::string_view summary;
  std::string_view standard;
  TextForm form = TextForm::any;
  // When not empty, one of these.
  std::span<const std::string_view> choices{};

  [[nodiscard]] std::string_view read(const OptionValue* configured) const;
};

// Patterns for names. What is configured is added to the standard ones; one that begins with `!` takes back.
struct NamesOption {
  std::string_view name;
  std::string_view summary;
  std::span<const std::string_view> standard{};

  [[nodiscard]] NamePatterns read(const OptionValue* configured) const;
};

using Option = std::variant<FlagOption, NumberOption, TextOption, NamesOption>;

[[nodiscard]] constexpr std::string_view name(const Option& option) {
  return std::visit([](const auto& one) { return one.name; }, option);
}
[[nodiscard]] constexpr std::string_view summary(const Option& option) {
  return std::visit([](const auto& one) { return one.summary; }, option);
}

// "true or false", "a whole number from 1 to 9": how a message asks for a value.
[[nodiscard]] std::string wanted(const Option& option);
// Whether a value is one that the option can have.
[[nodiscard]] bool accepts(const Option& option, const OptionValue& value);

namespace detail {
// Whether a rule may declare this option.
[[nodiscard]] constexpr bool is_camel_case(std::string_view word) {
  if (word.empty() || word.front() < 'a' || word.front() > 'z') return false;
  for (const char letter : word)
    if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')))
      return false;
  return true;
}

[[nodiscard]] constexpr bool has_standard(const NumberOption& option) {
  return option.least <= option.standard && option.standard <= option.most;
}
[[nodiscard]] constexpr bool has_standard(const TextOption& option) {
  for (const std::string_view choice : option.choices)
    if (choice == option.standard) return true;
  return option.choices.empty();
}
[[nodiscard]] constexpr bool has_standard(const FlagOption& /*option*/) { return true; }
[[nodiscard]] constexpr bool has_standard(const NamesOption& /*option*/) { return true; }
}  // namespace detail

}  // namespace asynclint
