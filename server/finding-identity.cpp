#include "server/finding-identity.h"

#include <xxhash.h>

#include <array>
#include <string_view>
#include <unordered_map>

namespace asynclint::server {
namespace {

std::string hexadecimal(std::uint64_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) *digit = digits[value & 15U];
  return text;
}

}  // namespace

std::vector<std::string> identities_of(const Checked& checked) {
  std::vector<std::string> identities;
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  for (const Finding& finding : checked.findings) {
    const LineIndex& lines = checked.text->lines;
    const std::string_view line = slice(checked.text->text, lines.line_span(lines.line_of(finding.span.begin)));
    std::uint64_t hash = 0;
    for (const std::string_view part : {finding.rule, std::string_view(finding.message), line})
      hash = XXH3_64bits_withSeed(part.data(), part.size(), hash);
    identities.push_back(hexadecimal(hash + seen[hash]++));
  }
  return identities;
}

}  // namespace asynclint::server
