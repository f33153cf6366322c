#include "cli/html.h"

#include <algorithm>

namespace asynclint::cli {

std::string html_text(std::string_view text) {
  std::string html;
  for (const char letter : text) {
    switch (letter) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      default: html += letter;
    }
  }
  return html;
}

std::string html_line(std::string_view line) {
  std::string html;
  bool is_code = false;
  while (true) {
    const std::size_t sign = line.find('`');
    html += html_text(line.substr(0, sign));
    if (sign == std::string_view::npos) break;
    html += is_code ? "</code>" : "<code>";
    is_code = !is_code;
    line.remove_prefix(sign + 1);
  }
  return html + (is_code ? "</code>" : "");
}

std::string filled(std::string_view html_template,
                   const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string html;
  while (true) {
    const std::size_t begin = html_template.find("{{");
    html += html_template.substr(0, begin);
    if (begin == std::string_view::npos) return html;
    html_template.remove_prefix(begin);
    const std::size_t end = html_template.find("}}");
    const std::string_view name = end == std::string_view::npos ? "" : html_template.substr(2, end - 2);
    const auto value = std::find_if(values.begin(), values.end(), [&](const auto& each) { return each.first == name; });
    html += value == values.end() ? std::string(html_template.substr(0, 2)) : value->second;
    html_template.remove_prefix(value == values.end() ? 2 : end + 2);
  }
}

}  // namespace asynclint::cli
