// A text as a client keeps it, too simple to be wrong: a list of code points, and every position counted from the
// beginning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/line-index.h"

namespace asynclint::tests {

class TextModel {
 public:
  explicit TextModel(std::string_view utf8);

  [[nodiscard]] std::string utf8() const;
  [[nodiscard]] std::size_t size() const { return points_.size(); }
  // Where a code point is. One between \r and \n has no position of its own, and counts as before both.
  [[nodiscard]] Position position(std::size_t index, ColumnUnit unit) const;
  [[nodiscard]] bool has_position(std::size_t index) const;
  void replace(std::size_t begin, std::size_t end, std::string_view utf8);
  [[nodiscard]] std::string slice(std::size_t begin, std::size_t end) const;

 private:
  std::u32string points_;
};

}  // namespace asynclint::tests
