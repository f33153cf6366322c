#include "project/minified.h"

#include <cstddef>

#include "project/paths.h"

namespace asynclint {
namespace {

// People break lines long before this; the few that they do not break (a table, an embedded image) are not most of
// their file.
constexpr std::size_t long_line = 1000;

}  // namespace

bool has_minified_name(std::string_view path) {
  std::string_view stem = base_name(path);
  stem.remove_suffix(extension(stem).size());
  return stem.ends_with(".min") || stem.ends_with("-min");
}

bool looks_minified(std::string_view text) {
  std::size_t in_long_lines = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = text.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline;
    if (end - begin > long_line) in_long_lines += end - begin;
    begin = end + 1;
  }
  return in_long_lines > text.size() / 2;
}

}  // namespace asynclint
