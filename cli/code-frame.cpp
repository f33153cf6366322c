#include "cli/code-frame.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "cli/display-text.h"

namespace asynclint::cli {
namespace {

constexpr unsigned tab_width = 4;
// Of a longer line, only this many bytes on each side of the span are looked at.
constexpr std::uint32_t far_away = 2000;

// One letter of a line where it stands on the screen.
struct Cell {
  std::uint32_t offset;
  unsigned column;
  unsigned width;
  char32_t shown;
};

struct Line {
  std::vector<Cell> cells;
  // Where the line ends on the screen.
  unsigned width = 0;
  bool is_cut_before = false;
  bool is_cut_after = false;

  [[nodiscard]] unsigned column_of(std::uint32_t offset) const {
    const auto cell = std::lower_bound(cells.begin(), cells.end(), offset,
                                       [](const Cell& one, std::uint32_t wanted) { return one.offset < wanted; });
    return cell == cells.end() ? width : cell->column;
  }
};

Line lay_out(std::string_view text, Span span, std::uint32_t focus) {
  Line line;
  const Span all = span;
  if (span.length() > 2 * far_away) {
    focus = std::clamp(focus, span.begin, span.end);
    span.begin = std::max(all.begin, focus - std::min(focus, far_away));
    span.end = std::min(all.end, focus + far_away);
    const auto is_inside_letter = [&](std::uint32_t at) {
      return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (span.begin > all.begin && is_inside_letter(span.begin)) --span.begin;
  }
  line.is_cut_before = span.begin > all.begin;
  line.is_cut_after = span.end < all.end;
  // What was left out is taken for letters of one byte, so that lines of one frame stay above each other.
  line.width = span.begin - all.begin;
  const std::string_view part = slice(text, {0, span.end});
  for (std::uint32_t at = span.begin; at < span.end;) {
    const CodePoint point = code_point_at(part, at);
    const bool is_tab = point.value == '\t';
    const unsigned width = is_tab ? tab_width - line.width % tab_width : width_of(shown(point.value));
    line.cells.push_back({at, line.width, width, is_tab ? U' ' : shown(point.value)});
    line.width += width;
    at += point.bytes;
  }
  return line;
}

// The columns of lines that fit on the screen.
struct Window {
  unsigned begin = 0;
  unsigned end = 0;
};

Window window_for(const Line& line, unsigned mark_begin, unsigned mark_end, unsigned room) {
  if (line.width <= room) return {0, room};
  // The mark, with a third of the room before it at most.
  const unsigned mark = std::min(mark_end - mark_begin, room / 2);
  if (mark_begin + mark + room / 8 <= room) return {0, room};
  const unsigned begin = mark_begin - std::min(mark_begin, room / 3);
  return {begin, begin + room};
}

std::string draw(const Line& line, Window window) {
  std::string text;
  const bool is_cut_before = line.is_cut_before || (window.begin > 0 && line.width > 0);
  const bool is_cut_after = line.is_cut_after || line.width > window.end;
  unsigned column = window.begin;
  if (is_cut_before && line.width > window.begin) {
    text += "…";
    ++column;
  }
  const unsigned end = window.end - (is_cut_after ? 1 : 0);
  for (const Cell& cell : line.cells) {
    if (cell.column < column && cell.column + cell.width <= column) continue;
    if (cell.column + cell.width > end) break;
    // A wide letter at the edge may be visible in half; a combining mark needs its letter.
    if (cell.column < column) continue;
    text.append(cell.column - column, ' ');
    if (cell.shown == U' ') {
      text.append(cell.width, ' ');
    } else {
      append_utf8(text, cell.shown);
    }
    column = cell.column + cell.width;
  }
  if (is_cut_after && line.width > window.begin) text += "…";
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

struct Mark {
  std::uint32_t line;
  Span span;
  char letter;
  std::string message;
};

class Frame {
 public:
  Frame(const FrameSource& source, const Finding& finding) : source_(source), paint_(paint_of(finding.level)) {
    add_mark(finding.span, '^', {});
    for (const RelatedPlace& place : finding.related) add_mark(place.span, '-', printable(place.message));
    const std::uint32_t primary = marks_.front().line;
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.line < b.line; });
    for (const Mark& mark : marks_) numbers_.push_back(mark.line);
    for (const std::uint32_t near : {primary - (primary > 0 ? 1U : 0U), primary + 1})
      if (near < source.lines.line_count() && !is_blank(near)) numbers_.push_back(near);
    std::sort(numbers_.begin(), numbers_.end());
    numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
    gutter_ = static_cast<unsigned>(std::to_string(numbers_.back() + 1).size());
    const unsigned taken = gutter_ + 5;
    room_ = std::max(20U, source.width > taken ? source.width - taken : 0U);
    focus_ = finding.span.begin;
    const Line line = laid_out(primary);
    window_ = window_for(line, line.column_of(finding.span.begin), line.column_of(finding.span.end), room_);
  }

  [[nodiscard]] std::string drawn() const {
    std::string text;
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (i > 0 && numbers_[i] != numbers_[i - 1] + 1) text += row("", "…");
      text += row(std::to_string(numbers_[i] + 1), draw(laid_out(numbers_[i]), window_));
      for (const Mark& mark : marks_)
        if (mark.line == numbers_[i]) text += row("", marked(mark));
    }
    return text;
  }

 private:
  void add_mark(Span span, char letter, std::string message) {
    const std::uint32_t line = source_.lines.line_of(span.begin);
    span.end = std::min(span.end, source_.lines.line_span(line).end);
    marks_.push_back({line, span, letter, std::move(message)});
  }

  [[nodiscard]] bool is_blank(std::uint32_t line) const {
    const std::string_view text = slice(source_.text, source_.lines.line_span(line));
    return text.find_first_not_of(" \t") == std::string_view::npos;
  }

  [[nodiscard]] Line laid_out(std::uint32_t number) const {
    const Span span = source_.lines.line_span(number);
    return lay_out(source_.text, span, focus_ < span.begin || focus_ > span.end ? span.begin : focus_);
  }

  [[nodiscard]] std::string row(std::string_view number, std::string_view content) const {
    std::string gutter = "  ";
    gutter.append(gutter_ - number.size(), ' ').append(number).append(" │");
    std::string text = source_.palette(Paint::dim, gutter);
    if (!content.empty()) text.append(" ").append(content);
    return text + "\n";
  }

  [[nodiscard]] std::string marked(const Mark& mark) const {
    const Line line = laid_out(mark.line);
    const unsigned begin = std::clamp(line.column_of(mark.span.begin), window_.begin, window_.end - 1);
    const unsigned end = std::clamp(line.column_of(mark.span.end), begin + 1, std::max(begin + 1, window_.end));
    std::string text(begin - window_.begin, ' ');
    text += source_.palette(mark.letter == '^' ? paint_ : Paint::cyan, std::string(end - begin, mark.letter));
    if (!mark.message.empty()) text += " " + source_.palette(Paint::cyan, mark.message);
    return text;
  }

  const FrameSource& source_;
  Paint paint_;
  std::vector<Mark> marks_;
  // The lines that are shown, from 0.
  std::vector<std::uint32_t> numbers_;
  std::uint32_t focus_ = 0;
  unsigned gutter_ = 1;
  unsigned room_ = 0;
  Window window_;
};

}  // namespace

std::string code_frame(const FrameSource& source, const Finding& finding) { return Frame(source, finding).drawn(); }

Paint paint_of(Level level) {
  if (level == Level::error) return Paint::red;
  return level == Level::warning ? Paint::yellow : Paint::blue;
}

}  // namespace asynclint::cli
