#include "lint/name-patterns.h"

#include <algorithm>

namespace asynclint {
namespace {

// What stands before the next dot; that and the dot are taken off.
std::string_view take_name(std::string_view& path) {
  const std::size_t dot = path.find('.');
  const std::string_view name = path.substr(0, dot);
  path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  return name;
}

// After a mismatch only the latest star is tried again, one letter further: an earlier one could do no more.
bool matches_name(std::string_view pattern, std::string_view name) {
  std::size_t at = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  for (std::size_t letter = 0; letter < name.size();) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      retry = letter;
    } else if (at < pattern.size() && pattern[at] == name[letter]) {
      ++at;
      ++letter;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      letter = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace

bool matches_path(std::string_view pattern, std::string_view path) {
  // What is left of both behind the latest `**`; the same thought as with letters.
  std::string_view after_stars;
  std::string_view retry;
  bool has_stars = false;
  while (!path.empty()) {
    std::string_view rest = pattern;
    const std::string_view wanted = take_name(rest);
    if (wanted == "**") {
      has_stars = true;
      pattern = after_stars = rest;
      retry = path;
      if (pattern.empty()) return true;
      continue;
    }
    std::string_view other = path;
    if (!pattern.empty() && matches_name(wanted, take_name(other))) {
      pattern = rest;
      path = other;
    } else if (has_stars) {
      take_name(retry);
      path = retry;
      pattern = after_stars;
    } else {
      return false;
    }
  }
  return pattern.empty() || pattern == "**";
}

bool is_name_pattern(std::string_view pattern) {
  if (pattern.starts_with('!')) pattern.remove_prefix(1);
  if (pattern.empty() || pattern.ends_with('.')) return false;
  while (!pattern.empty()) {
    const std::string_view name = take_name(pattern);
    constexpr std::string_view never = " \t\r\n!\"'`,;:/\\{}[]<>+-=&|^%~?@";
    if (name.empty() || name.find_first_of(never) != std::string_view::npos) return false;
  }
  return true;
}

bool NamePatterns::matches(std::string_view path) const {
  const auto says = [&](std::string_view pattern) {
    if (pattern.starts_with('!')) pattern.remove_prefix(1);
    return matches_path(pattern, path);
  };
  for (std::size_t i = added_.size(); i-- > 0;)
    if (says(added_[i])) return !added_[i].starts_with('!');
  return std::ranges::any_of(standard_, says);
}

std::function<bool(std::string_view)> NamePatterns::as_test() const {
  if (empty()) return {};
  return [patterns = *this](std::string_view path) { return patterns.matches(path); };
}

}  // namespace asynclint
