#include "lint/ignored-fixes.h"

#include <algorithm>
#include <string>

#include "facts/flow.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

bool has_handler(const Facts& facts, Node place, std::string_view handler) {
  return !handler.starts_with("console.") || facts.has_global("console", place);
}

// A promise that is returned is not caught by a `try` around it.
bool is_returned(const EscapingFailure& failure) {
  return failure.place && failure.from != EscapingFailure::From::start &&
         !failure.place.is(Kind::await_expression, Kind::throw_statement, Kind::for_in_statement);
}

// The texts of several lines inside a body: their lines must not be moved.
std::vector<Span> long_texts(Node body) {
  std::vector<Span> texts;
  std::vector<Node> open{body};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    const bool is_text = node.is(Kind::template_string, Kind::string, Kind::jsx_text, Kind::regex);
    if (is_text && node.text().find('\n') != std::string_view::npos) texts.push_back(node.span());
    for (const Node child : node.children()) open.push_back(child);
  }
  return texts;
}

// The lines of a part of a body, each after the first a step deeper; those of texts stay where they are.
std::string deeper(std::string_view text, std::uint32_t begin, std::string_view step, const std::vector<Span>& texts) {
  const auto is_in_text = [&](std::size_t at) {
    const std::uint32_t place = begin + static_cast<std::uint32_t>(at);
    return std::ranges::any_of(texts, [&](const Span& span) { return span.begin < place && place < span.end; });
  };
  std::string moved;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = text.substr(at, end - at);
    const bool is_blank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (at > 0 && !is_blank && !is_in_text(at)) moved += step;
    moved += line;
    at = end;
  }
  return moved;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// How much deeper than the function its author has its statements; as elsewhere where none begins a line.
std::string step_inside(const Function& function, const std::string& outer) {
  std::string step = one_deeper(function.node()).substr(outer.size());
  const Node first = function.has_block_body() ? function.body().named_child(0) : Node{};
  if (!first) return step;
  const std::string_view inside = indentation(first);
  if (inside.size() > outer.size() && inside.starts_with(outer)) step = inside.substr(outer.size());
  return step;
}

// A whole body, its statements in a `try`.
std::vector<TextEdit> wrap_body(const Function& function, const std::string& handling) {
  const Node body = function.body();
  const std::string outer(indentation(function.node()));
  const std::string step = step_inside(function, outer);
  const std::string inner = outer + step;
  const std::string innermost = inner + step;
  const std::vector<Span> texts = long_texts(body);
  const auto moved = [&](std::string_view text) {
    const auto offset = static_cast<std::uint32_t>(text.data() - body.text().data());
    return deeper(text, body.span().begin + offset, step, texts);
  };
  std::string statements;
  if (function.has_block_body()) {
    const std::string_view text = body.text();
    statements = moved(trimmed(text.substr(1, text.size() - 2)));
  } else {
    statements = moved(syntax::unwrap(body).text());
    statements += ';';
  }
  std::string wrapped = "{\n" + inner + "try {\n" + innermost + statements + "\n" + inner + "} catch (error) {\n";
  wrapped += innermost + handling + "\n" + inner + "}\n" + outer + "}";
  return {replace(body, std::move(wrapped))};
}

}  // namespace

std::vector<TextEdit> catch_inside(const Facts& facts, const IgnoredCallback& ignored, const EscapingFailure& failure,
                                   std::string_view handler) {
  const auto function = ignored.inline_callback();
  if (!function || !function->is_async() || failure.from != EscapingFailure::From::body || is_returned(failure) ||
      !has_handler(facts, function->body(), handler))
    return {};
  return wrap_body(*function, std::string(handler) + "(error);");
}

std::vector<TextEdit> reject_inside(const Facts& facts, const IgnoredCallback& ignored,
                                    const EscapingFailure& failure) {
  const auto function = ignored.inline_callback();
  if (!function || !function->is_async() || failure.from == EscapingFailure::From::handler || is_returned(failure))
    return {};
  const auto parameters = function->parameter_views();
  if (parameters.empty() || parameters.size() > 2) return {};
  std::string name = "reject";
  std::vector<TextEdit> edits;
  if (parameters.size() == 2) {
    if (!parameters[1].pattern().is(Kind::identifier)) return {};
    name = parameters[1].pattern().text();
  } else {
    if (!facts.bindings().is_free_name(name, function->body())) return {};
    // A lone parameter of an arrow has no parentheses to put a second one into.
    if (function->node().child(Field::parameters))
      edits.push_back(insert_after(parameters[0].node(), ", reject"));
    else
      edits = surround(parameters[0].node(), "(", ", reject)");
  }
  const std::vector<TextEdit> wrapped = wrap_body(*function, name + "(error);");
  return wrapped.empty() ? wrapped : joined({edits, wrapped});
}

std::vector<TextEdit> catch_returned(const Facts& facts, const IgnoredCallback& ignored, std::string_view handler) {
  if (ignored.promise.evidence == Evidence::likely || !has_handler(facts, ignored.callback, handler)) return {};
  const std::string handling = ".catch(" + std::string(handler) + ")";
  if (const auto function = ignored.inline_callback()) {
    if (function->has_block_body()) return {};
    Node promise = syntax::unwrap(function->body());
    if (promise.is(Kind::await_expression)) promise = promise.named_child(0);
    const bool is_call = promise.is(Kind::call_expression);
    if (!is_call || !facts.value(promise).is_promise()) return {};
    return {insert_after(promise, handling)};
  }
  if (ignored.taker != CallbackTaker::timer) return {};
  const Node list = syntax::wrapped(ignored.callback).parent();
  if (list.named_child_count() > 2) return {};
  Node called = ignored.callback;
  // `this.poll.bind(this)`
  if (const auto binding = CallExpression::from(called)) {
    const auto member = binding->member();
    const Node owner = binding->argument(0);
    if (!member || member->name() != "bind" || binding->argument_count() != 1) return {};
    called = syntax::unwrap(member->object());
    const Node object = called.is(Kind::member_expression) ? called.child(Field::object) : Node{};
    if (!object || object.text() != owner.text() || !owner.is(Kind::identifier, Kind::this_)) return {};
  }
  if (!called.is(Kind::identifier, Kind::member_expression)) return {};
  return {replace(ignored.callback, "() => " + std::string(called.text()) + "()" + handling)};
}

}  // namespace asynclint
