#include "tests/support/marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/line-index.h"

namespace asynclint::tests {
namespace {

constexpr std::string_view id_characters = "abcdefghijklmnopqrstuvwxyz0123456789-";

// A comment that may be a mark: what stands inside it, and the columns where the comment and its inside begin.
struct Comment {
  std::string_view inside;
  std::uint32_t column = 0;
  std::uint32_t inside_column = 0;
};

std::string_view without_trailing_spaces(std::string_view text) {
  const auto last = text.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view{} : text.substr(0, last + 1);
}

std::optional<Comment> comment_alone_on(std::string_view line) {
  line = without_trailing_spaces(line);
  const auto indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos) return std::nullopt;
  const auto column = static_cast<std::uint32_t>(indent);
  const std::string_view code = line.substr(indent);
  if (code.starts_with("//")) return Comment{code.substr(2), column, column + 2};
  if (code.starts_with("{/*") && code.ends_with("*/}") && code.size() >= 6)
    return Comment{without_trailing_spaces(code.substr(3, code.size() - 6)), column, column + 3};
  return std::nullopt;
}

std::optional<Level> level_named(std::string_view text) {
  for (const Level level : std::array{Level::info, Level::warning, Level::error})
    if (name(level) == text) return level;
  return std::nullopt;
}

// Takes `prefix` off the front of `text`, when it is there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view take_all_of(std::string_view& text, std::string_view characters) {
  const auto end = std::min(text.find_first_not_of(characters), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

// The columns that carets stand for, and what follows them.
struct Carets {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string_view rest;
};

// None when the comment is an ordinary one.
std::optional<Carets> carets_of(const Comment& comment) {
  std::string_view rest = comment.inside;
  if (take(rest, "<")) {
    const auto count = static_cast<std::uint32_t>(take_all_of(rest, "^").size());
    // Without carets it may also be JSX that was commented out.
    if (count == 0 && !rest.starts_with(' ')) return std::nullopt;
    return Carets{comment.column, comment.inside_column + 1 + count, rest};
  }
  const auto begin = comment.inside_column + static_cast<std::uint32_t>(take_all_of(rest, " ").size());
  const auto count = static_cast<std::uint32_t>(take_all_of(rest, "^").size());
  if (count == 0) return std::nullopt;
  return Carets{begin, begin + count, rest};
}

// ` rule`, ` rule(level)`, ` rule: message` or ` rule(level): message`.
bool read_description(std::string_view rest, Mark& mark) {
  if (take_all_of(rest, " ").empty()) return false;
  mark.rule = take_all_of(rest, id_characters);
  if (mark.rule.empty()) return false;
  if (take(rest, "(")) {
    const auto end = rest.find(')');
    if (end == std::string_view::npos) return false;
    mark.level = level_named(rest.substr(0, end));
    if (!mark.level) return false;
    rest.remove_prefix(end + 1);
  }
  if (take(rest, ": ")) {
    mark.message = rest;
    return !rest.empty();
  }
  return rest.empty();
}

}  // namespace

MarkedText parse_marks(std::string_view marked) {
  MarkedText result;
  const LineIndex lines(marked);
  std::string_view code;
  const auto complain = [&](std::uint32_t line, std::string_view what) {
    result.problems.push_back(fmt::format("line {}: {}: {}", line + 1, what, slice(marked, lines.line_span(line))));
  };
  for (std::uint32_t line = 0; line < lines.line_count(); ++line) {
    const Span span = lines.line_span(line);
    const std::string_view content = slice(marked, span);
    const std::uint32_t next = lines.line_span(line + 1).begin;
    const auto comment = comment_alone_on(content);
    const auto carets = comment ? carets_of(*comment) : std::nullopt;
    if (!carets) {
      code = content;
      result.text += slice(marked, {span.begin, next});
      result.source_lines.push_back(line + 1);
      continue;
    }
    Mark mark;
    mark.begin = carets->begin;
    mark.end = carets->end;
    if (!read_description(carets->rest, mark)) {
      complain(line, "not a mark; expected carets and then `rule`, `rule(level)` or `rule(level): message`");
    } else if (result.source_lines.empty()) {
      complain(line, "a mark without a line of code above it");
    } else if (mark.end > count_units(code, ColumnUnit::utf32)) {
      complain(line, "the mark reaches beyond the end of its line of code");
    } else {
      mark.line = static_cast<std::uint32_t>(result.source_lines.size() - 1);
      result.marks.push_back(std::move(mark));
    }
  }
  return result;
}

}  // namespace asynclint::tests
