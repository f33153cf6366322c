// The output formats: what a run reports, as text or for programs.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "cli/console.h"
#include "cli/totals.h"
#include "project/lint-files.h"

namespace asynclint::cli {

struct FormatContext {
  // Where the report goes: standard output, or standard error when that is taken by fixed text.
  Output& out;
  // Where relative paths begin.
  std::string directory;
  Reporting reporting;
  // Whether findings come with what they rest on.
  bool with_evidence = false;
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
};

// One function a format, each in a file of its own.
std::unique_ptr<Format> make_stylish_format(const FormatContext& context);
std::unique_ptr<Format> make_json_format(const FormatContext& context);
std::unique_ptr<Format> make_diff_format(const FormatContext& context);

// The default one first.
[[nodiscard]] std::span<const FormatEntry> formats();
[[nodiscard]] std::string formats_help();

// What --diff prints; no --format asks for it.
inline constexpr std::string_view diff_format = "diff";
[[nodiscard]] std::unique_ptr<Format> make_format(std::string_view name, const FormatContext& context);

}  // namespace asynclint::cli
