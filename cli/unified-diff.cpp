#include "cli/unified-diff.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "text/line-changes.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t context_lines = 3;

using Lines = std::vector<std::string_view>;

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
  void add(const LineChange* first, const LineChange* last) {
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
    for (const LineChange* change = first; change <= last; ++change) {
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
  const Lines old_lines = lines_with_ends(before);
  const Lines new_lines = lines_with_ends(after);
  const std::vector<LineChange> changes = line_changes(old_lines, new_lines);
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
