#include "cli/watch/watch-round.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "cli/baseline-run.h"
#include "cli/display-text.h"
#include "cli/places.h"
#include "project/chosen-files.h"
#include "project/configuration.h"
#include "project/file-walk.h"
#include "project/module-graph.h"
#include "project/package-files.h"
#include "project/paths.h"
#include "project/platform.h"
#include "project/result-cache.h"
#include "project/workspace.h"
#include "rules/rule-table.h"

namespace asynclint::cli {
namespace {

// As many as a line has room for.
constexpr std::size_t most_checked_paths = 8;

std::string located_place(const std::string& path, std::size_t line, std::size_t column, const std::string& from) {
  std::string place = printable(seen_from(path, from));
  if (line > 0) place += fmt::format(":{}:{}", line, column);
  return place;
}

// Itself or what is around it: the directory whose entries would tell of its coming.
std::string existing_directory(std::string path) {
  while (true) {
    const auto kind = platform::kind_of(path);
    if ((kind && *kind == platform::FileKind::directory) || is_root(path)) return path;
    path = std::string(parent_directory(path));
  }
}

}  // namespace

class WatchedProject::Run {
 public:
  Run(WatchedProject& project, How how)
      : project_(project),
        options_(project.options_),
        how_(how),
        configurations_(rule_table(), options_.configuration) {
    run_.rules = rule_table();
    if (how == How::fixing) {
      run_.fix_mode = FixMode::apply;
      run_.fixes.safe = true;
    }
  }

  WatchRound perform(const Tick& tick) {
    const auto begin = std::chrono::steady_clock::now();
    lint(tick);
    round_.time = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    note_places();
    return std::move(round_);
  }

 private:
  void complain(std::string what) { round_.complaints.push_back(std::move(what)); }

  void lint(const Tick& tick) {
    // A checkout may have removed and made anew the directory where this runs.
    if (const auto failure = platform::enter_directory(project_.directory_))
      return complain(printable(project_.directory_) + ": " + failure->reason);
    const auto listed = listed_files();
    if (!listed) return complain(listed.reason());
    found_ = find_files(options_.paths, &configurations_, *listed);
    if (has_mistakes() || !open_baseline() || !choose()) return;
    for (const PathFailure& failure : found_.failures) complain(printable(failure.path) + ": " + failure.reason);
    open_memory();
    Schedule schedule;
    schedule.threads = options_.threads;
    schedule.tick = [&](std::size_t done) { tick(done, found_.files.size()); };
    run_.modules = modules_.get();
    lint_files(found_.files, run_, schedule, [&](const FileReport& report) { take(report); });
    for (const ProjectWarning& warning : modules_->take_warnings())
      complain(fmt::format("{}: {}", located_place(warning.path, warning.line, warning.column, project_.directory_),
                           printable(warning.message)));
    round_.is_complete = true;
    project_.files_.clear();
    for (const WatchedFile& file : round_.files) project_.files_.emplace(file.path, file);
    close_memory();
  }

  [[nodiscard]] Result<std::vector<std::string>> listed_files() const {
    std::vector<std::string> all;
    for (const std::string& name : options_.files_from) {
      auto paths = read_file_list(name);
      if (!paths) return Failure{fmt::format("--files-from {}: {}", printable(name), paths.reason())};
      std::ranges::move(*paths, std::back_inserter(all));
    }
    return all;
  }

  [[nodiscard]] bool has_mistakes() {
    const auto mistakes = configurations_.mistakes();
    for (const ConfigurationMistake& mistake : mistakes)
      complain(fmt::format("{}: {}", located_place(mistake.path, mistake.line, mistake.column, project_.directory_),
                           printable(mistake.message)));
    return !mistakes.empty();
  }

  [[nodiscard]] bool open_baseline() {
    if (options_.baseline.empty()) return true;
    auto baseline = BaselineRun::open(options_);
    if (!baseline) {
      complain(baseline.reason());
      return false;
    }
    baseline_.emplace(*std::move(baseline));
    run_.baseline = baseline_->hiding();
    return true;
  }

  [[nodiscard]] bool choose() {
    if (options_.choice.by == ChosenBy::existence) return true;
    const auto chosen = choose_files(found_, options_.paths, options_.choice, configurations_);
    if (!chosen) complain(chosen.reason());
    return bool(chosen);
  }

  void open_memory() {
    if (options_.cache) {
      std::vector<std::string> warnings;
      memory_ = std::make_unique<ResultCache>(*options_.cache, warnings);
      for (const std::string& warning : warnings) complain(printable(warning));
    } else {
      memory_ = std::make_unique<ResultCache>(project_.root_,
                                              how_ == How::anew ? std::string() : std::exchange(project_.known_, {}));
    }
    modules_->look_through(&memory_->contents());
    run_.cache = how_ == How::anew && options_.cache ? nullptr : memory_.get();
  }

  void close_memory() {
    for (const auto& [path, file] : memory_->contents().all_seen()) seen_.emplace(parent_directory(path));
    if (!options_.cache) {
      project_.known_ = memory_->take();
    } else if (const auto wrong = memory_->save()) {
      complain(printable(*wrong));
    }
  }

  void take(const FileReport& report) {
    if (report.failure) complain(printable(report.path) + ": " + *report.failure);
    if (report.left_out == LeftOut::too_large)
      complain(
          fmt::format("{}: larger than {} MiB, so it was left out", printable(report.path), source_size_limit >> 20U));
    if (!report.is_remembered) {
      ++round_.checked;
      if (round_.checked_paths.size() < most_checked_paths) round_.checked_paths.push_back(printable(report.path));
    }
    round_.totals.add(report);
    round_.hidden += report.hidden.size();
    WatchedFile file = shown(report);
    if (!file.findings.empty()) round_.files.push_back(std::move(file));
  }

  [[nodiscard]] WatchedFile shown(const FileReport& report) const {
    WatchedFile file{report.path, {}, {}};
    const std::vector<Finding>& findings = report.result.findings;
    const auto is_shown = [&](const Finding& finding) { return finding.level >= report.least; };
    if (std::ranges::none_of(findings, is_shown)) return file;
    const Places places(*report.source.text);
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (!is_shown(findings[i])) continue;
      const Place place = places.of(findings[i].span.begin);
      file.findings.push_back({place.line,
                               place.column,
                               findings[i].level,
                               printable(findings[i].message),
                               std::string(findings[i].rule),
                               {}});
      indexes.push_back(i);
    }
    file.content = content_hash(*report.source.text);
    if (takes_keys_from_before(file)) return file;
    const std::vector<FindingKey> keys = finding_keys(report);
    for (std::size_t i = 0; i < indexes.size(); ++i) file.findings[i].key = keys[indexes[i]];
    return file;
  }

  // Working them out means to parse the file.
  [[nodiscard]] bool takes_keys_from_before(WatchedFile& file) const {
    const auto known = project_.files_.find(file.path);
    if (known == project_.files_.end() || known->second.content != file.content) return false;
    const std::vector<WatchedFinding>& before = known->second.findings;
    const auto is_same = [](const WatchedFinding& a, const WatchedFinding& b) {
      return a.line == b.line && a.column == b.column && a.rule == b.rule;
    };
    if (!std::ranges::equal(before, file.findings, is_same)) return false;
    for (std::size_t i = 0; i < before.size(); ++i) file.findings[i].key = before[i].key;
    return true;
  }

  // What the next change may happen in.
  void note_places() {
    std::set<std::string> directories(seen_.begin(), seen_.end());
    directories.insert(found_.directories.begin(), found_.directories.end());
    for (const FoundFile& file : found_.files) directories.emplace(parent_directory(file.real));
    for (const std::string& path : configurations_.files()) directories.emplace(parent_directory(path));
    WatchedPlaces places;
    for (const std::string& named : options_.paths) {
      const std::string path = located(absolute_path(named, project_.directory_));
      std::string at = existing_directory(path);
      const std::string outermost = workspace_root_of(join_path(at, "file"));
      for (directories.insert(at); at != outermost && !is_root(at); directories.insert(at))
        at = std::string(parent_directory(at));
      if (const std::string info = join_path(outermost, ".git/info"); platform::kind_of(info)) directories.insert(info);
    }
    for (const std::string* name : {&options_.baseline, &options_.configuration.file})
      if (!name->empty()) places.files.push_back(absolute_path(*name, project_.directory_));
    for (const std::string& name : options_.files_from)
      places.files.push_back(absolute_path(name, project_.directory_));
    for (const std::string& path : places.files) directories.emplace(parent_directory(path));
    places.directories.assign(directories.begin(), directories.end());
    project_.places_ = std::move(places);
  }

  WatchedProject& project_;
  const LintOptions& options_;
  How how_;
  Configurations configurations_;
  const std::shared_ptr<PackageFiles> packages_ = std::make_shared<PackageFiles>();
  std::unique_ptr<ModuleGraph> modules_ = std::make_unique<ModuleGraph>(packages_);
  std::unique_ptr<ResultCache> memory_;
  std::optional<BaselineRun> baseline_;
  FoundFiles found_;
  std::set<std::string> seen_;
  LintRun run_;
  WatchRound round_;
};

WatchedProject::WatchedProject(const LintOptions& options)
    : options_(options),
      directory_(platform::current_directory()),
      root_(workspace_root_of(join_path(directory_, "file"))) {}

WatchRound WatchedProject::run(How how, const Tick& tick) { return Run(*this, how).perform(tick); }

}  // namespace asynclint::cli
