#include "cli/formats/reports.h"

#include <algorithm>

#include "cli/formats/report-file.h"

namespace asynclint::cli {

Reports::Reports(std::span<const FormatRequest> requests, const FormatContext& context) {
  for (const FormatRequest& request : requests) {
    Report& report = reports_.emplace_back(Report{request.path, nullptr, nullptr});
    if (!request.path.empty()) report.text = std::make_unique<Output>();
    report.format = format_named(request.name)
                        .make({report.text ? *report.text : context.out, context.directory, context.reporting,
                               context.with_evidence, request.also_for_people});
  }
}

void Reports::add(const FileReport& report) {
  for (const Report& one : reports_) one.format->add(report);
}

std::vector<Reports::Unwritten> Reports::finish(const Totals& totals) {
  std::vector<Unwritten> unwritten;
  for (const Report& report : reports_) {
    report.format->finish(totals);
    if (!report.text) continue;
    if (auto failure = write_report_file(report.path, report.text->kept()))
      unwritten.push_back({report.path, std::move(failure->reason)});
  }
  return unwritten;
}

bool Reports::prints_something() const {
  return std::ranges::any_of(reports_, [](const Report& report) { return report.path.empty(); });
}

bool Reports::reports_syntax_errors() const {
  for (const Report& report : reports_)
    if (report.path.empty()) return report.format->reports_syntax_errors();
  return false;
}

}  // namespace asynclint::cli
