#include "facts/seen-reasons.h"

#include <algorithm>
#include <array>

#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// How many functions are looked into for one answer, and how deep they may call each other; code that is nested deeper
// is not looked at.
constexpr std::size_t most_asked = 40;
constexpr int deepest_reason = 6;
constexpr int deepest_code = 300;

// Globals that throw for bad input.
constexpr std::array<std::string_view, 6> throwing_functions{"require", "decodeURIComponent", "decodeURI",
                                                             "BigInt",  "structuredClone",    "atob"};
constexpr std::array<std::string_view, 2> throwing_classes{"URL", "RegExp"};
// Whose only work is to throw when something is not as it should be.
constexpr std::array<std::string_view, 3> checking_words{"assert", "invariant", "expect"};
// Methods of lists that run what they are given at once.
constexpr std::array<std::string_view, 8> running_methods{"forEach", "map",  "filter", "some",
                                                          "every",   "find", "reduce", "flatMap"};

// `parseQuery`, but not `parser`.
bool begins_with_word(std::string_view name, std::string_view word) {
  if (!name.starts_with(word)) return false;
  return name.size() == word.size() || name[word.size()] < 'a' || name[word.size()] > 'z';
}

bool is_check(std::string_view name) {
  return std::ranges::any_of(checking_words, [name](std::string_view word) { return begins_with_word(name, word); });
}

// `parse(text)`, `yaml.parse(text)`; these give something for whatever they are given.
bool parses(const Facts& facts, const CallExpression& call, std::string_view name) {
  if (!begins_with_word(name, "parse") || name == "parseInt" || name == "parseFloat") return false;
  const auto member = call.member();
  if (!member) return true;
  const Value owner = facts.value(member->object());
  const bool is_path = owner.is(Shape::api) && owner.api.module_name() == "path";
  return !is_path && !facts.is_global(member->object(), "Date");
}

bool throws_for_input(const Facts& facts, const CallExpression& call) {
  const Node callee = syntax::unwrap(call.callee());
  const std::string_view name = syntax::called_name(call);
  if (callee.is(Kind::identifier) && is_one_of(name, throwing_functions) && facts.is_global(callee, name)) return true;
  if (name.ends_with("Sync") && name != "existsSync") return true;
  if (is_check(name)) return true;
  const auto member = call.member();
  const Node owner = member ? syntax::unwrap(member->object()) : Node{};
  if (owner.is(Kind::identifier) && owner.text() == "assert") return true;
  return parses(facts, call, name);
}

// A method that only throws is there to be overridden, and what runs instead is not seen; one that throws what it is
// told is there to throw.
bool is_to_be_overridden(Node body) {
  const auto statements = syntax::named_children(body);
  if (statements.begin() == statements.end() || !(*statements.begin()).is(Kind::throw_statement)) return false;
  const Node made = syntax::unwrap((*statements.begin()).named_child(0));
  return !made.child(Field::arguments).named_child(0).is(Kind::identifier);
}

}  // namespace

bool SeenReasons::is_reason(Node node) {
  if (node.is(Kind::new_expression)) {
    const Node constructor = syntax::unwrap(node.child(Field::constructor));
    if (constructor.is(Kind::identifier) && is_one_of(constructor.text(), throwing_classes) &&
        facts_.is_global(constructor, constructor.text()))
      // What is written there is read when it is written.
      return !syntax::unwrap(node.child(Field::arguments).named_child(0)).is(Kind::string);
    const Value made = facts_.value(constructor);
    if (made.is(Shape::class_)) return is_in_class(made.node);
    return made.is(Shape::function) && is_in_function(made.node);
  }
  const auto call = CallExpression::from(node);
  if (!call) return false;
  const Value callee = facts_.value(call->callee());
  if (callee.is(Shape::function)) return is_in_function(callee.node);
  if (is_one_of(syntax::called_name(*call), running_methods) && call->member()) {
    const Value callback = facts_.value(call->argument(0));
    return callback.is(Shape::function) && is_in_function(callback.node);
  }
  return throws_for_input(facts_, *call);
}

bool SeenReasons::is_in_function(Node node) {
  const auto function = Function::from(node);
  // What an async function throws, its promise rejects with; a generator runs later.
  if (!function || function->is_async() || function->is_generator()) return false;
  const auto known = std::ranges::find(asked_, node, &Asked::function);
  if (known != asked_.end()) return known->is_seen;
  if (depth_ >= deepest_reason || asked_.size() >= most_asked) return false;
  if (function->has_block_body() && is_to_be_overridden(function->body())) return false;
  const std::size_t place = asked_.size();
  asked_.push_back({node, false});
  ++depth_;
  const bool is_seen = runs_into_one(function->body(), 0);
  --depth_;
  asked_[place].is_seen = is_seen;
  return is_seen;
}

bool SeenReasons::is_in_class(Node class_node) {
  const auto view = syntax::ClassView::from(class_node);
  if (!view) return false;
  const auto constructors = facts_.members_named(view->body(), "constructor");
  return !constructors.empty() && is_in_function(constructors.front());
}

bool SeenReasons::runs_into_one(Node code, int nesting) {
  if (!code || nesting > deepest_code || syntax::is_function_kind(code.kind()) || code.is(Kind::class_body))
    return false;
  if (code.is(Kind::throw_statement)) return true;
  if (code.is(Kind::call_expression, Kind::new_expression) && is_reason(code)) return true;
  const bool catches = code.is(Kind::try_statement) && code.child(Field::handler);
  const Node caught = catches ? code.child(Field::body) : Node{};
  for (const Node child : code.children())
    if (child != caught && runs_into_one(child, nesting + 1)) return true;
  return false;
}

}  // namespace asynclint
