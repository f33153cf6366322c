#include "facts/awaited-calls.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "facts/names.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

// Code that is nested deeper is not looked at.
constexpr int deepest_nesting = 300;

constexpr std::array<std::string_view, 5> pauses{"sleep", "delay", "wait", "pause", "nextTick"};
constexpr std::array<std::string_view, 2> turns{"lock", "acquire"};
constexpr std::array<std::string_view, 3> questions{"directoryExists", "fileExists", "pathExists"};
constexpr std::array<std::string_view, 4> question_words{"is", "has", "can", "should"};
constexpr std::array<std::string_view, 4> callbacks{"callback", "cb", "done", "next"};

// Whether code throws by a statement of its own that no `try` around it catches.
bool throws_itself(Node node, int depth = 0) {
  if (!node || depth > deepest_nesting || syntax::is_function_kind(node.kind()) || node.is(Kind::class_body))
    return false;
  if (node.is(Kind::throw_statement)) return true;
  const bool is_caught = node.is(Kind::try_statement) && node.child(Field::handler);
  const Node caught = is_caught ? node.child(Field::body) : Node{};
  for (const Node child : node.children())
    if (child != caught && throws_itself(child, depth + 1)) return true;
  return false;
}

// A method that only throws is there to be overridden, and what runs instead is not seen.
bool is_placeholder(Node body) {
  const auto statements = syntax::named_children(body);
  const auto first = statements.begin();
  return first != statements.end() && (*first).is(Kind::throw_statement);
}

}  // namespace

bool is_pause(const Value& promise, Node call) {
  const auto view = CallExpression::from(call);
  const bool is_seen =
      promise.source == PromiseSource::async_function || promise.source == PromiseSource::returning_function;
  return view && !is_seen && is_one_of(syntax::called_name(*view), pauses);
}

bool waits_for_its_turn(Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  return call && call->member() && is_one_of(syntax::called_name(*call), turns);
}

bool asks_whether_it_exists(Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  return call && is_one_of(syntax::called_name(*call), questions);
}

bool calls_what_throws(const Facts& facts, Node expression) {
  const auto call = CallExpression::from(expression);
  const Value callee = call ? facts.value(call->callee()) : Value{};
  const auto function = callee.is(Shape::function) ? Function::from(callee.node) : std::nullopt;
  if (!function || function->is_async() || function->is_generator() || !function->has_block_body()) return false;
  return !is_placeholder(function->body()) && throws_itself(function->body());
}

bool is_named_promise(Node expression) {
  const auto call = CallExpression::from(expression);
  const auto member = call ? call->member() : std::nullopt;
  return member && member->name() == "promise" && call->argument_count() == 0;
}

bool is_named_like_no_promise(Node expression) {
  const auto call = CallExpression::from(syntax::unwrap(expression));
  if (!call) return false;
  // `extension[method]()`
  if (syntax::unwrap(call->callee()).is(Kind::subscript_expression)) return true;
  const std::string_view name = syntax::called_name(*call);
  const bool asks = std::ranges::any_of(question_words, [name](std::string_view word) {
    return name.size() > word.size() && name.starts_with(word) && name[word.size()] >= 'A' && name[word.size()] <= 'Z';
  });
  const bool tells = is_one_of(name, callbacks) || name.ends_with("Callback");
  return asks || (tells && !call->member());
}

bool resolves_of_library(const CallExpression& call) {
  const auto member = call.member();
  if (!member || member->name() != "resolve") return false;
  const Node object = syntax::unwrap(member->object());
  if (object.is(Kind::identifier)) return object.text() == "Promise";
  const auto access = syntax::MemberExpression::from(object);
  return access && access->name() == "Promise";
}

}  // namespace asynclint
