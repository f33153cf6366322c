#include "types/declared-names.h"

#include <algorithm>

namespace asynclint::types {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Namespaces inside namespaces, and names behind names, beyond this are nobody's code.
constexpr std::uint32_t deepest_namespace = 12;
constexpr std::size_t longest_path = 12;

bool is_type_declaration(Node node) {
  return node.is(Kind::interface_declaration, Kind::type_alias_declaration, Kind::enum_declaration,
                 Kind::class_declaration, Kind::abstract_class_declaration, Kind::ambient_declaration,
                 Kind::internal_module);
}

// Empty for no node.
std::string_view text_of(Node node) { return node ? node.text() : std::string_view{}; }

// Declarations beside one of these are exported only where they say so.
bool is_export_list(Node node) {
  return node.is(Kind::export_statement) && !node.child(Field::declaration) &&
         !(node.child(Kind::kw_as) && node.child(Kind::kw_namespace));
}

std::string_view text_of_specifier(Node literal) { return syntax::string_value(literal).value_or(std::string_view{}); }

// A name, or the string that stands for one in `export { a as "b c" }`.
std::string_view exported_name(Node node) { return node.is(Kind::string) ? text_of_specifier(node) : node.text(); }

}  // namespace

std::vector<std::string_view> names_of(Node entity) {
  std::vector<std::string_view> names;
  while (names.size() < longest_path) {
    Node last;
    switch (entity.kind()) {
      case Kind::identifier:
      case Kind::type_identifier:
      case Kind::property_identifier:
        names.push_back(entity.text());
        std::ranges::reverse(names);
        return names;
      case Kind::nested_identifier:
      case Kind::member_expression:
        last = entity.child(Field::property);
        entity = entity.child(Field::object);
        break;
      case Kind::nested_type_identifier:
        last = entity.child(Field::name);
        entity = entity.child(Field::module_);
        break;
      default: return {};
    }
    if (!last.is(Kind::identifier, Kind::type_identifier, Kind::property_identifier)) return {};
    names.push_back(last.text());
  }
  return {};
}

DeclaredNames::DeclaredNames(TextForm form, TypeBuilder& to) : form_(form), to_(to) {
  outermost_ = new_scope(nullptr, new_container(ContainerKind::globals));
}

const Scope* DeclaredNames::new_scope(const Scope* outer, ContainerId container) {
  return &scopes_.emplace_back(Scope{outer, container});
}

ContainerId DeclaredNames::new_container(ContainerKind kind) {
  Container& made = containers_.emplace_back();
  made.kind = kind;
  return static_cast<ContainerId>(containers_.size() - 1);
}

SymbolId DeclaredNames::find(ContainerId container, std::string_view name) const {
  const auto& by_name = containers_[container].by_name;
  const auto found = by_name.find(name);
  return found == by_name.end() ? nowhere : found->second;
}

ContainerId DeclaredNames::module_named(std::string_view specifier) const {
  const auto found = modules_.find(specifier);
  return found == modules_.end() ? nowhere : found->second;
}

ContainerId DeclaredNames::module_container(std::string_view specifier) {
  const auto [found, is_new] = modules_.try_emplace(specifier, 0);
  if (is_new) {
    found->second = new_container(ContainerKind::module);
    containers_[found->second].specifier = specifier;
  }
  return found->second;
}

const Scope* DeclaredNames::collect(const syntax::Tree& tree, std::string_view specifier) {
  const Node root = tree.root();
  bool is_module = form_ == TextForm::source || !specifier.empty();
  for (const Node child : root.children()) {
    if (is_module) break;
    is_module = child.is(Kind::import_statement, Kind::export_statement);
  }
  const Scope* scope = outermost_;
  if (!specifier.empty())
    scope = new_scope(outermost_, module_container(specifier));
  else if (is_module)
    scope = new_scope(outermost_, new_container(ContainerKind::file));
  statements(root, {.scope = scope, .is_ambient = form_ == TextForm::declarations});
  return scope;
}

void DeclaredNames::collect_more(const syntax::Tree& tree, const Scope* scope) {
  for (const Node child : tree.root().children()) {
    if (!child.is(Kind::type_alias_declaration)) continue;
    const std::string_view name = text_of(child.child(Field::name));
    if (find(scope->container, name) == nowhere) declare(name, child, {.scope = scope, .is_exported = true});
  }
}

const Scope* DeclaredNames::collect_block(Node block, const Scope* outer) {
  for (const Node child : block.children()) {
    if (!is_type_declaration(child) && !child.is(Kind::import_alias)) continue;
    const Scope* const scope = new_scope(outer, new_container(ContainerKind::block));
    statements(block, {.scope = scope});
    return scope;
  }
  return outer;
}

void DeclaredNames::statements(Node list, Place place) {
  place.exports_all = place.is_ambient && form_ == TextForm::declarations &&
                      std::ranges::none_of(syntax::named_children(list), is_export_list);
  // `global { … }` inside a module, without the `declare` that the grammar asks for.
  bool is_global = false;
  for (const Node child : list.children()) {
    if (is_global && child.is(Kind::statement_block)) {
      statements(child, {.scope = new_scope(place.scope, globals()), .is_ambient = true, .depth = place.depth + 1});
    } else {
      statement(child, place);
    }
    is_global = child.is(Kind::error, Kind::identifier, Kind::expression_statement) && child.text() == "global";
  }
}

void DeclaredNames::statement(Node node, Place place) {
  if (place.depth > deepest_namespace) return;
  switch (node.kind()) {
    case Kind::export_statement: return exported(node, place);
    case Kind::import_statement: return imported(node, place);
    case Kind::import_alias: return alias(node, place);
    case Kind::ambient_declaration: return ambient(node, place);
    case Kind::function_signature: declare(text_of(node.child(Field::name)), node, place); return;
    case Kind::function_declaration:
    case Kind::generator_function_declaration:
      if (form_ == TextForm::declarations || place.is_ambient) declare(text_of(node.child(Field::name)), node, place);
      return;
    case Kind::lexical_declaration:
    case Kind::variable_declaration:
      if (place.is_ambient)
        variables(node, place);
      else
        required(node, place);
      return;
    case Kind::class_declaration:
    case Kind::abstract_class_declaration:
    case Kind::interface_declaration:
    case Kind::type_alias_declaration:
    case Kind::enum_declaration: declare(text_of(node.child(Field::name)), node, place); return;
    case Kind::module_:
    case Kind::internal_module: return namespace_of(node, place);
    case Kind::expression_statement:
      if (const Node inner = node.named_child(0); inner.is(Kind::internal_module)) namespace_of(inner, place);
      return;
    default: return;
  }
}

SymbolId DeclaredNames::declare(std::string_view name, Node node, Place place) {
  if (name.empty()) return nowhere;
  Container& container = at(place);
  const auto [found, is_new] = container.by_name.try_emplace(name, static_cast<SymbolId>(symbols_.size()));
  if (is_new) {
    container.symbols.push_back(found->second);
    Symbol& made = symbols_.emplace_back();
    made.name = name;
    made.container = place.scope->container;
  }
  Symbol& symbol = symbols_[found->second];
  if (symbol.declaration == nowhere) {
    Declaration declaration;
    declaration.name =
        to_.name(container.qualifier.empty() ? std::string(name) : container.qualifier + std::string(name));
    symbol.declaration = to_.add_declaration(declaration);
    symbol.form = SymbolForm::declared;
  }
  symbol.is_exported |= place.is_exported || place.exports_all;
  symbol.declared.push_back({node, place.scope});
  switch (node.kind()) {
    case Kind::interface_declaration:
    case Kind::type_alias_declaration: symbol.has_type = true; break;
    case Kind::class_declaration:
    case Kind::abstract_class_declaration:
    case Kind::class_:
      symbol.has_type = true;
      symbol.has_value |= place.is_ambient;
      symbol.is_code_class |= !place.is_ambient;
      break;
    case Kind::enum_declaration:
      symbol.has_type = symbol.has_value = true;
      symbol.is_enum = true;
      break;
    default: symbol.has_value = true; break;
  }
  return found->second;
}

void DeclaredNames::variables(Node node, Place place) {
  for (const Node child : node.children())
    if (child.is(Kind::variable_declarator) && child.child(Field::name).is(Kind::identifier))
      declare(child.child(Field::name).text(), child, place);
}

// `const { a, b: c } = require("x")` brings in as an import does.
void DeclaredNames::required(Node node, Place place) {
  for (const Node declarator : node.children()) {
    const auto call = syntax::CallExpression::from(
        declarator.is(Kind::variable_declarator) ? syntax::unwrap(declarator.child(Field::value)) : Node{});
    if (!call || !call->callee().is(Kind::identifier) || call->callee().text() != "require") continue;
    const std::string_view specifier = text_of_specifier(call->argument(0));
    const Node name = declarator.child(Field::name);
    if (specifier.empty()) continue;
    if (name.is(Kind::identifier)) bring_in(name.text(), specifier, {}, ImportSyntax::require, place);
    if (!name.is(Kind::object_pattern)) continue;
    for (const Node part : name.children()) {
      if (part.is(Kind::shorthand_property_identifier_pattern))
        bring_in(part.text(), specifier, {part.text()}, ImportSyntax::require, place);
      if (!part.is(Kind::pair_pattern) || !part.child(Field::value).is(Kind::identifier)) continue;
      const auto key = syntax::key_name(part.child(Field::key));
      if (key) bring_in(part.child(Field::value).text(), specifier, {*key}, ImportSyntax::require, place);
    }
  }
}

void DeclaredNames::ambient(Node node, Place place) {
  place.is_ambient = true;
  if (node.child(Kind::kw_global)) {
    if (const Node body = node.child(Kind::statement_block))
      statements(body, {.scope = new_scope(place.scope, globals()), .is_ambient = true, .depth = place.depth + 1});
    return;
  }
  for (const Node child : node.children())
    if (syntax::is_named(child.kind())) statement(child, place);
}

ContainerId DeclaredNames::inside_of(SymbolId id) {
  if (symbols_[id].inside == nowhere) {
    const Symbol& symbol = symbols_[id];
    const ContainerId made = new_container(ContainerKind::namespace_);
    containers_[made].qualifier = containers_[symbol.container].qualifier + std::string(symbol.name) + '.';
    symbols_[id].inside = made;
  }
  return symbols_[id].inside;
}

void DeclaredNames::namespace_of(Node node, Place place) {
  const Node name = node.child(Field::name);
  const Node body = node.child(Field::body);
  Place inner = place;
  ++inner.depth;
  if (name.is(Kind::string)) {
    inner.scope = new_scope(place.scope, module_container(text_of_specifier(name)));
    inner.is_exported = false;
  } else {
    const auto path = names_of(name);
    if (path.empty() || place.depth + path.size() > deepest_namespace) return;
    for (const std::string_view part : path) {
      const SymbolId symbol = declare(part, node, inner);
      if (symbol == nowhere) return;
      inner.scope = new_scope(inner.scope, inside_of(symbol));
      inner.is_exported = true;
    }
    inner.is_exported = false;
  }
  if (body) statements(body, inner);
}

void DeclaredNames::bring_in(std::string_view name, std::string_view specifier, std::vector<std::string_view> path,
                             ImportSyntax syntax, Place place) {
  if (name.empty()) return;
  Container& container = at(place);
  const auto [found, is_new] = container.by_name.try_emplace(name, static_cast<SymbolId>(symbols_.size()));
  if (!is_new) return;
  container.symbols.push_back(found->second);
  Symbol& made = symbols_.emplace_back();
  made.name = name;
  made.container = place.scope->container;
  made.form = SymbolForm::imported;
  made.is_exported = place.is_exported;
  made.has_value = made.has_type = true;
  made.specifier = specifier;
  made.path = std::move(path);
  made.syntax = syntax;
}

void DeclaredNames::imported(Node node, Place place) {
  const auto statement = syntax::ImportStatement::assume(node);
  const std::string_view specifier = text_of_specifier(statement.source());
  if (const Node clause = node.child(Kind::import_require_clause)) {
    bring_in(text_of(clause.child(Kind::identifier)), specifier, {}, ImportSyntax::require, place);
    return;
  }
  if (const Node name = statement.default_name())
    bring_in(name.text(), specifier, {"default"}, ImportSyntax::import_, place);
  if (const Node name = statement.namespace_name()) bring_in(name.text(), specifier, {}, ImportSyntax::import_, place);
  for (const auto& one : statement.specifiers())
    if (one.local() && one.imported())
      bring_in(one.local().text(), specifier, {exported_name(one.imported())}, ImportSyntax::import_, place);
}

void DeclaredNames::alias(Node node, Place place) {
  std::string_view name;
  std::vector<std::string_view> path;
  for (const Node child : node.children()) {
    if (!child.is(Kind::identifier, Kind::nested_identifier)) continue;
    if (name.empty())
      name = child.text();
    else
      path = names_of(child);
  }
  if (path.empty()) return;
  Container& container = at(place);
  if (!container.by_name.try_emplace(name, static_cast<SymbolId>(symbols_.size())).second) return;
  container.symbols.push_back(static_cast<SymbolId>(symbols_.size()));
  Symbol& made = symbols_.emplace_back();
  made.name = name;
  made.container = place.scope->container;
  made.form = SymbolForm::alias;
  made.scope = place.scope;
  made.is_exported = place.is_exported;
  made.has_value = made.has_type = true;
  made.path = std::move(path);
}

void DeclaredNames::exported(Node node, Place place) {
  const auto statement = syntax::ExportStatement::assume(node);
  Container& container = at(place);
  if (const Node declaration = statement.declaration()) {
    if (!statement.is_default()) {
      place.is_exported = true;
      this->statement(declaration, place);
      return;
    }
    place.exports_all = false;
    this->statement(declaration, place);
    Node named = declaration;
    if (named.is(Kind::ambient_declaration)) named = named.last_named_child();
    if (const Node name = named.child(Field::name))
      container.exports.push_back({.name = "default", .path = {name.text()}, .scope = place.scope});
    return;
  }
  if (node.child(Kind::kw_as) && node.child(Kind::kw_namespace)) {
    if (const Node name = node.child(Kind::identifier)) container.global_name = name.text();
    return;
  }
  if (const Node value = statement.value()) {
    if (value.is(Kind::class_)) {
      place.is_exported = true;
      declare("default", value, place);
      return;
    }
    const Node expression = syntax::unwrap(value);
    ExportEntry entry{.name = "default", .path = names_of(expression), .scope = place.scope};
    if (entry.path.empty()) entry.expression = expression;
    container.exports.push_back(std::move(entry));
    return;
  }
  if (const Node source = statement.source()) {
    const std::string_view specifier = text_of_specifier(source);
    if (const Node name = statement.name_of_everything()) {
      container.exports.push_back({.name = exported_name(name), .specifier = specifier});
    } else if (statement.is_everything()) {
      container.stars.push_back(specifier);
    }
    for (const auto& one : statement.specifiers())
      if (one.local() && one.exported())
        container.exports.push_back(
            {.name = exported_name(one.exported()), .path = {exported_name(one.local())}, .specifier = specifier});
    return;
  }
  if (node.child(Kind::export_clause)) {
    for (const auto& one : statement.specifiers())
      if (one.local() && one.exported())
        container.exports.push_back(
            {.name = exported_name(one.exported()), .path = {exported_name(one.local())}, .scope = place.scope});
    return;
  }
  // `export = …`
  const Node whole = syntax::unwrap(node.last_named_child());
  if (!whole) return;
  container.whole = names_of(whole);
  container.whole_scope = place.scope;
  if (container.whole.empty()) container.whole.emplace_back();
}

}  // namespace asynclint::types
