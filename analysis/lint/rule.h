// What a rule is: its description and its check. A rule's file defines one constant of type Rule; its id is the
// file's name.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "lint/finding.h"
#include "lint/rule-context.h"
#include "syntax/views.h"

namespace asynclint {

enum class Family : std::uint8_t {
  floating,
  array_callbacks,
  lost_values,
  errors,
  sequential,
  executor,
  contracts,
  callbacks,
  timers,
  cancellation,
  races,
  blocking,
  streams,
  combinators,
};
[[nodiscard]] std::string_view name(Family family);

enum class Preset : std::uint8_t { recommended, strict, learning };
[[nodiscard]] std::string_view name(Preset preset);

// The level that each kind of evidence gets.
struct Levels {
  Level certain = Level::off;
  Level known = Level::off;
  Level likely = Level::off;

  [[nodiscard]] constexpr Level of(Evidence evidence) const {
    switch (evidence) {
      case Evidence::certain: return certain;
      case Evidence::known: return known;
      case Evidence::likely: break;
    }
    return likely;
  }
};

// A short constant list inside a rule.
template <typename T, std::size_t capacity>
class FixedList {
 public:
  constexpr FixedList(std::initializer_list<T> items) {
    for (const T& item : items) items_.at(size_++) = item;
  }
  [[nodiscard]] constexpr const T* begin() const { return items_.data(); }
  [[nodiscard]] constexpr const T* end() const { return items_.data() + size_; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }

 private:
  std::array<T, capacity> items_{};
  std::size_t size_ = 0;
};

// The check of a rule: which kinds of node it looks at, and what it does with each.
struct Check {
  std::span<const syntax::Kind> kinds;
  void (*run)(RuleContext&, syntax::Node) = nullptr;
};

// on<CallExpression>(check): calls `check` for every node that the view stands for.
namespace detail {
template <typename View, void (*check)(RuleContext&, const View&)>
void run_on_view(RuleContext& context, syntax::Node node) {
  check(context, View::assume(node));
}
}  // namespace detail
template <typename View, void (*check)(RuleContext&, const View&)>
[[nodiscard]] constexpr Check on() {
  return {View::kinds, &detail::run_on_view<View, check>};
}

struct Rule {
  std::string_view summary;
  Family family;
  Levels levels;
  FixedList<Preset, 3> presets;
  FixKind fix;
  std::string_view since;
  FixedList<std::string_view, 12> known_as;
  std::string_view lesson;
  Check check;
};

namespace detail {
// Not constexpr: calling one of them stops the compiler at the rule that is not whole.
void a_rule_needs_a_summary();
void a_rule_needs_a_level();
void a_rule_needs_a_lesson();
void a_rule_needs_the_version_that_brought_it();
void a_rule_needs_a_check();
}  // namespace detail

// A rule that leaves nothing out; anything else does not compile.
[[nodiscard]] consteval Rule complete(Rule rule) {
  if (rule.summary.empty()) detail::a_rule_needs_a_summary();
  if (rule.levels.certain == Level::off && rule.levels.known == Level::off && rule.levels.likely == Level::off)
    detail::a_rule_needs_a_level();
  if (rule.lesson.empty()) detail::a_rule_needs_a_lesson();
  if (rule.since.empty()) detail::a_rule_needs_the_version_that_brought_it();
  if (rule.check.run == nullptr || rule.check.kinds.empty()) detail::a_rule_needs_a_check();
  return rule;
}

}  // namespace asynclint
