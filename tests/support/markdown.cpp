#include "tests/support/markdown.h"

#include <algorithm>
#include <optional>
#include <sstream>

namespace asynclint::tests {
namespace {

constexpr std::string_view fence = "```";

// Walks over the lines of a page and knows which of them are inside fenced code.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  // False at the end of the text.
  bool advance() {
    if (rest_.empty()) return false;
    const auto end = std::min(rest_.find('\n'), rest_.size());
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    const auto indent = line_.find_first_not_of(' ');
    is_fence_ = indent != std::string_view::npos && line_.substr(indent).starts_with(fence);
    if (!is_fence_) return true;
    inside_ = !inside_;
    if (inside_) indent_ = indent;
    return true;
  }

  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] std::string_view line() const { return line_; }
  // The line without the spaces that the fence around it is indented by.
  [[nodiscard]] std::string_view code() const {
    return line_.substr(std::min({indent_, line_.find_first_not_of(' '), line_.size()}));
  }
  [[nodiscard]] bool opens_code() const { return is_fence_ && inside_; }
  [[nodiscard]] bool is_code() const { return inside_ && !is_fence_; }
  [[nodiscard]] bool is_prose() const { return !inside_ && !is_fence_; }
  [[nodiscard]] std::string_view fence_words() const { return line_.substr(line_.find(fence) + fence.size()); }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::uint32_t number_ = 0;
  std::size_t indent_ = 0;
  bool is_fence_ = false;
  bool inside_ = false;
};

std::optional<Section> heading(std::string_view line) {
  const auto depth = std::min(line.find_first_not_of('#'), line.size());
  if (depth == 0 || depth > 6 || !line.substr(depth).starts_with(' ')) return std::nullopt;
  return Section{static_cast<int>(depth), std::string(line.substr(depth + 1)), {}};
}

}  // namespace

bool CodeBlock::has_word(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<CodeBlock> code_blocks(std::string_view markdown) {
  std::vector<CodeBlock> blocks;
  for (Lines lines(markdown); lines.advance();) {
    if (lines.opens_code()) {
      CodeBlock& block = blocks.emplace_back();
      block.line = lines.number();
      std::istringstream words{std::string(lines.fence_words())};
      for (std::string word; words >> word;) block.words.push_back(word);
    } else if (lines.is_code()) {
      blocks.back().text.append(lines.code()).append("\n");
    }
  }
  return blocks;
}

std::vector<Section> sections(std::string_view markdown) {
  std::vector<Section> result;
  for (Lines lines(markdown); lines.advance();) {
    if (auto section = lines.is_prose() ? heading(lines.line()) : std::nullopt) {
      result.push_back(std::move(*section));
    } else if (!result.empty()) {
      result.back().body.append(lines.line()).append("\n");
    }
  }
  return result;
}

std::string without_code_blocks(std::string_view markdown) {
  std::string result;
  for (Lines lines(markdown); lines.advance();)
    if (lines.is_prose()) result.append(lines.line()).append("\n");
  return result;
}

std::vector<std::string> link_targets(std::string_view text) {
  constexpr std::string_view opening = "](";
  std::vector<std::string> targets;
  for (auto begin = text.find(opening); begin != std::string_view::npos; begin = text.find(opening)) {
    text.remove_prefix(begin + opening.size());
    targets.emplace_back(text.substr(0, text.find(')')));
  }
  return targets;
}

std::vector<std::string> code_spans(std::string_view text) {
  std::vector<std::string> spans;
  while (true) {
    const auto begin = text.find('`');
    if (begin == std::string_view::npos) return spans;
    const auto end = text.find('`', begin + 1);
    if (end == std::string_view::npos) return spans;
    spans.emplace_back(text.substr(begin + 1, end - begin - 1));
    text.remove_prefix(end + 1);
  }
}

std::string without_code_spans(std::string_view text) {
  std::string result;
  while (true) {
    const auto begin = text.find('`');
    const auto end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
    if (end == std::string_view::npos) return result.append(text);
    result += text.substr(0, begin);
    text.remove_prefix(end + 1);
  }
}

}  // namespace asynclint::tests
