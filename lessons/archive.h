// The files that the executable carries: the pages of lessons and rules, the drills, and what the static site is made
// of. tools/generate-archive.mjs packs them when asynclint is built.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint {

// A file's content: `lessons/call-stack.html`, `drills/promisify/task.md`. None if there is no such file.
[[nodiscard]] std::optional<std::string> archived(std::string_view name);

// The names that begin with `prefix`, sorted as in a listing of their directories.
[[nodiscard]] std::vector<std::string_view> archived_names(std::string_view prefix);

// Several files, packed together; generated. The last one holds what is where in the others.
struct Pack {
  std::uint32_t size;
  std::string_view packed;
};
[[nodiscard]] std::span<const Pack> packs();

}  // namespace asynclint
