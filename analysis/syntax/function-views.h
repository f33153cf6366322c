// Typed views of functions, their parameters, and classes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/view.h"

namespace asynclint::syntax {

// A parameter as it stands in a function's list: `a`, `a = 1`, `{ a }`, `...a`; in TypeScript with its annotation.
class Parameter
    : public ViewOf<Parameter, Kind::identifier, Kind::assignment_pattern, Kind::object_pattern, Kind::array_pattern,
                    Kind::rest_pattern, Kind::required_parameter, Kind::optional_parameter> {
 public:
  // What is bound: a name or a pattern, without the default value and the dots.
  [[nodiscard]] Node pattern() const;
  [[nodiscard]] Node default_value() const;
  [[nodiscard]] bool is_rest() const;
};

class Function
    : public ViewOf<Function, Kind::function_declaration, Kind::function_expression, Kind::generator_function,
                    Kind::generator_function_declaration, Kind::arrow_function, Kind::method_definition> {
 public:
  // The token `async`; none when the function is not async.
  [[nodiscard]] Node async_keyword() const { return node().child(Kind::kw_async); }
  [[nodiscard]] bool is_async() const { return static_cast<bool>(async_keyword()); }
  [[nodiscard]] bool is_generator() const;
  [[nodiscard]] bool is_arrow() const { return node().is(Kind::arrow_function); }
  [[nodiscard]] bool is_getter() const { return has(Kind::kw_get) || has(Kind::kw_static_get); }
  [[nodiscard]] bool is_setter() const { return has(Kind::kw_set); }
  [[nodiscard]] bool is_static() const { return has(Kind::kw_static) || has(Kind::kw_static_get); }
  [[nodiscard]] Node name() const { return node().child(Field::name); }
  // A block, or the expression of a concise arrow.
  [[nodiscard]] Node body() const { return node().child(Field::body); }
  [[nodiscard]] bool has_block_body() const { return body().is(Kind::statement_block); }
  // The patterns of the parameters, without TypeScript's annotations and its `this`; one with a default value comes as
  // a whole.
  [[nodiscard]] std::vector<Node> parameters() const;
  // The same with default values and dots told apart.
  [[nodiscard]] std::vector<Parameter> parameter_views() const;

 private:
  [[nodiscard]] bool has(Kind token) const { return static_cast<bool>(node().child(token)); }
};

// The signatures without a body that stand before a function or method of the same name, in their order: in TypeScript
// callers see these, and the function itself only when there are none.
[[nodiscard]] std::vector<Node> overloads_of(Node function);

// `x = 1` in a class.
class ClassField : public ViewOf<ClassField, Kind::field_definition, Kind::public_field_definition> {
 public:
  [[nodiscard]] Node key() const;
  [[nodiscard]] std::optional<std::string_view> name() const { return key_name(key()); }
  [[nodiscard]] Node value() const { return node().child(Field::value); }
  [[nodiscard]] bool is_static() const { return static_cast<bool>(node().child(Kind::kw_static)); }
};

// `static { … }`.
class StaticBlock : public ViewOf<StaticBlock, Kind::class_static_block> {
 public:
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

class Decorator : public ViewOf<Decorator, Kind::decorator> {
 public:
  [[nodiscard]] Node expression() const { return node().named_child(0); }
};

class ClassView : public ViewOf<ClassView, Kind::class_declaration, Kind::class_, Kind::abstract_class_declaration> {
 public:
  [[nodiscard]] Node name() const { return node().child(Field::name); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
  // The expression behind `extends`.
  [[nodiscard]] Node superclass() const;
  // Methods (as Function), fields, static blocks; in TypeScript signatures, too.
  [[nodiscard]] std::vector<Node> members() const;
};

}  // namespace asynclint::syntax
