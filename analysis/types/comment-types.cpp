// Types in comments, which have forms of their own: `?Store`, `Array.<string>`, `function(string): Promise`.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "types/characters.h"
#include "types/import-names.h"
#include "types/reader.h"

namespace asynclint::types {
namespace {

constexpr std::size_t longest_text = 4096;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// The part of a list up to the comma or the closing bracket at the level of its beginning.
std::string_view up_to_end(std::string_view text) {
  int level = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '[' || c == '{' || c == '<') ++level;
    if (c == ')' || c == ']' || c == '}' || (c == '>' && (i == 0 || text[i - 1] != '='))) {
      if (level == 0) return text.substr(0, i);
      --level;
    }
    if (c == ',' && level == 0) return text.substr(0, i);
  }
  return text;
}

// As TypeScript writes it.
class CommentText {
 public:
  std::string translated(std::string_view text) {
    add(trimmed(text), 0);
    return std::move(made_);
  }

 private:
  static constexpr int deepest = 12;

  void add(std::string_view text, int depth) {
    if (depth > deepest) {
      made_ += "any";
      return;
    }
    for (std::size_t i = 0; i < text.size();) {
      const char c = text[i];
      const bool begins = i == 0 || !is_name_character(text[i - 1]);
      if (c == '\'' || c == '"' || c == '`') {
        const std::size_t end = text.find(c, i + 1);
        const std::size_t length = end == std::string_view::npos ? text.size() - i : end + 1 - i;
        made_ += text.substr(i, length);
        i += length;
      } else if (c == '*' && !follows_star(text, i)) {
        // `*` is anything; at the beginning of a line it belongs to the comment.
        if (!begins_line(text, i)) made_ += "any";
        ++i;
      } else if (c == '!') {
        ++i;
      } else if (c == '?' && begins_type(text, i)) {
        ++i;
      } else if (c == '.' && text.substr(i, 2) == ".<") {
        ++i;
      } else if (begins && text.substr(i, 8) == "function" && next_is_list(text, i + 8)) {
        i += function(text.substr(i), depth);
      } else {
        made_ += c;
        ++i;
      }
    }
  }

  static bool follows_star(std::string_view text, std::size_t at) { return at > 0 && text[at - 1] == '*'; }

  static bool begins_line(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
    return at > 0 && text[at - 1] == '\n';
  }

  // `?Store` and not `a ? b : c` or `{ a?: string }`.
  static bool begins_type(std::string_view text, std::size_t at) {
    const std::size_t place = at;
    while (at > 0 && is_space(text[at - 1])) --at;
    if (at == 0) return true;
    const char before = text[at - 1];
    const bool opens = before == '(' || before == '<' || before == '|' || before == ',' || before == ':';
    return opens && place + 1 < text.size() && text[place + 1] != ':';
  }

  static bool next_is_list(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at])) ++at;
    return at < text.size() && text[at] == '(';
  }

  // `function(string, ...number): Promise`, and how long it is.
  std::size_t function(std::string_view text, int depth) {
    std::size_t at = text.find('(') + 1;
    std::string_view given;
    made_ += "((";
    for (int count = 0;; ++count) {
      const std::string_view part = up_to_end(text.substr(at));
      at += part.size();
      std::string_view one = trimmed(part);
      if (one.starts_with("new:") || one.starts_with("this:")) {
        given = one.starts_with("new:") ? trimmed(one.substr(4)) : given;
      } else if (!one.empty()) {
        const bool is_rest = one.starts_with("...");
        const bool is_optional = one.ends_with("=");
        if (is_rest) one.remove_prefix(3);
        if (is_optional) one.remove_suffix(1);
        if (made_.back() != '(') made_ += ", ";
        made_ += is_rest ? "...a" : "a";
        made_ += std::to_string(count);
        made_ += is_optional ? "?: " : ": ";
        if (is_rest) made_ += "(";
        add(one, depth + 1);
        if (is_rest) made_ += ")[]";
      }
      if (at >= text.size() || text[at] != ',') break;
      ++at;
    }
    made_ += ") => ";
    if (at < text.size()) ++at;
    std::size_t colon = at;
    while (colon < text.size() && is_space(text[colon])) ++colon;
    if (colon < text.size() && text[colon] == ':') {
      const std::string_view result = up_to_end(text.substr(colon + 1));
      const std::size_t end = result.find('|');
      const std::string_view own = result.substr(0, end);
      add(trimmed(own), depth + 1);
      at = colon + 1 + own.size();
    } else if (!given.empty()) {
      add(given, depth + 1);
    } else {
      made_ += "any";
    }
    made_ += ")";
    return at;
  }

  std::string made_;
};

}  // namespace

std::string translated_comment(std::string_view text) { return CommentText().translated(text); }

void DeclarationReader::Reader::add_comments(const syntax::Tree& tree, const Scope* scope) {
  std::string declared = declarations_in_comments(tree);
  if (declared.empty()) return;
  if (auto rewritten = declaration_text(declared)) declared = std::move(*rewritten);
  const std::string& kept = little_texts_.emplace_back(std::move(declared));
  comment_tree_ = little_trees_.emplace_back(syntax::parse(kept, syntax::Grammar::typescript)).get();
  lines_.emplace_back(comment_tree_, std::nullopt);
  names_.collect_more(*comment_tree_, scope);
}

TypeId DeclarationReader::Reader::type_of_text(std::string_view text, Node place) {
  text = trimmed(text);
  if (text.starts_with('{') && text.ends_with('}') && text.find(':') == std::string_view::npos)
    text = trimmed(text.substr(1, text.size() - 2));
  if (text.empty() || text.size() > longest_text) return 0;
  bool is_rest = false;
  if (text.starts_with("...")) {
    is_rest = true;
    text.remove_prefix(3);
  }
  if (text.ends_with('=')) text.remove_suffix(1);
  // `Store?`, which may be null.
  if (text.ends_with('?') || text.ends_with('!')) text.remove_suffix(1);
  const Scope* const scope = place ? scope_at(place) : trees_.empty() ? nullptr : trees_.front().second;
  const auto as_written = [&](TypeId found) { return is_rest ? pool_.node(TypeKind::array, found) : found; };
  // The same few are written again and again, and each is asked for by whoever comes to what it is written of. Until
  // its type is known, and where the text is none, it is unknown.
  const auto [remembered, is_new] = texts_in_comments_.try_emplace(std::pair(std::string(text), scope), TypeId{0});
  if (!is_new) return as_written(remembered->second);
  std::string own = "type T = " + CommentText().translated(text) + ";";
  if (auto rewritten = declaration_text(own)) own = std::move(*rewritten);
  const std::string& kept = little_texts_.emplace_back(std::move(own));
  auto tree = syntax::parse(kept, syntax::Grammar::typescript);
  const Node alias = tree->root().named_child(0);
  const bool is_one_type =
      tree->errors().empty() && alias.is(syntax::Kind::type_alias_declaration) && !tree->root().named_child(1);
  if (!is_one_type) return as_written(0);
  const bool was_comment = std::exchange(is_comment_, true);
  remembered->second = type(alias.child(syntax::Field::value), scope);
  is_comment_ = was_comment;
  // What is known of it refers to its text.
  little_trees_.push_back(std::move(tree));
  return as_written(remembered->second);
}

}  // namespace asynclint::types
