#include "cli/formats/edited-lines.h"

#include <algorithm>
#include <utility>

namespace asynclint::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 10U;
constexpr std::uint32_t lines_between = 2;
constexpr std::uint32_t most_lines_around = 6;

// Some edits, and the lines that they stand in.
struct Hunk {
  std::uint32_t first;
  std::uint32_t last;
  std::vector<TextEdit> edits;
};

std::vector<Hunk> hunks_of(const LineIndex& lines, const Fix& fix) {
  std::vector<Hunk> hunks;
  for (const TextEdit& edit : fix.edits) {
    const std::uint32_t first = lines.line_of(edit.span.begin);
    const std::uint32_t last = lines.line_of(edit.span.end);
    if (hunks.empty() || first > hunks.back().last + lines_between) hunks.push_back({first, last, {}});
    hunks.back().last = std::max(hunks.back().last, last);
    hunks.back().edits.push_back(edit);
  }
  return hunks;
}

Span span_of(const LineIndex& lines, const Hunk& hunk) {
  return {lines.line_span(hunk.first).begin, lines.line_span(hunk.last).end};
}

bool occurs_once(std::string_view text, std::string_view piece) {
  const std::size_t first = text.find(piece);
  return text.find(piece, first + 1) == std::string_view::npos;
}

void widen(std::string_view text, const LineIndex& lines, Hunk& hunk) {
  Hunk wider = hunk;
  for (std::uint32_t i = 0; i < most_lines_around; ++i) {
    const Span span = span_of(lines, wider);
    if (span.length() > most_bytes) return;
    if (!span.empty() && occurs_once(text, slice(text, span))) {
      hunk = std::move(wider);
      return;
    }
    if (i % 2 == 0 && wider.first > 0)
      --wider.first;
    else if (wider.last + 1 < lines.line_count())
      ++wider.last;
  }
}

std::vector<EditedLines> lines_of(std::string_view text, const LineIndex& lines, const std::vector<Hunk>& hunks) {
  std::vector<EditedLines> pieces;
  for (const Hunk& hunk : hunks) {
    const Span span = span_of(lines, hunk);
    if (span.length() > most_bytes) return {};
    std::vector<TextEdit> edits = hunk.edits;
    for (TextEdit& edit : edits) edit.span = {edit.span.begin - span.begin, edit.span.end - span.begin};
    const std::string_view before = slice(text, span);
    pieces.push_back({hunk.first + 1, std::string(before), apply_edits(before, edits)});
  }
  return pieces;
}

}  // namespace

std::vector<EditedLines> edited_lines(std::string_view text, const LineIndex& lines, const Fix& fix) {
  return lines_of(text, lines, hunks_of(lines, fix));
}

std::vector<EditedLines> unmistakable_lines(std::string_view text, const LineIndex& lines, const Fix& fix) {
  std::vector<Hunk> hunks = hunks_of(lines, fix);
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    widen(text, lines, hunks[i]);
    // Where they meet by that, they are one.
    if (i == 0 || hunks[i].first > hunks[i - 1].last) continue;
    Hunk& before = hunks[i - 1];
    before.last = std::max(before.last, hunks[i].last);
    before.edits.insert(before.edits.end(), hunks[i].edits.begin(), hunks[i].edits.end());
    before.first = std::min(before.first, hunks[i].first);
    hunks.erase(hunks.begin() + static_cast<std::ptrdiff_t>(i--));
  }
  return lines_of(text, lines, hunks);
}

}  // namespace asynclint::cli
