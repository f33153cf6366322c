// `initialized`: from now on the server may ask the client.
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {

void initialized(Session& /*session*/, const Params& /*params*/) {}

}  // namespace asynclint::server::handlers
