// What counts for a file, as JSON: what --print-config says, and what editors show.
#pragma once

#include <string>

#include "project/configuration.h"

namespace asynclint {

// Each setting with the line that it comes from, null where it is the linter's own.
[[nodiscard]] std::string configuration_json(const std::string& path, const ResolvedConfiguration& resolved);

}  // namespace asynclint
