#include "refactorings/base/code-text.h"

#include <algorithm>

#include "facts/flow.h"
#include "lint/edits.h"
#include "refactorings/base/places.h"
#include "syntax/views.h"

namespace asynclint {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::string_view blanks = " \t\r\n";

// A line that begins with one of these goes on with the line before it.
bool goes_on(char first) { return std::string_view("([`+-/*").find(first) != std::string_view::npos; }

std::string_view without_blanks_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace

std::string deeper(const syntax::Tree& tree, std::string_view indent) {
  std::string result(indent);
  const std::string_view text = tree.text();
  // What is left of a longer text has no other habit.
  constexpr std::size_t most_bytes = 20000;
  std::size_t least = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos && at < most_bytes;
       at = text.find('\n', at + 1)) {
    const std::string_view line = text.substr(at + 1);
    if (line.starts_with('\t')) return result + "\t";
    const std::size_t width = line.find_first_not_of(' ');
    // One blank stands in front of the stars of a comment.
    if (width == std::string_view::npos || width < 2 || line[width] == '\n' || line[width] == '\r' ||
        line[width] == '*')
      continue;
    if (least == 0 || width < least) least = width;
  }
  constexpr std::size_t most_blanks = 8;
  return result.append(least == 0 || least > most_blanks ? 2 : least, ' ');
}

std::string_view indentation_at(const syntax::Tree& tree, std::uint32_t offset) {
  const std::string_view text = tree.text();
  std::uint32_t begin = offset;
  while (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r') --begin;
  std::uint32_t end = begin;
  while (end < offset && (text[end] == ' ' || text[end] == '\t')) ++end;
  return slice(text, {begin, end});
}

std::vector<TextEdit> reindent(Node around, Span span, const std::vector<TextEdit>& replaced, std::string_view from,
                               std::string_view to) {
  std::vector<TextEdit> edits;
  if (from == to) return edits;
  const std::string_view whole = around.tree().text();
  std::vector<Span> kept;
  visit_all(around, [&](Node node) {
    if (node.is(Kind::template_string)) kept.push_back(node.span());
    return !node.is(Kind::template_string);
  });
  for (const TextEdit& edit : replaced) kept.push_back(edit.span);
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (whole[at] != '\n') continue;
    const auto line = at + 1;
    if (std::ranges::any_of(kept, [&](Span one) { return one.begin < line && line < one.end; })) continue;
    if (slice(whole, {line, span.end}).starts_with(from) && line < span.end && whole[line] != '\n' &&
        whole[line] != '\r')
      edits.push_back({{line, line + static_cast<std::uint32_t>(from.size())}, std::string(to)});
  }
  return edits;
}

std::string moved(Node around, Span span, std::vector<TextEdit> edits, std::string_view from, std::string_view to) {
  // What is put in begins its lines as its place does.
  for (TextEdit& edit : edits)
    for (std::size_t line = edit.text.find('\n'); line != std::string::npos; line = edit.text.find('\n', line + 1))
      if (std::string_view(edit.text).substr(line + 1).starts_with(from)) edit.text.replace(line + 1, from.size(), to);
  for (TextEdit& edit : reindent(around, span, edits, from, to)) edits.push_back(std::move(edit));
  for (TextEdit& edit : edits) {
    edit.span.begin -= span.begin;
    edit.span.end -= span.begin;
  }
  sort_edits(edits);
  return apply_edits(slice(around.tree().text(), span), edits);
}

std::string moved(Node node, std::string_view to) { return moved(node, node.span(), {}, indentation(node), to); }

namespace {

// What stands in a block between two offsets, on lines indented by `to`.
std::string lines_between(Node block, Span between, std::vector<TextEdit> edits, std::string_view to) {
  const std::string_view whole = block.tree().text();
  const std::string_view inside = without_blanks_behind(slice(whole, between));
  const std::size_t first = inside.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  const Span span{between.begin + static_cast<std::uint32_t>(first),
                  between.begin + static_cast<std::uint32_t>(inside.size())};
  // The indentation of the first line inside, which may be that of the block itself.
  std::uint32_t line = span.begin;
  while (line > 0 && (whole[line - 1] == ' ' || whole[line - 1] == '\t')) --line;
  const bool begins_line = line == 0 || whole[line - 1] == '\n' || whole[line - 1] == '\r';
  const std::string_view from = begins_line ? slice(whole, {line, span.begin}) : indentation(block);
  return moved(block, span, std::move(edits), from, to);
}

}  // namespace

std::string inside_of(Node block, std::uint32_t end, std::vector<TextEdit> edits, std::string_view to) {
  return lines_between(block, {block.span().begin + 1, end}, std::move(edits), to);
}

std::string statements_from(Node block, std::uint32_t begin, std::string_view to) {
  return lines_between(block, {begin, block.span().end - 1}, {}, to);
}

std::string as_operand(Node expression, std::string text) {
  switch (expression.kind()) {
    case Kind::binary_expression:
    case Kind::ternary_expression:
    case Kind::sequence_expression:
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
    case Kind::arrow_function:
    case Kind::yield_expression:
    case Kind::as_expression:
    case Kind::satisfies_expression:
    case Kind::object: return "(" + text + ")";
    default: return text;
  }
}

void Lines::begin(std::string_view indent, char first) {
  if (!text_.empty()) text_.append("\n").append(indent);
  if (is_open_ && goes_on(first) && first != '/') text_ += ";";
  is_open_ = is_open_ && first == '/';
}

void Lines::add(std::string_view indent, std::string statement) {
  begin(indent, statement.front());
  const bool is_block = statement.ends_with('{') || statement.ends_with('}');
  text_ += statement;
  if (!is_block || statement.starts_with("const ") || statement.starts_with("let ") ||
      statement.starts_with("return ")) {
    if (has_semicolons_)
      text_ += ";";
    else
      is_open_ = true;
  }
}

void Lines::add_raw(std::string_view indent, std::string lines) {
  if (lines.empty()) return;
  begin(indent, lines.front());
  text_ += lines;
  const bool is_comment = lines.starts_with("//") || (lines.starts_with("/*") && lines.ends_with("*/"));
  if (!is_comment) is_open_ = !lines.ends_with(';') && !lines.ends_with('}');
}

std::vector<Node> names_in(Node pattern) {
  std::vector<Node> names;
  visit_own(pattern, [&](Node node) {
    if (node.is(Kind::identifier, Kind::shorthand_property_identifier_pattern)) names.push_back(node);
    return true;
  });
  return names;
}

std::optional<std::vector<Node>> names_declared_in(Node block) {
  bool has_var = false;
  visit_own(block, [&](Node node) {
    has_var = has_var || node.is(Kind::variable_declaration);
    return !has_var;
  });
  if (has_var) return std::nullopt;
  std::vector<Node> names;
  for (const Node statement : block.children()) {
    if (statement.is(Kind::lexical_declaration, Kind::using_declaration)) {
      for (const Node declarator : syntax::named_children(statement))
        for (const Node name : names_in(declarator.child(Field::name))) names.push_back(name);
    } else if (const Node name = syntax::is_named(statement.kind()) ? statement.child(Field::name) : Node{};
               name.is(Kind::identifier, Kind::type_identifier)) {
      names.push_back(name);
    }
  }
  return names;
}

namespace {

// Whether a declaration inside of a block is one of an inner scope.
bool is_of_inner_scope(const Binding& binding, Node block) {
  if (binding.kind == DeclarationKind::var) return false;
  if (binding.kind == DeclarationKind::parameter || binding.kind == DeclarationKind::own_name) return true;
  for (Node at = binding.owner.parent(); at && at != block; at = at.parent())
    if (at.is(Kind::statement_block, Kind::switch_body, Kind::for_statement, Kind::for_in_statement,
              Kind::catch_clause) ||
        syntax::is_function_kind(at.kind()) || syntax::is_class_kind(at.kind()))
      return true;
  return binding.owner.is(Kind::for_in_statement, Kind::catch_clause);
}

// The names that are declared for a block by what it is the body of.
std::vector<Node> names_of_head(Node block) {
  const Node owner = block.parent();
  std::vector<Node> names;
  if (const auto function = syntax::Function::from(owner)) {
    for (const Node parameter : function->parameters())
      for (const Node name : names_in(parameter)) names.push_back(name);
  } else if (const auto clause = syntax::CatchClause::from(owner); clause && clause->parameter()) {
    names = names_in(clause->parameter());
  }
  return names;
}

}  // namespace

bool collides(const Facts& facts, std::string_view name, Node block, Node except) {
  if (block.is(Kind::statement_block) || block.field() == Field::body)
    for (const Node declared : names_of_head(block))
      if (declared.text() == name) return true;
  bool found = false;
  visit_all(block, [&](Node node) {
    if (found || (except && node == except)) return false;
    if (!node.is(Kind::identifier, Kind::shorthand_property_identifier, Kind::shorthand_property_identifier_pattern,
                 Kind::type_identifier) ||
        node.text() != name)
      return true;
    const Binding binding = facts.bindings().resolve(node);
    found = !binding || !binding.owner.is_within(block) || !is_of_inner_scope(binding, block);
    return true;
  });
  return found;
}

}  // namespace asynclint
