// The way back of then-to-await: `const page = await load(url); return parse(page);` as
// `return load(url).then((page) => parse(page));`.
#include <algorithm>
#include <optional>

#include "facts/array-callbacks.h"
#include "facts/flow.h"
#include "lint/edits.h"
#include "refactorings/base/async-functions.h"
#include "refactorings/base/code-text.h"
#include "refactorings/base/places.h"

namespace asynclint::refactorings {
namespace {

using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

constexpr std::size_t widest_line = 100;

bool has_own(Node code, std::initializer_list<Kind> kinds) {
  bool found = false;
  visit_own(code, [&](Node node) {
    found = found || std::ranges::find(kinds, node.kind()) != kinds.end();
    return !found;
  });
  return found;
}

// `const a = await load();` or `await load();`, and the statements behind it up to the next.
struct Step {
  Node statement;
  Node awaited;
  Node pattern;      // none when the value is dropped
  std::string type;  // of the pattern
  std::vector<Node> rest;
  bool returns_early = false;
};

struct Body {
  // What runs before anything is awaited.
  std::vector<Node> before;
  std::vector<Step> steps;
  // The `return …` at the end, and what it returns; none of both, or a return of nothing.
  Node end;
  Node result;
  bool awaits_result = false;
};

// A statement that awaits and does nothing else.
std::optional<Step> step_of(Node statement) {
  Step step;
  step.statement = statement;
  Node value;
  if (statement.is(Kind::expression_statement)) {
    value = statement.named_child(0);
  } else if (statement.is(Kind::lexical_declaration) && statement.named_child_count() == 1) {
    const Node declarator = statement.named_child(0);
    step.pattern = declarator.child(Field::name);
    step.type = annotated_type(declarator);
    value = declarator.child(Field::value);
  }
  if (!value) return std::nullopt;
  value = syntax::unparenthesized(value);
  if (!value.is(Kind::await_expression)) return std::nullopt;
  step.awaited = syntax::unparenthesized(value.named_child(0));
  if (has_own(step.awaited, {Kind::await_expression, Kind::yield_expression})) return std::nullopt;
  if (step.pattern && has_own(step.pattern, {Kind::await_expression})) return std::nullopt;
  return step;
}

class ChainWriter {
 public:
  ChainWriter(const Facts& facts, const Function& function) : facts_(facts), function_(function) {}

  bool read();
  [[nodiscard]] const std::string& refusal() const { return refusal_; }
  [[nodiscard]] std::vector<TextEdit> edits();

 private:
  bool refuse(std::string_view reason) {
    if (refusal_.empty()) refusal_ = reason;
    return false;
  }
  bool read_statements(const std::vector<Node>& statements);
  bool check_start();
  bool check_try();
  bool check_comments();
  [[nodiscard]] bool needs_nesting(std::size_t index) const;
  [[nodiscard]] bool is_used_after(std::string_view name, std::size_t index) const;
  [[nodiscard]] std::string chain_from(std::size_t index, const std::string& indent);
  [[nodiscard]] std::string callback_of(std::size_t index, const std::string& value, const std::string& indent);
  [[nodiscard]] std::string statements_of(std::size_t index, const std::string& indent) const;
  [[nodiscard]] std::string expression(Node node, const std::string& indent) const {
    return moved(syntax::unparenthesized(node), indent);
  }

  const Facts& facts_;
  Function function_;
  Node try_;
  Body body_;
  std::string refusal_;
};

bool ChainWriter::read_statements(const std::vector<Node>& statements) {
  for (const Node statement : statements) {
    if (body_.end) return refuse("code stands behind the `return`");
    if (statement.contains_error()) return refuse("it cannot be parsed as a whole");
    if (auto step = step_of(statement)) {
      body_.steps.push_back(std::move(*step));
      continue;
    }
    if (statement.is(Kind::return_statement) && statement == statements.back()) {
      body_.end = statement;
      body_.result = statement.named_child(0);
      const Node value = body_.result ? syntax::unparenthesized(body_.result) : Node{};
      if (value.is(Kind::await_expression)) {
        body_.awaits_result = true;
        body_.result = value.named_child(0);
      }
      if (body_.result && has_own(body_.result, {Kind::await_expression}))
        return refuse("an `await` stands inside of something else");
      continue;
    }
    if (has_own(statement, {Kind::await_expression, Kind::yield_expression}) ||
        (statement.is(Kind::for_in_statement) && statement.child(Kind::kw_await)))
      return refuse("an `await` stands inside of something else");
    if (statement.is(Kind::function_declaration, Kind::generator_function_declaration, Kind::class_declaration,
                     Kind::using_declaration) ||
        has_own(statement, {Kind::variable_declaration}))
      return refuse("what is declared here belongs to the whole function");
    const bool returns = has_own(statement, {Kind::return_statement});
    if (body_.steps.empty()) {
      if (returns) return refuse("it may return before anything is awaited");
      body_.before.push_back(statement);
    } else {
      body_.steps.back().rest.push_back(statement);
      body_.steps.back().returns_early = body_.steps.back().returns_early || returns;
    }
  }
  if (body_.steps.empty() && !body_.awaits_result) return refuse("nothing is awaited here");
  return true;
}

// What the function evaluates at once must not throw: it would throw at who calls, where it rejected.
bool ChainWriter::check_start() {
  const Node first = body_.steps.empty() ? body_.result : body_.steps.front().awaited;
  if (!is_surely_promise(facts_, first)) return refuse("what is awaited first is not known to be a promise");
  if (try_ || !all_callers_await(facts_, function_)) {
    const std::string_view reason = "what throws before there is a promise would no longer reject";
    for (const Node parameter : function_.parameters())
      if (!try_ && !parameter.is(Kind::identifier)) return refuse(reason);
    for (const Node statement : body_.before)
      if (!runs_harmlessly(facts_, statement)) return refuse(reason);
    if (!starts_quietly(facts_, first)) return refuse(reason);
    if (try_ && !all_callers_await(facts_, function_))
      for (const Node parameter : function_.parameters())
        if (!parameter.is(Kind::identifier)) return refuse(reason);
  }
  return true;
}

bool ChainWriter::check_try() {
  if (!try_) return true;
  const auto view = syntax::TryStatement::assume(try_);
  for (const Step& step : body_.steps)
    if (step.returns_early) return refuse("it returns from inside of the `try`");
  if (view.handler() && body_.result && !body_.awaits_result && !facts_.value(body_.result).is(Shape::plain))
    return refuse("the `try` does not see the failure of what is returned");
  if (view.finalizer() && body_.result && !body_.awaits_result && !facts_.value(body_.result).is(Shape::plain))
    return refuse("`finally` does not wait for what is returned");
  for (const Node block : {view.handler() ? view.handler()->body() : Node{}, view.finalizer()}) {
    if (!block) continue;
    if (has_own(block, {Kind::await_expression, Kind::yield_expression}))
      return refuse("an `await` stands inside of something else");
    if (has_own(block, {Kind::variable_declaration}))
      return refuse("what is declared here belongs to the whole function");
  }
  if (view.finalizer() && has_own(view.finalizer(), {Kind::return_statement})) return refuse("the `finally` returns");
  return true;
}

// Comments between statements go along with them.
bool ChainWriter::check_comments() {
  const Node body = function_.body();
  std::vector<Span> kept;
  if (!body_.before.empty()) kept.push_back({body_.before.front().span().begin, body_.before.back().span().end});
  for (std::size_t i = 0; i < body_.steps.size(); ++i) {
    const Step& step = body_.steps[i];
    kept.push_back(step.awaited.span());
    if (step.pattern) kept.push_back(step.pattern.span());
    const Node next = i + 1 < body_.steps.size() ? body_.steps[i + 1].statement : body_.end;
    if (next)
      kept.push_back({step.statement.span().end, next.span().begin});
    else if (!step.rest.empty())
      kept.push_back({step.statement.span().end, step.rest.back().span().end});
  }
  if (body_.result) kept.push_back(body_.result.span());
  if (try_) {
    const auto view = syntax::TryStatement::assume(try_);
    if (view.handler()) kept.push_back(view.handler()->body().span());
    if (view.finalizer()) kept.push_back(view.finalizer().span());
  }
  return std::ranges::all_of(facts_.tree().comments(), [&](Span comment) {
    if (!body.span().contains(comment)) return true;
    // What stands in front of the first statement stays in front of the chain.
    if (!try_ && !body.child(Kind::return_statement) && comment.end <= body.named_child(0).span().begin) return true;
    return std::ranges::any_of(kept, [&](Span one) { return one.contains(comment); }) ||
           refuse("a comment would be lost");
  });
}

bool ChainWriter::read() {
  if (function_.is_generator()) return refuse("the function is a generator");
  if (function_.node().contains_error()) return refuse("it cannot be parsed as a whole");
  const Node body = function_.body();
  std::vector<Node> statements;
  if (!function_.has_block_body()) {
    const Node value = syntax::unparenthesized(body);
    if (!value.is(Kind::await_expression)) return refuse("nothing is awaited here");
    body_.result = value.named_child(0);
    body_.awaits_result = true;
    if (has_own(body_.result, {Kind::await_expression})) return refuse("an `await` stands inside of something else");
    return check_start() && check_comments();
  }
  statements = syntax::named_children(body).list();
  if (statements.size() == 1 && statements[0].is(Kind::try_statement)) {
    try_ = statements[0];
    statements = syntax::named_children(syntax::TryStatement::assume(try_).body()).list();
    if (!statements.empty() && !step_of(statements[0]) && !statements[0].is(Kind::return_statement))
      return refuse("the `try` does more before it awaits");
  }
  if (!read_statements(statements) || !check_try() || !check_start() || !check_comments()) return false;
  for (std::size_t i = 0; i + 1 < body_.steps.size(); ++i)
    if (needs_nesting(i) && !is_surely_promise(facts_, body_.steps[i + 1].awaited))
      return refuse("what is awaited in between is not known to be a promise");
  return true;
}

bool ChainWriter::is_used_after(std::string_view name, std::size_t index) const {
  // What the callback of this step evaluates itself ends with what the next step awaits.
  const auto mentions = [&](Node node) {
    bool found = false;
    visit_all(node, [&](Node each) {
      found = found || (each.is(Kind::identifier, Kind::shorthand_property_identifier) && each.text() == name);
      return !found;
    });
    return found;
  };
  for (std::size_t i = index + 1; i < body_.steps.size(); ++i) {
    if (i > index + 1 && mentions(body_.steps[i].awaited)) return true;
    if (body_.steps[i].pattern && mentions(body_.steps[i].pattern)) return true;
    if (std::ranges::any_of(body_.steps[i].rest, mentions)) return true;
  }
  return body_.end && mentions(body_.end) && index + 1 < body_.steps.size();
}

// Whether what comes after a step has to stand inside of its callback.
bool ChainWriter::needs_nesting(std::size_t index) const {
  const Step& step = body_.steps[index];
  if (step.returns_early) return true;
  std::vector<Node> names = step.pattern ? names_in(step.pattern) : std::vector<Node>();
  for (const Node statement : step.rest)
    if (statement.is(Kind::lexical_declaration))
      for (const Node declarator : syntax::named_children(statement))
        for (const Node name : names_in(declarator.child(Field::name))) names.push_back(name);
  return std::ranges::any_of(names, [&](Node name) { return is_used_after(name.text(), index); });
}

// The statements of a step as they stand, comments too.
std::string ChainWriter::statements_of(std::size_t index, const std::string& indent) const {
  const Step& step = body_.steps[index];
  const Node next = index + 1 < body_.steps.size() ? body_.steps[index + 1].statement : body_.end;
  const std::string_view text = facts_.tree().text();
  std::uint32_t begin = step.statement.span().end;
  std::uint32_t end = next ? next.span().begin : (step.rest.empty() ? begin : step.rest.back().span().end);
  const auto is_blank = [&](std::uint32_t at) {
    return std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos;
  };
  while (begin < end && is_blank(begin)) ++begin;
  while (end > begin && is_blank(end - 1)) --end;
  return moved(function_.body(), {begin, end}, {}, indentation(step.statement), indent);
}

// `(page) => parse(page)`, or with braces where there are statements. No value: nothing is returned.
std::string ChainWriter::callback_of(std::size_t index, const std::string& value, const std::string& indent) {
  const Step& step = body_.steps[index];
  std::string callback = "(";
  if (step.pattern) callback += step.pattern.text();
  if (!step.type.empty()) callback.append(": ").append(step.type);
  callback += ") => ";
  const std::string inner = deeper(facts_.tree(), indent);
  const std::string statements = statements_of(index, inner);
  if (statements.empty()) {
    if (value.empty()) return callback + "{}";
    return callback + (value.starts_with('{') ? "(" + value + ")" : value);
  }
  callback.append("{\n").append(inner).append(statements);
  if (!value.empty()) {
    const bool ends = step.statement.text().ends_with(';');
    callback.append("\n").append(inner).append("return ").append(value).append(ends ? ";" : "");
  }
  return callback.append("\n").append(indent).append("}");
}

std::string ChainWriter::chain_from(std::size_t index, const std::string& indent) {
  const std::string next_level = deeper(facts_.tree(), indent);
  const auto head = [&](const std::string& where) {
    const Node node = body_.steps[index].awaited;
    std::string text = expression(node, where);
    const bool is_simple = node.is(Kind::identifier, Kind::member_expression, Kind::call_expression,
                                   Kind::subscript_expression, Kind::this_) ||
                           (node.is(Kind::new_expression) && node.child(Field::arguments));
    return is_simple ? text : "(" + text + ")";
  };
  const auto links_at = [&](const std::string& where) {
    std::vector<std::string> links;
    for (std::size_t i = index; i < body_.steps.size(); ++i) {
      const bool is_last = i + 1 == body_.steps.size();
      const std::string inner = statements_of(i, "").empty() ? where : deeper(facts_.tree(), where);
      std::string value;
      if (!is_last && needs_nesting(i)) {
        links.push_back(".then(" + callback_of(i, chain_from(i + 1, inner), where) + ")");
        return links;
      }
      if (!is_last)
        value = expression(body_.steps[i + 1].awaited, inner);
      else if (body_.result)
        value = expression(body_.result, inner);
      links.push_back(".then(" + callback_of(i, value, where) + ")");
    }
    return links;
  };
  // On one line where that is enough.
  std::string one = head(indent);
  const auto links = links_at(indent);
  for (const std::string& link : links) one += link;
  const bool has_one_link = links.size() == 1 && !(try_ && index == 0) &&
                            one.substr(0, one.find('\n')).size() + indent.size() + 8 < widest_line;
  if (has_one_link || (one.find('\n') == std::string::npos && one.size() + indent.size() + 8 < widest_line)) return one;
  std::string many = head(indent);
  for (const std::string& link : links_at(next_level)) many.append("\n").append(next_level).append(link);
  return many;
}

std::vector<TextEdit> ChainWriter::edits() {
  const Node keyword = function_.async_keyword();
  Node behind;
  for (const Node child : function_.node().children())
    if (!behind && child.span().begin >= keyword.span().end) behind = child;
  std::vector<TextEdit> edits{replace_until(keyword, behind, "")};
  const Node body = function_.body();
  if (!function_.has_block_body()) {
    const std::string value = expression(body_.result, std::string(indentation(body)));
    edits.push_back(replace(body, value.starts_with('{') ? "(" + value + ")" : value));
    return edits;
  }
  const Node first = body_.steps.empty() ? body_.end : body_.steps.front().statement;
  const Node last = body.last_named_child();
  const Node begin = try_ ? try_ : first;
  const std::string indent(indentation(begin));
  std::string chain = body_.steps.empty() ? expression(body_.result, indent) : chain_from(0, indent);
  if (try_) {
    const auto view = syntax::TryStatement::assume(try_);
    const bool is_short = chain.find('\n') == std::string::npos;
    const std::string where = is_short ? indent : deeper(facts_.tree(), indent);
    const auto add = [&](std::string_view method, std::string_view parameter, Node block) {
      const std::string inside = inside_of(block, block.span().end - 1, {}, deeper(facts_.tree(), where));
      chain.append(is_short ? "" : "\n" + where)
          .append(".")
          .append(method)
          .append("((")
          .append(parameter)
          .append(") => {");
      if (!inside.empty())
        chain.append("\n").append(deeper(facts_.tree(), where)).append(inside).append("\n").append(where);
      chain += "})";
    };
    if (const auto handler = view.handler())
      add("catch", handler->parameter() ? handler->parameter().text() : std::string_view(), handler->body());
    if (view.finalizer()) add("finally", {}, view.finalizer());
  }
  const bool ends = first.text().ends_with(';');
  edits.push_back({{begin.span().begin, last.span().end}, "return " + chain + (ends ? ";" : "")});
  return edits;
}

Offer offer(const Place& place) {
  Node node;
  if (place.node.is(Kind::kw_await, Kind::await_expression))
    node = syntax::enclosing_function(place.node);
  else
    node = closest(place, [](Node each) { return syntax::is_function_kind(each.kind()); });
  const auto function = Function::from(node);
  if (!function || !function->is_async()) return {};
  // In a body, only an `await` is about the whole.
  if (function->body().span().contains(place.node.span()) && !place.node.is(Kind::kw_await, Kind::await_expression))
    return {};
  ChainWriter writer(place.facts, *function);
  if (!writer.read()) return Offer::refused(writer.refusal());
  return Offer::of("Write the awaits as a chain of `.then`", writer.edits());
}

}  // namespace

extern constexpr Refactoring await_to_then = complete({
    .summary = "async and await to a chain of .then",
    .words = {"await"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
