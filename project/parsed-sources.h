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
#include "project/worked-out-once.h"
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

  // The tree of a text. It stays as long as somebody holds it; `path` only says what to look for. Whoever asks for one
  // that another thread is parsing does what there is `ahead`.
  [[nodiscard]] Parsed of(const std::string& path, const std::shared_ptr<const std::string>& text, Dialect dialect,
                          const WorkAhead& ahead = {});
  // Parses a text for whoever asks for its tree soon, unless that was done, or is being done.
  void read_ahead(const std::string& path, const std::shared_ptr<const std::string>& text, Dialect dialect);

 private:
  struct Kept {
    std::string path;
    Dialect dialect;
    Parsed parsed;
    std::size_t bytes;
  };
  struct Parsing {
    Dialect dialect{};
    Parsed parsed;
    WorkedOutOnce done;
  };
  [[nodiscard]] Parsed find(const std::string& path, const std::string& text, Dialect dialect);
  [[nodiscard]] std::shared_ptr<Parsing> at_work(const std::string& path,
                                                 const std::shared_ptr<const std::string>& text, Dialect dialect);
  void parse(const std::string& path, Parsing& parsing);
  void keep(Kept kept);

  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Parsing>> at_work_;
  // The last one used comes first.
  std::list<Kept> kept_;
  std::unordered_map<std::string, std::list<Kept>::iterator> by_path_;
  std::size_t bytes_ = 0;
};

}  // namespace asynclint
