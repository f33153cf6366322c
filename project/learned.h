// What a person has marked as learned: slugs of lessons in one JSON file of theirs, and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "project/result.h"

namespace asynclint {

// Where it is: below $XDG_STATE_HOME or ~/.local/state, on Windows below %LOCALAPPDATA%. Empty when none of them is
// known.
[[nodiscard]] std::string learned_file();

// In the order in which they were learned. None were when there is no file.
[[nodiscard]] Result<std::vector<std::string>> read_learned(const std::string& path);

// Writes the file anew, whole or not at all. What one that is not understood says is not written over.
[[nodiscard]] std::optional<Failure> write_learned(const std::string& path, const std::vector<std::string>& slugs);

}  // namespace asynclint
