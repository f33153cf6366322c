// What --diff prints: the changes that fixing would make.
#include <memory>

#include "cli/formats/formats.h"
#include "cli/unified-diff.h"
#include "project/paths.h"

namespace asynclint::cli {
namespace {

class Diff : public Format {
 public:
  explicit Diff(FormatContext context) : context_(std::move(context)) {}

  void add(const FileReport& report) override {
    if (!report.other) return;
    const std::string before = report.source.bytes_with(*report.source.text);
    const std::string after = report.source.bytes_with(*report.other);
    context_.out.write(unified_diff(path_of(report.path), before, after, context_.out.palette()));
  }

 private:
  // Seen from the current directory where that is possible, so that patch and git apply find the file.
  [[nodiscard]] std::string path_of(const std::string& path) const {
    return seen_from(absolute_path(path, context_.directory), context_.directory);
  }

  FormatContext context_;
};

}  // namespace

std::unique_ptr<Format> make_diff_format(const FormatContext& context) { return std::make_unique<Diff>(context); }

}  // namespace asynclint::cli
