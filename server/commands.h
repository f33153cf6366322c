// What `workspace/executeCommand` runs.
#pragma once

#include <string_view>

#include "server/handlers/handlers.h"

namespace asynclint::server {

struct Command {
  std::string_view name;
  // On the session's thread, with the command's arguments; what it returns runs on a worker.
  Answer (*prepare)(Session&, const Params& arguments);
};

[[nodiscard]] std::span<const Command> commands();

namespace command {

// [rule] → its page, in Markdown.
Answer explain_rule(Session& session, const Params& arguments);
// [uri] → which settings count for the document, and where each comes from.
Answer explain_configuration(Session& session, const Params& arguments);
// [uri, position] → what was looked at there and found right, with the reasons, and what is suppressed.
Answer explain_silence(Session& session, const Params& arguments);
// [what is written by action_data] → makes the changes of that action, by the way of the client.
Answer apply_action(Session& session, const Params& arguments);
// [uri] → changes the document by the way of the client.
Answer fix_file(Session& session, const Params& arguments);
// [] → the same for all files of the workspace.
Answer fix_workspace(Session& session, const Params& arguments);

}  // namespace command
}  // namespace asynclint::server
