// The settings of a client, asked for, and what the client is told of them.
#pragma once

#include "server/json.h"
#include "server/session.h"

namespace asynclint::server::handlers {

// Does nothing for a client that cannot be asked.
void ask_for_configuration(Session& session);

// For a client that asks for diagnostics: what it may ask for, with the settings as they are. Notes that it was told.
[[nodiscard]] Json diagnostic_options(Session& session);

}  // namespace asynclint::server::handlers
