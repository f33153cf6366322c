// `textDocument/codeAction`: what can be done about what is found at a place, and how what stands there can be
// rewritten.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/code-actions.h"
#include "server/diagnostics.h"
#include "server/finding-identity.h"
#include "server/handlers/handlers.h"
#include "server/protocol-json.h"

namespace asynclint::server::handlers {
namespace {

using What = ActionKey::What;

// A diagnostic of ours that the client asks about.
struct AskedFinding {
  // Empty when the client keeps no data for us; then its code and place say which it is.
  std::string identity;
  std::string rule;
  Span place;
};

std::vector<AskedFinding> read_asked(const Params& diagnostics, const IndexedText& text, ColumnUnit unit) {
  std::vector<AskedFinding> asked;
  for (const Params& one : diagnostics.items()) {
    // Clients without a source in theirs keep the code at least.
    if (one["source"].is_text() && one["source"].text() != "asynclint") continue;
    if (!one["code"].is_text()) continue;
    AskedFinding finding{{}, one["code"].text(), span_of(text, one["range"].range(), unit)};
    const Params data = one["data"];
    if (data.is_object() && data["finding"].is_text()) finding.identity = data["finding"].text();
    asked.push_back(std::move(finding));
  }
  return asked;
}

struct Asked {
  Snapshot snapshot;
  WantedKinds wanted;
  Span place;
  std::vector<AskedFinding> findings;
};

class ActionList {
 public:
  ActionList(const Asked& asked, const Checked& checked, DocumentLint& lint, const ClientCapabilities& client)
      : asked_(asked), checked_(checked), lint_(lint), client_(client) {}

  void add_for_findings() {
    identities_ = identities_of(checked_);
    const std::vector<std::size_t> chosen = chosen_findings();
    if (chosen.empty()) return;
    const Json diagnostics = diagnostics_json(asked_.snapshot, checked_, client_);
    for (const std::size_t index : chosen) add_fixes(index, diagnostics[index]);
    for (const std::size_t index : chosen) add_suppressions(index, diagnostics[index]);
  }

  void add_fix_all() {
    if (!can_fix_all(asked_.snapshot, checked_)) return;
    add({{"title", "Fix all that is safe to fix (asynclint)"}, {"kind", fix_all_kind}}, {What::fix_all, {}, 0});
  }

  void add_rewrites(const Cancellation& cancellation) {
    for (const RefactoringEntry& refactoring : refactoring_table()) {
      const std::string kind = rewrite_kind_of(refactoring);
      if (!asked_.wanted.has(kind)) continue;
      cancellation.check();
      Offer offer = lint_.offer_at(asked_.snapshot, refactoring, asked_.place);
      if (!offer.is_made()) continue;
      ActionKey key{What::refactor, std::string(refactoring.id), 0};
      key.place = asked_.place;
      key.revision = asked_.snapshot.revision;
      add({{"title", std::move(offer.title)}, {"kind", kind}}, key);
    }
  }

  [[nodiscard]] Json take() { return std::move(actions_); }

 private:
  // Those that the client asks about; all at the place when it asks about none of ours.
  [[nodiscard]] std::vector<std::size_t> chosen_findings() const {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < checked_.findings.size(); ++i) {
      const Finding& finding = checked_.findings[i];
      const auto is_it = [&](const AskedFinding& one) {
        if (!one.identity.empty()) return one.identity == identities_[i];
        return one.rule == finding.rule && one.place == finding.span;
      };
      const bool is_here = finding.span.begin <= asked_.place.end && asked_.place.begin <= finding.span.end;
      if (asked_.findings.empty() ? is_here : std::ranges::any_of(asked_.findings, is_it)) chosen.push_back(i);
    }
    return chosen;
  }

  void add_fixes(std::size_t index, const Json& diagnostic) {
    const std::vector<Fix>& fixes = checked_.findings[index].fixes;
    bool is_first = true;
    for (std::uint32_t i = 0; i < fixes.size(); ++i) {
      if (fixes[i].edits.empty() || fixes[i].kind == FixKind::refactor) continue;
      Json action = {{"title", fixes[i].title}, {"kind", quick_fix_kind}, {"diagnostics", {diagnostic}}};
      if (std::exchange(is_first, false)) action["isPreferred"] = true;
      add(std::move(action), {What::fix, identities_[index], i});
    }
  }

  void add_suppressions(std::size_t index, const Json& diagnostic) {
    const std::string rule(checked_.findings[index].rule);
    const auto add_one = [&](const std::string& title, What what) {
      add({{"title", title}, {"kind", quick_fix_kind}, {"diagnostics", {diagnostic}}}, {what, identities_[index], 0});
    };
    add_one("Suppress " + rule + " for this line", What::suppress_line);
    add_one("Suppress " + rule + " for this file", What::suppress_file);
  }

  void add(Json action, const ActionKey& key) {
    // Many findings of a crowd may overlap one range; nobody reads that far.
    constexpr std::size_t most_actions = 200;
    if (actions_.size() >= most_actions) return;
    if (!client_.code_action_literals) {
      // From before there were such actions: a command, which the server makes the changes for.
      action = {{"title", action["title"]},
                {"command", apply_action_command},
                {"arguments", {action_data(asked_.snapshot.identity->uri, key)}}};
    } else if (client_.resolves_edits) {
      action["data"] = action_data(asked_.snapshot.identity->uri, key);
    } else {
      const auto edits = edits_of(key, asked_.snapshot, checked_, lint_);
      if (!edits || edits->empty()) return;
      action["edit"] = workspace_edit(asked_.snapshot, *edits, client_);
    }
    actions_.push_back(std::move(action));
  }

  const Asked& asked_;
  const Checked& checked_;
  DocumentLint& lint_;
  const ClientCapabilities& client_;
  std::vector<std::string> identities_;
  Json actions_ = Json::array();
};

}  // namespace

Answer code_action(Session& session, const Params& params) {
  const auto document = session.document(params["textDocument"]);
  const Params context = params["context"];
  const ClientCapabilities& client = session.capabilities;
  Asked asked;
  asked.snapshot = document->latest();
  asked.place = span_of(*asked.snapshot.text, params["range"].range(), client.columns);
  if (context["only"].is_there())
    for (const Params& kind : context["only"].items()) asked.wanted.only.push_back(kind.text());
  const bool wants_fixes = asked.wanted.has(quick_fix_kind);
  // A bulb at the cursor is about what is there; what changes the whole file is for those who ask for it.
  const bool wants_all = !asked.wanted.only.empty() && asked.wanted.has(fix_all_kind);
  const bool wants_rewrites =
      std::ranges::any_of(refactoring_table(), [&](const auto& one) { return asked.wanted.has(rewrite_kind_of(one)); });
  const bool can_be_told = client.code_action_literals || client.applies_edits;
  if (!can_be_told || (!wants_fixes && !wants_all && !wants_rewrites))
    return [](const Cancellation&) { return Json::array(); };
  asked.findings = read_asked(context["diagnostics"], *asked.snapshot.text, client.columns);

  return [document, asked = std::move(asked), wants_fixes, wants_all, wants_rewrites,
          &client](const Cancellation& cancellation) {
    const auto checked = document->lint().check(asked.snapshot);
    cancellation.check();
    ActionList actions(asked, *checked, document->lint(), client);
    if (wants_fixes) actions.add_for_findings();
    if (wants_rewrites) actions.add_rewrites(cancellation);
    if (wants_all) actions.add_fix_all();
    return actions.take();
  };
}

}  // namespace asynclint::server::handlers
