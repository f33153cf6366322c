// A line for each finding, in two forms that editors and scripts have read for decades: `unix`, which GCC's messages
// look like, and ESLint's `compact`.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/shown-findings.h"
#include "cli/places.h"
#include "cli/words.h"

namespace asynclint::cli {
namespace {

// What a line is made of; a file that could not be read has no place and no rule.
struct LineOfReport {
  std::string path;
  Place place;
  Level level;
  std::string message;
  std::string_view rule;
};

class LinesFormat : public Format {
 public:
  explicit LinesFormat(const FormatContext& context) : out_(context.out) {}

  void add(const FileReport& report) override {
    const std::string path = printable(report.path);
    if (report.failure) write({path, {1, 1}, Level::error, printable(*report.failure), {}});
    const auto shown = shown_findings(report);
    if (shown.empty()) return;
    const Places places(*report.source.text);
    for (const ShownFinding& one : shown) {
      const Finding& finding = one.finding;
      write({path, places.of(finding.span.begin), finding.level, printable(finding.message), finding.rule});
    }
  }

  void finish(const Totals&) override {
    if (count_ > 0) out_.write("\n" + counted(count_, "problem") + "\n");
  }

 private:
  [[nodiscard]] virtual std::string line(const LineOfReport& line) const = 0;

  void write(const LineOfReport& one) {
    ++count_;
    out_.write(line(one) + "\n");
  }

  Output& out_;
  std::size_t count_ = 0;
};

std::string_view capital_word(Level level) { return level_word(level, {"Info", "Warning", "Error"}); }

class UnixFormat : public LinesFormat {
 public:
  using LinesFormat::LinesFormat;

 private:
  [[nodiscard]] std::string line(const LineOfReport& one) const override {
    return fmt::format("{}:{}:{}: {} [{}{}{}]", one.path, one.place.line, one.place.column, one.message,
                       capital_word(one.level), one.rule.empty() ? "" : "/", one.rule);
  }
};

class CompactFormat : public LinesFormat {
 public:
  using LinesFormat::LinesFormat;

 private:
  [[nodiscard]] std::string line(const LineOfReport& one) const override {
    const std::string rule = one.rule.empty() ? "" : fmt::format(" ({})", one.rule);
    return fmt::format("{}: line {}, col {}, {} - {}{}", one.path, one.place.line, one.place.column,
                       capital_word(one.level), one.message, rule);
  }
};

}  // namespace

std::unique_ptr<Format> make_unix_format(const FormatContext& context) { return std::make_unique<UnixFormat>(context); }
std::unique_ptr<Format> make_compact_format(const FormatContext& context) {
  return std::make_unique<CompactFormat>(context);
}

}  // namespace asynclint::cli
