// As much of Markdown as rule pages and lessons need: headings and fenced code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asynclint::tests {

struct CodeBlock {
  // 1-based, of the opening fence.
  std::uint32_t line = 0;
  // The words behind the fence: `js`, `run`, `module`.
  std::vector<std::string> words;
  std::string text;

  [[nodiscard]] bool has_word(std::string_view word) const;
};

struct Section {
  // 1 for `#`, 2 for `##`.
  int depth = 0;
  std::string title;
  // Up to the next heading, code included.
  std::string body;
};

[[nodiscard]] std::vector<CodeBlock> code_blocks(std::string_view markdown);

// What stands before the first heading is left out.
[[nodiscard]] std::vector<Section> sections(std::string_view markdown);

// The text without fenced code.
[[nodiscard]] std::string without_code_blocks(std::string_view markdown);

// Where the links of a text lead: what stands in the brackets of `[title](target)`, in order.
[[nodiscard]] std::vector<std::string> link_targets(std::string_view text);

// What stands between backticks in a text, in order.
[[nodiscard]] std::vector<std::string> code_spans(std::string_view text);

// The text without what stands between backticks.
[[nodiscard]] std::string without_code_spans(std::string_view text);

}  // namespace asynclint::tests
