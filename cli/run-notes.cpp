#include "cli/run-notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/display-text.h"
#include "project/paths.h"

namespace asynclint::cli {
namespace {

bool was_looked_into(const FileReport& report) { return report.result.parsed || report.failure.has_value(); }

}  // namespace

bool RunNotes::speaks_of(const FileReport& report) const {
  // What is too large is said in any case.
  return options_.verbose && report.left_out != LeftOut::too_large && !was_looked_into(report);
}

void RunNotes::say(const std::string& path, const std::string& what) {
  console_.note(fmt::format("asynclint: {}: {}", printable(path), what));
}

void RunNotes::add(const FoundFiles& found) {
  if (!options_.verbose) return;
  for (const SkippedEntry& entry : found.skipped) {
    const std::string line = fmt::format("{}:{}", printable(seen_from(entry.by.path, directory_)), entry.by.line);
    switch (entry.why) {
      case SkippedEntry::Why::ignored_by_git: say(entry.path, "left out, ignored by " + line); break;
      case SkippedEntry::Why::excluded: say(entry.path, "left out, excluded by " + line); break;
      case SkippedEntry::Why::minified_name: say(entry.path, "left out, its name says that it is minified"); break;
      case SkippedEntry::Why::declarations: say(entry.path, "left out, it only declares types"); break;
      case SkippedEntry::Why::installed: say(entry.path, "left out, what is installed is not linted"); break;
    }
  }
}

void RunNotes::add(const FileReport& report) {
  if (options_.statistics) statistics_.add(report);
  if (options_.timing) times_.add(report);
  if (!speaks_of(report)) return;
  say(report.path, report.left_out == LeftOut::minified ? "left out, it looks minified; named, it would be linted"
                                                        : "not parsed, there is nothing asynchronous in it");
}

void RunNotes::finish() {
  std::string text;
  if (options_.statistics) text += statistics_.text();
  if (options_.timing) text += (text.empty() ? "" : "\n") + times_.text();
  if (text.empty()) return;
  const bool is_text = std::ranges::any_of(options_.formats, [](const FormatRequest& request) {
    return request.path.empty() && request.name == formats().front().name;
  });
  Output& to = is_text && !options_.stdin_name ? console_.out : console_.err;
  if (&to == &console_.err) console_.out.flush();
  to.write("\n" + text);
  to.flush();
}

}  // namespace asynclint::cli
