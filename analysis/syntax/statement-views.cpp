#include "syntax/statement-views.h"

namespace asynclint::syntax {
namespace {

// What a part of a `for (;;)` is: grammars make a statement of it, which is empty when nothing stands there.
Node part_of_for(Node part) {
  if (part.is(Kind::empty_statement)) return {};
  return part.is(Kind::expression_statement) ? part.named_child(0) : part;
}

}  // namespace

Kind VariableDeclaration::keyword() const {
  for (const Kind kind : {Kind::kw_var, Kind::kw_let, Kind::kw_const, Kind::kw_using})
    if (node().child(kind)) return kind;
  return Kind::none;
}

std::vector<VariableDeclarator> VariableDeclaration::declarators() const {
  std::vector<VariableDeclarator> found;
  for (const Node child : node().children())
    if (const auto declarator = VariableDeclarator::from(child)) found.push_back(*declarator);
  return found;
}

Node ForStatement::initializer() const { return part_of_for(node().child(Field::initializer)); }

Node ForStatement::condition() const { return part_of_for(node().child(Field::condition)); }

std::vector<Node> SwitchArm::statements() const {
  std::vector<Node> found;
  for (const Node child : named_children(node()))
    if (child.field() != Field::value) found.push_back(child);
  return found;
}

std::vector<SwitchArm> SwitchStatement::arms() const {
  std::vector<SwitchArm> found;
  for (const Node child : named_children(node().child(Field::body)))
    if (const auto arm = SwitchArm::from(child)) found.push_back(*arm);
  return found;
}

}  // namespace asynclint::syntax
