// The language server: one client, from its first message to its last.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "lint/rule-entry.h"
#include "server/frame-reader.h"
#include "server/outbox.h"

namespace asynclint::server {

struct ServerOptions {
  std::span<const RuleEntry> rules;
  // The client's process; 0 when only `initialize` says it. When it ends, so does the server.
  std::int64_t client_process = 0;
  FrameReader::Source source;
  Outbox::Sink sink;
  Outbox::SinkAtOnce sink_at_once;
};

// Serves until the client is gone. Returns the status that the process ends with, or ends it on the spot when a thread
// still waits for something that may never come.
[[nodiscard]] int serve(const ServerOptions& options);

}  // namespace asynclint::server
