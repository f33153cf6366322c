#include "facts/constant-conditions.h"

#include <algorithm>
#include <string_view>

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

// What is known of a value: nothing, that it is missing, its text, or that it is some object.
struct Constant {
  enum class Kind : std::uint8_t { unknown, undefined, null, boolean, number, string, object };
  Kind kind = Kind::unknown;
  std::string_view text;  // as it is written

  [[nodiscard]] bool is_known() const { return kind != Kind::unknown; }
};
using Is = Constant::Kind;

class ConditionInCall {
 public:
  ConditionInCall(const Facts& facts, const Function& function, const CallExpression& call)
      : facts_(facts), function_(function), call_(call) {}

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
    if (expression.is(Kind::identifier)) return of_name(expression);
    if (const auto access = MemberExpression::from(expression)) {
      const Node object = syntax::unwrap(access->object());
      const auto name = access->name();
      const auto parameter = object.is(Kind::identifier) && name ? parameter_of(object) : std::nullopt;
      return parameter && parameter->pattern().is(Kind::identifier) && !is_set_here(*name)
                 ? member_of(given_to(*parameter), *name)
                 : Constant{};
    }
    return literal(expression);
  }

  // `options.wait = …` in the function itself.
  bool is_set_here(std::string_view member) {
    return std::ranges::any_of(facts_.bindings().member_writes(member),
                               [&](Node write) { return write.is_within(function_.node()); });
  }

  // The parameter of the function that declares a name, if that is never written.
  std::optional<syntax::Parameter> parameter_of(Node name) {
    const Binding binding = facts_.bindings().resolve(name);
    if (binding.kind != DeclarationKind::parameter || binding.owner != function_.node() || binding.is_repeated ||
        !facts_.bindings().writes(binding).empty())
      return std::nullopt;
    for (const syntax::Parameter& parameter : function_.parameter_views())
      if (binding.identifier.is_within(parameter.pattern())) return parameter;
    return std::nullopt;
  }

  Constant of_name(Node name) {
    const auto parameter = parameter_of(name);
    if (!parameter || parameter->is_rest()) return {};
    const Node given = given_to(*parameter);
    if (parameter->pattern().is(Kind::identifier)) return given ? literal(given) : Constant{Is::undefined, {}};
    return in_pattern(facts_.bindings().resolve(name).identifier, parameter->pattern(), given);
  }

  // What is given to a parameter, or stands there for nothing; none when nothing is given, or nobody knows.
  Node given_to(const syntax::Parameter& parameter) {
    const auto parameters = function_.parameter_views();
    std::size_t index = 0;
    while (index < parameters.size() && parameters[index].pattern() != parameter.pattern()) ++index;
    for (const Node given : syntax::named_children(call_.argument_list())) {
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
  const CallExpression& call_;
};

}  // namespace

std::optional<bool> condition_in_call(const Facts& facts, Node condition, const Function& function,
                                      const CallExpression& call) {
  return ConditionInCall(facts, function, call).condition(condition, 0);
}

}  // namespace asynclint
