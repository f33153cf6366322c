#include "cli/baseline-run.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cli/display-text.h"
#include "cli/words.h"
#include "project/finding-key.h"
#include "project/platform.h"

namespace asynclint::cli {
namespace {

std::string stale_entries(std::size_t count) {
  return fmt::format("{} stale {}", count, count == 1 ? "entry" : "entries");
}

}  // namespace

BaselineRun::BaselineRun(Baseline baseline, const LintOptions& options)
    : baseline_(std::move(baseline)),
      use_(options.baseline_use),
      name_(printable(options.baseline)),
      request_(options.configuration) {}

Result<BaselineRun> BaselineRun::open(const LintOptions& options) {
  const bool is_update = options.baseline_use == BaselineUse::update;
  Result<Baseline> baseline = is_update ? Baseline::salvage(options.baseline) : Baseline::read(options.baseline);
  if (baseline) return BaselineRun(*std::move(baseline), options);
  std::string reason = printable(baseline.reason());
  if (baseline.failure().is_absent) reason += "; --update-baseline writes one";
  return Failure{std::move(reason)};
}

void BaselineRun::add(const FileReport& report) {
  // What could not be read has the findings that it had.
  if (report.failure) return;
  const std::string name = baseline_.name_of(located(report.path));
  Baseline::Keys& met = met_[name];
  for (const HiddenFinding& hidden : report.hidden) {
    met.insert(hidden.key);
    if (hidden.level >= report.least) ++hidden_;
  }
  if (!is_update() || report.result.findings.empty()) return;
  const std::vector<FindingKey> keys = finding_keys(report);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Finding& finding = report.result.findings[i];
    if (finding.level >= report.least)
      found_.push_back({name, std::string(finding.rule), keys[i].text(), keys[i].within});
  }
}

bool BaselineRun::was_looked_for(std::string_view rule) const {
  const auto is_off = [&](const LevelSetting& one) { return one.rule == rule && one.level == Level::off; };
  if (std::ranges::any_of(request_.levels, is_off)) return false;
  return request_.only.empty() || std::ranges::find(request_.only, rule) != request_.only.end();
}

bool BaselineRun::is_gone(const BaselineEntry& entry) {
  const auto met = met_.find(entry.path);
  if (met != met_.end()) return was_looked_for(entry.rule) && !met->second.contains(entry.key);
  const auto [known, is_new] = exists_.try_emplace(entry.path, true);
  if (is_new) {
    const auto kind = platform::kind_of(baseline_.path_of(entry.path));
    known->second = kind || !kind.failure().is_absent;
  }
  return !known->second;
}

Result<std::string> BaselineRun::finish() { return is_update() ? update() : read_or_prune(); }

Result<std::string> BaselineRun::update() {
  const std::vector<BaselineEntry> before = baseline_.entries();
  std::vector<BaselineEntry> entries = found_;
  for (const BaselineEntry& entry : before)
    if (!is_gone(entry)) entries.push_back(entry);
  baseline_.set(std::move(entries));
  const std::vector<BaselineEntry>& now = baseline_.entries();
  std::vector<BaselineEntry> added;
  std::ranges::set_difference(now, before, std::back_inserter(added));
  const std::size_t gone = before.size() + added.size() - now.size();
  if (const auto failure = baseline_.write()) return Failure{name_ + ": " + failure->reason};
  return fmt::format("asynclint: {} lists {} ({} new, {} gone)", name_, counted(now.size(), "finding"), added.size(),
                     gone);
}

Result<std::string> BaselineRun::read_or_prune() {
  std::vector<BaselineEntry> kept;
  for (const BaselineEntry& entry : baseline_.entries())
    if (!is_gone(entry)) kept.push_back(entry);
  const std::size_t stale = baseline_.entries().size() - kept.size();
  std::string text;
  if (hidden_ > 0) text = fmt::format("{} hidden by {}", counted(hidden_, "finding"), name_);
  if (stale > 0 && use_ == BaselineUse::prune) {
    baseline_.set(std::move(kept));
    if (const auto failure = baseline_.write()) return Failure{name_ + ": " + failure->reason};
    text += fmt::format("{}{} taken out of {}", text.empty() ? "" : "; ", stale_entries(stale), name_);
  } else if (stale > 0) {
    text += fmt::format("{}{} in {} (--prune-baseline takes them out)", text.empty() ? "" : "; ", stale_entries(stale),
                        name_);
  }
  return text.empty() ? text : "asynclint: " + text;
}

}  // namespace asynclint::cli
