// `textDocument/hover`: what asynchronous code does at a place, what was found there, and what to do about it.
#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/hover-text.h"
#include "server/protocol-json.h"

namespace asynclint::server::handlers {

Answer hover(Session& session, const Params& params) {
  const auto document = session.document(params["textDocument"]);
  const Snapshot snapshot = document->latest();
  const Position position = params["position"].position();
  return [document, snapshot, position, &can = session.capabilities](const Cancellation& cancellation) -> Json {
    const Settings& settings = snapshot.world->settings_for(snapshot.identity->path);
    if (settings.hover == HoverDepth::off) return nullptr;
    const auto checked = document->lint().check(snapshot);
    cancellation.check();
    const std::uint32_t at = snapshot.text->lines.offset(position, can.columns);
    HoverParts parts;
    std::optional<Span> place;
    for (const Finding& finding : checked->findings) {
      if (at < finding.span.begin || at > finding.span.end) continue;
      parts.findings.push_back(&finding);
      if (!place || place->contains(finding.span)) place = finding.span;
    }
    if (settings.hover == HoverDepth::all) parts.card = document->lint().card_at(snapshot, at);
    if (parts.card) place = parts.card->range;
    if (!place) return nullptr;
    const HoverStyle style{can.markdown_hovers, settings.lesson_page, settings.rule_page, settings.learned};
    const std::string text = hover_text(parts, style, snapshot.world->rules(), snapshot.text->lines);
    const Json contents = {{"kind", can.markdown_hovers ? "markdown" : "plaintext"}, {"value", text}};
    return {{"contents", contents}, {"range", range_json(*snapshot.text, *place, can.columns)}};
  };
}

}  // namespace asynclint::server::handlers
