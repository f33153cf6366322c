// Typed views of expressions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/view.h"

namespace asynclint::syntax {

// `a.b`, `a?.b`, `a.#b`, `a["b"]`.
class MemberExpression : public ViewOf<MemberExpression, Kind::member_expression, Kind::subscript_expression> {
 public:
  [[nodiscard]] Node object() const { return node().child(Field::object); }
  // The property's node: an identifier, a private name, or the expression in brackets.
  [[nodiscard]] Node property() const;
  // The property's name; nothing when it is computed at run time.
  [[nodiscard]] std::optional<std::string_view> name() const;
  [[nodiscard]] bool is_optional() const { return static_cast<bool>(node().child(Field::optional_chain)); }
};

class CallExpression : public ViewOf<CallExpression, Kind::call_expression> {
 public:
  [[nodiscard]] Node callee() const { return node().child(Field::function); }
  // The callee as a member, when it is one.
  [[nodiscard]] std::optional<MemberExpression> member() const { return MemberExpression::from(unwrap(callee())); }
  // Nothing for a tagged template, which has no list of arguments.
  [[nodiscard]] Node argument_list() const;
  [[nodiscard]] Node argument(std::uint32_t n) const { return argument_list().named_child(n); }
  [[nodiscard]] std::uint32_t argument_count() const { return argument_list().named_child_count(); }
  [[nodiscard]] bool is_optional() const { return static_cast<bool>(node().child(Field::optional_chain)); }
  // `import("./module.js")`.
  [[nodiscard]] bool is_import() const { return callee().is(Kind::import_); }
  // The template of `` sql`…` ``.
  [[nodiscard]] Node tagged_template() const;
};

// The name of the function or method that a call is of, `import` for one of those; empty when it has none. What the
// name means is another question.
[[nodiscard]] std::string_view called_name(const CallExpression& call);

class NewExpression : public ViewOf<NewExpression, Kind::new_expression> {
 public:
  [[nodiscard]] Node constructor() const { return node().child(Field::constructor); }
  [[nodiscard]] Node argument(std::uint32_t n) const { return node().child(Field::arguments).named_child(n); }
  [[nodiscard]] std::uint32_t argument_count() const { return node().child(Field::arguments).named_child_count(); }
};

class AwaitExpression : public ViewOf<AwaitExpression, Kind::await_expression> {
 public:
  [[nodiscard]] Node operand() const { return node().named_child(0); }
};

class YieldExpression : public ViewOf<YieldExpression, Kind::yield_expression> {
 public:
  [[nodiscard]] Node operand() const { return node().named_child(0); }
  // `yield*`.
  [[nodiscard]] bool is_delegating() const { return static_cast<bool>(node().child(Kind::op_star)); }
};

// `a = b`, `a += b`.
class AssignmentExpression
    : public ViewOf<AssignmentExpression, Kind::assignment_expression, Kind::augmented_assignment_expression> {
 public:
  [[nodiscard]] Node target() const { return node().child(Field::left); }
  [[nodiscard]] Node value() const { return node().child(Field::right); }
  // Of `a += b`; none for a plain `=`.
  [[nodiscard]] Kind operation() const { return node().child(Field::operator_).kind(); }
  // `&&=`, `||=`, `??=`, whose value may not be evaluated.
  [[nodiscard]] bool is_logical() const;
};

class BinaryExpression : public ViewOf<BinaryExpression, Kind::binary_expression> {
 public:
  [[nodiscard]] Node left() const { return node().child(Field::left); }
  [[nodiscard]] Node right() const { return node().child(Field::right); }
  [[nodiscard]] Kind operation() const { return node().child(Field::operator_).kind(); }
  // `&&`, `||`, `??`, whose right side may not be evaluated.
  [[nodiscard]] bool is_logical() const;
};

// `a ? b : c`.
class TernaryExpression : public ViewOf<TernaryExpression, Kind::ternary_expression> {
 public:
  [[nodiscard]] Node condition() const { return node().child(Field::condition); }
  [[nodiscard]] Node consequence() const { return node().child(Field::consequence); }
  [[nodiscard]] Node alternative() const { return node().child(Field::alternative); }
};

class UnaryExpression : public ViewOf<UnaryExpression, Kind::unary_expression> {
 public:
  [[nodiscard]] Kind operation() const { return node().child(Field::operator_).kind(); }
  [[nodiscard]] Node operand() const { return node().child(Field::argument); }
};

// `a++`, `--a`.
class UpdateExpression : public ViewOf<UpdateExpression, Kind::update_expression> {
 public:
  [[nodiscard]] Kind operation() const { return node().child(Field::operator_).kind(); }
  [[nodiscard]] Node operand() const { return node().child(Field::argument); }
  [[nodiscard]] bool is_prefix() const { return node().child(Field::operator_).span() < operand().span(); }
};

// `a, b, c`.
class SequenceExpression : public ViewOf<SequenceExpression, Kind::sequence_expression> {
 public:
  [[nodiscard]] std::vector<Node> operands() const { return named_children(node()).list(); }
  // The one whose value the whole has.
  [[nodiscard]] Node last() const { return node().last_named_child(); }
};

// `...a` in a call, an array or an object.
class SpreadElement : public ViewOf<SpreadElement, Kind::spread_element> {
 public:
  [[nodiscard]] Node operand() const { return node().named_child(0); }
};

class ArrayExpression : public ViewOf<ArrayExpression, Kind::array> {
 public:
  // Without the holes of `[a, , b]`.
  [[nodiscard]] std::vector<Node> elements() const { return named_children(node()).list(); }
};

// What stands in an object literal: `a: b`, `a`, `a() {}`, `...a`.
class Property : public ViewOf<Property, Kind::pair, Kind::shorthand_property_identifier, Kind::method_definition,
                               Kind::spread_element> {
 public:
  // None for `...a`.
  [[nodiscard]] Node key() const;
  [[nodiscard]] std::optional<std::string_view> name() const { return key_name(key()); }
  // The expression; the method itself; of `...a`, what is spread.
  [[nodiscard]] Node value() const;
};

class ObjectExpression : public ViewOf<ObjectExpression, Kind::object> {
 public:
  [[nodiscard]] std::vector<Property> properties() const;
};

class TemplateString : public ViewOf<TemplateString, Kind::template_string> {
 public:
  // The expressions inside `${…}`.
  [[nodiscard]] std::vector<Node> substitutions() const;
  // The call that hands the template to its tag.
  [[nodiscard]] std::optional<CallExpression> tag_call() const;
};

}  // namespace asynclint::syntax
