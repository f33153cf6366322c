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
  // Which text it was made of, and between which places.
  struct Origin {
    std::weak_ptr<const IndexedText> text;
    ChangedRange change;
  };
  // With the lines of the text before the last change.
  IndexedText(std::string content, const LineIndex& before, const ChangedRange& change, Origin made_of)
      : text(std::move(content)), lines(before, text, change), origin(std::move(made_of)) {}
  IndexedText(const IndexedText&) = delete;
  IndexedText& operator=(const IndexedText&) = delete;

  const std::string text;
  const LineIndex lines;
  // Of no text where all of it came at once.
  const Origin origin;
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
