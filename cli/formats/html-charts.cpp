#include "cli/formats/html-charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/html.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t row_height = 38;
constexpr std::size_t bar_height = 10;
constexpr std::size_t chart_width = 320;
constexpr std::size_t longest_label = 44;

std::size_t total_of(const Bar& bar) { return bar.counts[1] + bar.counts[2] + bar.counts[3]; }

// Of a path, the end says more than the beginning.
std::string shortened(std::string_view label) {
  if (label.size() <= longest_label) return std::string(label);
  label.remove_prefix(label.size() - longest_label);
  while (!label.empty() && (static_cast<unsigned char>(label.front()) & 0xC0U) == 0x80U) label.remove_prefix(1);
  return "…" + std::string(label);
}

std::string words_of(const Bar& bar) {
  std::string words;
  constexpr std::array<std::pair<std::size_t, std::string_view>, 3> nouns{
      {{3, "errors"}, {2, "warnings"}, {1, "hints"}}};
  for (const auto& [level, noun] : nouns)
    if (bar.counts.at(level) > 0)
      words += fmt::format("{}{} {}", words.empty() ? "" : ", ", bar.counts.at(level), noun);
  return words;
}

std::string row_of(const Bar& bar, std::size_t y, std::size_t longest) {
  std::string svg = fmt::format(
      "<g><title>{0}: {1}</title><text x=\"0\" y=\"{2}\">{3}</text><text class=\"count\" x=\"{4}\" y=\"{2}\" "
      "text-anchor=\"end\">{5}</text>",
      html_text(bar.label), words_of(bar), y + 14, html_text(shortened(bar.label)), chart_width, total_of(bar));
  svg += fmt::format("<rect class=\"track\" x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>", y + 20,
                     chart_width, bar_height);
  static constexpr std::array<std::pair<std::size_t, std::string_view>, 3> levels{
      {{3, "error"}, {2, "warning"}, {1, "info"}}};
  double x = 0;
  for (const auto& [level, word] : levels) {
    if (bar.counts.at(level) == 0) continue;
    const double width = static_cast<double>(chart_width) * static_cast<double>(bar.counts.at(level)) /
                         static_cast<double>(std::max<std::size_t>(longest, 1));
    svg += fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" rx=\"3\"/>", word, x,
                       y + 20, std::max(width, 2.0), bar_height);
    x += width;
  }
  return svg + "</g>\n";
}

}  // namespace

std::string chart(std::string_view title, std::vector<Bar> bars, std::size_t most) {
  if (bars.empty()) return {};
  std::ranges::stable_sort(bars, [](const Bar& a, const Bar& b) { return total_of(a) > total_of(b); });
  const std::size_t more = bars.size() - std::min(bars.size(), most);
  bars.resize(bars.size() - more);
  const std::size_t longest = total_of(bars.front());
  std::string rows;
  std::string said;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    rows += row_of(bars[i], i * row_height, longest);
    said += fmt::format("{}{} {}", said.empty() ? "" : ", ", bars[i].label, total_of(bars[i]));
  }
  return fmt::format(
      "<figure><figcaption>{0}</figcaption><svg role=\"img\" aria-label=\"{1}\" viewBox=\"0 0 {2} {3}\" width=\"{2}\" "
      "height=\"{3}\">\n{4}</svg>{5}</figure>\n",
      html_text(title), html_text(fmt::format("{}: {}", title, said)), chart_width, bars.size() * row_height, rows,
      more > 0 ? fmt::format("<p>and {} more</p>", more) : "");
}

}  // namespace asynclint::cli
