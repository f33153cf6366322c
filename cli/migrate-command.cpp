// `asynclint migrate eslint`: what a configuration of ESLint says about our rules, as an asynclint.json.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/display-text.h"
#include "cli/eslint-config.h"
#include "cli/words.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

struct MigrateArguments {
  std::vector<std::string> names;
  bool write = false;
  bool help = false;
};

CommandLine migrate_line(MigrateArguments& to) {
  return {.about =
              "Reads a configuration of ESLint and prints an asynclint.json with the levels of the rules that "
              "ours answer to. A configuration that is a program is read and not run; what cannot be read off it "
              "is listed.",
          .usage = {"migrate eslint [FILE] [--write]"},
          .notes = "Without a FILE it is eslint.config.*, .eslintrc.* or package.json in the current directory.",
          .groups = {{"Options",
                      {{"--write", "", "Write ./asynclint.json instead of printing it", &to.write},
                       {"-h,--help", "", "Show this help", &to.help}}}},
          .positional = "FROM",
          .positionals = &to.names,
          .positional_values = {.words = [] { return Words{"eslint"}; }, .paths = Paths::files}};
}

}  // namespace

CommandLine describe_migrate() {
  MigrateArguments arguments;
  return described(migrate_line(arguments));
}

ExitStatus run_migrate(const Words& words, Console& console) {
  MigrateArguments arguments;
  const CommandLine line = migrate_line(arguments);
  const auto& [names, write, help] = arguments;
  if (const auto ended = ended_by_arguments(line, words, help, console)) return *ended;
  if (names.empty() || names.front() != "eslint" || names.size() > 2)
    return failed(console, "migrate knows where from: `asynclint migrate eslint [FILE]`");
  const std::string file = names.size() == 2 ? names[1] : find_eslint_config();
  if (file.empty()) return failed(console, "there is no configuration of ESLint here; name it: migrate eslint FILE");
  const auto config = load_eslint_config(file);
  if (!config) return failed(console, config.reason());

  const std::string json = configuration_of(*config);
  if (!write) {
    console.out.write(json);
  } else if (const auto failure = platform::create_file("asynclint.json", json)) {
    return failed(console, "asynclint.json: " + failure->reason);
  } else {
    console.note("asynclint: asynclint.json is written; `asynclint --print-config FILE` shows what counts for a file");
  }
  note_unread(*config, file, console);
  return ExitStatus::clean;
}

}  // namespace asynclint::cli
