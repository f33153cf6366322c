// `asynclint lint`: files or standard input linted, fixed, and reported in the format that was asked for.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/baseline-run.h"
#include "cli/commands.h"
#include "cli/display-text.h"
#include "cli/formats/report-file.h"
#include "cli/formats/reports.h"
#include "cli/init-configuration.h"
#include "cli/lint-options.h"
#include "cli/progress.h"
#include "cli/run-notes.h"
#include "cli/totals.h"
#include "cli/watch/watch.h"
#include "cli/words.h"
#include "project/chosen-files.h"
#include "project/configuration-json.h"
#include "project/configuration.h"
#include "project/file-walk.h"
#include "project/lint-files.h"
#include "project/module-kinds.h"
#include "project/paths.h"
#include "project/platform.h"
#include "project/source-text.h"
#include "rules/rule-table.h"

namespace asynclint::cli {
namespace {

class LintCommand {
 public:
  LintCommand(const LintOptions& options, Console& console)
      : options_(options), console_(console), configurations_(rule_table(), options.configuration) {
    run_.rules = options.timing ? timed_rules(rule_table()) : rule_table();
    run_.with_times = options.timing;
    run_.modules = modules_.get();
    run_.fix_mode = options.fix_mode;
    run_.fixes = options.fixes;
    run_.with_keys = options.needs_keys;
  }

  ExitStatus lint_paths() {
    if (!can_write_reports()) return ExitStatus::failure;
    if (std::string wrong = open_baseline(); !wrong.empty()) return fail(wrong);
    const auto listed = listed_files();
    if (!listed) return fail(listed.reason());
    FoundFiles found = find_files(options_.paths, &configurations_, *listed);
    if (has_mistakes()) return ExitStatus::failure;
    if (options_.choice.by != ChosenBy::existence) {
      const auto chosen = choose_files(found, options_.paths, options_.choice, configurations_);
      if (!chosen) return fail(chosen.reason());
      base_ = chosen->base;
      if (chosen->staged) modules_ = std::make_unique<ModuleGraph>(packages_, chosen->staged);
      run_.modules = modules_.get();
    }
    const bool is_empty = found.files.empty();
    keep_shard(found, options_.shard);
    for (const ExcludedPath& excluded : found.named_but_excluded) note_excluded(excluded.path, excluded.by);
    for (const std::string& path : found.named_declarations) note_declaration(path);
    for (const PathFailure& failure : found.failures) complain(failure.path, failure.reason + hint_for(failure.path));
    totals_.failures += found.failures.size();
    notes_.add(found);
    open_cache();
    Reports reports(options_.formats, {console_.out, directory_, reporting(), options_.with_evidence});
    Progress progress(console_, found.files.size(), Progress::Clock::now());
    Schedule schedule;
    schedule.threads = options_.threads;
    schedule.tick = [&](std::size_t done) { progress.show(done, Progress::Clock::now()); };
    lint_files(found.files, run_, schedule, [&](const FileReport& report) {
      if (needs_room(report) || notes_.speaks_of(report)) progress.clear();
      report_file(report, reports);
    });
    progress.clear();
    save_cache();
    if (is_baseline_update()) return finish_baseline();
    if (options_.fix_only) return finish_fixing();
    finish_reports(reports);
    if ((is_empty || options_.shard.count == 1) &&
        totals_.files + totals_.too_large.size() + found.failures.size() == 0 &&
        found.named_but_excluded.size() + found.named_declarations.size() <
            options_.paths.size() + options_.files_from.size())
      note_nothing_to_lint(found);
    return finish(reports);
  }

  ExitStatus print_configuration() {
    const std::string path = located(options_.print_config);
    const ResolvedConfiguration resolved = configurations_.resolved(path);
    if (has_mistakes()) return ExitStatus::failure;
    console_.out.write(configuration_json(path, resolved));
    return ExitStatus::clean;
  }

  ExitStatus lint_standard_input() {
    if (!can_write_reports()) return ExitStatus::failure;
    Result<std::string> bytes = platform::read_standard_input(source_size_limit);
    if (!bytes) {
      complain("standard input", bytes.reason());
      return ExitStatus::failure;
    }
    const std::string& name = *options_.stdin_name;
    const std::string place = located(name);
    const auto settings = configurations_.settings_of(place);
    const auto excluded = configurations_.ignored(place, false);
    if (has_mistakes()) return ExitStatus::failure;
    const bool is_declaration = only_declares_types(name);
    if (excluded)
      note_excluded(name, *excluded);
    else if (is_declaration)
      note_declaration(name);
    const bool is_linted = !excluded && !is_declaration;
    if (std::string wrong = open_baseline(); !wrong.empty()) return fail(wrong);
    ModuleKinds kinds(packages_);
    const ModuleKind kind = kinds.of(absolute_path(name, directory_));
    FileReport report;
    if (is_linted) report = lint_source(name, SourceText::from_bytes(*bytes), kind, run_, settings);

    // Fixed text takes standard output; a program that asked for JSON finds it there as `output`.
    const bool prints_text = options_.fix_mode == FixMode::apply && !prints("json");
    Output& out = prints_text ? console_.err : console_.out;
    Reports reports(options_.formats, {out, directory_, reporting(), options_.with_evidence});
    if (prints_text) {
      console_.out.write(report.fixed > 0 ? report.source.bytes_with(*report.source.text) : *bytes);
      console_.out.flush();
    }
    if (is_linted) report_file(report, reports);
    if (options_.fix_only) return finish_fixing();
    finish_reports(reports);
    out.flush();
    return finish(reports);
  }

 private:
  [[nodiscard]] Reporting reporting() const { return {options_.fix_mode, options_.fixes}; }

  // Whether standard output gets this format.
  [[nodiscard]] bool prints(std::string_view format) const {
    return std::ranges::any_of(
        options_.formats, [&](const FormatRequest& request) { return request.path.empty() && request.name == format; });
  }

  // Before the work, and not after it.
  [[nodiscard]] bool can_write_reports() {
    bool can_write = true;
    for (const FormatRequest& request : options_.formats) {
      if (request.path.empty()) continue;
      const auto failure = prepare_report_file(request.path);
      if (failure) complain_of_report(request.path, failure->reason);
      can_write = can_write && !failure;
    }
    return can_write;
  }

  void complain_of_report(const std::string& path, const std::string& reason) {
    console_.complain(fmt::format("cannot write the report {}: {}", printable(path), reason));
  }

  void finish_reports(Reports& reports) {
    for (const Reports::Unwritten& report : reports.finish(totals_)) {
      complain_of_report(report.path, report.reason);
      ++totals_.failures;
    }
    notes_.finish();
  }

  // Says what is wrong in the configuration files that were needed.
  [[nodiscard]] bool has_mistakes() {
    const auto mistakes = configurations_.mistakes();
    for (const ConfigurationMistake& mistake : mistakes) {
      std::string place = printable(seen_from(mistake.path, directory_));
      if (mistake.line > 0) place += fmt::format(":{}:{}", mistake.line, mistake.column);
      console_.complain(fmt::format("{}: {}", place, printable(mistake.message)));
    }
    return !mistakes.empty();
  }

  void note_excluded(const std::string& path, const Origin& by) {
    console_.note(fmt::format("asynclint: {}: excluded by {}:{}, so it is not linted", printable(path),
                              printable(seen_from(by.path, directory_)), by.line));
  }

  void note_declaration(const std::string& path) {
    console_.note(fmt::format("asynclint: {}: only declares types, so there is nothing to lint", printable(path)));
  }

  void complain(const std::string& path, const std::string& reason) {
    console_.complain(printable(path) + ": " + reason);
  }

  // A first word that is no command is taken for a path.
  [[nodiscard]] std::string hint_for(const std::string& path) const {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    if (options_.choice.by == ChosenBy::changes && options_.choice.reference.empty())
      return "; what follows --changed is a path, and a commit to compare with is --changed=" + printable(path);
    return options_.paths.size() > 1 ? "" : did_you_mean(path, names);
  }

  // Whether something is about to be written where the progress line is.
  [[nodiscard]] bool needs_room(const FileReport& report) const {
    return report.failure || (console_.out.is_terminal() && report.source.text);
  }

  [[nodiscard]] std::string open_baseline() {
    if (options_.baseline.empty()) return {};
    auto baseline = BaselineRun::open(options_);
    if (!baseline) return baseline.reason();
    baseline_.emplace(*std::move(baseline));
    run_.baseline = baseline_->hiding();
    return {};
  }

  void open_cache() {
    if (!options_.cache) return;
    std::vector<std::string> warnings;
    cache_ = std::make_unique<ResultCache>(*options_.cache, warnings);
    for (const std::string& warning : warnings) console_.note("asynclint: " + printable(warning));
    modules_->look_through(&cache_->contents());
    run_.cache = cache_.get();
  }

  void save_cache() {
    if (!cache_) return;
    if (const auto wrong = cache_->save()) console_.note("asynclint: " + printable(*wrong));
  }

  [[nodiscard]] bool is_baseline_update() const { return baseline_ && baseline_->is_update(); }

  // Says or writes what has become of the baseline.
  [[nodiscard]] ExitStatus finish_baseline() {
    const auto text = baseline_->finish();
    if (!text) return fail(text.reason());
    if (!text->empty()) console_.note(*text);
    return totals_.failures > 0 ? ExitStatus::failure : ExitStatus::clean;
  }

  void report_file(const FileReport& report, Reports& reports) {
    if (report.failure) complain(report.path, *report.failure);
    if (baseline_) baseline_->add(report);
    if (is_baseline_update()) {
      totals_.failures += report.failure ? 1 : 0;
      return;
    }
    totals_.add(report);
    if (!options_.fix_only) reports.add(report);
    notes_.add(report);
  }

  // Fixing goes on until nothing is left to fix, or as far as it may go; what is left is said.
  [[nodiscard]] ExitStatus finish_fixing() {
    const std::size_t left = totals_.shown[1] + totals_.shown[2] + totals_.shown[3];
    console_.note(fmt::format("asynclint: fixed {} in {}{}", counted(totals_.fixed, "finding"),
                              counted(totals_.fixed_files, "file"),
                              left > 0 ? fmt::format("; {} left", counted(left, "finding")) : ""));
    return totals_.failures > 0 ? ExitStatus::failure : ExitStatus::clean;
  }

  // What --files-from lists.
  [[nodiscard]] Result<std::vector<std::string>> listed_files() const {
    std::vector<std::string> all;
    for (const std::string& name : options_.files_from) {
      auto paths = read_file_list(name);
      if (!paths) return Failure{fmt::format("--files-from {}: {}", printable(name), paths.reason())};
      all.insert(all.end(), std::make_move_iterator(paths->begin()), std::make_move_iterator(paths->end()));
    }
    return all;
  }

  [[nodiscard]] ExitStatus fail(const std::string& reason) {
    console_.complain(reason);
    return ExitStatus::failure;
  }

  [[nodiscard]] std::string named_paths() const {
    std::string paths;
    const auto add = [&](const std::string& path) { paths += (paths.empty() ? "" : ", ") + printable(path); };
    for (const std::string& path : options_.paths) add(path);
    for (const std::string& name : options_.files_from) add(name == "-" ? "the list on standard input" : name);
    return paths;
  }

  void note_nothing_to_lint(const FoundFiles& found) {
    const std::string paths = named_paths();
    if (options_.choice.by == ChosenBy::staging)
      return console_.note("asynclint: no JavaScript or TypeScript is staged in " + paths);
    if (options_.choice.by == ChosenBy::changes)
      return console_.note(
          fmt::format("asynclint: no JavaScript or TypeScript has changed in {} since {}", paths, printable(base_)));
    const std::size_t minified = found.minified + totals_.minified;
    std::string left_out;
    if (found.ignored > 0) left_out = fmt::format("{} ignored by git", found.ignored);
    if (minified > 0) left_out += fmt::format("{}{} minified", left_out.empty() ? "" : ", ", minified);
    if (!left_out.empty()) left_out += "; a file that is named is linted anyway";
    if (found.excluded > 0)
      left_out += fmt::format("{}{} excluded by the configuration", left_out.empty() ? "" : "; ", found.excluded);
    if (!left_out.empty()) left_out = fmt::format(" ({})", left_out);
    console_.note("asynclint: no JavaScript or TypeScript files found in " + paths + left_out);
  }

  ExitStatus finish(const Reports& reports) {
    for (const ProjectWarning& warning : modules_->take_warnings()) {
      std::string place = printable(seen_from(warning.path, directory_));
      if (warning.line > 0) place += fmt::format(":{}:{}", warning.line, warning.column);
      console_.note(fmt::format("{}: {}; what it says of modules was left out", place, printable(warning.message)));
    }
    for (const std::string& path : totals_.too_large)
      console_.note(fmt::format("asynclint: {}: larger than {} MiB, so it was left out", printable(path),
                                source_size_limit >> 20U));
    if ((prints(diff_format) || !reports.prints_something()) &&
        (totals_.files_with_findings > 0 || console_.err.is_terminal()))
      console_.note(summary_line(totals_, reporting(), console_.err.palette()));
    if (!reports.reports_syntax_errors()) note_syntax_errors();
    if (baseline_ && finish_baseline() == ExitStatus::failure) return ExitStatus::failure;
    if (totals_.failures > 0) return ExitStatus::failure;
    if (totals_.errors > 0) return ExitStatus::findings;
    if (options_.max_warnings && totals_.warnings > *options_.max_warnings) {
      console_.complain(fmt::format("{}, and --max-warnings allows {}", counted(totals_.warnings, "warning"),
                                    *options_.max_warnings));
      return ExitStatus::findings;
    }
    return ExitStatus::clean;
  }

  void note_syntax_errors() {
    const Palette& palette = console_.err.palette();
    for (const Totals::SyntaxNote& note : totals_.syntax_notes) {
      const std::string others = note.places > 1 ? " and in " + counted(note.places - 1, "other place") : "";
      const std::string text = fmt::format("{}:{}: could not be parsed here{}; the rest of the file was linted",
                                           printable(note.path), note.line, others);
      console_.note(palette(Paint::dim, text));
    }
    if (totals_.more_syntax_notes > 0)
      console_.note(palette(Paint::dim, "and parts of " + counted(totals_.more_syntax_notes, "other file")));
  }

  const LintOptions& options_;
  Console& console_;
  Configurations configurations_;
  const std::string directory_ = platform::current_directory();
  std::unique_ptr<ResultCache> cache_;
  const std::shared_ptr<PackageFiles> packages_ = std::make_shared<PackageFiles>();
  std::unique_ptr<ModuleGraph> modules_ = std::make_unique<ModuleGraph>(packages_);
  LintRun run_;
  Totals totals_;
  std::optional<BaselineRun> baseline_;
  // What --changed compared with.
  std::string base_;
  RunNotes notes_{options_, console_, directory_};
};

}  // namespace

ExitStatus run_lint(const Words& words, Console& console) {
  LintArguments arguments;
  const CommandLine line = lint_command_line(arguments);
  const std::string wrong = parse_arguments(line, words);
  if (wrong.empty() && (arguments.help || arguments.version)) {
    console.out.write(arguments.help ? help_text(line, console.out.width()) : "asynclint " ASYNCLINT_VERSION "\n");
    return ExitStatus::clean;
  }
  if (wrong.empty() && arguments.init) {
    console.set_colors(When::automatically);
    return init_configuration(console);
  }
  const Result<LintOptions> options = wrong.empty() ? lint_options(arguments, rules_by_name()) : Failure{wrong};
  if (!options) {
    console.complain(options.reason());
    console.note("`asynclint --help` lists what it understands");
    return ExitStatus::failure;
  }
  console.set_colors(options->color);
  if (options->watches) return watch(*options, console);
  LintCommand command(*options, console);
  if (!options->print_config.empty()) return command.print_configuration();
  return options->stdin_name ? command.lint_standard_input() : command.lint_paths();
}

}  // namespace asynclint::cli
