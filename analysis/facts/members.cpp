// What members of objects and classes are, and what `this` is.
#include <algorithm>

#include "facts/entered.h"
#include "facts/facts.h"
#include "facts/names.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;

namespace {

constexpr int deepest_inheritance = 16;
// A member that is assigned in more places than this is not followed.
constexpr std::size_t most_member_writes = 16;

std::optional<std::string_view> name_of_key(Node key) {
  if (key.is(Kind::property_identifier, Kind::private_property_identifier)) return key.text();
  if (key.is(Kind::computed_property_name)) return syntax::string_value(key.named_child(0));
  return syntax::string_value(key);
}

std::optional<std::string_view> name_of_member(Node member) {
  switch (member.kind()) {
    case Kind::pair: return name_of_key(member.child(Field::key));
    case Kind::shorthand_property_identifier: return member.text();
    case Kind::method_definition: return name_of_key(member.child(Field::name));
    case Kind::field_definition: return name_of_key(member.child(Field::property));
    case Kind::public_field_definition:
    case Kind::abstract_method_signature: return name_of_key(member.child(Field::name));
    default: return std::nullopt;
  }
}

bool is_static(Node member) { return static_cast<bool>(member.child(Kind::kw_static)); }

// The names of the getters and setters of a class's body or an object; none where it is in brackets.
std::vector<std::optional<std::string_view>> accessors_of(Node body) {
  std::vector<std::optional<std::string_view>> names;
  for (const Node member : body.children()) {
    if (!member.is(Kind::method_definition) || !(member.child(Kind::kw_get) || member.child(Kind::kw_set))) continue;
    const Node name = member.child(Field::name);
    const bool is_plain = name.is(Kind::property_identifier, Kind::private_property_identifier);
    names.push_back(is_plain ? std::optional(name.text()) : std::nullopt);
  }
  return names;
}

// Whether one of the arguments of a call is written so.
bool takes_argument(Node call, std::string_view text) {
  const auto arguments = syntax::named_children(syntax::unwrap(call).child(Field::arguments));
  return std::ranges::any_of(arguments, [&](Node argument) { return syntax::unwrap(argument).text() == text; });
}

}  // namespace

Value Facts::member(const Value& object, std::string_view name, Node place) const {
  switch (object.shape) {
    case Shape::api: {
      // `globalThis.fetch` is `fetch`.
      if (object.api.is_global("globalThis") || object.api.is_global("window") || object.api.is_global("self") ||
          object.api.is_global("global")) {
        Value global = Value::of_api(ApiPath::global(name));
        global.type = bridge_->walk.global(name);
        return global;
      }
      const ApiPath path = object.api.member(name);
      // Streams that the platform gives to every program.
      if (path.is_global("process", "stdin") || path.is_global("process", "stdout")) return Value::of(Shape::stream);
      const types::TypeRef type = object.type ? bridge_->walk.question_member(object.type, name) : types::TypeRef{};
      if (path == ApiPath{}) return of_type(type);
      Value found = Value::of_api(path);
      found.type = type;
      return found;
    }
    case Shape::set:
      return object.type ? of_type(bridge_->walk.member(bridge_->walk.made(types::TypeKind::set, object.type), name))
                         : Value{};
    case Shape::map:
    case Shape::typed: return object.type ? of_type(bridge_->walk.member(object.type, name)) : Value{};
    case Shape::object: {
      const Value own = member_of_object(object.node, name);
      const Value written = written_member(object, name);
      if (written.is(Shape::pending)) return own;
      return own.is(Shape::unknown) ? written : join(own, written);
    }
    case Shape::class_:
    case Shape::instance: {
      if (!object.node) return {};
      if (name == "constructor" && object.is(Shape::instance) && syntax::is_class_kind(object.node.kind()))
        return Value::of(Shape::class_, object.node);
      const bool of_instance = object.is(Shape::instance);
      if (syntax::is_class_kind(object.node.kind())) return member_of_class(object.node, name, of_instance, 0);
      const Value written = written_member(object, name);
      return written.is(Shape::pending) ? Value{} : written;
    }
    case Shape::function: {
      const Value written = written_member(object, name);
      return written.is(Shape::pending) ? Value{} : written;
    }
    default: break;
  }
  static_cast<void>(place);
  return {};
}

// Of a body with many members; they are asked for again and again.
const std::vector<Facts::NamedMember>& Facts::member_index(Node body) const {
  const auto [place, is_new] = member_indexes_.try_emplace(key_of(body));
  if (!is_new) return place->second;
  std::uint32_t order = 0;
  for (const Node own : body.children()) {
    const auto name = own.is(Kind::spread_element) ? std::string_view() : name_of_member(own);
    if (name) place->second.push_back({hash_name(*name), order, own});
    ++order;
  }
  std::ranges::sort(place->second, {}, [](const NamedMember& one) { return std::pair(one.hash, one.order); });
  return place->second;
}

std::vector<Node> Facts::members_named(Node body, std::string_view name) const {
  constexpr std::uint32_t few_records = 16;
  std::vector<Node> found;
  {
    // To look for a name among all members is one question, whatever the others hold.
    const syntax::Tree::Unnoted unnoted(tree_);
    if (!body || body.record().end - body.index() <= few_records) {
      for (const Node own : body.children())
        if (own.is(Kind::spread_element) || name_of_member(own) == name) found.push_back(own);
    } else {
      const auto& all = member_index(body);
      std::vector<NamedMember> matches;
      // What is spread may have any name, and has the empty one here.
      for (const std::string_view wanted : {name, std::string_view()}) {
        const std::uint32_t hash = hash_name(wanted);
        auto it = std::lower_bound(all.begin(), all.end(), hash,
                                   [](const NamedMember& one, std::uint32_t own) { return one.hash < own; });
        for (; it != all.end() && it->hash == hash; ++it)
          if (it->node.is(Kind::spread_element) || name_of_member(it->node) == name) matches.push_back(*it);
        if (name.empty()) break;
      }
      std::ranges::sort(matches, {}, &NamedMember::order);
      for (const NamedMember& match : matches) found.push_back(match.node);
    }
  }
  if (log_ == nullptr) return found;
  Question question;
  question.kind = Question::Kind::members;
  question.unit = body.unit();
  for (const Node own : found) log_->add_content(own.unit());
  log_->add(question);
  return found;
}

bool Facts::has_accessors(Node body, std::string_view name) const {
  const auto has = [&](const std::vector<std::optional<std::string_view>>& names) {
    return std::ranges::any_of(names, [&](const auto& own) { return name.empty() || !own || *own == name; });
  };
  // An answer holds only as long as the members that it looked at: each answer has to look at all of them itself.
  if (log_ != nullptr) return has(accessors_of(body));
  const auto [known, is_new] = accessors_.try_emplace(key_of(body));
  if (is_new) known->second = accessors_of(body);
  return has(known->second);
}

Value Facts::member_of_object(Node object, std::string_view name) const {
  Value found;
  for (const Node own : members_named(object, name)) {
    switch (own.kind()) {
      case Kind::pair: found = value(own.child(Field::value)); break;
      case Kind::shorthand_property_identifier: found = value(own); break;
      case Kind::method_definition:
        found = Function::assume(own).is_getter() ? function(own).returned : Value::of(Shape::function, own);
        break;
      // What is spread may bring another member of that name.
      default: found = {}; break;
    }
  }
  return found;
}

Value Facts::member_of_class(Node class_node, std::string_view name, bool of_instance, int depth) const {
  const auto view = syntax::ClassView::assume(class_node);
  Value found = Value::of(Shape::pending);
  for (const Node own : members_named(view.body(), name)) {
    if (is_static(own) == of_instance || own.child(Kind::kw_set)) continue;
    if (own.is(Kind::method_definition)) {
      found = Function::assume(own).is_getter() ? function(own).returned : Value::of(Shape::function, own);
      continue;
    }
    // Whichever class below has it does what its signature says.
    if (own.is(Kind::abstract_method_signature)) return signed_by(own);
    found = annotated(own.child(Field::type));
    if (const Value said = commented(own); !said.is(Shape::unknown)) return said;
    if (const Node initial = own.child(Field::value); initial && found.is(Shape::unknown)) found = value(initial);
    if (!found.is(Shape::unknown) && own.child(Field::type)) return found;
    if (found.is(Shape::unknown) || found.is(Shape::pending)) found = documented(own);
  }
  const Value written = written_member(Value::of(of_instance ? Shape::instance : Shape::class_, class_node), name);
  if (!written.is(Shape::pending)) found = found.is(Shape::pending) ? written : join(found, written);
  if (!found.is(Shape::pending)) return found;
  if (const auto own = of_instance ? parameter_property(class_node, name) : std::nullopt) return *own;
  if (depth >= deepest_inheritance || !view.superclass()) return {};
  const Value base = value(view.superclass());
  if ((base.is(Shape::api) || base.is(Shape::typed)) && base.type)
    return member(of_instance ? constructed(base, {}) : base, name, class_node);
  if (!base.is(Shape::class_) || base.node == class_node) return {};
  return member_of_class(base.node, name, of_instance, depth + 1);
}

// A function that is only declared.
Value Facts::signed_by(Node signature) const {
  const types::Signature declared = reader().signature_of(signature);
  if (declared.result == 0) return {};
  types::TypeBuilder& own = bridge_->walk.own();
  types::ObjectType function;
  function.calls = own.add_signatures(std::span(&declared, 1));
  return of_type({&own.view(), own.add_object(function), nullptr}, {});
}

types::CallbackResult Facts::result_of_overridden(Node class_node, std::string_view name) const {
  const Node implemented = class_node.child(Kind::class_heritage).child(Kind::implements_clause);
  for (const Node type : syntax::named_children(implemented)) {
    const auto result = result_of_callback(annotated(type), name);
    if (result != types::CallbackResult::unknown) return result;
  }
  for (int depth = 0; depth < deepest_inheritance; ++depth) {
    const auto view = syntax::ClassView::from(class_node);
    const Value base = view && view->superclass() ? value(view->superclass()) : Value{};
    if ((base.is(Shape::api) || base.is(Shape::typed)) && base.type)
      return result_of_callback(constructed(base, {}), name);
    if (!base.is(Shape::class_) || base.node == class_node) break;
    class_node = base.node;
    const auto own = members_named(syntax::ClassView::assume(class_node).body(), name);
    if (own.empty()) continue;
    const bool is_method = own.front().is(Kind::abstract_method_signature, Kind::method_definition);
    const Value declared = is_method ? signed_by(own.front()) : Value{};
    return declared.type ? bridge_->walk.result_of_callback(declared.type) : types::CallbackResult::unknown;
  }
  return types::CallbackResult::unknown;
}

// `declare function load(): Promise<void>`, with all its overloads where they are known.
Value Facts::of_declared_function(Node signature) const {
  const types::TypeId id = reader().value_named(signature.child(Field::name).text());
  return id == 0 ? signed_by(signature) : of_type({&bridge_->walk.own().view(), id, nullptr});
}

// `constructor(private readonly store: Store)`
std::optional<Value> Facts::parameter_property(Node class_node, std::string_view name) const {
  if (tree_.grammar() == syntax::Grammar::javascript) return std::nullopt;
  for (const Node own : members_named(syntax::ClassView::assume(class_node).body(), "constructor")) {
    if (!own.is(Kind::method_definition)) continue;
    for (const syntax::Parameter& parameter : Function::assume(own).parameter_views()) {
      const bool is_property =
          parameter.node().child(Kind::accessibility_modifier) || parameter.node().child(Kind::kw_readonly);
      if (is_property && parameter.pattern().text() == name) return annotated(parameter.node().child(Field::type));
    }
  }
  return std::nullopt;
}

// What a member of that name is written on: the object, class or instance.
Value Facts::owner_of_write(Node object) const {
  object = syntax::unwrap(object);
  if (const auto access = MemberExpression::from(object)) {
    if (access->name() == "prototype") {
      const Value constructor = value(access->object());
      if (constructor.is(Shape::class_) || constructor.is(Shape::function))
        return Value::of(Shape::instance, constructor.node);
      return {};
    }
    if (access->name() == "exports" && is_global(access->object(), "module"))
      return Value::of_api(ApiPath::global("exports"));
  }
  return value(object);
}

// `bot.activate = activate`, where nothing is known of `bot`: what the text assigns through the same name.
Value Facts::assigned_to_name(Node object, std::string_view name) const {
  object = syntax::unwrap(object);
  if (!object.is(Kind::identifier)) return {};
  const auto writes = bindings_.member_writes(name);
  if (writes.empty() || writes.size() > most_member_writes) return {};
  const Binding binding = bindings_.resolve(object);
  if (!binding) return {};
  Value joined = Value::of(Shape::pending);
  for (const Node write : writes) {
    const Node target = syntax::unwrap(MemberExpression::assume(write).object());
    if (!target.is(Kind::identifier) || bindings_.resolve(target) != binding) continue;
    const Node assignment = write.parent();
    if (!assignment.is(Kind::assignment_expression) || assignment.child(Field::left) != write) return {};
    const std::uint64_t key = key_of(assignment);
    if (std::ranges::find(entered_, key) != entered_.end()) continue;
    const Entered entered(*this, key);
    const Value written = value(assignment.child(Field::right));
    joined = joined.is(Shape::pending) ? written : join(joined, written);
  }
  return joined.is(Shape::pending) ? Value{} : joined;
}

// The values that the text assigns to a member of an owner; pending when it assigns none.
Value Facts::written_member(const Value& owner, std::string_view name) const {
  Value joined = Value::of(Shape::pending);
  const auto is_owner = [&](const Value& other) {
    if (owner.is(Shape::api)) return other.is(Shape::api) && other.api == owner.api;
    return other.shape == owner.shape && other.node == owner.node;
  };
  const auto add = [&](const Value& written) { joined = joined.is(Shape::pending) ? written : join(joined, written); };
  const auto writes = bindings_.member_writes(name);
  if (writes.size() > most_member_writes) return {};
  for (const Node write : writes) {
    const Node assignment = write.parent();
    if (!is_owner(owner_of_write(MemberExpression::assume(write).object()))) continue;
    if (!assignment.is(Kind::assignment_expression) || assignment.child(Field::left) != write) return {};
    const Node right = assignment.child(Field::right);
    // `/** @type {Page} */ this.page = null;`
    if (const Node statement = assignment.parent(); statement.is(Kind::expression_statement))
      if (const Value said = commented(statement); !said.is(Shape::unknown)) return said;
    // `this.save = this.save.bind(this)` and `this.save = wrapped("save", this.save)` say nothing new.
    if (takes_argument(right, write.text())) continue;
    const std::uint64_t key = key_of(right);
    if (right.is(Kind::null, Kind::undefined) || std::ranges::find(entered_, key) != entered_.end()) continue;
    const Entered entered(*this, key);
    add(value(right));
  }
  // `Store.prototype = { … }` and `module.exports = { … }`
  if (owner.is(Shape::instance) || owner.is(Shape::api)) {
    const std::string_view whole = owner.is(Shape::api) ? "exports" : "prototype";
    for (const Node write : bindings_.member_writes(whole)) {
      const Node right = write.parent().child(Field::right);
      if (!write.parent().is(Kind::assignment_expression) || !is_owner(owner_of_write(write))) continue;
      const Value object = value(right);
      if (!object.is(Shape::object)) continue;
      const Value own = member(object, name, write);
      if (!own.is(Shape::unknown)) add(own);
    }
  }
  return joined;
}

Value Facts::this_value(Node place) const {
  Node parent = place.parent();
  for (Node at = place; parent; at = parent, parent = at.parent()) {
    if (at.is(Kind::class_static_block)) return Value::of(Shape::class_, parent.parent());
    if (at.is(Kind::field_definition, Kind::public_field_definition) && at != place)
      return Value::of(is_static(at) ? Shape::class_ : Shape::instance, parent.parent());
    if (!syntax::is_function_kind(at.kind()) || at.is(Kind::arrow_function)) continue;
    if (at.is(Kind::method_definition)) {
      if (parent.is(Kind::object)) {
        // The members of a literal that becomes a prototype belong to the instances.
        const Node target = parent.parent();
        if (target.is(Kind::assignment_expression) && target.child(Field::right) == parent) {
          const Value owner = owner_of_write(target.child(Field::left));
          if (owner.is(Shape::instance)) return owner;
        }
        return Value::of(Shape::object, parent);
      }
      return Value::of(is_static(at) ? Shape::class_ : Shape::instance, parent.parent());
    }
    const Node holder = syntax::wrapped(at).parent();
    if (holder.is(Kind::pair)) {
      const Node object = holder.parent();
      const Node target = object.parent();
      if (target.is(Kind::assignment_expression) && target.child(Field::right) == object) {
        const Value owner = owner_of_write(target.child(Field::left));
        if (owner.is(Shape::instance)) return owner;
      }
      return Value::of(Shape::object, object);
    }
    if (holder.is(Kind::field_definition, Kind::public_field_definition))
      return Value::of(is_static(holder) ? Shape::class_ : Shape::instance, holder.parent().parent());
    if (holder.is(Kind::assignment_expression)) {
      if (const auto target = MemberExpression::from(syntax::unwrap(holder.child(Field::left))))
        return owner_of_write(target->object());
    }
    return Value::of(Shape::instance, at);
  }
  return {};
}

}  // namespace asynclint
