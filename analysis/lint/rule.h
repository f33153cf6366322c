// What a rule is: its description and its check. A rule's file defines one constant of type Rule; its id is the
// file's name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "lint/finding.h"
#include "lint/fixed-list.h"
#include "lint/option.h"
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
  // Constants of the rule's file, asked for with `context.option(…)` and explained on its page.
  FixedList<Option, 6> options{};
  Check check;
};

namespace detail {
// Not constexpr: calling one of them stops the compiler at the rule that is not whole.
void a_rule_needs_a_summary();
void a_rule_needs_a_level();
void a_rule_needs_a_lesson();
void a_rule_needs_the_version_that_brought_it();
void a_rule_needs_a_check();
void an_option_needs_a_name_in_camel_case_of_its_own();
void an_option_needs_a_summary();
void an_option_needs_a_value_that_it_accepts();
}  // namespace detail

// A rule that leaves nothing out; anything else does not compile.
[[nodiscard]] consteval Rule complete(Rule rule) {
  if (rule.summary.empty()) detail::a_rule_needs_a_summary();
  if (rule.levels.certain == Level::off && rule.levels.known == Level::off && rule.levels.likely == Level::off)
    detail::a_rule_needs_a_level();
  if (rule.lesson.empty()) detail::a_rule_needs_a_lesson();
  if (rule.since.empty()) detail::a_rule_needs_the_version_that_brought_it();
  if (rule.check.run == nullptr || rule.check.kinds.empty()) detail::a_rule_needs_a_check();
  for (const Option* option = rule.options.begin(); option != rule.options.end(); ++option) {
    if (!detail::is_camel_case(name(*option))) detail::an_option_needs_a_name_in_camel_case_of_its_own();
    for (const Option* other = rule.options.begin(); other != option; ++other)
      if (name(*other) == name(*option)) detail::an_option_needs_a_name_in_camel_case_of_its_own();
    if (summary(*option).empty()) detail::an_option_needs_a_summary();
    if (!std::visit([](const auto& one) { return detail::has_standard(one); }, *option))
      detail::an_option_needs_a_value_that_it_accepts();
  }
  return rule;
}

}  // namespace asynclint
