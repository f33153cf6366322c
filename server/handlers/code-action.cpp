// `textDocument/codeAction`: what mends what is found at a place.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/diagnostics.h"
#include "server/finding-identity.h"
#include "server/handlers/handlers.h"
#include "server/protocol-json.h"

namespace asynclint::server::handlers {
namespace {

// Which kinds the client wants; all when it does not say.
struct Wanted {
  std::vector<std::string> only;

  // A kind stands for those that begin with it: `source` for `source.fixAll`.
  [[nodiscard]] bool any_of(std::string_view kind) const {
    const auto covers = [&](const std::string& one) {
      return one.empty() || kind == one || (kind.starts_with(one) && kind[one.size()] == '.');
    };
    return only.empty() || std::ranges::any_of(only, covers);
  }
};

}  // namespace

Answer code_action(Session& session, const Params& params) {
  const auto document = session.document(params["textDocument"]);
  const Params context = params["context"];
  Wanted wanted;
  if (context["only"].is_there())
    for (const Params& kind : context["only"].items()) wanted.only.push_back(kind.text());
  const Snapshot snapshot = document->latest();
  const Span place = span_of(*snapshot.text, params["range"].range(), session.capabilities.columns);
  if (!wanted.any_of("quickfix")) return [](const Cancellation&) { return Json::array(); };

  return [document, snapshot, place, &client = session.capabilities](const Cancellation& cancellation) {
    const auto checked = document->lint().check(snapshot);
    cancellation.check();
    Json actions = Json::array();
    const Json diagnostics = diagnostics_json(snapshot, *checked, client);
    for (std::size_t i = 0; i < checked->findings.size(); ++i) {
      const Finding& finding = checked->findings[i];
      if (finding.span.end < place.begin || place.end < finding.span.begin) continue;
      bool is_first = true;
      for (const Fix& fix : finding.fixes) {
        if (fix.edits.empty()) continue;
        Json action = {{"title", fix.title},
                       {"kind", "quickfix"},
                       {"diagnostics", {diagnostics[i]}},
                       {"edit", workspace_edit(snapshot, fix.edits, client)}};
        if (std::exchange(is_first, false)) action["isPreferred"] = true;
        actions.push_back(std::move(action));
      }
    }
    return actions;
  };
}

}  // namespace asynclint::server::handlers
