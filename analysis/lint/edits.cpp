#include "lint/edits.h"

#include <algorithm>

namespace asynclint {

using syntax::Kind;
using syntax::Node;

TextEdit insert_before(Node node, std::string text) {
  return {{node.span().begin, node.span().begin}, std::move(text)};
}

TextEdit insert_after(Node node, std::string text) { return {{node.span().end, node.span().end}, std::move(text)}; }

TextEdit replace(Node node, std::string text) { return {node.span(), std::move(text)}; }

TextEdit replace_between(Node first, Node second, std::string text) {
  return {{first.span().end, second.span().begin}, std::move(text)};
}

TextEdit replace_until(Node first, Node second, std::string text) {
  return {{first.span().begin, second.span().begin}, std::move(text)};
}

TextEdit replace_rest(Node first, Node second, std::string text) {
  return {{first.span().end, second.span().end}, std::move(text)};
}

TextEdit replace_rest_and_semicolon(Node first, Node second, std::string text) {
  TextEdit edit = replace_rest(first, second, std::move(text));
  if (slice(first.tree().text(), {edit.span.end, edit.span.end + 1}) == ";") ++edit.span.end;
  return edit;
}

std::vector<TextEdit> surround(Node node, std::string before, std::string after) {
  return {insert_before(node, std::move(before)), insert_after(node, std::move(after))};
}

std::vector<TextEdit> joined(std::initializer_list<std::vector<TextEdit>> lists) {
  std::vector<TextEdit> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

std::string_view annotated_type(Node declared) {
  if (!declared.is(Kind::variable_declarator, Kind::required_parameter, Kind::optional_parameter,
                   Kind::public_field_definition))
    return {};
  const Node annotation = declared.child(syntax::Field::type);
  if (!annotation.is(Kind::type_annotation)) return {};
  std::string_view type = annotation.text().substr(1);
  type.remove_prefix(std::min(type.find_first_not_of(" \t\r\n"), type.size()));
  return type;
}

std::string_view indentation(Node node) {
  constexpr std::size_t longest_line = 10'000;
  const std::string_view text = node.tree().text();
  std::size_t begin = node.span().begin;
  // A line that nobody laid out has none, and going back to its beginning for each finding on it takes long.
  const std::size_t farthest = begin - std::min(begin, longest_line);
  while (begin > farthest && text[begin - 1] != '\n' && text[begin - 1] != '\r') --begin;
  if (begin == farthest && farthest > 0) return text.substr(begin, 0);
  std::size_t end = begin;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  return text.substr(begin, end - begin);
}

std::string one_deeper(Node node) {
  // Lines further in than that are laid out by something else.
  constexpr std::size_t widest_step = 8;
  const std::string_view own = indentation(node);
  std::string_view step = own.ends_with('\t') ? "\t" : "  ";
  const auto line = static_cast<std::uint32_t>(own.data() - node.tree().text().data());
  for (Node around = own.empty() ? Node{} : node.parent(); around; around = around.parent()) {
    // What stands on the same line, however long that is, says nothing of steps.
    if (around.span().begin >= line) continue;
    const std::string_view outer = indentation(around);
    if (outer.size() >= own.size()) continue;
    if (own.starts_with(outer) && own.size() - outer.size() <= widest_step) step = own.substr(outer.size());
    break;
  }
  return std::string(own).append(step);
}

bool would_continue_line_before(Node statement) {
  const Node parent = statement.parent();
  if (!parent.is(Kind::program, Kind::statement_block, Kind::switch_case, Kind::switch_default)) return false;
  Node previous;
  for (const Node sibling : parent.children()) {
    if (sibling == statement) break;
    if (syntax::is_named(sibling.kind()) && !sibling.is(Kind::comment)) previous = sibling;
  }
  if (!previous) return false;
  // Only statements that end in an expression reach over the line.
  if (!previous.is(Kind::expression_statement, Kind::lexical_declaration, Kind::variable_declaration,
                   Kind::return_statement, Kind::throw_statement, Kind::do_statement))
    return false;
  return !previous.text().ends_with(';');
}

}  // namespace asynclint
