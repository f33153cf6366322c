#include "cli/timing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "cli/display-text.h"
#include "lint/rule.h"

namespace asynclint::cli {
namespace {

using RuleClock = std::chrono::steady_clock;
using RunCheck = void (*)(RuleContext&, syntax::Node);

constexpr std::size_t most_files = 10;

// On a line of its own for the cache: threads add to several at once.
struct alignas(64) RuleTime {
  RunCheck run = nullptr;
  std::atomic<std::int64_t> nanoseconds = 0;
  std::atomic<std::uint64_t> calls = 0;
};

struct TimedTable {
  std::array<RuleTime, most_timed_rules> times;
  std::vector<std::unique_ptr<const Rule>> rules;
  std::vector<RuleEntry> entries;
};

TimedTable& timed_table() {
  static TimedTable table;
  return table;
}

// A check is a function and nothing else, so each rule gets one of its own, which knows its number.
template <std::size_t index>
void timed_check(RuleContext& context, syntax::Node node) {
  RuleTime& time = timed_table().times[index];
  const auto begin = RuleClock::now();
  time.run(context, node);
  const auto spent = std::chrono::duration_cast<std::chrono::nanoseconds>(RuleClock::now() - begin);
  time.nanoseconds.fetch_add(spent.count(), std::memory_order_relaxed);
  time.calls.fetch_add(1, std::memory_order_relaxed);
}

template <std::size_t... indices>
constexpr std::array<RunCheck, sizeof...(indices)> checks_for(std::index_sequence<indices...> /*numbers*/) {
  return {timed_check<indices>...};
}

constexpr auto timed_checks = checks_for(std::make_index_sequence<most_timed_rules>());

double milliseconds(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

}  // namespace

std::span<const RuleEntry> timed_rules(std::span<const RuleEntry> rules) {
  TimedTable& table = timed_table();
  if (!table.entries.empty()) return table.entries;
  for (const RuleEntry& entry : rules) {
    const std::size_t index = table.entries.size();
    table.entries.push_back(entry);
    if (index >= most_timed_rules) continue;
    auto timed = std::make_unique<Rule>(*entry.rule);
    table.times[index].run = timed->check.run;
    timed->check.run = timed_checks[index];
    table.entries.back().rule = timed.get();
    table.rules.push_back(std::move(timed));
  }
  return table.entries;
}

void FileTimes::add(const FileReport& report) {
  all_ += report.time;
  files_.emplace_back(report.time, report.path);
  if (files_.size() < 16 * most_files) return;
  std::ranges::nth_element(files_, files_.begin() + most_files, std::greater{});
  files_.resize(most_files);
}

std::string FileTimes::text() const {
  const TimedTable& table = timed_table();
  struct Row {
    std::chrono::nanoseconds time;
    std::uint64_t calls;
    std::string_view rule;
  };
  std::vector<Row> rows;
  std::chrono::nanoseconds by_rules{0};
  for (std::size_t i = 0; i < std::min(table.entries.size(), most_timed_rules); ++i) {
    const std::chrono::nanoseconds time(table.times[i].nanoseconds.load());
    rows.push_back({time, table.times[i].calls.load(), table.entries[i].id});
    by_rules += time;
  }
  std::ranges::stable_sort(rows, std::ranges::greater{}, &Row::time);
  const double whole = std::max(milliseconds(all_), 1e-6);
  const auto share = [&](std::chrono::nanoseconds time) { return 100 * milliseconds(time) / whole; };
  std::string text = fmt::format("{:>10} {:>6} {:>9}  rule\n", "ms", "%", "checks");
  for (const Row& row : rows)
    text += fmt::format("{:>10.1f} {:>6.1f} {:>9}  {}\n", milliseconds(row.time), share(row.time), row.calls, row.rule);
  const std::chrono::nanoseconds rest = all_ - by_rules;
  text += fmt::format("{:>10.1f} {:>6.1f} {:>9}  reading, parsing, fixing\n", milliseconds(rest), share(rest), "");
  text += fmt::format("{:>10.1f} {:>6.1f} {:>9}  all, on all threads together\n", milliseconds(all_), 100.0, "");
  auto files = files_;
  std::ranges::sort(files, std::greater{});
  files.resize(std::min(files.size(), most_files));
  text += fmt::format("\n{:>10} {:>6}            the files that took longest\n", "ms", "%");
  for (const auto& [time, path] : files)
    text += fmt::format("{:>10.1f} {:>6.1f}            {}\n", milliseconds(time), share(time), printable(path));
  return text;
}

}  // namespace asynclint::cli
