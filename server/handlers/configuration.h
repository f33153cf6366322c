// The settings of a client, asked for.
#pragma once

#include "server/session.h"

namespace asynclint::server::handlers {

// Does nothing for a client that cannot be asked.
void ask_for_configuration(Session& session);

}  // namespace asynclint::server::handlers
