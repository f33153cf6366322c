// `workspace/didChangeWatchedFiles`: the client saw that files changed on the disk.
#include <nlohmann/json.hpp>

#include "project/paths.h"
#include "server/handlers/handlers.h"
#include "server/uri.h"

namespace asynclint::server::handlers {
namespace {

constexpr std::int64_t written = 2;

// Whether something else has to be read anew than the text of a module that is known.
bool changes_places(const std::string& path, std::int64_t type) {
  return type != written || extension(path) == ".json" || base_name(path) == ".gitignore" || path.ends_with(".d.ts");
}

}  // namespace

void did_change_watched_files(Session& session, const Params& params) {
  bool is_large = false;
  for (const Params& change : params["changes"].items()) {
    const auto path = path_of_uri(change["uri"].text());
    if (path) is_large = changes_places(*path, change["type"].integer()) || is_large;
  }
  if (is_large) session.forget_places();
  session.note_files();
  session.look_at_disk({});
}

}  // namespace asynclint::server::handlers
