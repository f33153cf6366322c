// `codeAction/resolve`: somebody chose an action, and now its changes are worked out, for the text as it is by now.
#include <nlohmann/json.hpp>

#include "server/code-actions.h"
#include "server/handlers/handlers.h"
#include "server/protocol-json.h"
#include "server/response-error.h"

namespace asynclint::server::handlers {

Answer resolve_code_action(Session& session, const Params& params) {
  const auto key = read_action_data(params["data"].json());
  if (!key) params["data"].complain("is not what this server wrote there");
  const auto document = session.document(params["data"]);
  const Snapshot snapshot = document->latest();
  return [document, snapshot, key = *key, action = params.json(),
          &client = session.capabilities](const Cancellation& cancellation) {
    const auto checked = document->lint().check(snapshot);
    cancellation.check();
    const auto edits = edits_of(key, snapshot, *checked, document->lint());
    if (!edits) throw ResponseError(ErrorCode::content_modified, "what this was about is not there any more");
    Json resolved = action;
    resolved["edit"] = workspace_edit(snapshot, *edits, client);
    return resolved;
  };
}

}  // namespace asynclint::server::handlers
