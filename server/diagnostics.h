// Findings as the protocol's diagnostics.
#pragma once

#include <string>

#include "server/client-capabilities.h"
#include "server/client.h"
#include "server/json.h"
#include "server/open-document.h"
#include "server/settings.h"

namespace asynclint::server {

// Of all findings, in their order.
[[nodiscard]] Json diagnostics_json(const Snapshot& snapshot, const Checked& checked, const ClientCapabilities& client);

// What a client is told that asked: all of it, or that nothing has changed since it was told the result of this id.
[[nodiscard]] Json document_report(Json diagnostics, const std::string& known);
[[nodiscard]] Json unchanged_report(const std::string& id);

// Looks at the latest version, and tells the client unless there is a newer one by then.
void publish_diagnostics(Client& client, const ClientCapabilities& can, OpenDocument& document);

}  // namespace asynclint::server
