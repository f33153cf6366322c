#include "lint/suppressions.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

#include "lint/engine.h"
#include "lint/messages.h"
#include "lint/rule.h"

namespace asynclint {
namespace {

using syntax::Kind;
using syntax::Node;

constexpr std::string_view white_space = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(white_space) - begin + 1);
}

std::string_view inside_comment(std::string_view comment) {
  if (comment.starts_with("//")) return comment.substr(2);
  if (comment.starts_with("/*")) return comment.substr(2, comment.size() >= 4 ? comment.size() - 4 : 0);
  return {};
}

struct Word {
  std::string_view word;
  Reach reach;
};
// Longer words come before those that they begin with.
constexpr std::array<Word, 5> words{{{"-disable-next-line", Reach::next_line},
                                     {"-disable-line", Reach::line},
                                     {"-disable-file", Reach::file},
                                     {"-disable", Reach::from_here},
                                     {"-enable", Reach::until_here}}};

// ESLint's names of our rules carry their plugin's name, its own rules none.
bool is_known_as(const Rule& rule, std::string_view name) {
  return std::ranges::any_of(rule.known_as, [&](std::string_view known) {
    return known == name || (known.starts_with("eslint/") && known.substr(7) == name);
  });
}

std::string_view rule_named(std::string_view name, std::span<const RuleEntry> rules) {
  for (const RuleEntry& entry : rules)
    if (entry.id == name) return entry.id;
  return {};
}

// A name in one of ESLint's comments: ours as the plugin for ESLint calls it, or one that rules are known as. What
// means nothing to us is kept, so that it stays where the others are taken out.
void add_eslint_names(std::string_view name, std::span<const RuleEntry> rules, std::vector<SuppressedName>& names) {
  constexpr std::string_view prefix = "asynclint/";
  if (name.starts_with(prefix)) {
    names.push_back({name, rule_named(name.substr(prefix.size()), rules), true, false});
    return;
  }
  const std::size_t before = names.size();
  for (const RuleEntry& entry : rules)
    if (is_known_as(*entry.rule, name)) names.push_back({name, entry.id, false, false});
  if (names.size() == before) names.push_back({name, {}, false, false});
}

// ESLint's comments count for the names that they name, and its blocks are block comments. The one that ends a block
// may name none.
bool counts_of_eslint(const Suppression& found, std::string_view comment) {
  const bool is_block = found.reach == Reach::from_here || found.reach == Reach::until_here;
  if (found.reach == Reach::file || (is_block && comment.starts_with("//"))) return false;
  if (found.names.empty()) return found.reach == Reach::until_here;
  return std::ranges::any_of(found.names,
                             [](const SuppressedName& name) { return name.is_ours || !name.rule.empty(); });
}

// What a comment tells the linter; nothing when it is not for the linter.
std::optional<Suppression> parse(std::string_view text, Span place, std::span<const RuleEntry> rules) {
  const std::string_view body = trimmed(inside_comment(slice(text, place)));
  Suppression found;
  found.comment = place;
  std::string_view rest = body;
  if (rest.starts_with("asynclint"))
    rest.remove_prefix(9);
  else if (rest.starts_with("eslint")) {
    rest.remove_prefix(6);
    found.is_ours = false;
  } else
    return std::nullopt;
  const auto* word =
      std::ranges::find_if(words, [&](const Word& candidate) { return rest.starts_with(candidate.word); });
  if (word == words.end()) return std::nullopt;
  rest.remove_prefix(word->word.size());
  if (!rest.empty() && white_space.find(rest.front()) == std::string_view::npos) return std::nullopt;
  found.reach = word->reach;

  const auto dashes = rest.find("--");
  if (dashes != std::string_view::npos) {
    found.reason = trimmed(rest.substr(dashes + 2));
    rest = rest.substr(0, dashes);
  }
  rest = trimmed(rest);
  const auto list_begin = static_cast<std::uint32_t>(rest.data() - text.data());
  found.list = {list_begin, list_begin + static_cast<std::uint32_t>(rest.size())};
  while (!rest.empty()) {
    const auto comma = rest.find_first_of(", \t\r\n");
    const std::string_view name = trimmed(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    if (name.empty()) continue;
    if (found.is_ours) {
      found.names.push_back({name, rule_named(name, rules), true, false});
      continue;
    }
    add_eslint_names(name, rules, found.names);
  }
  return found.is_ours || counts_of_eslint(found, slice(text, place)) ? std::optional(std::move(found)) : std::nullopt;
}

Node node_at(Node node, Span span) {
  for (bool deeper = true; deeper && node.span() != span;) {
    deeper = false;
    for (const Node child : node.children())
      if (child.span().contains(span)) {
        node = child;
        deeper = true;
        break;
      }
  }
  return node;
}

}  // namespace

bool may_suppress(std::string_view text, Span comment) {
  const auto body = trimmed(inside_comment(slice(text, comment)));
  return body.starts_with("asynclint-") || body.starts_with("eslint-");
}

std::vector<Span> suppressions_in(const syntax::Tree& tree) {
  std::vector<Span> found;
  for (const Span comment : tree.comments())
    if (may_suppress(tree.text(), comment)) found.push_back(comment);
  return found;
}

Suppressions::Suppressions(const syntax::Tree& tree, const LineIndex& lines, std::span<const Span> comments,
                           std::span<const RuleEntry> rules)
    : tree_(tree), lines_(lines) {
  // A comment for the next line reaches over other comments to the next line of code.
  const auto next_code_line = [&](std::uint32_t line) {
    const auto all = tree.comments();
    while (line < lines.line_count()) {
      const Span span = lines.line_span(line);
      const auto content = trimmed(slice(tree.text(), span));
      if (content.empty()) return line;
      const auto begin = static_cast<std::uint32_t>(content.data() - tree.text().data());
      const Span whole{begin, begin + static_cast<std::uint32_t>(content.size())};
      const auto after = std::ranges::upper_bound(all, whole.begin, {}, &Span::begin);
      const bool is_comment = after != all.begin() && std::prev(after)->contains(whole);
      const bool is_jsx_comment = content.starts_with("{/*") && content.ends_with("*/}");
      if (!is_comment && !is_jsx_comment) return line;
      ++line;
    }
    return line;
  };
  for (const Span comment : comments) {
    auto found = parse(tree.text(), comment, rules);
    if (!found) continue;
    found->line = lines.line_of(comment.begin);
    if (found->reach == Reach::next_line) found->line = next_code_line(lines.line_of(comment.end) + 1);
    all_.push_back(std::move(*found));
  }
}

Suppression* Suppressions::match(const Finding& finding) {
  const std::uint32_t line = lines_.line_of(finding.span.begin);
  Suppression* open = nullptr;  // the closest block that is open where the finding stands
  for (Suppression& suppression : all_) {
    const auto name = std::ranges::find(suppression.names, finding.rule, &SuppressedName::rule);
    if (!suppression.names.empty() && name == suppression.names.end()) continue;
    const bool is_before = suppression.comment.begin <= finding.span.begin;
    switch (suppression.reach) {
      case Reach::file: break;
      case Reach::line:
      case Reach::next_line:
        if (suppression.line != line) continue;
        break;
      case Reach::from_here:
        if (is_before) open = &suppression;
        continue;
      case Reach::until_here:
        if (!is_before || open == nullptr) continue;
        // ESLint's end of everything ends nothing of ours.
        if (!suppression.is_ours && suppression.names.empty() && open->is_ours) continue;
        suppression.is_used = true;
        open = nullptr;
        continue;
    }
    return &suppression;
  }
  return open;
}

void Suppressions::apply(LintResult& result, const LintSettings& settings) {
  std::vector<Finding> kept;
  for (Finding& finding : result.findings) {
    Suppression* suppression = match(finding);
    if (suppression == nullptr) {
      kept.push_back(std::move(finding));
      continue;
    }
    suppression->is_used = true;
    for (SuppressedName& name : suppression->names)
      if (name.rule == finding.rule) name.is_used = true;
    result.suppressed.push_back({std::move(finding), suppression->reason});
  }
  result.findings = std::move(kept);
  report_unused(result, settings);
}

void Suppressions::report_unused(LintResult& result, const LintSettings& settings) const {
  const Level own_level = level_set_for(unused_suppression, settings).value_or(Level::warning);
  if (own_level == Level::off) return;
  const auto runs = [&](std::string_view rule) {
    if (level_set_for(rule, settings) == Level::off) return false;
    return !is_left_out(rule, settings);
  };
  for (const Suppression& suppression : all_) {
    if (suppression.reach == Reach::until_here) continue;
    if (suppression.names.empty() && (suppression.is_used || is_left_out({}, settings))) continue;
    std::string unused;
    std::string unknown;
    bool all_unused = true;
    bool some_unused = suppression.names.empty();
    for (const SuppressedName& name : suppression.names) {
      // A rule that did not run might have found something, and what is said to others is their business.
      if (!name.is_ours || name.is_used || (!name.rule.empty() && !runs(name.rule))) {
        all_unused = false;
        continue;
      }
      // An unknown name may be a slip of the pen: it stays.
      if (name.rule.empty())
        all_unused = false;
      else
        some_unused = true;
      std::string& list = name.rule.empty() ? unknown : unused;
      if (!list.empty()) list += ", ";
      list += quoted(name.name);
    }
    if (!suppression.names.empty() && unused.empty() && unknown.empty()) continue;
    Finding finding;
    const Span first_line = lines_.line_span(lines_.line_of(suppression.comment.begin));
    finding.span = {suppression.comment.begin, std::min(suppression.comment.end, first_line.end)};
    finding.rule = unused_suppression;
    finding.level = own_level;
    finding.message = suppression.names.empty() ? "this comment suppresses nothing"
                      : !unknown.empty()        ? unknown + " is not a rule"
                                                : unused + " is not found here, so this comment suppresses nothing";
    if (some_unused) finding.fixes.push_back(all_unused ? removal(suppression) : removal_of_names(suppression));
    result.findings.push_back(std::move(finding));
  }
}

// The comment goes, and the one that ends its block with it.
Fix Suppressions::removal(const Suppression& suppression) const {
  Fix fix{FixKind::safe, "Remove the comment", {{removed_span(suppression.comment), ""}}};
  if (suppression.reach != Reach::from_here) return fix;
  const auto names = [](const Suppression& one) {
    std::vector<std::string_view> list;
    for (const SuppressedName& name : one.names) list.push_back(name.name);
    return list;
  };
  for (const Suppression& other : all_) {
    if (other.comment.begin <= suppression.comment.begin || other.reach != Reach::until_here) continue;
    if (names(other) == names(suppression)) fix.edits.push_back({removed_span(other.comment), ""});
    break;
  }
  return fix;
}

// What goes with a comment: its line where nothing else stands on it, the spaces before it at the end of a line.
Span Suppressions::removed_span(Span comment) const {
  const std::string_view text = tree_.text();
  Span gone = comment;
  // In JSX the braces around a comment go with it.
  const Node parent = node_at(tree_.root(), gone).parent();
  if (parent.is(Kind::jsx_expression)) gone = parent.span();
  const Span first = lines_.line_span(lines_.line_of(gone.begin));
  const std::uint32_t last_line = lines_.line_of(gone.end);
  const Span last = lines_.line_span(last_line);
  const bool nothing_before = trimmed(slice(text, {first.begin, gone.begin})).empty();
  const bool nothing_after = trimmed(slice(text, {gone.end, last.end})).empty();
  if (nothing_before && nothing_after) return {first.begin, lines_.line_span(last_line + 1).begin};
  if (nothing_after) {
    while (gone.begin > first.begin && (text[gone.begin - 1] == ' ' || text[gone.begin - 1] == '\t')) --gone.begin;
    gone.end = last.end;
  } else {
    while (gone.end < last.end && (text[gone.end] == ' ' || text[gone.end] == '\t')) ++gone.end;
  }
  return gone;
}

Fix Suppressions::removal_of_names(const Suppression& suppression) const {
  std::string rest;
  for (const SuppressedName& name : suppression.names)
    if (!name.is_ours || name.is_used || name.rule.empty()) rest.append(rest.empty() ? "" : ", ").append(name.name);
  return {FixKind::safe, "Name only what the comment suppresses", {{suppression.list, rest}}};
}

}  // namespace asynclint
