// Finds elements in markup, without building a tree: as much of how browsers read HTML as is needed to know where a
// script begins and ends. Takes time in proportion to the text, whatever is in it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace asynclint {

struct Attribute {
  std::string name;  // in lower case
  std::string_view value;
};

struct Tag {
  std::string_view name;
  std::vector<Attribute> attributes;
  bool closes_itself = false;

  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const;
};

[[nodiscard]] bool same_word(std::string_view a, std::string_view b);
[[nodiscard]] std::string in_lower_case(std::string_view word);

class MarkupScanner {
 public:
  // How a template writes expressions, in which `<` begins no tag.
  enum class Expressions { none, double_braces, braces };

  MarkupScanner(std::string_view text, Expressions expressions) : text_(text), expressions_(expressions) {}

  enum class Found { end, opening, closing };
  // The next tag; it is passed by then. A tag that is cut off ends the text.
  [[nodiscard]] Found next();
  [[nodiscard]] const Tag& tag() const { return tag_; }

  // Passes what an element holds whose content is text, up to its closing tag; nothing when there is none.
  [[nodiscard]] std::optional<Span> pass_text(std::string_view name);
  // The same for a script of a page, in which `<!-- <script>` hides a closing tag.
  [[nodiscard]] std::optional<Span> pass_script();

 private:
  [[nodiscard]] char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  [[nodiscard]] bool is_at(std::string_view words) const { return text_.substr(at_, words.size()) == words; }
  // Whether `word` and then the end of a tag's name stands here.
  [[nodiscard]] bool is_name_at(std::size_t offset, std::string_view word) const;
  void pass_comment();
  void pass_until(std::string_view end);
  bool pass_expression();
  [[nodiscard]] bool read_tag();
  void read_attribute();

  std::string_view text_;
  Expressions expressions_;
  std::size_t at_ = 0;
  Tag tag_;
  // What was searched for in vain is not searched for again.
  bool has_no_cdata_end_ = false;
  bool has_no_expression_end_ = false;
};

}  // namespace asynclint
