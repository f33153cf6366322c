#include "server/code-actions.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "project/fix-text.h"
#include "server/finding-identity.h"
#include "server/suppression-edits.h"
#include "server/text-diff.h"

namespace asynclint::server {
namespace {

using What = ActionKey::What;

constexpr std::array<std::pair<std::string_view, What>, 5> names{{{"fix", What::fix},
                                                                  {"suppress-line", What::suppress_line},
                                                                  {"suppress-file", What::suppress_file},
                                                                  {"fix-all", What::fix_all},
                                                                  {"refactor", What::refactor}}};

// A number that the server has written; 0 for anything else.
std::uint64_t number_in(const Json& data, const char* key) {
  const auto found = data.find(key);
  return found != data.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

}  // namespace

bool WantedKinds::has(std::string_view kind) const {
  const auto covers = [&](const std::string& one) {
    return one.empty() || kind == one || (kind.starts_with(one) && kind[one.size()] == '.');
  };
  return only.empty() || std::ranges::any_of(only, covers);
}

Json action_data(const std::string& uri, const ActionKey& key) {
  const auto* const name = std::ranges::find(names, key.what, &std::pair<std::string_view, What>::second);
  Json data = {{"uri", uri}, {"do", name->first}, {"finding", key.finding}, {"fix", key.fix}};
  if (key.what == What::refactor) {
    data["begin"] = key.place.begin;
    data["end"] = key.place.end;
    data["revision"] = key.revision;
  }
  return data;
}

std::string rewrite_kind_of(const RefactoringEntry& refactoring) {
  std::string kind(rewrite_kind);
  kind.append(".").append(refactoring.id);
  return kind;
}

std::optional<ActionKey> read_action_data(const Json& data) {
  if (!data.is_object() || !data.contains("do") || !data.contains("finding") || !data.contains("fix"))
    return std::nullopt;
  const auto* const name = std::ranges::find_if(names, [&](const auto& one) { return data["do"] == one.first; });
  if (name == names.end() || !data["finding"].is_string() || !data["fix"].is_number_unsigned()) return std::nullopt;
  ActionKey key{name->second, data["finding"].get<std::string>(), data["fix"].get<std::uint32_t>()};
  key.place = {static_cast<std::uint32_t>(number_in(data, "begin")),
               static_cast<std::uint32_t>(number_in(data, "end"))};
  key.revision = number_in(data, "revision");
  return key;
}

std::optional<std::vector<TextEdit>> edits_of(const ActionKey& key, const Snapshot& snapshot, const Checked& checked,
                                              DocumentLint& lint) {
  if (key.what == What::fix_all) return fix_all_edits(snapshot, checked);
  if (key.what == What::refactor) {
    const RefactoringEntry* const refactoring = find_refactoring(key.finding);
    if (refactoring == nullptr || key.revision != snapshot.revision) return std::nullopt;
    Offer offer = lint.offer_at(snapshot, *refactoring, key.place);
    return offer.is_made() ? std::optional(std::move(offer.edits)) : std::nullopt;
  }
  const std::vector<std::string> identities = identities_of(checked);
  const auto found = std::ranges::find(identities, key.finding);
  if (found == identities.end()) return std::nullopt;
  const Finding& finding = checked.findings[static_cast<std::size_t>(found - identities.begin())];
  if (key.what == What::suppress_line) return std::vector{suppress_line(snapshot, finding)};
  if (key.what == What::suppress_file) return std::vector{suppress_file(snapshot, finding)};
  return key.fix < finding.fixes.size() ? std::optional(finding.fixes[key.fix].edits) : std::nullopt;
}

std::vector<TextEdit> fix_all_edits(const Snapshot& snapshot, const Checked& checked) {
  if (!checked.settings || !checked.silent_because.empty()) return {};
  FixChoice choice;
  choice.safe = true;
  choice.suggestions_of = snapshot.world->settings_for(snapshot.identity->path).fix_all_suggestions;
  choice.least = checked.settings->least;
  // Most texts have nothing of that kind, and are not looked at again.
  const auto is_chosen = [&](const Finding& finding) {
    const bool may_suggest = std::ranges::find(choice.suggestions_of, finding.rule) != choice.suggestions_of.end();
    return std::ranges::any_of(finding.fixes, [&](const Fix& fix) {
      return fix.kind == FixKind::safe || (may_suggest && fix.kind == FixKind::suggestion);
    });
  };
  if (std::ranges::none_of(checked.findings, is_chosen)) return {};
  const World& world = *snapshot.world;
  const std::string& text = snapshot.text->text;
  const auto modules = world.modules().seen_from(snapshot.identity->path);
  const FileText file = world.file_text(*snapshot.identity, text, modules.get());
  const LintSettings& settings = checked.settings->settings;
  const auto fixed =
      fix_text(file, lint_with_line_ends(file, world.rules(), settings), world.rules(), settings, choice);
  return fixed ? text_difference(text, *fixed->text) : std::vector<TextEdit>{};
}

}  // namespace asynclint::server
