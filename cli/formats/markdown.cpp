#include "cli/formats/markdown.h"

#include "cli/display-text.h"
#include "cli/html.h"

namespace asynclint::cli {

std::string markdown_text(std::string_view text) {
  constexpr std::string_view signs = "\\*_[]#~!@:|-+";
  std::string markdown;
  bool is_code = false;
  for (const char letter : printable(text)) {
    if (letter == '`') {
      markdown += is_code ? "</code>" : "<code>";
      is_code = !is_code;
    } else if (signs.find(letter) != std::string_view::npos) {
      // As a number it is no sign any more, in code neither.
      markdown += "&#" + std::to_string(static_cast<int>(letter)) + ";";
    } else {
      markdown += html_text(std::string_view(&letter, 1));
    }
  }
  return markdown + (is_code ? "</code>" : "");
}

}  // namespace asynclint::cli
