#include "lessons/marked-text.h"

#include <algorithm>
#include <utility>

namespace asynclint {
namespace {

using marks::separator;
using marks::style_begin;
using marks::style_end;

// What stands around a piece of that style, in front of it or behind.
std::string_view sign_of(char style, bool is_end) {
  switch (style) {
    case 'b': return "**";
    case 'e': return "*";
    case 'a': return is_end ? ")" : "[";
    default: return "";
  }
}

// Code with a backtick in it stands between two of them.
std::string markdown_code(std::string_view code) {
  const bool has_sign = code.find('`') != std::string_view::npos;
  std::string text = has_sign ? "`` " : "`";
  text += code;
  return text + (has_sign ? " ``" : "`");
}

std::string markdown_of(std::string_view line) {
  std::string text;
  std::string open;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char letter = line[at];
    if (letter == style_begin && line.substr(at + 1).starts_with('c')) {
      const std::size_t end = std::min(line.find(style_end, at), line.size());
      text += markdown_code(line.substr(at + 2, end - at - 2));
      at = end;
    } else if (letter == style_begin && at + 1 < line.size()) {
      open += line[++at];
      text += sign_of(open.back(), false);
    } else if (letter == style_end && !open.empty()) {
      text += sign_of(open.back(), true);
      open.pop_back();
    } else if (letter == separator) {
      text += "](";
    } else {
      text += letter;
    }
  }
  return text;
}

std::string markdown_row(std::string_view row) {
  std::string text = "|";
  for (const std::string_view cell : cells_of(row)) text += (cell.empty() ? "" : " ") + markdown_of(cell) + " |";
  return text;
}

std::string markdown_line(std::string_view line) {
  if (line.empty()) return "";
  const char kind = line.front();
  line.remove_prefix(1);
  switch (kind) {
    case '1':
    case '2':
    case '3': return std::string(static_cast<std::size_t>(kind - '0'), '#') + " " + markdown_of(line);
    case 'q': return "> " + markdown_of(line);
    case '-': {
      const MarkedItem item = item_of(line);
      return std::string(2 * item.depth, ' ') + std::string(item.bullet) + " " + markdown_of(item.text);
    }
    case 'T': {
      std::string rule = "\n|";
      for (std::size_t i = 0; i < cells_of(line).size(); ++i) rule += "---|";
      return markdown_row(line) + rule;
    }
    case 't': return markdown_row(line);
    case 'F': return "```" + std::string(line);
    case 'E': return "```";
    default: return markdown_of(line);
  }
}

}  // namespace

std::vector<MarkedPiece> pieces_of(std::string_view line) {
  std::vector<MarkedPiece> pieces;
  std::string open;
  std::string text;
  const auto end_piece = [&] {
    if (!text.empty()) pieces.push_back({std::exchange(text, ""), open.empty() ? '\0' : open.back(), ""});
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char letter = line[at];
    if (letter == style_begin && at + 1 < line.size()) {
      end_piece();
      open += line[++at];
    } else if (letter == separator) {
      end_piece();
      const std::size_t end = std::min(line.find(style_end, at), line.size());
      pieces.push_back({"", 'a', std::string(line.substr(at + 1, end - at - 1))});
      at = end - 1;
    } else if (letter == style_end) {
      end_piece();
      if (!open.empty()) open.pop_back();
    } else {
      text += letter;
    }
  }
  end_piece();
  return pieces;
}

MarkedItem item_of(std::string_view line) {
  const std::size_t middle = line.find(separator);
  // There is none that is not written so.
  if (line.empty() || line.front() < '0' || line.front() > '9' || middle == std::string_view::npos)
    return {0, "-", line};
  return {static_cast<std::size_t>(line.front() - '0'), line.substr(1, middle - 1), line.substr(middle + 1)};
}

std::vector<std::string_view> cells_of(std::string_view row) {
  // A link in a cell has the same separator, behind its style.
  std::vector<std::string_view> cells;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < row.size(); ++at) {
    if (row[at] == style_begin) ++depth;
    if (row[at] == style_end) --depth;
    if (row[at] != separator || depth > 0) continue;
    cells.push_back(row.substr(begin, at - begin));
    begin = at + 1;
  }
  cells.push_back(row.substr(begin));
  return cells;
}

std::string page_as_markdown(std::string_view marked) {
  std::string text;
  while (!marked.empty()) {
    const std::size_t end = marked.find('\n');
    text += markdown_line(marked.substr(0, end)) + "\n";
    marked.remove_prefix(end == std::string_view::npos ? marked.size() : end + 1);
  }
  return text;
}

std::string marked_code(std::string_view line) {
  std::string text;
  bool is_code = false;
  for (const char letter : line) {
    if (letter != '`') {
      text += letter;
      continue;
    }
    text += is_code ? "\002" : "\001c";
    is_code = !is_code;
  }
  return text;
}

}  // namespace asynclint
