// `workspace/didChangeConfiguration`, and how the settings of a client are asked for.
#include <nlohmann/json.hpp>

#include "server/handlers/configuration.h"
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {
namespace {

// What the client has set, or what it said at the beginning where it has set nothing.
Settings settings_in(Session& session, const Json& json) {
  std::vector<std::string> mistakes;
  Settings settings = json.is_null() ? session.first_settings : read_settings(json, mistakes);
  for (const std::string& mistake : mistakes) session.client().log(LogLevel::warning, mistake);
  return settings;
}

constexpr const char* diagnostics_id = "asynclint-diagnostics";
constexpr const char* diagnostics_method = "textDocument/diagnostic";

// Whether all files are looked at is a setting, and a client that asks has to hear when it changes.
void offer_diagnostics_anew(Session& session) {
  const ClientCapabilities& client = session.capabilities;
  if (!client.pulls_diagnostics || !client.registers_diagnostics) return;
  if (session.offers_workspace_diagnostics == session.settings.workspace_diagnostics) return;
  const Json old = {{"id", diagnostics_id}, {"method", diagnostics_method}};
  // The protocol's own spelling.
  session.client().request("client/unregisterCapability", {{"unregisterations", {old}}});
  const Json now = {
      {"id", diagnostics_id}, {"method", diagnostics_method}, {"registerOptions", diagnostic_options(session)}};
  session.client().request("client/registerCapability", {{"registrations", {now}}});
}

void take_settings(Session& session, const Settings& general, const std::vector<Settings>& of_folders) {
  bool is_same = session.settings == general;
  session.settings = general;
  for (std::size_t i = 0; i < session.folders.size(); ++i) {
    const Settings& own = i < of_folders.size() ? of_folders[i] : general;
    is_same = is_same && session.folders[i].settings == own;
    session.folders[i].settings = own;
  }
  offer_diagnostics_anew(session);
  if (!is_same) session.renew_world();
}

}  // namespace

Json diagnostic_options(Session& session) {
  const bool all = session.settings.workspace_diagnostics;
  session.offers_workspace_diagnostics = all;
  Json options = {{"identifier", "asynclint"},
                  {"interFileDependencies", true},
                  {"workspaceDiagnostics", all},
                  {"workDoneProgress", all}};
  // With an id it can be taken back.
  if (session.capabilities.registers_diagnostics) {
    options["id"] = diagnostics_id;
    options["documentSelector"] = nullptr;
  }
  return options;
}

void ask_for_configuration(Session& session) {
  if (!session.capabilities.configuration) return;
  Json items = Json::array({{{"section", "asynclint"}}});
  std::vector<std::string> folders;
  for (const Folder& folder : session.folders) {
    items.push_back({{"scopeUri", folder.uri}, {"section", "asynclint"}});
    folders.push_back(folder.uri);
  }
  session.client().request(
      "workspace/configuration", {{"items", items}}, [folders](Session& later, const Params& result) {
        const auto values = result.items();
        if (values.empty()) return;
        const Settings general = settings_in(later, values.front().json());
        std::vector<Settings> own;
        // Folders that came or went meanwhile are asked about anew.
        for (std::size_t i = 0; i < later.folders.size(); ++i) {
          const bool is_asked = i < folders.size() && i + 1 < values.size() && folders[i] == later.folders[i].uri;
          own.push_back(is_asked ? settings_in(later, values[i + 1].json()) : general);
        }
        take_settings(later, general, own);
      });
}

void did_change_configuration(Session& session, const Params& params) {
  if (session.capabilities.configuration) return ask_for_configuration(session);
  // Older clients send what has changed: all of their settings, or ours alone.
  const Params sent = params["settings"];
  if (!sent.is_object()) return;
  take_settings(session, settings_in(session, sent["asynclint"].json()), {});
}

}  // namespace asynclint::server::handlers
