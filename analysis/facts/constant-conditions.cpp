#include "facts/constant-conditions.h"

#include <algorithm>
#include <string_view>

#include "facts/flow.h"
#include "facts/held-values.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

// How deep operators and patterns are followed.
constexpr int deepest_condition = 20;
// What more of what a function is given its conditions ask for is not tried out.
constexpr std::size_t most_asked_for = 6;

// What is known of a value: nothing, that it is missing, its text, or that it is some object.
struct Constant {
  enum class Kind : std::uint8_t { unknown, undefined, null, boolean, number, string, object };
  Kind kind = Kind::unknown;
  std::string_view text;  // as it is written

  [[nodiscard]] bool is_known() const { return kind != Kind::unknown; }
};
using Is = Constant::Kind;

// A parameter, or a member of one.
struct Given {
  std::uint32_t parameter;  // from 0
  std::string_view member;  // empty: the parameter itself
  friend bool operator==(const Given&, const Given&) = default;
};

// The parameter that declares a name, if that is never written.
std::optional<std::uint32_t> parameter_named(const Facts& facts, const Function& function, Node name) {
  const Binding binding = facts.bindings().resolve(name);
  if (binding.kind != DeclarationKind::parameter || binding.owner != function.node() || binding.is_repeated ||
      !facts.bindings().writes(binding).empty())
    return std::nullopt;
  const auto parameters = function.parameter_views();
  for (std::uint32_t i = 0; i < parameters.size(); ++i)
    if (binding.identifier.is_within(parameters[i].pattern())) return i;
  return std::nullopt;
}

// `options.wait = …` in the function itself.
bool is_set_here(const Facts& facts, const Function& function, std::string_view member) {
  return std::ranges::any_of(facts.bindings().member_writes(member),
                             [&](Node write) { return write.is_within(function.node()); });
}

// What of a function's parameters an expression is: `wait`, `options.wait`, or `wait` of `{ wait }`.
std::optional<Given> given_as(const Facts& facts, const Function& function, Node expression) {
  expression = meaning(facts, expression);
  if (const auto access = MemberExpression::from(expression)) {
    const Node object = syntax::unwrap(access->object());
    const auto name = access->name();
    const auto parameter =
        object.is(Kind::identifier) && name ? parameter_named(facts, function, object) : std::nullopt;
    if (!parameter || is_set_here(facts, function, *name) ||
        !function.parameter_views()[*parameter].pattern().is(Kind::identifier))
      return std::nullopt;
    return Given{*parameter, *name};
  }
  if (!expression.is(Kind::identifier)) return std::nullopt;
  const auto parameter = parameter_named(facts, function, expression);
  if (!parameter || function.parameter_views()[*parameter].is_rest()) return std::nullopt;
  const Node pattern = function.parameter_views()[*parameter].pattern();
  if (pattern.is(Kind::identifier)) return Given{*parameter, {}};
  Node property = facts.bindings().resolve(expression).identifier;
  if (property.parent().is(Kind::object_assignment_pattern)) property = property.parent();
  if (!pattern.is(Kind::object_pattern) || property.parent() != pattern) return std::nullopt;
  return Given{*parameter, expression.text()};
}

class ConditionInCall {
 public:
  ConditionInCall(const Facts& facts, const Function& function, const CallExpression& call)
      : facts_(facts), function_(function), call_(&call) {}
  ConditionInCall(const Facts& facts, const Function& function, const Hypothesis& hypothesis)
      : facts_(facts), function_(function), hypothesis_(&hypothesis) {}

  std::optional<bool> condition(Node expression, int depth) {
    expression = syntax::unwrap(expression);
    if (depth > deepest_condition) return std::nullopt;
    if (expression.is(Kind::unary_expression) && expression.child(Field::operator_).is(Kind::op_bang)) {
      const auto operand = condition(expression.child(Field::argument), depth + 1);
      return operand ? std::optional(!*operand) : std::nullopt;
    }
    if (const auto binary = syntax::BinaryExpression::from(expression)) return of_binary(*binary, depth);
    return truth(value(expression, depth));
  }

 private:
  std::optional<bool> of_binary(const syntax::BinaryExpression& binary, int depth) {
    const Node left = binary.node().child(Field::left);
    const Node right = binary.node().child(Field::right);
    switch (binary.operation()) {
      case Kind::op_amp_amp:
      case Kind::op_pipe_pipe: {
        const bool decides = binary.operation() == Kind::op_pipe_pipe;
        const auto first = condition(left, depth + 1);
        const auto second = condition(right, depth + 1);
        if (first == decides || second == decides) return decides;
        return first && second ? std::optional(!decides) : std::nullopt;
      }
      case Kind::op_eq_eq_eq: return is_same(left, right, depth, true);
      case Kind::op_bang_eq_eq: return inverse(is_same(left, right, depth, true));
      case Kind::op_eq_eq: return is_same(left, right, depth, false);
      case Kind::op_bang_eq: return inverse(is_same(left, right, depth, false));
      default: return std::nullopt;
    }
  }

  static std::optional<bool> inverse(std::optional<bool> answer) {
    return answer ? std::optional(!*answer) : std::nullopt;
  }

  std::optional<bool> is_same(Node a, Node b, int depth, bool is_strict) {
    const Constant first = value(syntax::unwrap(a), depth + 1);
    const Constant second = value(syntax::unwrap(b), depth + 1);
    if (!first.is_known() || !second.is_known()) return std::nullopt;
    const auto is_nothing = [](const Constant& one) { return one.kind == Is::undefined || one.kind == Is::null; };
    if (!is_strict && is_nothing(first) && is_nothing(second)) return true;
    // What `==` converts is left to those who remember how, and whether two objects are one is not known.
    if (first.kind == Is::object && second.kind == Is::object) return std::nullopt;
    if (first.kind != second.kind)
      return is_strict || is_nothing(first) || is_nothing(second) ? std::optional(false) : std::nullopt;
    if (is_nothing(first)) return true;
    if (first.text == second.text) return true;
    // Numbers and strings can be written in several ways.
    return first.kind == Is::boolean || is_plain_text(first, second) ? std::optional(false) : std::nullopt;
  }

  static bool is_plain_text(const Constant& a, const Constant& b) {
    constexpr std::string_view special = "\\_xXeEbBoOnN.";
    if (a.kind == Is::number)
      return a.text.find_first_of(special) == std::string_view::npos &&
             b.text.find_first_of(special) == std::string_view::npos;
    return a.text.find('\\') == std::string_view::npos && b.text.find('\\') == std::string_view::npos;
  }

  static std::optional<bool> truth(const Constant& constant) {
    switch (constant.kind) {
      case Is::unknown: return std::nullopt;
      case Is::undefined:
      case Is::null: return false;
      case Is::boolean: return constant.text == "true";
      case Is::number:
        return constant.text == "0"                            ? std::optional(false)
               : constant.text.find_first_of("123456789") == 0 ? std::optional(true)
                                                               : std::nullopt;
      case Is::string: return !constant.text.empty();
      case Is::object: return true;
    }
    return std::nullopt;
  }

  // Of an expression that means the same wherever it stands.
  static Constant literal(Node expression) {
    expression = syntax::unwrap(expression);
    switch (expression.kind()) {
      case Kind::true_:
      case Kind::false_: return {Is::boolean, expression.text()};
      case Kind::null: return {Is::null, {}};
      case Kind::undefined: return {Is::undefined, {}};
      case Kind::number: return {Is::number, expression.text()};
      case Kind::string: {
        const std::string_view text = expression.text();
        return text.size() < 2 ? Constant{} : Constant{Is::string, text.substr(1, text.size() - 2)};
      }
      case Kind::object:
      case Kind::array:
      case Kind::arrow_function:
      case Kind::function_expression:
      case Kind::new_expression: return {Is::object, {}};
      default: return {};
    }
  }

  Constant value(Node expression, int depth) {
    if (depth > deepest_condition) return {};
    const auto given = given_as(facts_, function_, expression);
    if (!given) return literal(expression);
    if (hypothesis_ != nullptr) return hypothetical(*given);
    const syntax::Parameter parameter = function_.parameter_views()[given->parameter];
    const Node argument = given_to(parameter);
    if (!parameter.pattern().is(Kind::identifier))
      return in_pattern(facts_.bindings().resolve(meaning(facts_, expression)).identifier, parameter.pattern(),
                        argument);
    if (!given->member.empty()) return member_of(argument, given->member);
    return argument ? literal(argument) : Constant{Is::undefined, {}};
  }

  [[nodiscard]] Constant hypothetical(const Given& given) const {
    if (given != Given{hypothesis_->parameter, hypothesis_->member}) return {};
    return {Is::boolean, hypothesis_->is_true ? "true" : "false"};
  }

  // What is given to a parameter, or stands there for nothing; none when nothing is given, or nobody knows.
  Node given_to(const syntax::Parameter& parameter) {
    const auto parameters = function_.parameter_views();
    std::size_t index = 0;
    while (index < parameters.size() && parameters[index].pattern() != parameter.pattern()) ++index;
    for (const Node given : syntax::named_children(call_->argument_list())) {
      if (given.is(Kind::spread_element)) return given;
      if (index-- == 0) return given.is(Kind::undefined) ? parameter.default_value() : given;
    }
    return parameter.default_value();
  }

  // `noWait` of `{ noWait: true }`, and of nothing at all that it is missing.
  static Constant member_of(Node object, std::string_view name) {
    object = syntax::unwrap(object);
    if (!object.is(Kind::object)) return {};
    Constant found{Is::undefined, {}};
    for (const Node member : syntax::named_children(object)) {
      if (member.is(Kind::pair)) {
        const Node key = member.child(Field::key);
        if (!key.is(Kind::property_identifier, Kind::string)) return {};
        if (syntax::string_value(key).value_or(key.text()) == name) found = literal(member.child(Field::value));
      } else if (member.is(Kind::shorthand_property_identifier)) {
        if (member.text() == name) found = {};
      } else if (member.is(Kind::method_definition)) {
        const Node key = member.child(Field::name);
        if (!key.is(Kind::property_identifier)) return {};
        if (key.text() == name) found = {Is::object, {}};
      } else {
        return {};
      }
    }
    return found;
  }

  // `{ noWait }` or `{ noWait = false }` of a parameter.
  static Constant in_pattern(Node name, Node pattern, Node given) {
    if (!pattern.is(Kind::object_pattern) || !given) return {};
    Node property = name;
    Node standard;
    if (property.parent().is(Kind::object_assignment_pattern)) {
      property = property.parent();
      standard = property.child(Field::right);
    }
    if (property.parent() != pattern) return {};
    const Constant found = member_of(given, name.text());
    return found.kind == Is::undefined && standard ? literal(standard) : found;
  }

  const Facts& facts_;
  const Function& function_;
  // One of these is known.
  const CallExpression* call_ = nullptr;
  const Hypothesis* hypothesis_ = nullptr;
};

}  // namespace

std::optional<bool> condition_in_call(const Facts& facts, Node condition, const Function& function,
                                      const CallExpression& call) {
  return ConditionInCall(facts, function, call).condition(condition, 0);
}

std::optional<bool> condition_under(const Facts& facts, Node condition, const Function& function,
                                    const Hypothesis& hypothesis) {
  return ConditionInCall(facts, function, hypothesis).condition(condition, 0);
}

std::vector<Hypothesis> hypotheses_of(const Facts& facts, const Function& function) {
  std::vector<Given> asked;
  visit_own(function.body(), [&](Node node) {
    if (!node.is(Kind::if_statement, Kind::ternary_expression)) return true;
    visit_own(node.child(Field::condition), [&](Node part) {
      const auto given = given_as(facts, function, part);
      if (given && asked.size() < most_asked_for && std::ranges::find(asked, *given) == asked.end())
        asked.push_back(*given);
      return !given;
    });
    return true;
  });
  std::vector<Hypothesis> hypotheses;
  for (const Given& given : asked)
    for (const bool is_true : {true, false}) hypotheses.push_back({given.parameter, given.member, is_true});
  return hypotheses;
}

std::vector<Hypothesis> handed_over(const CallExpression& call) {
  std::vector<Hypothesis> found;
  std::uint32_t parameter = 0;
  const auto add = [&](std::string_view member, Node value) {
    value = syntax::unwrap(value);
    if (value.is(Kind::true_, Kind::false_)) found.push_back({parameter, member, value.is(Kind::true_)});
  };
  for (const Node argument : syntax::named_children(call.argument_list())) {
    if (argument.is(Kind::spread_element)) break;
    add({}, argument);
    const Node object = syntax::unwrap(argument);
    if (object.is(Kind::object))
      for (const Node member : syntax::named_children(object))
        if (const Node key = member.child(Field::key); member.is(Kind::pair) && key.is(Kind::property_identifier))
          add(key.text(), member.child(Field::value));
    ++parameter;
  }
  return found;
}

}  // namespace asynclint
