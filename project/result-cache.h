// What earlier runs found, for files that are as they were then. A result is used only when everything that it rests on
// is the same: the file's bytes, what its configuration says, which asynclint this is, and each answer that it got from
// other modules.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/lint.h"
#include "project/byte-text.h"
#include "project/configuration.h"
#include "project/content-hash.h"
#include "project/content-store.h"
#include "project/module-graph.h"

namespace asynclint {

// Where a cache lies, and the directory that the paths in it are seen from.
struct CachePlace {
  std::string directory;
  std::string root;
  // Whether the directory is asynclint's own idea, and git is told to look away.
  bool is_hidden_from_git = false;
};

// In the nearest node_modules between the current directory and its workspace, or beside it.
[[nodiscard]] CachePlace default_cache_place();
[[nodiscard]] CachePlace cache_place(const std::string& directory);

// What linting one file rested on, and what came of it.
struct LintTrace {
  std::vector<ModuleQuestion> asked;
  // Whether an import has something asynchronous; none: nobody had to ask.
  std::optional<bool> imports_asynchrony;
  bool is_minified = false;
  // None for what cannot be kept.
  std::optional<std::string> result;
};

// Any thread may look things up and keep them; nobody else may ask what is in the store while this is saved.
class ResultCache {
 public:
  // What tells one result of a file from another one.
  struct Key {
    ContentHash content;
    ContentHash settings;
    ModuleKind kind = ModuleKind::by_syntax;
    // Of what looks minified: whether it was linted all the same.
    bool is_named = false;
  };

  // Uses what is there, and says in `warnings` what could not be used, or cannot be written.
  ResultCache(CachePlace place, std::vector<std::string>& warnings);
  // One that lies nowhere, for a process that runs again and again: it begins with what the one before knew at its end,
  // or with nothing. Paths are seen from `root`.
  ResultCache(std::string root, std::string known);
  ResultCache(const ResultCache&) = delete;
  ResultCache& operator=(const ResultCache&) = delete;

  [[nodiscard]] ContentStore& contents() { return *contents_; }
  [[nodiscard]] const std::string& root() const { return place_.root; }
  [[nodiscard]] ContentHash settings_hash(const FileSettings* settings, const LintSettings& of);

  struct Known {
    bool is_minified = false;
    // See `result_of`. Empty where there was nothing to tell.
    std::string_view result;
  };
  [[nodiscard]] std::optional<Known> find(const std::string& path, const Key& key, ModuleGraph& modules);
  void keep(const std::string& path, const Key& key, const LintTrace& trace, ModuleGraph& modules);

  // What the next one begins with; the end of this one.
  [[nodiscard]] std::string take();
  // Writes what is new, all of it or nothing; why not, when it could not.
  [[nodiscard]] std::optional<std::string> save();

 private:
  using Records = std::vector<std::string_view>;

  [[nodiscard]] std::string index_path() const;
  // Whether the text is one of this asynclint's; what is damaged gives no part of it.
  [[nodiscard]] bool load(std::string_view text);
  [[nodiscard]] std::string text();
  void write_file(ByteWriter& to, const std::string& path, const ContentStore::Remembered& file);

  CachePlace place_;
  // Which executable this is; none: nothing is kept.
  std::optional<ContentHash> build_;
  bool is_writable_ = false;
  // Whether what is found is of use to anybody later.
  bool keeps_ = false;
  // What was read.
  std::string text_;
  std::unique_ptr<ContentStore> contents_;
  // The latest one first.
  std::unordered_map<std::string, Records> records_;

  std::mutex mutex_;
  std::unordered_map<const FileSettings*, ContentHash> settings_;
  std::unordered_map<std::string, std::string> kept_;
};

}  // namespace asynclint
