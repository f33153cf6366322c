// One .gitignore file: its patterns, and what they say about the entries of its directory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "project/glob.h"

namespace asynclint {

enum class Verdict : std::uint8_t { silent, ignored, kept };

// An entry of the tree, in terms of the directory that an ignore file speaks of.
struct IgnoreQuery {
  // From that directory, without a leading slash.
  std::string_view path;
  std::string_view base_name;
  bool is_directory = false;
};

// What the last pattern that matches says, and the line that it stands in, from 1.
struct IgnoreAnswer {
  Verdict verdict = Verdict::silent;
  std::uint32_t line = 0;
};

class IgnoreFile {
 public:
  explicit IgnoreFile(std::string_view text);

  [[nodiscard]] bool empty() const { return patterns_.empty(); }
  [[nodiscard]] IgnoreAnswer answer(const IgnoreQuery& query) const;
  [[nodiscard]] Verdict verdict(const IgnoreQuery& query) const { return answer(query).verdict; }

 private:
  struct Pattern {
    Glob glob;
    bool is_negated = false;
    bool only_directories = false;
    // A pattern without a slash is about names at any depth.
    bool is_base_name = false;
    std::uint32_t line = 0;
  };

  void add(std::string_view line, std::uint32_t number);

  std::vector<Pattern> patterns_;
};

}  // namespace asynclint
