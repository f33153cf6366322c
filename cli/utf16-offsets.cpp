#include "cli/utf16-offsets.h"

#include <algorithm>

#include "cli/display-text.h"
#include "text/line-index.h"

namespace asynclint::cli {
namespace {

constexpr std::uint32_t milestone_distance = 1024;

// `at`, or where the letter begins that it is inside of.
std::uint32_t letter_boundary(std::string_view text, std::uint32_t at) {
  for (std::uint32_t back = 1; back <= std::min(3U, at); ++back)
    if (code_point_at(text, at - back).bytes > back) return at - back;
  return at;
}

}  // namespace

Utf16Offsets::Utf16Offsets(std::string_view text) : text_(text), milestones_{{0, 0}} {
  for (std::uint32_t at = milestone_distance; at < text.size(); at += milestone_distance) {
    const std::uint32_t place = letter_boundary(text, at);
    const Milestone before = milestones_.back();
    const std::uint32_t units = count_units(slice(text, {before.bytes, place}), ColumnUnit::utf16);
    milestones_.push_back({place, before.units + units});
  }
}

std::uint32_t Utf16Offsets::of(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const std::size_t index = std::min<std::size_t>(offset / milestone_distance, milestones_.size() - 1);
  // A boundary may lie a little before its multiple, never after.
  const Milestone milestone = milestones_[index];
  return milestone.units + count_units(slice(text_, {milestone.bytes, offset}), ColumnUnit::utf16);
}

}  // namespace asynclint::cli
