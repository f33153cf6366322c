// The files that reports are written into: whole, or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "project/result.h"

namespace asynclint::cli {

// Why a report could not be written there, as far as that can be known before; makes the folders that are missing.
[[nodiscard]] std::optional<Failure> prepare_report_file(const std::string& path);

// A new file, or what takes the place of an old one in one step.
[[nodiscard]] std::optional<Failure> write_report_file(const std::string& path, std::string_view text);

}  // namespace asynclint::cli
