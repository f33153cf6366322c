// The trees of the sources that were parsed last. A file that is linted is often imported, too, and is parsed for both
// at once.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "lint/lint.h"
#include "syntax/tree.h"

namespace asynclint {

// Any thread may ask.
class ParsedSources {
 public:
  struct Parsed {
    // What the tree refers to.
    std::shared_ptr<const std::string> text;
    std::shared_ptr<const syntax::Tree> tree;
  };

  // The tree of a text. It stays as long as somebody holds it; `path` only says what to look for.
  [[nodiscard]] Parsed of(const std::string& path, const std::shared_ptr<const std::string>& text, Dialect dialect);

 private:
  struct Kept {
    std::string path;
    Dialect dialect;
    Parsed parsed;
    std::size_t bytes;
  };
  [[nodiscard]] Parsed find(const std::string& path, const std::string& text, Dialect dialect);
  void keep(Kept kept);

  std::mutex mutex_;
  // The last one used comes first.
  std::list<Kept> kept_;
  std::unordered_map<std::string, std::list<Kept>::iterator> by_path_;
  std::size_t bytes_ = 0;
};

}  // namespace asynclint
