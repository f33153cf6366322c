// `workspace/executeCommand`: finds the command, and lets it run.
#include <algorithm>
#include <array>

#include "server/code-actions.h"
#include "server/commands.h"
#include "server/handlers/handlers.h"
#include "server/response-error.h"

namespace asynclint::server {
namespace {

constexpr std::array<Command, 6> all_commands{{
    {"asynclint.explainRule", command::explain_rule},
    {"asynclint.explainConfiguration", command::explain_configuration},
    {"asynclint.explainSilence", command::explain_silence},
    {apply_action_command, command::apply_action},
    {"asynclint.fixFile", command::fix_file},
    {"asynclint.fixWorkspace", command::fix_workspace},
}};

}  // namespace

std::span<const Command> commands() { return all_commands; }

Answer handlers::execute_command(Session& session, const Params& params) {
  const std::string name = params["command"].text();
  const auto* const command = std::ranges::find(all_commands, name, &Command::name);
  if (command == all_commands.end())
    throw ResponseError(ErrorCode::invalid_params, "there is no command `" + name + "`");
  return command->prepare(session, params["arguments"]);
}

}  // namespace asynclint::server
