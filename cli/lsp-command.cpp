// `asynclint lsp`: the language server, over standard input and output.
#include <charconv>
#include <string>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "project/platform.h"
#include "rules/rule-table.h"
#include "server/server.h"

namespace asynclint::cli {
namespace {

struct LspArguments {
  bool over_stdio = false;
  std::string process;
  bool help = false;
};

CommandLine lsp_line(LspArguments& to) {
  return {.about = "Serves an editor over standard input and output, in the language server protocol.",
          .usage = {"lsp"},
          .groups = {{"Options",
                      {{"--stdio", "", "What happens anyway; editors like to say it", &to.over_stdio},
                       {"--clientProcessId", "N", "End when this process ends", &to.process},
                       {"-h,--help", "", "Show this help", &to.help}}}}};
}

}  // namespace

CommandLine describe_lsp() {
  LspArguments arguments;
  return described(lsp_line(arguments));
}

ExitStatus run_lsp(const Words& words, Console& console) {
  LspArguments arguments;
  const CommandLine line = lsp_line(arguments);
  const std::string& process = arguments.process;
  if (const auto ended = ended_by_arguments(line, words, arguments.help, console)) return *ended;
  std::string wrong;
  server::ServerOptions options;
  const auto [end, error] = std::from_chars(process.data(), process.data() + process.size(), options.client_process);
  if (wrong.empty() && !process.empty() && (error != std::errc() || end != process.data() + process.size()))
    wrong = "--clientProcessId wants a number";
  if (!wrong.empty()) return failed(console, wrong);
  options.rules = rule_table();
  options.source = platform::read_some_input;
  options.sink = [](std::string_view bytes) {
    Failure failure;
    return platform::write_all(platform::Stream::output, bytes, failure) == platform::WriteOutcome::written;
  };
  options.sink_at_once = [](std::string_view bytes) {
    return platform::write_at_once(platform::Stream::output, bytes);
  };
  return static_cast<ExitStatus>(server::serve(options));
}

}  // namespace asynclint::cli
