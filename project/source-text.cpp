#include "project/source-text.h"

#include <utility>

namespace asynclint {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

SourceText SourceText::from_bytes(std::string bytes) {
  const bool has_mark = bytes.starts_with(byte_order_mark);
  if (has_mark) bytes.erase(0, byte_order_mark.size());
  return {std::make_shared<const std::string>(std::move(bytes)), has_mark};
}

std::string SourceText::bytes_with(std::string_view content) const {
  std::string bytes(has_byte_order_mark ? byte_order_mark : "");
  return bytes.append(content);
}

}  // namespace asynclint
