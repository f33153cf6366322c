#include "facts/module-summary.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "facts/class-names.h"
#include "facts/commonjs.h"
#include "facts/entered.h"
#include "facts/flow.h"
#include "facts/handling.h"
#include "facts/rejection.h"
#include "facts/type-bridge.h"
#include "text/line-index.h"
#include "types/type-parts.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::ExportStatement;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::MemberExpression;
using syntax::Node;
using types::Export;
using types::TypeId;
using types::TypeKind;
using types::TypeRef;

namespace {

// Objects within objects deeper than this are unknown.
constexpr int deepest_object = 10;
// A class or object with more members than this is told up to there.
constexpr std::size_t most_members = 2000;
// More values than this are not converted after the exports themselves.
constexpr std::uint32_t most_conversions = 4000;

}  // namespace

// Turns the values of a text into types that stand without it.
class ModuleSummarizer {
 public:
  ModuleSummarizer(const syntax::Tree& tree, TopLevel top_level)
      : tree_(tree),
        facts_(tree, top_level, Surroundings::none, nullptr),
        walk_(facts_.bridge_->walk),
        to_(walk_.own()),
        lines_(tree.text()) {}

  std::unique_ptr<types::TypeBuilder> run(std::string_view path) {
    to_.set_path(path);
    note_assignments();
    if (has_types()) {
      for (const Export& own : facts_.reader().exported_types())
        add(std::string(to_.view().name(own.name)), own.value, own.type);
    }
    for (const Node statement : tree_.root().children())
      if (const auto exported = ExportStatement::from(statement)) read(*exported);
    read_commonjs();
    finish();
    return walk_.take_own();
  }

 private:
  struct Names {
    TypeId value = 0;
    TypeId type = 0;
  };

  [[nodiscard]] bool has_types() const { return tree_.is_typescript(); }

  void add(const std::string& name, TypeId value, TypeId type) {
    Names& names = exports_[name];
    if (value != 0) names.value = value;
    if (type != 0) names.type = type;
  }

  [[nodiscard]] std::uint32_t line_of(Node node) const { return lines_.line_of(node.span().begin) + 1; }

  // --- ES modules -----------------------------------------------------------------------------------------------

  void read(const ExportStatement& statement) {
    const auto source = syntax::string_value(statement.source());
    if (source && statement.is_everything()) return read_star(statement, *source);
    for (const syntax::ExportSpecifier& specifier : statement.specifiers()) {
      const std::string name(syntax::string_value(specifier.exported()).value_or(specifier.exported().text()));
      const std::string_view local = syntax::string_value(specifier.local()).value_or(specifier.local().text());
      if (source)
        add_imported(name, *source, std::span(&local, 1));
      else
        add_local(name, specifier.local());
    }
    if (const Node declaration = statement.declaration()) return read_declaration(declaration, statement.is_default());
    if (const Node value = statement.value())
      add("default", exported(facts_.value(value)), type_of_class(facts_.value(value)));
  }

  void read_star(const ExportStatement& statement, std::string_view source) {
    const Node name = statement.node().child(Kind::namespace_export);
    if (!name) {
      stars_.push_back(to_.name(source));
      return;
    }
    const TypeId whole = walk_.own_id(walk_.imported(source, types::ImportSyntax::import_, {}));
    add(std::string(name.last_named_child().text()), whole, whole);
  }

  void add_imported(const std::string& name, std::string_view source, std::span<const std::string_view> path) {
    types::Import import;
    import.specifier = to_.name(source);
    std::vector<types::NameId> names;
    for (const std::string_view part : path) names.push_back(to_.name(part));
    import.path = to_.add_list(names);
    const TypeId value = to_.add_import(import);
    import.is_type = true;
    add(name, value, to_.add_import(import));
  }

  // A name of this text: a value, a type, or something imported that may be either.
  void add_local(const std::string& name, Node local) {
    const Binding binding = facts_.bindings().resolve(local);
    if (binding && binding.kind == DeclarationKind::import_) {
      Node statement = binding.owner;
      while (statement && !statement.is(Kind::import_statement)) statement = statement.parent();
      const auto source =
          statement ? syntax::string_value(syntax::ImportStatement::assume(statement).source()) : std::nullopt;
      if (source && binding.owner.is(Kind::import_specifier)) {
        const Node imported = binding.owner.child(Field::name);
        const std::string_view original = syntax::string_value(imported).value_or(imported.text());
        return add_imported(name, *source, std::span(&original, 1));
      }
      if (source && !binding.owner.is(Kind::namespace_import)) {
        const std::string_view original = "default";
        return add_imported(name, *source, std::span(&original, 1));
      }
    }
    if (!binding) return;
    const Value value = facts_.value(local);
    add(name, exported(value), type_of_class(value));
  }

  void read_declaration(Node declaration, bool is_default) {
    const auto add_one = [&](Node name, Node owner) {
      const Value value = facts_.value(owner);
      const std::string known = is_default ? "default" : std::string(name.text());
      add(known, exported(value), type_of_class(value));
    };
    if (syntax::is_function_kind(declaration.kind()) || syntax::is_class_kind(declaration.kind()))
      return add_one(declaration.child(Field::name), declaration);
    const auto variables = syntax::VariableDeclaration::from(declaration);
    if (!variables) return;
    for (const syntax::VariableDeclarator& declarator : variables->declarators()) add_pattern(declarator.name());
  }

  void add_pattern(Node pattern) {
    if (pattern.is(Kind::identifier, Kind::shorthand_property_identifier_pattern)) {
      const Value value = facts_.of_binding(facts_.bindings().resolve(pattern));
      return add(std::string(pattern.text()), exported(value), type_of_class(value));
    }
    for (const Node part : syntax::named_children(pattern))
      if (!part.is(Kind::property_identifier)) add_pattern(part);
  }

  // --- CommonJS -------------------------------------------------------------------------------------------------

  // `name.member = …` of the top level, by what the name means.
  void note_assignments() {
    for (const Node statement : tree_.root().children()) {
      if (!statement.is(Kind::expression_statement)) continue;
      for (Node at = syntax::unwrap(statement.named_child(0)); at.is(Kind::assignment_expression);
           at = syntax::unwrap(at.child(Field::right)))
        assignments_.push_back(at);
      if (const auto source = starred_module(statement.named_child(0))) stars_.push_back(to_.name(*source));
    }
  }

  void read_commonjs() {
    std::vector<TypeId> wholes;
    std::map<std::string, Value> named;
    for (const Node assignment : assignments_) {
      const Node target = syntax::unwrap(assignment.child(Field::left));
      Node right = syntax::unwrap(assignment.child(Field::right));
      while (right.is(Kind::assignment_expression)) right = syntax::unwrap(right.child(Field::right));
      if (is_module_exports(facts_, target)) {
        const Value value = facts_.value(right);
        const TypeId whole = exported(value);
        // Empty, and filled by what follows.
        const bool is_empty = right.is(Kind::object) && right.named_child_count() == 0;
        if (whole != 0 && !is_empty) wholes.push_back(whole);
        continue;
      }
      const auto access = MemberExpression::from(target);
      const auto name = access ? access->name() : std::nullopt;
      if (!name || !is_exports(facts_, access->object())) continue;
      // `exports.a = exports.b = undefined` stands before what they become.
      const Value value = facts_.value(right);
      const auto known = named.find(std::string(*name));
      if (known == named.end() || known->second.is(Shape::plain) || known->second.is(Shape::unknown))
        named.insert_or_assign(std::string(*name), value);
    }
    for (const auto& [name, value] : named) add(name, exported(value), type_of_class(value));
    // All that is exported by name stands beside what is exported as a whole.
    std::vector<types::Member> members;
    members.reserve(named.size());
    for (const auto& [name, value] : named) members.push_back({to_.name(name), exports_[name].value, 0, 0});
    TypeId beside = 0;
    if (!members.empty()) {
      types::ObjectType object;
      object.members = to_.add_members(members);
      beside = to_.add_object(object);
    }
    if (wholes.empty()) {
      // `import store from "./store.cjs"` gives all of it.
      if (beside != 0 && !exports_.contains("default")) add("default", beside, 0);
    } else if (beside != 0) {
      wholes.push_back(beside);
      whole_ = to_.add_intersection(wholes);
    } else {
      whole_ = to_.add_union(wholes);
    }
  }

  // --- Values as types ------------------------------------------------------------------------------------------

  TypeId exported(const Value& value) {
    if (depth_ > deepest_object) return 0;
    walk_.begin();
    ++depth_;
    const TypeId id = converted(value);
    --depth_;
    return id;
  }

  TypeId converted(const Value& value) {
    switch (value.shape) {
      case Shape::plain: return to_.add(TypeKind::plain);
      case Shape::typed:
      case Shape::api: return walk_.lowered(value.type);
      case Shape::promise: return promise(value);
      case Shape::promise_function: {
        Value result = value;
        result.shape = Shape::promise;
        types::Signature signature;
        signature.result = promise(result);
        return function_type(signature);
      }
      case Shape::function: return function(value.node);
      case Shape::class_: return class_value(value.node);
      case Shape::instance: return value.node ? instance(value.node) : 0;
      case Shape::object: return object(value.node);
      case Shape::array:
      case Shape::set:
      case Shape::stream: {
        const TypeId element = exported(facts_.element(value));
        return to_.add(value.is(Shape::array) ? TypeKind::array
                       : value.is(Shape::set) ? TypeKind::set
                                              : TypeKind::stream,
                       element);
      }
      case Shape::map: return to_.add(TypeKind::map);
      default: return 0;
    }
  }

  // The type of a class of this text, where a name of it is used as a type.
  TypeId type_of_class(const Value& value) { return value.is(Shape::class_) ? instance(value.node) : 0; }

  TypeId promise(const Value& value) {
    // Names and comments are not enough for others.
    if (value.evidence == Evidence::likely) return 0;
    const TypeId id = to_.add_promise(exported(facts_.awaited(value)));
    if (!value.is_partial) return id;
    const TypeId both[] = {id, to_.add(TypeKind::nothing)};
    return to_.add_union(both);
  }

  TypeId function_type(const types::Signature& signature) {
    types::ObjectType object;
    object.calls = to_.add_signatures(std::span(&signature, 1));
    return to_.add_object(object);
  }

  TypeId remembered(std::unordered_map<std::uint64_t, TypeId>& known, Node node,
                    TypeId (ModuleSummarizer::*make)(Node)) {
    const std::uint64_t key = key_of(node);
    if (const auto found = known.find(key); found != known.end()) return found->second;
    const TypeId id = to_.add(TypeKind::unknown);
    known.emplace(key, id);
    const TypeId made = (this->*make)(node);
    if (made != id) to_.set(id, TypeKind::alias, made);
    return id;
  }

  TypeId function(Node node) { return remembered(functions_, node, &ModuleSummarizer::make_function); }
  TypeId class_value(Node node) { return remembered(classes_, node, &ModuleSummarizer::make_class); }
  TypeId instance(Node node) { return remembered(instances_, node, &ModuleSummarizer::make_instance); }
  TypeId object(Node node) { return remembered(objects_, node, &ModuleSummarizer::make_object); }

  types::Signature signature_of(Node node) {
    types::Signature signature;
    if (has_types()) signature = facts_.reader().signature_of(node);
    const auto view = Function::assume(node);
    if (!has_types()) {
      std::vector<types::Parameter> parameters;
      for (const syntax::Parameter& parameter : view.parameter_views()) {
        std::uint8_t flags = types::parameter_flag::optional;
        TypeId type = 0;
        if (parameter.is_rest()) {
          flags = types::parameter_flag::rest;
          type = to_.add(TypeKind::array);
        }
        parameters.push_back({type, flags});
      }
      signature.parameters = to_.add_parameters(parameters);
    }
    signature.line = line_of(node);
    const FunctionFacts facts = facts_.function(node);
    if (facts.callback_parameter) {
      signature.callback = static_cast<std::uint8_t>(std::min<std::uint32_t>(*facts.callback_parameter + 1, 255));
      signature.result = to_.add_promise(0);
    } else if (signature.result == 0 || !has_types()) {
      signature.result = exported(facts.returned);
    }
    if (view.is_async()) signature.flags |= types::signature_flag::async;
    const Value promise = facts_.called(Value::of(Shape::function, node), {});
    if (promise.is_promise() && (facts_.never_rejects(promise) || keeps_what_it_returns(facts_, node)))
      signature.flags |= types::signature_flag::cannot_reject;
    return signature;
  }

  TypeId make_function(Node node) {
    const types::Signature signature = signature_of(node);
    types::ObjectType object;
    object.calls = to_.add_signatures(std::span(&signature, 1));
    // A function that is called with `new` makes instances of its prototype.
    if (!node.is(Kind::arrow_function, Kind::method_definition) && has_prototype(node)) {
      types::Signature construction;
      construction.result = instance(node);
      construction.line = signature.line;
      object.constructs = to_.add_signatures(std::span(&construction, 1));
    }
    object.members = to_.add_members(members_written_on(Value::of(Shape::function, node)));
    return to_.add_object(object);
  }

  [[nodiscard]] bool has_prototype(Node node) const {
    return std::ranges::any_of(assignments_, [&](Node assignment) {
      const auto access = MemberExpression::from(syntax::unwrap(assignment.child(Field::left)));
      if (!access) return false;
      const Node object = access->name() == "prototype" ? assignment.child(Field::left) : access->object();
      const auto prototype = MemberExpression::from(syntax::unwrap(object));
      if (!prototype || prototype->name() != "prototype") return false;
      const Value owner = facts_.value(prototype->object());
      return owner.is(Shape::function) && owner.node == node;
    });
  }

  // `save.later = async () => …` at the top level.
  std::vector<types::Member> members_written_on(const Value& owner) {
    MemberLines names;
    note_written_on(owner, names);
    return members_of(owner, names);
  }

  void note_written_on(const Value& owner, MemberLines& names) const {
    for (const Node assignment : assignments_) {
      const auto access = MemberExpression::from(syntax::unwrap(assignment.child(Field::left)));
      const auto name = access ? access->name() : std::nullopt;
      if (!name || *name == "prototype") continue;
      const Value object = facts_.owner_of_write(access->object());
      if (object.shape == owner.shape && object.node == owner.node && object.node)
        names.emplace(*name, line_of(assignment));
    }
  }

  std::vector<types::Member> members_of(const Value& owner, const MemberLines& names) {
    std::vector<types::Member> members;
    for (const auto& [name, line] : names) {
      if (members.size() == most_members) break;
      const Value value = facts_.member(owner, name, {});
      const TypeId type = exported(value);
      if (type != 0) members.push_back({to_.name(name), type, line, 0});
    }
    return members;
  }

  TypeId make_class(Node node) {
    types::Signature construction;
    for (const Node own : facts_.members_named(syntax::ClassView::assume(node).body(), "constructor"))
      if (own.is(Kind::method_definition)) construction = signature_of(own);
    if (construction.parameters.count == 0) {
      const types::Parameter rest{to_.add(TypeKind::array), types::parameter_flag::rest};
      construction.parameters = to_.add_parameters(std::span(&rest, 1));
    }
    construction.result = instance(node);
    construction.line = line_of(node);
    types::ObjectType object;
    object.constructs = to_.add_signatures(std::span(&construction, 1));
    object.bases = base(node, [&](const Value& value) { return exported(value); });
    auto names = names_in_class(node, lines_, false);
    note_written_on(Value::of(Shape::class_, node), names);
    object.members = to_.add_members(members_of(Value::of(Shape::class_, node), names));
    return to_.add_object(object);
  }

  template <typename Convert>
  types::Slice base(Node node, const Convert& convert) {
    const Node superclass = syntax::ClassView::assume(node).superclass();
    if (!superclass) return {};
    const TypeId id = convert(facts_.value(superclass));
    return id == 0 ? types::Slice{} : to_.add_list(std::span(&id, 1));
  }

  TypeId make_instance(Node node) {
    types::ObjectType object;
    const Value owner = Value::of(Shape::instance, node);
    if (syntax::is_class_kind(node.kind())) {
      object.bases = base(node, [&](const Value& value) -> TypeId {
        if (value.is(Shape::class_) && value.node != node) return instance(value.node);
        if (!value.type) return 0;
        return walk_.lowered(walk_.question_call(TypeKind::new_of, value.type, {}));
      });
      auto names = names_in_class(node, lines_, true);
      note_written_on(owner, names);
      object.members = to_.add_members(members_of(owner, names));
    } else {
      object.members = to_.add_members(members_of(owner, names_of_prototype(node)));
    }
    return to_.add_object(object);
  }

  MemberLines names_of_prototype(Node function) {
    MemberLines names;
    note_fields(function, lines_, names);
    for (const Node assignment : assignments_) {
      const auto access = MemberExpression::from(syntax::unwrap(assignment.child(Field::left)));
      if (!access || !access->name()) continue;
      const Value owner = facts_.owner_of_write(access->object());
      if (owner.is(Shape::instance) && owner.node == function) names.emplace(*access->name(), line_of(assignment));
      const Node right = syntax::unwrap(assignment.child(Field::right));
      if (access->name() != "prototype" || !right.is(Kind::object)) continue;
      const Value constructor = facts_.value(access->object());
      if (!constructor.is(Shape::function) || constructor.node != function) continue;
      for (const syntax::Property& property : syntax::ObjectExpression::assume(right).properties())
        if (const auto name = property.name()) names.emplace(*name, line_of(property.node()));
    }
    return names;
  }

  TypeId make_object(Node node) {
    MemberLines names;
    std::vector<TypeId> bases;
    for (const syntax::Property& property : syntax::ObjectExpression::assume(node).properties()) {
      if (property.node().is(Kind::spread_element)) {
        const TypeId base = exported(facts_.value(property.value()));
        if (base != 0) bases.push_back(base);
      } else if (const auto name = property.name()) {
        names.emplace(*name, line_of(property.node()));
      }
    }
    const Value owner = Value::of(Shape::object, node);
    for (const types::Member& written : members_written_on(owner))
      names.emplace(to_.view().name(written.name), written.line);
    types::ObjectType object;
    object.bases = to_.add_list(bases);
    object.members = to_.add_members(members_of(owner, names));
    return to_.add_object(object);
  }

  // --- The end --------------------------------------------------------------------------------------------------

  // What is told still refers to values of the text in places: they are converted now, and so is what comes up by that.
  void settle() {
    std::vector<bool> seen;
    std::vector<TypeId> open;
    const auto reach = [&](TypeId id) {
      if (seen.size() <= id) seen.resize(to_.view().types.size() + id, false);
      if (id == 0 || seen[id]) return;
      seen[id] = true;
      open.push_back(id);
    };
    for (const auto& [name, names] : exports_) {
      reach(names.value);
      reach(names.type);
    }
    reach(whole_);
    std::uint32_t conversions = 0;
    while (!open.empty()) {
      const TypeId id = open.back();
      open.pop_back();
      types::TypeNode node = to_.view().types[id];
      if (node.kind == TypeKind::local || node.kind == TypeKind::foreign) {
        const TypeId stands = ++conversions > most_conversions ? 0
                              : node.kind == TypeKind::local   ? settled(node.a)
                                                               : walk_.lowered(walk_.foreign(node.a));
        to_.set(id, stands == 0 || stands == id ? TypeKind::unknown : TypeKind::alias, stands == id ? 0 : stands);
        node = to_.view().types[id];
      }
      drop_arguments(node);
      types::visit_parts(to_.view(), id, reach);
    }
  }

  TypeId settled(std::uint32_t local) {
    const Node expression = facts_.bridge_->locals[local].expression;
    if (!expression) return exported(facts_.of_local(local));
    const auto [known, is_new] = settled_.emplace(key_of(expression), 0);
    if (!is_new) return known->second;
    const TypeId id = exported(facts_.of_local(local));
    settled_[key_of(expression)] = id;
    return id;
  }

  // Of arguments only callbacks matter to others.
  void drop_arguments(const types::TypeNode& node) {
    if (node.kind != TypeKind::call_of && node.kind != TypeKind::new_of) return;
    const types::Slice arguments = to_.view().slices[node.b];
    for (std::uint32_t i = 0; i < arguments.count; ++i) {
      const TypeId argument = to_.view().lists[arguments.first + i];
      const types::TypeNode given = to_.view().types[argument];
      if (given.kind == TypeKind::local && !is_function(given.a)) to_.set(argument, TypeKind::unknown);
    }
  }

  [[nodiscard]] bool is_function(std::uint32_t local) const {
    const auto& given = facts_.bridge_->locals[local];
    return given.expression ? syntax::is_function_kind(given.expression.kind()) : given.value.is(Shape::function);
  }

  void finish() {
    settle();
    std::vector<Export> exports;
    for (const auto& [name, names] : exports_) exports.push_back({to_.name(name), names.value, names.type});
    types::Module module;
    module.exports = to_.add_exports(exports);
    module.stars = to_.add_list(stars_);
    module.whole = whole_;
    to_.set_module(0, module);
  }

  const syntax::Tree& tree_;
  Facts facts_;
  types::TypeWalk& walk_;
  types::TypeBuilder& to_;
  LineIndex lines_;
  std::vector<Node> assignments_;
  std::map<std::string, Names> exports_;
  std::vector<types::NameId> stars_;
  TypeId whole_ = 0;
  std::unordered_map<std::uint64_t, TypeId> functions_;
  std::unordered_map<std::uint64_t, TypeId> classes_;
  std::unordered_map<std::uint64_t, TypeId> instances_;
  std::unordered_map<std::uint64_t, TypeId> objects_;
  // By expression.
  std::unordered_map<std::uint64_t, TypeId> settled_;
  int depth_ = 0;
};

std::unique_ptr<types::TypeBuilder> summarize(const syntax::Tree& tree, TopLevel top_level, std::string_view path) {
  return ModuleSummarizer(tree, top_level).run(path);
}

}  // namespace asynclint
