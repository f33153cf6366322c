// The modules that Node brings along.
#include <algorithm>
#include <array>
#include <string_view>

#include "project/resolved-module.h"

namespace asynclint {
namespace {

constexpr std::string_view prefix = "node:";

// Sorted, as are those below.
constexpr std::array<std::string_view, 68> builtins{"_http_agent",
                                                    "_http_client",
                                                    "_http_common",
                                                    "_http_incoming",
                                                    "_http_outgoing",
                                                    "_http_server",
                                                    "_stream_duplex",
                                                    "_stream_passthrough",
                                                    "_stream_readable",
                                                    "_stream_transform",
                                                    "_stream_wrap",
                                                    "_stream_writable",
                                                    "_tls_common",
                                                    "_tls_wrap",
                                                    "assert",
                                                    "assert/strict",
                                                    "async_hooks",
                                                    "buffer",
                                                    "child_process",
                                                    "cluster",
                                                    "console",
                                                    "constants",
                                                    "crypto",
                                                    "dgram",
                                                    "diagnostics_channel",
                                                    "dns",
                                                    "dns/promises",
                                                    "domain",
                                                    "events",
                                                    "fs",
                                                    "fs/promises",
                                                    "http",
                                                    "http2",
                                                    "https",
                                                    "inspector",
                                                    "inspector/promises",
                                                    "module",
                                                    "net",
                                                    "os",
                                                    "path",
                                                    "path/posix",
                                                    "path/win32",
                                                    "perf_hooks",
                                                    "process",
                                                    "punycode",
                                                    "querystring",
                                                    "readline",
                                                    "readline/promises",
                                                    "repl",
                                                    "stream",
                                                    "stream/consumers",
                                                    "stream/promises",
                                                    "stream/web",
                                                    "string_decoder",
                                                    "sys",
                                                    "timers",
                                                    "timers/promises",
                                                    "tls",
                                                    "trace_events",
                                                    "tty",
                                                    "url",
                                                    "util",
                                                    "util/types",
                                                    "v8",
                                                    "vm",
                                                    "wasi",
                                                    "worker_threads",
                                                    "zlib"};
constexpr std::array<std::string_view, 5> only_with_prefix{"quic", "sea", "sqlite", "test", "test/reporters"};

}  // namespace

bool is_node_builtin(std::string_view specifier) {
  const auto is_in = [&](const auto& names) { return std::binary_search(names.begin(), names.end(), specifier); };
  const bool has_prefix = specifier.starts_with(prefix);
  if (has_prefix) specifier.remove_prefix(prefix.size());
  return is_in(builtins) || (has_prefix && is_in(only_with_prefix));
}

}  // namespace asynclint
