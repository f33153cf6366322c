// `notebookDocument/didOpen`, `didChange`, `didSave` and `didClose`: each cell is a text of its own.
#include "server/handlers/documents.h"
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {
namespace {

void close_all(Session& session, const Params& cells) {
  for (const Params& cell : cells.items())
    if (session.documents.find(cell["uri"].text())) close_document(session, cell);
}

void open_all(Session& session, const Params& cells) {
  for (const Params& cell : cells.items()) open_document(session, cell, CellOrFile::cell);
}

}  // namespace

void notebook_did_open(Session& session, const Params& params) { open_all(session, params["cellTextDocuments"]); }

void notebook_did_change(Session& session, const Params& params) {
  const Params cells = params["change"]["cells"];
  const Params structure = cells["structure"];
  if (structure["didClose"].is_there()) close_all(session, structure["didClose"]);
  if (structure["didOpen"].is_there()) open_all(session, structure["didOpen"]);
  if (!cells["textContent"].is_there()) return;
  for (const Params& change : cells["textContent"].items())
    change_document(session, change["document"], change["changes"]);
}

void notebook_did_save(Session& session, const Params& /*params*/) { session.look_at_disk({}); }

void notebook_did_close(Session& session, const Params& params) { close_all(session, params["cellTextDocuments"]); }

}  // namespace asynclint::server::handlers
