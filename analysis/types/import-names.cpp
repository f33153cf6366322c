#include "types/import-names.h"

#include "types/characters.h"

namespace asynclint::types {
namespace {

constexpr std::string_view prefix = "$import$";
constexpr std::string_view digits = "0123456789abcdef";

}  // namespace

std::string import_name(std::string_view specifier) {
  std::string name(prefix);
  for (const char c : specifier) {
    if (is_name_character(c) && c != '$') {
      name += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    name += '$';
    name += digits[byte >> 4U];
    name += digits[byte & 15U];
  }
  return name;
}

std::optional<std::string> imported_specifier(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  std::string specifier;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '$') {
      specifier += name[i];
      continue;
    }
    if (i + 2 >= name.size()) return std::nullopt;
    const std::size_t high = digits.find(name[i + 1]);
    const std::size_t low = digits.find(name[i + 2]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    specifier += static_cast<char>(high << 4U | low);
    i += 2;
  }
  return specifier;
}

}  // namespace asynclint::types
