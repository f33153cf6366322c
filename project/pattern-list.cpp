#include "project/pattern-list.h"

#include <utility>

#include "project/paths.h"

namespace asynclint {

PatternList::PatternList(std::string directory) : prefix_(std::move(directory)) {
  if (!prefix_.ends_with('/')) prefix_ += '/';
}

void PatternList::add(std::string_view pattern, std::size_t line) { patterns_.push_back({IgnoreFile(pattern), line}); }

PatternList::Answer PatternList::answer(std::string_view path, bool is_directory) const {
  if (!path.starts_with(prefix_)) return {};
  const IgnoreQuery query{path.substr(prefix_.size()), base_name(path), is_directory};
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    const Verdict verdict = pattern->lines.verdict(query);
    if (verdict != Verdict::silent) return {verdict, pattern->line};
  }
  return {};
}

bool PatternList::covers(std::string_view path) const {
  if (!path.starts_with(prefix_)) return false;
  for (std::size_t slash = path.find('/', prefix_.size()); slash != std::string_view::npos;
       slash = path.find('/', slash + 1))
    if (answer(path.substr(0, slash), true).verdict == Verdict::ignored) return true;
  return answer(path, false).verdict == Verdict::ignored;
}

}  // namespace asynclint
