// The text of a file as the linter sees it, and as it lies on the disk.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace asynclint {

// While it is parsed, a file of nothing but short tokens takes a hundred times its size in memory, and no person writes
// one of this size: the largest sources in JavaScript that are written by hand have about 1 MiB.
inline constexpr std::size_t source_size_limit = std::size_t{4} << 20U;

struct SourceText {
  // Without the byte order mark, which is part of the file and not of the program. Shared with the tree that was made
  // of it.
  std::shared_ptr<const std::string> text;
  bool has_byte_order_mark = false;

  [[nodiscard]] static SourceText from_bytes(std::string bytes);
  // What the file would hold with `content` for its text.
  [[nodiscard]] std::string bytes_with(std::string_view content) const;
};

}  // namespace asynclint
