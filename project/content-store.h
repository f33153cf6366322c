// What is in the files of a run, as far as that can be told without parsing them; of files that are as they were, as an
// earlier run remembered it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "project/content-hash.h"
#include "project/platform.h"
#include "project/specifiers.h"

namespace asynclint {

// What depends on a file's bytes alone. Texts are those of the store.
struct ContentFacts {
  // Whether it could be read, and is no larger than declarations may be.
  bool is_there = false;
  ContentHash hash;
  // See `worth_parsing`.
  bool has_words = false;
  // Its imports; asked for only where there are no words.
  std::vector<FoundSpecifier> specifiers;
  // What a declaration file refers to by a comment.
  bool has_references = false;
  std::vector<std::string_view> references;
};

// Any thread may ask. A file is looked at once in a run.
class ContentStore {
 public:
  // A file whose time is not before `safe_time` may be written again without a trace, as far as its time goes.
  explicit ContentStore(std::int64_t safe_time) : safe_time_(safe_time) {}
  ContentStore(const ContentStore&) = delete;
  ContentStore& operator=(const ContentStore&) = delete;

  // What is remembered of a file by its path; before anybody asks. Texts have to outlive this.
  struct Remembered {
    platform::FileStamp stamp;
    // Whether a file with this stamp has these bytes.
    bool is_trusted = false;
    ContentFacts facts;
  };
  void remember(std::string path, Remembered remembered) { known_.emplace(std::move(path), std::move(remembered)); }
  [[nodiscard]] const std::unordered_map<std::string, Remembered>& remembered() const { return known_; }

  [[nodiscard]] const ContentFacts& of(const std::string& path);
  // Somebody has read these bytes. Whatever rests on a file that was not the same all the time is not to be kept.
  void read(const std::string& path, std::string_view bytes);
  [[nodiscard]] bool is_steady(const std::string& path) const;

  // What there is to remember of a file that somebody asked for; null for others.
  [[nodiscard]] const Remembered* seen(const std::string& path) const;
  // All of those, when nobody asks any more.
  [[nodiscard]] const std::unordered_map<std::string, const Remembered*>& all_seen() const { return seen_; }
  // Whether anything of it is not as it was remembered.
  [[nodiscard]] bool has_news() const;

 private:
  [[nodiscard]] const Remembered* look_at(const std::string& path);

  std::int64_t safe_time_;
  std::unordered_map<std::string, Remembered> known_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, const Remembered*> seen_;
  std::deque<Remembered> found_;
  std::unordered_set<std::string> unsteady_;
  // The texts of facts that were found anew.
  std::vector<std::unique_ptr<const std::string>> texts_;
  bool has_news_ = false;
};

}  // namespace asynclint
