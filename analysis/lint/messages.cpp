#include "lint/messages.h"

#include <algorithm>

namespace asynclint {

std::string quoted(std::string_view code) {
  constexpr std::size_t longest = 40;
  const std::size_t end = std::min(code.find_first_of("\r\n"), code.size());
  std::string result;
  result.reserve(end + 6);
  result += '`';
  if (end <= longest && end == code.size()) {
    result += code;
  } else {
    std::size_t cut = std::min(end, longest);
    // Not in the middle of a character.
    while (cut > 0 && (static_cast<unsigned char>(code[cut]) & 0xC0U) == 0x80U) --cut;
    result += code.substr(0, cut);
    result += "…";
  }
  result += '`';
  return result;
}

}  // namespace asynclint
