// The comments that suppress a finding, with room for a reason.
#pragma once

#include <optional>

#include "server/document-lint.h"
#include "server/open-document.h"

namespace asynclint::server {

// A comment above the line of the finding; where no such comment can stand (in a template, among the text of JSX), one
// before the finding itself. Parses the text.
[[nodiscard]] TextEdit suppress_line(const Snapshot& snapshot, const Finding& finding);
// At the top of the program that the finding is in.
[[nodiscard]] TextEdit suppress_file(const Snapshot& snapshot, const Finding& finding);

}  // namespace asynclint::server
