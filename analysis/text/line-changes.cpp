#include "text/line-changes.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace asynclint {
namespace {

// Beyond so many changed lines the search for the fewest takes too long.
constexpr std::int32_t most_changes = 2000;

struct Step {
  std::size_t old_line;
  std::size_t new_line;
};

// The lines that stay, as pairs, by Myers' greedy search for the shortest edit script: `reached[k]` is how far one gets
// in the old text on diagonal k (old minus new) with a number of changes, and one such row is kept for each number.
class ShortestEdit {
 public:
  ShortestEdit(std::span<const std::string_view> before, std::span<const std::string_view> after)
      : before_(before), after_(after) {}

  // None when there are too many changes.
  [[nodiscard]] bool search() {
    const auto size = static_cast<std::int32_t>(before_.size() + after_.size());
    std::vector<std::int32_t> reached{0, 0, 0};
    for (std::int32_t changes = 0; changes <= std::min(size, most_changes); ++changes) {
      std::vector<std::int32_t> row(static_cast<std::size_t>(2 * changes + 3));
      for (std::int32_t k = -changes; k <= changes; k += 2) {
        const std::int32_t x = slide(start(reached, changes, k), k);
        at(row, changes, k) = x;
        if (x >= old_size() && x - k >= new_size()) {
          rows_.push_back(std::move(row));
          return true;
        }
      }
      rows_.push_back(row);
      reached = std::move(row);
    }
    return false;
  }

  // Where old and new lines are the same, from the first to the last.
  [[nodiscard]] std::vector<Step> kept() const {
    std::vector<Step> steps;
    std::int32_t x = old_size();
    std::int32_t y = new_size();
    for (auto changes = static_cast<std::int32_t>(rows_.size()) - 1; changes >= 0; --changes) {
      const std::int32_t k = x - y;
      static const std::vector<std::int32_t> none{0, 0, 0};
      const auto& before = changes > 0 ? rows_[static_cast<std::size_t>(changes - 1)] : none;
      const std::int32_t begin = start(before, changes, k);
      for (; x > begin; --x, --y) steps.push_back({static_cast<std::size_t>(x - 1), static_cast<std::size_t>(y - 1)});
      if (changes == 0) break;
      const bool was_added = is_addition(before, changes, k);
      x = was_added ? begin : begin - 1;
      y = was_added ? begin - k - 1 : begin - k;
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

 private:
  using Row = std::vector<std::int32_t>;

  [[nodiscard]] std::int32_t old_size() const { return static_cast<std::int32_t>(before_.size()); }
  [[nodiscard]] std::int32_t new_size() const { return static_cast<std::int32_t>(after_.size()); }

  // A row for n changes has room for the diagonals -n-1 to n+1.
  static std::size_t index_of(std::int32_t changes, std::int32_t k) {
    return static_cast<std::uint32_t>(k + changes + 1);
  }
  static std::int32_t& at(Row& row, std::int32_t changes, std::int32_t k) { return row[index_of(changes, k)]; }
  static std::int32_t at(const Row& row, std::int32_t changes, std::int32_t k) { return row[index_of(changes, k)]; }

  // Whether diagonal k is best reached from the one above (a line added) or from the one below (a line removed).
  static bool is_addition(const Row& before, std::int32_t changes, std::int32_t k) {
    return k == -changes || (k != changes && at(before, changes - 1, k - 1) < at(before, changes - 1, k + 1));
  }

  static std::int32_t start(const Row& before, std::int32_t changes, std::int32_t k) {
    if (changes == 0) return 0;
    return is_addition(before, changes, k) ? at(before, changes - 1, k + 1) : at(before, changes - 1, k - 1) + 1;
  }

  // Along lines that are the same.
  [[nodiscard]] std::int32_t slide(std::int32_t x, std::int32_t k) const {
    while (x < old_size() && x - k < new_size() && x - k >= 0 &&
           before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(x - k)])
      ++x;
    return x;
  }

  std::span<const std::string_view> before_;
  std::span<const std::string_view> after_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<std::string_view> lines_with_ends(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<LineChange> line_changes(std::span<const std::string_view> before,
                                     std::span<const std::string_view> after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  const auto old_lines = before.subspan(head, before.size() - head - tail);
  const auto new_lines = after.subspan(head, after.size() - head - tail);

  std::vector<Step> kept;
  ShortestEdit edit(old_lines, new_lines);
  if (edit.search()) kept = edit.kept();
  kept.push_back({old_lines.size(), new_lines.size()});
  std::vector<LineChange> changes;
  Step next{0, 0};
  for (const Step step : kept) {
    if (step.old_line > next.old_line || step.new_line > next.new_line)
      changes.push_back({head + next.old_line, head + step.old_line, head + next.new_line, head + step.new_line});
    next = {step.old_line + 1, step.new_line + 1};
  }
  return changes;
}

}  // namespace asynclint
