// What a finding rests on, in words.
#pragma once

#include <string>
#include <string_view>

#include "cli/places.h"
#include "lint/finding.h"

namespace asynclint::cli {

// How sure a finding is, and why no surer.
[[nodiscard]] std::string_view sureness(Evidence evidence);

// Where a step can be read, as somebody in `directory` would open it; of this file the line alone. Empty for what is in
// no file.
[[nodiscard]] std::string place_of_step(const EvidenceStep& step, const Places& places, std::string_view directory);

// Whether a related place of the finding speaks of the same line already.
[[nodiscard]] bool is_said(const Finding& finding, const EvidenceStep& step, const Places& places);

}  // namespace asynclint::cli
