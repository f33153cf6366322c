// `$/cancelRequest`: nobody wants the result any more. The request is answered all the same, with an error.
#include "server/handlers/handlers.h"

namespace asynclint::server::handlers {

void cancel_request(Session& session, const Params& params) { session.cancel(params["id"].json()); }

}  // namespace asynclint::server::handlers
