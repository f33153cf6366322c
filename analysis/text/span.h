// Places in a text and changes to it, in bytes of UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint {

// The bytes [begin, end) of a text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t length() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

// The part of `text` that `span` names; what lies beyond the end of the text is left out.
[[nodiscard]] constexpr std::string_view slice(std::string_view text, Span span) {
  return span.begin >= text.size() ? std::string_view{} : text.substr(span.begin, span.length());
}

// Replaces the bytes of `span` by `text`; an empty span inserts.
struct TextEdit {
  Span span;
  std::string text;
  friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

// Sorts edits by place; edits at the same place keep their order, so that two insertions read as they were written.
void sort_edits(std::vector<TextEdit>& edits);

// Whether two of these sorted edits touch the same bytes, so that they cannot be applied together.
[[nodiscard]] bool edits_conflict(const std::vector<TextEdit>& sorted);

// The text after all edits, which are sorted and do not conflict.
[[nodiscard]] std::string apply_edits(std::string_view text, const std::vector<TextEdit>& sorted);

// The edits as one: from the first changed byte to the last, with what lies between copied. None for no edits.
[[nodiscard]] std::optional<TextEdit> merge_edits(std::string_view text, std::vector<TextEdit> edits);

}  // namespace asynclint
