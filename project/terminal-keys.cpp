// Keys as terminals send them: letters as they are, the others as key_sequences that begin with an escape.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "project/platform-watch.h"

namespace asynclint::platform {
namespace {

// What stands behind the escape and `[` or `O`.
constexpr std::array<std::pair<std::string_view, KeyKind>, 10> key_sequences{{
    {"A", KeyKind::up},
    {"B", KeyKind::down},
    {"H", KeyKind::home},
    {"F", KeyKind::end},
    {"1~", KeyKind::home},
    {"4~", KeyKind::end},
    {"5~", KeyKind::page_up},
    {"6~", KeyKind::page_down},
    {"7~", KeyKind::home},
    {"8~", KeyKind::end},
}};

std::optional<KeyKind> kind_of_sequence(std::string_view behind) {
  const auto* const found = std::ranges::find(key_sequences, behind, [](const auto& pair) { return pair.first; });
  return found == key_sequences.end() ? std::nullopt : std::optional(found->second);
}

// Of a sequence its last byte is the first of these.
bool ends_sequence(char byte) { return byte >= '@' && byte <= '~'; }

}  // namespace

std::vector<Key> keys_in(std::string_view bytes) {
  std::vector<Key> keys;
  while (!bytes.empty()) {
    if (bytes.size() > 2 && bytes[0] == '\x1b' && (bytes[1] == '[' || bytes[1] == 'O')) {
      bytes.remove_prefix(2);
      const auto* const last = std::ranges::find_if(bytes, ends_sequence);
      if (last == bytes.end()) break;
      const std::size_t size = static_cast<std::size_t>(last - bytes.begin()) + 1;
      if (const auto kind = kind_of_sequence(bytes.substr(0, size))) keys.push_back({*kind});
      bytes.remove_prefix(size);
      continue;
    }
    const char byte = bytes.front();
    bytes.remove_prefix(1);
    if (byte == '\r' || byte == '\n') keys.push_back({KeyKind::enter});
    if (byte >= ' ' && byte <= '~') keys.push_back({KeyKind::letter, byte});
  }
  return keys;
}

}  // namespace asynclint::platform
