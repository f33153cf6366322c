// Something is wrong in a file that asynclint only looks into, a package.json or a tsconfig.json. The rest goes on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/line-index.h"

namespace asynclint {

struct ProjectWarning {
  std::string path;
  // Counted from 1, the column in UTF-16 units; 0 when it is about the file as a whole.
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;
};

[[nodiscard]] inline ProjectWarning warning_at(std::string path, std::string_view text, std::uint32_t offset,
                                               std::string message) {
  const Position at = LineIndex(text).position(offset, ColumnUnit::utf16);
  return {std::move(path), at.line + std::size_t{1}, at.column + std::size_t{1}, std::move(message)};
}

}  // namespace asynclint
