// `shutdown` and `exit`: the end, by the book.
#include <nlohmann/json.hpp>

#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {

Json shutdown(Session& session, const Params& /*params*/) {
  session.stage = Stage::shut_down;
  return nullptr;
}

void exit(Session& session, const Params& /*params*/) { session.exit(); }

}  // namespace asynclint::server::handlers
