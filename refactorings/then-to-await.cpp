// `return fetch(url).then((response) => response.json()).catch(report)` as statements with `await`: what belongs
// together stands on one level, and a debugger steps through it.
#include <algorithm>
#include <optional>

#include "facts/flow.h"
#include "lint/edits.h"
#include "refactorings/base/async-functions.h"
#include "refactorings/base/code-text.h"
#include "refactorings/base/places.h"

namespace asynclint::refactorings {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Function;
using syntax::Kind;
using syntax::Node;

enum class Method : std::uint8_t { then, catch_, finally_ };

struct Link {
  Method method;
  Node call;
  Node callback;  // without parentheses
  std::string comments;
};

struct Chain {
  Node whole;
  Node head;
  std::vector<Link> links;
};

std::optional<Method> method_of(Node node) {
  const auto call = CallExpression::from(node);
  const auto member = call ? call->member() : std::nullopt;
  const auto name = member ? member->name() : std::nullopt;
  if (name == "then") return Method::then;
  if (name == "catch") return Method::catch_;
  if (name == "finally") return Method::finally_;
  return std::nullopt;
}

Chain chain_of(Node whole) {
  Chain chain{whole, whole, {}};
  while (const auto method = method_of(chain.head)) {
    const auto call = CallExpression::assume(chain.head);
    chain.links.push_back({*method, chain.head, syntax::unparenthesized(call.argument(0)), {}});
    chain.head = syntax::unparenthesized(call.member()->object());
  }
  std::ranges::reverse(chain.links);
  return chain;
}

// What becomes of what the chain gives.
enum class Target : std::uint8_t { returned, bound, dropped };

// Writes the statements. A reason not to is kept, and then nothing counts.
class Writer {
 public:
  Writer(const Facts& facts, Chain chain, Node statement, Target target)
      : facts_(facts), chain_(std::move(chain)), statement_(statement), target_(target) {}

  bool is_possible();
  [[nodiscard]] std::string refusal() const { return refusal_; }
  // `indent` is that of the statements.
  std::string write(const std::string& indent, bool has_semicolons);
  // Of a bound value, `const page`.
  void bind_to(Node declaration) { declaration_ = declaration; }
  // What follows the statements must not run.
  void must_return() { must_return_ = true; }

 private:
  // What the steps so far have given: code that has to be awaited still, or is no promise.
  struct Current {
    Node node;
    std::string text;
    bool is_plain = false;
  };

  bool refuse(std::string_view reason) {
    if (refusal_.empty()) refusal_ = reason;
    return false;
  }
  bool check_links();
  bool check_callback(const Link& link, bool is_last);
  bool check_names(const Link& link);
  bool keep_comments();
  [[nodiscard]] bool has_catch() const { return find(Method::catch_) != nullptr; }
  [[nodiscard]] const Link* find(Method method) const {
    const auto found = std::ranges::find(chain_.links, method, &Link::method);
    return found == chain_.links.end() ? nullptr : &*found;
  }

  void run(const Link& link, std::optional<Current> current, const std::string& indent, Lines& lines,
           std::optional<Current>& result);
  void finish(const std::optional<Current>& current, const std::string& indent, Lines& lines, bool in_try);
  [[nodiscard]] std::string awaited(const Current& current) const {
    return current.is_plain ? current.text : "await " + as_operand(current.node, current.text);
  }
  Current current_of(Node expression, const std::string& indent) const {
    expression = syntax::unparenthesized(expression);
    return {expression, moved(expression, indent), facts_.value(expression).is(Shape::plain)};
  }

  const Facts& facts_;
  Chain chain_;
  Node statement_;
  Target target_;
  Node declaration_;
  // The names that steps before have declared.
  std::vector<std::string_view> introduced_;
  bool must_return_ = false;
  std::string refusal_;
};

// The `return …` that a block ends in; none when it does not.
Node last_return(Node block) {
  const Node last = block.last_named_child();
  return last.is(Kind::return_statement) ? last : Node{};
}

std::size_t count_returns(Node block) {
  std::size_t count = 0;
  visit_own(block, [&](Node node) {
    if (node.is(Kind::return_statement)) ++count;
    return true;
  });
  return count;
}

bool Writer::check_callback(const Link& link, bool is_last) {
  const auto call = CallExpression::assume(link.call);
  if (call.argument_count() != 1)
    return refuse(call.argument_count() == 2 ? "the second callback of `.then` does not see what the first throws"
                                             : "a step of the chain has no callback");
  if (call.is_optional() || call.member()->is_optional()) return refuse("a step of the chain may be left out");
  if (call.node().child(Field::type_arguments)) return refuse("a step of the chain names types");
  const auto callback = Function::from(link.callback);
  if (!callback) {
    if (!link.callback.is(Kind::identifier) || !facts_.value(link.callback).is(Shape::function))
      return refuse("a callback is not seen to be a function");
    if (link.method == Method::finally_) return refuse("`.finally` is given a function by name");
    return true;
  }
  const auto parameters = callback->parameter_views();
  if (callback->is_generator() || parameters.size() > (link.method == Method::finally_ ? 0U : 1U) ||
      callback->node().child(Field::return_type))
    return refuse("a callback's parameters are not those of a step");
  if (!parameters.empty() &&
      (parameters[0].is_rest() || parameters[0].default_value() || parameters[0].node().is(Kind::optional_parameter)))
    return refuse("a callback's parameters are not those of a step");
  if (!callback->is_arrow() && (callback->name() || uses_own_this(callback->node())))
    return refuse("a callback has a `this` or a name of its own");
  if (!callback->has_block_body()) return true;
  const Node last = last_return(callback->body());
  const std::size_t returns = count_returns(callback->body());
  if (link.method == Method::finally_) {
    if (returns > 0) return refuse("the callback of `.finally` returns something");
  } else if (returns > (last ? 1U : 0U) &&
             (!is_last || target_ != Target::returned || (has_catch() && link.method != Method::catch_))) {
    return refuse("a callback returns early");
  }
  if (callback->body().text().find("use strict") != std::string_view::npos) return refuse("a callback has directives");
  return true;
}

// What a callback declares comes to stand beside what others declare.
bool Writer::check_names(const Link& link) {
  const auto callback = Function::from(link.callback);
  if (!callback) return true;
  std::vector<Node> names;
  if (callback->has_block_body()) {
    const auto declared = names_declared_in(callback->body());
    if (!declared) return refuse("a callback declares a `var`");
    names = *declared;
  }
  // In a `catch` or `finally` the names are that block's own.
  if (link.method != Method::then) return true;
  for (const Node parameter : callback->parameters())
    for (const Node name : names_in(parameter)) names.push_back(name);
  // In a `try`, what stands around the chain is out of the way; the name that is bound before it is not.
  const bool in_try = has_catch() || find(Method::finally_) != nullptr;
  Node block = statement_.parent();
  if (in_try || syntax::is_function_kind(block.kind())) block = statement_;
  // All cases of a `switch` have one scope.
  if (block.is(Kind::switch_case, Kind::switch_default)) block = block.parent();
  const Node bound = declaration_ ? declaration_.named_child(0).child(Field::name) : Node{};
  for (const Node name : names) {
    if (std::ranges::find(introduced_, name.text()) != introduced_.end())
      return refuse("two steps call something `" + std::string(name.text()) + "`");
    introduced_.push_back(name.text());
    if (collides(facts_, name.text(), block, callback->node()) || (in_try && bound && bound.text() == name.text()))
      return refuse("`" + std::string(name.text()) + "` means something else around the chain");
  }
  return true;
}

// Comments between the steps go before the statements of the step; those in a callback stay in its text.
bool Writer::keep_comments() {
  std::uint32_t end = chain_.head.span().end;
  std::vector<Span> kept{chain_.head.span()};
  for (Link& link : chain_.links) {
    const auto callback = Function::from(link.callback);
    const Node body = callback ? callback->body() : link.callback;
    for (const Span comment : facts_.tree().comments()) {
      if (comment.begin < end || comment.end > link.callback.span().begin) continue;
      if (!link.comments.empty()) link.comments += "\n";
      link.comments += slice(facts_.tree().text(), comment);
      kept.push_back(comment);
    }
    Span inside = body.span();
    if (body.is(Kind::statement_block))
      if (const Node last = last_return(body)) {
        // What stands between the value and the brace would be lost, and so would what stands before the value.
        kept.push_back({inside.begin, last.span().begin});
        inside = last.named_child(0) ? last.named_child(0).span() : Span{inside.end, inside.end};
      }
    kept.push_back(inside);
    end = link.callback.span().end;
  }
  for (const Span comment : facts_.tree().comments()) {
    const bool is_inside = statement_.span().begin <= comment.begin && comment.end <= statement_.span().end;
    if (is_inside && std::ranges::none_of(kept, [&](Span one) { return one.contains(comment); }))
      return refuse("a comment would be lost");
  }
  return true;
}

bool Writer::check_links() {
  bool is_caught = false;
  bool is_final = false;
  for (const Link& link : chain_.links) {
    if (is_final || (is_caught && link.method != Method::finally_))
      return refuse("the chain goes on behind its `.catch` or `.finally`");
    is_caught = is_caught || link.method == Method::catch_;
    is_final = link.method == Method::finally_;
  }
  for (std::size_t i = 0; i < chain_.links.size(); ++i) {
    const Link& link = chain_.links[i];
    if (!check_callback(link, i + 1 == chain_.links.size()) || !check_names(link)) return false;
    const auto callback = Function::from(link.callback);
    const bool gives_nothing = callback && callback->has_block_body() &&
                               (!last_return(callback->body()) || !last_return(callback->body()).named_child(0));
    if (!gives_nothing || link.method == Method::finally_) continue;
    // What comes next would bind `undefined`.
    const bool is_last = i + 1 == chain_.links.size() || chain_.links[i + 1].method != Method::then;
    const auto next = is_last ? std::nullopt : Function::from(chain_.links[i + 1].callback);
    if (is_last ? target_ == Target::bound : (!next || !next->parameters().empty()))
      return refuse("a callback returns nothing, and the next step takes it");
  }
  return true;
}

bool Writer::is_possible() {
  if (statement_.contains_error()) return refuse("it cannot be parsed as a whole");
  if (!is_surely_promise(facts_, chain_.head)) return refuse("what the chain begins with is not known to be a promise");
  if ((has_catch() || find(Method::finally_) != nullptr) && !starts_quietly(facts_, chain_.head))
    return refuse("the chain may throw before there is a promise, and `try` would catch that");
  if (has_catch() && target_ == Target::bound && !declaration_.named_child(0).child(Field::name).is(Kind::identifier))
    return refuse("a pattern cannot be declared before the `try`");
  return check_links() && keep_comments();
}

void Writer::run(const Link& link, std::optional<Current> current, const std::string& indent, Lines& lines,
                 std::optional<Current>& result) {
  if (!link.comments.empty()) {
    for (std::size_t begin = 0; begin < link.comments.size();) {
      const std::size_t end = std::min(link.comments.find('\n', begin), link.comments.size());
      lines.add_raw(indent, link.comments.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  const auto callback = Function::from(link.callback);
  if (!callback) {
    const std::string argument = current ? awaited(*current) : "error";
    result = Current{link.call, std::string(link.callback.text()) + "(" + argument + ")", false};
    result->is_plain = facts_.result_of_calling(link.callback).is(Shape::plain);
    return;
  }
  if (current) {
    const auto parameters = callback->parameters();
    if (parameters.empty()) {
      if (!current->is_plain || current->node.is(Kind::call_expression)) lines.add(indent, awaited(*current));
    } else {
      bool is_written = false;
      for (const Node name : names_in(parameters[0]))
        if (const Binding binding = facts_.bindings().resolve(name))
          is_written = is_written || !facts_.bindings().writes(binding).empty();
      const Node whole = callback->parameter_views()[0].node();
      lines.add(indent,
                std::string(is_written ? "let " : "const ") + std::string(whole.text()) + " = " + awaited(*current));
    }
  }
  if (!callback->has_block_body()) {
    result = current_of(callback->body(), indent);
    return;
  }
  const Node block = callback->body();
  const Node last = last_return(block);
  const std::uint32_t end = last ? last.span().begin : block.span().end - 1;
  lines.add_raw(indent, inside_of(block, end, {}, indent));
  result.reset();
  if (last && last.named_child(0)) result = current_of(last.named_child(0), indent);
}

void Writer::finish(const std::optional<Current>& current, const std::string& indent, Lines& lines, bool in_try) {
  switch (target_) {
    case Target::returned:
      if (current)
        lines.add(indent, "return " + (in_try ? awaited(*current) : current->text));
      else if (must_return_)
        lines.add(indent, "return");
      return;
    case Target::dropped:
      if (current && (!current->is_plain || current->node.is(Kind::call_expression)))
        lines.add(indent, awaited(*current));
      return;
    case Target::bound: {
      const Node declarator = declaration_.named_child(0);
      if (has_catch() || in_try)
        lines.add(indent, std::string(declarator.child(Field::name).text()) + " = " + awaited(*current));
      else
        lines.add(indent, std::string(slice(facts_.tree().text(),
                                            {declaration_.span().begin, declarator.child(Field::value).span().begin})) +
                              awaited(*current));
      return;
    }
  }
}

std::string Writer::write(const std::string& indent, bool has_semicolons) {
  Lines lines(has_semicolons);
  const Link* const caught = find(Method::catch_);
  const Link* const finalized = find(Method::finally_);
  const bool in_try = caught != nullptr || finalized != nullptr;
  const std::string inner = in_try ? deeper(facts_.tree(), indent) : indent;
  if (in_try) {
    if (target_ == Target::bound) {
      const Node declarator = declaration_.named_child(0);
      std::string name(declarator.child(Field::name).text());
      if (const std::string_view type = annotated_type(declarator); !type.empty()) name.append(": ").append(type);
      lines.add(indent, "let " + name);
    }
    lines.add(indent, "try {");
  }
  std::optional<Current> current = Current{chain_.head, moved(chain_.head, inner), false};
  for (const Link& link : chain_.links) {
    if (link.method != Method::then) break;
    std::optional<Current> next;
    run(link, std::move(current), inner, lines, next);
    current = std::move(next);
  }
  finish(current, inner, lines, in_try);
  if (caught != nullptr) {
    const auto callback = Function::from(caught->callback);
    if (!callback)
      lines.add(indent, "} catch (error) {");
    else if (callback->parameters().empty())
      lines.add(indent, "} catch {");
    else
      lines.add(indent, "} catch (" + std::string(callback->parameters()[0].text()) + ") {");
    std::optional<Current> next;
    run(*caught, std::nullopt, inner, lines, next);
    finish(next, inner, lines, finalized != nullptr);
  }
  if (finalized != nullptr) {
    lines.add(indent, "} finally {");
    std::optional<Current> next;
    run(*finalized, std::nullopt, inner, lines, next);
    if (next && (!next->is_plain || next->node.is(Kind::call_expression))) lines.add(inner, awaited(*next));
  }
  if (in_try) lines.add(indent, "}");
  return lines.take();
}

// The chain that the cursor is on, as long as it is.
Node chain_around(const Place& place) {
  Node chain = closest(place, [](Node node) { return method_of(node).has_value(); });
  if (!chain) {
    // On the keyword in front of it, or in what it begins with.
    const Node statement = closest(place, [](Node node) {
      return node.is(Kind::return_statement, Kind::expression_statement, Kind::lexical_declaration);
    });
    Node value = statement ? statement.named_child(0) : Node{};
    if (value.is(Kind::variable_declarator)) value = value.child(Field::value);
    if (value.is(Kind::await_expression)) value = value.named_child(0);
    chain = value ? syntax::unparenthesized(value) : Node{};
    if (!method_of(chain)) return {};
  }
  for (;;) {
    const Node outer = syntax::wrapped(chain);
    const Node member = outer.parent();
    if (outer.field() != Field::object || !method_of(member.parent()) || member.field() != Field::function)
      return chain;
    chain = member.parent();
  }
}

Offer offer(const Place& place) {
  const Facts& facts = place.facts;
  const Node whole = chain_around(place);
  if (!whole) return {};
  const Node outer = syntax::wrapped(whole);
  if (outer != whole && !outer.is(Kind::parenthesized_expression)) return Offer::refused("the chain has another type");
  const auto function = Function::from(syntax::enclosing_function(whole));
  const bool is_awaited = outer.parent().is(Kind::await_expression);
  const Node value = is_awaited ? syntax::wrapped(outer.parent()) : outer;
  Node statement = value.parent();
  Target target = Target::dropped;
  Node declaration;
  if (statement.is(Kind::variable_declarator) && value.field() == Field::value) {
    declaration = statement = statement.parent();
    target = Target::bound;
    if (!declaration.is(Kind::lexical_declaration) || declaration.named_child_count() != 1)
      return Offer::refused("more than one thing is declared here");
  } else if (statement.is(Kind::return_statement) || statement.is(Kind::arrow_function)) {
    target = Target::returned;
  } else if (!statement.is(Kind::expression_statement)) {
    return Offer::refused("the chain is part of an expression");
  }
  const bool is_concise = statement.is(Kind::arrow_function);
  if (target != Target::returned && !is_awaited) return Offer::refused("nothing waits for the chain");
  if (!is_concise && !is_in_list(statement)) return Offer::refused("there is no block for more than one statement");
  if (target == Target::returned && !is_concise && !is_awaited && is_in_try(statement))
    return Offer::refused("the `try` around it does not see its failure, and would");

  Writer writer(facts, chain_of(whole), is_concise ? outer : statement, target);
  writer.bind_to(declaration);
  const bool is_last = is_concise || (function && statement.parent() == function->body() &&
                                      function->body().last_named_child() == statement);
  if (!is_last && target == Target::returned) writer.must_return();
  if (!writer.is_possible()) return Offer::refused(writer.refusal());

  const bool becomes_async = function && !function->is_async();
  if (becomes_async)
    if (const auto reason = why_not_async(facts, *function, chain_of(whole).head)) return Offer::refused(*reason);
  if (function && function->is_generator()) return Offer::refused("the function is a generator");
  std::vector<TextEdit> edits;
  if (is_concise) {
    const std::string indent(indentation(statement));
    const std::string inner = deeper(facts.tree(), indent);
    // What is around the arrow says whether statements here end in semicolons.
    const Node around = syntax::enclosing_statement(statement);
    const bool has_semicolons = !around || around.text().ends_with(';') || around.text().ends_with('}');
    // The brace stands on the line of the arrow, wherever the expression began.
    const std::string_view text = facts.tree().text();
    const std::size_t arrow = text.rfind("=>", outer.span().begin);
    const auto behind = static_cast<std::uint32_t>(arrow + 2);
    if (arrow == std::string_view::npos ||
        slice(text, {behind, outer.span().begin}).find_first_not_of(" \t\r\n") != std::string_view::npos)
      return Offer::refused("a comment would be lost");
    const std::string block = " {\n" + inner + writer.write(inner, has_semicolons) + "\n" + indent + "}";
    edits.push_back({{behind, outer.span().end}, block});
  } else {
    edits.push_back(
        replace(statement, writer.write(std::string(indentation(statement)), statement.text().ends_with(';'))));
  }
  std::string title = "Write the chain with `await`";
  if (becomes_async) {
    edits = joined({make_async(*function), edits});
    const std::string_view name = name_of_function(*function);
    title += name.empty() ? ", and make the function async" : ", and make `" + std::string(name) + "` async";
  }
  return Offer::of(std::move(title), std::move(edits));
}

}  // namespace

extern constexpr Refactoring then_to_await = complete({
    .summary = "A chain of .then to async and await",
    .words = {"then", "catch", "finally"},
    .offer = offer,
});

}  // namespace asynclint::refactorings
