// A text that changes as its editor says.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/params.h"
#include "text/changed-range.h"
#include "text/line-index.h"

namespace asynclint::server {

// A text with its lines. Immutable, so that its views hold.
struct IndexedText {
  explicit IndexedText(std::string content) : text(std::move(content)), lines(text) {}
  // With the lines of the text before a change.
  IndexedText(std::string content, const LineIndex& before, const ChangedRange& change)
      : text(std::move(content)), lines(before, text, change) {}
  IndexedText(const IndexedText&) = delete;
  IndexedText& operator=(const IndexedText&) = delete;

  const std::string text;
  const LineIndex lines;
};

struct ContentChange {
  // None: the whole text.
  std::optional<ClientRange> range;
  std::string text;
};

// The text after all changes, one after the other: each speaks of the text that those before it made.
[[nodiscard]] std::shared_ptr<const IndexedText> changed_text(const std::shared_ptr<const IndexedText>& before,
                                                              const std::vector<ContentChange>& changes,
                                                              ColumnUnit unit);

}  // namespace asynclint::server
