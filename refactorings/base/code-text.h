// Pieces of code as text, for another place: with other indentation, with changes inside, as somebody's operand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refactorings/base/refactoring.h"

namespace asynclint {

// An indentation, one level deeper by the habit of the text: tabs, or as many blanks as its least indented line has.
[[nodiscard]] std::string deeper(const syntax::Tree& tree, std::string_view indent);

// The white space in front of the line that holds an offset.
[[nodiscard]] std::string_view indentation_at(const syntax::Tree& tree, std::uint32_t offset);

// What makes the lines of `span` but the first begin with `to` where they begin with `from`; lines inside of templates
// and of what is replaced anyway stay.
[[nodiscard]] std::vector<TextEdit> reindent(syntax::Node around, Span span, const std::vector<TextEdit>& replaced,
                                             std::string_view from, std::string_view to);

// The bytes of `span`, which lies in `around`, after edits inside of them; its lines but the first begin with `to`
// where they began with `from`. What is inside of templates stays as it is.
[[nodiscard]] std::string moved(syntax::Node around, Span span, std::vector<TextEdit> edits, std::string_view from,
                                std::string_view to);
// The same of a whole node, from the indentation of the line that it begins on.
[[nodiscard]] std::string moved(syntax::Node node, std::string_view to);

// What stands between the braces of a block up to `end`, on lines indented by `to`; empty when nothing does.
[[nodiscard]] std::string inside_of(syntax::Node block, std::uint32_t end, std::vector<TextEdit> edits,
                                    std::string_view to);

// The same of what stands there from `begin` on.
[[nodiscard]] std::string statements_from(syntax::Node block, std::uint32_t begin, std::string_view to);

// `text`, which is this expression's, behind `await` or as what is called: in parentheses where that needs them.
[[nodiscard]] std::string as_operand(syntax::Node expression, std::string text);

// Statements, one a line, that take the place of others.
class Lines {
 public:
  explicit Lines(bool has_semicolons) : has_semicolons_(has_semicolons) {}

  // A statement without its semicolon.
  void add(std::string_view indent, std::string statement);
  // Lines as they are, already indented but for the first.
  void add_raw(std::string_view indent, std::string lines);
  [[nodiscard]] bool empty() const { return text_.empty(); }
  // Without the indentation of the first line.
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void begin(std::string_view indent, char first);

  std::string text_;
  bool has_semicolons_;
  bool is_open_ = false;
};

// The names that a pattern binds.
[[nodiscard]] std::vector<syntax::Node> names_in(syntax::Node pattern);
// The names that the statements of a block declare in it. None when there is a `var`, which is the whole function's.
[[nodiscard]] std::optional<std::vector<syntax::Node>> names_declared_in(syntax::Node block);
// Whether a name that comes to be declared in `block` would be in the way of what stands there, `except` left out: the
// name is declared there, or means something from further outside. Names that inner scopes declare for themselves are
// no matter.
[[nodiscard]] bool collides(const Facts& facts, std::string_view name, syntax::Node block, syntax::Node except);

}  // namespace asynclint
