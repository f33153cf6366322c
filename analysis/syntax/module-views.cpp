#include "syntax/module-views.h"

namespace asynclint::syntax {

Node ImportSpecifier::local() const {
  const Node alias = node().child(Field::alias);
  return alias ? alias : imported();
}

Node ImportStatement::source() const {
  const Node source = node().child(Field::source);
  return source ? source : node().child(Kind::import_require_clause).child(Field::source);
}

Node ImportStatement::default_name() const { return node().child(Kind::import_clause).child(Kind::identifier); }

Node ImportStatement::namespace_name() const {
  return node().child(Kind::import_clause).child(Kind::namespace_import).named_child(0);
}

std::vector<ImportSpecifier> ImportStatement::specifiers() const {
  std::vector<ImportSpecifier> found;
  for (const Node child : named_children(node().child(Kind::import_clause).child(Kind::named_imports)))
    if (const auto specifier = ImportSpecifier::from(child)) found.push_back(*specifier);
  return found;
}

Node ExportSpecifier::exported() const {
  const Node alias = node().child(Field::alias);
  return alias ? alias : local();
}

std::vector<ExportSpecifier> ExportStatement::specifiers() const {
  std::vector<ExportSpecifier> found;
  for (const Node child : named_children(node().child(Kind::export_clause)))
    if (const auto specifier = ExportSpecifier::from(child)) found.push_back(*specifier);
  return found;
}

bool ExportStatement::is_everything() const {
  return node().child(Kind::op_star) || node().child(Kind::namespace_export);
}

Node ExportStatement::name_of_everything() const {
  const Node whole = node().child(Kind::namespace_export);
  // `default` is a token here, and no node of the grammar.
  if (const Node word = whole ? whole.child(Kind::kw_default) : Node()) return word;
  return whole ? whole.last_named_child() : Node();
}

}  // namespace asynclint::syntax
