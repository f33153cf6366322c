// How sure the linter is of what it says.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace asynclint {

// Seen in this program; from a table of APIs, a declaration or another module; from a name or a comment.
enum class Evidence : std::uint8_t { certain, known, likely };

[[nodiscard]] std::string_view name(Evidence evidence);

[[nodiscard]] constexpr Evidence weaker(Evidence a, Evidence b) { return std::max(a, b); }

}  // namespace asynclint
