// `@typedef` and `@callback` of comments, as TypeScript would declare them.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/span.h"
#include "types/characters.h"
#include "types/reader.h"

namespace asynclint::types {
namespace {

// More of them in one file are nobody's code.
constexpr std::size_t most_declarations = 500;

// One `@tag …` of a comment, without the stars at the beginning of its lines.
struct Tag {
  std::string name;
  std::string rest;
  std::size_t at = 0;  // in the file
};

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// A tag begins a line.
std::vector<Tag> tags_of(std::string_view comment, std::size_t begin) {
  std::vector<Tag> tags;
  for (std::size_t at = 3; at < comment.size();) {
    const std::size_t end = std::min(comment.find('\n', at), comment.size() - 1) + 1;
    std::size_t first = at;
    while (first < end && (is_space(comment[first]) || comment[first] == '*')) ++first;
    std::string_view line = comment.substr(first, end - first);
    if (line.starts_with('@')) {
      std::size_t length = 1;
      while (length < line.size() && is_name_character(line[length])) ++length;
      tags.push_back({std::string(line.substr(1, length - 1)), {}, begin + first});
      line.remove_prefix(length);
    }
    if (!tags.empty()) tags.back().rest.append(without_spaces(line)).append(" ");
    at = end;
  }
  return tags;
}

// `{T} name - what it is`: the type, and what is behind it.
std::pair<std::string_view, std::string_view> type_and_rest(std::string_view text) {
  text = without_spaces(text);
  if (!text.starts_with('{')) return {{}, text};
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return {text.substr(1, i - 1), without_spaces(text.substr(i + 1))};
  }
  return {{}, {}};
}

std::string_view first_name(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(text[length])) ++length;
  return text.substr(0, length);
}

std::string comment_type(std::string_view text) { return text.empty() ? std::string("any") : translated_comment(text); }

// What is declared by a tag and those behind it.
class CommentDeclaration {
 public:
  explicit CommentDeclaration(const Tag& tag) : is_callback_(tag.name == "callback"), at_(tag.at) {
    const auto [type, rest] = type_and_rest(tag.rest);
    type_ = type;
    name_ = first_name(rest);
  }

  [[nodiscard]] std::size_t at() const { return at_; }

  void add(const Tag& tag) {
    const auto [type, rest] = type_and_rest(tag.rest);
    if (tag.name == "returns" || tag.name == "return") {
      result_ = comment_type(type);
    } else if (tag.name == "template") {
      add_type_parameters(type, rest);
    } else if (tag.name == (is_callback_ ? "param" : "property") || tag.name == (is_callback_ ? "arg" : "prop")) {
      add_part(type, rest);
    }
  }

  // Empty when it cannot be told.
  [[nodiscard]] std::string written() const {
    if (name_.empty() || (name_.front() >= '0' && name_.front() <= '9')) return {};
    std::string text = "type " + name_ + (parameters_.empty() ? "" : "<" + parameters_ + ">") + " = ";
    if (is_callback_) return text + "(" + parts_ + ") => " + result_ + ";";
    const bool is_object = type_.empty() || type_ == "Object" || type_ == "object" || type_ == "{}";
    if (is_object) return text + "{ " + parts_ + " };";
    return text + comment_type(type_) + ";";
  }

 private:
  // `{T} name`, `{T} [name=1]`; what is inside another part is left out.
  void add_part(std::string_view type, std::string_view rest) {
    const bool is_optional = rest.starts_with('[') || type.ends_with('=');
    const bool is_rest = type.starts_with("...");
    if (rest.starts_with('[')) rest.remove_prefix(1);
    const std::string_view name = first_name(rest);
    if (name.empty() || rest.substr(name.size()).starts_with('.')) return;
    if (type.ends_with('=')) type.remove_suffix(1);
    if (is_rest) type.remove_prefix(3);
    if (is_callback_ && !parts_.empty()) parts_ += ", ";
    if (is_rest && is_callback_) parts_ += "...";
    parts_.append(name).append(is_optional && !is_rest ? "?: " : ": ");
    parts_ += is_rest ? "(" + comment_type(type) + ")[]" : comment_type(type);
    if (!is_callback_) parts_ += "; ";
  }

  // `T, U`, `{Base} T`, `[T=string]`
  void add_type_parameters(std::string_view constraint, std::string_view names) {
    while (true) {
      names = without_spaces(names);
      const bool is_optional = names.starts_with('[');
      if (is_optional) names.remove_prefix(1);
      const std::string_view name = first_name(names);
      if (name.empty()) return;
      if (!parameters_.empty()) parameters_ += ", ";
      parameters_ += name;
      if (!constraint.empty()) parameters_ += " extends " + comment_type(constraint);
      names = without_spaces(names.substr(name.size()));
      if (is_optional) {
        const std::size_t end = std::min(names.find(']'), names.size());
        if (names.starts_with('=')) parameters_ += " = " + comment_type(names.substr(1, end - 1));
        names = without_spaces(names.substr(std::min(end + 1, names.size())));
      }
      if (!names.starts_with(',')) return;
      names.remove_prefix(1);
    }
  }

  bool is_callback_;
  std::size_t at_;
  std::string type_;
  std::string name_;
  std::string parameters_;
  std::string parts_;
  std::string result_ = "any";
};

}  // namespace

bool declares_types(std::string_view comment) {
  return comment.starts_with("/**") &&
         (comment.find("@typedef") != std::string_view::npos || comment.find("@callback") != std::string_view::npos);
}

bool has_declarations_in_comments(const syntax::Tree& tree) {
  return std::ranges::any_of(tree.comments(),
                             [&](Span comment) { return declares_types(slice(tree.text(), comment)); });
}

std::string declarations_in_comments(const syntax::Tree& tree) {
  const std::string_view text = tree.text();
  std::string made;
  std::size_t written_to = 0;
  std::size_t count = 0;
  const auto write = [&](const std::optional<CommentDeclaration>& declaration) {
    const std::string own = declaration ? declaration->written() : std::string{};
    if (own.empty() || own.find('\n') != std::string::npos) return;
    made.append(
        static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(written_to),
                                            text.begin() + static_cast<std::ptrdiff_t>(declaration->at()), '\n')),
        '\n');
    written_to = declaration->at();
    made.append(own).append(" ");
  };
  for (const Span span : tree.comments()) {
    if (count >= most_declarations) break;
    std::string_view comment = slice(text, span);
    if (!declares_types(comment)) continue;
    comment.remove_suffix(std::string_view("*/").size());
    std::optional<CommentDeclaration> open;
    std::vector<Tag> before;
    for (const Tag& tag : tags_of(comment, span.begin)) {
      if (tag.name == "typedef" || tag.name == "callback") {
        write(open);
        open.emplace(tag);
        ++count;
        // `@template` may stand before what it belongs to.
        for (const Tag& one : before) open->add(one);
        before.clear();
      } else if (open) {
        open->add(tag);
      } else if (tag.name == "template") {
        before.push_back(tag);
      }
    }
    write(open);
  }
  return made;
}

}  // namespace asynclint::types
