// The texts that the client has open.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/lint.h"
#include "project/script-blocks.h"
#include "server/document-lint.h"
#include "server/text-changes.h"

namespace asynclint::server {

// What a document is, for as long as it is open.
struct Identity {
  // As the client writes it.
  std::string uri;
  // Absolute, with links resolved: where its configuration and its imports are looked up. Of a text that is no file, a
  // name for it in the workspace folder.
  std::string path;
  bool is_file = false;
  bool is_notebook_cell = false;
  // Neither JavaScript nor TypeScript nor anything with a script in it: nothing is said of it.
  bool is_foreign = false;
  Dialect dialect = Dialect::javascript;
  Markup markup = Markup::none;
};

// One version of it. Immutable: workers keep it as long as they like.
struct Snapshot {
  std::shared_ptr<const Identity> identity;
  std::shared_ptr<const IndexedText> text;
  // What the client calls it; and a count of our own, because clients' versions may stand still or go back.
  std::int64_t version = 0;
  std::uint64_t revision = 0;
  // As it was when this version came, or since it last changed.
  std::shared_ptr<const World> world;
};

// The session's thread changes it, workers look at it.
class OpenDocument {
 public:
  explicit OpenDocument(Snapshot first) : latest_(std::move(first)) {}

  [[nodiscard]] Snapshot latest() const;
  void replace(Snapshot next);
  // After this, nothing is the latest any more.
  void close();
  // Calls it while this revision is the latest, so that nothing is told of a text after a newer one has come.
  bool if_latest(std::uint64_t revision, const std::function<void()>& tell) const;

  // What is found in it, and what is kept to find it faster next time.
  [[nodiscard]] DocumentLint& lint() { return lint_; }

  // Whether a worker is going to look at the latest version anyway.
  [[nodiscard]] bool claim_check();
  void release_check();

 private:
  mutable std::mutex mutex_;
  Snapshot latest_;
  bool is_closed_ = false;
  bool is_check_queued_ = false;
  DocumentLint lint_;
};

// The session's thread. By URI, however it is spelled.
class OpenDocuments {
 public:
  // Null when it is not open.
  [[nodiscard]] std::shared_ptr<OpenDocument> find(std::string_view uri) const;
  void add(std::string_view uri, std::shared_ptr<OpenDocument> document);
  void remove(std::string_view uri);
  [[nodiscard]] std::vector<std::shared_ptr<OpenDocument>> all() const;
  [[nodiscard]] std::uint64_t next_revision() { return ++revisions_; }

 private:
  std::unordered_map<std::string, std::shared_ptr<OpenDocument>> documents_;
  std::uint64_t revisions_ = 0;
};

// From what a client says of a document. `folder` is where texts that are no files belong.
[[nodiscard]] Identity identify(const std::string& uri, std::string_view language, const std::string& folder);

}  // namespace asynclint::server
