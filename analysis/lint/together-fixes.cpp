#include "lint/together-fixes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "facts/array-callbacks.h"
#include "facts/flow.h"
#include "lint/edits.h"

namespace asynclint {
namespace {

using syntax::CallExpression;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr std::size_t widest_line = 100;

bool awaits_or_yields_inside(Node expression) {
  bool found = false;
  visit_own(expression, [&](Node node) {
    found = found || node.is(Kind::await_expression, Kind::yield_expression);
    return !found;
  });
  return found;
}

// The keyword that all declarations of a run have; none when they differ.
Node common_keyword(const AwaitRun& run) {
  Node keyword;
  for (const AwaitSlot& slot : run.slots) {
    if (!slot.declarator) return {};
    Node own;
    for (const Kind kind : {Kind::kw_const, Kind::kw_let, Kind::kw_var})
      if (const Node token = slot.place.child(kind)) own = token;
    if (!own || (keyword && keyword.kind() != own.kind())) return {};
    keyword = own;
  }
  return keyword;
}

std::size_t column_of(Node node) { return indentation(node).size(); }

// `/** @type {Server} */` in front of a declaration is about that one alone.
bool loses_annotation(const Facts& facts, const AwaitRun& run) {
  return std::ranges::any_of(run.slots, [&](const AwaitSlot& slot) {
    const std::string_view comment = facts.comment_before(slot.place);
    return comment.starts_with("/**") && comment.find('@') != std::string_view::npos;
  });
}

// Nothing but parentheses around the await and what it awaits: `as T` would be lost.
bool is_bare(const AwaitSlot& slot) {
  const Node value = slot.declarator ? slot.declarator.child(Field::value) : slot.place;
  const Node whole = value.is(Kind::expression_statement) ? value.named_child(0) : value;
  return syntax::unparenthesized(whole) == slot.await_node &&
         syntax::unparenthesized(slot.await_node.named_child(0)) == slot.awaited.expression;
}

// `: [Order, Stock]`, where all names of a run have types; empty when none has, nothing when only some have.
std::optional<std::string> common_types(const AwaitRun& run) {
  std::string types;
  std::size_t count = 0;
  for (const AwaitSlot& slot : run.slots) {
    const std::string_view type = annotated_type(slot.declarator);
    // `let total!: number` has no value, and what else is between a name and its value is not known.
    if (type.empty() && slot.declarator.child(Field::type)) return std::nullopt;
    if (type.empty()) continue;
    types.append(count++ == 0 ? ": [" : ", ").append(type);
  }
  if (count == 0) return types;
  return count == run.slots.size() ? std::optional(types + "]") : std::nullopt;
}

// What goes between two elements: comments stay behind the one on whose line they stand, or before the next.
std::string separator(const syntax::Tree& tree, Node statement, Node next, std::string_view indent) {
  std::string behind;
  std::string before;
  const std::uint32_t end = statement.span().end;
  const std::string_view gap = slice(tree.text(), {end, next.span().begin});
  const auto line_end = static_cast<std::uint32_t>(end + std::min(gap.find('\n'), gap.size()));
  for (const Span comment : tree.comments()) {
    if (comment.begin < end || comment.end > next.span().begin) continue;
    const std::string_view text = slice(tree.text(), comment);
    if (comment.begin < line_end)
      behind.append(" ").append(text);
    else
      before.append(text).append("\n").append(indent);
  }
  return behind + "\n" + std::string(indent) + before;
}

// What comes first may throw at once as it did before: nothing else has started by then.
bool needs_arrow(const Facts& facts, const AwaitRun& run, std::size_t index) {
  return index != 0 && !is_visibly_async(facts, run.slots[index].awaited.expression);
}

std::string element(const Facts& facts, const AwaitRun& run, std::size_t index) {
  const std::string text(run.slots[index].awaited.expression.text());
  return needs_arrow(facts, run, index) ? "(async () => " + text + ")()" : text;
}

}  // namespace

bool is_visibly_async(const Facts& facts, Node call) {
  call = syntax::unwrap(call);
  const auto view = CallExpression::from(call);
  if (!view) return false;
  const Value promise = facts.value(call);
  if (!promise.is_promise() || promise.evidence == Evidence::likely) return false;
  // A chain is as its beginning.
  const auto member = view->member();
  const auto name = member ? member->name() : std::nullopt;
  if (name == "then" || name == "catch" || name == "finally") return is_visibly_async(facts, member->object());
  for (const Node argument : view->argument_list().children())
    if (syntax::is_named(argument.kind()) && !cannot_throw(argument, [](Node) { return false; }) &&
        !syntax::unwrap(argument).is(Kind::template_string, Kind::member_expression, Kind::binary_expression,
                                     Kind::subscript_expression))
      return false;
  return promise.source == PromiseSource::async_function || promise.source == PromiseSource::api;
}

std::vector<TextEdit> await_run_together(const Facts& facts, const AwaitRun& run) {
  const AwaitSlot& first = run.slots.front();
  const AwaitSlot& last = run.slots.back();
  if (run.has_between || !facts.has_global("Promise", first.place)) return {};
  const bool declares = static_cast<bool>(first.declarator);
  if (declares && loses_annotation(facts, run)) return {};
  const Node keyword = declares ? common_keyword(run) : Node{};
  const std::optional<std::string> types = declares ? common_types(run) : std::string();
  if ((declares && !keyword) || !types) return {};
  std::string names;
  std::size_t width = 0;
  for (std::size_t i = 0; i < run.slots.size(); ++i) {
    const AwaitSlot& slot = run.slots[i];
    if (static_cast<bool>(slot.declarator) != declares || (!declares && slot.is_used) || !is_bare(slot) ||
        awaits_or_yields_inside(slot.awaited.expression) || slot.place.contains_error())
      return {};
    if (declares && slot.place.named_child_count() != 1) return {};
    // What is taken off between the statement's start, its expression and its end must not hold comments.
    const Span inside = slot.awaited.expression.span();
    if (has_comment_between(facts.tree(), slot.place.span().begin, inside.begin) ||
        has_comment_between(facts.tree(), inside.end, slot.place.span().end))
      return {};
    if (declares) names.append(names.empty() ? "" : ", ").append(slot.declarator.child(Field::name).text());
    const std::string text = element(facts, run, i);
    width += text.find('\n') == std::string::npos ? text.size() + 2 : widest_line;
  }
  const syntax::Tree& tree = facts.tree();
  std::string opening;
  if (declares) opening.append(keyword.text()).append(" [").append(names).append("]").append(*types).append(" = ");
  opening += "await Promise.all([";
  const bool has_comments = has_comment_between(tree, first.place.span().end, last.place.span().begin);
  const bool is_wide = has_comments || column_of(first.place) + opening.size() + width + 2 > widest_line;
  const std::string outer(indentation(first.place));
  const std::string inner = one_deeper(first.place);
  if (is_wide) opening.append("\n").append(inner);
  std::vector<TextEdit> edits{replace_until(first.place, first.awaited.expression, opening)};
  for (std::size_t i = 0; i < run.slots.size(); ++i) {
    const AwaitSlot& slot = run.slots[i];
    const Node expression = slot.awaited.expression;
    if (needs_arrow(facts, run, i)) edits.back().text += "(async () => ";
    const std::string close = needs_arrow(facts, run, i) ? ")()" : "";
    if (i + 1 == run.slots.size()) {
      std::string end = close;
      if (is_wide) end.append(",\n").append(outer);
      end += "])";
      if (slot.place.text().ends_with(';')) end += ";";
      edits.push_back(replace_rest(expression, slot.place, std::move(end)));
      break;
    }
    const AwaitSlot& next = run.slots[i + 1];
    std::string between = close;
    between.append(",").append(is_wide ? separator(tree, slot.place, next.place, inner) : " ");
    edits.push_back(replace_between(expression, next.awaited.expression, std::move(between)));
  }
  return edits;
}

std::vector<TextEdit> await_parts_together(const Facts& facts, Node list, const AwaitRun& run) {
  if (!list.is(Kind::arguments, Kind::array) || list.named_child(0) != run.slots.front().place ||
      list.named_child_count() != run.slots.size())
    return {};
  if (!facts.has_global("Promise", list) || has_comment_between(facts.tree(), list.span().begin, list.span().end))
    return {};
  std::string parts;
  for (std::size_t i = 0; i < run.slots.size(); ++i) {
    const AwaitSlot& slot = run.slots[i];
    if (!is_bare(slot) || awaits_or_yields_inside(slot.awaited.expression)) return {};
    parts.append(parts.empty() ? "" : ", ").append(element(facts, run, i));
  }
  std::string all = "await Promise.all([" + parts + "])";
  if (list.is(Kind::arguments)) return {replace(list, "(...(" + all + "))")};
  const Node parent = list.parent();
  const bool is_operand = parent.is(Kind::member_expression, Kind::subscript_expression, Kind::binary_expression);
  if (parent.is(Kind::expression_statement)) return {};
  return {replace(list, is_operand ? "(" + all + ")" : all)};
}

}  // namespace asynclint
