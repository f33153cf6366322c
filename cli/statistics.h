// --statistics: what a run found, counted by rule and family.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "project/lint-files.h"

namespace asynclint::cli {

class Statistics {
 public:
  // The findings that are shown; also what comments suppress.
  void add(const FileReport& report);
  // A table with a line end; empty when there is nothing to count.
  [[nodiscard]] std::string text() const;

 private:
  struct Counts {
    // By level, as its number says.
    std::array<std::size_t, 4> levels{};
    std::size_t safe = 0;
    std::size_t suggested = 0;
    std::size_t suppressed = 0;
  };
  static std::string row(const Counts& counts, std::string_view name);
  static void add_to(Counts& sum, const Counts& counts);

  std::map<std::string, Counts, std::less<>> rules_;
};

}  // namespace asynclint::cli
