#include "cli/markdown.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "cli/display-text.h"

namespace asynclint::cli {
namespace {

constexpr unsigned widest = 100;

// What is broken between lines: a word as it is painted, and its width on the screen.
struct Word {
  std::string text;
  unsigned width = 0;
};

// Words of a paragraph, with `code`, **strong** and [links](to) taken out of their signs.
class InlineText {
 public:
  InlineText(std::string_view text, const Palette& palette) : rest_(text), palette_(palette) {}

  [[nodiscard]] std::vector<Word> words() {
    while (!rest_.empty()) {
      if (take_code() || take_strong() || take_link()) continue;
      const char letter = rest_.front();
      rest_.remove_prefix(1);
      if (letter == ' ') {
        end_word();
      } else {
        plain_ += letter;
      }
    }
    end_word();
    return std::move(words_);
  }

 private:
  bool take_code() {
    const std::size_t fence = std::min(rest_.find_first_not_of('`'), rest_.size());
    if (fence == 0) return false;
    const std::size_t close = rest_.find(rest_.substr(0, fence), fence);
    if (close == std::string_view::npos) return false;
    const std::string_view code = rest_.substr(fence, close - fence);
    rest_.remove_prefix(close + fence);
    // Without colours the signs are what sets it apart.
    add(palette_.has_colors ? std::string(code) : "`" + std::string(code) + "`", Paint::cyan);
    return true;
  }

  bool take_strong() {
    if (!rest_.starts_with("**")) return false;
    end_fragment();
    is_strong_ = !is_strong_;
    rest_.remove_prefix(2);
    return true;
  }

  bool take_link() {
    if (rest_.front() != '[') return false;
    const std::size_t middle = rest_.find("](");
    const std::size_t close = rest_.find(')', middle);
    if (middle == std::string_view::npos || close == std::string_view::npos) return false;
    if (rest_.substr(0, middle).find('\n') != std::string_view::npos) return false;
    const std::string target(rest_.substr(middle + 2, close - middle - 2));
    plain_ += rest_.substr(1, middle - 1);
    rest_.remove_prefix(close + 1);
    end_word();
    add("(" + target + ")", Paint::dim);
    return true;
  }

  void end_fragment() {
    if (plain_.empty()) return;
    word_.width += width_of(plain_);
    word_.text += is_strong_ ? palette_(Paint::bold, plain_) : plain_;
    plain_.clear();
  }

  void add(const std::string& text, Paint paint) {
    end_fragment();
    word_.width += width_of(text);
    word_.text += palette_(paint, text);
  }

  void end_word() {
    end_fragment();
    if (!word_.text.empty()) words_.push_back(std::move(word_));
    word_ = {};
  }

  std::string_view rest_;
  const Palette& palette_;
  bool is_strong_ = false;
  std::string plain_;
  Word word_;
  std::vector<Word> words_;
};

bool is_list_item(std::string_view line) { return line.starts_with("- ") || line.starts_with("* "); }

// A comment that marks a span of the line above it.
bool is_mark(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos || !line.substr(begin).starts_with("//")) return false;
  const std::size_t mark = line.find_first_not_of(" <", begin + 2);
  return mark != std::string_view::npos && line[mark] == '^';
}

class Renderer {
 public:
  Renderer(std::string_view markdown, unsigned width, const Palette& palette)
      : rest_(markdown), width_(std::min(width, widest)), palette_(palette) {}

  [[nodiscard]] std::string render() {
    while (const auto line = next_line()) {
      if (line->starts_with("```")) {
        flush_paragraph();
        is_code_ = !is_code_;
        is_output_ = is_code_ && line->starts_with("```text");
        // What a program prints stands below it without a line between.
        if (is_output_) text_ += "\n";
      } else if (is_code_) {
        add_code(*line);
      } else {
        add_text(*line);
      }
    }
    flush_paragraph();
    return std::move(text_);
  }

 private:
  std::optional<std::string_view> next_line() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return line;
  }

  void add_code(std::string_view line) {
    if (line.empty()) {
      text_ += "\n";
      return;
    }
    text_ += "    ";
    if (is_mark(line))
      text_ += palette_(Paint::red, line);
    else
      text_ += is_output_ ? palette_(Paint::dim, line) : std::string(line);
    text_ += "\n";
  }

  void add_text(std::string_view line) {
    if (line.starts_with('#')) {
      flush_paragraph();
      const std::size_t depth = line.find_first_not_of('#');
      const std::string_view title = line.substr(std::min(line.find_first_not_of(' ', depth), line.size()));
      const std::string bold = palette_(Paint::bold, title);
      text_ += (depth == 1 ? palette_(Paint::underline, bold) : bold) + "\n";
    } else if (line.empty()) {
      flush_paragraph();
      text_ += "\n";
    } else if (line.starts_with('|')) {
      flush_paragraph();
      text_ += std::string(line) + "\n";
    } else {
      if (is_list_item(line)) {
        flush_paragraph();
        indent_ = 2;
        line.remove_prefix(2);
      }
      paragraph_ += paragraph_.empty() ? "" : " ";
      paragraph_ += line.substr(std::min(line.find_first_not_of(' '), line.size()));
    }
  }

  void flush_paragraph() {
    if (paragraph_.empty()) return;
    std::string line = indent_ > 0 ? "- " : "";
    unsigned column = indent_;
    for (const Word& word : InlineText(paragraph_, palette_).words()) {
      if (column > indent_ && column + 1 + word.width > width_) {
        text_ += line + "\n";
        line.assign(indent_, ' ');
        column = indent_;
      } else if (column > indent_) {
        line += ' ';
        ++column;
      }
      line += word.text;
      column += word.width;
    }
    text_ += line + "\n";
    paragraph_.clear();
    indent_ = 0;
  }

  std::string_view rest_;
  unsigned width_;
  const Palette& palette_;
  bool is_code_ = false;
  bool is_output_ = false;
  unsigned indent_ = 0;
  std::string paragraph_;
  std::string text_;
};

}  // namespace

std::string rendered_markdown(std::string_view markdown, unsigned width, const Palette& palette) {
  return Renderer(markdown, width, palette).render();
}

}  // namespace asynclint::cli
