// What is found in an open document, version after version.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "constructs/card.h"
#include "lint/lint.h"
#include "lint/memory.h"
#include "project/configuration.h"
#include "project/fix-text.h"
#include "refactorings/base/offers.h"
#include "server/text-changes.h"
#include "server/world.h"

namespace asynclint::server {

struct Snapshot;

// What was found in one version. Immutable.
struct Checked {
  std::uint64_t revision = 0;
  std::int64_t version = 0;
  std::shared_ptr<const IndexedText> text;
  // Those that are shown.
  std::vector<Finding> findings;
  // As in LintResult.
  std::uint32_t syntax_errors = 0;
  // Null for a document that is not linted, and why it is not.
  std::shared_ptr<const FileSettings> settings;
  std::string silent_because;
};

// Of a text that nobody goes on with.
[[nodiscard]] Checked check_once(const Snapshot& snapshot);
// What becomes of such a text when it is mended. `checked` is what was found in it. None when nothing changes.
[[nodiscard]] std::optional<FixedText> fix_once(const Snapshot& snapshot, const Checked& checked,
                                                const FixChoice& choice);

// Any thread; one at a time works, the others wait for it and share what it found.
class DocumentLint {
 public:
  DocumentLint();
  ~DocumentLint();
  DocumentLint(const DocumentLint&) = delete;
  DocumentLint& operator=(const DocumentLint&) = delete;

  [[nodiscard]] std::shared_ptr<const Checked> check(const Snapshot& snapshot);
  // Whether it would hardly take any time, as far as the last one says: in the same world, and with nobody at work.
  [[nodiscard]] bool is_quick(const Snapshot& snapshot);
  // Parses and lints anew what was found by following changes, and says whether that finds something else: then it is
  // what was found. `may_keep`: what makes the next keystroke cheap is made too, if it is not there. Nothing happens to
  // a version that is not the latest any more. Others need not wait.
  [[nodiscard]] bool rest(const Snapshot& snapshot, bool may_keep);
  // Drops what makes the next keystroke cheap, unless somebody is at it.
  void forget();

  // As fix_once, but what mending makes of the text is linted as if somebody had typed it.
  [[nodiscard]] std::optional<FixedText> fix(const Snapshot& snapshot, const Checked& checked, const FixChoice& choice);

  // What stands at a place of the latest version. Nothing is said of a version that is not the latest any more, nor of
  // a document that is not linted.
  [[nodiscard]] std::optional<Card> card_at(const Snapshot& snapshot, std::uint32_t offset);
  // What a refactoring would do there, with the line ends of the text. Nothing where card_at says nothing.
  [[nodiscard]] Offer offer_at(const Snapshot& snapshot, const RefactoringEntry& refactoring, Span selection);

 private:
  struct ReadPrograms;

  // Calls it with the facts of each program of the latest version until it is content, and with where that program may
  // be changed; of a text that is one program, everywhere.
  void visit_programs(const Snapshot& snapshot,
                      const std::function<bool(const Facts&, const std::vector<ScriptBlock>&)>& is_content);

  void find(const Snapshot& snapshot, Checked& checked);
  [[nodiscard]] LintResult lint(const Snapshot& snapshot, const FileSettings& settings);

  std::mutex mutex_;
  std::shared_ptr<const Checked> latest_;
  std::chrono::steady_clock::duration last_took_ = std::chrono::steady_clock::duration::max();
  // What is kept of the latest version, for as long as the world is the same.
  std::shared_ptr<const World> world_;
  std::optional<World::Verdict> verdict_;
  std::unique_ptr<types::ModuleSource> modules_;
  std::unique_ptr<LintMemory> memory_;
  // The text that the memory has read last, where that was all of it.
  std::shared_ptr<const IndexedText> in_memory_;
  // Whether the latest version was parsed anew.
  bool is_exact_ = false;
  // Whether the memory was led to another text than the latest version, because that was mended.
  bool is_mended_ = false;
  // Of a version that the memory has no facts of: markup, and texts without anything for a rule.
  std::unique_ptr<ReadPrograms> programs_;
};

}  // namespace asynclint::server
