// All formats of a run, each with where it goes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/formats/formats.h"

namespace asynclint::cli {

class Reports {
 public:
  // `context` is that of the one for standard output.
  Reports(std::span<const FormatRequest> requests, const FormatContext& context);

  void add(const FileReport& report);
  // The end of the one for standard output, if there is one, and the files. Says which could not be written.
  struct Unwritten {
    std::string path;
    std::string reason;
  };
  [[nodiscard]] std::vector<Unwritten> finish(const Totals& totals);

  // Whether one of them is for standard output.
  [[nodiscard]] bool prints_something() const;
  // Whether what a person sees already says what could not be parsed.
  [[nodiscard]] bool reports_syntax_errors() const;

 private:
  struct Report {
    std::string path;
    // What will be a file; none for standard output.
    std::unique_ptr<Output> text;
    std::unique_ptr<Format> format;
  };
  std::vector<Report> reports_;
};

}  // namespace asynclint::cli
