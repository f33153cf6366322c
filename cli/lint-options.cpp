#include "cli/lint-options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <thread>

#include "cli/commands.h"
#include "cli/words.h"

namespace asynclint::cli {
namespace {

constexpr std::size_t most_threads = 512;
constexpr std::array<std::string_view, 3> shown_levels{"info", "warning", "error"};
constexpr std::array<std::string_view, 4> set_levels{"off", "info", "warning", "error"};
constexpr std::array<std::string_view, 1> watch_words{"poll"};
constexpr std::array<std::string_view, 3> color_words{"auto", "always", "never"};

constexpr const char* about_paths =
    "A PATH is a file, or a directory whose .js, .mjs, .cjs, .jsx, .ts, .mts, .cts and .tsx files are linted, and "
    "the scripts in its .vue, .svelte, .html and .htm files: without node_modules, minified files, .d.ts files and "
    "what .gitignore excludes. Without a PATH it is the current directory. For each file the nearest asynclint.json "
    "counts, or the key \"asynclint\" of the nearest package.json.";

Words listed(std::span<const std::string_view> list) { return {list.begin(), list.end()}; }

Words format_words() {
  Words names;
  for (const FormatEntry& format : formats()) names.emplace_back(format.name);
  return names;
}

constexpr Values rule_values{.words = rule_words, .words_behind = [] { return listed(set_levels); }};
constexpr Values level_values{.words = [] { return listed(shown_levels); }};
constexpr Values color_values{.words = [] { return listed(color_words); }};
constexpr Values watch_values{.words = [] { return listed(watch_words); }};
constexpr Values format_values{.words = format_words, .paths_behind = Paths::files};
constexpr Values file_values{.paths = Paths::files};
constexpr Values directory_values{.paths = Paths::directories};

std::string wrong_word(std::string_view option, std::string_view word, std::span<const std::string_view> allowed) {
  return fmt::format("{} wants {}, not \"{}\"{}", option, alternatives(allowed), word, did_you_mean(word, allowed));
}

// Each of these takes its part of the arguments, and returns what is wrong with it.

std::string read_format(const LintArguments& arguments, LintOptions& options) {
  Result<std::vector<FormatRequest>> requests = read_format_requests(arguments.formats);
  if (!requests) return requests.reason();
  options.formats = *std::move(requests);
  const bool is_print_free =
      std::ranges::none_of(options.formats, [](const FormatRequest& request) { return request.path.empty(); });
  if (arguments.diff && !is_print_free)
    return "--diff prints a diff and nothing else: leave --format out, or write --format NAME=FILE";
  if (arguments.diff) options.formats.push_back({diff_format, {}});
  if (options.formats.empty()) options.formats.push_back(default_format());
  options.statistics = arguments.statistics;
  options.timing = arguments.timing;
  options.verbose = arguments.verbose;
  for (const FormatRequest& request : options.formats) {
    options.needs_keys = options.needs_keys || format_named(request.name).needs_keys;
    options.configuration.with_evidence =
        options.configuration.with_evidence || format_named(request.name).needs_evidence;
  }
  return {};
}

std::string read_levels(const LintArguments& arguments, LintOptions& options) {
  std::optional<Level>& least = options.configuration.least;
  if (!arguments.level.empty()) least = level_of(arguments.level);
  if (!arguments.level.empty() && (!least || *least == Level::off))
    return wrong_word("--level", arguments.level, shown_levels);
  if (arguments.quiet) least = Level::error;
  options.with_evidence = arguments.evidence;
  options.configuration.with_evidence = options.configuration.with_evidence || arguments.evidence;
  const auto color = when_of(arguments.color);
  if (!color) return wrong_word("--color", arguments.color, color_words);
  options.color = *color;
  return {};
}

std::string read_rules(const LintArguments& arguments, std::span<const RuleEntry> rules, LintOptions& options) {
  ConfigurationRequest& settings = options.configuration;
  for (const std::string_view word : arguments.rules) {
    const std::size_t equals = word.find('=');
    const std::string_view id = word.substr(0, equals);
    const RuleEntry* rule = find_rule(id, rules);
    if (rule == nullptr) return "--rule: " + no_such_rule(id, rules);
    if (equals == std::string_view::npos) {
      settings.only.push_back(rule->id);
      continue;
    }
    const std::string_view level_word = word.substr(equals + 1);
    const auto level = level_of(level_word);
    if (!level) return wrong_word("--rule " + std::string(id) + "=LEVEL", level_word, set_levels);
    std::erase_if(settings.levels, [&](const LevelSetting& setting) { return setting.rule == rule->id; });
    settings.levels.push_back({rule->id, *level});
  }
  // Who names some rules and sets the level of another one wants to see that one too.
  if (!settings.only.empty())
    for (const LevelSetting& setting : settings.levels) settings.only.push_back(setting.rule);
  return {};
}

std::string read_numbers(const LintArguments& arguments, LintOptions& options) {
  if (!arguments.max_warnings.empty()) {
    options.max_warnings = number_in(arguments.max_warnings);
    if (!options.max_warnings) return fmt::format("--max-warnings wants a number, not \"{}\"", arguments.max_warnings);
  }
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  if (arguments.threads.empty()) return {};
  const auto threads = number_in(arguments.threads);
  if (!threads || *threads == 0 || *threads > most_threads)
    return fmt::format("--threads wants a number from 1 to {}, not \"{}\"", most_threads, arguments.threads);
  options.threads = static_cast<unsigned>(*threads);
  return {};
}

std::string read_fixing(const LintArguments& arguments, LintOptions& options) {
  // --diff by itself shows what everything would do.
  options.fix_only = arguments.fix_only;
  if (arguments.fix_only && arguments.diff) return "--fix-only mends files, and --diff writes none";
  const bool everything = arguments.diff && !arguments.fix && !arguments.fix_suggestions;
  options.fixes.suggestions = arguments.fix_suggestions || everything;
  options.fixes.safe = arguments.fix || arguments.fix_only || options.fixes.suggestions;
  if (options.fixes.any()) options.fix_mode = arguments.diff ? FixMode::preview : FixMode::apply;
  return {};
}

std::string read_configuration_options(const LintArguments& arguments, LintOptions& options) {
  if (arguments.no_config && !arguments.config.empty()) return "--config and --no-config exclude each other";
  options.configuration.ignores_files = arguments.no_config;
  if (!arguments.config.empty()) options.configuration.file = located(arguments.config);
  options.print_config = arguments.print_config;
  return {};
}

std::string read_choice(const LintArguments& arguments, LintOptions& options) {
  if (arguments.changed && arguments.staged) return "--changed and --staged exclude each other";
  if (arguments.staged) options.choice.by = ChosenBy::staging;
  if (!arguments.changed) return {};
  options.choice = {ChosenBy::changes, *arguments.changed};
  return {};
}

std::string read_shard(const LintArguments& arguments, LintOptions& options) {
  if (arguments.shard.empty()) return {};
  const std::string_view text = arguments.shard;
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto number = number_in(text.substr(0, slash));
  const auto count = number_in(text.substr(std::min(slash + 1, text.size())));
  constexpr std::size_t most_shards = 10'000;
  if (!number || !count || *number == 0 || *number > *count || *count > most_shards)
    return fmt::format("--shard wants I/N, such as 1/4 for the first of four, not \"{}\"", text);
  if (arguments.reads_stdin) return "--stdin lints standard input only: leave --shard out";
  options.shard = {*number, *count};
  return {};
}

std::string read_baseline(const LintArguments& arguments, LintOptions& options) {
  options.baseline = arguments.baseline;
  if (arguments.update_baseline) options.baseline_use = BaselineUse::update;
  if (arguments.prune_baseline) options.baseline_use = BaselineUse::prune;
  if (options.baseline_use == BaselineUse::read) return {};
  if (arguments.update_baseline && arguments.prune_baseline)
    return "--update-baseline leaves out what no longer occurs, too: leave --prune-baseline out";
  const std::string name = arguments.update_baseline ? "--update-baseline" : "--prune-baseline";
  if (options.baseline.empty()) return name + " wants to know which file: --baseline FILE";
  if (arguments.reads_stdin) return name + " is about files: leave --stdin out";
  if (arguments.diff) return name + " writes a file, and --diff writes none";
  // Something that is only in the working tree, or only in the index, would be missing on the other side.
  if (arguments.staged || arguments.changed)
    return name + " is about whole files: leave " + (arguments.staged ? "--staged" : "--changed") + " out";
  return {};
}

std::string read_cache(const LintArguments& arguments, LintOptions& options) {
  if (!arguments.cache_location.empty())
    options.cache = cache_place(arguments.cache_location);
  else if (arguments.cache)
    options.cache = default_cache_place();
  // What is staged is not what lies on the disk, and standard input lies nowhere.
  if (arguments.staged || arguments.reads_stdin) options.cache.reset();
  return {};
}

// A run that goes on shows what is found on its own screen, and has no end at which something could be written.
std::string read_watch(const LintArguments& arguments, LintOptions& options) {
  if (!arguments.watch) return {};
  if (!arguments.watch->empty() && *arguments.watch != watch_words.front())
    return wrong_word("--watch", *arguments.watch, watch_words);
  struct Refused {
    bool is_given;
    std::string_view option;
    std::string_view why;
  };
  const bool is_format_given =
      std::ranges::any_of(options.formats, [](const FormatRequest& one) { return !one.path.empty(); }) ||
      std::ranges::any_of(arguments.formats, [](std::string_view one) { return one != "stylish"; });
  constexpr std::string_view shows_all = "it shows what is found in a form of its own";
  constexpr std::string_view has_no_end = "it has no end at which that could be told";
  constexpr std::string_view fixes_by_key = "the key f applies safe fixes";
  const std::array refused{
      Refused{arguments.fix, "--fix", fixes_by_key},
      Refused{arguments.fix_suggestions, "--fix-suggestions", fixes_by_key},
      Refused{arguments.fix_only, "--fix-only", fixes_by_key},
      Refused{arguments.diff, "--diff", shows_all},
      Refused{is_format_given, "--format", shows_all},
      Refused{arguments.evidence, "--evidence", shows_all},
      Refused{arguments.statistics, "--statistics", has_no_end},
      Refused{arguments.timing, "--timing", has_no_end},
      Refused{arguments.verbose, "--verbose", has_no_end},
      Refused{!arguments.max_warnings.empty(), "--max-warnings", has_no_end},
      Refused{!arguments.shard.empty(), "--shard", "a part of the files is for a machine of many"},
      Refused{arguments.staged, "--staged", "what is staged does not lie on the disk"},
      Refused{arguments.reads_stdin, "--stdin", "standard input comes once"},
      Refused{std::ranges::find(arguments.files_from, "-") != arguments.files_from.end(), "--files-from -",
              "standard input comes once"},
      Refused{arguments.update_baseline, "--update-baseline", has_no_end},
      Refused{arguments.prune_baseline, "--prune-baseline", has_no_end},
      Refused{!arguments.print_config.empty(), "--print-config", "that lints nothing"},
  };
  for (const Refused& one : refused)
    if (one.is_given) return fmt::format("--watch goes without {}: {}", one.option, one.why);
  options.watches = true;
  options.watch_looks = !arguments.watch->empty();
  return {};
}

std::string read_paths(const LintArguments& arguments, LintOptions& options) {
  if (arguments.reads_stdin) {
    if (!arguments.paths.empty() || !arguments.files_from.empty())
      return "--stdin lints standard input only: leave the paths out";
    if (options.choice.by != ChosenBy::existence)
      return fmt::format("--stdin lints standard input only: leave {} out",
                         options.choice.by == ChosenBy::staging ? "--staged" : "--changed");
    options.stdin_name = arguments.stdin_filename.empty() ? "<stdin>" : arguments.stdin_filename;
    return {};
  }
  if (!arguments.stdin_filename.empty()) return "--stdin-filename names what --stdin reads, and there is no --stdin";
  options.paths = arguments.paths;
  options.files_from = arguments.files_from;
  if (options.paths.empty() && options.files_from.empty()) options.paths = {"."};
  return {};
}

}  // namespace

CommandLine lint_command_line(LintArguments& to) {
  CommandLine line{
      .about = fmt::format("asynclint {}: {}", ASYNCLINT_VERSION, what_asynclint_does),
      .notes = about_paths,
      .groups =
          {
              {"What is reported",
               {
                   {"--rule", "ID[=LEVEL]",
                    "Run only the rules named; with a level (off, info, warning, error) set that of the rule's certain "
                    "and "
                    "known findings, and leave the rest as it is. May be given again",
                    &to.rules, rule_values},
                   {"--level", "LEVEL",
                    "The least level that is shown and fixed: info, warning or error; by default what the "
                    "configuration "
                    "says, or warning",
                    &to.level, level_values},
                   {"--quiet", "", "Show errors only", &to.quiet},
                   {"--evidence", "", "Show what each finding rests on: how sure it is, and the places that say so",
                    &to.evidence},
                   {"--max-warnings", "N", "End with status 1 when there are more warnings than this",
                    &to.max_warnings},
               }},
              {"Which files",
               {
                   {"--changed", "REF",
                    "Only what has changed: files and lines that are not as in the last commit that REF and HEAD have "
                    "in "
                    "common, and files that git does not know yet. Without REF it is the branch where this one will "
                    "go: "
                    "what CI says, its upstream, or the main branch of origin. Findings on other lines are neither "
                    "shown "
                    "nor fixed",
                    &to.changed},
                   {"--staged", "",
                    "Only lines that are staged for the next commit, in files as they are staged. Fixes go to the "
                    "working "
                    "tree and are not staged; a file that has other changes besides is not fixed, and the status is 2",
                    &to.staged},
                   {"--files-from", "FILE",
                    "Lint the files that a file lists, one a line or with a NUL behind each; - is standard input. What "
                    "is "
                    "no script in it is passed over. May be given again",
                    &to.files_from, file_values},
                   {"--shard", "I/N",
                    "Of all these files, the I-th of N parts: which file is in which part rests on its path in the "
                    "workspace alone. `asynclint merge` makes one of the reports",
                    &to.shard},
               }},
              {"What is known already",
               {
                   {"--baseline", "FILE",
                    "Neither show nor fix the findings that this file lists. They are known by their rule, the "
                    "function "
                    "around them and their code, wherever in their file they are",
                    &to.baseline, file_values},
                   {"--update-baseline", "", "Write all that is found now into that file; show nothing",
                    &to.update_baseline},
                   {"--prune-baseline", "", "Take out of that file what no longer occurs", &to.prune_baseline},
               }},
              {"Configuration",
               {
                   {"--config", "FILE", "Use this file for everything, in place of the nearest one", &to.config,
                    file_values},
                   {"--no-config", "", "Use no configuration file", &to.no_config},
                   {"--init", "", "Write a first asynclint.json; asks on a terminal, and guesses elsewhere", &to.init},
                   {"--print-config", "FILE",
                    "Print what counts for a file, and where it is set, as JSON; lint nothing", &to.print_config,
                    file_values},
               }},
              {"Mending",
               {
                   {"--fix", "", "Apply the fixes that leave the outcome as it is", &to.fix},
                   {"--fix-suggestions", "",
                    "Apply them and the first suggestion of each finding: these change what the "
                    "program does, as their titles say",
                    &to.fix_suggestions},
                   {"--fix-only", "",
                    "Fix (--fix, or more with --fix-suggestions) and report no findings: only how many were fixed and "
                    "how "
                    "many are left, which do not make the run fail",
                    &to.fix_only},
                   {"--diff", "",
                    "Print what fixing would change, and write nothing; alone it is about --fix-suggestions", &to.diff},
               }},
              {"What a run tells of itself",
               {
                   {"--statistics", "", "Count what was found by rule and by family, and what can be mended",
                    &to.statistics},
                   {"--timing", "", "Show how long rules and files took", &to.timing},
                   {"--watch", "HOW",
                    "Stay, and lint again what has changed, and what rests on it; on a terminal with a screen and "
                    "keys, elsewhere with a block of lines each time. Ends with q or Ctrl-C. --watch=poll looks for "
                    "changes, where a file system tells none",
                    &to.watch, watch_values},
                   {"--verbose", "", "Say of each file that was not linted, or not even parsed, why", &to.verbose},
               }},
              {"Input and output",
               {
                   {"--stdin", "",
                    "Lint standard input; with --fix or --fix-suggestions print the fixed text on standard "
                    "output and the report on standard error",
                    &to.reads_stdin},
                   {"--stdin-filename", "NAME", "The path that standard input goes by", &to.stdin_filename,
                    file_values},
                   {"-f,--format", "NAME[=FILE]", formats_help(), &to.formats, format_values},
                   {"--color", "WHEN",
                    "Where there are colours: auto (default; heeds NO_COLOR and FORCE_COLOR), always (with code "
                    "frames, as on a terminal) or never",
                    &to.color, color_values},
                   {"--cache", "",
                    "Remember what was found, and lint only what is no longer as it was: a file's text, its "
                    "configuration, "
                    "what other files tell it, or asynclint itself. Kept in node_modules/.cache/asynclint, or in "
                    ".asynclint-cache where there is no node_modules",
                    &to.cache},
                   {"--cache-location", "DIR", "The same, kept in this directory", &to.cache_location,
                    directory_values},
                   {"--threads", "N", "How many files are linted at once; by default as many as there are processors",
                    &to.threads},
                   {"-h,--help", "", "Show this help", &to.help},
                   {"-v,--version", "", "Show the version", &to.version},
               }},
          },
      .positional = "PATH",
      .positionals = &to.paths,
      .positional_values = file_values,
  };
  for (const Command& command : commands()) {
    line.usage.emplace_back(command.usage);
    line.commands.emplace_back(command.name, command.summary);
  }
  return line;
}

CommandLine describe_lint() {
  LintArguments arguments;
  return described(lint_command_line(arguments));
}

Result<LintOptions> lint_options(const LintArguments& arguments, std::span<const RuleEntry> rules) {
  LintOptions options;
  for (std::string wrong :
       {read_format(arguments, options), read_levels(arguments, options), read_rules(arguments, rules, options),
        read_numbers(arguments, options), read_configuration_options(arguments, options),
        read_fixing(arguments, options), read_choice(arguments, options), read_shard(arguments, options),
        read_cache(arguments, options), read_baseline(arguments, options), read_watch(arguments, options),
        read_paths(arguments, options)})
    if (!wrong.empty()) return Failure{std::move(wrong)};
  return options;
}

}  // namespace asynclint::cli
