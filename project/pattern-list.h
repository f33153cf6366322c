// Patterns of a configuration file, by git's own meaning: those of `ignore`, and those of an override's `files`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "project/ignore-file.h"

namespace asynclint {

class PatternList {
 public:
  // What the patterns are relative to; absolute.
  explicit PatternList(std::string directory);

  // Each as it would stand in a line of .gitignore; `line` is where it stands in the configuration.
  void add(std::string_view pattern, std::size_t line);

  // What the last pattern that matches an entry says of it, and where it stands. Paths are absolute.
  struct Answer {
    Verdict verdict = Verdict::silent;
    std::size_t line = 0;
  };
  [[nodiscard]] Answer answer(std::string_view path, bool is_directory) const;
  // Whether the patterns hold for a file: because of itself, or of a directory around it, out of which git takes
  // nothing back.
  [[nodiscard]] bool covers(std::string_view path) const;

 private:
  struct Pattern {
    IgnoreFile lines;
    std::size_t line;
  };

  // With a slash at its end.
  std::string prefix_;
  std::vector<Pattern> patterns_;
};

}  // namespace asynclint
