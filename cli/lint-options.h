// What `asynclint lint` was asked to do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/formats/formats.h"
#include "project/chosen-files.h"
#include "project/configuration.h"
#include "project/fix-text.h"
#include "project/lint-files.h"
#include "project/result-cache.h"

namespace asynclint::cli {

// As it was typed.
struct LintArguments {
  std::vector<std::string> paths;
  std::vector<std::string> formats;
  std::string level;
  std::vector<std::string> rules;
  std::string max_warnings;
  std::string threads;
  std::string color = "auto";
  std::string stdin_filename;
  std::string config;
  std::string print_config;
  std::optional<std::string> changed;
  std::string shard;
  std::optional<std::string> watch;
  std::vector<std::string> files_from;
  std::string cache_location;
  bool cache = false;
  std::string baseline;
  bool update_baseline = false;
  bool prune_baseline = false;
  bool staged = false;
  bool no_config = false;
  bool quiet = false;
  bool evidence = false;
  bool fix = false;
  bool fix_suggestions = false;
  bool fix_only = false;
  bool init = false;
  bool diff = false;
  bool reads_stdin = false;
  bool statistics = false;
  bool timing = false;
  bool verbose = false;
  bool help = false;
  bool version = false;
};

// What is done with the file of --baseline at the end.
enum class BaselineUse : std::uint8_t { read, prune, update };

// As it is meant. The strings that its settings refer to are those of the arguments, which must outlive it.
struct LintOptions {
  std::vector<std::string> paths;
  std::vector<FormatRequest> formats;
  // Whether findings are shown with what they rest on; a format may have use for it in any case.
  bool with_evidence = false;
  bool needs_keys = false;
  // Files with paths of files; `-` is standard input.
  std::vector<std::string> files_from;
  FileChoice choice;
  Shard shard;
  // Where earlier runs are remembered; none: nowhere.
  std::optional<CachePlace> cache;
  // Whether it goes on until somebody ends it, and then whether changes are looked for although the system tells them.
  bool watches = false;
  bool watch_looks = false;
  // Empty: there is none.
  std::string baseline;
  BaselineUse baseline_use = BaselineUse::read;
  // What a run tells of itself.
  bool statistics = false;
  bool timing = false;
  bool verbose = false;
  // What goes on top of the configuration files.
  ConfigurationRequest configuration;
  // The file whose configuration is asked for, instead of findings.
  std::string print_config;
  FixMode fix_mode = FixMode::none;
  FixChoice fixes;
  // Nothing is reported but what was mended and how much is left.
  bool fix_only = false;
  std::optional<std::size_t> max_warnings;
  unsigned threads = 1;
  When color = When::automatically;
  // The name that standard input goes by, when that is what is linted.
  std::optional<std::string> stdin_name;
};

[[nodiscard]] CommandLine lint_command_line(LintArguments& to);

// The options, or what is wrong with the arguments.
[[nodiscard]] Result<LintOptions> lint_options(const LintArguments& arguments, std::span<const RuleEntry> rules);

}  // namespace asynclint::cli
