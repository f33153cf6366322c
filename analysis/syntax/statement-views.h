// Typed views of statements. Conditions come without the parentheses that the syntax asks for.
#pragma once

#include <optional>
#include <vector>

#include "syntax/view.h"

namespace asynclint::syntax {

class ExpressionStatement : public ViewOf<ExpressionStatement, Kind::expression_statement> {
 public:
  [[nodiscard]] Node expression() const { return node().named_child(0); }
};

class Block : public ViewOf<Block, Kind::statement_block> {
 public:
  [[nodiscard]] std::vector<Node> statements() const { return named_children(node()).list(); }
};

class VariableDeclarator : public ViewOf<VariableDeclarator, Kind::variable_declarator> {
 public:
  [[nodiscard]] Node name() const { return node().child(Field::name); }
  [[nodiscard]] Node value() const { return node().child(Field::value); }
  [[nodiscard]] bool is_const() const { return static_cast<bool>(node().parent().child(Kind::kw_const)); }
};

// `var`, `let`, `const` and `using`.
class VariableDeclaration : public ViewOf<VariableDeclaration, Kind::lexical_declaration, Kind::variable_declaration,
                                          Kind::using_declaration> {
 public:
  // kw_var, kw_let, kw_const or kw_using.
  [[nodiscard]] Kind keyword() const;
  // `await using`.
  [[nodiscard]] bool is_await() const { return static_cast<bool>(node().child(Kind::kw_await)); }
  [[nodiscard]] std::vector<VariableDeclarator> declarators() const;
};

class IfStatement : public ViewOf<IfStatement, Kind::if_statement> {
 public:
  [[nodiscard]] Node condition() const { return unwrap(node().child(Field::condition)); }
  [[nodiscard]] Node consequence() const { return node().child(Field::consequence); }
  // The statement behind `else`.
  [[nodiscard]] Node alternative() const { return node().child(Field::alternative).named_child(0); }
};

// `for (a; b; c)`.
class ForStatement : public ViewOf<ForStatement, Kind::for_statement> {
 public:
  // A declaration or an expression.
  [[nodiscard]] Node initializer() const;
  [[nodiscard]] Node condition() const;
  [[nodiscard]] Node increment() const { return node().child(Field::increment); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

// `for (a in b)`, `for (a of b)`, `for await (a of b)`.
class ForInStatement : public ViewOf<ForInStatement, Kind::for_in_statement> {
 public:
  // kw_var, kw_let or kw_const; none when the loop assigns to what there is.
  [[nodiscard]] Kind keyword() const { return node().child(Field::kind).kind(); }
  // A pattern or, without a keyword, whatever can be assigned to.
  [[nodiscard]] Node variable() const { return node().child(Field::left); }
  // What the loop goes over.
  [[nodiscard]] Node iterated() const { return node().child(Field::right); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
  [[nodiscard]] bool is_of() const { return node().child(Field::operator_).is(Kind::kw_of); }
  [[nodiscard]] bool is_await() const { return static_cast<bool>(node().child(Kind::kw_await)); }
};

class WhileStatement : public ViewOf<WhileStatement, Kind::while_statement> {
 public:
  [[nodiscard]] Node condition() const { return unwrap(node().child(Field::condition)); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

class DoStatement : public ViewOf<DoStatement, Kind::do_statement> {
 public:
  [[nodiscard]] Node condition() const { return unwrap(node().child(Field::condition)); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

// Any of the loops.
class Loop
    : public ViewOf<Loop, Kind::for_statement, Kind::for_in_statement, Kind::while_statement, Kind::do_statement> {
 public:
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

class CatchClause : public ViewOf<CatchClause, Kind::catch_clause> {
 public:
  // The pattern in parentheses; none for `catch {`.
  [[nodiscard]] Node parameter() const { return node().child(Field::parameter); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

class TryStatement : public ViewOf<TryStatement, Kind::try_statement> {
 public:
  [[nodiscard]] Node body() const { return node().child(Field::body); }
  [[nodiscard]] std::optional<CatchClause> handler() const { return CatchClause::from(node().child(Field::handler)); }
  // The block behind `finally`.
  [[nodiscard]] Node finalizer() const { return node().child(Field::finalizer).child(Field::body); }
};

// `case a:` or `default:`.
class SwitchArm : public ViewOf<SwitchArm, Kind::switch_case, Kind::switch_default> {
 public:
  // None for `default:`.
  [[nodiscard]] Node test() const { return node().child(Field::value); }
  [[nodiscard]] bool is_default() const { return node().is(Kind::switch_default); }
  [[nodiscard]] std::vector<Node> statements() const;
};

class SwitchStatement : public ViewOf<SwitchStatement, Kind::switch_statement> {
 public:
  [[nodiscard]] Node value() const { return unwrap(node().child(Field::value)); }
  [[nodiscard]] std::vector<SwitchArm> arms() const;
};

class ReturnStatement : public ViewOf<ReturnStatement, Kind::return_statement> {
 public:
  [[nodiscard]] Node value() const { return node().named_child(0); }
};

class ThrowStatement : public ViewOf<ThrowStatement, Kind::throw_statement> {
 public:
  [[nodiscard]] Node value() const { return node().named_child(0); }
};

// `break` and `continue`.
class JumpStatement : public ViewOf<JumpStatement, Kind::break_statement, Kind::continue_statement> {
 public:
  [[nodiscard]] bool is_break() const { return node().is(Kind::break_statement); }
  [[nodiscard]] Node label() const { return node().child(Field::label); }
};

class LabeledStatement : public ViewOf<LabeledStatement, Kind::labeled_statement> {
 public:
  [[nodiscard]] Node label() const { return node().child(Field::label); }
  [[nodiscard]] Node body() const { return node().child(Field::body); }
};

}  // namespace asynclint::syntax
