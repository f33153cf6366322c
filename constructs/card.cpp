#include "constructs/card.h"

#include <algorithm>

#include "constructs/table.h"
#include "constructs/words.h"

namespace asynclint {

Card card_of(const Facts& facts, const LineIndex& lines, const Construct& construct) {
  Card card;
  card.kind = construct.kind;
  card.range = construct.token.span();
  // A comment may have several lines.
  card.range.end = std::min(card.range.end, lines.line_span(lines.line_of(card.range.begin)).end);
  CardWriter writer(facts, lines, construct, card);
  row_of(construct.kind).write(writer);
  return card;
}

}  // namespace asynclint
