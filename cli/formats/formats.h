// The output formats: what a run reports, as text or for programs.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/totals.h"
#include "project/finding-key.h"
#include "project/lint-files.h"

namespace asynclint::cli {

struct FormatContext {
  // Where the report goes: standard output, or standard error when that is taken by fixed text, or what will be a file.
  Output& out;
  // Where relative paths begin.
  std::string directory;
  Reporting reporting;
  // Whether findings come with what they rest on.
  bool with_evidence = false;
  // For a format that nobody asked for by name, text for people comes first.
  bool also_for_people = false;
};

class Format {
 public:
  Format() = default;
  virtual ~Format() = default;
  Format(const Format&) = delete;
  Format& operator=(const Format&) = delete;

  // Every file of the run, in order; also those with nothing to report and those that could not be read.
  virtual void add(const FileReport& report) = 0;
  virtual void finish(const Totals& /*totals*/) {}
  // Whether the format itself says what could not be parsed.
  [[nodiscard]] virtual bool reports_syntax_errors() const { return false; }
};

struct FormatEntry {
  std::string_view name;
  std::string_view summary;
  std::unique_ptr<Format> (*make)(const FormatContext& context);
  // What a run has to work out for it.
  bool needs_evidence = false;
  bool needs_keys = false;
};

// One function a format, each in a file of its own.
std::unique_ptr<Format> make_stylish_format(const FormatContext& context);
std::unique_ptr<Format> make_json_format(const FormatContext& context);
std::unique_ptr<Format> make_json_lines_format(const FormatContext& context);
std::unique_ptr<Format> make_sarif_format(const FormatContext& context);
std::unique_ptr<Format> make_github_format(const FormatContext& context);
std::unique_ptr<Format> make_gitlab_format(const FormatContext& context);
std::unique_ptr<Format> make_junit_format(const FormatContext& context);
std::unique_ptr<Format> make_checkstyle_format(const FormatContext& context);
std::unique_ptr<Format> make_unix_format(const FormatContext& context);
std::unique_ptr<Format> make_compact_format(const FormatContext& context);
std::unique_ptr<Format> make_agent_format(const FormatContext& context);
std::unique_ptr<Format> make_html_format(const FormatContext& context);
std::unique_ptr<Format> make_diff_format(const FormatContext& context);

// The default one first.
[[nodiscard]] std::span<const FormatEntry> formats();
[[nodiscard]] std::string formats_help();

// What --diff prints; no --format asks for it.
inline constexpr std::string_view diff_format = "diff";
// What is chosen in GitHub's workflows when nothing is asked for.
inline constexpr std::string_view github_format = "github";

// One format of a run, and where it goes.
struct FormatRequest {
  std::string_view name;
  // Empty: standard output.
  std::string path;
  bool also_for_people = false;
};

// What `--format` was given, word by word: NAME or NAME=FILE; or what is wrong with it. At most one of them is for
// standard output.
[[nodiscard]] Result<std::vector<FormatRequest>> read_format_requests(std::span<const std::string> words);
// What is printed when nobody says how.
[[nodiscard]] FormatRequest default_format();

[[nodiscard]] const FormatEntry& format_named(std::string_view name);

}  // namespace asynclint::cli
