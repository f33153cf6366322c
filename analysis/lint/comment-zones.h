// Where the comment before a place may be another one than in the version before.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/changed-range.h"
#include "text/span.h"

namespace asynclint {

struct CommentedText {
  std::string_view text;
  // Sorted.
  std::span<const Span> comments;
};

class CommentZones {
 public:
  CommentZones(const CommentedText& before, const CommentedText& now, const ChangedRange& change);

  // Whether one of them holds or touches something of the new text.
  [[nodiscard]] bool touch(Span span) const;

  // The comments that are not what they were: first and end in the lists of both texts.
  struct Comments {
    std::size_t first = 0;
    std::size_t old_end = 0;
    std::size_t new_end = 0;
  };
  [[nodiscard]] const Comments& changed() const { return changed_; }

 private:
  Comments changed_;
  std::vector<Span> zones_;
  Span hull_;
};

}  // namespace asynclint
