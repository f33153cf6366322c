#include "cli/formats.h"

#include <algorithm>
#include <array>

namespace asynclint::cli {
namespace {

constexpr std::array<FormatEntry, 2> table{{
    {"stylish", "for people", make_stylish_format},
    {"json", "ESLint's shape, with findings of every level", make_json_format},
}};

}  // namespace

std::span<const FormatEntry> formats() { return table; }

std::string formats_help() {
  std::string text;
  for (const FormatEntry& entry : table) {
    text += text.empty() ? "" : "; ";
    text.append(entry.name).append(": ").append(entry.summary);
    if (&entry == table.begin()) text += " (default)";
  }
  return text;
}

std::unique_ptr<Format> make_format(std::string_view name, const FormatContext& context) {
  const auto entry = std::find_if(table.begin(), table.end(), [&](const FormatEntry& row) { return row.name == name; });
  return entry == table.end() ? make_diff_format(context) : entry->make(context);
}

}  // namespace asynclint::cli
