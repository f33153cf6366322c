#include "project/lint-files.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

#include "project/configuration.h"
#include "project/file-text.h"
#include "project/lint-result-bytes.h"
#include "project/minified.h"
#include "project/ordered-work.h"
#include "project/paths.h"
#include "project/platform.h"

namespace asynclint {
namespace {

bool has_nothing_to_tell(const FileReport& report) {
  const LintResult& result = report.result;
  return result.findings.empty() && result.suppressed.empty() && result.syntax_errors == 0 && !report.other;
}

const LintSettings& settings_for(const FileReport& report, const LintRun& run) {
  return report.settings ? report.settings->settings : run.settings;
}

void fix(FileReport& report, const FileText& file, const LintRun& run, FindingScope scope) {
  FixChoice choice = run.fixes;
  choice.least = report.least;
  auto fixed = fix_text(file, report.result, run.rules, settings_for(report, run), choice, std::move(scope));
  if (!fixed) return;
  report.fixed = fixed->fixed;
  report.other = std::move(fixed->text);
  if (run.fix_mode == FixMode::preview) return;
  std::swap(report.source.text, report.other);
  report.result = std::move(fixed->result);
}

// Of a page or component, what its scripts look like counts.
bool is_for_machines(std::string_view path, std::string_view text) {
  const Markup markup = markup_of(path);
  if (markup == Markup::none) return looks_minified(text);
  std::string scripts;
  for (const ScriptBlock& block : find_script_blocks(text, markup)) scripts += slice(text, block.content);
  return looks_minified(scripts);
}

FileReport failed(std::string path, std::string reason) {
  FileReport report;
  report.path = std::move(path);
  report.failure = std::move(reason);
  return report;
}

// Most files have nothing to tell, and nobody needs their text to know that.
std::optional<std::string> bytes_to_keep(const LintResult& result, std::string_view text, const ResultCache& cache) {
  if (result.findings.empty() && result.suppressed.empty() && result.syntax_errors == 0) return std::string();
  return bytes_of(result, text, cache.root());
}

FileReport left_out(std::string path, LeftOut why) {
  FileReport report;
  report.path = std::move(path);
  report.left_out = why;
  return report;
}

// The tree that the file was linted with serves as long as its text is still what is reported on.
std::vector<FindingKey> keys_of(const FileReport& report, const FileText& file) {
  FileText reported = file;
  if (report.source.text->data() != file.document.text.data())
    reported.document = file.document.with_text(*report.source.text);
  return finding_keys(reported, report.result.findings);
}

// The files after those that are being linted: while this lives, threads parse them that would wait for each other.
class FilesAhead {
 public:
  FilesAhead(const std::vector<FoundFile>& files, ModuleGraph& modules) : files_(files), modules_(modules) {
    modules_.when_waiting([this] { return parse_next(); });
  }
  ~FilesAhead() { modules_.when_waiting({}); }
  FilesAhead(const FilesAhead&) = delete;
  FilesAhead& operator=(const FilesAhead&) = delete;

  // A file is being linted.
  void begin(std::size_t index) {
    std::size_t first = first_.load();
    while (first <= index && !first_.compare_exchange_weak(first, index + 1)) {
    }
  }

 private:
  // Parses the next one; false when that is far from where the others are.
  bool parse_next() {
    std::size_t next = next_.load();
    std::size_t index = 0;
    do {
      index = std::max(next, first_.load());
      if (index >= std::min(files_.size(), first_.load() + most_ahead)) return false;
    } while (!next_.compare_exchange_weak(next, index + 1));
    const FoundFile& file = files_[index];
    if (file.content || markup_of(file.path) != Markup::none) return true;
    Result<std::string> bytes = platform::read_file(file.path, source_size_limit);
    if (!bytes) return true;
    const SourceText source = SourceText::from_bytes(*std::move(bytes));
    if (worth_parsing(*source.text) && !looks_minified(*source.text))
      modules_.parse_ahead(located(file.path), source.text);
    return true;
  }

  // Their trees are kept until then.
  static constexpr std::size_t most_ahead = 32;

  const std::vector<FoundFile>& files_;
  ModuleGraph& modules_;
  std::atomic<std::size_t> first_ = 0;
  std::atomic<std::size_t> next_ = 0;
};

// The report of a file that is as it was in an earlier run; none when it has to be linted.
std::optional<FileReport> remembered(const FoundFile& file, ResultCache::Key key, const LintRun& run) {
  const ContentFacts& facts = run.cache->contents().of(file.real);
  if (!facts.is_there) return std::nullopt;
  key.content = facts.hash;
  auto known = run.cache->find(file.real, key, *run.modules);
  // Whether it was named matters for what looks minified, and for nothing else.
  if (file.is_named && (!known || known->is_minified)) {
    key.is_named = true;
    known = run.cache->find(file.real, key, *run.modules);
  }
  if (!known) return std::nullopt;
  FileReport report;
  report.path = file.path;
  report.is_remembered = true;
  if (known->is_minified && !file.is_named) {
    report.left_out = LeftOut::minified;
    return report;
  }
  report.settings = file.settings;
  report.lines = file.lines;
  report.least = file.settings ? file.settings->least : run.fixes.least;
  if (known->result.empty()) return report;
  Result<std::string> bytes = platform::read_file(file.path, source_size_limit);
  if (!bytes || content_hash(*bytes) != facts.hash) return std::nullopt;
  report.source = SourceText::from_bytes(*std::move(bytes));
  const std::string& text = *report.source.text;
  auto result = result_of(known->result, text, run.rules, run.cache->root());
  // Fixing needs more than the findings.
  if (!result || (run.fix_mode != FixMode::none && !result->findings.empty())) return std::nullopt;
  report.result = *std::move(result);
  FindingScope scope(text, report.lines.get());
  if (run.baseline != nullptr) scope.hide(run.baseline->keys_of(file.real));
  report.hidden = scope.narrow({Document{text, dialect_of(file.path), key.kind}, markup_of(file.path)}, report.result);
  if (has_nothing_to_tell(report)) report.source.text = nullptr;
  return report;
}

// Files whose staged content is not what lies on the disk are linted as they are staged. Who fixed the one would lose
// the other, or commit what was not staged.
FileReport lint_content(const FoundFile& file, ModuleKind kind, const LintRun& run) {
  LintRun looking = run;
  if (run.fix_mode == FixMode::apply) looking.fix_mode = FixMode::preview;
  FileReport report =
      lint_source(file.path, SourceText::from_bytes(*file.content), kind, looking, file.settings, file.lines);
  if (run.fix_mode != FixMode::apply || !report.other) return report;
  report.other = nullptr;
  report.fixed = 0;
  report.failure =
      "was not fixed, because it is staged otherwise than it lies on the disk: stage all of it (git add), or put the "
      "rest aside (git stash --keep-index)";
  return report;
}

}  // namespace

FileReport lint_source(std::string path, SourceText source, ModuleKind kind, const LintRun& run,
                       std::shared_ptr<const FileSettings> settings, std::shared_ptr<const ChangedLines> lines,
                       LintTrace* trace) {
  FileReport report;
  report.least = settings ? settings->least : run.fixes.least;
  report.settings = std::move(settings);
  report.lines = std::move(lines);
  report.path = std::move(path);
  report.source = std::move(source);
  FileText file({*report.source.text, dialect_of(report.path), kind}, markup_of(report.path));
  std::unique_ptr<types::ModuleSource> modules;
  ParsedSources::Parsed parsed;
  if (run.modules != nullptr) {
    const std::string place = located(report.path);
    modules = run.modules->seen_from(place, trace == nullptr ? nullptr : &trace->asked);
    file.document.modules = modules.get();
    const bool has_words = worth_parsing(*report.source.text);
    file.document.imports_asynchrony = !has_words && run.modules->imports_asynchrony(*report.source.text, place);
    if (trace != nullptr && !has_words) trace->imports_asynchrony = file.document.imports_asynchrony;
    if (file.markup == Markup::none && (has_words || file.document.imports_asynchrony)) {
      parsed = run.modules->parse(place, report.source.text);
      report.source.text = parsed.text;
      file.document.text = *parsed.text;
      file.document.tree = parsed.tree.get();
    }
  }
  report.result = lint_with_line_ends(file, run.rules, settings_for(report, run));
  if (trace != nullptr) trace->result = bytes_to_keep(report.result, *report.source.text, *run.cache);
  FindingScope scope(*report.source.text, report.lines.get());
  if (run.baseline != nullptr) scope.hide(run.baseline->keys_of(located(report.path)));
  report.hidden = scope.narrow(file, report.result);
  if (run.fix_mode != FixMode::none) fix(report, file, run, std::move(scope));
  if (run.with_keys) report.keys = keys_of(report, file);
  if (has_nothing_to_tell(report)) report.source.text = nullptr;
  return report;
}

std::vector<FindingKey> finding_keys(const FileReport& report) {
  const std::vector<Finding>& findings = report.result.findings;
  if (findings.empty() || report.keys.size() == findings.size()) return report.keys;
  return finding_keys({{*report.source.text, dialect_of(report.path)}, markup_of(report.path)}, findings);
}

FileReport lint_file(const FoundFile& file, const std::string& directory, const LintRun& run, ModuleKinds& kinds) {
  const ModuleKind kind = kinds.of(absolute_path(file.path, directory));
  if (file.content) return lint_content(file, kind, run);
  const bool is_cached = run.cache != nullptr && !file.real.empty();
  ResultCache::Key key;
  if (is_cached) {
    const LintSettings& settings = file.settings ? file.settings->settings : run.settings;
    key = {{}, run.cache->settings_hash(file.settings.get(), settings), kind, false};
    if (auto known = remembered(file, key, run)) return *std::move(known);
  }
  Result<std::string> bytes = platform::read_file(file.path, source_size_limit);
  if (!bytes && bytes.failure().is_too_large && !file.is_named) return left_out(file.path, LeftOut::too_large);
  if (!bytes) return failed(file.path, bytes.reason());
  LintTrace trace;
  if (is_cached) {
    key.content = content_hash(*bytes);
    run.cache->contents().read(file.real, *bytes);
  }
  SourceText source = SourceText::from_bytes(*std::move(bytes));
  FileReport report;
  trace.is_minified = (!file.is_named || is_cached) && is_for_machines(file.path, *source.text);
  key.is_named = trace.is_minified && file.is_named;
  if (trace.is_minified && !file.is_named) {
    trace.result.emplace();
    report = left_out(file.path, LeftOut::minified);
  } else {
    report =
        lint_source(file.path, std::move(source), kind, run, file.settings, file.lines, is_cached ? &trace : nullptr);
  }
  if (is_cached) run.cache->keep(file.real, key, trace, *run.modules);
  return report;
}

void write_fixes(FileReport& report, const std::string& directory, const LintRun& run, ModuleKinds& kinds) {
  if (!report.other) return;
  const std::string before = report.source.bytes_with(*report.other);
  const Result<std::string> now = platform::read_file(report.path, source_size_limit);
  std::optional<Failure> failure;
  if (!now) {
    failure = now.failure();
  } else if (*now != before) {
    failure = Failure{"changed while it was being fixed, and was left as it is"};
  } else {
    failure = platform::replace_file(report.path, report.source.bytes_with(*report.source.text));
  }
  if (!failure) return;
  LintRun as_it_is = run;
  as_it_is.fix_mode = FixMode::none;
  const ModuleKind kind = kinds.of(absolute_path(report.path, directory));
  report = lint_source(report.path, SourceText::from_bytes(before), kind, as_it_is, report.settings, report.lines);
  report.failure = std::move(failure->reason);
}

void lint_files(const std::vector<FoundFile>& files, const LintRun& run, const Schedule& schedule,
                const std::function<void(const FileReport&)>& take) {
  const std::string directory = platform::current_directory();
  ModuleKinds kinds;
  std::optional<FilesAhead> ahead;
  if (run.modules != nullptr && schedule.threads > 1) ahead.emplace(files, *run.modules);
  const auto work = [&](std::size_t index) {
    if (ahead) ahead->begin(index);
    if (!run.with_times) return lint_file(files[index], directory, run, kinds);
    const auto begin = std::chrono::steady_clock::now();
    FileReport report = lint_file(files[index], directory, run, kinds);
    report.time = std::chrono::steady_clock::now() - begin;
    return report;
  };
  const auto finish = [&](FileReport report) {
    if (run.fix_mode == FixMode::apply) write_fixes(report, directory, run, kinds);
    take(report);
  };
  work_in_order<FileReport>(files.size(), schedule, work, finish);
}

}  // namespace asynclint
