#include "project/finding-key.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "lint/engine.h"
#include "syntax/views.h"
#include "text/line-index.h"

namespace asynclint {
namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// What a finding is said to be inside of, at most.
constexpr std::size_t longest_name = 60;
constexpr std::size_t most_names = 12;
constexpr std::size_t most_levels = 100;

// Whatever can be looked at by itself: code around it, or inside of it, may change without the finding being another.
bool stands_alone(Kind kind) {
  switch (kind) {
    case Kind::export_statement:
    case Kind::import_statement:
    case Kind::expression_statement:
    case Kind::lexical_declaration:
    case Kind::variable_declaration:
    case Kind::using_declaration:
    case Kind::function_declaration:
    case Kind::generator_function_declaration:
    case Kind::class_declaration:
    case Kind::abstract_class_declaration:
    case Kind::ambient_declaration:
    case Kind::enum_declaration:
    case Kind::interface_declaration:
    case Kind::type_alias_declaration:
    case Kind::if_statement:
    case Kind::for_statement:
    case Kind::for_in_statement:
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::switch_statement:
    case Kind::try_statement:
    case Kind::with_statement:
    case Kind::labeled_statement:
    case Kind::return_statement:
    case Kind::throw_statement:
    case Kind::break_statement:
    case Kind::continue_statement:
    case Kind::debugger_statement:
    case Kind::method_definition:
    case Kind::field_definition:
    case Kind::public_field_definition:
    case Kind::class_static_block:
    case Kind::class_body:
    case Kind::pair: return true;
    default: return false;
  }
}

bool is_concise_body(const Node& node) {
  return node.field() == Field::body && !node.is(Kind::statement_block) && node.parent().is(Kind::arrow_function);
}

std::string cut(std::string_view name) {
  std::string text;
  for (const char letter : name.substr(0, longest_name)) text += letter == '\n' || letter == '\r' ? ' ' : letter;
  // Not in the middle of a letter.
  if (name.size() > longest_name)
    while (!text.empty() && (static_cast<unsigned char>(name[text.size()]) & 0xC0U) == 0x80U) text.pop_back();
  return text;
}

// `forEach()`, and `it("pays")`, since tests are told apart by what they say.
std::string name_of_callback(const syntax::CallExpression& call) {
  const std::string name = cut(syntax::called_name(call));
  const Node first = call.argument(0);
  const auto said = first.is(Kind::string) ? syntax::string_value(first) : std::nullopt;
  return said ? name + "(\"" + cut(*said) + "\")" : name + "()";
}

// How a function or class is called; empty for one that nobody names.
std::string name_of_scope(const Node& scope) {
  if (const Node name = scope.child(Field::name)) return cut(syntax::key_name(name).value_or(name.text()));
  const Node parent = scope.parent();
  if (parent.is(Kind::variable_declarator)) return cut(parent.child(Field::name).text());
  if (parent.is(Kind::assignment_expression)) return cut(parent.child(Field::left).text());
  if (parent.is(Kind::pair)) return cut(syntax::key_name(parent.child(Field::key)).value_or(""));
  if (const auto field = syntax::ClassField::from(parent)) return cut(field->name().value_or(""));
  if (!parent.is(Kind::arguments)) return {};
  const auto call = syntax::CallExpression::from(parent.parent());
  return call ? name_of_callback(*call) : std::string();
}

struct Region {
  Span span;
  Node node;
  // One past the last region inside.
  std::uint32_t end = 0;
  std::optional<std::uint32_t> parent{};
  bool is_scope = false;
  bool stands_alone = false;
};

// The parts of a program, each before those inside it.
std::vector<Region> regions_of(const syntax::Tree& tree) {
  std::vector<Region> regions;
  for (syntax::UnitId unit = 0; unit < tree.units().size(); ++unit) {
    const auto records = tree.records(unit);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const syntax::Record& record = records[i];
      if ((record.flags & syntax::flag::unit) != 0) continue;
      const Node node(&tree, unit, i);
      const bool is_scope = syntax::is_function_kind(record.kind) || syntax::is_class_kind(record.kind);
      const bool alone = stands_alone(record.kind) || (record.field == Field::body && is_concise_body(node));
      if (is_scope || alone)
        regions.push_back({.span = node.span(), .node = node, .is_scope = is_scope, .stands_alone = alone});
    }
  }
  // Units come after those around them, so of two as long as each other the outer one is first already.
  std::ranges::stable_sort(regions, [](const Region& a, const Region& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<std::uint32_t> open;
  const auto close_before = [&](std::uint32_t place, std::uint32_t index) {
    while (!open.empty() && regions[open.back()].span.end <= place) {
      regions[open.back()].end = index;
      open.pop_back();
    }
  };
  for (std::uint32_t i = 0; i < regions.size(); ++i) {
    close_before(regions[i].span.begin, i);
    if (!open.empty()) regions[i].parent = open.back();
    open.push_back(i);
  }
  for (const std::uint32_t index : open) regions[index].end = static_cast<std::uint32_t>(regions.size());
  return regions;
}

bool is_blank_letter(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

bool is_word(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '_' || letter == '$' || letter == '#' || static_cast<unsigned char>(letter) >= 0x80U;
}

// Code without what formatters decide: blanks, line ends, semicolons, the kind of quotes, commas before a bracket.
class PlainCode {
 public:
  // `from` is where in the text the code is.
  void add(std::string_view code, std::uint32_t from = 0) {
    for (const char letter : code) add(letter, from++);
  }
  void skip() { has_gap_ = true; }
  [[nodiscard]] std::string_view text() const { return text_; }
  // How much there is before a place of the text.
  [[nodiscard]] std::size_t before(std::uint32_t place) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(places_, place) - places_.begin());
  }

 private:
  void add(char letter, std::uint32_t from) {
    if (is_blank_letter(letter) || letter == ';') return skip();
    const bool closes = letter == ')' || letter == ']' || letter == '}';
    if (closes && text_.ends_with(',')) {
      text_.pop_back();
      places_.pop_back();
    }
    if (has_gap_ && is_word(letter) && !text_.empty() && is_word(text_.back())) push(' ', from);
    has_gap_ = false;
    push(letter == '\'' ? '"' : letter, from);
  }
  void push(char letter, std::uint32_t from) {
    text_ += letter;
    places_.push_back(from);
  }

  std::string text_;
  // Of each letter, where it is from.
  std::vector<std::uint32_t> places_;
  bool has_gap_ = false;
};

XXH128_hash_t hash_of(std::string_view text) { return XXH3_128bits(text.data(), text.size()); }

class Keys {
 public:
  explicit Keys(const syntax::Tree& tree) : tree_(tree), regions_(regions_of(tree)), lines_(tree.text()) {}

  [[nodiscard]] FindingKey of(const Finding& finding) {
    const auto region = innermost(finding.span.begin);
    FindingKey key;
    const Scope& scope = scope_of(region);
    key.within = scope.shown;
    std::string identity(finding.rule);
    identity.append(1, '\0').append(scope.whole).append(1, '\0').append(about(finding, region));
    const XXH128_hash_t hash = hash_of(identity);
    key.high = hash.high64;
    key.low = hash.low64;
    return key;
  }

 private:
  struct Scope {
    std::string whole;
    std::string shown;
  };

  [[nodiscard]] std::optional<std::uint32_t> innermost(std::uint32_t place) const {
    const auto after = std::ranges::upper_bound(regions_, place, {}, [](const Region& one) { return one.span.begin; });
    if (after == regions_.begin()) return std::nullopt;
    std::optional<std::uint32_t> index = static_cast<std::uint32_t>(after - regions_.begin()) - 1;
    while (index && regions_[*index].span.end <= place) index = regions_[*index].parent;
    return index;
  }

  // Findings come in the order of the text, so that many in a row are in the same scope.
  [[nodiscard]] const Scope& scope_of(std::optional<std::uint32_t> index) {
    while (index && !regions_[*index].is_scope) index = regions_[*index].parent;
    if (known_scope_ && known_scope_->first == index) return known_scope_->second;
    std::vector<std::string> names;
    std::size_t levels = 0;
    for (auto at = index; at && names.size() < most_names && ++levels < most_levels; at = regions_[*at].parent) {
      if (!regions_[*at].is_scope) continue;
      std::string name = name_of_scope(regions_[*at].node);
      if (!name.empty()) names.push_back(std::move(name));
    }
    Scope scope;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      scope.whole.append(*name).append(1, '\0');
      scope.shown.append(scope.shown.empty() ? "" : ".").append(*name);
    }
    known_scope_ = {index, std::move(scope)};
    return known_scope_->second;
  }

  // The code that a finding is about, and where in it the finding is.
  [[nodiscard]] std::string about(const Finding& finding, std::optional<std::uint32_t> region) {
    const auto comments = tree_.comments();
    const auto comment = std::ranges::upper_bound(comments, finding.span.begin, {}, &Span::end);
    if (comment != comments.end() && comment->begin <= finding.span.begin) return plain(finding.span);
    while (region && !regions_[*region].stands_alone) region = regions_[*region].parent;
    if (!region) return plain(lines_.line_span(lines_.line_of(finding.span.begin)));
    if (!known_code_ || known_code_->region != *region) {
      PlainCode code = code_of(*region);
      const XXH128_hash_t hash = hash_of(code.text());
      known_code_ = {*region, std::move(code), std::to_string(hash.high64) + "," + std::to_string(hash.low64)};
    }
    return known_code_->hash + "@" + std::to_string(known_code_->code.before(finding.span.begin));
  }

  [[nodiscard]] std::string plain(Span span) const {
    PlainCode code;
    code.add(slice(tree_.text(), span));
    return std::string(code.text());
  }

  // A statement without the comments and the other statements in it.
  [[nodiscard]] PlainCode code_of(std::uint32_t statement) const {
    const auto comments = tree_.comments();
    const auto [begin, end] = regions_[statement].span;
    auto comment = std::ranges::lower_bound(comments, begin, {}, &Span::begin);
    std::uint32_t inner = statement + 1;
    PlainCode code;
    for (std::uint32_t place = begin; place < end;) {
      while (inner < regions_[statement].end && (!regions_[inner].stands_alone || regions_[inner].span.begin < place))
        ++inner;
      while (comment != comments.end() && comment->begin < place) ++comment;
      Span next{end, end};
      if (inner < regions_[statement].end) next = std::min(next, regions_[inner].span);
      if (comment != comments.end()) next = std::min(next, *comment);
      code.add(slice(tree_.text(), {place, std::min(next.begin, end)}), place);
      code.skip();
      place = std::max(next.end, place + 1);
    }
    return code;
  }

  const syntax::Tree& tree_;
  std::vector<Region> regions_;
  LineIndex lines_;
  std::optional<std::pair<std::optional<std::uint32_t>, Scope>> known_scope_;
  struct KnownCode {
    std::uint32_t region;
    PlainCode code;
    std::string hash;
  };
  std::optional<KnownCode> known_code_;
};

void add_keys(const Document& document, std::span<const Finding> findings, std::span<const std::size_t> which,
              std::vector<FindingKey>& to) {
  std::unique_ptr<const syntax::Tree> own;
  if (document.tree == nullptr) own = parse_document(document, {});
  Keys keys(own ? *own : *document.tree);
  for (const std::size_t index : which) to[index] = keys.of(findings[index]);
}

}  // namespace

std::string FindingKey::text() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(32, '0');
  for (unsigned i = 0; i < 16; ++i) {
    text[15 - i] = digits[(high >> (4 * i)) & 15U];
    text[31 - i] = digits[(low >> (4 * i)) & 15U];
  }
  return occurrence == 0 ? text : text + ":" + std::to_string(occurrence);
}

std::vector<FindingKey> finding_keys(const FileText& file, std::span<const Finding> findings) {
  std::vector<FindingKey> keys(findings.size());
  if (findings.empty()) return keys;
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < findings.size(); ++i) left.push_back(i);
  if (file.markup == Markup::none) {
    add_keys(file.document, findings, left, keys);
  } else {
    for (const Script& script : scripts_of(file.document.text, file.markup)) {
      std::vector<std::size_t> here;
      std::erase_if(left, [&](std::size_t index) {
        const auto holds = [&](const ScriptBlock& block) { return block.content.contains(findings[index].span); };
        const bool is_here = std::ranges::any_of(script.blocks, holds);
        if (is_here) here.push_back(index);
        return is_here;
      });
      if (here.empty()) continue;
      const std::string text = text_of_blocks(file.document.text, script.blocks);
      add_keys(document_of(file.document, script, text), findings, here, keys);
    }
  }
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  for (FindingKey& key : keys) key.occurrence = seen[key.high ^ key.low]++;
  return keys;
}

}  // namespace asynclint
