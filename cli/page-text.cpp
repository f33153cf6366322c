#include "cli/page-text.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "cli/display-text.h"
#include "lessons/marked-text.h"

namespace asynclint::cli {
namespace {

constexpr unsigned widest = 100;

std::optional<Paint> paint_of(char style) {
  switch (style) {
    case 'b': return Paint::bold;
    case 'e': return Paint::underline;
    case 'c':
    case 'k': return Paint::cyan;
    case 's': return Paint::green;
    case 'n': return Paint::yellow;
    case 'o': return Paint::dim;
    case 'm': return Paint::red;
    default: return std::nullopt;
  }
}

// Whose page it is: what `asynclint explain` wants, `event-loop` or `lessons/event-loop`.
std::string_view named_by(std::string_view target) {
  if (target.find(':') != std::string_view::npos) return target;
  target = target.substr(0, target.find('#'));
  if (target.ends_with(".md")) target.remove_suffix(3);
  while (target.starts_with("../")) target.remove_prefix(3);
  return target;
}

// What is not broken between lines: a word as it is painted, and its width on the screen.
struct Word {
  std::string text;
  unsigned width = 0;
};

class LineWords {
 public:
  explicit LineWords(const Palette& palette) : palette_(palette) {}

  [[nodiscard]] std::vector<Word> of(std::string_view line) {
    std::string link;
    for (const MarkedPiece& piece : pieces_of(line)) {
      if (!piece.target.empty()) {
        end_word();
        const std::string page(named_by(piece.target));
        if (page != link && page != "rules/" + link) add("(" + page + ")", Paint::dim);
        link.clear();
        continue;
      }
      if (piece.style == 'a') link += piece.text;
      add_piece(piece);
    }
    end_word();
    return std::move(words_);
  }

 private:
  void add_piece(const MarkedPiece& piece) {
    // Without colours the signs are what sets code apart.
    if (piece.style == 'c') return add(palette_.has_colors ? piece.text : "`" + piece.text + "`", Paint::cyan);
    std::string_view rest = piece.text;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      add(std::string(rest.substr(0, space)), paint_of(piece.style));
      if (space == std::string_view::npos) return;
      end_word();
      rest.remove_prefix(space + 1);
    }
  }

  void add(const std::string& text, std::optional<Paint> paint) {
    if (text.empty()) return;
    word_.width += width_of(text);
    word_.text += paint ? palette_(*paint, text) : text;
  }

  void end_word() {
    if (!word_.text.empty()) words_.push_back(std::move(word_));
    word_ = {};
  }

  const Palette& palette_;
  Word word_;
  std::vector<Word> words_;
};

std::string painted_code(std::string_view line, const Palette& palette) {
  std::string text;
  for (const MarkedPiece& piece : pieces_of(line)) {
    const auto paint = paint_of(piece.style);
    text += paint ? palette(*paint, piece.text) : piece.text;
  }
  return text;
}

// Takes the lines of a page one by one; what they are is said by their first letter.
class PageForPeople {
 public:
  PageForPeople(unsigned width, const Palette& palette) : width_(std::min(width, widest)), palette_(palette) {}

  [[nodiscard]] std::string render(std::string_view marked) {
    while (!marked.empty()) {
      const std::size_t end = marked.find('\n');
      take(marked.substr(0, end));
      marked.remove_prefix(end == std::string_view::npos ? marked.size() : end + 1);
    }
    end_table();
    return std::move(text_);
  }

 private:
  void take(std::string_view line) {
    const char kind = line.empty() ? '\0' : line.front();
    if (kind != 'T' && kind != 't') end_table();
    if (line.empty()) return static_cast<void>(text_ += "\n");
    line.remove_prefix(1);
    switch (kind) {
      case '1': return add_line(palette_(Paint::underline, palette_(Paint::bold, plain(line))));
      case '2':
      case '3': return add_line(palette_(Paint::bold, plain(line)));
      case 'q': return add_paragraph(line, "  ", "  ");
      case '-': return add_item(line);
      case 'T':
      case 't': return static_cast<void>(rows_.emplace_back(cells_of(line)));
      case 'F':
        // What a program prints stands apart from it.
        if (line.starts_with("text")) text_ += "\n";
        return;
      case 'E': return;
      case 'c': return add_line(line.empty() ? "" : "    " + painted_code(line, palette_));
      case 'o': return add_line(line.empty() ? "" : "    " + palette_(Paint::dim, line));
      default: return add_paragraph(line, "", "");
    }
  }

  void add_line(const std::string& line) { text_ += line + "\n"; }

  void add_item(std::string_view line) {
    const MarkedItem item = item_of(line);
    const std::string first = std::string(2 * item.depth, ' ') + std::string(item.bullet) + " ";
    add_paragraph(item.text, first, std::string(first.size(), ' '));
  }

  void add_paragraph(std::string_view paragraph, const std::string& first, const std::string& other) {
    std::string line = first;
    const auto indent = static_cast<unsigned>(other.size());
    unsigned column = indent;
    for (const Word& word : LineWords(palette_).of(paragraph)) {
      if (column > indent && column + 1 + word.width > width_) {
        add_line(line);
        line = other;
        column = indent;
      } else if (column > indent) {
        line += ' ';
        ++column;
      }
      line += word.text;
      column += word.width;
    }
    add_line(line);
  }

  // Columns as wide as what is in them, the last one broken where the line ends.
  void end_table() {
    if (rows_.empty()) return;
    std::vector<unsigned> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], cell_of(row[i], false).width);
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::string first;
      unsigned indent = 0;
      for (std::size_t column = 0; column + 1 < rows_[i].size(); ++column) {
        const Word cell = cell_of(rows_[i][column], i == 0);
        first += cell.text + std::string(widths[column] - cell.width + 2, ' ');
        indent += widths[column] + 2;
      }
      if (i == 0)
        add_line(first + cell_of(rows_[i].back(), true).text);
      else
        add_paragraph(rows_[i].back(), first, std::string(indent, ' '));
    }
    rows_.clear();
  }

  // In one line, whatever is in it.
  [[nodiscard]] Word cell_of(std::string_view cell, bool is_heading) const {
    if (is_heading) return {cell.empty() ? "" : palette_(Paint::bold, plain(cell)), width_of(plain(cell))};
    Word whole;
    for (const Word& word : LineWords(palette_).of(cell)) {
      whole.text += (whole.text.empty() ? "" : " ") + word.text;
      whole.width += word.width + (whole.width == 0 ? 0 : 1);
    }
    return whole;
  }

  // A line without styles and without where its links lead.
  [[nodiscard]] std::string plain(std::string_view line) const {
    std::string text;
    for (const MarkedPiece& piece : pieces_of(line))
      text += piece.style == 'c' && !palette_.has_colors ? "`" + piece.text + "`" : piece.text;
    return text;
  }

  unsigned width_;
  const Palette& palette_;
  std::vector<std::vector<std::string_view>> rows_;
  std::string text_;
};

}  // namespace

std::string page_for_people(std::string_view marked, unsigned width, const Palette& palette) {
  return PageForPeople(width, palette).render(marked);
}

}  // namespace asynclint::cli
