#include "project/markup-scanner.h"

#include <algorithm>

namespace asynclint {
namespace {

constexpr std::string_view cdata = "<![CDATA[";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string in_lower_case(std::string_view word) {
  std::string result(word);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Tag::attribute(std::string_view wanted) const {
  // Of two with one name the first counts.
  for (const Attribute& attribute : attributes)
    if (attribute.name == wanted) return attribute.value;
  return std::nullopt;
}

bool MarkupScanner::is_name_at(std::size_t offset, std::string_view word) const {
  if (!same_word(text_.substr(std::min(offset, text_.size()), word.size()), word)) return false;
  const char behind = at(offset + word.size());
  return is_space(behind) || behind == '/' || behind == '>';
}

void MarkupScanner::pass_until(std::string_view end) {
  const std::size_t found = text_.find(end, at_);
  at_ = found == std::string_view::npos ? text_.size() : found + end.size();
}

void MarkupScanner::pass_comment() {
  at_ += 4;
  // `<!-->` and `<!--->` are whole comments.
  if (at(at_) == '>' || (at(at_) == '-' && at(at_ + 1) == '>')) return pass_until(">");
  while (true) {
    const std::size_t found = text_.find("--", at_);
    if (found == std::string_view::npos) {
      at_ = text_.size();
      return;
    }
    at_ = found + 2;
    if (at(at_) == '!' && at(at_ + 1) == '>') ++at_;
    if (at(at_) == '>') {
      ++at_;
      return;
    }
    // `--->` ends it, too.
    --at_;
  }
}

// `{ a < b }`; false when nothing here is an expression.
bool MarkupScanner::pass_expression() {
  if (has_no_expression_end_ || expressions_ == Expressions::none || at(at_) != '{') return false;
  if (expressions_ == Expressions::double_braces) {
    if (at(at_ + 1) != '{') return false;
    const std::size_t end = text_.find("}}", at_);
    has_no_expression_end_ = end == std::string_view::npos;
    if (!has_no_expression_end_) at_ = end + 2;
    return !has_no_expression_end_;
  }
  std::size_t depth = 0;
  for (std::size_t i = at_; i < text_.size(); ++i) {
    // A string ends on its line; what looks like one and does not is none.
    if (text_[i] == '"' || text_[i] == '\'' || text_[i] == '`') {
      const char ends[] = {text_[i], '\n', '\0'};
      const std::size_t end = text_.find_first_of(ends, i + 1);
      if (at(end) == text_[i]) i = end;
      continue;
    }
    if (text_[i] == '{') ++depth;
    if (text_[i] == '}' && --depth == 0) {
      at_ = i + 1;
      return true;
    }
  }
  has_no_expression_end_ = true;
  return false;
}

MarkupScanner::Found MarkupScanner::next() {
  const std::string_view wanted = expressions_ == Expressions::none ? "<" : "<{";
  while (true) {
    at_ = std::min(text_.find_first_of(wanted, at_), text_.size());
    if (at_ == text_.size()) return Found::end;
    const char behind = at(at_ + 1);
    if (text_[at_] == '{') {
      if (!pass_expression()) ++at_;
    } else if (is_at("<!--")) {
      pass_comment();
    } else if (is_at(cdata) && !has_no_cdata_end_) {
      const std::size_t end = text_.find("]]>", at_);
      has_no_cdata_end_ = end == std::string_view::npos;
      if (!has_no_cdata_end_) at_ = end + 3;
    } else if (behind == '!' || behind == '?') {
      pass_until(">");
    } else if (is_letter(behind) || (behind == '/' && is_letter(at(at_ + 2)))) {
      const bool is_closing = behind == '/';
      at_ += is_closing ? 2 : 1;
      if (!read_tag()) return Found::end;
      return is_closing ? Found::closing : Found::opening;
    } else {
      ++at_;
    }
  }
}

bool MarkupScanner::read_tag() {
  tag_ = {};
  const std::size_t begin = at_;
  while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '/' && text_[at_] != '>') ++at_;
  tag_.name = text_.substr(begin, at_ - begin);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '>') {
      ++at_;
      return true;
    }
    tag_.closes_itself = c == '/' && at(at_ + 1) == '>';
    if (is_space(c) || c == '/')
      ++at_;
    else if (expressions_ != Expressions::braces || !pass_expression())
      read_attribute();
  }
  return false;
}

void MarkupScanner::read_attribute() {
  const std::size_t begin = at_++;
  while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '/' && text_[at_] != '>' && text_[at_] != '=')
    ++at_;
  Attribute attribute{in_lower_case(text_.substr(begin, at_ - begin)), {}};
  std::size_t equals = at_;
  while (is_space(at(equals))) ++equals;
  if (at(equals) == '=') {
    at_ = equals + 1;
    while (is_space(at(at_))) ++at_;
    const char quote = at(at_);
    const std::size_t value = at_;
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(text_.find(quote, at_ + 1), text_.size());
      attribute.value = text_.substr(std::min(value + 1, text_.size()), end - value - 1);
      at_ = std::min(end + 1, text_.size());
    } else if (expressions_ != Expressions::braces || !pass_expression()) {
      while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != '>') ++at_;
      attribute.value = text_.substr(value, at_ - value);
    }
  }
  // Nobody asks for the hundredth.
  constexpr std::size_t most_attributes = 100;
  if (tag_.attributes.size() < most_attributes) tag_.attributes.push_back(std::move(attribute));
}

std::optional<Span> MarkupScanner::pass_text(std::string_view name) {
  const std::size_t begin = at_;
  for (std::size_t end = text_.find("</", at_); end != std::string_view::npos; end = text_.find("</", end + 2)) {
    if (!is_name_at(end + 2, name)) continue;
    at_ = end;
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  at_ = text_.size();
  return std::nullopt;
}

std::optional<Span> MarkupScanner::pass_script() {
  const std::size_t begin = at_;
  bool is_in_comment = false;
  bool is_hidden = false;
  for (std::size_t i = begin; i < text_.size(); ++i) {
    const char c = text_[i];
    if (c == '<') {
      if (text_.substr(i, 4) == "<!--") {
        is_in_comment = true;
        // The dashes may belong to its end already: `<!-->`.
        i += 1;
      } else if (at(i + 1) == '/' && is_name_at(i + 2, "script")) {
        if (!is_hidden) {
          at_ = i;
          return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)};
        }
        is_hidden = false;
      } else if (is_in_comment && is_name_at(i + 1, "script")) {
        is_hidden = true;
      }
    } else if (is_in_comment && c == '-' && text_.substr(i, 3) == "-->") {
      is_in_comment = false;
      is_hidden = false;
    }
  }
  at_ = text_.size();
  return std::nullopt;
}

}  // namespace asynclint
