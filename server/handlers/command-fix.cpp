// The commands that mend a whole file or the whole workspace. The client makes the changes, so that they can be undone.
#include <nlohmann/json.hpp>

#include "server/code-actions.h"
#include "server/commands.h"
#include "server/protocol-json.h"
#include "server/response-error.h"
#include "server/workspace-files.h"

namespace asynclint::server::command {
namespace {

void apply(Inbox& inbox, Json edit) {
  inbox.post([edit = std::move(edit)](Session& session) {
    session.client().request("workspace/applyEdit", {{"label", "asynclint"}, {"edit", edit}});
  });
}

void require_edits(const Session& session) {
  if (!session.capabilities.applies_edits)
    throw ResponseError(ErrorCode::request_failed, "the client does not take changes (workspace/applyEdit)");
}

// What is in both, in one.
void merge(Json& all, Json edit) {
  for (const char* form : {"documentChanges", "changes"}) {
    if (!edit.contains(form)) continue;
    if (!all.contains(form))
      all[form] = std::move(edit[form]);
    else if (all[form].is_array())
      for (Json& change : edit[form]) all[form].push_back(std::move(change));
    else
      all[form].update(edit[form]);
  }
}

}  // namespace

Answer apply_action(Session& session, const Params& arguments) {
  require_edits(session);
  const auto items = arguments.items();
  const auto key = items.empty() ? std::nullopt : read_action_data(items.front().json());
  if (!key) arguments.complain("has to have what this server wrote there");
  const auto document = session.document(items.front());
  const Snapshot snapshot = document->latest();
  return [document, snapshot, key = *key, &client = session.capabilities,
          &inbox = session.inbox()](const Cancellation& given_up) {
    const auto edits = edits_of(key, snapshot, *document->lint().check(snapshot), document->lint());
    if (!edits) throw ResponseError(ErrorCode::content_modified, "what this was about is not there any more");
    given_up.check();
    if (!edits->empty()) apply(inbox, workspace_edit(snapshot, *edits, client));
    return Json(edits->size());
  };
}

Answer fix_file(Session& session, const Params& arguments) {
  require_edits(session);
  const auto items = arguments.items();
  if (items.empty()) arguments.complain("has to have the document's URI");
  Json named = {{"uri", items.front().text()}};
  const auto document = session.document({named, "arguments[0]"});
  const Snapshot snapshot = document->latest();
  return [document, snapshot, &client = session.capabilities, &inbox = session.inbox()](const Cancellation& given_up) {
    const auto edits = fix_all_edits(snapshot, *document->lint().check(snapshot), &document->lint());
    given_up.check();
    if (!edits.empty()) apply(inbox, workspace_edit(snapshot, edits, client));
    return Json(edits.size());
  };
}

Answer fix_workspace(Session& session, const Params& /*arguments*/) {
  require_edits(session);
  return [world = session.world(), open = session.documents.all(), &client = session.capabilities,
          &inbox = session.inbox()](const Cancellation& given_up) {
    std::size_t count = 0;
    Json all = Json::object();
    const auto add = [&](const Snapshot& snapshot, const Checked& checked, DocumentLint* lint) {
      const auto edits = fix_all_edits(snapshot, checked, lint);
      count += edits.size();
      if (!edits.empty()) merge(all, workspace_edit(snapshot, edits, client));
    };
    std::set<std::string> done;
    for (const auto& document : open) {
      const Snapshot snapshot = document->latest();
      done.insert(snapshot.identity->path);
      add(snapshot, *document->lint().check(snapshot), &document->lint());
    }
    for (const std::string& path : files_of(*world)) {
      given_up.check();
      if (done.contains(path)) continue;
      if (const auto snapshot = read_snapshot(path, world)) add(*snapshot, check_once(*snapshot), nullptr);
    }
    if (count > 0) apply(inbox, std::move(all));
    return Json(count);
  };
}

}  // namespace asynclint::server::command
