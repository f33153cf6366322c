#include "lint/loop-fixes.h"

#include <string>

#include "facts/array-callbacks.h"
#include "facts/flow.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::ForInStatement;
using syntax::Kind;
using syntax::Loop;
using syntax::Node;

// Whether the body of a loop may become that of an arrow function.
bool may_become_callback(const Facts& facts, const ForInStatement& loop) {
  if (loop.variable().contains_error() || loop.body().contains_error()) return false;
  bool possible = true;
  visit_own(loop.body(), [&](Node node) {
    // A `var` would be seen after the loop.
    if (node.is(Kind::variable_declaration, Kind::yield_expression, Kind::labeled_statement)) possible = false;
    return possible;
  });
  if (!possible || loop.keyword() == Kind::kw_var) return false;
  bool is_written = false;
  visit_own(loop.variable(), [&](Node name) {
    if (name.is(Kind::identifier, Kind::shorthand_property_identifier_pattern))
      if (const Binding binding = facts.bindings().resolve(name); binding && loop.keyword() == Kind::kw_let)
        is_written = is_written || !facts.bindings().writes(binding).empty();
    return !is_written;
  });
  return !is_written;
}

std::string mapped(const Facts& facts, const ForInStatement& loop) {
  const Node iterated = loop.iterated();
  const std::string text(iterated.text());
  const Node inner = syntax::unwrap(iterated);
  std::string list;
  if (!facts.value(iterated).is(Shape::array))
    list = "[..." + text + "]";
  else if (iterated.is(Kind::identifier, Kind::member_expression, Kind::call_expression, Kind::array) ||
           (iterated != inner && !iterated.is(Kind::as_expression, Kind::satisfies_expression)))
    list = text;
  else
    list = "(" + text + ")";
  return list + ".map(async (" + std::string(loop.variable().text()) + ") => ";
}

// Whether a statement here needs no semicolon for what stands on its line.
bool ends_its_line(Node loop) {
  const std::string_view rest = loop.tree().text().substr(loop.span().end);
  const std::size_t next = rest.find_first_not_of(" \t");
  return next == std::string_view::npos || std::string_view("}\r\n").find(rest[next]) != std::string_view::npos ||
         rest.substr(next).starts_with("//");
}

// What ends a statement, by the habit of the one in the loop: nothing, unless what follows would go on with it.
std::string_view semicolon_after(Node loop, Node habit) {
  if (habit.text().ends_with(';') || !ends_its_line(loop)) return ";";
  Node next;
  bool is_past = false;
  for (const Node sibling : loop.parent().children()) {
    if (is_past && syntax::is_named(sibling.kind()) && !sibling.is(Kind::comment)) {
      next = sibling;
      break;
    }
    is_past = is_past || sibling == loop;
  }
  constexpr std::string_view dangerous = "([`+-/*";
  return next && dangerous.find(next.text().front()) != std::string_view::npos ? ";" : "";
}

// The declaration `const results = [];` right before a loop.
Node empty_list_before(const Facts& facts, Node loop, Node pushed) {
  Node before;
  for (const Node sibling : loop.parent().children()) {
    if (sibling == loop) break;
    if (syntax::is_named(sibling.kind())) before = sibling;
  }
  if (!before.is(Kind::lexical_declaration) || before.named_child_count() != 1) return {};
  const Node declarator = before.named_child(0);
  const Node value = declarator.child(Field::value);
  if (facts.bindings().resolve(pushed).owner != declarator || !value.is(Kind::array) ||
      value.named_child_count() != 0 || has_comment_between(facts.tree(), before.span().begin, loop.span().begin))
    return {};
  return before;
}

}  // namespace

std::vector<TextEdit> rounds_together(const Facts& facts, const Loop& loop, const LoopRounds& rounds) {
  const auto over = ForInStatement::from(loop.node());
  if (!over || !over->is_of() || over->keyword() == Kind::none || rounds.writes_elsewhere ||
      !facts.has_global("Promise", loop.node()) || !may_become_callback(facts, *over) ||
      loop.node().parent().is(Kind::labeled_statement))
    return {};
  const Node body = over->body();
  if (has_comment_between(facts.tree(), loop.node().span().begin, body.span().begin)) return {};
  const std::string callback = mapped(facts, *over);
  const bool has_block = body.is(Kind::statement_block);
  if (!rounds.push) {
    if (!has_block) return {};
    // A line that begins with `await` goes on no line before it.
    const std::string end = "))" + std::string(semicolon_after(loop.node(), body.last_named_child()));
    return {replace_until(loop.node(), body, "await Promise.all(" + callback), insert_after(body, end)};
  }
  if (!rounds.ends_in_push) return {};
  const auto call = CallExpression::assume(rounds.push);
  const Node pushed = syntax::unwrap(call.member()->object());
  const Node value = call.argument(0);
  const Node statement = rounds.push.parent();
  if (has_comment_between(facts.tree(), statement.span().begin, value.span().begin) ||
      has_comment_between(facts.tree(), value.span().end, statement.span().end))
    return {};
  const Node declaration = empty_list_before(facts, loop.node(), pushed);
  std::string before;
  std::string after = declaration ? "))" : "))))";
  after += semicolon_after(loop.node(), statement);
  if (declaration) {
    const Node empty = declaration.named_child(0).child(Field::value);
    before.append(slice(facts.tree().text(), {declaration.span().begin, empty.span().begin}));
    before += "await Promise.all(";
  } else {
    before.append(pushed.text()).append(".push(...(await Promise.all(");
  }
  before += callback;
  const Node from = declaration ? declaration : loop.node();
  const bool is_alone = !has_block || body.named_child_count() == 1;
  if (is_alone && !has_comment_between(facts.tree(), body.span().begin, body.span().end)) {
    const Node inner = syntax::unparenthesized(value);
    const Node awaited = inner.is(Kind::await_expression) ? inner.named_child(0) : value;
    // A brace behind the arrow would begin a block.
    if (awaited.text().starts_with('{')) {
      before += "(";
      after.insert(0, ")");
    }
    return {replace_until(from, awaited, before), replace_rest(awaited, loop.node(), after)};
  }
  if (!has_block) return {};
  return {replace_until(from, body, before), replace_until(statement, value, "return "),
          replace_rest(value, statement, statement.text().ends_with(';') ? ";" : ""), insert_after(body, after)};
}

}  // namespace asynclint
