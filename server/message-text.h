// The text of a message, as JSON.
#pragma once

#include <string>

#include "server/json.h"

namespace asynclint::server {

// Escapes of half a surrogate pair, which JavaScript's own writer makes of a text that was cut inside an emoji, count
// as U+FFFD: it is as long as they are. `reason` says what is wrong; it stays empty for what can be read.
[[nodiscard]] Json parse_message(std::string body, std::string& reason);

}  // namespace asynclint::server
