#include "cli/formats/xml.h"

#include "cli/display-text.h"

namespace asynclint::cli {
namespace {

bool xml_can_hold(char32_t value) {
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
  return value != 0xFFFE && value != 0xFFFF;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string xml;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    switch (point.value) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '"': xml += "&quot;"; break;
      // As themselves they would be read as blanks in an attribute.
      case '\t': xml += "&#9;"; break;
      case '\n': xml += "&#10;"; break;
      case '\r': xml += "&#13;"; break;
      default: append_utf8(xml, xml_can_hold(point.value) ? point.value : U'\uFFFD');
    }
  }
  return xml;
}

}  // namespace asynclint::cli
