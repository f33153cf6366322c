// What the server answers: one function a method, each in a file of its own, and the table that binds names to them.
#pragma once

#include <functional>
#include <string_view>
#include <variant>

#include "server/json.h"
#include "server/params.h"
#include "server/responder.h"
#include "server/session.h"
#include "server/workers.h"

namespace asynclint::server {

// Changes the session, on its thread.
using Notification = void (*)(Session&, const Params&);
// Changes the session as well, and has a result.
using Request = Json (*)(Session&, const Params&);
// Changes nothing: on the session's thread it takes what it needs, and what it returns runs on a worker.
using Answer = std::function<Json(const Cancellation&)>;
using Query = Answer (*)(Session&, const Params&);
// Changes nothing, and answers when it wants.
using Deferred = void (*)(Session&, const Params&, const Responder&);

struct Handler {
  std::string_view method;
  std::variant<Notification, Request, Query, Deferred> run;
};

// Null for what this server does not do.
[[nodiscard]] const Handler* find_handler(std::string_view method);

namespace handlers {

Json initialize(Session& session, const Params& params);
void initialized(Session& session, const Params& params);
Json shutdown(Session& session, const Params& params);
void exit(Session& session, const Params& params);
void cancel_request(Session& session, const Params& params);
void set_trace(Session& session, const Params& params);

void did_open(Session& session, const Params& params);
void did_change(Session& session, const Params& params);
void did_save(Session& session, const Params& params);
void did_close(Session& session, const Params& params);

void did_change_configuration(Session& session, const Params& params);
void did_change_watched_files(Session& session, const Params& params);
void did_change_workspace_folders(Session& session, const Params& params);

void notebook_did_open(Session& session, const Params& params);
void notebook_did_change(Session& session, const Params& params);
void notebook_did_save(Session& session, const Params& params);
void notebook_did_close(Session& session, const Params& params);

Answer diagnostic(Session& session, const Params& params);
void workspace_diagnostic(Session& session, const Params& params, const Responder& responder);
Answer hover(Session& session, const Params& params);
Answer resolve_code_action(Session& session, const Params& params);
Answer execute_command(Session& session, const Params& params);
Answer code_action(Session& session, const Params& params);

}  // namespace handlers
}  // namespace asynclint::server
