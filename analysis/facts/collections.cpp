// What stands in a Map or a Set, by what the text is seen to put in.
#include <algorithm>

#include "facts/entered.h"
#include "facts/facts.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

namespace {

// A collection that is named in more places than this is not followed.
constexpr std::size_t most_uses = 32;

// Where a collection is named after it was made; nothing where it may be filled unseen.
std::optional<std::vector<Node>> uses_of(const Facts& facts, Node creation) {
  const Node made = syntax::wrapped(creation);
  const Node holder = made.parent();
  const Bindings& bindings = facts.bindings();
  if (holder.is(Kind::variable_declarator)) {
    const Binding binding = bindings.resolve(holder.child(Field::name));
    if (!binding || binding.identifier != holder.child(Field::name) || binding.is_repeated ||
        facts.is_exported(holder.parent()) || !bindings.writes(binding).empty())
      return std::nullopt;
    return bindings.references(binding);
  }
  Node name;
  if (holder.is(Kind::field_definition, Kind::public_field_definition)) {
    name = syntax::ClassField::assume(holder).key();
  } else if (holder.is(Kind::assignment_expression) && holder.child(Field::right) == made) {
    const auto target = MemberExpression::from(syntax::unwrap(holder.child(Field::left)));
    if (target && target->object().is(Kind::this_)) name = target->property();
  }
  if (!name || !name.is(Kind::property_identifier, Kind::private_property_identifier)) return std::nullopt;
  std::vector<Node> uses;
  for (const Node use : bindings.member_names(name.text())) {
    if (use == name) continue;
    // What has the name elsewhere, as a key of an object, is another thing.
    if (!use.parent().is(Kind::member_expression)) return std::nullopt;
    uses.push_back(use.parent());
  }
  return uses;
}

}  // namespace

// Everything that is put in has to be seen: the collection is only iterated over, and asked by its methods.
Value Facts::filled(Node creation, Shape shape) const {
  Value collection = Value::of(shape);
  const std::uint64_t key = key_of(creation);
  if (comes_back_to(key)) return collection;
  const Node given = syntax::unwrap(creation.child(Field::arguments).named_child(0));
  if (given && !given.is(Kind::array)) return collection;
  const auto uses = uses_of(*this, creation);
  if (!uses || uses->size() > most_uses) return collection;
  const Entered entered(*this, key);
  Value joined = Value::of(Shape::pending);
  const auto put = [&](Node value_node) {
    const Value own = value_node ? value(value_node) : Value::of(Shape::plain);
    joined = joined.is(Shape::pending) ? own : join(joined, own);
  };
  for (const Node element : syntax::named_children(given)) {
    const Node entry = syntax::unwrap(element);
    if (shape == Shape::map && !entry.is(Kind::array)) return collection;
    put(shape == Shape::map ? entry.named_child(1) : entry);
  }
  for (const Node use : *uses) {
    const Node at = syntax::wrapped(use);
    const Node parent = at.parent();
    if (parent.is(Kind::spread_element)) continue;
    if (parent.is(Kind::for_in_statement) && parent.child(Field::right) == at) continue;
    // The place where it is made.
    if (parent.is(Kind::assignment_expression) && parent.child(Field::left) == at) {
      const Node right = syntax::unwrap(parent.child(Field::right));
      if (right == creation) continue;
      const bool is_new = right.is(Kind::new_expression) && right.child(Field::arguments).named_child_count() == 0;
      if (!is_new && !right.is(Kind::null, Kind::undefined)) return collection;
      continue;
    }
    const auto access = MemberExpression::from(parent);
    const auto name = access && access->object() == at ? access->name() : std::nullopt;
    if (!name) return collection;
    const auto call = CallExpression::from(syntax::wrapped(parent).parent());
    const bool puts = *name == (shape == Shape::map ? "set" : "add");
    if (!puts) continue;
    if (!call || call->argument_list().child(Kind::spread_element)) return collection;
    put(call->argument(shape == Shape::map ? 1 : 0));
  }
  if (joined.is(Shape::pending) || joined.is(Shape::unknown) || joined.is(Shape::plain)) return collection;
  const types::TypeRef content = type_of(joined);
  if (!content) return collection;
  collection.type =
      shape == Shape::map ? bridge_->walk.made(types::TypeKind::map, bridge_->walk.plain(), content) : content;
  return collection;
}

}  // namespace asynclint
