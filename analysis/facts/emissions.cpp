#include "facts/emissions.h"

#include <algorithm>

#include "facts/flow.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// More emissions of one class are not told.
constexpr std::size_t most_emissions = 64;

// The call `this.name(…)` around its name.
std::optional<CallExpression> own_call(Node name) {
  const auto member = syntax::MemberExpression::from(name.parent());
  if (!member || member->property() != name || !member->object().is(Kind::this_)) return std::nullopt;
  const Node callee = syntax::wrapped(member->node());
  return callee.field() == Field::function ? CallExpression::from(callee.parent()) : std::nullopt;
}

// The class whose members run what stands at a place, in functions inside of them, too.
Node class_around(Node at) {
  while (at && !syntax::is_class_kind(at.kind())) at = at.parent();
  return at;
}

}  // namespace

bool waits_for_listeners(const Facts& facts, Node function) {
  const auto view = Function::from(function);
  if (!view || !facts.function(function).returned.is_promise()) return false;
  bool asks = false;
  bool waits = false;
  visit_own(view->body(), [&](Node node) {
    if (node.is(Kind::await_expression) || facts.is_combinator_call(node)) waits = true;
    const auto call = CallExpression::from(node);
    const auto member = call ? call->member() : std::nullopt;
    if (member && member->object().is(Kind::this_, Kind::super) &&
        (member->name() == "listeners" || member->name() == "rawListeners"))
      asks = true;
    return true;
  });
  return asks && waits;
}

std::string emission_name(Node event) {
  event = syntax::unwrap(event);
  if (!event.is(Kind::string, Kind::identifier, Kind::member_expression)) return {};
  const auto text = syntax::string_value(event);
  std::string name = "[emits ";
  return text ? name.append("'").append(*text) += "']" : name.append(event.text()) += "]";
}

std::vector<OwnEmission> own_emissions(const Facts& facts, Node class_node) {
  std::vector<OwnEmission> found;
  std::vector<std::string> without_waiting;
  for (const Node method : facts.bindings().emissions()) {
    const auto call = own_call(method);
    if (!call || class_around(method) != class_node) continue;
    std::string event = emission_name(call->argument(0));
    if (event.empty()) continue;
    if (method.text() == "emit")
      without_waiting.push_back(std::move(event));
    else if (found.size() < most_emissions)
      found.push_back({std::move(event), method});
  }
  std::erase_if(found, [&](const OwnEmission& own) {
    return std::ranges::find(without_waiting, own.event) != without_waiting.end();
  });
  return found;
}

bool waits_for_listeners_of(const Facts& facts, const Value& emitter, Node event) {
  const std::string name = emission_name(event);
  if (name.empty()) return false;
  const auto waits = [&](const Value& method) {
    if (method.is(Shape::function)) return waits_for_listeners(facts, method.node);
    return (facts.flags_of_calling(method) & types::signature_flag::waits_for_listeners) != 0;
  };
  if (emitter.is(Shape::instance) && emitter.node && syntax::is_class_kind(emitter.node.kind()))
    return std::ranges::any_of(own_emissions(facts, emitter.node), [&](const OwnEmission& own) {
      return own.event == name && waits(facts.member(emitter, own.method.text(), own.method));
    });
  return emitter.is(Shape::typed) && waits(facts.member(emitter, name, event));
}

}  // namespace asynclint
