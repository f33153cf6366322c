// Type expressions: what stands behind a colon.
#include <algorithm>

#include "types/import-names.h"
#include "types/reader.h"

namespace asynclint::types {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Members of one union or tuple, branches of one condition, and nodes in which `infer` is looked for.
constexpr std::size_t most_parts = 4096;
constexpr std::size_t most_searched = 512;

// What adds nothing to the type inside it.
bool is_wrapper(Node node) {
  return node.is(Kind::parenthesized_type, Kind::readonly_type, Kind::type_annotation, Kind::constraint,
                 Kind::default_type, Kind::optional_type, Kind::opting_type_annotation, Kind::adding_type_annotation,
                 Kind::omitting_type_annotation, Kind::flow_maybe_type);
}

Node without_wrappers(Node node) {
  while (is_wrapper(node)) node = node.named_child(0);
  return node;
}

bool is_name(Node node, std::string_view name) { return node.is(Kind::type_identifier) && node.text() == name; }

// The name behind `infer`, where a type is nothing else.
std::string_view inferred_name(Node node) {
  node = without_wrappers(node);
  if (!node.is(Kind::infer_type)) return {};
  const Node name = node.named_child(0);
  return name ? name.text() : std::string_view{};
}

void add_inferred_names(Node within, Scope& scope) {
  std::vector<Node> open{within};
  for (std::size_t seen = 0; !open.empty() && seen < most_searched; ++seen) {
    const Node node = open.back();
    open.pop_back();
    if (node.is(Kind::infer_type))
      if (const Node name = node.named_child(0)) scope.types.emplace_back(name.text(), 0);
    for (const Node child : node.children()) open.push_back(child);
  }
}

// The only argument of `Promise<…>` and its like.
Node only_argument(Node generic) {
  const Node arguments = generic.child(Field::type_arguments);
  return arguments && arguments.named_child_count() == 1 ? arguments.named_child(0) : Node{};
}

// The name of a function, class or variable of the top level, where it is declared.
Node declared_at_top(Node root, std::string_view name) {
  for (Node statement : root.children()) {
    if (statement.is(Kind::export_statement)) statement = statement.child(Field::declaration);
    if (const Node own = statement.child(Field::name); own.is(Kind::identifier) && own.text() == name) return own;
    if (!statement.is(Kind::lexical_declaration, Kind::variable_declaration)) continue;
    for (const Node declarator : statement.children())
      if (declarator.is(Kind::variable_declarator) && declarator.child(Field::name).text() == name)
        return declarator.child(Field::name);
  }
  return {};
}

}  // namespace

TypeId DeclarationReader::Reader::type(Node node, const Scope* scope) {
  node = without_wrappers(node);
  if (!node || depth_ >= deepest_type) return 0;
  ++depth_;
  const TypeId found = type_inside(node, scope);
  --depth_;
  return found;
}

TypeId DeclarationReader::Reader::type_inside(Node node, const Scope* scope) {
  switch (node.kind()) {
    case Kind::type_identifier:
    case Kind::identifier:
    case Kind::nested_type_identifier:
    case Kind::nested_identifier: return reference(node, {}, scope);
    case Kind::generic_type: return reference(node.child(Field::name), node.child(Field::type_arguments), scope);
    case Kind::predefined_type: {
      const std::string_view name = node.text();
      if (name == "void") return pool_.nothing();
      if (name == "never") return pool_.node(TypeKind::never);
      return name == "any" || name == "unknown" || name == "object" ? 0 : pool_.plain();
    }
    case Kind::literal_type: {
      const Node literal = node.named_child(0);
      if (literal.is(Kind::null, Kind::undefined)) return pool_.nothing();
      const auto text = literal.is(Kind::string) ? syntax::string_value(literal) : std::nullopt;
      return text ? pool_.literal(*text) : pool_.plain();
    }
    case Kind::undefined:
    case Kind::null: return pool_.nothing();
    case Kind::template_literal_type:
    case Kind::index_type_query:
    case Kind::type_predicate: return pool_.plain();
    case Kind::asserts: return pool_.nothing();
    case Kind::this_type: return pool_.node(TypeKind::this_);
    case Kind::array_type: return pool_.node(TypeKind::array, type(node.named_child(0), scope));
    case Kind::tuple_type: return tuple(node, scope);
    case Kind::union_type:
    case Kind::intersection_type: return combined(node, scope);
    case Kind::function_type: return function_type(node, scope, false);
    case Kind::constructor_type: return function_type(node, scope, true);
    case Kind::object_type:
    case Kind::interface_body: return object_type(node, scope);
    case Kind::lookup_type: return looked_up(node, scope);
    case Kind::conditional_type: return conditional(node, scope);
    case Kind::type_query: return query(node, scope);
    case Kind::member_expression:
    case Kind::call_expression: return of_import_type(node, true);
    default: return 0;
  }
}

std::vector<TypeId> DeclarationReader::Reader::types_of(Node list, const Scope* scope) {
  std::vector<TypeId> types;
  if (!list) return types;
  for (const Node child : list.children())
    if (syntax::is_named(child.kind()) && !child.is(Kind::comment) && types.size() < most_parts)
      types.push_back(type(child, scope));
  return types;
}

TypeId DeclarationReader::Reader::reference(Node name, Node arguments, const Scope* scope) {
  const auto path = names_of(name);
  return path.empty() ? 0 : named_type(path, types_of(arguments, scope), scope);
}

// A union or an intersection with those inside it: `a | b | c` is one inside another.
TypeId DeclarationReader::Reader::combined(Node node, const Scope* scope) {
  const Kind kind = node.kind();
  std::vector<TypeId> parts;
  std::vector<Node> open{node};
  while (!open.empty()) {
    const Node at = without_wrappers(open.back());
    open.pop_back();
    if (at.kind() == kind) {
      const auto inner = syntax::named_children(at).list();
      open.insert(open.end(), inner.rbegin(), inner.rend());
      continue;
    }
    if (parts.size() == most_parts) return 0;
    if (at) parts.push_back(type(at, scope));
  }
  return kind == Kind::union_type ? pool_.union_of(parts) : pool_.intersection_of(parts);
}

TypeId DeclarationReader::Reader::tuple(Node node, const Scope* scope) {
  std::vector<TypeId> elements;
  for (const Node child : node.children()) {
    if (!syntax::is_named(child.kind()) || child.is(Kind::comment)) continue;
    if (elements.size() == most_parts) return pool_.node(TypeKind::array, 0);
    const bool is_named = child.is(Kind::required_parameter, Kind::optional_parameter);
    const Node own = is_named ? child.child(Field::type) : child.is(Kind::rest_type) ? child.named_child(0) : child;
    TypeId element = type(own, scope);
    if (child.is(Kind::rest_type) || child.child(Field::name).is(Kind::rest_pattern)) {
      const TypeNode list = to_.view().type(element);
      element = list.kind == TypeKind::array ? list.a : element == 0 ? 0 : pool_.node(TypeKind::element_of, element);
    }
    elements.push_back(element);
  }
  const TypeId joined = elements.empty() ? pool_.node(TypeKind::never) : pool_.union_of(elements);
  return pool_.node(TypeKind::array, joined);
}

// `T["name"]`, `T[number]`, `T[K]`.
TypeId DeclarationReader::Reader::looked_up(Node node, const Scope* scope) {
  const Node index = without_wrappers(node.named_child(1));
  const TypeId object = type(node.named_child(0), scope);
  if (object == 0) return 0;
  const auto member_of = [&](Node literal) -> TypeId {
    const auto name = syntax::string_value(literal.named_child(0));
    return name ? pool_.member(object, *name) : 0;
  };
  if (index.is(Kind::predefined_type) && index.text() == "number") return pool_.node(TypeKind::element_of, object);
  if (index.is(Kind::literal_type)) {
    if (index.named_child(0).is(Kind::number)) return pool_.node(TypeKind::element_of, object);
    return member_of(index);
  }
  if (index.is(Kind::type_identifier)) {
    const std::string_view over = node.named_child(0).text();
    for (const Scope* at = scope; at != nullptr; at = at->outer)
      if (!at->key.empty() && at->key == index.text() && at->mapped_over == over)
        return pool_.node(TypeKind::element_of, object);
  }
  if (!index.is(Kind::union_type)) {
    const TypeId name = type(index, scope);
    return name == 0 || to_.view().type(name).kind == TypeKind::plain ? 0 : pool_.node(TypeKind::indexed, object, name);
  }
  std::vector<TypeId> members;
  std::vector<Node> open{index};
  while (!open.empty() && members.size() < most_parts) {
    const Node at = without_wrappers(open.back());
    open.pop_back();
    if (at.is(Kind::union_type)) {
      const auto inner = syntax::named_children(at).list();
      open.insert(open.end(), inner.rbegin(), inner.rend());
    } else {
      members.push_back(at.is(Kind::literal_type) ? member_of(at) : 0);
    }
  }
  return pool_.union_of(members);
}

// `T extends Promise<infer U> ? U : T` awaits, and the like; what else depends is either.
TypeId DeclarationReader::Reader::conditional(Node node, const Scope* scope) {
  std::vector<TypeId> branches;
  std::deque<Scope> inner;
  for (; node.is(Kind::conditional_type); node = without_wrappers(node.child(Field::alternative))) {
    if (branches.size() == most_parts) return 0;
    const Node left = without_wrappers(node.child(Field::left));
    const Node right = without_wrappers(node.child(Field::right));
    const Node consequence = without_wrappers(node.child(Field::consequence));
    // Which of them holds depends on what else is there: the platform's own types say it plainly.
    if (left.is(Kind::type_query) && left.text().ends_with("globalThis")) continue;
    const auto gives = [&](Node part) {
      const std::string_view name = inferred_name(part);
      return !name.empty() && is_name(consequence, name);
    };
    const Node argument = right.is(Kind::generic_type) ? only_argument(right) : Node{};
    const std::string_view wanted = right.is(Kind::generic_type) ? right.child(Field::name).text() : std::string_view{};
    TypeKind kind = TypeKind::unknown;
    if (argument && gives(argument)) {
      if (wanted == "Promise" || wanted == "PromiseLike") kind = TypeKind::awaited;
      if (wanted == "Array" || wanted == "ReadonlyArray" || wanted == "Iterable") kind = TypeKind::element_of;
    } else if (right.is(Kind::array_type) && gives(right.named_child(0))) {
      kind = TypeKind::element_of;
    } else if (right.is(Kind::function_type) && gives(right.child(Field::return_type))) {
      kind = TypeKind::result_of;
    } else if (right.is(Kind::constructor_type) && gives(right.child(Field::type))) {
      kind = TypeKind::instance_of;
    }
    if (kind != TypeKind::unknown) {
      const TypeId of = type(left, scope);
      // The other branch is `never`, `any` or the same again.
      if (branches.empty()) return of == 0 ? 0 : pool_.node(kind, of);
      branches.push_back(of == 0 ? 0 : pool_.node(kind, of));
      return pool_.union_of(branches);
    }
    // `T extends unknown ? A : B` is A for every T.
    if (branches.empty() && right.is(Kind::predefined_type) && (right.text() == "unknown" || right.text() == "any"))
      return type(consequence, scope);
    Scope& with_inferred = inner.emplace_back();
    with_inferred.outer = scope;
    add_inferred_names(right, with_inferred);
    branches.push_back(type(consequence, &with_inferred));
  }
  branches.push_back(type(node, scope));
  // Whether there is a promise at all depends on what nobody looks at here.
  const auto has = [&](TypeKind kind) {
    return std::ranges::any_of(branches, [&](TypeId branch) { return to_.view().type(branch).kind == kind; });
  };
  if (has(TypeKind::promise) && (has(TypeKind::nothing) || has(TypeKind::plain))) return 0;
  return pool_.union_of(branches);
}

// Whether a type is a list of something, or a type parameter for which only lists stand.
bool DeclarationReader::Reader::is_list(TypeId type) const {
  const ModuleTypes& types = to_.view();
  TypeNode node = types.type(type);
  if (node.kind == TypeKind::parameter) node = types.type(types.type_parameters[node.a].constraint);
  if (node.kind != TypeKind::union_) return node.kind == TypeKind::array;
  return std::ranges::all_of(types.lists.subspan(node.a, node.b),
                             [&](TypeId one) { return types.type(one).kind == TypeKind::array; });
}

// `{ [K in keyof T]: T[K] }` is T as far as it matters here; of lists it is a list; others are objects of which only
// the members' type is known.
TypeId DeclarationReader::Reader::mapped(Node signature, const Scope* scope) {
  const Node clause = signature.child(Kind::mapped_type_clause);
  const Node key = clause.child(Field::name);
  const Node keys = without_wrappers(clause.child(Field::type));
  const Node given = without_wrappers(signature.child(Field::type));
  if (!key || !given) return 0;
  if (keys.is(Kind::index_type_query) && !clause.child(Field::alias) && given.is(Kind::lookup_type)) {
    const Node mapped_over = keys.named_child(0);
    if (mapped_over && given.named_child(0).text() == mapped_over.text() && is_name(given.named_child(1), key.text()))
      return type(mapped_over, scope);
  }
  Scope inner;
  inner.outer = scope;
  inner.types.emplace_back(key.text(), pool_.plain());
  if (const Node mapped_over = keys.is(Kind::index_type_query) ? keys.named_child(0) : Node{};
      mapped_over && is_list(type(mapped_over, scope))) {
    inner.key = key.text();
    inner.mapped_over = mapped_over.text();
    return pool_.node(TypeKind::array, type(given, &inner));
  }
  ObjectParts parts;
  parts.add_index(type(given, &inner));
  return parts.build(pool_);
}

// `typeof name`.
TypeId DeclarationReader::Reader::query(Node node, const Scope* scope) {
  Node of = node.named_child(0);
  if (of.is(Kind::instantiation_expression)) of = of.child(Field::function);
  const auto path = names_of(of);
  if (path.empty()) return of_import_type(of, false);
  const Target target = look_up(path, scope, false);
  const bool is_asked_elsewhere = target.is_question && target.specifier.empty();
  if (form_ == TextForm::source && local_ != nullptr && is_asked_elsewhere) {
    Node first = of;
    while (first.is(Kind::member_expression)) first = first.child(Field::object);
    // What a comment names stands elsewhere in the text.
    if (is_comment_) first = declared_at_top(trees_.front().first->root(), path.front());
    if (!first) return value_of_target(target);
    TypeId value = local_->value(first);
    for (std::size_t i = 1; i < path.size() && value != 0; ++i) value = pool_.member(value, path[i]);
    return value;
  }
  return value_of_target(target);
}

// `import("x").Y`, in texts that were parsed as they are.
TypeId DeclarationReader::Reader::of_import_type(Node node, bool is_type) {
  std::vector<std::string_view> path;
  for (; node.is(Kind::member_expression) && path.size() < most_parts; node = node.child(Field::object)) {
    const Node name = node.child(Field::property);
    if (!name) return 0;
    path.push_back(name.text());
  }
  std::ranges::reverse(path);
  if (!node.is(Kind::call_expression) || !node.child(Field::function).is(Kind::import_)) return 0;
  const auto specifier = syntax::string_value(node.child(Field::arguments).named_child(0));
  if (!specifier) return 0;
  return pool_.question({.specifier = *specifier, .path = path, .is_type = is_type && !path.empty()});
}

}  // namespace asynclint::types
