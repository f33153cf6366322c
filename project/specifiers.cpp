#include "project/specifiers.h"

#include <array>
#include <cstddef>
#include <unordered_set>

namespace asynclint {
namespace {

// Longer than any specifier that somebody writes.
constexpr std::size_t longest_specifier = 400;

// The string that begins at or after `at`, with nothing but blanks and an opening parenthesis before it.
std::string_view string_at(std::string_view text, std::size_t at, bool in_parentheses) {
  const auto skip = [&] {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) ++at;
  };
  skip();
  if (in_parentheses) {
    if (at >= text.size() || text[at] != '(') return {};
    ++at;
    skip();
  }
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return {};
  const char quote = text[at++];
  const std::string_view rest = text.substr(at, longest_specifier);
  const std::size_t end = rest.find(quote);
  if (end == std::string_view::npos || rest.substr(0, end).find('\n') != std::string_view::npos) return {};
  return rest.substr(0, end);
}

}  // namespace

std::vector<FoundSpecifier> specifiers_in(std::string_view text) {
  std::vector<FoundSpecifier> found;
  std::array<std::unordered_set<std::string_view>, 2> seen;
  const auto add = [&](std::string_view specifier, types::ImportSyntax syntax) {
    if (specifier.empty()) return;
    if (seen[static_cast<std::size_t>(syntax)].insert(specifier).second) found.push_back({specifier, syntax});
  };
  const auto look_behind = [&](std::string_view word, bool in_parentheses, types::ImportSyntax syntax) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
      add(string_at(text, at + word.size(), in_parentheses), syntax);
  };
  look_behind("from", false, types::ImportSyntax::import_);
  look_behind("import", false, types::ImportSyntax::import_);
  look_behind("require", true, types::ImportSyntax::require);
  return found;
}

}  // namespace asynclint
