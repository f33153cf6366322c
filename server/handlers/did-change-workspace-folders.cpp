// `workspace/didChangeWorkspaceFolders`: folders came to the workspace, or left it.
#include <algorithm>

#include "project/configuration.h"
#include "server/handlers/configuration.h"
#include "server/handlers/handlers.h"
#include "server/uri.h"

namespace asynclint::server::handlers {

void did_change_workspace_folders(Session& session, const Params& params) {
  const Params event = params["event"];
  std::vector<Folder> folders = session.folders;
  for (const Params& removed : event["removed"].items()) {
    const std::string uri = canonical_uri(removed["uri"].text());
    std::erase_if(folders, [&](const Folder& folder) { return canonical_uri(folder.uri) == uri; });
  }
  for (const Params& added : event["added"].items()) {
    const std::string uri = added["uri"].text();
    if (const auto path = path_of_uri(uri)) folders.push_back({uri, located(*path), session.settings});
  }
  session.folders = std::move(folders);
  session.renew_world();
  ask_for_configuration(session);
}

}  // namespace asynclint::server::handlers
