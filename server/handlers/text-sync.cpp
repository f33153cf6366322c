// `textDocument/didOpen`, `didChange`, `didSave` and `didClose`: what the client's texts are.
#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"
#include "server/uri.h"

namespace asynclint::server::handlers {
namespace {

std::vector<ContentChange> changes_in(const Params& params) {
  std::vector<ContentChange> changes;
  for (const Params& item : params.items()) {
    ContentChange change;
    if (item["range"].is_there()) change.range = item["range"].range();
    change.text = item["text"].text();
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

void did_open(Session& session, const Params& params) {
  const Params opened = params["textDocument"];
  const std::string uri = opened["uri"].text();
  Snapshot first;
  first.identity = std::make_shared<const Identity>(identify(uri, opened["languageId"].text_or(""), session.home()));
  first.text = std::make_shared<const IndexedText>(opened["text"].text());
  first.version = opened["version"].integer();
  first.revision = session.documents.next_revision();
  first.world = session.world();
  // Opened twice, it is what it was opened as last.
  if (const auto before = session.documents.find(uri)) before->close();
  const auto document = std::make_shared<OpenDocument>(std::move(first));
  session.documents.add(uri, document);
  session.look_at(document);
}

void did_change(Session& session, const Params& params) {
  const Params changed = params["textDocument"];
  const auto document = session.document(changed);
  // All of it is read before anything is changed, so that half of a message has no effect.
  const std::vector<ContentChange> changes = changes_in(params["contentChanges"]);
  Snapshot next = document->latest();
  next.version = changed["version"].is_there() ? changed["version"].integer() : next.version + 1;
  next.text = std::make_shared<const IndexedText>(apply_changes(*next.text, changes, session.capabilities.columns));
  next.revision = session.documents.next_revision();
  document->replace(std::move(next));
  session.look_at(document);
}

void did_save(Session& session, const Params& params) { (void)session.document(params["textDocument"]); }

void did_close(Session& session, const Params& params) {
  const auto document = session.document(params["textDocument"]);
  document->close();
  const std::string uri = document->latest().identity->uri;
  session.documents.remove(uri);
  if (!session.capabilities.pulls_diagnostics)
    session.client().notify("textDocument/publishDiagnostics", {{"uri", uri}, {"diagnostics", Json::array()}}, uri);
}

}  // namespace asynclint::server::handlers
