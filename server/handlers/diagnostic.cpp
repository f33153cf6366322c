// `textDocument/diagnostic`: what is found in a document, for a client that asks.
#include <nlohmann/json.hpp>

#include "server/diagnostics.h"
#include "server/handlers/handlers.h"
#include "server/response-error.h"

namespace asynclint::server::handlers {

Answer diagnostic(Session& session, const Params& params) {
  const std::string uri = params["textDocument"]["uri"].text();
  const std::string known = params["previousResultId"].text_or("");
  const auto document = session.documents.find(uri);
  // Some clients ask about what they show and have not opened.
  if (!document) return [](const Cancellation&) { return Json{{"kind", "full"}, {"items", Json::array()}}; };
  const Snapshot snapshot = document->latest();
  return [document, snapshot, known, &can = session.capabilities](const Cancellation& cancellation) {
    const auto is_latest = [&] { return document->if_latest(snapshot.revision, [] {}); };
    const auto outdated = [] { return ResponseError(ErrorCode::server_cancelled, "the text has changed"); };
    if (!is_latest()) throw outdated();
    const auto checked = document->lint().check(snapshot);
    cancellation.check();
    Json report = document_report(diagnostics_json(snapshot, *checked, can), known);
    if (!is_latest()) throw outdated();
    return report;
  };
}

}  // namespace asynclint::server::handlers
