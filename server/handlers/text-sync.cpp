// `textDocument/didOpen`, `didChange`, `didSave` and `didClose`: what the client's texts are.
#include <nlohmann/json.hpp>

#include "server/handlers/documents.h"
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

void open_document(Session& session, const Params& opened, CellOrFile what) {
  const std::string uri = opened["uri"].text();
  Identity identity = identify(uri, opened["languageId"].text_or(""), session.home());
  identity.is_notebook_cell = identity.is_notebook_cell || what == CellOrFile::cell;
  Snapshot first;
  first.identity = std::make_shared<const Identity>(std::move(identity));
  first.text = std::make_shared<const IndexedText>(opened["text"].text());
  first.version = opened["version"].is_there() ? opened["version"].integer() : 0;
  first.revision = session.documents.next_revision();
  first.world = session.world();
  // Opened twice, it is what it was opened as last.
  if (const auto before = session.documents.find(uri)) before->close();
  const auto document = std::make_shared<OpenDocument>(std::move(first));
  session.documents.add(uri, document);
  session.note_open(document);
}

void change_document(Session& session, const Params& changed, const Params& given) {
  const auto document = session.document(changed);
  // All of it is read before anything is changed, so that half of a message has no effect.
  const std::vector<ContentChange> changes = changes_in(given);
  Snapshot next = document->latest();
  next.version = changed["version"].is_there() ? changed["version"].integer() : next.version + 1;
  next.text = changed_text(next.text, changes, session.capabilities.columns);
  next.revision = session.documents.next_revision();
  document->replace(std::move(next));
  session.note_change(document);
}

void close_document(Session& session, const Params& closed) {
  const auto document = session.document(closed);
  document->close();
  const std::string uri = document->latest().identity->uri;
  session.documents.remove(uri);
  session.note_close(*document);
  if (!session.capabilities.pulls_diagnostics)
    session.client().notify("textDocument/publishDiagnostics", {{"uri", uri}, {"diagnostics", Json::array()}}, uri);
}

void did_open(Session& session, const Params& params) {
  open_document(session, params["textDocument"], CellOrFile::file);
}

void did_change(Session& session, const Params& params) {
  change_document(session, params["textDocument"], params["contentChanges"]);
}

void did_save(Session& session, const Params& params) {
  (void)session.document(params["textDocument"]);
  session.look_at_disk({});
}

void did_close(Session& session, const Params& params) { close_document(session, params["textDocument"]); }

}  // namespace asynclint::server::handlers
