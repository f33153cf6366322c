// `textDocument/hover`: why something was found, and what to do about it.
#include <nlohmann/json.hpp>

#include "lint/rule.h"
#include "server/handlers/handlers.h"
#include "server/protocol-json.h"

namespace asynclint::server::handlers {
namespace {

const RuleEntry* entry_of(std::span<const RuleEntry> rules, std::string_view id) {
  for (const RuleEntry& entry : rules)
    if (entry.id == id) return &entry;
  return nullptr;
}

// The same words, with marks around them or without.
class Explanation {
 public:
  Explanation(const IndexedText& text, bool is_markdown) : text_(text), is_markdown_(is_markdown) {}

  void add(const Finding& finding, const RuleEntry* entry) {
    if (!explained_.empty()) explained_ += is_markdown_ ? "\n\n---\n\n" : "\n\n";
    explained_ += bold(finding.message) + "\n\n";
    explained_ += std::string(finding.rule) + ", " + std::string(name(finding.level));
    if (finding.evidence != Evidence::certain) explained_ += ", " + std::string(name(finding.evidence));
    if (entry != nullptr) explained_ += ": " + std::string(entry->rule->summary) + ".";
    explained_ += "\n";
    list("Why", finding.related, [&](const RelatedPlace& place) {
      return "line " + std::to_string(text_.lines.line_of(place.span.begin) + 1) + ": " + place.message;
    });
    list("What to do", finding.fixes, [](const Fix& fix) { return fix.title; });
  }

  [[nodiscard]] const std::string& text() const { return explained_; }

 private:
  [[nodiscard]] std::string bold(const std::string& text) const { return is_markdown_ ? "**" + text + "**" : text; }

  template <typename Items, typename Say>
  void list(const std::string& title, const Items& items, const Say& say) {
    if (items.empty()) return;
    explained_ += "\n" + (is_markdown_ ? "*" + title + "*\n\n" : title + ":\n");
    for (const auto& item : items) explained_ += "- " + say(item) + "\n";
  }

  const IndexedText& text_;
  bool is_markdown_;
  std::string explained_;
};

}  // namespace

Answer hover(Session& session, const Params& params) {
  const auto document = session.document(params["textDocument"]);
  const Snapshot snapshot = document->latest();
  const Position position = params["position"].position();
  return [document, snapshot, position, &can = session.capabilities](const Cancellation& cancellation) -> Json {
    const auto checked = document->lint().check(snapshot);
    cancellation.check();
    const std::uint32_t at = snapshot.text->lines.offset(position, can.columns);
    Explanation explanation(*snapshot.text, can.markdown_hovers);
    std::optional<Span> place;
    for (const Finding& finding : checked->findings) {
      if (at < finding.span.begin || at > finding.span.end) continue;
      explanation.add(finding, entry_of(snapshot.world->rules(), finding.rule));
      if (!place || place->contains(finding.span)) place = finding.span;
    }
    if (!place) return nullptr;
    const Json contents = {{"kind", can.markdown_hovers ? "markdown" : "plaintext"}, {"value", explanation.text()}};
    return {{"contents", contents}, {"range", range_json(*snapshot.text, *place, can.columns)}};
  };
}

}  // namespace asynclint::server::handlers
