// `initialize`: what the client can do, and what the server does for it.
#include <nlohmann/json.hpp>

#include "project/configuration.h"
#include "project/paths.h"
#include "project/platform.h"
#include "server/code-actions.h"
#include "server/commands.h"
#include "server/handlers/configuration.h"
#include "server/handlers/handlers.h"
#include "server/uri.h"

namespace asynclint::server::handlers {
namespace {

std::string_view name_of(ColumnUnit unit) {
  switch (unit) {
    case ColumnUnit::utf8: return "utf-8";
    case ColumnUnit::utf16: return "utf-16";
    case ColumnUnit::utf32: break;
  }
  return "utf-32";
}

void add_folder(Session& session, const std::string& uri) {
  if (const auto path = path_of_uri(uri)) session.folders.push_back({uri, located(*path), session.settings});
}

// Newer clients say `workspaceFolders`, older ones `rootUri`, and some from before that `rootPath`.
void read_folders(Session& session, const Params& params) {
  session.folders.clear();
  if (params["workspaceFolders"].is_there()) {
    for (const Params& folder : params["workspaceFolders"].items()) add_folder(session, folder["uri"].text());
  } else if (params["rootUri"].is_there()) {
    add_folder(session, params["rootUri"].text());
  } else if (params["rootPath"].is_there() && platform::is_absolute(params["rootPath"].text())) {
    add_folder(session, uri_of_path(params["rootPath"].text()));
  }
}

Json notebooks() {
  Json cells = Json::array();
  for (const char* language : {"javascript", "javascriptreact", "typescript", "typescriptreact"})
    cells.push_back({{"language", language}});
  return {{"notebookSelector", {{{"cells", std::move(cells)}}}}};
}

Json command_names() {
  Json names = Json::array();
  for (const Command& command : commands()) names.push_back(command.name);
  return names;
}

Json capabilities_for(Session& session) {
  constexpr int incremental = 2;
  const ClientCapabilities& client = session.capabilities;
  Json can = {
      {"positionEncoding", name_of(client.columns)},
      {"textDocumentSync", {{"openClose", true}, {"change", incremental}, {"save", {{"includeText", false}}}}},
      {"notebookDocumentSync", notebooks()},
      {"hoverProvider", true},
      {"codeActionProvider",
       {{"codeActionKinds", {quick_fix_kind, fix_all_kind, rewrite_kind}}, {"resolveProvider", true}}},
      {"executeCommandProvider", {{"commands", command_names()}}},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
  };
  if (client.pulls_diagnostics) can["diagnosticProvider"] = diagnostic_options(session);
  return can;
}

}  // namespace

Json initialize(Session& session, const Params& params) {
  if (params["processId"].is_there()) session.client_process = params["processId"].integer();
  session.capabilities = read_client_capabilities(params["capabilities"].json());
  std::vector<std::string> mistakes;
  session.first_settings = read_settings(params["initializationOptions"].json(), mistakes);
  session.settings = session.first_settings;
  read_folders(session, params);
  if (params["trace"].is_there()) session.client().set_trace(read_trace(params["trace"]));
  session.stage = Stage::initialized;
  for (const std::string& mistake : mistakes) session.client().log(LogLevel::warning, mistake);
  session.renew_world();
  return {
      {"capabilities", capabilities_for(session)},
      {"serverInfo", {{"name", "asynclint"}, {"version", ASYNCLINT_VERSION}}},
  };
}

}  // namespace asynclint::server::handlers
