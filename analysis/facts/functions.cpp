// What calling a function of the text gives.
#include <algorithm>

#include "facts/entered.h"
#include "facts/facts.h"
#include "facts/flow.h"
#include "facts/names.h"
#include "facts/type-bridge.h"

namespace asynclint {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

namespace {

// `let promise; if (!callback) promise = …; return promise;`
bool is_declared_without_value(const Bindings& bindings, Node expression) {
  expression = syntax::unwrap(expression);
  if (!expression.is(Kind::identifier)) return false;
  const Node owner = bindings.resolve(expression).owner;
  return owner.is(Kind::variable_declarator) && !owner.child(Field::value);
}

// `start().catch(report)`
bool is_catch(Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  const auto member = call ? call->member() : std::nullopt;
  return member && member->name() == "catch" && call->argument(0);
}

}  // namespace

FunctionFacts Facts::function(Node function) const {
  const std::uint64_t key = key_of(function);
  if (const FunctionFacts* known = recall(functions_, key)) return *known;
  const Section section(log_);
  if (comes_back_to(key)) return {Value::of(Shape::pending), std::nullopt};
  if (depth_ >= deepest_question) return {};
  const std::uint32_t cycles = cycles_;
  FunctionFacts facts;
  {
    const Entered entered(*this, key);
    facts = compute(function);
  }
  // What rests on a question that is not answered yet is asked again later; the outermost question is answered.
  if (facts.returned.is(Shape::pending) && entered_.empty()) facts.returned = {};
  if (cycles == cycles_ || entered_.empty()) keep(functions_, key, facts, section.first());
  return facts;
}

// What a generator yields is what an iteration over its call gives.
Value Facts::of_generator(Node node) const {
  const auto view = Function::assume(node);
  const Value declared = annotated(node.child(Field::return_type));
  if (declared.is(Shape::stream) || declared.is(Shape::typed)) return declared;
  Value each = Value::of(Shape::pending);
  bool is_known = true;
  visit_own(view.body(), [&](Node inner) {
    if (!inner.is(Kind::yield_expression)) return is_known;
    const Node given = syntax::unwrap(inner.last_named_child());
    Value own = given ? value(given) : Value::of(Shape::plain);
    if (inner.child(Kind::op_star)) own = element(own);
    if (view.is_async()) own = awaited(own);
    is_known = is_known && !own.is(Shape::unknown) && !own.is(Shape::pending);
    each = join(each, own);
    return is_known;
  });
  Value generated = Value::of(view.is_async() ? Shape::stream : Shape::plain);
  if (!is_known || each.is(Shape::pending) || each.is(Shape::unknown) || each.is(Shape::plain)) return generated;
  if (view.is_async()) {
    generated.type = type_of(each);
    return generated;
  }
  return of_type(bridge_->walk.made(types::TypeKind::iterator, type_of(each)));
}

FunctionFacts Facts::compute(Node node) const {
  const auto view = Function::assume(node);
  FunctionFacts facts;
  if (view.is_generator()) {
    facts.returned = of_generator(node);
    return facts;
  }
  if (view.is_async()) {
    facts.returned = Value::promise(Evidence::certain, PromiseSource::async_function, node);
    return facts;
  }
  const Node body = view.body();
  if (const Value declared = annotated(node.child(Field::return_type)); !declared.is(Shape::unknown)) {
    facts.returned = declared;
    if (declared.is_promise() && declared.source == PromiseSource::declared) {
      facts.returned.evidence = Evidence::certain;
      facts.returned.source = PromiseSource::returning_function;
      facts.returned.node = node;
    }
    return facts;
  }
  Value joined = Value::of(Shape::pending);
  // Of the promises that some ways give, the surest.
  Value shown;
  bool may_be_unset = false;
  bool has_catch = false;
  if (!view.has_block_body()) {
    joined = value(body);
  } else {
    bool is_first = true;
    const auto add = [&](const Value& returned) {
      if (returned.is_promise() && (!shown.is_promise() || returned.evidence < shown.evidence)) shown = returned;
      joined = is_first ? returned : join(joined, returned);
      is_first = false;
    };
    visit_own(body, [&](Node inner) {
      if (!inner.is(Kind::return_statement)) return true;
      const Node argument = inner.named_child(0);
      add(argument ? value(argument) : Value::of(Shape::plain));
      may_be_unset = may_be_unset || is_declared_without_value(bindings_, argument);
      has_catch = has_catch || is_catch(argument);
      return false;
    });
    // What is empty, or only throws, is meant to be written by somebody else: its comment says what it is for.
    const bool is_abstract = is_first && (body.named_child_count() == 0 || !completes_normally(body));
    if (is_abstract) facts.returned = called(documented(documentation_place(node)), {});
    if (facts.returned.is(Shape::unknown) && completes_normally(body)) add(Value::of(Shape::plain));
  }
  if (!facts.returned.is(Shape::unknown)) return facts;
  const bool is_whole = joined.is_promise() && !joined.is_partial;
  if (shown.is_promise() && (!is_whole || may_be_unset)) facts.callback_parameter = callback_parameter(node);
  if (facts.callback_parameter) {
    joined = {};
  } else if (joined.is_promise() && joined.source != PromiseSource::chain && joined.source != PromiseSource::name) {
    if (joined.source != PromiseSource::jsdoc) {
      const bool is_partial = joined.is_partial;
      joined = Value::promise(joined.evidence, PromiseSource::returning_function, node);
      joined.is_partial = is_partial;
    }
  }
  const bool is_chain = has_catch || (joined.is_promise() && joined.source == PromiseSource::chain);
  if ((joined.is(Shape::unknown) || is_chain) && !facts.callback_parameter) {
    const Value described = called(documented(documentation_place(node)), {});
    // What a comment says of all ways, and one of them shows, or a `.then`, is more than a guess.
    if (described.is_promise() && (shown.is_promise() || is_chain)) {
      const Evidence evidence = is_chain ? Evidence::known : std::min(shown.evidence, Evidence::known);
      joined = Value::promise(evidence, PromiseSource::returning_function, node);
    } else if (described.is_promise()) {
      joined = described;
    }
  }
  facts.returned = joined;
  return facts;
}

// The last parameter, when it is a callback and a condition in the body asks whether it was given.
std::optional<std::uint32_t> Facts::callback_parameter(Node node) const {
  const auto parameters = Function::assume(node).parameters();
  if (parameters.empty() || !parameters.back().is(Kind::identifier)) return std::nullopt;
  const std::string_view name = parameters.back().text();
  const auto is_parameter = [&](Node part) { return part.is(Kind::identifier) && part.text() == name; };
  bool is_asked = false;
  bool is_called = is_named_like_a_callback(name);
  visit_own(node.child(Field::body), [&](Node inner) {
    if (inner.is(Kind::call_expression) && is_parameter(inner.child(Field::function))) is_called = true;
    if (inner.is(Kind::if_statement, Kind::ternary_expression))
      visit_own(inner.child(Field::condition), [&](Node part) {
        is_asked = is_asked || is_parameter(part);
        return !is_asked;
      });
    return true;
  });
  if (!is_asked || !is_called) return std::nullopt;
  return static_cast<std::uint32_t>(parameters.size() - 1);
}

}  // namespace asynclint
