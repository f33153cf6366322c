#include "project/path-patterns.h"

#include <utility>

namespace asynclint {
namespace {

using JsonType = JsonValue::Type;

bool matches(std::string_view name, const PathPattern& pattern) {
  if (!pattern.has_star) return name == pattern.prefix;
  return name.size() >= pattern.prefix.size() + pattern.suffix.size() && name.starts_with(pattern.prefix) &&
         name.ends_with(pattern.suffix);
}

bool is_nearer(const PathPattern& pattern, const PathPattern* than) {
  if (than == nullptr) return true;
  if (pattern.has_star != than->has_star) return !pattern.has_star;
  return pattern.prefix.size() > than->prefix.size();
}

}  // namespace

PathPattern path_pattern(std::string_view key) {
  const std::size_t star = key.find('*');
  if (star == std::string_view::npos) return {std::string(key), {}, false, {}};
  return {std::string(key.substr(0, star)), std::string(key.substr(star + 1)), true, {}};
}

std::vector<PathPattern> path_patterns(const JsonValue& object) {
  std::vector<PathPattern> patterns;
  for (const JsonMember& member : object.members) {
    PathPattern pattern = path_pattern(member.key);
    for (const JsonValue& item : member.value.items)
      if (item.is(JsonType::string)) pattern.targets.push_back(item.text);
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

std::vector<std::string> mapped(std::string_view name, const std::vector<PathPattern>& patterns) {
  const PathPattern* nearest = nullptr;
  for (const PathPattern& pattern : patterns)
    if (matches(name, pattern) && is_nearer(pattern, nearest)) nearest = &pattern;
  std::vector<std::string> targets;
  if (nearest == nullptr) return targets;
  std::string_view star;
  if (nearest->has_star)
    star = name.substr(nearest->prefix.size(), name.size() - nearest->prefix.size() - nearest->suffix.size());
  targets.reserve(nearest->targets.size());
  for (const std::string& target : nearest->targets)
    targets.push_back(nearest->has_star ? with_star(target, star) : target);
  return targets;
}

std::string with_star(std::string_view target, std::string_view star) {
  std::string result;
  while (true) {
    const std::size_t at = target.find('*');
    result += target.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += star;
    target.remove_prefix(at + 1);
  }
}

}  // namespace asynclint
