#include "server/text-diff.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

namespace asynclint::server {
namespace {

// Beyond this the differences are replaced as a whole.
constexpr std::size_t most_cells = std::size_t{4} << 20U;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

// The longest common subsequence of two short lists of lines, by the table of textbooks.
class Alignment {
 public:
  Alignment(std::span<const std::string_view> before, std::span<const std::string_view> after)
      : before_(before), after_(after), width_(after.size() + 1), lengths_((before.size() + 1) * width_) {
    for (std::size_t i = before.size(); i-- > 0;)
      for (std::size_t j = after.size(); j-- > 0;)
        at(i, j) = before[i] == after[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }

  // Calls it for each run of lines that is replaced: first and end of both.
  template <typename Replace>
  void for_each_difference(const Replace& replace) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before_.size() || j < after_.size()) {
      const std::size_t first = i;
      const std::size_t first_after = j;
      while ((i < before_.size() || j < after_.size()) && !is_same(i, j)) {
        if (j == after_.size() || (i < before_.size() && at(i + 1, j) >= at(i, j + 1)))
          ++i;
        else
          ++j;
      }
      if (i > first || j > first_after) replace(first, i, first_after, j);
      for (; is_same(i, j); ++j) ++i;
    }
  }

 private:
  std::uint32_t& at(std::size_t i, std::size_t j) { return lengths_[i * width_ + j]; }
  [[nodiscard]] bool is_same(std::size_t i, std::size_t j) const {
    return i < before_.size() && j < after_.size() && before_[i] == after_[j];
  }

  std::span<const std::string_view> before_;
  std::span<const std::string_view> after_;
  std::size_t width_;
  std::vector<std::uint32_t> lengths_;
};

}  // namespace

std::vector<TextEdit> text_difference(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  const std::size_t shorter = std::min(old_lines.size(), new_lines.size());
  std::size_t front = 0;
  while (front < shorter && old_lines[front] == new_lines[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && old_lines[old_lines.size() - 1 - back] == new_lines[new_lines.size() - 1 - back])
    ++back;
  const auto middle = std::span(old_lines).subspan(front, old_lines.size() - front - back);
  const auto new_middle = std::span(new_lines).subspan(front, new_lines.size() - front - back);

  std::vector<TextEdit> edits;
  const auto offset = [](std::string_view text, std::span<const std::string_view> lines, std::size_t index) {
    return static_cast<std::uint32_t>(index < lines.size() ? lines[index].data() - text.data()
                                                           : static_cast<std::ptrdiff_t>(text.size()));
  };
  const auto replace = [&](std::size_t first, std::size_t end, std::size_t new_first, std::size_t new_end) {
    const Span old_place{offset(before, old_lines, front + first), offset(before, old_lines, front + end)};
    const Span new_place{offset(after, new_lines, front + new_first), offset(after, new_lines, front + new_end)};
    edits.push_back({old_place, std::string(slice(after, new_place))});
  };
  if (middle.size() * new_middle.size() > most_cells)
    replace(0, middle.size(), 0, new_middle.size());
  else
    Alignment(middle, new_middle).for_each_difference(replace);
  return edits;
}

}  // namespace asynclint::server
