// Places and changes as the protocol writes them.
#pragma once

#include <string>
#include <vector>

#include "server/client-capabilities.h"
#include "server/json.h"
#include "server/open-document.h"
#include "server/params.h"
#include "server/text-changes.h"

namespace asynclint::server {

[[nodiscard]] Json range_json(const IndexedText& text, Span span, ColumnUnit unit);
[[nodiscard]] Span span_of(const IndexedText& text, const ClientRange& range, ColumnUnit unit);

// Changes of one document, for the version that they were made for when the client can check that.
[[nodiscard]] Json workspace_edit(const Snapshot& snapshot, const std::vector<TextEdit>& edits,
                                  const ClientCapabilities& client);

}  // namespace asynclint::server
