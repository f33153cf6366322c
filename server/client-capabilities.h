// What the client can do, as far as the server does something else for one that cannot.
#pragma once

#include "server/json.h"
#include "text/line-index.h"

namespace asynclint::server {

struct ClientCapabilities {
  // How columns are counted, by both sides.
  ColumnUnit columns = ColumnUnit::utf16;

  // It asks for diagnostics, and asks again when it is told to; otherwise they are sent to it, and never both.
  bool pulls_diagnostics = false;
  bool related_information = false;
  bool unnecessary_tag = false;
  bool code_description = false;
  bool markdown_messages = false;
  // What it asks for may change while it runs.
  bool registers_diagnostics = false;

  bool code_action_literals = false;
  // It asks for the edit of an action when somebody chooses it.
  bool resolves_edits = false;
  bool document_changes = false;
  bool applies_edits = false;

  bool markdown_hovers = false;

  bool configuration = false;
  bool registers_configuration = false;
  bool registers_watchers = false;
  bool workspace_folders = false;
  bool work_done_progress = false;
};

// Whatever is not as the protocol says is taken for not offered.
[[nodiscard]] ClientCapabilities read_client_capabilities(const Json& json);

}  // namespace asynclint::server
