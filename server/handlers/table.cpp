// Which function serves which method.
#include <algorithm>
#include <array>

#include "server/handlers/handlers.h"

namespace asynclint::server {
namespace {

constexpr std::array table{
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
    // Repairs
    Handler{"textDocument/codeAction", handlers::code_action},
};

}  // namespace

const Handler* find_handler(std::string_view method) {
  const auto* const found = std::ranges::find(table, method, &Handler::method);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace asynclint::server
