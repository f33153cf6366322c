#include "facts/held-values.h"

#include <string_view>

namespace asynclint {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool add_written(const std::vector<Node>& writes, std::vector<Node>& values) {
  for (const Node write : writes) {
    const Node assignment = write.parent();
    if (!assignment.is(Kind::assignment_expression) || assignment.child(Field::left) != write) return false;
    values.push_back(assignment.child(Field::right));
  }
  return true;
}

bool has_ancestor(Node class_body) { return static_cast<bool>(class_body.parent().child(Kind::class_heritage)); }

// Whether `this.name = …` writes a member of objects of another class than the one around `place`.
bool is_of_another_class(Node write, Node place) {
  if (!write.child(Field::object).is(Kind::this_)) return false;
  const Node own = class_body_around(place);
  const Node other = class_body_around(write);
  return own && other && own != other && !has_ancestor(own) && !has_ancestor(other);
}

}  // namespace

Node class_body_around(Node place) {
  while (place && !place.is(Kind::class_body)) place = place.parent();
  return place;
}

bool is_held_place(const Facts& facts, Node expression) {
  if (expression.is(Kind::member_expression)) return expression.child(Field::object).is(Kind::this_);
  return expression.is(Kind::identifier) && facts.bindings().resolve(expression);
}

std::optional<std::vector<Node>> values_held(const Facts& facts, Node place) {
  std::vector<Node> values;
  const auto add_declared = [&values](Node value) {
    if (value) values.push_back(value);
  };
  if (place.is(Kind::identifier)) {
    const Binding binding = facts.bindings().resolve(place);
    if (!binding.owner.is(Kind::variable_declarator) || binding.owner.child(Field::name) != binding.identifier ||
        binding.is_repeated)
      return std::nullopt;
    add_declared(binding.owner.child(Field::value));
    if (!add_written(facts.bindings().writes(binding), values)) return std::nullopt;
    return values;
  }
  const Node property = place.child(Field::property);
  if (!property) return std::nullopt;
  const std::string_view name = property.text();
  auto writes = facts.bindings().member_writes(name);
  std::erase_if(writes, [&](Node write) { return is_of_another_class(write, place); });
  if (writes.empty() || !add_written(writes, values)) return std::nullopt;
  for (const Node field : facts.members_named(class_body_around(place), name)) {
    if (!field.is(Kind::field_definition, Kind::public_field_definition)) return std::nullopt;
    add_declared(field.child(Field::value));
  }
  return values;
}

Node meaning(const Facts& facts, Node expression) {
  expression = syntax::unwrap(expression);
  if (!expression.is(Kind::identifier, Kind::shorthand_property_identifier)) return expression;
  const Binding binding = facts.bindings().resolve(expression);
  const bool is_variable =
      binding.owner.is(Kind::variable_declarator) && binding.owner.child(Field::name) == binding.identifier;
  const Node value = is_variable ? syntax::unwrap(binding.owner.child(Field::value)) : Node{};
  return value && !binding.is_repeated && facts.bindings().writes(binding).empty() ? value : expression;
}

}  // namespace asynclint
