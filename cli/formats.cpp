#include "cli/formats.h"

#include <algorithm>
#include <array>

namespace asynclint::cli {
namespace {

constexpr std::array<FormatEntry, 2> format_table{{
    {"stylish", "for people", make_stylish_format},
    {"json", "ESLint's shape, with findings of every level", make_json_format},
}};

}  // namespace

std::span<const FormatEntry> formats() { return format_table; }

std::string formats_help() {
  std::string text;
  for (const FormatEntry& entry : format_table) {
    text += text.empty() ? "" : "; ";
    text.append(entry.name).append(": ").append(entry.summary);
    if (&entry == format_table.begin()) text += " (default)";
  }
  return text;
}

std::unique_ptr<Format> make_format(std::string_view name, const FormatContext& context) {
  const auto entry =
      std::find_if(format_table.begin(), format_table.end(), [&](const FormatEntry& row) { return row.name == name; });
  return entry == format_table.end() ? make_diff_format(context) : entry->make(context);
}

}  // namespace asynclint::cli
