// `initialized`: from now on the server may ask the client. It asks for the settings, and to be told of changes.
#include <nlohmann/json.hpp>

#include "server/handlers/configuration.h"
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {
namespace {

Json watcher(const char* pattern) { return {{"globPattern", pattern}}; }

}  // namespace

void initialized(Session& session, const Params& /*params*/) {
  Json registrations = Json::array();
  if (session.capabilities.registers_configuration)
    registrations.push_back({{"id", "asynclint-configuration"},
                             {"method", "workspace/didChangeConfiguration"},
                             {"registerOptions", {{"section", "asynclint"}}}});
  if (session.capabilities.registers_watchers) {
    const Json watchers = {watcher("**/{asynclint,package,tsconfig,jsconfig}.json"), watcher("**/.gitignore"),
                           watcher("**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte}")};
    registrations.push_back({{"id", "asynclint-files"},
                             {"method", "workspace/didChangeWatchedFiles"},
                             {"registerOptions", {{"watchers", watchers}}}});
  }
  if (!registrations.empty()) session.client().request("client/registerCapability", {{"registrations", registrations}});
  ask_for_configuration(session);
}

}  // namespace asynclint::server::handlers
