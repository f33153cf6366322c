// JUnit's XML, for whoever shows test results (a file is a test, and fails by what is found in it), and Checkstyle's.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "cli/display-text.h"
#include "cli/formats/formats.h"
#include "cli/formats/shown-findings.h"
#include "cli/formats/xml.h"
#include "cli/places.h"

namespace asynclint::cli {
namespace {

constexpr std::string_view xml_declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

class CheckstyleFormat : public Format {
 public:
  explicit CheckstyleFormat(const FormatContext& context) : out_(context.out) {}

  void add(const FileReport& report) override {
    if (report.left_out != LeftOut::no) return;
    std::string errors;
    if (report.failure)
      errors += fmt::format("    <error line=\"1\" severity=\"error\" message=\"{}\" source=\"asynclint\" />\n",
                            xml_text(*report.failure));
    if (const auto shown = shown_findings(report); !shown.empty()) {
      const Places places(*report.source.text);
      for (const ShownFinding& one : shown) {
        const Finding& finding = one.finding;
        const Place place = places.of(finding.span.begin);
        errors += fmt::format(
            "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"asynclint.{}\" />\n",
            place.line, place.column, name(finding.level), xml_text(finding.message), finding.rule);
      }
    }
    if (errors.empty()) return;
    begin();
    out_.write(fmt::format("  <file name=\"{}\">\n{}  </file>\n", xml_text(report.path), errors));
  }

  void finish(const Totals&) override {
    begin();
    out_.write("</checkstyle>\n");
  }

 private:
  void begin() {
    if (!std::exchange(has_begun_, true)) out_.write(fmt::format("{}<checkstyle version=\"4.3\">\n", xml_declaration));
  }

  Output& out_;
  bool has_begun_ = false;
};

class JunitFormat : public Format {
 public:
  explicit JunitFormat(const FormatContext& context) : out_(context.out) {}

  void add(const FileReport& report) override {
    if (report.left_out != LeftOut::no) return;
    const std::string path = xml_text(report.path);
    std::string cases;
    std::size_t failures = 0;
    if (report.failure)
      cases += fmt::format(
          "    <testcase name=\"read\" classname=\"{}\">\n      <error message=\"{}\" type=\"failure\" />\n"
          "    </testcase>\n",
          path, xml_text(*report.failure));
    if (const auto shown = shown_findings(report); !shown.empty()) {
      const Places places(*report.source.text);
      for (const ShownFinding& one : shown) {
        cases += test_case(path, one.finding, places);
        ++failures;
      }
    }
    const std::size_t errors = report.failure ? 1 : 0;
    // A clean file is a test that passes, so that nobody complains of a suite without tests.
    if (failures + errors == 0) cases = fmt::format("    <testcase name=\"asynclint\" classname=\"{}\" />\n", path);
    const std::size_t tests = std::max<std::size_t>(failures + errors, 1);
    suites_ += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\" time=\"0\">\n{}"
        "  </testsuite>\n",
        path, tests, failures, errors, cases);
    tests_ += tests;
    failures_ += failures;
    errors_ += errors;
  }

  void finish(const Totals&) override {
    out_.write(fmt::format(
        "{}<testsuites name=\"asynclint\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\">\n{}</testsuites>\n",
        xml_declaration, tests_, failures_, errors_, suites_));
  }

 private:
  static std::string test_case(std::string_view path, const Finding& finding, const Places& places) {
    const Place place = places.of(finding.span.begin);
    const std::string message = xml_text(finding.message);
    std::string text = fmt::format("{}:{}:{}: {}", path, place.line, place.column, message);
    for (const RelatedPlace& related : finding.related)
      text += fmt::format("\n{}:{}: {}", path, places.of(related.span.begin).line, xml_text(related.message));
    return fmt::format(
        "    <testcase name=\"{0} at {1}:{2}\" classname=\"{3}\">\n"
        "      <failure message=\"{4}\" type=\"{5}\">{6}</failure>\n    </testcase>\n",
        finding.rule, place.line, place.column, path, message, name(finding.level), text);
  }

  Output& out_;
  // How many there are stands in front of them.
  std::string suites_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
};

}  // namespace

std::unique_ptr<Format> make_checkstyle_format(const FormatContext& context) {
  return std::make_unique<CheckstyleFormat>(context);
}
std::unique_ptr<Format> make_junit_format(const FormatContext& context) {
  return std::make_unique<JunitFormat>(context);
}

}  // namespace asynclint::cli
