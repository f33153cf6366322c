#include "project/types-versions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "project/path-patterns.h"

namespace asynclint {
namespace {

struct Version {
  std::array<int, 3> parts{};
  // How many of them were given.
  std::size_t given = 0;
};

// The versions that count as today's.
constexpr std::array<std::array<int, 3>, 2> todays{{{5, 9, 0}, {6, 0, 0}}};

std::optional<Version> version_of(std::string_view text) {
  Version version;
  if (text.starts_with('v')) text.remove_prefix(1);
  while (version.given < version.parts.size()) {
    const std::string_view part = text.substr(0, text.find_first_of(".-+"));
    if (part.empty() || part == "x" || part == "X" || part == "*") break;
    int number = 0;
    for (const char digit : part) {
      if (digit < '0' || digit > '9' || number > 99'999) return std::nullopt;
      number = number * 10 + (digit - '0');
    }
    version.parts[version.given++] = number;
    text.remove_prefix(part.size());
    if (!text.starts_with('.')) break;
    text.remove_prefix(1);
  }
  return version;
}

// How a version stands to a given one, of which only what is given counts.
int compared(const std::array<int, 3>& version, const Version& given) {
  for (std::size_t i = 0; i < given.given; ++i)
    if (version[i] != given.parts[i]) return version[i] < given.parts[i] ? -1 : 1;
  return 0;
}

bool fits_comparator(const std::array<int, 3>& version, std::string_view text) {
  const std::string_view sign = text.substr(0, std::min(text.find_first_not_of("<>=^~"), text.size()));
  const std::optional<Version> given = version_of(text.substr(sign.size()));
  if (!given) return false;
  const int order = compared(version, *given);
  if (sign == ">=") return order >= 0;
  if (sign == ">") return order > 0;
  if (sign == "<=") return order <= 0;
  if (sign == "<") return order < 0;
  if (sign == "^" || sign == "~") {
    Version kept = *given;
    kept.given = std::min<std::size_t>(kept.given, sign == "^" ? 1 : 2);
    Version full = *given;
    full.given = full.parts.size();
    return compared(version, kept) == 0 && compared(version, full) >= 0;
  }
  return order == 0;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    if (text.empty()) return words;
    words.push_back(text.substr(0, text.find_first_of(" \t")));
    text.remove_prefix(words.back().size());
  }
}

// All that stands between two `||`.
bool fits_all(const std::array<int, 3>& version, std::string_view text) {
  std::string sign;
  for (const std::string_view word : words_of(text)) {
    // Of `4.1 - 4.9`; nobody writes that here.
    if (word == "-") return false;
    // A sign may stand apart from its version.
    if (word.find_first_not_of("<>=^~") == std::string_view::npos) {
      sign = word;
      continue;
    }
    if (!fits_comparator(version, sign + std::string(word))) return false;
    sign.clear();
  }
  return true;
}

}  // namespace

std::vector<std::string> mapped_by_types_versions(const JsonValue& types_versions, std::string_view path) {
  for (const JsonMember& member : types_versions.members)
    if (fits_typescript(member.key)) return mapped(path, path_patterns(member.value));
  return {};
}

bool fits_typescript(std::string_view range) {
  while (true) {
    const std::size_t end = range.find("||");
    const std::string_view alternative = range.substr(0, end);
    for (const std::array<int, 3>& version : todays)
      if (fits_all(version, alternative)) return true;
    if (end == std::string_view::npos) return false;
    range.remove_prefix(end + 2);
  }
}

}  // namespace asynclint
