#include "server/client-capabilities.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

namespace asynclint::server {
namespace {

using Path = std::initializer_list<std::string_view>;

const Json& at(const Json& json, Path path) {
  static const Json nothing;
  const Json* value = &json;
  for (const std::string_view name : path) {
    if (!value->is_object()) return nothing;
    const auto member = value->find(std::string(name));
    if (member == value->end()) return nothing;
    value = &*member;
  }
  return *value;
}

bool has(const Json& json, Path path) { return at(json, path) == true; }

bool lists(const Json& json, Path path, const Json& item) {
  const Json& list = at(json, path);
  return list.is_array() && std::ranges::find(list, item) != list.end();
}

// The client's order is its preference. UTF-8 is what the text is kept in, so it wins where it is offered at all.
ColumnUnit columns_of(const Json& json) {
  const Path path = {"general", "positionEncodings"};
  if (lists(json, path, "utf-8")) return ColumnUnit::utf8;
  if (lists(json, path, "utf-16") || !lists(json, path, "utf-32")) return ColumnUnit::utf16;
  return ColumnUnit::utf32;
}

// The first format is the one that is preferred.
bool prefers_markdown(const Json& formats) {
  return formats.is_array() && !formats.empty() && formats.front() == "markdown";
}

}  // namespace

ClientCapabilities read_client_capabilities(const Json& json) {
  ClientCapabilities can;
  can.columns = columns_of(json);
  can.pulls_diagnostics =
      at(json, {"textDocument", "diagnostic"}).is_object() && has(json, {"workspace", "diagnostics", "refreshSupport"});
  can.registers_diagnostics = has(json, {"textDocument", "diagnostic", "dynamicRegistration"});
  // Those who ask say it at a place of their own, and used to say it where the others do.
  const std::string_view diagnostics = can.pulls_diagnostics ? "diagnostic" : "publishDiagnostics";
  const auto offers = [&](std::string_view name) {
    return has(json, {"textDocument", diagnostics, name}) || has(json, {"textDocument", "publishDiagnostics", name});
  };
  can.related_information = offers("relatedInformation");
  can.code_description = offers("codeDescriptionSupport");
  can.markdown_messages = has(json, {"textDocument", "diagnostic", "markupMessageSupport"});
  can.unnecessary_tag = lists(json, {"textDocument", diagnostics, "tagSupport", "valueSet"}, 1) ||
                        lists(json, {"textDocument", "publishDiagnostics", "tagSupport", "valueSet"}, 1);
  can.code_action_literals = at(json, {"textDocument", "codeAction", "codeActionLiteralSupport"}).is_object();
  can.resolves_edits = lists(json, {"textDocument", "codeAction", "resolveSupport", "properties"}, "edit") &&
                       has(json, {"textDocument", "codeAction", "dataSupport"});
  can.document_changes = has(json, {"workspace", "workspaceEdit", "documentChanges"});
  can.applies_edits = has(json, {"workspace", "applyEdit"});
  can.markdown_hovers = prefers_markdown(at(json, {"textDocument", "hover", "contentFormat"}));
  can.configuration = has(json, {"workspace", "configuration"});
  can.registers_configuration = has(json, {"workspace", "didChangeConfiguration", "dynamicRegistration"});
  can.registers_watchers = has(json, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"});
  can.workspace_folders = has(json, {"workspace", "workspaceFolders"});
  can.work_done_progress = has(json, {"window", "workDoneProgress"});
  return can;
}

}  // namespace asynclint::server
