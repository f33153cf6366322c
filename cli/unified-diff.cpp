#include "cli/unified-diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace asynclint::cli {
namespace {

constexpr std::size_t context_lines = 3;
// Beyond so many changed lines the search for the shortest diff takes too long, and whole blocks are replaced.
constexpr std::int32_t most_changes = 2000;

using Lines = std::vector<std::string_view>;

// With their line ends; only a last line may have none.
Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Lines [old_begin, old_end) became lines [new_begin, new_end).
struct Change {
  std::size_t old_begin;
  std::size_t old_end;
  std::size_t new_begin;
  std::size_t new_end;
};

struct Step {
  std::size_t old_line;
  std::size_t new_line;
};

// The lines that stay, as pairs, by Myers' greedy search for the shortest edit script: `reached[k]` is how far one gets
// in the old text on diagonal k (old minus new) with a number of changes, and one such row is kept for each number.
class ShortestEdit {
 public:
  ShortestEdit(const Lines& before, const Lines& after) : before_(before), after_(after) {}

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

  const Lines& before_;
  const Lines& after_;
  std::vector<Row> rows_;
};

std::vector<Change> changes_between(const Lines& before, const Lines& after) {
  std::size_t head = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
  std::size_t tail = 0;
  while (tail < before.size() - head && tail < after.size() - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head), lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  const Lines old_lines = middle(before);
  const Lines new_lines = middle(after);

  std::vector<Step> kept;
  ShortestEdit edit(old_lines, new_lines);
  if (edit.search()) kept = edit.kept();
  kept.push_back({old_lines.size(), new_lines.size()});
  std::vector<Change> changes;
  Step next{0, 0};
  for (const Step step : kept) {
    if (step.old_line > next.old_line || step.new_line > next.new_line)
      changes.push_back({head + next.old_line, head + step.old_line, head + next.new_line, head + step.new_line});
    next = {step.old_line + 1, step.new_line + 1};
  }
  return changes;
}

std::string range_text(std::size_t begin, std::size_t count) {
  // An empty range is named by the line before it.
  std::string text = std::to_string(count == 0 ? begin : begin + 1);
  return count == 1 ? text : text + "," + std::to_string(count);
}

class Hunks {
 public:
  Hunks(const Lines& before, const Lines& after, const Palette& palette)
      : before_(before), after_(after), palette_(palette) {}

  // Changes whose context would meet, as one hunk.
  void add(const Change* first, const Change* last) {
    const std::size_t lead = std::min(first->old_begin, context_lines);
    const std::size_t trail = std::min(before_.size() - last->old_end, context_lines);
    const std::size_t old_begin = first->old_begin - lead;
    const std::size_t old_end = last->old_end + trail;
    const std::size_t new_begin = first->new_begin - lead;
    const std::size_t new_end = last->new_end + trail;
    text_ += palette_(Paint::cyan, "@@ -" + range_text(old_begin, old_end - old_begin) + " +" +
                                       range_text(new_begin, new_end - new_begin) + " @@") +
             "\n";
    std::size_t at = old_begin;
    for (const Change* change = first; change <= last; ++change) {
      for (; at < change->old_begin; ++at) line(' ', before_[at]);
      for (; at < change->old_end; ++at) line('-', before_[at]);
      for (std::size_t i = change->new_begin; i < change->new_end; ++i) line('+', after_[i]);
    }
    for (; at < old_end; ++at) line(' ', before_[at]);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void line(char sign, std::string_view content) {
    const bool has_end = content.ends_with('\n');
    if (has_end) content.remove_suffix(1);
    const std::string signed_line = sign + std::string(content);
    if (sign == ' ')
      text_ += signed_line;
    else
      text_ += palette_(sign == '+' ? Paint::green : Paint::red, signed_line);
    text_ += has_end ? "\n" : "\n\\ No newline at end of file\n";
  }

  const Lines& before_;
  const Lines& after_;
  const Palette& palette_;
  std::string text_;
};

std::string heading(std::string_view sign, std::string_view path, const Palette& palette) {
  std::string text(sign);
  text += path;
  // A tab ends a name that has a space in it, as patch and git expect.
  if (path.find(' ') != std::string_view::npos) text += '\t';
  return palette(Paint::bold, text) + "\n";
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after,
                         const Palette& palette) {
  if (before == after) return {};
  const Lines old_lines = split(before);
  const Lines new_lines = split(after);
  const std::vector<Change> changes = changes_between(old_lines, new_lines);
  Hunks hunks(old_lines, new_lines, palette);
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t last = first;
    while (last + 1 < changes.size() && changes[last + 1].old_begin - changes[last].old_end <= 2 * context_lines)
      ++last;
    hunks.add(&changes[first], &changes[last]);
    first = last + 1;
  }
  const bool is_absolute = path.starts_with('/');
  const std::string name(is_absolute ? path.substr(1) : path);
  return heading("--- a/", name, palette) + heading("+++ b/", name, palette) + hunks.take();
}

}  // namespace asynclint::cli
