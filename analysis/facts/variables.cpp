// What variables and parameters are: by their annotation, by what is assigned, by who calls the function.
#include <algorithm>

#include "facts/entered.h"
#include "facts/facts.h"
#include "facts/names.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::NewExpression;
using syntax::Node;

namespace {

// A function called in more places than this is not asked what its parameters are.
constexpr std::size_t most_calls = 8;

// One step from a pattern's whole to a name in it.
struct PatternStep {
  std::string_view name;
  std::optional<std::uint32_t> index;
};

std::uint32_t index_in(Node pattern, Node child) {
  // Holes count, and leave only their commas; those are no nodes, so the text between is counted.
  std::uint32_t index = 0;
  std::uint32_t from = pattern.span().begin + 1;
  const std::string_view text = pattern.tree().text();
  for (const Node own : pattern.children()) {
    for (; from < own.span().begin; ++from)
      if (text[from] == ',') ++index;
    if (own == child) return index;
    from = own.span().end;
  }
  return index;
}

// From the outside in; nothing where the way cannot be followed.
std::optional<std::vector<PatternStep>> steps_to(Node identifier, Node pattern) {
  std::vector<PatternStep> steps;
  for (Node at = identifier; at != pattern;) {
    const Node parent = at.parent();
    switch (parent.kind()) {
      case Kind::object_pattern:
        if (at.is(Kind::shorthand_property_identifier_pattern)) steps.push_back({at.text(), {}});
        if (at.is(Kind::rest_pattern)) return std::nullopt;
        break;
      case Kind::pair_pattern: {
        const auto name = syntax::key_name(parent.child(Field::key));
        if (!name) return std::nullopt;
        steps.push_back({*name, {}});
        break;
      }
      case Kind::array_pattern:
        if (at.is(Kind::rest_pattern)) return std::nullopt;
        steps.push_back({{}, index_in(parent, at)});
        break;
      // `{ store = fallback }`: the default is for when there is nothing.
      case Kind::object_assignment_pattern:
        if (at.is(Kind::shorthand_property_identifier_pattern)) steps.push_back({at.text(), {}});
        break;
      case Kind::assignment_pattern: break;
      default: return std::nullopt;
    }
    at = parent;
  }
  std::ranges::reverse(steps);
  return steps;
}

}  // namespace

Value Facts::in_pattern(Node identifier, Node pattern, const Value& whole) const {
  const auto steps = steps_to(identifier, pattern);
  if (!steps) return {};
  Value at = whole;
  for (const PatternStep& step : *steps) at = step.index ? element(at, step.index) : member(at, step.name, identifier);
  return at;
}

Value Facts::of_declarator(const Binding& binding) const {
  const auto declarator = syntax::VariableDeclarator::from(binding.owner);
  if (!declarator) return {};
  const Node name = declarator->name();
  if (const Value declared = annotated(declarator->node().child(Field::type)); !declared.is(Shape::unknown))
    return in_pattern(binding.identifier, name, declared);
  const Node initial = syntax::unwrap(declarator->value());
  if (name.is(Kind::identifier) && (!initial || initial.is(Kind::null, Kind::undefined))) {
    // Nothing yet: what it is for, its comment says.
    const Value said = commented(syntax::enclosing_statement(binding.owner));
    if (!said.is(Shape::unknown)) return said;
  }
  if (!declarator->value()) {
    const Value from_comment = documented(syntax::enclosing_statement(binding.owner));
    if (!from_comment.is(Shape::unknown)) return from_comment;
    return binding.kind == DeclarationKind::constant ? Value{} : Value::of(Shape::pending);
  }
  // `const { promise } = Promise.withResolvers()`
  const Node source = syntax::unwrap(declarator->value());
  const auto steps = steps_to(binding.identifier, name);
  const bool takes_promise = steps && steps->size() == 1 && steps->front().name == "promise";
  if (takes_promise && source.is(Kind::call_expression) &&
      is_global_member(CallExpression::assume(source).callee(), "Promise", "withResolvers"))
    return Value::promise(Evidence::certain, PromiseSource::language, source);
  const Value result = in_pattern(binding.identifier, name, value(declarator->value()));
  if (result.is(Shape::unknown) && name.is(Kind::identifier)) {
    const Value said = commented(syntax::enclosing_statement(binding.owner));
    if (!said.is(Shape::unknown)) return said;
  }
  if (result.is(Shape::unknown)) {
    const Value from_comment = documented(syntax::enclosing_statement(binding.owner));
    if (!from_comment.is(Shape::unknown)) return from_comment;
  }
  return result;
}

// `for (const order of orders)`, `for await (const chunk of stream)`.
Value Facts::of_loop_variable(const Binding& binding) const {
  const auto loop = syntax::ForInStatement::assume(binding.owner);
  if (!loop.is_of()) return Value::of(Shape::plain);
  Value iterated = value(loop.iterated());
  if (iterated.is(Shape::api) && iterated.type)
    if (const Value map = of_type(iterated.type); map.is(Shape::map)) iterated = map;
  if (iterated.is(Shape::map)) return of_entry(binding.identifier, loop.variable(), iterated);
  Value each = element(iterated);
  if (loop.is_await()) each = awaited(each);
  return in_pattern(binding.identifier, loop.variable(), each);
}

// `for (const [name, store] of stores)`
Value Facts::of_entry(Node identifier, Node pattern, const Value& map) const {
  if (!pattern.is(Kind::array_pattern) || !map.type) return {};
  for (const Node part : syntax::named_children(pattern)) {
    if (!identifier.is_within(part)) continue;
    const std::uint32_t index = index_in(pattern, part);
    const types::TypeNode node = map.type.node();
    const types::TypeRef whole{map.type.module, index == 0 ? node.a : node.b, map.type.environment};
    return index > 1 ? Value{} : in_pattern(identifier, part, of_type(whole));
  }
  return {};
}

Value Facts::of_parameter(const Binding& binding) const {
  const Node function = binding.owner;
  const auto view = Function::from(function);
  if (!view) return {};
  std::uint32_t index = 0;
  for (const syntax::Parameter& parameter : view->parameter_views()) {
    const Node pattern = parameter.pattern();
    const std::uint32_t own = index++;
    if (!binding.identifier.is_within(pattern)) continue;
    Value whole = annotated(parameter.node().child(Field::type));
    if (parameter.is_rest()) return whole;
    if (whole.is(Shape::unknown)) whole = passed_by_all_callers(function, own);
    if (whole.is(Shape::unknown) && pattern.is(Kind::identifier))
      whole = commented(documentation_place(function), pattern.text());
    if (whole.is(Shape::unknown)) whole = of_argument(function, own);
    if (whole.is(Shape::unknown) && parameter.default_value()) {
      // What a caller passes is most likely of the same kind, when that kind is an object with a name.
      const Value standard = value(parameter.default_value());
      if (standard.is(Shape::instance) || standard.is(Shape::typed) || standard.is(Shape::api)) whole = standard;
    }
    return in_pattern(binding.identifier, pattern, whole);
  }
  return {};
}

Node documentation_place(Node function) {
  const Node holder = function.parent();
  if (holder.is(Kind::variable_declarator)) return syntax::enclosing_statement(holder);
  return holder.is(Kind::pair, Kind::field_definition, Kind::public_field_definition) ? holder : function;
}

Value Facts::commented(Node declaration, std::string_view parameter) const {
  if (tree_.is_typescript()) return {};
  const std::string_view comment = comment_before(declaration);
  if (!comment.starts_with("/**")) return {};
  const std::string_view tag = parameter.empty() ? "@type" : "@param";
  for (std::size_t at = comment.find(tag); at != std::string_view::npos; at = comment.find(tag, at + 1)) {
    const std::size_t open = comment.find_first_not_of(" \t", at + tag.size());
    if (open == std::string_view::npos || comment[open] != '{') continue;
    int depth = 0;
    std::size_t close = open;
    for (; close < comment.size(); ++close) {
      if (comment[close] == '{') ++depth;
      if (comment[close] == '}' && --depth == 0) break;
    }
    if (close >= comment.size()) return {};
    if (!parameter.empty()) {
      // `[name=value]` is one that may be left out.
      std::string_view name = comment.substr(close + 1);
      name.remove_prefix(std::min(name.find_first_not_of(" \t["), name.size()));
      if (!name.starts_with(parameter) || name.substr(parameter.size()).find_first_of(" \t\r\n]=*-") != 0) continue;
    }
    const std::string_view type = comment.substr(open + 1, close - open - 1);
    const types::TypeId id = reader().type_of_text(type, declaration);
    if (id == 0) return {};
    const Value said = of_type({&bridge_->walk.own().view(), id, nullptr});
    // A comment alone makes nothing a promise that is lost; what is likely by one is asked elsewhere.
    const bool is_function = said.is(Shape::typed) && bridge_->walk.is_callable(said.type);
    return said.is_promise() || is_function ? Value{} : said;
  }
  return {};
}

// What a parameter is when every use of its function is a call that is seen: what the calls pass, if that is one thing.
Value Facts::passed_by_all_callers(Node function, std::uint32_t index) const {
  const Node holder = function.parent();
  Binding name;
  if (function.is(Kind::function_declaration))
    name = bindings_.resolve(function.child(Field::name));
  else if (holder.is(Kind::variable_declarator) && holder.child(Field::name).is(Kind::identifier))
    name = bindings_.resolve(holder.child(Field::name));
  const Node declaration = function.is(Kind::function_declaration) ? function : holder.parent();
  if (!name || name.is_repeated || is_exported(declaration)) return {};
  const auto uses = bindings_.references(name);
  if (uses.empty() || uses.size() > most_calls) return {};
  Value joined = Value::of(Shape::pending);
  for (const Node use : uses) {
    const auto call = CallExpression::from(use.parent());
    if (!call || use.field() != Field::function || call->argument_list().child(Kind::spread_element)) return {};
    const Node argument = call->argument(index);
    joined = join(joined, argument ? value(argument) : Value::of(Shape::plain));
  }
  return joined;
}

// A function that is passed to somebody: what that one calls it with.
Value Facts::of_argument(Node function, std::uint32_t index) const {
  const Node at = syntax::wrapped(function);
  const Node list = at.parent();
  if (!list.is(Kind::arguments)) return {};
  std::uint32_t place = 0;
  for (const Node argument : syntax::named_children(list)) {
    if (argument == at) break;
    ++place;
  }
  const Node outer = list.parent();
  if (const auto call = CallExpression::from(outer)) {
    if (const Value passed = passed_by_method(*call, place, index); !passed.is(Shape::unknown)) return passed;
    const Value callee = value(call->callee());
    if (callee.is(Shape::function)) {
      // `run(task: (store: Store) => void) { … }`
      const types::TypeRef type = annotated_function(callee.node);
      return !type ? Value{}
                   : of_type(bridge_->walk.parameter_of_callback(type, arguments_of(outer), place, index,
                                                                 /*is_construction=*/false));
    }
    if (!callee.type || (!callee.is(Shape::typed) && !callee.is(Shape::api))) return {};
    return of_type(
        bridge_->walk.parameter_of_callback(callee.type, arguments_of(outer), place, index, /*is_construction=*/false));
  }
  if (const auto creation = NewExpression::from(outer)) {
    const Value constructor = value(creation->constructor());
    if (!constructor.type || constructor.api.is_global("Promise")) return {};
    return of_type(bridge_->walk.parameter_of_callback(constructor.type, arguments_of(outer), place, index,
                                                       /*is_construction=*/true));
  }
  return {};
}

// What the annotations of a function say, as a type.
types::TypeRef Facts::annotated_function(Node function) const {
  if (!tree_.is_typescript()) return {};
  types::TypeBuilder& own = bridge_->walk.own();
  std::vector<types::Signature> signatures;
  for (const Node overload : syntax::overloads_of(function)) signatures.push_back(reader().signature_of(overload));
  if (signatures.empty()) signatures.push_back(reader().signature_of(function));
  types::ObjectType object;
  object.calls = own.add_signatures(signatures);
  return {&own.view(), own.add_object(object), nullptr};
}

// What methods of arrays and promises pass to their callbacks.
Value Facts::passed_by_method(const CallExpression& call, std::uint32_t argument, std::uint32_t parameter) const {
  const auto member = call.member();
  const auto name = member ? member->name() : std::nullopt;
  if (!name || argument != 0) return {};
  const Value object = value(member->object());
  if (object.is_promise()) return *name == "then" && parameter == 0 ? awaited(object) : Value{};
  const bool is_collection = object.is(Shape::array) || object.is(Shape::set);
  if (!is_collection) return {};
  constexpr std::array<std::string_view, 12> each{"forEach",       "map",     "filter",    "some",
                                                  "every",         "find",    "findIndex", "findLast",
                                                  "findLastIndex", "flatMap", "sort",      "toSorted"};
  const bool is_sort = name->ends_with("ort") || name->ends_with("orted");
  if (is_one_of(*name, each) && (parameter == 0 || (is_sort && parameter == 1))) return element(object);
  if ((*name == "reduce" || *name == "reduceRight") && parameter == 1) return element(object);
  return {};
}

}  // namespace asynclint
