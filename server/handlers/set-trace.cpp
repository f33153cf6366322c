// `$/setTrace`: how much the client wants to hear of what goes on.
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {

void set_trace(Session& /*session*/, const Params& params) { (void)params["value"].text(); }

}  // namespace asynclint::server::handlers
