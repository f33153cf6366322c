// What is declared to return nothing where it stands. Such declarations are TypeScript's, so other files are not asked.
#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/ignored-callbacks.h"

namespace asynclint {
namespace {

using syntax::AssignmentExpression;
using syntax::CallExpression;
using syntax::ClassField;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;
using types::CallbackResult;

// Properties of objects in objects deeper than this are not asked about.
constexpr std::size_t deepest_property = 4;

// What may give a promise, by its looks: most that is a property gives none.
bool looks_like_callback(Node callback) {
  if (const auto function = Function::from(callback))
    return function->is_async() || syntax::unwrap(function->body()).is(Kind::call_expression);
  if (callback.is(Kind::identifier)) return true;
  if (callback.is(Kind::member_expression)) return callback.child(Field::object).is(Kind::this_);
  const auto call = CallExpression::from(callback);
  const auto member = call ? call->member() : std::nullopt;
  return member && member->name() == "bind";
}

// `start({ events: { onData: async (data) => … } })`: the call, which argument it is, and the way from there.
struct PlaceOfProperty {
  Node call;
  std::uint32_t argument = 0;
  std::vector<std::string_view> path;
};

std::optional<PlaceOfProperty> place_of(Node property) {
  PlaceOfProperty place;
  Node object;
  do {
    const auto name = syntax::key_name(property.child(property.is(Kind::method_definition) ? Field::name : Field::key));
    if (!name || !property.parent().is(Kind::object) || place.path.size() == deepest_property) return std::nullopt;
    place.path.insert(place.path.begin(), *name);
    object = syntax::wrapped(property.parent());
    property = object.parent();
  } while (property.is(Kind::pair));
  if (!property.is(Kind::arguments)) return std::nullopt;
  place.call = property.parent();
  if (!place.call.is(Kind::call_expression, Kind::new_expression)) return std::nullopt;
  for (const Node argument : syntax::named_children(property)) {
    if (argument == object) return place;
    ++place.argument;
  }
  return std::nullopt;
}

std::optional<IgnoredCallback> async_method(CallbackTaker taker, Node key, Node callback) {
  const auto function = Function::from(callback);
  if (!function || !function->is_async() || function->is_generator()) return std::nullopt;
  return IgnoredCallback{taker, key, callback,
                         Value::promise(Evidence::certain, PromiseSource::async_function, callback)};
}

std::optional<IgnoredCallback> ignored_property(const Facts& facts, Node property, Node key, Node callback) {
  if (!looks_like_callback(callback)) return std::nullopt;
  const auto place = place_of(property);
  if (!place) return std::nullopt;
  auto ignored = callback.is(Kind::method_definition)
                     ? async_method(CallbackTaker::parameter, key, callback)
                     : callback_with_promise(facts, CallbackTaker::parameter, key, callback);
  if (!ignored || facts.result_of_callback(place->call, place->argument, place->path) != CallbackResult::ignored)
    return std::nullopt;
  return ignored;
}

std::optional<IgnoredCallback> ignored_variable(const Facts& facts, Node name, Node annotation, Node callback) {
  if (!annotation || !looks_like_callback(callback)) return std::nullopt;
  if (facts.result_of_annotated(annotation) != CallbackResult::ignored) return std::nullopt;
  return callback_with_promise(facts, CallbackTaker::parameter, name, callback);
}

std::optional<IgnoredCallback> ignored_member(const Facts& facts, Node member, Node key, Node callback) {
  auto ignored = async_method(CallbackTaker::base, key, callback);
  const Node class_node = member.parent().parent();
  const auto name = syntax::key_name(key);
  if (!ignored || !name || !class_node.child(Kind::class_heritage)) return std::nullopt;
  if (facts.result_of_overridden(class_node, *name) != CallbackResult::ignored) return std::nullopt;
  return ignored;
}

}  // namespace

std::optional<IgnoredCallback> ignored_by_place(const Facts& facts, Node place) {
  if (!facts.tree().is_typescript()) return std::nullopt;
  switch (place.kind()) {
    case Kind::pair:
      return ignored_property(facts, place, place.child(Field::key), syntax::unwrap(place.child(Field::value)));
    case Kind::method_definition:
      return place.parent().is(Kind::object) ? ignored_property(facts, place, place.child(Field::name), place)
                                             : ignored_member(facts, place, place.child(Field::name), place);
    case Kind::field_definition:
    case Kind::public_field_definition: {
      const ClassField field = ClassField::assume(place);
      return ignored_member(facts, place, field.key(), syntax::unwrap(field.value()));
    }
    case Kind::variable_declarator:
      return ignored_variable(facts, place.child(Field::name), place.child(Field::type),
                              syntax::unwrap(place.child(Field::value)));
    case Kind::assignment_expression: {
      const Node name = syntax::unwrap(AssignmentExpression::assume(place).target());
      if (!name.is(Kind::identifier)) return std::nullopt;
      const Binding binding = facts.bindings().resolve(name);
      const bool is_variable =
          binding.owner.is(Kind::variable_declarator) && binding.owner.child(Field::name) == binding.identifier;
      return ignored_variable(facts, name, is_variable ? binding.owner.child(Field::type) : Node{},
                              syntax::unwrap(place.child(Field::right)));
    }
    default: return std::nullopt;
  }
}

}  // namespace asynclint
