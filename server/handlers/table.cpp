// Which function serves which method.
#include <algorithm>
#include <array>

#include "server/handlers/handlers.h"

namespace asynclint::server {
namespace {

constexpr std::array handler_table{
    // Life
    Handler{"initialize", handlers::initialize},
    Handler{"initialized", handlers::initialized},
    Handler{"shutdown", handlers::shutdown},
    Handler{"exit", handlers::exit},
    Handler{"$/cancelRequest", handlers::cancel_request},
    Handler{"$/setTrace", handlers::set_trace},
    // Texts
    Handler{"textDocument/didOpen", handlers::did_open},
    Handler{"textDocument/didChange", handlers::did_change},
    Handler{"textDocument/didSave", handlers::did_save},
    Handler{"textDocument/didClose", handlers::did_close},
    Handler{"notebookDocument/didOpen", handlers::notebook_did_open},
    Handler{"notebookDocument/didChange", handlers::notebook_did_change},
    Handler{"notebookDocument/didSave", handlers::notebook_did_save},
    Handler{"notebookDocument/didClose", handlers::notebook_did_close},
    // What findings depend on besides
    Handler{"workspace/didChangeConfiguration", handlers::did_change_configuration},
    Handler{"workspace/didChangeWatchedFiles", handlers::did_change_watched_files},
    Handler{"workspace/didChangeWorkspaceFolders", handlers::did_change_workspace_folders},
    // Findings
    Handler{"textDocument/diagnostic", handlers::diagnostic},
    Handler{"workspace/diagnostic", handlers::workspace_diagnostic},
    Handler{"textDocument/hover", handlers::hover},
    // Repairs
    Handler{"textDocument/codeAction", handlers::code_action},
    Handler{"codeAction/resolve", handlers::resolve_code_action},
    Handler{"workspace/executeCommand", handlers::execute_command},
};

}  // namespace

const Handler* find_handler(std::string_view method) {
  const auto* const found = std::ranges::find(handler_table, method, &Handler::method);
  return found == handler_table.end() ? nullptr : &*found;
}

}  // namespace asynclint::server
