// Bars as SVG, for the report that is a page.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint::cli {

// By level, as its number says.
using LevelCounts = std::array<std::size_t, 4>;

struct Bar {
  std::string label;
  LevelCounts counts{};
};

// The longest first, and not more than so many. Without any, nothing.
[[nodiscard]] std::string chart(std::string_view title, std::vector<Bar> bars, std::size_t most);

}  // namespace asynclint::cli
