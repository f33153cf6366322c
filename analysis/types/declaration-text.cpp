// TypeScript knows more than the grammar does. What the grammar cannot read is written in another way before it is
// parsed: names that are words of the language elsewhere, `import("x")` with names behind it, and a few more.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "types/characters.h"
#include "types/declaration-reader.h"
#include "types/import-names.h"

namespace asynclint::types {
namespace {

template <std::size_t count>
bool is_one_of(std::string_view word, const std::array<std::string_view, count>& words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 4> declaring{"const", "let", "var", "function"};
// Of members, of parameters, and of parts of a tuple.
constexpr std::array<std::string_view, 2> no_member_names{"abstract", "accessor"};
constexpr std::array<std::string_view, 3> no_parameter_names{"await", "using", "yield"};
constexpr std::array<std::string_view, 17> no_part_names{
    "abstract", "any",    "boolean", "const",  "infer",    "keyof",  "never",     "new",    "number",
    "object",   "string", "symbol",  "unique", "readonly", "typeof", "undefined", "unknown"};

class DeclarationText {
 public:
  explicit DeclarationText(std::string_view text) : text_(text) {}

  std::optional<std::string> rewritten() {
    while (at_ < text_.size()) step();
    if (!is_changed_) return std::nullopt;
    made_ += text_.substr(copied_);
    return std::move(made_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '/' && text_.substr(at_, 2) == "//") {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '/' && text_.substr(at_, 2) == "/*") {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
    } else if (c == '"' || c == '\'' || c == '`') {
      skip_string(c);
      follow(c, {});
    } else if (is_name_character(c)) {
      word();
    } else {
      if (c == '(' || c == '{' || c == '[') open_.push_back(c);
      if ((c == ')' || c == '}' || c == ']') && !open_.empty()) open_.pop_back();
      ++at_;
      follow(c, {});
    }
  }

  void follow(char previous, std::string_view word) {
    previous_ = previous;
    previous_word_ = word;
  }

  void skip_string(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\') ++at_;
      // One that is never closed ends with its line.
      if (quote != '`' && at_ < text_.size() && text_[at_] == '\n') return;
    }
    ++at_;
    at_ = std::min(at_, text_.size());
  }

  // Behind spaces and comments.
  [[nodiscard]] std::size_t next_of(std::size_t at) const {
    while (at < text_.size()) {
      if (is_space(text_[at])) {
        ++at;
      } else if (text_.substr(at, 2) == "/*") {
        const std::size_t end = text_.find("*/", at + 2);
        at = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        break;
      }
    }
    return at;
  }
  [[nodiscard]] char char_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  [[nodiscard]] std::string_view word_at(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && is_name_character(text_[end])) ++end;
    return text_.substr(at, end - at);
  }

  void word() {
    const std::size_t begin = at_;
    const std::string_view own = word_at(begin);
    const std::size_t end = begin + own.size();
    at_ = end;
    if (previous_ != '.' && own.size() <= longest_word) look_at(own, begin, end);
    follow('a', own);
  }

  void look_at(std::string_view word, std::size_t begin, std::size_t end) {
    const std::size_t next = next_of(end);
    const char after = char_at(next);
    const char around = open_.empty() ? ';' : open_.back();
    const bool names_something = after == ':' || after == '?';
    if (word == "import" && after == '(') return import(begin, next);
    if (word == "in" || word == "out") {
      const bool begins = previous_ == '<' || previous_ == ',' || previous_word_ == "in";
      const std::string_view behind = word_at(next);
      if (begins && !behind.empty() && behind != "as" && behind != "extends") replace(begin, end, "");
      return;
    }
    if (word == "function") {
      // What has no name gets one.
      if (previous_word_ == "default" && (after == '(' || after == '<')) replace(end, end, " $default");
      return;
    }
    if (word == "type") {
      if (previous_word_ == "export" && after == '*') replace(begin, end, "");
      return;
    }
    if (word == "global") {
      const bool begins = previous_ == '{' || previous_ == '}' || previous_ == ';';
      if (begins && after == '{') replace(begin, begin, "declare ");
      return;
    }
    const bool is_declared = is_one_of(previous_word_, declaring);
    if (around == '{' && !is_declared && (names_something || after == '(') && is_one_of(word, no_member_names)) {
      replace(begin, begin, "\"");
      return replace(end, end, "\"");
    }
    const bool is_parameter = around == '(' && names_something && is_one_of(word, no_parameter_names);
    const bool is_part = around == '[' && (previous_ == '[' || previous_ == ',') && names_something &&
                         is_one_of(word, no_part_names) && char_at(next_of(next + 1)) != ']';
    if (is_parameter || is_part) replace(begin, begin, "$");
  }

  // `import("specifier")`, whose list begins at `open`.
  void import(std::size_t begin, std::size_t open) {
    const std::size_t quote = next_of(open + 1);
    const char mark = char_at(quote);
    if (mark != '"' && mark != '\'') return;
    const std::size_t end = text_.find(mark, quote + 1);
    if (end == std::string_view::npos) return;
    const std::string_view specifier = text_.substr(quote + 1, end - quote - 1);
    if (specifier.find_first_of("\\\n") != std::string_view::npos) return;
    std::size_t close = next_of(end + 1);
    // `import("x", { with: { "resolution-mode": "import" } })`
    if (char_at(close) == ',') close = text_.find(')', close);
    if (char_at(close) != ')') return;
    replace(begin, close + 1, import_name(specifier));
    at_ = close + 1;
  }

  void replace(std::size_t begin, std::size_t end, std::string_view by) {
    made_ += text_.substr(copied_, begin - copied_);
    made_ += by;
    // Lines stay where they are.
    for (const char c : text_.substr(begin, end - begin))
      if (c == '\n') made_ += c;
    copied_ = end;
    is_changed_ = true;
  }

  static constexpr std::size_t longest_word = 9;

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;
  std::string made_;
  bool is_changed_ = false;
  // What stands before: the last character that says something, and the word that it ends.
  char previous_ = ';';
  std::string_view previous_word_;
  std::vector<char> open_;
};

}  // namespace

std::optional<std::string> declaration_text(std::string_view text) { return DeclarationText(text).rewritten(); }

}  // namespace asynclint::types
