// What a finding is called between the server and its client, so that an action finds it again without anything being
// kept for it.
#pragma once

#include <string>
#include <vector>

#include "server/document-lint.h"

namespace asynclint::server {

// One for each finding, in their order. They stay the same while other lines change: what counts is the rule, the
// message, the line that it is on, and how many like it stand before.
[[nodiscard]] std::vector<std::string> identities_of(const Checked& checked);

}  // namespace asynclint::server
