// Members of interfaces, classes and object types, and the signatures of what can be called.
#include "types/reader.h"

namespace asynclint::types {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::size_t most_type_parameters = 64;
constexpr std::size_t most_parameters = 64;

// The names under which a symbol's members are known to those who iterate.
std::string_view member_name(Node key) {
  if (key.is(Kind::computed_property_name)) {
    const std::string_view text = key.text();
    if (text == "[Symbol.iterator]" || text == "[Symbol.asyncIterator]") return text;
  }
  if (key.is(Kind::number)) return key.text();
  if (key.is(Kind::private_property_identifier)) return {};
  return syntax::key_name(key).value_or(std::string_view{});
}

// Whether a `?` follows the name. The tree keeps no such token.
bool is_optional(Node name) {
  const std::string_view text = name.tree().text();
  std::size_t at = name.span().end;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) ++at;
  return at < text.size() && text[at] == '?';
}

bool is_private(Node member) {
  const Node modifier = member.child(Kind::accessibility_modifier);
  return modifier && modifier.text() == "private";
}

}  // namespace

TypeId DeclarationReader::Reader::object_type(Node node, const Scope* scope) {
  if (const Node index = node.child(Kind::index_signature); index.child(Kind::mapped_type_clause))
    return mapped(index, scope);
  ObjectParts parts;
  add_members(node, scope, parts);
  return parts.is_empty() ? 0 : parts.build(pool_);
}

TypeId DeclarationReader::Reader::function_type(Node node, const Scope* scope, bool is_construction) {
  const Signature own = signature(node, scope);
  ObjectType object;
  (is_construction ? object.constructs : object.calls) = to_.add_signatures(std::span(&own, 1));
  return to_.add_object(object);
}

void DeclarationReader::Reader::add_members(Node body, const Scope* scope, ObjectParts& to) {
  if (!body) return;
  for (const Node member : body.children()) {
    switch (member.kind()) {
      case Kind::property_signature: {
        const Node key = member.child(Field::name);
        const std::string_view name = member_name(key);
        if (name.empty()) break;
        const std::uint8_t flags = is_optional(key) ? member_flag::optional : 0;
        to.add_property(to_.name(name), type(member.child(Field::type), scope), line_of(member), flags);
        break;
      }
      case Kind::method_signature: {
        const std::string_view name = member_name(member.child(Field::name));
        if (!name.empty()) add_method(member, name, scope, to);
        break;
      }
      case Kind::call_signature: to.calls.push_back(signature(member, scope)); break;
      case Kind::construct_signature: to.constructs.push_back(signature(member, scope)); break;
      case Kind::index_signature:
        if (!member.child(Kind::mapped_type_clause)) to.add_index(type(member.child(Field::type), scope));
        break;
      default: break;
    }
  }
}

// A method, or an accessor, which is a property to whoever uses it.
void DeclarationReader::Reader::add_method(Node node, std::string_view name, const Scope* scope, ObjectParts& to) {
  const NameId id = to_.name(name);
  const std::uint32_t line = line_of(node);
  if (node.child(Kind::kw_get) || node.child(Kind::kw_static_get))
    return to.add_property(id, result(node, scope), line, 0);
  if (node.child(Kind::kw_set)) {
    const Slice given = parameters(node.child(Field::parameters), scope);
    return to.add_setter(id, given.count == 0 ? 0 : to_.view().parameters[given.first].type, line);
  }
  to.add_method(id, signature(node, scope), is_optional(node.child(Field::name)) ? member_flag::optional : 0);
}

void DeclarationReader::Reader::add_class_members(Node body, const Scope* scope, ObjectParts& instance,
                                                  ObjectParts& own, std::vector<Signature>& constructors) {
  if (!body) return;
  for (const Node member : body.children()) {
    if (!syntax::is_named(member.kind())) continue;
    const Node key = member.child(Field::name);
    if (member.is(Kind::index_signature)) {
      if (!member.child(Kind::mapped_type_clause)) instance.add_index(type(member.child(Field::type), scope));
      continue;
    }
    const bool is_static = member.child(Kind::kw_static) || member.child(Kind::kw_static_get);
    const std::string_view name = key ? member_name(key) : std::string_view{};
    if (member.is(Kind::method_signature, Kind::method_definition, Kind::abstract_method_signature)) {
      if (name == "constructor" && !is_static) {
        constructors.push_back(signature(member, scope));
        for (const Node parameter : member.child(Field::parameters).children()) {
          const Node pattern = parameter.child(Field::pattern);
          const bool is_property = parameter.child(Kind::accessibility_modifier) || parameter.child(Kind::kw_readonly);
          if (!pattern.is(Kind::identifier) || !is_property || is_private(parameter)) continue;
          instance.add_property(to_.name(pattern.text()), type(parameter.child(Field::type), scope), line_of(parameter),
                                0);
        }
        continue;
      }
      if (!name.empty() && !is_private(member)) add_method(member, name, scope, is_static ? own : instance);
      continue;
    }
    if (!member.is(Kind::public_field_definition) || name.empty() || is_private(member)) continue;
    const Node annotation = member.child(Field::type);
    const TypeId of = annotation ? type(annotation, scope) : member.child(Field::value) ? pool_.plain() : 0;
    (is_static ? own : instance)
        .add_property(to_.name(name), of, line_of(member), is_optional(key) ? member_flag::optional : 0);
  }
}

Signature DeclarationReader::Reader::signature(Node node, const Scope* scope) {
  Signature made;
  Scope own;
  own.outer = scope;
  if (const Node list = node.child(Field::type_parameters)) {
    made.type_parameters = type_parameters(list, own);
    scope = &own;
  }
  made.parameters = parameters(node.child(Field::parameters), scope);
  made.result = result(node, scope);
  made.line = line_of(node);
  if (node.child(Kind::kw_async)) made.flags = signature_flag::async;
  return made;
}

Slice DeclarationReader::Reader::parameters(Node list, const Scope* scope) {
  std::vector<Parameter> found;
  if (list)
    for (const Node child : list.children())
      if (child.is(Kind::required_parameter, Kind::optional_parameter) && found.size() < most_parameters)
        add_parameter(child, scope, found);
  return to_.add_parameters(found);
}

void DeclarationReader::Reader::add_parameter(Node node, const Scope* scope, std::vector<Parameter>& to) {
  const Node pattern = node.child(Field::pattern);
  if (pattern.is(Kind::this_)) return;
  const Node annotation = node.child(Field::type);
  if (!pattern.is(Kind::rest_pattern)) {
    const bool is_left_out = node.is(Kind::optional_parameter) || node.child(Field::value);
    to.push_back({type(annotation, scope), is_left_out ? parameter_flag::optional : std::uint8_t{0}});
    return;
  }
  // `...rest: [a: string, b?: number]` are as many parameters.
  const Node tuple = annotation ? annotation.named_child(0) : Node{};
  if (!tuple.is(Kind::tuple_type)) {
    to.push_back({annotation ? type(annotation, scope) : pool_.node(TypeKind::array, 0), parameter_flag::rest});
    return;
  }
  for (const Node element : tuple.children()) {
    if (!syntax::is_named(element.kind()) || element.is(Kind::comment) || to.size() >= most_parameters) continue;
    const bool is_named = element.is(Kind::required_parameter, Kind::optional_parameter);
    const Node of = is_named ? element.child(Field::type) : element;
    if (element.is(Kind::rest_type) || element.child(Field::name).is(Kind::rest_pattern)) {
      to.push_back({type(is_named ? of : element.named_child(0), scope), parameter_flag::rest});
    } else {
      const bool is_left_out = element.is(Kind::optional_parameter, Kind::optional_type);
      to.push_back({type(of, scope), is_left_out ? parameter_flag::optional : std::uint8_t{0}});
    }
  }
}

TypeId DeclarationReader::Reader::result(Node node, const Scope* scope) {
  Node annotation = node.child(Field::return_type);
  if (!annotation) annotation = node.child(Field::type);
  if (annotation.is(Kind::asserts_annotation, Kind::asserts)) return pool_.nothing();
  if (annotation.is(Kind::type_predicate_annotation, Kind::type_predicate)) return pool_.plain();
  return type(annotation, scope);
}

Slice DeclarationReader::Reader::type_parameters(Node list, Scope& into) {
  std::vector<TypeParameter> made;
  std::vector<Node> nodes;
  for (const Node child : list.children()) {
    const Node name = child.is(Kind::type_parameter) ? child.child(Field::name) : Node{};
    if (!name) continue;
    if (made.size() == most_type_parameters) break;
    TypeParameter parameter;
    parameter.name = to_.name(name.text());
    made.push_back(parameter);
    nodes.push_back(child);
  }
  // They may name each other.
  const Slice slice = to_.add_type_parameters(made);
  for (std::uint32_t i = 0; i < slice.count; ++i)
    into.types.emplace_back(nodes[i].child(Field::name).text(), pool_.node(TypeKind::parameter, slice.first + i));
  for (std::uint32_t i = 0; i < slice.count; ++i) {
    made[i].constraint = type(nodes[i].child(Field::constraint), &into);
    made[i].standard = type(nodes[i].child(Field::value), &into);
    to_.set_type_parameter(slice.first + i, made[i]);
  }
  return slice;
}

}  // namespace asynclint::types
