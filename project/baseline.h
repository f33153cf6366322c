// Findings that a code base had before somebody began to look: a file that hides them, until they are mended.
#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "project/result.h"

namespace asynclint {

struct BaselineEntry {
  // Seen from the directory of the baseline.
  std::string path;
  std::string rule;
  // What `FindingKey::text` says.
  std::string key;
  // The functions and classes around it; for people only.
  std::string within;

  friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
  friend auto operator<=>(const BaselineEntry&, const BaselineEntry&) = default;
};

// A text with one entry a line, sorted, so that what two branches change in it merges like any other text.
class Baseline {
 public:
  using Keys = std::unordered_set<std::string>;

  // `path` need not be there. It is where relative paths begin.
  explicit Baseline(std::string path);
  // What the file holds, or why it cannot be used, beginning with its path and the line.
  [[nodiscard]] static Result<Baseline> read(const std::string& path);
  // The same for a text.
  [[nodiscard]] static Result<Baseline> parse(const std::string& path, std::string_view text);
  // What a file holds that is about to be written anew: as many of its entries as can be read, and none when it is not
  // there. A file that is something else is a failure.
  [[nodiscard]] static Result<Baseline> salvage(const std::string& path);

  // Sorted, each once.
  [[nodiscard]] const std::vector<BaselineEntry>& entries() const { return entries_; }
  // Of a file by its real path; null when it has none.
  [[nodiscard]] std::shared_ptr<const Keys> keys_of(const std::string& real_path) const;
  // As entries name a file, and back.
  [[nodiscard]] std::string name_of(const std::string& real_path) const;
  [[nodiscard]] std::string path_of(const std::string& name) const;

  // With these entries instead.
  void set(std::vector<BaselineEntry> entries);
  [[nodiscard]] std::string text() const;
  // All of it or none of it; nothing when the file has this text already.
  [[nodiscard]] std::optional<Failure> write() const;

 private:
  std::string path_;
  std::string directory_;
  std::vector<BaselineEntry> entries_;
  std::unordered_map<std::string, std::shared_ptr<const Keys>> by_path_;
};

}  // namespace asynclint
