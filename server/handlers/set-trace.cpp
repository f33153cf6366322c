// `$/setTrace`: how much the client wants to hear of what goes on.
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {

void set_trace(Session& session, const Params& params) { session.client().set_trace(read_trace(params["value"])); }

}  // namespace asynclint::server::handlers
