#include "refactorings/base/offers.h"

#include <algorithm>

#include "syntax/tree.h"

namespace asynclint {
namespace {

using syntax::Node;

Node innermost_around(Node root, Span selection) {
  Node found = root;
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (const Node child : found.children()) {
      const Span span = child.span();
      if (span.begin > selection.begin) break;
      // A cursor behind a word and in front of another stands in the second.
      if (!span.contains(selection) || (selection.empty() && span.end == selection.end)) continue;
      found = child;
      goes_on = true;
    }
  }
  return found;
}

// Whether something in the statement of the program or the member of a class that the node is in cannot be parsed.
bool has_errors_around(const Node& node) {
  Node outermost = node;
  for (Node at = node; at && !at.is(syntax::Kind::program, syntax::Kind::class_body); at = at.parent()) outermost = at;
  const Span span = outermost.span();
  return std::ranges::any_of(node.tree().errors(),
                             [&](Span error) { return error.begin <= span.end && span.begin <= error.end; });
}

}  // namespace

const RefactoringEntry* find_refactoring(std::string_view id) {
  const auto table = refactoring_table();
  const auto found = std::ranges::find(table, id, &RefactoringEntry::id);
  return found == table.end() ? nullptr : &*found;
}

bool may_be_offered(const RefactoringEntry& entry, std::string_view text) {
  return std::ranges::any_of(entry.refactoring->words,
                             [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

Offer offer_at(const RefactoringEntry& entry, const Facts& facts, Span selection) {
  const auto size = static_cast<std::uint32_t>(facts.tree().text().size());
  selection.end = std::min(selection.end, size);
  selection.begin = std::min(selection.begin, selection.end);
  // Blanks at the edges are selected by accident.
  const std::string_view selected = slice(facts.tree().text(), selection);
  constexpr std::string_view blanks = " \t\r\n";
  if (const auto first = selected.find_first_not_of(blanks); first != std::string_view::npos) {
    selection.end -= static_cast<std::uint32_t>(selected.size() - 1 - selected.find_last_not_of(blanks));
    selection.begin += static_cast<std::uint32_t>(first);
  } else {
    selection.end = selection.begin;
  }
  Node node = innermost_around(facts.tree().root(), selection);
  // At the end of a word or a line, what ends there is meant.
  if (selection.empty() && selection.begin > 0 &&
      (selection.begin == size || blanks.find(facts.tree().text()[selection.begin]) != std::string_view::npos))
    node = innermost_around(facts.tree().root(), {selection.begin - 1, selection.begin});
  if (has_errors_around(node)) return {};
  Offer offer = entry.refactoring->offer({facts, selection, node});
  sort_edits(offer.edits);
  // Two changes of the same bytes would be a mistake of the refactoring; better nothing than half of it.
  if (edits_conflict(offer.edits)) return Offer::refused("its changes would be in each other's way");
  return offer;
}

}  // namespace asynclint
