#include "server/suppression-edits.h"

#include <algorithm>
#include <string>

#include "lint/engine.h"
#include "project/script-blocks.h"
#include "syntax/tree.h"

namespace asynclint::server {
namespace {

using syntax::Kind;
using syntax::Node;

constexpr std::string_view room = " -- say why";

std::string_view line_end_of(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos || text[end] == '\n') return "\n";
  return text.substr(end, 2) == "\r\n" ? "\r\n" : "\r";
}

// The program around a place: the whole text, or the scripts of a page or component that are compiled together.
std::string program_around(const Snapshot& snapshot, Span place, Document& document) {
  const std::string& text = snapshot.text->text;
  for (const Script& script : scripts_of(text, snapshot.identity->markup)) {
    const auto holds = [&](const ScriptBlock& block) { return block.content.contains(place); };
    if (!std::ranges::any_of(script.blocks, holds)) continue;
    document.dialect = script.dialect;
    return text_of_blocks(text, script.blocks);
  }
  return text;
}

// Whether what stands at a place is text, and not code: a comment there would be part of it, or of no language.
bool is_amid_text(const syntax::Tree& tree, std::uint32_t at) {
  Node node = tree.root();
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const Node child : node.children()) {
      if (at < child.span().begin || at >= child.span().end) continue;
      // What begins here is not yet amid anything.
      if (child.span().begin == at && !child.is(Kind::jsx_text)) break;
      node = child;
      deeper = true;
      break;
    }
  }
  for (; node; node = node.parent()) {
    if (node.is(Kind::template_substitution, Kind::jsx_expression, Kind::statement_block, Kind::class_body,
                Kind::program))
      return false;
    if (node.is(Kind::template_string, Kind::string, Kind::jsx_text, Kind::jsx_element, Kind::jsx_opening_element) ||
        node.is(Kind::jsx_self_closing_element, Kind::jsx_closing_element, Kind::jsx_attribute))
      return true;
  }
  return false;
}

}  // namespace

TextEdit suppress_line(const Snapshot& snapshot, const Finding& finding) {
  const std::string& text = snapshot.text->text;
  const LineIndex& lines = snapshot.text->lines;
  const Span line = lines.line_span(lines.line_of(finding.span.begin));
  const std::string_view content = slice(text, line);
  const std::size_t indent = std::min(content.find_first_not_of(" \t"), content.size());
  const std::uint32_t begin = line.begin + static_cast<std::uint32_t>(indent);

  Document document{{}, snapshot.identity->dialect};
  const std::string program = program_around(snapshot, finding.span, document);
  document.text = program;
  const auto tree = parse_document(document, {});
  const std::string rule(finding.rule);
  // Of a page, the line may begin before the script does.
  const bool begins_outside = slice(program, {begin, begin + 1}) != slice(text, {begin, begin + 1});
  if (begins_outside || is_amid_text(*tree, begin))
    return {{finding.span.begin, finding.span.begin}, "/* asynclint-disable-line " + rule + std::string(room) + " */ "};
  return {{begin, begin},
          "// asynclint-disable-next-line " + rule + std::string(room) + std::string(line_end_of(text)) +
              std::string(content.substr(0, indent))};
}

TextEdit suppress_file(const Snapshot& snapshot, const Finding& finding) {
  const std::string& text = snapshot.text->text;
  const std::string comment = "// asynclint-disable-file " + std::string(finding.rule) + std::string(room);
  const std::string line_end(line_end_of(text));
  for (const ScriptBlock& block : find_script_blocks(text, snapshot.identity->markup))
    if (block.content.contains(finding.span)) return {{block.content.begin, block.content.begin}, line_end + comment};
  // A first line for the system stays the first.
  const std::uint32_t line = text.starts_with("#!") ? 1 : 0;
  const std::uint32_t begin = snapshot.text->lines.line_span(line).begin;
  return {{begin, begin}, comment + line_end};
}

}  // namespace asynclint::server
